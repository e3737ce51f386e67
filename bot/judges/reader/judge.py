"""The grammar judge with the reader beside it: what the grammar settles stands; the reader gets what it leaves open."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.judges.reader.reader import JUDGE, NAME, Reader
from bot.judges.reader.windows import covered, strangers, windows
from bot.records import Evidence, Label, Opinion, Stance, Tier

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.article import Article
    from bot.judges.judge import Judge, Task
    from bot.judges.reader.reader import Scores
    from bot.records import Passage

# Passages come best first; what settles a claim stands near the top.
MOST_PASSAGES = 4
# A window that shares fewer of the claim's words than this speaks of something else.
LEAST_COVERED = 0.3
_STANCE = {Label.SUPPORTED: Stance.SUPPORTS, Label.REFUTED: Stance.REFUTES}


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What a label's score must reach; set on the calibration split (docs/model-card.md)."""

    supported: float
    refuted: float


@dataclass(frozen=True, slots=True)
class _Told:
    label: Label
    score: float
    evidence: Evidence


@lru_cache(maxsize=1)
def thresholds() -> Thresholds:
    """The thresholds that belong to the model's files."""
    return Thresholds(**json.loads((Path(__file__).parent / "thresholds.json").read_text(encoding="utf-8")))


def beside(first: Judge, reader: Reader | None = None) -> Judge:
    """The judge with the reader beside it, where the extra `local` is installed; else the judge itself."""
    reader = reader or Reader()
    return ReadingJudge(first, reader) if reader.available() else first


class ReadingJudge:
    """A judge whose open questions the reader gets.

    Args:
        first: Who is asked first, and whose settled opinions stand.
        reader: The model.
        limits: What its scores must reach.
    """

    def __init__(self, first: Judge, reader: Reader | None = None, limits: Thresholds | None = None) -> None:
        self.name = first.name
        self.model: str | None = NAME
        self._first = first
        self._reader = reader or Reader()
        self._limits = limits or thresholds()

    async def judge(self, article: Article, tasks: Sequence[Task]) -> list[Opinion]:
        """One opinion a task, in their order. What the first judge settled, or did not look at, is not read again."""
        opinions = await self._first.judge(article, tasks)
        return [
            self._read(task) or opinion if opinion.label is Label.NOT_ENOUGH_EVIDENCE else opinion
            for task, opinion in zip(tasks, opinions, strict=True)
        ]

    def _read(self, task: Task) -> Opinion | None:
        """The reader's opinion; None where it is not sure, or where what it read stands on both sides."""
        usable = [each for each in task.passages if each.source.tier is not Tier.DISCOVERY][:MOST_PASSAGES]
        told = [each for passage in usable for each in self._told(task.claim.text, passage)]
        if len({each.label for each in told}) != 1:
            return None
        best = max(told, key=lambda each: each.score)
        publisher = best.evidence.source.publisher or "The source"
        verb = "supports" if best.label is Label.SUPPORTED else "contradicts"
        why = f"{publisher} {verb} it, as a small model of ours reads it ({best.score:.0%} sure): please look."
        return Opinion(
            JUDGE, best.label, why, evidence=(best.evidence,), confidence=round(best.score, 3), model=self.model
        )

    def _told(self, claim: str, passage: Passage) -> Iterator[_Told]:
        for start, end in windows(passage.text):
            words = passage.text[start:end]
            title = passage.source.title or ""
            if covered(claim, f"{title} {words}") < LEAST_COVERED:
                continue
            scores = self._reader.read([(claim, words)])[0]
            label = decide(claim, f"{title} {words}", scores, self._limits)
            if label is not None:
                yield _Told(label, max(scores), _evidence(passage, start, end, _STANCE[label]))


def decide(claim: str, evidence: str, scores: Scores, limits: Thresholds) -> Label | None:
    """The label that scores come to; None: cannot tell.

    Args:
        claim: The claim.
        evidence: What was read, with its title.
        scores: What the model gave.
        limits: What a score must reach.

    A claim with a name or a figure that the evidence lacks is not supported by it, whatever the model feels; and
    evidence that lacks all of the claim's names is about somebody else.
    """
    names, figures = strangers(claim, evidence)
    if scores.supported >= limits.supported and not names and not figures:
        return Label.SUPPORTED
    if scores.refuted >= limits.refuted and names <= 1:
        return Label.REFUTED
    return None


def _evidence(passage: Passage, start: int, end: int, stance: Stance) -> Evidence:
    begin = passage.start
    return Evidence(
        passage.snapshot_sha256, begin + start, begin + end, passage.text[start:end], stance, passage.source
    )
