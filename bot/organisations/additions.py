"""A newsroom's own file of organisations: adding a row to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import UserError
from bot.organisations.organisation import line
from bot.organisations.validation import Row, problems, read_valid

if TYPE_CHECKING:
    from bot.organisations.register import Register


def append(path: str | Path, row: Row, base: Register) -> None:
    """Add a row to a file, in its place by id.

    Args:
        path: The file; it is made if it is not there, and replaced as a whole, so that it is never half written.
        row: The row.
        base: The register that the file is laid over.

    Raises:
        UserError: The file cannot be read or written, or the row (or one that is there) is wrong; nothing is written.
    """
    file = Path(path)
    rows = read_valid(file, base) if file.exists() else []
    rows = sorted([*rows, row], key=lambda row: str(row.get("id")))
    wrong = problems(rows, base)
    if wrong:
        raise UserError(f"not added: {wrong[0]}")
    _replace(file, "".join(f"{line(row)}\n" for row in rows))


def _replace(file: Path, text: str) -> None:
    fresh = file.with_name(f"{file.name}.new")
    try:
        fresh.write_text(text, "utf-8")
        fresh.replace(file)
    except OSError as error:
        raise UserError(f"{file}: cannot be written ({(error.strerror or str(error)).lower()})") from None
