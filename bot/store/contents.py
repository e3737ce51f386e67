"""What a database holds, in a word: read without the tables' machinery, so that a check can answer at once."""

from __future__ import annotations

import sqlite3
from hashlib import sha256
from pathlib import Path

from bot.store import readonly
from bot.store.standing import BUSY_SECONDS

_FINISHED = """SELECT document.path, version.sha256 FROM run JOIN version ON version.id = run.version_id
JOIN document ON document.id = version.document_id WHERE run.finished_at IS NOT NULL"""


def snapshots(path: str) -> str | None:
    """A hash over the sources that are stored; None where there is no database, or none that can be read."""
    rows = _rows(path, "SELECT sha256 FROM snapshot ORDER BY sha256")
    return None if rows is None else sha256("".join(row[0] for row in rows).encode()).hexdigest()


def finished(path: str) -> frozenset[tuple[str, str]]:
    """Path and hash of every version of a draft that a run was finished on."""
    return frozenset((row[0], row[1]) for row in _rows(path, _FINISHED) or ())


def _rows(path: str, query: str) -> list[tuple[str, ...]] | None:
    if not Path(path).is_file():
        return None
    try:
        connection = readonly.connect(path, BUSY_SECONDS)
        try:
            return connection.execute(query).fetchall()
        finally:
            connection.close()
    except sqlite3.Error:
        return None
