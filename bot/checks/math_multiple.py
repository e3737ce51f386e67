"""MATH004: “tripled” from 10 to 20."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from bot.checks.reckoning import figured, plain, shown, span, total
from bot.checks.rule import ArticleRule, Context, Sample
from bot.language.quantities import Bound
from bot.language.quantities.rendering import figure
from bot.records import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.article import Article, Sentence
    from bot.language.quantities import Quantity
    from bot.records import Finding

_WORD = re.compile(r"(?:doubl|tripl|trebl|quadrupl|quintupl|halv)\w+|\w+[- ]?fold", re.IGNORECASE)
_FROM, _TO = re.compile(r",?\s(?:in\s\w+\s)?from\s"), re.compile(r",?\sto\s")
# Writers call a rise to 1.8 times or 2.3 times a doubling.
_ROOM = Fraction(25, 100)


class Multiple(ArticleRule):
    """A multiple beside the figures before and after."""

    code: ClassVar[str] = "MATH004"
    name: ClassVar[str] = "multiple-of-change"
    severity: ClassVar[Severity] = Severity.ERROR
    summary: ClassVar[str] = "“Doubled”, “tripled” or “halved” beside two figures that do not."
    what: ClassVar[str] = (
        "Where a multiple stands right beside the figures before and after, it divides one by the other."
    )
    why: ClassVar[str] = "From 10 to 20 is double, not triple: the reader sees it at once."
    limits: ClassVar[str] = (
        "Allows a quarter of leeway either way; reads only “tripled from A to B” and “tripled to B from A”."
    )
    valid: ClassVar[tuple[Sample, ...]] = (
        Sample("The number of cases doubled from 10 to 21."),
        Sample("Profit more than doubled to £9m from £3m."),
        Sample("The price almost tripled from $10 to $28."),
    )
    invalid: ClassVar[tuple[Sample, ...]] = (
        Sample("The number of cases tripled from 10 to 20.", flagged="tripled"),
        Sample("Profit more than doubled to £5.1m from £3.2m.", flagged="more than doubled"),
    )

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """Yield each multiple that its two figures rule out."""
        del context
        for sentence, figures in figured(article):
            for stated, second, third in zip(figures, figures[1:], figures[2:], strict=False):
                ends = _ends(sentence.text, stated, second, third)
                if ends and not _fits(stated, *ends):
                    yield self._found(article, sentence, stated, *ends)

    def _found(
        self, article: Article, sentence: Sentence, stated: Quantity, before: Quantity, after: Quantity
    ) -> Finding:
        ratio = figure(after.value / before.value, 2)
        message = f"{after.text} is {ratio} times {before.text}: that is not “{stated.text}”."
        proof = total(f"{shown(after)} ÷ {shown(before)} = {ratio}", stated=stated.text)
        return self.finding(article, sentence.start + stated.start, sentence.start + stated.end, message, proof)


def _ends(text: str, stated: Quantity, second: Quantity, third: Quantity) -> tuple[Quantity, Quantity] | None:
    """The figures before and after."""
    if stated.unit != "times" or not _WORD.search(stated.text) or second.unit != third.unit or not plain(second, third):
        return None
    one, other = text[stated.end : second.start], text[second.end : third.start]
    if _FROM.fullmatch(one) and _TO.fullmatch(other):
        return (second, third) if second.value > 0 else None
    if _TO.fullmatch(one) and _FROM.fullmatch(other):
        return (third, second) if third.value > 0 else None
    return None


def _fits(stated: Quantity, before: Quantity, after: Quantity) -> bool:
    low, high = span(after)[0] / span(before)[1], span(after)[1] / max(span(before)[0], Fraction(1, 10**6))
    below, above = stated.value * (1 - _ROOM), stated.value * (1 + _ROOM)
    if stated.bound in {Bound.OVER, Bound.AT_LEAST}:
        return high >= stated.value
    if stated.bound is Bound.NEARLY:
        return high >= below and low <= stated.value * Fraction(105, 100)
    return high >= below and low <= above
