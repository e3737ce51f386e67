"""The write-ahead log, turned on when several programs open one new file at once."""

from __future__ import annotations

import sqlite3
import time

# Between two tries: long enough for another program to finish its switch, short enough not to be felt.
_PAUSE_SECONDS = 0.01


def write_ahead(connection: sqlite3.Connection, seconds: float) -> None:
    """Put the file of `connection` into write-ahead mode; it stays so for every later connection.

    SQLite does not wait its busy timeout where two connections switch at once: it refuses one of them, lest both wait
    for each other. So we wait here, for `seconds` at most.

    Raises:
        sqlite3.OperationalError: Another program held the file all that time, or it cannot be written.
    """
    deadline = time.monotonic() + seconds
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() >= deadline:
                raise
            time.sleep(_PAUSE_SECONDS)
        else:
            return
