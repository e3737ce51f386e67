"""MATH005: parts that do not add up to their whole."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from bot.checks.reckoning import figured, plain, shown, span, total
from bot.checks.rule import ArticleRule, Context, Sample
from bot.language.quantities.rendering import figure
from bot.records import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.article import Article
    from bot.language.quantities import Quantity
    from bot.records import Finding

_OPENS = re.compile(r"(?:\s[\w’'-]+){0,6}\s?[:–—(]\s?")
_PARTIAL = re.compile(
    r"\b(?:includ\w*|such as|among|at least|mostly|more|another|each|or|up from|down from|compared|"
    r"aged?|since|of whom)\b",
    re.IGNORECASE,
)


class Parts(ArticleRule):
    """A whole, a colon, and its parts."""

    code: ClassVar[str] = "MATH005"
    name: ClassVar[str] = "parts-of-whole"
    severity: ClassVar[Severity] = Severity.WARNING
    summary: ClassVar[str] = "Parts listed after a whole that add up to something else."
    what: ClassVar[str] = (
        "Adds up the figures that a colon, dash or bracket lists right after a figure for the same thing."
    )
    why: ClassVar[str] = "A list that does not add up hides a wrong figure, or a part that was left out."
    limits: ClassVar[str] = "Needs whole and parts in one sentence, all of the same noun or the parts without one."
    valid: ClassVar[tuple[Sample, ...]] = (
        Sample("The panel has 12 members: seven women and five men."),
        Sample("The panel has 12 members, including seven women."),
    )
    invalid: ClassVar[tuple[Sample, ...]] = (
        Sample("The panel has 12 members: seven women and six men.", flagged="12"),
    )

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """Yield each whole that its parts do not make."""
        del context
        for sentence, figures in figured(article):
            whole, parts = figures[0], figures[1:]
            if _listed(sentence.text, whole, parts):
                low, high = (sum(span(each)[n] for each in parts) for n in (0, 1))
                if span(whole)[1] < low or high < span(whole)[0]:
                    made = figure(sum((each.value for each in parts), Fraction()), 2)
                    message = f"The parts make {made}, not {whole.text}."
                    proof = total(f"{' + '.join(map(shown, parts))} = {made}", whole=whole.text)
                    start, end = sentence.start + whole.start, sentence.start + whole.end
                    yield self.finding(article, start, end, message, proof)


def _listed(text: str, whole: Quantity, parts: list[Quantity]) -> bool:
    """Whether the figures after the first are its parts, and all of them."""
    if len(parts) < 2 or not plain(whole, *parts) or {whole.unit} != {each.unit for each in parts}:  # noqa: PLR2004 - one part is no list
        return False
    if whole.unit or not whole.counted or not _OPENS.fullmatch(text[whole.end : parts[0].start]):
        return False
    if _PARTIAL.search(text[whole.end :]) or any(each.years != whole.years for each in parts):
        return False
    gaps = [text[one.end : other.start] for one, other in pairwise(parts)]
    return all(len(gap) < 60 and ("," in gap or " and " in gap) for gap in gaps) and len(text) - parts[-1].end < 80  # noqa: PLR2004 - a list is close together
