"""MATH004: “tripled” from 10 to 20."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from bot.checks.moves import Move, moves
from bot.checks.reckoning import figured, shown, span, total
from bot.checks.rule import ArticleRule, Context, Sample
from bot.checks.skeleton import skeleton
from bot.language.patterns import Lazy
from bot.language.quantities import Bound
from bot.language.quantities.rendering import figure
from bot.records import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.article import Article
    from bot.language.quantities import Quantity
    from bot.records import Finding

# “300 people, three times as many as the old one, which had 150”.
_AS_MANY = Lazy(
    r"(?P<after>¤)(?:\s[a-z’'-]+){0,3}\s?[,(–-]\s?(?:or\s)?(?P<stated>¤)\s(?:as\s(?:many|much|high|large|big"
    r"|long)\sas\s"
    r"|the\s(?:number|amount|figure|price|cost)\s(?:of|in|at)\s|the\s)(?:[\w’', -]{0,60}\s)??(?P<before>¤)"
)
# Writers call a rise to 1.7 times or 2.4 times a doubling.
_BELOW, _ABOVE, _BACK = Fraction(83, 100), Fraction(125, 100), Fraction(120, 100)
_FOLD = Lazy(r"(?:doubl|tripl|trebl|quadrupl|quintupl|halv)\w+|\w+[- ]?fold|times|twice|thrice", re.IGNORECASE)


class Multiple(ArticleRule):
    """A multiple beside the figures before and after."""

    code: ClassVar[str] = "MATH004"
    name: ClassVar[str] = "multiple-of-change"
    severity: ClassVar[Severity] = Severity.ERROR
    summary: ClassVar[str] = "“Doubled”, “tripled” or “halved” beside two figures that do not."
    what: ClassVar[str] = (
        "Where a multiple stands right beside the figures before and after, it divides one by the other. Where only "
        "rounding could save the multiple, the finding is a warning."
    )
    why: ClassVar[str] = "From 10 to 20 is double, not triple: the reader sees it at once."
    limits: ClassVar[str] = (
        "Allows a sixth less and a quarter more; reads “tripled from A to B”, “tripled to B from A” and “B, "
        "three times "
        "as many as … A”."
    )
    valid: ClassVar[tuple[Sample, ...]] = (
        Sample("The number of cases doubled from 10 to 21."),
        Sample("Profit more than doubled to £9m from £3m."),
        Sample("The price almost tripled from $10 to $28."),
        Sample("The plant employs 300 people, twice as many as the old one, which employed 150."),
    )
    invalid: ClassVar[tuple[Sample, ...]] = (
        Sample("The number of cases tripled from 10 to 20.", flagged="tripled"),
        Sample("Profit more than doubled to £5.1m from £3.2m.", flagged="more than doubled"),
        Sample("Cases rose tenfold, from 30 in March to 150 in April.", flagged="tenfold"),
        Sample("It employs 300 people, three times as many as the old one, which employed 150.", flagged="three times"),
    )

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """Yield each multiple that its two figures rule out."""
        del context
        for sentence, figures in figured(article):
            for move in _multiplied(sentence.text, figures):
                if move.before.value > 0 and not _fits(move, _spans(move)):
                    yield self._found(article, sentence.start, move)
                elif move.before.value > 0 and not _fits(move, (_ratio(move), _ratio(move))):
                    yield self._found(article, sentence.start, move, Severity.WARNING)

    def _found(self, article: Article, at: int, move: Move, severity: Severity | None = None) -> Finding:
        ratio = figure(_ratio(move), 2)
        message = f"{move.after.text} is {ratio} times {move.before.text}: that is not “{move.stated.text}”."
        proof = total(f"{shown(move.after)} ÷ {shown(move.before)} = {ratio}", stated=move.stated.text)
        start, end = at + move.stated.start, at + move.stated.end
        return self.finding(article, start, end, message, proof, severity=severity)


def _multiplied(text: str, figures: Sequence[Quantity]) -> Iterator[Move]:
    """The moves whose change is a multiple."""
    for move in moves(text, figures):
        if move.stated.unit == "times" and _FOLD.search(move.stated.text):
            yield move
    bones = skeleton(text, figures)
    for match in _AS_MANY.finditer(bones.text):
        found = bones.named(match)
        before, after = found["before"], found["after"]
        nouns = {each.counted for each in (before, after)} - {""}
        if found["stated"].unit == "times" and before.unit == after.unit and len(nouns) <= 1:
            yield Move(found["stated"], before, after, None)


def _ratio(move: Move) -> Fraction:
    return move.after.value / move.before.value


def _spans(move: Move) -> tuple[Fraction, Fraction]:
    """The least and the greatest ratio that rounding leaves open."""
    low, high = span(move.before)
    first, last = span(move.after)
    return first / high, last / max(low, Fraction(1, 10**6))


def _fits(move: Move, ratio: tuple[Fraction, Fraction]) -> bool:
    stated, (low, high) = move.stated, ratio
    value = 1 / stated.value if move.up is False and stated.value > 1 else stated.value
    if stated.bound in {Bound.OVER, Bound.AT_LEAST} and stated.value > 1:
        return high >= value if value > 1 else low <= value
    if stated.bound is Bound.NEARLY:
        return high >= value * Fraction(3, 4) and low <= value * Fraction(105, 100)
    return high >= value * _BELOW and low <= value * (_ABOVE if value > 1 else _BACK)
