"""MATH002: a share in per cent that does not follow from part and whole, or a part greater than its whole."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from bot.checks.reckoning import figured, outside, plain, shown, span, total
from bot.checks.rule import ArticleRule, Context, Sample
from bot.language.quantities.rendering import figure
from bot.records import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from bot.article import Article, Sentence
    from bot.language.quantities import Quantity
    from bot.records import Finding

_OF = re.compile(r"\s(?:out\s)?of\s(?:the|its|their|all|a\stotal\sof)?\s?(?:\w+\s)?")
_SHARE = re.compile(r"(?:\s[\w’'-]+){0,4}\s?(?:,\sor\s|\s?\(|,\sabout\s|\s–\s|,\s)")


class Share(ArticleRule):
    """Part, whole, and what per cent it is said to be."""

    code: ClassVar[str] = "MATH002"
    name: ClassVar[str] = "share-of-whole"
    severity: ClassVar[Severity] = Severity.ERROR
    summary: ClassVar[str] = (
        "A percentage that is not the share that its part and whole give, or a part that exceeds the whole."
    )
    what: ClassVar[str] = "Reads “45 of the 90 members, or 50%” and reckons the share again, with room for rounding."
    why: ClassVar[str] = "A share beside its part and whole can be checked by every reader."
    limits: ClassVar[str] = "Part, whole and percentage must stand side by side, in this order."
    valid: ClassVar[tuple[Sample, ...]] = (
        Sample("Some 45 of the 90 members (50%) voted against."),
        Sample("In all, 45 of the 90 members, or 50%, voted against."),
        Sample("She was 12 of the 15 times late."),
    )
    invalid: ClassVar[tuple[Sample, ...]] = (
        Sample("In all, 45 of the 90 members, or 40%, voted against.", flagged="40%", replacement="50%"),
        Sample("In all, 95 of the 90 members voted against.", flagged="95"),
    )

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """Yield each share that its part and whole rule out, and each part greater than its whole."""
        del context
        for sentence, figures in figured(article):
            for n, (part, whole) in enumerate(pairwise(figures)):
                if _of(sentence.text, part, whole):
                    stated = figures[n + 2] if n + 2 < len(figures) else None
                    yield from self._pair(article, sentence, part, whole, stated)

    def _pair(
        self, article: Article, sentence: Sentence, part: Quantity, whole: Quantity, stated: Quantity | None
    ) -> Iterator[Finding]:
        base = sentence.start
        if part.value > whole.value:
            message = f"{part.text} cannot be a part of {whole.text}."
            proof = total(f"{shown(part)} > {shown(whole)}")
            yield self.finding(article, base + part.start, base + part.end, message, proof)
        elif (
            stated
            and stated.unit == "%"
            and plain(stated)
            and _SHARE.fullmatch(sentence.text[whole.end : stated.start])
            and outside(stated, _range(part, whole))
        ):
            result = f"{figure(part.value / whole.value * 100, 1)}%"
            message = f"{part.text} of {whole.text} is {result}, not {stated.text}."
            proof = total(f"{shown(part)} ÷ {shown(whole)} = {result}", stated=stated.text)
            edit = result if stated.text.endswith("%") else None
            yield self.finding(article, base + stated.start, base + stated.end, message, proof, replacement=edit)


def _range(part: Quantity, whole: Quantity) -> tuple[Fraction, Fraction]:
    low, high = span(part)[0] / span(whole)[1], span(part)[1] / span(whole)[0]
    return low * 100, high * 100


def _of(text: str, part: Quantity, whole: Quantity) -> bool:
    """Whether one count is named as a part of the other."""
    if part.unit or whole.unit or part.counted or not plain(part, whole) or whole.step > whole.value:
        return False
    return whole.value > 1 and bool(_OF.fullmatch(text[part.end : whole.start]))
