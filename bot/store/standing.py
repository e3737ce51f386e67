"""Editors' rulings with what they rest on, read without the tables' machinery: a check must answer at once."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from bot.errors import StoreError
from bot.records import Action, Label, Review
from bot.store import readonly

BUSY_SECONDS = 5.0
_QUERY = """SELECT review.fingerprint, review.occurrence, review.action, review.label, review.reason, review.reviewer,
    review.created_at, verdict.label, verdict.decided_by, verdict.suggestion_replacement, verdict.id
FROM review JOIN document ON document.id = review.document_id JOIN verdict ON verdict.id = review.verdict_id
WHERE document.path = ? ORDER BY review.id"""
_EVIDENCE = "SELECT quote, stance FROM evidence WHERE verdict_id = ?"


class Basis(NamedTuple):
    """What an editor saw when ruling: the label, who decided, what was suggested, and the words cited."""

    label: str
    decided_by: str
    suggestion: str | None
    evidence: frozenset[tuple[str, str]]


class Rulings:
    """The rulings in a database, which is only read; a database that is not there holds none.

    Args:
        path: The SQLite file.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._there = Path(path).is_file()

    def of(self, article: str) -> dict[tuple[str, int], tuple[Review, Basis]]:
        """The latest ruling on each claim of a document, by the claim's fingerprint and occurrence.

        Raises:
            StoreError: The database cannot be read.
        """
        if not self._there:
            return {}
        try:
            connection = readonly.connect(self._path, BUSY_SECONDS)
            try:
                rows = connection.execute(_QUERY, (article,)).fetchall()
                cited = {row[10]: frozenset(connection.execute(_EVIDENCE, (row[10],))) for row in rows}
            finally:
                connection.close()
        except sqlite3.Error as error:
            raise StoreError(f"database {self._path} cannot be read: {error}") from None
        return {(row[0], row[1]): (_review(row), Basis(row[7], row[8], row[9], cited[row[10]])) for row in rows}


def _review(row: tuple[str, ...]) -> Review:
    label = Label(row[3]) if row[3] else None
    return Review(Action(row[2]), label, row[4], row[5], datetime.fromisoformat(row[6]))
