"""Claim + snapshots → ranked passages.

Ranking is BM25 by SQLite's FTS5 over the passages of one run's snapshots and nothing else, so that it depends on them
alone; ties are broken by hash and offset.
"""

from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING

from bot.language.passages import passages
from bot.records import Passage, Tier

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.records import Claim, Snapshot

CANDIDATES = 40
_WORD = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*")
_FIGURE = re.compile(r"\d[\d.,]*\d|\d")
_COMMON = frozenset(
    "a about after all also an and any are as at be been before being between both but by can could did do does during "
    "each for from had has have he her him his how i if in into is it its more most no not of on one or other our out "
    "over said says she so some such than that the their them then there these they this those through to under until "
    "up was we were what when which while who will with would you your according".split()
)


class Index:
    """The passages of a run's snapshots, ready to be ranked.

    Args:
        snapshots: The run's manifest. Discovery sources take no part: they are never evidence. Two copies of one text
            count once.
    """

    def __init__(self, snapshots: Iterable[Snapshot]) -> None:
        self._passages: list[Passage] = []
        self._rows = sqlite3.connect(":memory:", check_same_thread=False)
        self._rows.execute(
            "CREATE VIRTUAL TABLE passage USING fts5(text, tokenize='porter unicode61 remove_diacritics 2')"
        )
        seen: set[str] = set()
        for snapshot in sorted(snapshots, key=lambda s: (s.text_sha256, s.source.tier.value, s.sha256)):
            if snapshot.source.tier is not Tier.DISCOVERY and snapshot.text_sha256 not in seen:
                seen.add(snapshot.text_sha256)
                self._add(snapshot)

    def _add(self, snapshot: Snapshot) -> None:
        for start, end in passages(snapshot.text):
            text = snapshot.text[start:end]
            self._passages.append(Passage(snapshot.sha256, start, end, text, snapshot.source))
            title = snapshot.source.title or ""
            self._rows.execute(
                "INSERT INTO passage(rowid, text) VALUES (?, ?)", (len(self._passages), f"{title}\n{text}")
            )

    def __len__(self) -> int:
        return len(self._passages)

    def rank(self, claim: Claim, limit: int) -> tuple[Passage, ...]:
        """The passages most likely to settle a claim, best first, with scores above zero."""
        words = terms(f"{claim.text} {claim.context}")
        if not words or not self._passages:
            return ()
        match = " OR ".join(f'"{word}"' for word in words)
        found = self._rows.execute(
            "SELECT rowid, bm25(passage) FROM passage WHERE passage MATCH ? ORDER BY bm25(passage), rowid LIMIT ?",
            (match, CANDIDATES),
        ).fetchall()
        scored = [(self._weigh(claim, self._passages[row - 1], -score), row) for row, score in found]
        best = sorted(scored, key=lambda each: (-each[0], each[1]))[:limit]
        return tuple(_scored(self._passages[row - 1], score) for score, row in best)

    def _weigh(self, claim: Claim, passage: Passage, score: float) -> float:
        """A passage that holds the claim's own figures or quotation is worth more than its words say."""
        figures = set(_FIGURE.findall(claim.text))
        shared = len(figures & set(_FIGURE.findall(passage.text)))
        return score * (1 + 0.5 * shared / len(figures)) if figures else score


def terms(text: str) -> list[str]:
    """The words of `text` that are worth searching for, each once, in order."""
    words = (word.strip(".,'’").casefold() for word in _WORD.findall(text))
    return list(dict.fromkeys(w for w in words if w and w not in _COMMON and (len(w) > 1 or w.isdigit())))


def _scored(passage: Passage, score: float) -> Passage:
    return Passage(passage.snapshot_sha256, passage.start, passage.end, passage.text, passage.source, round(score, 6))


def by_snapshot(found: Sequence[Passage]) -> dict[str, list[Passage]]:
    """Passages under the hash of their snapshot, in their order."""
    grouped: dict[str, list[Passage]] = {}
    for passage in found:
        grouped.setdefault(passage.snapshot_sha256, []).append(passage)
    return grouped
