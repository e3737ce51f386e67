"""MATH008: a difference that does not follow from the figures beside it, or a rise that is a fall."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from bot.checks.moves import Move, moves, turns
from bot.checks.reckoning import figured, outside, passages, plain, shown, span, total
from bot.checks.rule import ArticleRule, Context, Sample
from bot.language.quantities.rendering import figure
from bot.records import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.article import Article
    from bot.records import Finding

# A difference this far off is worth a look, though rounding could explain it.
_FAR = Fraction(20, 100)


class Difference(ArticleRule):
    """A change in the unit of its two figures, or its direction."""

    code: ClassVar[str] = "MATH008"
    name: ClassVar[str] = "difference"
    severity: ClassVar[Severity] = Severity.ERROR
    summary: ClassVar[str] = "A rise or fall by an amount that its two figures do not give, or in the other direction."
    what: ClassVar[str] = (
        "Where a figure before, a figure after and the change between them in the same unit (or in percentage points) "
        "stand beside each other, it takes one from the other. “Rose” beside two figures that fall is a warning, "
        "as is a "
        "difference that rounding might explain."
    )
    why: ClassVar[str] = "Every reader can do this sum."
    limits: ClassVar[str] = (
        "Reads the same forms as MATH001. It leaves rankings and exchange rates alone, where less is more."
    )
    valid: ClassVar[tuple[Sample, ...]] = (
        Sample("The price rose by $6, from $12 to $18."),
        Sample("Support fell from 32% to 28%, a drop of four points."),
        Sample("She rose from 40 to 12 in the rankings."),
        Sample("Sales grew by $1.2 million, from $3.4 million to $4.5 million.", note="all three are rounded"),
    )
    invalid: ClassVar[tuple[Sample, ...]] = (
        Sample("The price rose by $5, from $12 to $18.", flagged="$5"),
        Sample("The rate rose from 4% to 6%, up three percentage points.", flagged="three percentage points"),
        Sample("Unemployment rose to 4% from 6%.", flagged="4%"),
    )

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """Yield each difference that its two figures rule out, and each direction."""
        del context
        for at, text, figures in passages(article):
            for move in moves(text, figures):
                if _subtracted(move) and (found := _off(move)):
                    yield self._found(article, at, move, found)
        for sentence, figures in figured(article):
            for move in turns(sentence.text, figures):
                rose = move.after.value - move.before.value
                if plain(move.before, move.after) and rose != 0 and (rose > 0) is not move.up:
                    yield self._turned(article, sentence.start, move)

    def _found(self, article: Article, at: int, move: Move, severity: Severity) -> Finding:
        result = figure(abs(move.after.value - move.before.value), 2)
        message = f"From {move.before.text} to {move.after.text} is {result}, not {move.stated.text}."
        proof = total(f"{shown(move.after)} − {shown(move.before)} = {result}", stated=move.stated.text)
        start, end = at + move.stated.start, at + move.stated.end
        return self.finding(article, start, end, message, proof, severity=severity)

    def _turned(self, article: Article, at: int, move: Move) -> Finding:
        way, not_way = ("fall", "rise") if move.up else ("rise", "fall")
        message = f"From {move.before.text} to {move.after.text} is a {way}, not a {not_way}."
        sign = "<" if move.up else ">"
        proof = total(f"{shown(move.after)} {sign} {shown(move.before)}")
        start, end = at + move.after.start, at + move.after.end
        return self.finding(article, start, end, message, proof, severity=Severity.WARNING)


def _subtracted(move: Move) -> bool:
    """Whether the change is given in the unit of its figures."""
    unit = move.stated.unit
    if unit == "pp" or (unit == "" and move.stated.counted == "point"):
        return move.before.unit == "%"
    same = unit == move.before.unit.split(" per ")[0].strip() == move.after.unit.split(" per ")[0].strip()
    nouns = {each.counted for each in (move.stated, move.after, move.before)} - {""}
    return same and unit not in {"%", "times", "share"} and len(nouns) <= 1


def _off(move: Move) -> Severity | None:
    """How wrong a difference is: an error where rounding cannot explain it, a warning where it is far off."""
    (low, high), (first, last) = span(move.before), span(move.after)
    nominal = move.after.value - move.before.value
    reckoned = (first - high, last - low) if nominal > 0 else (low - last, high - first)
    if not outside(move.stated, (abs(nominal), abs(nominal))):
        return None
    if outside(move.stated, reckoned):
        return Severity.ERROR if move.plain else Severity.WARNING
    far = abs(abs(nominal) - move.stated.value) >= move.stated.value * _FAR
    return Severity.WARNING if far and move.plain else None
