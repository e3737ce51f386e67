"""The store: records in, records out, in one SQLite file. What it hands out is committed; what it is given is, too."""

from __future__ import annotations

from bot.store.store import Store

__all__ = ["Store"]
