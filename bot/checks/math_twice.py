"""MATH006: the same thing in millions here and in billions there."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, ClassVar

from bot.checks.reckoning import total
from bot.checks.rule import ArticleRule, Context, Sample
from bot.language.content import content_words
from bot.language.quantities import find_quantities
from bot.records import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.article import Article
    from bot.language.quantities import Quantity
    from bot.records import Finding

_NEAR = 70
_SHARED = 3


class TwoScales(ArticleRule):
    """One figure with two scales."""

    code: ClassVar[str] = "MATH006"
    name: ClassVar[str] = "two-scales"
    severity: ClassVar[Severity] = Severity.WARNING
    summary: ClassVar[str] = "The same figure in millions in one place and in billions in another, of the same thing."
    what: ClassVar[str] = (
        "Finds figures with the same digits and unit that differ a thousandfold, with the same words around them."
    )
    why: ClassVar[str] = "Million for billion is the commonest slip of the pen with figures, and a thousandfold one."
    limits: ClassVar[str] = "Needs two significant digits, and three words in common near both figures."
    valid: ClassVar[tuple[Sample, ...]] = (
        Sample("The bridge cost $4.2 million. The railway will cost $4.2 billion."),
        Sample("The city spent $4.2 million on the bridge. The bridge cost the city $4.2 million."),
    )
    invalid: ClassVar[tuple[Sample, ...]] = (
        Sample(
            "The city spent $4.2 million on the new river bridge. It says that the river bridge cost the "
            "city $4.2 billion.",
            flagged="$4.2 billion",
        ),
    )

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """Yield the later of two such figures."""
        del context
        prose = article.prose
        figures = [each for each in find_quantities(prose) if each.step >= 1000 and _digits(each) > 9]  # noqa: PLR2004 - two digits
        for first, second in combinations(figures, 2):
            thousandfold = Fraction(1000) in {first.value / second.value, second.value / first.value}
            if first.unit == second.unit and thousandfold and _same_thing(prose, first, second):
                message = f"“{second.text}” here, “{first.text}” before: one of the two has the wrong scale."
                proof = total(f"{first.text} and {second.text} differ a thousandfold")
                yield self.finding(article, second.start, second.end, message, proof)


def _digits(each: Quantity) -> int:
    """The significant digits as a number: 42 for 4.2 million."""
    return int(each.value / each.step) if each.step else 0


def _same_thing(prose: str, first: Quantity, second: Quantity) -> bool:
    """Whether the sentences around both figures share enough words."""
    near = [_around(prose, each) for each in (first, second)]
    return len(near[0] & near[1]) >= _SHARED


def _around(prose: str, each: Quantity) -> set[str]:
    before = re.split(r"[.!?]\s|\n", prose[max(0, each.start - _NEAR) : each.start])[-1]
    after = re.split(r"[.!?](?:\s|$)|\n", prose[each.end : each.end + _NEAR])[0]
    words = content_words(before) + content_words(after)
    return {word.stem for word in words if word.text[0].isalpha()}
