"""The store: records in, records out, in one SQLite file. What it hands out is committed; what it is given is, too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.store.store import Store

__all__ = ["Store"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the import system's own signature
    """Import the tables only for who opens a store: they cost 0.4 s, and reports need none of them."""
    if name != "Store":
        raise AttributeError(name)
    from bot.store.store import Store

    return Store
