"""The grammar judge with the reader beside it: what the grammar settles stands; the reader gets what it leaves open."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.judges.reader.reader import JUDGE, NAME, Reader
from bot.judges.reader.windows import altered, covered, general, near, strangers, veiled, windows
from bot.records import Evidence, Label, Opinion, Stance, Tier

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.article import Article
    from bot.judges.judge import Judge, Task
    from bot.judges.reader.reader import Scores
    from bot.records import Passage

# Passages come best first; what settles a claim stands near the top.
MOST_PASSAGES = 4
# To contradict a claim a window must share a little more of its words than to be read at all.
COVERED_TO_REFUTE = 0.4
# A claim without a name or a figure is about a whole subject, and any page on that subject looks like support.
COVERED_IF_GENERAL = 0.75
_STANCE = {Label.SUPPORTED: Stance.SUPPORTS, Label.REFUTED: Stance.REFUTES}


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What a label's score must reach; how they were chosen: docs/accuracy-reader.md."""

    supported: float
    refuted: float

    def among(self, windows: int) -> Thresholds:
        """The thresholds where so many windows are read: they share the doubt that one may have.

        Each window is another chance to be wrong (Bonferroni's bound), and the more of them, the less likely it is that
        a page is about this claim; so the share falls with the square. Set on the calibration split.
        """
        share = 1 / max(1, windows) ** 2
        return Thresholds(1 - (1 - self.supported) * share, 1 - (1 - self.refuted) * share)


@dataclass(frozen=True, slots=True)
class _Told:
    label: Label
    score: float
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class _Window:
    passage: Passage
    start: int
    end: int

    @property
    def words(self) -> str:
        return self.passage.text[self.start : self.end]

    @property
    def titled(self) -> str:
        return f"{self.passage.source.title or ''} {self.words}"


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
        told = list(self._told(task))
        if len({each.label for each in told}) != 1:
            return None
        best = max(told, key=lambda each: each.score)
        publisher = best.evidence.source.publisher or "The source"
        verb = "supports" if best.label is Label.SUPPORTED else "contradicts"
        why = f"{publisher} {verb} it, as a small model of ours reads it ({best.score:.0%} sure): please look."
        return Opinion(
            JUDGE, best.label, why, evidence=(best.evidence,), confidence=round(best.score, 3), model=self.model
        )

    def _told(self, task: Task) -> Iterator[_Told]:
        claim, shown = task.claim.text, list(_shown(task))
        scores = self._reader.read([(claim, each.words) for each in shown])
        most = max((len(windows(each.passage.text)) for each in shown), default=0)
        labels = settled(claim, [(each.titled, s) for each, s in zip(shown, scores, strict=True)], self._limits, most)
        for each, score, label in zip(shown, scores, labels, strict=True):
            if label is not None:
                evidence = _evidence(each.passage, each.start, each.end, _STANCE[label])
                yield _Told(label, max(score), evidence)


def _shown(task: Task) -> Iterator[_Window]:
    """What the model is shown: windows of the first passages that share enough of the claim's words."""
    usable = [each for each in task.passages if each.source.tier is not Tier.DISCOVERY][:MOST_PASSAGES]
    for passage in usable:
        for start, end in near(task.claim.text, passage.text, passage.source.title or ""):
            yield _Window(passage, start, end)


def settled(claim: str, read: Sequence[tuple[str, Scores]], limits: Thresholds, most: int) -> list[Label | None]:
    """The label of each window of a claim, None where it cannot tell.

    Args:
        claim: The claim.
        read: Each window that was shown to the model, with its title, and what the model gave.
        limits: What a score must reach where there is one window.
        most: How many windows the longest of the passages has, shown or not: a long page is about more than the claim.
    """
    shared = limits.among(max(len(read), most))
    return [decide(claim, text, scores, shared) for text, scores in read]


def decide(claim: str, evidence: str, scores: Scores, limits: Thresholds) -> Label | None:
    """The label that scores come to; None: cannot tell.

    Args:
        claim: The claim.
        evidence: What was read, with its title.
        scores: What the model gave.
        limits: What a score must reach.

    A claim with a figure that the evidence lacks is settled by the grammar or by nobody. One with a name that it lacks
    is not supported by it, whatever the model feels, and with two such names it is about somebody else, unless the
    evidence speaks of its subject only as “he” or “it”. A claim that is a sentence of the evidence with words changed
    or moved is never supported. A general claim must share most of its words with the evidence.
    """
    names, figures = strangers(claim, evidence)
    if figures or (general(claim) and covered(claim, evidence) < COVERED_IF_GENERAL):
        return None
    unknown = 0 if veiled(evidence) else names
    if scores.supported >= limits.supported and not unknown and not altered(claim, evidence):
        return Label.SUPPORTED
    if scores.refuted >= limits.refuted and unknown <= 1 and covered(claim, evidence) >= COVERED_TO_REFUTE:
        return Label.REFUTED
    return None


def _evidence(passage: Passage, start: int, end: int, stance: Stance) -> Evidence:
    begin = passage.start
    return Evidence(
        passage.snapshot_sha256, begin + start, begin + end, passage.text[start:end], stance, passage.source
    )
