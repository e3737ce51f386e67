"""What a result depends on beside draft and settings: this program's own files, and the register."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

import bot


@cache
def fingerprint() -> str:
    """A hash over the program's modules: another version, released or not, never uses a result of this one."""
    root = Path(bot.__file__).parent
    digest = sha256()
    for path in sorted(root.rglob("*.py")):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


@cache
def register_fingerprint(own: str | None) -> str:
    """A hash over the register's rows and a newsroom's own."""
    from bot.organisations.register import PACKAGED

    digest = sha256(PACKAGED.read_bytes())
    if own:
        digest.update(Path(own).read_bytes() if Path(own).is_file() else b"")
    return digest.hexdigest()
