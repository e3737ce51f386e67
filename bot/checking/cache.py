"""Results of drafts, by everything that they depend on: what has not changed is not worked on again.

One SQLite file in a folder of its own. It may be thrown away at any time, restored from an older commit, written by
another version, cut in half or read-only: what does not fit is worked on again, and a cache that cannot be used is one
line.
"""

from __future__ import annotations

import sqlite3
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from bot.store import journal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FILE = "results.db"
LAYOUT = 1
# Results that are kept, the newest ones: some hundred megabytes at most.
KEPT = 10_000
BUSY_SECONDS = 2.0
_SCHEMA = "CREATE TABLE result(key TEXT PRIMARY KEY, line TEXT NOT NULL, data TEXT NOT NULL)"


class Cache:
    """Results kept in a folder.

    Args:
        folder: Where; empty: nowhere.

    `trouble` says in one line why results are not kept, where they are not.
    """

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder) if folder else None
        self._connection: sqlite3.Connection | None = None
        self.trouble: str | None = None
        if self._folder:
            self._try_open(self._folder)

    def found(self, keys: Sequence[str]) -> dict[str, str]:
        """What is kept under each of the keys."""
        return {key: data for key in keys for data in self._read("SELECT data FROM result WHERE key = ?", key)}

    def latest(self, line: str) -> str | None:
        """The newest result of a draft under the same settings, whatever its text was; `line` names the two."""
        query = "SELECT data FROM result WHERE line = ? ORDER BY rowid DESC LIMIT 1"
        return next(iter(self._read(query, line)), None)

    def keep(self, results: Iterable[tuple[str, str, str]]) -> None:
        """Keep results: key, line and data of each."""
        if self._connection is None:
            return
        try:
            with self._connection:
                self._connection.executemany("INSERT OR REPLACE INTO result VALUES (?, ?, ?)", results)
                self._connection.execute(
                    "DELETE FROM result WHERE rowid <= (SELECT max(rowid) FROM result) - ?", (KEPT,)
                )
        except sqlite3.Error as error:
            self._give_up(error)

    def close(self) -> None:
        """Give the file back."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _read(self, query: str, value: str) -> list[str]:
        if self._connection is None:
            return []
        try:
            return [row[0] for row in self._connection.execute(query, (value,)) if isinstance(row[0], str)]
        except sqlite3.Error as error:
            self._give_up(error)
            return []

    def _try_open(self, folder: Path) -> None:
        try:
            self._connection = _opened(folder)
        except (sqlite3.Error, OSError) as error:
            self._give_up(error)

    def _give_up(self, error: Exception) -> None:
        said = getattr(error, "strerror", None) or str(error)
        self.trouble = f"cache {self._folder}: {said.lower()}; going on without it"
        self.close()
        if self._folder and _damaged(error):
            _remove(self._folder)


def key(parts: Mapping[str, object]) -> str:
    """A hash over named parts."""
    return sha256(repr(sorted(parts.items())).encode("utf-8", "surrogatepass")).hexdigest()


def _opened(folder: Path) -> sqlite3.Connection:
    if not folder.is_dir():
        folder.mkdir(parents=True)
        (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    try:
        return _connected(folder / FILE)
    except sqlite3.DatabaseError as error:
        if not _damaged(error):
            raise
        _remove(folder)
        return _connected(folder / FILE)


def _damaged(error: Exception) -> bool:
    """Half a file, or none of ours; locked, full and read-only are not the file's fault."""
    return isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError)


def _remove(folder: Path) -> None:
    for name in (FILE, f"{FILE}-wal", f"{FILE}-shm"):
        (folder / name).unlink(missing_ok=True)


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS)
    try:
        if connection.execute("PRAGMA user_version").fetchone()[0] == LAYOUT:
            connection.execute("SELECT key, line, data FROM result LIMIT 1")
            return connection
        _create(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _create(connection: sqlite3.Connection) -> None:
    """An empty file of our layout, in place of whatever another version kept."""
    journal.write_ahead(connection, BUSY_SECONDS)
    connection.execute("PRAGMA synchronous = NORMAL")
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        old = connection.execute("SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view')").fetchall()
        for name, kind in old:
            connection.execute(f'DROP {kind} "{name.replace(chr(34), chr(34) * 2)}"')
        connection.execute(_SCHEMA)
        connection.execute("CREATE INDEX result_line ON result(line)")
        connection.execute(f"PRAGMA user_version = {LAYOUT}")
