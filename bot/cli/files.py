"""Writing a file whole or not at all: a full disk or a kill leaves what was there before."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` in the place of what a file holds; links go on leading to it, its mode stays.

    Raises:
        OSError: It cannot be written; then it is as it was.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not _replaceable(target):
        target.write_bytes(data)
        return
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".factcheck-")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        beside.chmod(_mode(target))
        beside.replace(target)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def _replaceable(target: Path) -> bool:
    """Not so: a pipe or device, a file that may not be written, a folder that takes no second file."""
    return target.is_file() and os.access(target, os.W_OK) and os.access(target.parent, os.W_OK)


def _mode(target: Path) -> int:
    """The mode that the file has, or that a new one gets."""
    if target.exists():
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
