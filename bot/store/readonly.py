"""A database that may be read and not written: a committed file in a checkout, a mounted archive."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path


def unwritable(path: str | Path) -> bool:
    """Whether there is a database that cannot be written, and that nobody has left half-written."""
    file = Path(path)
    writable = os.access(file, os.W_OK) and os.access(file.absolute().parent, os.W_OK)
    return file.is_file() and not writable and not _left_over(file)


def connect(path: str | Path, busy_seconds: float) -> sqlite3.Connection:
    """A connection that only reads; a database that cannot be written needs no files beside it.

    Raises:
        sqlite3.Error: It cannot be opened.
    """
    how = "immutable=1" if unwritable(path) else "mode=ro"
    address = f"{Path(path).absolute().as_uri()}?{how}"
    return sqlite3.connect(address, busy_seconds, uri=True, check_same_thread=False)


def _left_over(file: Path) -> bool:
    log = file.with_name(f"{file.name}-wal")
    return log.exists() and log.stat().st_size > 0
