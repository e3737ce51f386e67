"""MATH007: an average that total and number do not give."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from bot.checks.reckoning import figured, outside, plain, shown, span, total
from bot.checks.rule import ArticleRule, Context, Sample
from bot.language.quantities.rendering import figure
from bot.records import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.article import Article
    from bot.language.quantities import Quantity
    from bot.records import Finding

_AVERAGE = re.compile(r",\s(?:or\s)?(?:an?\s|on\s)average\s(?:of\s)?$", re.IGNORECASE)
_OVER = re.compile(r"(?:\s[\w’'-]+){0,3}\s(?:over|in|across|during|among|for|between)\s(?:the\s)?(?:last\s|past\s)?")


class Average(ArticleRule):
    """A total, a number, and the average."""

    code: ClassVar[str] = "MATH007"
    name: ClassVar[str] = "average"
    severity: ClassVar[Severity] = Severity.WARNING
    summary: ClassVar[str] = "An average that does not follow from the total and the number beside it."
    what: ClassVar[str] = "Reads “120 goals in 40 games, an average of 3” and divides again, with room for rounding."
    why: ClassVar[str] = "An average beside its total and number can be checked by every reader."
    limits: ClassVar[str] = "The sentence must hold these three figures side by side and in this order."
    valid: ClassVar[tuple[Sample, ...]] = (Sample("He scored 120 goals in 40 games, an average of 3 a game."),)
    invalid: ClassVar[tuple[Sample, ...]] = (
        Sample("He scored 120 goals in 40 games, an average of 4.", flagged="4", replacement="3"),
    )

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """Yield each average that its total and number rule out."""
        del context
        for sentence, figures in figured(article):
            for whole, number, mean in zip(figures, figures[1:], figures[2:], strict=False):
                if _averaged(sentence.text, whole, number, mean):
                    low, high = span(whole)[0] / span(number)[1], span(whole)[1] / span(number)[0]
                    if outside(mean, (low, high)):
                        result = figure(whole.value / number.value, 2)
                        message = f"{whole.text} over {number.text} is {result} on average, not {mean.text}."
                        proof = total(f"{shown(whole)} ÷ {shown(number)} = {result}", stated=mean.text)
                        start, end = sentence.start + mean.start, sentence.start + mean.end
                        same = result if mean.text.replace(",", "").replace(".", "").isdigit() else None
                        yield self.finding(article, start, end, message, proof, replacement=same)


def _averaged(text: str, whole: Quantity, number: Quantity, mean: Quantity) -> bool:
    if not plain(whole, number, mean) or number.value <= 1 or number.value <= number.step:
        return False
    if mean.unit.split(" per ")[0] != whole.unit or not _OVER.fullmatch(text[whole.end : number.start]):
        return False
    between = text[number.end : mean.start]
    return len(between) < 40 and bool(_AVERAGE.search(between))  # noqa: PLR2004 - a noun or two
