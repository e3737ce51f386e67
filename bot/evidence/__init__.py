"""Claim + snapshots → ranked passages: how passages are ranked, and what a claim leans on."""

from __future__ import annotations

from bot.evidence.index import Index, by_snapshot, terms
from bot.evidence.leaning import before

__all__ = ["Index", "before", "by_snapshot", "terms"]
