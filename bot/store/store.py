"""The one object that the pipeline and the commands hold: a database, and a room for each kind of record."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Self

from bot.store.database import open_database

if TYPE_CHECKING:
    from pathlib import Path

    from bot.store.calls import Answers, Calls
    from bot.store.overview import Overview
    from bot.store.reviews import Reviews
    from bot.store.runs import Runs
    from bot.store.snapshots import Snapshots


class Store:
    """A factcheck database.

    Args:
        path: The SQLite file; made where it does not exist.

    Raises:
        StoreError: The file cannot be used; the message says why.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = str(path)
        self.engine = open_database(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the file back."""
        self.engine.dispose()

    @cached_property
    def snapshots(self) -> Snapshots:
        """Sources as fetched, and their passages."""
        from bot.store.snapshots import Snapshots

        return Snapshots(self.engine)

    @cached_property
    def runs(self) -> Runs:
        """Drafts, their versions, and the runs over them."""
        from bot.store.runs import Runs

        return Runs(self.engine)

    @cached_property
    def calls(self) -> Calls:
        """Replies of models."""
        from bot.store.calls import Calls

        return Calls(self.engine)

    @cached_property
    def answers(self) -> Answers:
        """Opinions cached by what they depend on."""
        from bot.store.calls import Answers

        return Answers(self.engine)

    @cached_property
    def reviews(self) -> Reviews:
        """Editors' rulings."""
        from bot.store.reviews import Reviews

        return Reviews(self.engine)

    @cached_property
    def overview(self) -> Overview:
        """What the listing commands show."""
        from bot.store.overview import Overview

        return Overview(self.engine)
