"""A database that was migrated and one that was made fresh are the same; migrations lose nothing."""

import re
import sqlite3

import pytest
from command import process
from sqlalchemy import create_engine

from bot.errors import StoreError
from bot.store import Store
from bot.store.database import HEAD, open_database, revision, upgrade


def shape(path):
    """Every table, index, trigger and view with the parts of its statement, white space, quoting and order apart."""
    with sqlite3.connect(path) as connection:
        rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name").fetchall()
    return [
        (kind, name, table, sorted(re.split(r"[,()]", re.sub(r"[\s\"]+", "", statement or ""))))
        for kind, name, table, statement in rows
    ]


def test_migrating_gives_the_schema_that_a_fresh_file_has(tmp_path):
    """From nothing to the head revision by Alembic equals the schema that is created at once."""
    Store(tmp_path / "fresh.db").close()
    old = create_engine(f"sqlite:///{tmp_path / 'old.db'}")
    upgrade(old, tmp_path / "old.db")
    with old.connect() as connection:
        assert revision(connection) == HEAD
    assert shape(tmp_path / "old.db") == shape(tmp_path / "fresh.db")


def test_models_and_migrations_agree(tmp_path):
    """Alembic finds nothing to do between the tables as declared and the tables as made."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from bot.store.tables import Table

    with Store(tmp_path / "f.db") as store, store.engine.connect() as connection:
        ours = {"include_object": lambda _object, name, *_: "passage_fts" not in name}
        context = MigrationContext.configure(connection, opts=ours)
        assert [change for change in compare_metadata(context, Table.metadata) if "alembic" not in str(change)] == []


def test_opening_twice_migrates_nothing(tmp_path):
    """A file at the head revision is opened as it is."""
    Store(tmp_path / "f.db").close()
    before = shape(tmp_path / "f.db")
    Store(tmp_path / "f.db").close()
    assert shape(tmp_path / "f.db") == before


def test_an_old_database_keeps_its_opinions(tmp_path):
    """From the first schema to the present one with rows in it: they stay, and what they cost is not known."""
    path = tmp_path / "old.db"
    engine = create_engine(f"sqlite:///{path}")
    upgrade(engine, path, "0001")
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute(
            "INSERT INTO opinion (claim_id, judge, label, explanation) VALUES (1, 'claude', 'refuted', 'e')"
        )
    upgrade(engine, path)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT judge, cost_usd FROM opinion").fetchall() == [("claude", None)]


def test_foreign_keys_are_off_while_a_table_is_rebuilt(tmp_path, monkeypatch):
    """A batch rebuild would delete every row that points to the table; and what an upgrade breaks is undone."""
    from alembic import command

    path = tmp_path / "old.db"
    Store(path).close()
    seen = []

    def rebuild(config, _to):
        connection = config.attributes["connection"]
        seen.append(connection.exec_driver_sql("PRAGMA foreign_keys").scalar())
        connection.exec_driver_sql(
            "INSERT INTO opinion (claim_id, judge, label, explanation) VALUES (1, 'a', 'b', 'c')"
        )

    monkeypatch.setattr(command, "upgrade", rebuild)
    engine = open_database(path)
    with pytest.raises(StoreError, match="stays as it was"):
        upgrade(engine, path)
    assert seen == [0]
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM opinion").scalar() == 0
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_processes_that_upgrade_one_database_at_once(tmp_path):
    """Each waits for the other; the second finds nothing left to do."""
    path = tmp_path / "old.db"
    engine = create_engine(f"sqlite:///{path}")
    upgrade(engine, path, "0001")
    engine.dispose()
    jobs = [process("runs", "--db", path) for _ in range(4)]
    ends = [(*job.communicate(timeout=60), job.returncode) for job in jobs]
    assert ends == [("", "", 0)] * 4
