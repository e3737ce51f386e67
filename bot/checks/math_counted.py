"""MATH010: the same people or things counted twice, with two results."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from bot.checks.reckoning import plain, total
from bot.checks.rule import ArticleRule, Context, Sample
from bot.language.quantities import find_quantities
from bot.records import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.article import Article
    from bot.language.quantities import Quantity
    from bot.records import Finding

_KNOWN = re.compile(r"\b(?:the|all|these|those|its)\s$", re.IGNORECASE)
# What picks some of them, or others.
_SOME = re.compile(
    r"\b(?:other|remaining|more|further|additional|of them|of whom|including|first|last|next|another|initial)\b"
)
_BEFELL = re.compile(r"\b(?:killed|died|dead|injured|wounded|hurt)\b")
_FATES = frozenset({"death", "injury"})
_REACH = Fraction(3, 2)


class CountedTwice(ArticleRule):
    """MATH010."""

    code: ClassVar[str] = "MATH010"
    name: ClassVar[str] = "counted-twice"
    severity: ClassVar[Severity] = Severity.WARNING
    summary: ClassVar[str] = "The dead or injured of one event are so many in one place and so many in another."
    what: ClassVar[str] = (
        "Where a draft counts deaths or injuries once (a fire killed 14 people) and comes back to them as known "
        "(the 15 "
        "people killed), it compares the two."
    )
    why: ClassVar[str] = "A toll that changes within a story is the first thing that readers write in about."
    limits: ClassVar[str] = "Silent where a draft gives more than one toll before, or a toll with a bound."
    valid: ClassVar[tuple[Sample, ...]] = (
        Sample("The fire killed 14 people. The 14 people killed were guests."),
        Sample("The fire killed 14 people, and a storm killed 20. The 20 people killed were guests."),
    )
    invalid: ClassVar[tuple[Sample, ...]] = (
        Sample("The fire killed 14 people. Most of the 15 people killed were guests.", flagged="15"),
    )

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """Yield the later of two counts."""
        del context
        prose = article.prose
        figures = find_quantities(prose)
        counts = [each for each in figures if each.counted and not each.unit and _fate(prose, each)]
        for later in counts:
            before = [each for each in counts if each.start < later.start and each.counted == later.counted]
            known = _KNOWN.search(prose, max(0, later.start - 8), later.start)
            told = any(each.value == later.value for each in figures if each.start < later.start)
            if known and not told and _differs(prose, before, later):
                message = f"“{later.text}” here, “{before[0].text}” before."
                proof = total(f"{before[0].text} ≠ {later.text}")
                yield self.finding(article, later.start, later.end, message, proof)


def _fate(prose: str, each: Quantity) -> bool:
    """Whether people are counted by what befell them."""
    return each.counted in _FATES or bool(_BEFELL.search(prose, max(0, each.start - 16), each.end + 40))


def _differs(prose: str, before: Sequence[Quantity], later: Quantity) -> bool:
    """Whether one earlier count, and no other, is close to this one and not it."""
    if len({each.value for each in before}) != 1 or not plain(later, *before) or before[0].years != later.years:
        return False
    near = prose[max(0, later.start - 30) : later.end + 40]
    one, other = sorted((before[0].value, later.value))
    return one != other and one > 2 and other <= one * _REACH and not _SOME.search(near)  # noqa: PLR2004 - two are named apart
