"""MATH003: per cent where percentage points are meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from bot.checks.moves import moves
from bot.checks.reckoning import outside, passages, shown, total
from bot.checks.rule import ArticleRule, Context, Sample
from bot.language.quantities.rendering import figure
from bot.records import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.article import Article
    from bot.checks.moves import Move
    from bot.records import Finding


class PercentForPoints(ArticleRule):
    """A difference of two percentages called per cent."""

    code: ClassVar[str] = "MATH003"
    name: ClassVar[str] = "percent-for-points"
    severity: ClassVar[Severity] = Severity.WARNING
    summary: ClassVar[str] = "A change between two percentages given in per cent where it is in percentage points."
    what: ClassVar[str] = (
        "Where a percentage moves from one figure to another, it holds the stated change against difference and ratio."
    )
    why: ClassVar[str] = (
        "From 5% to 7% is two percentage points, and a rise of 40%: the reader cannot know which was meant."
    )
    limits: ClassVar[str] = "Sees only changes that stand right beside their two percentages."
    valid: ClassVar[tuple[Sample, ...]] = (
        Sample("The rate rose 2 percentage points to 7% from 5%."),
        Sample("Unemployment rose from 5% to 7%, a rise of 40%."),
    )
    invalid: ClassVar[tuple[Sample, ...]] = (
        Sample("The rate rose 2% to 7% from 5%.", flagged="2%", replacement="2 percentage points"),
    )

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """Yield each change in points that is called per cent."""
        del context
        for at, text, figures in passages(article):
            for move in moves(text, figures):
                if _points_meant(move):
                    start, end = at + move.stated.start, at + move.stated.end
                    difference = figure(abs(move.after.value - move.before.value), 2)
                    word = "percentage point" if difference == "1" else "percentage points"
                    message = (
                        f"From {move.before.text} to {move.after.text} is {difference} {word}, not {move.stated.text}."
                    )
                    summary = f"{shown(move.after)} − {shown(move.before)} = {difference} {word}"
                    yield self.finding(article, start, end, message, total(summary), replacement=f"{difference} {word}")


def _points_meant(move: Move) -> bool:
    if not move.stated.unit == move.before.unit == move.after.unit == "%":
        return False
    difference = abs(move.after.value - move.before.value)
    if move.before.value <= 0 or abs(difference - move.stated.value) > move.stated.step / 2:
        return False
    ratio = difference / move.before.value * 100
    return outside(move.stated, (ratio, ratio))
