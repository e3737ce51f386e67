"""The grammar judge with the reader beside it: what the grammar settles stands; the reader gets what it leaves open."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.judges.reader.reader import JUDGE, NAME, Reader
from bot.judges.reader.windows import altered, brief, covered, general, medical, near, strangers, veiled, windows
from bot.records import Evidence, Label, Opinion, Stance, Tier

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.article import Article
    from bot.judges.judge import Judge, Task
    from bot.judges.reader.reader import Scores
    from bot.records import Passage

# Passages come best first; what settles a claim stands near the top.
MOST_PASSAGES = 4
# With two strange names a window of a page is about somebody else.
MOST_NAMES_TO_REFUTE = 1
# What all windows of a claim together may be wrong, where there are several.
DOUBT = 0.09
# A claim without a name or a figure is about a whole subject, and any page on that subject looks like support.
COVERED_IF_GENERAL = 0.75
_STANCE = {Label.SUPPORTED: Stance.SUPPORTS, Label.REFUTED: Stance.REFUTES}


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What a label's score must reach; how they were chosen: docs/accuracy-reader.md."""

    supported: float
    refuted: float

    def among(self, windows: int) -> Thresholds:
        """The thresholds where so many windows are read, two or more: they share what all may be wrong together.

        Each window is another chance to be wrong (Bonferroni's bound), and the more of them, the less likely it is that
        a page is about this claim; so the share falls with the square.
        """
        share = DOUBT / windows**2
        return Thresholds(max(self.supported, 1 - share), max(self.refuted, 1 - share))


@dataclass(frozen=True, slots=True)
class Demands:
    """What a window must hold of a claim, beside what its score must reach.

    Attributes:
        names: How many of the claim's names it may lack and support the claim.
        covered: The share of the claim's longer words that it takes to contradict the claim.
        about: Whether it is known to be about the claim, so that it may contradict one that is general, or whose names
            and figures it lacks.
    """

    names: int
    covered: float
    about: bool


# Who hands over a single short text says with it that it is about the claim; of a page's many windows most are not, and
# a missing name is the sign.
AMONG_OTHERS, ALONE = Demands(0, 0.4, about=False), Demands(1, 0.3, about=True)


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
        claim, usable = task.claim.text, _usable(task)
        shown = list(_shown(claim, usable))
        scores = self._reader.read([(claim, each.words) for each in shown])
        read = [(each.titled, given) for each, given in zip(shown, scores, strict=True)]
        # A stretch from within a page is no short text, even if no other of that page came up.
        alone = [each.start for each in usable] == [0] and brief(usable[0].text)
        labels = settled(claim, read, [each.text for each in usable], self._limits, alone=alone)
        for each, score, label in zip(shown, scores, labels, strict=True):
            if label is not None:
                evidence = _evidence(each.passage, each.start, each.end, _STANCE[label])
                yield _Told(label, max(score), evidence)


def _usable(task: Task) -> list[Passage]:
    return [each for each in task.passages if each.source.tier is not Tier.DISCOVERY][:MOST_PASSAGES]


def _shown(claim: str, usable: Sequence[Passage]) -> Iterator[_Window]:
    """What the model is shown: windows that share enough of the claim's words."""
    for passage in usable:
        for start, end in near(claim, passage.text, passage.source.title or ""):
            yield _Window(passage, start, end)


def settled(
    claim: str, read: Sequence[tuple[str, Scores]], passages: Sequence[str], limits: Thresholds, *, alone: bool
) -> list[Label | None]:
    """The label of each window of a claim, None where it cannot tell.

    Args:
        claim: The claim.
        read: Each window that was shown to the model, with its title, and what the model gave.
        passages: The texts that the windows come from, also those of which none was shown: a long page is about more
            than the claim.
        limits: What a score must reach where one short text is all that there is.
        alone: Whether one short text is all that there is.
    """
    if alone:
        return [decide(claim, text, scores, limits, ALONE) for text, scores in read]
    stricter = limits.among(max(len(read), *(len(windows(each)) for each in passages), 2))
    return [decide(claim, text, scores, stricter) for text, scores in read]


def decide(
    claim: str, evidence: str, scores: Scores, limits: Thresholds, demands: Demands = AMONG_OTHERS
) -> Label | None:
    """The label that scores come to; None: cannot tell.

    Args:
        claim: The claim.
        evidence: What was read, with its title.
        scores: What the model gave.
        limits: What a score must reach.
        demands: What the evidence must hold of the claim. Names do not count where it speaks of its subject only as
            “he” or “it”.

    A claim with a figure that the evidence lacks is never supported: whether it follows is the grammar's to say. Nor is
    one that is a sentence of the evidence with words changed or moved. A general claim must share most of its words
    with the evidence. Medical research is left to others.
    """
    if medical(f"{claim} {evidence}"):
        return None
    names, figures = strangers(claim, evidence)
    unknown, held = 0 if veiled(evidence) else names, covered(claim, evidence)
    vague = general(claim) and held < COVERED_IF_GENERAL
    if scores.supported >= limits.supported:
        barred = figures or vague or unknown > demands.names or altered(claim, evidence)
        return None if barred else Label.SUPPORTED
    if scores.refuted >= limits.refuted and held >= demands.covered:
        barred = not demands.about and (figures or vague or unknown > MOST_NAMES_TO_REFUTE)
        return None if barred else Label.REFUTED
    return None


def _evidence(passage: Passage, start: int, end: int, stance: Stance) -> Evidence:
    begin = passage.start
    return Evidence(
        passage.snapshot_sha256, begin + start, begin + end, passage.text[start:end], stance, passage.source
    )
