"""MATH001: a percentage that does not follow from the figures beside it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from bot.checks.moves import moves
from bot.checks.reckoning import change, close, outside, passages, said, shown, total
from bot.checks.rule import ArticleRule, Context, Sample
from bot.language.quantities.rendering import figure
from bot.records import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.article import Article
    from bot.checks.moves import Move
    from bot.records import Finding


# “A third” may be three or four in ten.
_LOOSE = Fraction(15, 100)


class PercentageOfChange(ArticleRule):
    """A change in per cent beside the figures before and after."""

    code: ClassVar[str] = "MATH001"
    name: ClassVar[str] = "percentage-of-change"
    severity: ClassVar[Severity] = Severity.ERROR
    summary: ClassVar[str] = "A rise or fall in per cent that does not follow from the two figures beside it."
    what: ClassVar[str] = (
        "Where a sentence gives a figure before, a figure after and the change in per cent right beside "
        "them, it reckons the change "
        "again, with room for the rounding of all three. Where a figure has a bound (about, nearly), or only "
        "coarse rounding could save the sum, the finding is a warning."
    )
    why: ClassVar[str] = "Readers do the sum; a percentage that does not follow makes them doubt both figures."
    limits: ClassVar[str] = (
        "Reads “rose 5% to 105 from 100”, “from 100 to 105, a rise of 5%”, “105, up 5% from 100” and “was 100, rose to "
        "105” with their kin; passes over growth that is annual, adjusted or an average."
    )
    valid: ClassVar[tuple[Sample, ...]] = (
        Sample("Sales rose 5% to 105 million from 100 million."),
        Sample(
            "Profit fell from £3.4m to £2.6m, a drop of 24%.",
            note="23.5 rounds to 24, and the figures are rounded, too",
        ),
        Sample("Support rose from 40% to 44%, up 10%."),
        Sample("Output rose more than 5% to 120 from 100."),
        Sample("Output rose at an annual rate of 5%, to 120 in 2020 from 100 in 2016."),
    )
    invalid: ClassVar[tuple[Sample, ...]] = (
        Sample("Sales rose 15% to 105 million from 100 million.", flagged="15%", replacement="5%"),
        Sample("The number of pupils fell from 800 to 600, a drop of 20 per cent.", flagged="20 per cent"),
        Sample("Sales were $3.3 billion, up 20 percent from $3 billion a year ago.", flagged="20 percent"),
        Sample("The toll will go up from $6 to $9. That is a 33 percent increase.", flagged="33 percent"),
        Sample(
            "Attendance, which was 1,200 in 2019, rose to 1,500 in 2023, a 40% increase.",
            flagged="40%",
            replacement="25%",
        ),
    )

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """Yield each percentage of change that its two figures rule out."""
        del context
        for start, text, figures in passages(article):
            for move in moves(text, figures):
                if move.stated.unit in {"%", "share"} and move.before.unit != "pp" and not _in_points(move):
                    sure = move.plain and _wrong(move, change(move.before, move.after))
                    if sure or _wrong(move, change(move.before, move.after, close)):
                        yield self._found(article, start, move, sure=sure)

    def _found(self, article: Article, at: int, move: Move, *, sure: bool) -> Finding:
        before, after = move.before, move.after
        exact = (after.value / before.value - 1) * 100
        way = "a rise" if exact > 0 else "a fall"
        result = figure(abs(exact), 1)
        summary = f"({shown(after)} − {shown(before)}) ÷ {shown(before)} = {figure(exact, 1)}%"
        message = f"From {before.text} to {after.text} is {way} of {result}%, not {move.stated.text}."
        start, end = at + move.stated.start, at + move.stated.end
        written = move.stated.text.endswith("%") and move.up in {None, exact > 0}
        proof = total(summary, before=before.text, after=after.text, stated=move.stated.text, result=f"{result}%")
        edit = f"{result}%" if written and sure else None
        severity = None if sure else Severity.WARNING
        return self.finding(article, start, end, message, proof, replacement=edit, severity=severity)


def _wrong(move: Move, reckoned: tuple[Fraction, Fraction] | None) -> bool:
    if reckoned is None:
        return False
    low, high = reckoned
    if move.stated.unit == "share":
        first, last = (abs(each) for each in reckoned)
        part = [each * 100 for each in said(move.stated)]
        return max(first, last) < part[0] * (1 - _LOOSE) or min(first, last) > part[1] * (1 + _LOOSE)
    if move.up is None:
        return outside(move.stated, (low, high)) and outside(move.stated, (-high, -low))
    return outside(move.stated, (low, high) if move.up else (-high, -low))


def _in_points(move: Move) -> bool:
    """Whether points were meant: that is MATH003's."""
    if move.before.unit != "%":
        return False
    return abs(abs(move.after.value - move.before.value) - move.stated.value) <= move.stated.step
