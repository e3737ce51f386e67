"""Opening the database file: settings of each connection, a fresh schema, upgrades, and errors in one line."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError
from sqlalchemy.orm import Session

from bot import errors
from bot.store import journal, readonly, schema, tables

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD = "0002"
# "fact" in ASCII: marks the file as ours, https://www.sqlite.org/pragma.html#pragma_application_id
APPLICATION_ID = 0x66616374
BUSY_MS = 5000
_ADVICE = (
    ("locked", "is locked by another program; try again when it is done"),
    ("readonly", "cannot be written; check its permissions or give another with --db"),
    ("disk is full", "cannot grow: the disk is full; free some space and run again, nothing stored is lost"),
    ("disk I/O", "cannot be read or written: the disk failed or is full; nothing stored before is lost"),
    ("unable to open", "cannot be opened; check that its folder exists and can be written"),
    ("not a database", "is not a factcheck database; give another file with --db"),
    ("malformed", "is damaged; restore a copy or give another file with --db"),
)


def open_database(path: str | Path) -> Engine:
    """An engine on the SQLite file at `path`, with the current schema: made, or upgraded, where need be.

    A file that cannot be written can still be read.

    Raises:
        StoreError: The file cannot be opened, is not ours, or was made by a newer version of this program.
    """
    if readonly.unwritable(path):
        engine = create_engine(f"sqlite:///{path}", creator=lambda: readonly.connect(path, BUSY_MS / 1000))
    else:
        engine = create_engine(f"sqlite:///{path}")
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    with told(path):
        _prepare(engine, Path(path))
    return engine


@contextmanager
def told(path: str | Path) -> Iterator[None]:
    """Turn what SQLite says into one line that an editor can act on.

    Raises:
        IntegrityError: A row broke a law.
        StoreError: Anything else that the database refused.
    """
    try:
        yield
    except IntegrityError as error:
        raise errors.IntegrityError(f"{path}: refused a row: {error.orig}") from error
    except (OperationalError, DatabaseError) as error:
        said = str(error.orig)
        advice = next((advice for sign, advice in _ADVICE if sign in said), f"failed: {said}")
        raise errors.StoreError(f"database {path} {advice}") from error


@contextmanager
def session(engine: Engine, *, write: bool = False) -> Iterator[Session]:
    """A session in one transaction, committed at the end; a writer takes its lock at the start."""
    with told(engine.url.database or ""), engine.connect() as plain:
        connection = plain.execution_options(immediate=write)
        with Session(connection, expire_on_commit=False) as opened, opened.begin():
            yield opened


def _configure(connection: Any, _record: object) -> None:  # noqa: ANN401 - SQLAlchemy hands over the driver's own
    connection.isolation_level = None  # transactions are begun by _begin, not by the driver
    connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    journal.write_ahead(connection, BUSY_MS / 1000)
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA synchronous=NORMAL")


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _prepare(engine: Engine, path: Path) -> None:
    with engine.connect() as plain, plain.execution_options(immediate=False).begin():
        found = revision(plain)
        empty = not plain.execute(text("SELECT count(*) FROM sqlite_master")).scalar()
    if found == HEAD:
        return
    if found is None and not empty:
        raise errors.StoreError(f"database {path} is not a factcheck database; give another file with --db")
    if found is None:
        _create(engine)
    else:
        upgrade(engine, path)


def revision(connection: Connection) -> str | None:
    """The schema revision of the file, None where it has none."""
    known = connection.execute(text("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'")).scalar()
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() if known else None


def _create(engine: Engine) -> None:
    with engine.connect() as plain, (connection := plain.execution_options(immediate=True)).begin():
        if revision(connection) is not None:  # another process was first
            return
        tables.Table.metadata.create_all(connection)
        for statement in schema.EXTRAS:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
            "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
        )
        connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})


def upgrade(engine: Engine, path: Path, to: str = "head") -> None:
    """Bring an older database to the current schema; foreign keys are off meanwhile, and checked at the end.

    Raises:
        StoreError: The file was made by a newer version of this program, or the upgrade would break it.
    """
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.connect() as plain, _unenforced(plain), plain.execution_options(immediate=True).begin():
        config.attributes["connection"] = plain
        before = _broken(plain)
        try:
            command.upgrade(config, to)
        except CommandError as error:
            raise errors.StoreError(f"database {path} was made by a newer factcheck; update the program") from error
        if _broken(plain) - before:
            raise errors.StoreError(f"database {path} could not be brought up to date; it stays as it was")


@contextmanager
def _unenforced(connection: Connection) -> Iterator[None]:
    """Foreign keys off: a batch rebuild would cascade its deletes. Only outside a transaction is SQLite so told."""
    driver = connection.connection.cursor()
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def _broken(connection: Connection) -> set[tuple[object, ...]]:
    """Rows that point to no row."""
    return {tuple(row) for row in connection.exec_driver_sql("PRAGMA foreign_key_check")}
