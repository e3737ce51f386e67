"""MATH006: the same figure of the same thing, a thousandfold or tenfold apart."""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING, ClassVar

from bot.checks.reckoning import total
from bot.checks.rule import ArticleRule, Context, Sample
from bot.language.content import content_words
from bot.language.quantities import Bound, find_quantities
from bot.language.quantities.lexicon import CURRENCIES
from bot.records import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from fractions import Fraction

    from bot.article import Article
    from bot.language.quantities import Quantity
    from bot.records import Finding

_NEAR = 70
_SHARED = 3
_MOST = 8
_ENDED = re.compile(r"[.!?;][\s”\"’)]|\n")
_FIRST_WORDS = re.compile(r"\s(?:[a-z-]+\s)?([a-z-]+)")
_OWN = re.compile(r"\b(?:its|their|the|his|her|all|these|those|our)\s$", re.IGNORECASE)
_ENDS = re.compile(r"(?:\s[a-z-]+){1,2}(?=[.,;:]|\s(?:and|but|who|were|was|are|is|will|would|could|had|have)\b)")


class TwoScales(ArticleRule):
    """One figure with two scales."""

    code: ClassVar[str] = "MATH006"
    name: ClassVar[str] = "two-scales"
    severity: ClassVar[Severity] = Severity.WARNING
    summary: ClassVar[str] = "The same figure in millions in one place and in billions in another, of the same thing."
    what: ClassVar[str] = (
        "Finds figures with the same digits and unit that differ a thousandfold, with the same words around them, and "
        "counts of the same noun that differ tenfold (1,200 employees, its 12,000 employees)."
    )
    why: ClassVar[str] = "Million for billion is the commonest slip of the pen with figures, and a thousandfold one."
    limits: ClassVar[str] = (
        "Needs two significant digits, and three words in common near both figures, or the same noun right beside the "
        "later one."
    )
    valid: ClassVar[tuple[Sample, ...]] = (
        Sample("The bridge cost $4.2 million. The railway will cost $4.2 billion."),
        Sample("The city spent $4.2 million on the bridge. The bridge cost the city $4.2 million."),
        Sample("The firm has 1,200 employees in Ohio. Its 12,000 employees worldwide are insured."),
    )
    invalid: ClassVar[tuple[Sample, ...]] = (
        Sample(
            "The city spent $4.2 million on the new river bridge. It says that the river bridge cost the "
            "city $4.2 billion.",
            flagged="$4.2 billion",
        ),
        Sample("The bridge cost $45 million. Critics say the $45 billion bridge is useless.", flagged="$45 billion"),
        Sample("The firm has 1,200 employees. None of its 12,000 employees will go.", flagged="12,000"),
    )

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """Yield the later of two such figures."""
        del context
        prose = article.prose
        figures = [each for each in find_quantities(prose) if _digits(each) > 9]  # noqa: PLR2004 - two digits
        scaled = [each for each in figures if each.step >= 1000]  # noqa: PLR2004 - a scale word, or round thousands
        for first, second in _pairs(scaled, 1000):
            if (
                first.unit == second.unit
                and _ENDED.search(prose, first.end, second.start)
                and _same_thing(prose, first, second)
            ):
                yield self._found(article, first, second, "a thousandfold")
        counts = [each for each in figures if not each.unit and each.counted and each.value >= 100]  # noqa: PLR2004 - no small count
        for first, second in _pairs(counts, 10):
            if _same_count(prose, first, second):
                yield self._found(article, first, second, "tenfold")

    def _found(self, article: Article, first: Quantity, second: Quantity, apart: str) -> Finding:
        message = f"“{second.text}” here, “{first.text}” before: one of the two has the wrong scale."
        proof = total(f"{first.text} and {second.text} differ {apart}")
        return self.finding(article, second.start, second.end, message, proof)


def _pairs(figures: Iterable[Quantity], factor: int) -> Iterator[tuple[Quantity, Quantity]]:
    """The figures that are so many times each other, in the order of the text; of many alike, the last few."""
    before: dict[Fraction, deque[Quantity]] = {}
    for each in figures:
        for value in (each.value * factor, each.value / factor):
            yield from ((first, each) for first in before.get(value, ()))
        before.setdefault(each.value, deque(maxlen=_MOST)).append(each)


def _digits(each: Quantity) -> int:
    """The significant digits as a number: 42 for 4.2 million."""
    return int(each.value / each.step) if each.step else 0


def _same_thing(prose: str, first: Quantity, second: Quantity) -> bool:
    """Whether the sentences around both figures share enough words, or one that the later figure describes."""
    near = [_around(prose, each) for each in (first, second)]
    shared = near[0] & near[1]
    beside = _FIRST_WORDS.match(prose, second.end)
    described = {word.stem for word in content_words(beside[0])} if beside and second.unit in CURRENCIES else set()
    return len(shared) >= _SHARED or bool(shared & described)


def _same_count(prose: str, first: Quantity, second: Quantity) -> bool:
    """Whether both count the same, the later one as known: “1,200 employees”, “its 12,000 employees”."""
    if first.counted != second.counted or first.modifiers != second.modifiers or first.years != second.years:
        return False
    exact = first.bound is second.bound is Bound.EXACT and not first.upper and not second.upper
    known = _OWN.search(prose, max(0, second.start - 8), second.start)
    return bool(exact and known and _ENDS.match(prose, first.end) and _ENDS.match(prose, second.end))


def _around(prose: str, each: Quantity) -> set[str]:
    before = re.split(r"[.!?]\s|\n", prose[max(0, each.start - _NEAR) : each.start])[-1]
    after = re.split(r"[.!?](?:\s|$)|\n", prose[each.end : each.end + _NEAR])[0]
    words = content_words(before) + content_words(after)
    return {word.stem for word in words if word.text[0].isalpha()}
