"""Claim + snapshots → ranked passages.

Ranking is BM25 by SQLite's FTS5 over the passages of one run's snapshots and nothing else, word by word, so that one
word can weigh less than another: the claim's own most, words used alike less, then the sentences that it leans on, then
what the best passages have in common. It depends on these snapshots alone; ties are broken by hash and offset.
"""

from __future__ import annotations

import math
import re
import sqlite3
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.language.passages import passages
from bot.language.thesaurus import related
from bot.records import Passage, Tier

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.evidence.meaning import Likeness
    from bot.records import Claim, Snapshot

CANDIDATES = 60
_WORD = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*")
_FIGURE = re.compile(r"\d[\d.,]*\d|\d")
_COMMON = frozenset(
    "a about after all also an and any are as at be been before being between both but by can could did do does during "
    "each for from had has have he her him his how i if in into is it its more most no not of on one or other our out "
    "over said says she so some such than that the their them then there these they this those through to under until "
    "up was we were what when which while who will with would you your according".split()
)
# What the sentences before a claim weigh, nearest first; a word used alike, beside the word itself.
_BEFORE = (0.4, 0.3, 0.2, 0.1)
_ALIKE = 0.9
_FIGURES, _PRIMARY = 0.5, 1.1
_MEANING = 2.0
# Feedback: the words that the best passages share, and what they weigh.
_BEST, _SHARED, _FEEDBACK = 5, 12, 0.4
# From so many words on, such a share in common makes two passages one text, if their figures agree.
_ENOUGH, _SAME = 8, 0.8


class Index:
    """The passages of a run's snapshots, ready to be ranked.

    Args:
        snapshots: The run's manifest. Discovery sources take no part: they are never evidence. Two copies of one text
            count once.
        meaning: Says how alike claim and passage are; None: words alone rank.
    """

    def __init__(self, snapshots: Iterable[Snapshot], meaning: Likeness | None = None) -> None:
        self._meaning = meaning
        self._passages: list[Passage] = []
        self._found: dict[str, dict[int, float]] = {}
        self._worth: dict[str, dict[int, float]] = {}
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
        source = snapshot.source
        about = f"{source.title or ''} {source.publisher or ''}"
        for start, end in passages(snapshot.text):
            text = snapshot.text[start:end]
            self._passages.append(Passage(snapshot.sha256, start, end, text, source))
            self._rows.execute(
                "INSERT INTO passage(rowid, text) VALUES (?, ?)", (len(self._passages), f"{about}\n{text}")
            )

    def __len__(self) -> int:
        return len(self._passages)

    def rank(self, claim: Claim, limit: int, before: Sequence[str] = ()) -> tuple[Passage, ...]:
        """The passages most likely to settle a claim, best first, with scores above zero; of copies the best.

        Args:
            claim: The claim.
            limit: How many at most.
            before: The sentences before the claim's own, nearest first.
        """
        scores = self._scored(_wanted(claim, before))
        best = sorted(scores, key=lambda row: (-scores[row], row))[:CANDIDATES]
        weighed = {row: self._weigh(claim, self._passages[row - 1], scores[row]) for row in best}
        weighed |= self._by_meaning(claim, weighed)
        ordered = sorted(best, key=lambda row: (-weighed[row], row))
        chosen = self._distinct(ordered, limit)
        return tuple(_scored(self._passages[row - 1], weighed[row]) for row in chosen)

    def _by_meaning(self, claim: Claim, weighed: Mapping[int, float]) -> dict[int, float]:
        """The scores with what the meaning adds: as much as the best by words has, and again, for the very same."""
        rows, most = list(weighed), max(weighed.values(), default=0.0)
        if self._meaning is None or not most:
            return {}
        alike = self._meaning.likeness(claim.text, [self._text(row) for row in rows])
        return {row: weighed[row] + _MEANING * most * max(like, 0.0) for row, like in zip(rows, alike, strict=True)}

    def _scored(self, wanted: Mapping[str, float]) -> dict[int, float]:
        """The score of each passage that holds something of what is wanted."""
        scores: dict[int, float] = defaultdict(float)
        for word, weight in wanted.items():
            for row, score in self._alike(word).items():
                scores[row] += weight * score
        for word, weight in self._feedback(scores, wanted):
            for row, score in self._holding(word).items():
                scores[row] += weight * score
        return scores

    def _feedback(self, scores: Mapping[int, float], wanted: Mapping[str, float]) -> list[tuple[str, float]]:
        """What the best passages have in common beside what was wanted: words, and what each weighs."""
        best = sorted(scores, key=lambda row: (-scores[row], row))[:_BEST]
        shared: dict[str, float] = defaultdict(float)
        for row in best:
            for word in terms(self._passages[row - 1].text):
                shared[word] += scores[row] / scores[best[0]] / _BEST
        rare = {word: share * self._rarity(word) for word, share in shared.items()}
        telling = sorted(rare, key=lambda word: (-rare[word], word))[:_SHARED]
        return [(word, _FEEDBACK * shared[word]) for word in telling if word not in wanted]

    def _rarity(self, word: str) -> float:
        return math.log(1 + len(self) / (1 + len(self._holding(word))))

    def _alike(self, word: str) -> dict[int, float]:
        """What a word is worth in each passage that holds it, or one that is used alike."""
        if word not in self._worth:
            worth = self._worth[word] = dict(self._holding(word))
            for other, likeness in related(word):
                for row, score in self._holding(other).items():
                    worth[row] = max(worth.get(row, 0.0), _ALIKE * likeness * score)
        return self._worth[word]

    def _holding(self, word: str) -> dict[int, float]:
        """BM25 of one word in each passage that holds it."""
        if word not in self._found:
            match = "SELECT rowid, -bm25(passage) FROM passage WHERE passage MATCH ?"
            rows = self._rows.execute(match, (f'"{word}"',)).fetchall()
            mended = _mended(len(rows), len(self))
            self._found[word] = {row: score * mended for row, score in rows}
        return self._found[word]

    def _weigh(self, claim: Claim, passage: Passage, score: float) -> float:
        """A passage that holds the claim's own figures is worth more than its words say; so is a primary source."""
        figures = set(_FIGURE.findall(claim.text))
        shared = len(figures & set(_FIGURE.findall(passage.text)))
        tier = _PRIMARY if passage.source.tier is Tier.PRIMARY else 1.0
        return score * tier * (1 + _FIGURES * shared / len(figures) if figures else 1)

    def _distinct(self, rows: Sequence[int], limit: int) -> list[int]:
        """Of passages that say the same in the same words only one: the primary source's, then the longer."""
        kept: list[int] = []
        for row in rows:
            at = next((at for at, other in enumerate(kept) if _copied(self._text(row), self._text(other))), None)
            if at is None:
                kept += [row] if len(kept) < limit else []
            elif self._standing(row) > self._standing(kept[at]):
                kept[at] = row
        return kept

    def _text(self, row: int) -> str:
        return self._passages[row - 1].text

    def _standing(self, row: int) -> tuple[bool, int]:
        passage = self._passages[row - 1]
        return passage.source.tier is Tier.PRIMARY, len(passage.text)


def _mended(holding: int, of: int) -> float:
    """What turns FTS5’s worth of a word into Lucene’s: FTS5 gives a word that half of a few passages hold none."""
    odds = (of - holding + 0.5) / (holding + 0.5)
    return math.log(1 + odds) / max(math.log(odds), 1e-6)


def _wanted(claim: Claim, before: Sequence[str]) -> dict[str, float]:
    """The words to look for, and what each weighs."""
    wanted: dict[str, float] = {}
    for weight, text in [(1.0, f"{claim.text} {claim.context}"), *zip(_BEFORE, before, strict=False)]:
        for word in terms(text):
            wanted.setdefault(word, weight)
    return wanted


def _copied(one: str, other: str) -> bool:
    """Whether of two passages one repeats the other: most of its words and all of its figures."""
    (less, figures), (more, others) = sorted((_bag(one), _bag(other)), key=lambda bag: len(bag[0]))
    return len(less) >= _ENOUGH and len(less & more) >= _SAME * len(less) and figures <= others


@lru_cache(4096)
def _bag(text: str) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(terms(text)), frozenset(_FIGURE.findall(text))


def terms(text: str) -> list[str]:
    """The words of `text` that are worth searching for, each once, in order."""
    return list(dict.fromkeys(_terms(text)))


def _terms(text: str) -> Iterator[str]:
    for word in _WORD.findall(text):
        plain = word.strip(".,'’").casefold()
        if plain and plain not in _COMMON and (len(plain) > 1 or plain.isdigit()):
            yield plain


def _scored(passage: Passage, score: float) -> Passage:
    return Passage(passage.snapshot_sha256, passage.start, passage.end, passage.text, passage.source, round(score, 6))


def by_snapshot(found: Sequence[Passage]) -> dict[str, list[Passage]]:
    """Passages under the hash of their snapshot, in their order."""
    grouped: dict[str, list[Passage]] = {}
    for passage in found:
        grouped.setdefault(passage.snapshot_sha256, []).append(passage)
    return grouped
