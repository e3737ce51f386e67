"""The local judge: reads a claim's passages one by one, and says only what it can show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.judges.local.fitting import fit
from bot.judges.local.pair import judge_pair
from bot.records import Evidence, Label, Opinion, Reason, Stance, Tier

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.article import Article
    from bot.judges.judge import Task
    from bot.judges.local.opined import Opined
    from bot.records import Passage

_TITLE = 90
_STANCE = {Label.SUPPORTED: Stance.SUPPORTS, Label.REFUTED: Stance.REFUTES, Label.IMPRECISE: Stance.QUALIFIES}


class LocalJudge:
    """A judge without a model: aligns who, what, where, when and how many, and cites the sentence that decides."""

    name = "local"
    model: str | None = None

    async def judge(self, article: Article, tasks: Sequence[Task]) -> list[Opinion]:
        """One opinion a task, in their order. Discovery sources are not read."""
        return [_opinion(task, article.published) for task in tasks]


def _opinion(task: Task, today: date | None) -> Opinion:
    usable = [each for each in task.passages if each.source.tier is not Tier.DISCOVERY]
    read = [(judge_pair(task.claim.text, each.text, _about(each), today), each) for each in usable]
    settled = [(opined, each) for opined, each in read if opined.label is not Label.NOT_ENOUGH_EVIDENCE]
    if not settled:
        settled = [(opined, each) for each in usable if (opined := fit(task.claim.text, each.text, _about(each)))]
    if not settled:
        return _unsettled([opined for opined, _ in read])
    labels = {opined.label for opined, _ in settled}
    if labels >= {Label.SUPPORTED, Label.REFUTED}:
        return _both(settled)
    label = next(each for each in (Label.REFUTED, Label.SUPPORTED, Label.IMPRECISE) if each in labels)
    chosen = [(opined, each) for opined, each in settled if opined.label is label]
    best = max(opined.confidence for opined, _ in chosen)
    return Opinion("local", label, _sentence(*chosen[0]), evidence=_evidence(chosen), confidence=best)


def _about(passage: Passage) -> str:
    return passage.source.title or ""


def _unsettled(read: Sequence[Opined]) -> Opinion:
    best = max(read, key=lambda each: each.coverage, default=None)
    reason = Reason.SILENT if best is None else best.reason or Reason.INCONCLUSIVE
    why = "Nothing that was read speaks of it." if best is None else best.why
    return Opinion("local", Label.NOT_ENOUGH_EVIDENCE, why, reason, confidence=0.6)


def _both(settled: Sequence[tuple[Opined, Passage]]) -> Opinion:
    """Sources on both sides: shown both, decided by neither."""
    sides = [(o, p) for o, p in settled if o.label in {Label.SUPPORTED, Label.REFUTED}]
    return Opinion("local", Label.CONFLICTING, "The sources disagree.", evidence=_evidence(sides), confidence=0.6)


def _evidence(chosen: Sequence[tuple[Opined, Passage]]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            passage.snapshot_sha256,
            passage.start + start,
            passage.start + end,
            passage.text[start:end],
            _STANCE[opined.label],
            passage.source,
        )
        for opined, passage in chosen
        for start, end in opined.spans
    )


def _sentence(opined: Opined, passage: Passage) -> str:
    """Why, after who says so; a title that is a text's first words names nobody."""
    title = passage.source.title or ""
    name = passage.source.publisher or (title if len(title) < _TITLE else "")
    return f"{name}: {opined.why}." if name else f"{opined.why[:1].upper()}{opined.why[1:]}."
