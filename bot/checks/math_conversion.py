"""MATH009: a measure and its conversion in brackets that are not the same."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from bot.checks.reckoning import figured, total
from bot.checks.rule import ArticleRule, Context, Sample
from bot.language.patterns import Lazy
from bot.language.quantities.lexicon import MEASURES
from bot.language.quantities.rendering import figure
from bot.records import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.article import Article
    from bot.language.quantities import Quantity
    from bot.records import Finding

_OPENS = Lazy(r"\s?[(\[]\s?(?:or\s|that\sis\s|i\.e\.,?\s)?$")
_OR = Lazy(r"\s?,\sor\s$")
_CLOSES = Lazy(r"\s?(?:[)\],.;]|tall\b|long\b|high\b|wide\b|deep\b|away\b)")
# “6 feet 2 inches”: the second is no measure of its own.
_COMPOUND = Lazy(
    r"(?:\b(?:feet|foot|ft|stone|st|lbs?|pounds?|hours?|yards?|miles?|metres?|meters?)|[0-9]['′])[\s,-]*(?:and\s)?$",
    re.IGNORECASE,
)
_KINDS = frozenset({"length", "area", "mass", "speed"})
_ROOM = Fraction(6, 100)
_DEGREES = (
    r"(?P<{0}>(?:[-−–]|minus\s)?\d{{1,4}}(?:\.\d+)?)\s?(?:°\s?|degrees\s|deg\s)?"
    r"(?P<{0}in>C|F|Celsius|Fahrenheit|centigrade)"
)
_TEMPERATURE = Lazy(
    rf"(?<![\w.,-]){_DEGREES.format('one')}\s?(?:\(|,\sor\s)(?:about\s|around\s|roughly\s"
    rf"|or\s)?{_DEGREES.format('other')}\b",
    re.IGNORECASE,
)
_NINE_FIFTHS, _ICE = Fraction(9, 5), 32


class Conversion(ArticleRule):
    """A measure in two units."""

    code: ClassVar[str] = "MATH009"
    name: ClassVar[str] = "conversion"
    severity: ClassVar[Severity] = Severity.ERROR
    summary: ClassVar[str] = "A measure and its conversion beside it that are not the same."
    what: ClassVar[str] = (
        "Converts lengths, areas, weights, speeds and temperatures that stand in two units side by side, with room for "
        "rounding. A temperature may also be a difference of temperatures."
    )
    why: ClassVar[str] = "One of the two is wrong, and half of the readers know only that one."
    limits: ClassVar[str] = (
        "The second measure must stand in brackets or after “, or”. Gallons, tons and currencies are left alone."
    )
    valid: ClassVar[tuple[Sample, ...]] = (
        Sample("The trail is 10 miles (16 kilometers) long."),
        Sample("She is 6 feet 2 inches (1.88 metres) tall."),
        Sample("It may warm by 1.5C (2.7F)."),
        Sample("It weighs 500 pounds (about 230 kilograms)."),
    )
    invalid: ClassVar[tuple[Sample, ...]] = (
        Sample("The trail is 10 miles (26 kilometers) long.", flagged="26 kilometers"),
        Sample("It weighs 500 pounds (500 kilograms).", flagged="500 kilograms"),
        Sample("It was 104 degrees Fahrenheit (50 degrees Celsius).", flagged="50 degrees Celsius"),
    )

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """Yield each conversion that is off."""
        del context
        for sentence, figures in figured(article):
            for one, other in pairwise(figures):
                if _beside(sentence.text, one, other) and (right := _wrong(one, other)):
                    start, end = sentence.start + other.start, sentence.start + other.end
                    yield self._found(article, start, end, one.text, right)
        for sentence in article.sentences:
            for match in _TEMPERATURE.finditer(sentence.text):
                if right := _degrees(match):
                    start, end = sentence.start + match.start("other"), sentence.start + match.end("otherin")
                    yield self._found(article, start, end, match[0].split("(")[0].strip(), right)

    def _found(self, article: Article, start: int, end: int, one: str, right: str) -> Finding:
        other = article.prose[start:end]
        message = f"{one} is {right}, not {other}."
        return self.finding(article, start, end, message, total(f"{one} = {right}", stated=other))


def _beside(text: str, one: Quantity, other: Quantity) -> bool:
    """Whether the second measure converts the first."""
    between = text[one.end : other.start]
    opened = _OPENS.fullmatch(between) or _OR.fullmatch(between)
    return bool(
        opened and _CLOSES.match(text, other.end) and not _COMPOUND.search(text[max(0, one.start - 12) : one.start])
    )


def _wrong(one: Quantity, other: Quantity) -> str | None:
    """What the second should be, where it is not."""
    mine, theirs = (_measure(each, beside) for each, beside in ((one, other), (other, one)))
    if mine is None or theirs is None or mine[0] != theirs[0] or mine[1] == theirs[1] or mine[0] not in _KINDS:
        return None
    factor = mine[1] / theirs[1]
    ends = [(one.value, other.value), (one.upper or one.value, other.upper or other.value)]
    if all(_near(first * factor, second, factor * one.step, other.step) for first, second in ends):
        return None
    unit = other.unit.replace("pound mass", "pound").replace("foot", "feet")
    return f"{figure(one.value * factor, 1)} {unit if unit == 'feet' else unit + 's'}"


def _measure(each: Quantity, beside: Quantity) -> tuple[str, Fraction] | None:
    """Dimension and size of a unit; pounds beside kilograms are no money."""
    unit = each.unit
    if unit == "pound" and MEASURES.get(beside.unit, ("",))[0] == "mass":
        unit = "pound mass"
    return MEASURES.get(unit)


def _near(right: Fraction, written: Fraction, *steps: Fraction) -> bool:
    room = max(right, written) * _ROOM + sum((min(step / 2, right / 5) for step in steps), Fraction())
    return abs(right - written) <= room


def _degrees(match: re.Match[str]) -> str | None:
    """What the second temperature should be, where it is neither that nor the same difference."""
    one, other = (Fraction(re.sub(r"[−–]|minus\s", "-", match[name].lower())) for name in ("one", "other"))
    units = [match[name][0].upper().replace("c", "C") for name in ("onein", "otherin")]
    if units[0] == units[1]:
        return None
    celsius = units[0] == "C"
    right = one * _NINE_FIFTHS + _ICE if celsius else (one - _ICE) / _NINE_FIFTHS
    step = one * _NINE_FIFTHS if celsius else one / _NINE_FIFTHS
    room = Fraction(4) if celsius else Fraction(5, 2)
    if abs(right - other) <= room or abs(step - other) <= max(room / 4, abs(step) / 10):
        return None
    return f"{figure(right, 0)} degrees {'Fahrenheit' if celsius else 'Celsius'}"
