"""MATH007: an average that total and number do not give."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from bot.checks.reckoning import figured, outside, plain, shown, span, total
from bot.checks.rule import ArticleRule, Context, Sample
from bot.language.quantities.counting import singular
from bot.language.quantities.rendering import figure
from bot.records import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.article import Article
    from bot.language.quantities import Quantity
    from bot.records import Finding

_AVERAGE = re.compile(r"[,(–—]\s?(?:or\s|that\sis\s|which\sis\s)?(?:an?\s|on\s)average\s(?:of\s)?$", re.IGNORECASE)
_OVER = re.compile(r"(?:\s[\w’'-]+){0,3}\s(?:over|in|across|during|among|for|between)\s(?:the\s)?(?:last\s|past\s)?")
_AVERAGE_OF = re.compile(r"\b(?:average|mean) of\b")
_NOUN_EACH = re.compile(r"\s[a-z]+\s(?:each|apiece)(?P<noun>)")
_WAS = re.compile(r",?\s(?:was|is|came to|works out at)\s")
_COMMA = re.compile(r",\s|,?\sand\s")
_EACH = re.compile(r"\s(?:each|apiece|(?:per|a|for\severy)\s(?P<noun>[a-z]+))")


class Average(ArticleRule):
    """A total, a number, and the average."""

    code: ClassVar[str] = "MATH007"
    name: ClassVar[str] = "average"
    severity: ClassVar[Severity] = Severity.WARNING
    summary: ClassVar[str] = "An average that does not follow from the total and the number beside it."
    what: ClassVar[str] = "Reads “120 goals in 40 games, an average of 3” and divides again, with room for rounding."
    why: ClassVar[str] = "An average beside its total and number can be checked by every reader."
    limits: ClassVar[str] = "Total, number and average must be the only figures of the sentence up to the average."
    valid: ClassVar[tuple[Sample, ...]] = (
        Sample("He scored 120 goals in 40 games, an average of 3 a game."),
        Sample("The 20 workers shared $100,000, an average of $5,000 each."),
        Sample("The 20 workers shared $100,000, an average of $80 a week."),
    )
    invalid: ClassVar[tuple[Sample, ...]] = (
        Sample("He scored 120 goals in 40 games, an average of 4.", flagged="4", replacement="3"),
        Sample(
            "The average of the bids, $10 million, $12 million and $14 million, was $15 million.", flagged="$15 million"
        ),
        Sample("The 20 workers shared $100,000, an average of $10,000 each.", flagged="$10,000"),
    )

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """Yield each average that its total and number rule out."""
        del context
        for sentence, figures in figured(article):
            yield from self._listed(article, sentence.start, sentence.text, figures)
            for one, other, mean in zip(figures, figures[1:], figures[2:], strict=False):
                for whole, number in _averaged(sentence.text, one, other, mean, figures):
                    low, high = span(whole)[0] / span(number)[1], span(whole)[1] / span(number)[0]
                    if outside(mean, (low, high)):
                        yield self._found(article, sentence.start, whole, number, mean)

    def _listed(self, article: Article, at: int, text: str, figures: Sequence[Quantity]) -> Iterator[Finding]:
        """“The average of the bids, $10m, $12m and $14m, was $15m”."""
        *row, mean = figures
        start = _AVERAGE_OF.search(text, 0, mean.start)
        row = [each for each in row if start and each.start >= start.end() and each.unit == mean.unit]
        if start is None or len(row) < 2 or not plain(*row, mean) or not _WAS.fullmatch(text[row[-1].end : mean.start]):  # noqa: PLR2004 - of one there is none
            return
        gaps = [text[one.end : other.start] for one, other in pairwise(row)]
        low, high = (sum((span(each)[n] for each in row), Fraction()) / len(row) for n in (0, 1))
        if all(_COMMA.fullmatch(gap) for gap in gaps) and outside(mean, (low, high)):
            result = figure(sum((each.value for each in row), Fraction()) / len(row), 2)
            message = f"The average of these is {result}, not {mean.text}."
            proof = total(f"({' + '.join(map(shown, row))}) ÷ {len(row)} = {result}", stated=mean.text)
            yield self.finding(article, at + mean.start, at + mean.end, message, proof)

    def _found(self, article: Article, at: int, whole: Quantity, number: Quantity, mean: Quantity) -> Finding:
        result = figure(whole.value / number.value, 2)
        message = f"{whole.text} over {number.text} is {result} on average, not {mean.text}."
        proof = total(f"{shown(whole)} ÷ {shown(number)} = {result}", stated=mean.text)
        same = result if mean.text.replace(",", "").replace(".", "").isdigit() else None
        return self.finding(article, at + mean.start, at + mean.end, message, proof, replacement=same)


def _averaged(
    text: str, one: Quantity, other: Quantity, mean: Quantity, figures: Sequence[Quantity]
) -> Iterator[tuple[Quantity, Quantity]]:
    """Total and number, where both stand before their average."""
    between = text[other.end : mean.start]
    if not plain(one, other, mean) or len(between) > 60 or not _AVERAGE.search(between):  # noqa: PLR2004 - a noun or two
        return
    unit = mean.unit.split(" per ")[0].strip()
    if one.unit == unit and _whole(other) and _OVER.fullmatch(text[one.end : other.start]):
        yield one, other
    elif (unit or mean.counted) and len(figures) == 3:  # noqa: PLR2004 - these and no other
        whole, number = (one, other) if (one.unit, one.counted) == (unit, mean.counted) else (other, one)
        if (
            (whole.unit, whole.counted) == (unit, mean.counted)
            and _whole(number)
            and not number.unit
            and _of_each(text, number, mean)
        ):
            yield whole, number


def _whole(number: Quantity) -> bool:
    """Whether something was counted, and no round thousand."""
    return number.value > 1 and number.value > number.step


def _of_each(text: str, number: Quantity, mean: Quantity) -> bool:
    """Whether the average is one of those that were counted: “each”, “per worker” after “20 workers”."""
    match = _EACH.match(text, mean.start + len(mean.text.split(" per ")[0].split(" a ")[0]))
    match = match or _NOUN_EACH.match(text, mean.end)
    if match is None or not number.counted:
        return False
    nouns = {number.counted, "person", "people", "head"}
    return not match["noun"] or singular(match["noun"]) in nouns
