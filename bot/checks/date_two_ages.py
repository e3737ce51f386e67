"""DATE005: one person, two ages."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from bot.checks.rule import ArticleRule, Context, Sample
from bot.language.patterns import Lazy
from bot.records import Proof, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.article import Article
    from bot.records import Finding

_NAME = r"(?P<name>(?:[A-Z][\w’'-]*\.?\s){0,3}[A-Z][\w’'-]+)"
_AGED = Lazy(rf"\b{_NAME},\s(?P<age>[1-9]\d?)(?=,\s[a-z‘“\"]|,?\s(?:who|of|from|and)\s|\.\s|,?\s?$)")
_OLD = Lazy(rf"\b(?P<age>[1-9]\d?)-year-old\s{_NAME}")
_TITLES = frozenset(
    "mr mrs ms miss dr sir lady lord dame prof professor judge rev sgt capt col gen sen rep det insp".split()
)
# An age of another day, or of nobody.
_THEN = Lazy(
    r"(?<!since )\b(?:1[89]\d\d|20\d\d)\b|\b(?:then|when|ago|at the time)\b|\d (?:points|goals|runs|wickets|votes)\b"
)
_MONTHS = Lazy(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|[A-Z][a-z]+day)$"
)


class _Aged(NamedTuple):
    name: tuple[str, ...]
    age: int
    start: int
    end: int


class TwoAges(ArticleRule):
    """DATE005."""

    code: ClassVar[str] = "DATE005"
    name: ClassVar[str] = "two-ages"
    severity: ClassVar[Severity] = Severity.WARNING
    summary: ClassVar[str] = "The same person is of one age in one place and of another in another."
    what: ClassVar[str] = (
        "Compares the ages that stand beside one name (Ann Holt, 52, … Holt, 54, …; 52-year-old Ann Holt) "
        "through the draft."
    )
    why: ClassVar[str] = "One of the two is wrong."
    limits: ClassVar[str] = (
        "A surname alone counts only where one person of the draft bears it; sentences that name a year or speak "
        "of then "
        "are passed over."
    )
    valid: ClassVar[tuple[Sample, ...]] = (
        Sample("Ann Holt, 52, runs the shop. Holt, 52, will not sell."),
        Sample("Ann Holt, 52, runs the shop. Her brother Tom Holt, 54, drives."),
        Sample("Ann Holt, 52, runs the shop. In 1990, Ann Holt, 18, left school."),
    )
    invalid: ClassVar[tuple[Sample, ...]] = (
        Sample("Ann Holt, 52, runs the shop. Holt, 54, will not sell.", "54"),
        Sample("The shop is run by 52-year-old Ann Holt. Ann Holt, 25, will not sell.", "25"),
    )

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """Yield a finding for the later of two ages."""
        del context
        found = sorted(_aged(article), key=lambda each: each.start)
        full = {each.name for each in found if len(each.name) > 1}
        for n, later in enumerate(found):
            earlier = next((each for each in found[:n] if _same(each.name, later.name, full)), None)
            if earlier and earlier.age != later.age:
                message = f"{' '.join(later.name)} is {later.age} here and {earlier.age} before."
                proof = Proof("sum", f"{earlier.age} ≠ {later.age}", {"before": earlier.age, "here": later.age})
                yield self.finding(article, later.start, later.end, message, proof)


def _aged(article: Article) -> Iterator[_Aged]:
    """The names with an age beside them."""
    for sentence in article.sentences:
        if sentence.kind not in {"text", "item", "caption"} or _THEN.search(sentence.text):
            continue
        for pattern in (_AGED, _OLD):
            for match in pattern.finditer(sentence.text):
                name = tuple(word for word in match["name"].split() if word.lower().rstrip(".") not in _TITLES)
                if name and not _MONTHS.search(name[-1]):
                    start, end = match.span("age")
                    yield _Aged(name, int(match["age"]), sentence.start + start, sentence.start + end)


def _same(one: tuple[str, ...], other: tuple[str, ...], full: set[tuple[str, ...]]) -> bool:
    """Whether two names are one person's."""
    if one[-1] != other[-1]:
        return False
    bearers = {name for name in full if name[-1] == one[-1]}
    return one == other if len(one) > 1 and len(other) > 1 else len(bearers) <= 1
