"""DATE006: a stretch of years or an anniversary that does not follow from the years beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from bot.checks.dating import told_together
from bot.checks.rule import ArticleRule, Context, Sample
from bot.language.patterns import Lazy
from bot.language.quantities import Bound, find_quantities
from bot.language.quantities.lexicon import ORDINALS
from bot.records import Proof, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.article import Article
    from bot.language.quantities import Quantity
    from bot.records import Finding

_Y = r"(?:1[5-9]\d\d|20\d\d)(?!\d|[,.]\d)"
_TWO = rf"(?:from|between)\s(?P<first>{_Y})\s?(?:to|until|and|through|till|[–-])\s?(?P<last>{_Y})"
_AFTER = Lazy(rf"(?:[-\s][a-z]+){{0,4}}\s?,?\s?\(?{_TWO}")
_BEFORE = Lazy(rf"{_TWO}\s?,\s(?:for\s|a\s(?:span|period|total)\sof\s|or\s|lasting\s)$")
_LASTED = Lazy(
    rf"\b(?:began|begun|started|opened"
    rf"|broke\sout)\sin\s(?:[A-Z][a-z]+\s)?(?P<first>{_Y})\s?,?\s(?:and\s)?(?:it\s)?(?:was\s)?(?:ended|finished"
    rf"|concluded|closed"
    rf"|over)\sin\s(?:[A-Z][a-z]+\s)?(?P<last>{_Y})\s?,?\s(?:and\s|it\s)?last(?:ed|ing)\s(?:for\s)?$"
)
_AGO = Lazy(rf"\sago\s?,?\s(?:in|on|back\sin)\s(?:[A-Z][a-z]+\s)?(?:\d{{1,2}},?\s)?(?P<first>{_Y})")
_AGO_BEFORE = Lazy(rf"\b[Ii]n\s(?:[A-Z][a-z]+\s)?(?P<first>{_Y})\s?,\s(?:or\s|that\sis\s)?$")
_ANNIVERSARY = Lazy(
    rf"\b(?P<nth>\d{{1,3}}(?:st|nd|rd|th)|{'|'.join(ORDINALS)}|centenary|bicentenary)(?:\s(?P<what>anniversary"
    rf"|birthday))?\b",
    re.IGNORECASE,
)
_SINCE = Lazy(
    rf"\b(?:founded|established|opened|created|built|born|launched|incorporated|formed|set\sup|started|began|married)\s"
    rf"(?:(?:in|at)\s[A-Z][\w’'., -]{{1,30}}?\s)?(?:in|on)\s(?:[A-Z][a-z]+\s)?(?:\d{{1,2}},?\s)?(?P<first>{_Y})"
)
_THIS_YEAR = Lazy(
    r"\bthis\s(?:year|month|week|spring|summer|autumn|fall|winter)\b|\b(?:will|is|are)\s(?:mark|celebrat)",
    re.IGNORECASE,
)
_YEAR = Lazy(rf"(?<![\d.,$£€-]){_Y}")
_HUNDREDS = {"centenary": 100, "bicentenary": 200}
_LATEST = 2100


class Duration(ArticleRule):
    """DATE006."""

    code: ClassVar[str] = "DATE006"
    name: ClassVar[str] = "wrong-duration"
    severity: ClassVar[Severity] = Severity.ERROR
    summary: ClassVar[str] = "A number of years, or an anniversary, that does not follow from the years beside it."
    what: ClassVar[str] = (
        "Takes one year from the other in “for 12 years, from 2003 to 2011”, “20 years ago, in 1994” (by the draft's "
        "date) and “its 150th anniversary in 2020; it was founded in 1890”. A year either way is let pass. All but the "
        "first are warnings."
    )
    why: ClassVar[str] = "The reader does the sum."
    limits: ClassVar[str] = "Reads whole years in these forms only."
    valid: ClassVar[tuple[Sample, ...]] = (
        Sample("He led the firm for eight years, from 2003 to 2011."),
        Sample("He led the firm for more than five years, from 2003 to 2011."),
        Sample("The town marked its 130th anniversary in 2020; it was founded in 1890."),
    )
    invalid: ClassVar[tuple[Sample, ...]] = (
        Sample("He led the firm for 12 years, from 2003 to 2011.", "12 years"),
        Sample("The trial, which began in 2015 and ended in 2018, lasted five years.", "five years"),
        Sample("The town marked its 150th anniversary in 2020; it was founded in 1890.", "150th anniversary"),
    )

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """Yield a finding for each stretch that its years do not give."""
        today = context.as_of.year if context.as_of else None
        seen: set[int] = set()
        for start, text in told_together(article):
            for first, end, given, (one, other), severity in [*_stretches(text, today), *_anniversaries(text, today)]:
                if start + first not in seen:
                    seen.add(start + first)
                    message = f"From {one} to {other} is {other - one} years, not {given}."
                    proof = Proof("sum", f"{other} − {one} = {other - one}", {"first": one, "last": other})
                    yield self.finding(article, start + first, start + end, message, proof, severity=severity)


Off = tuple[int, int, str, tuple[int, int], Severity | None]


def _stretches(text: str, today: int | None) -> Iterator[Off]:
    """Each wrong number of years: start, end, as given, the two years, severity."""
    if not _YEAR.search(text):
        return
    for each in find_quantities(text):
        if each.unit == "year" and each.upper is None:
            years, sure = _ends(text, each, today)
            if years and 0 <= years[0] <= years[1] <= _LATEST and not _fits(each, years[1] - years[0]):
                yield each.start, each.end, each.text, years, None if sure else Severity.WARNING


def _ends(text: str, each: Quantity, today: int | None) -> tuple[tuple[int, int] | None, bool]:
    """The years that a number of years stands beside, and whether both are given."""
    before = text[max(0, each.start - 110) : each.start]
    if found := _AFTER.match(text, each.end) or _BEFORE.search(before) or _LASTED.search(before):
        return (int(found["first"]), int(found["last"])), True
    ago = _AGO.match(text, each.end)
    if ago is None and text[each.end : each.end + 4] == " ago":
        ago = _AGO_BEFORE.search(before)
    return ((int(ago["first"]), today) if ago and today else None), False


def _fits(each: Quantity, years: int) -> bool:
    """Whether a number of years is right, a year either way."""
    value = float(each.value)
    if each.bound in {Bound.OVER, Bound.AT_LEAST}:
        return years + 1 >= value
    if each.bound in {Bound.UNDER, Bound.AT_MOST}:
        return years - 1 <= value
    room = max(1.0, value / 8) if each.bound in {Bound.ABOUT, Bound.NEARLY} or value % 10 == 0 else 1
    return abs(years - value) <= room


def _anniversaries(text: str, today: int | None) -> Iterator[Off]:
    since = list(_SINCE.finditer(text))
    named = [int(each[0]) for each in _YEAR.finditer(text)]
    for match in _ANNIVERSARY.finditer(text):
        number = _number(match)
        if number is None or len(since) != 1:
            continue
        first = int(since[0]["first"])
        others = [year for year in named if year != first]
        then = others[0] if len(others) == 1 else today if not others and _THIS_YEAR.search(text) else None
        if then is not None and then > first and abs(then - first - number) > 1:
            yield match.start(), match.end(), str(number), (first, then), Severity.WARNING


def _number(match: re.Match[str]) -> int | None:
    word = match["nth"].lower()
    if word in _HUNDREDS:
        return _HUNDREDS[word]
    if match["what"] is None:
        return None
    return int(word[:-2]) if word[0].isdigit() else ORDINALS[word]
