"""DATE003: an age that does not follow from the dates beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from bot.checks.dating import in_quotation, long_date, told_together
from bot.checks.rule import ArticleRule, Context, Sample
from bot.language.dates import DateMention, Precision, find_dates
from bot.language.patterns import Lazy
from bot.records import Proof, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.article import Article
    from bot.records import Finding

_N = r"(?P<age>\d{1,3})(?!\s*(?:months|weeks|days|and|%|per|percent|people|million|[,.]\d|th\b|st\b))"
_BORN = Lazy(r"\b(?:[Bb]orn|b\.)\s+(?:(?:in|at)\s+[A-Z][\w’'., -]{1,40}?\s+)?(?:on\s+|in\s+)?(?:the\s+)?$")
_DIED = Lazy(r"\b(?:died|dies|passed away|was killed|was executed)\b[^.;()\d]{0,60}?(?:\b(?:on|in)\s+(?:the\s+)?)?$")
# What stands between a date and the age at that date, and the other way round.
_THEN_AGE = Lazy(
    rf"\s?,?\s(?:(?:aged|at the age of|at age)\s{_N}\b|at\s{_N.replace('age', 'at', 1)}(?=[.,;]|\s?$)|when (?:he"
    rf"|she|they) (?:was"
    rf"|were)\s{_N.replace('age', 'was', 1)}\b)"
)
_AGE_THEN = Lazy(
    rf"(?:\b(?:aged|at the age of|at age|turned|turns)\s{_N}\s?,?\s(?:in|on)\s(?:the\s)?"
    rf"|\bwas\s{_N.replace('age', 'was', 1)}(?:\syears\sold)?\swhen\s(?:he|she"
    rf"|they)\s[a-z][a-z ]{{2,40}}?\s(?:in|on)\s(?:the\s)?)$"
)
_AT_DEATH = Lazy(
    rf"\b(?:(?:died|dies|dead|killed)\s(?:[a-z ]{{0,30}}\s)?(?:aged|at the age of|at age|at)\s{_N}\b"
    rf"|(?:aged|at the age of|at age)\s{_N.replace('age', 'aged', 1)}\b"
    rf"|was\s{_N.replace('age', 'was', 1)}\s(?:years\sold\s)?when\s(?:he|she|they)\s(?:died|was\skilled)\b)"
)
_LIFE = Lazy(r"\((?:born\s)?(?P<born>1[5-9]\d\d|20\d\d)\s?[-–—]\s?(?P<died>1[5-9]\d\d|20\d\d)\)")
_NOW = Lazy(rf"^(?:[A-Z][\w.’'-]*\s){{1,4}}?[A-Z]?[\w’'-]*,\s{_N}\s?,\s(?:who\s)?was\sborn\b")
# Someone else in the sentence may own one of the dates.
_OTHERS = Lazy(
    r"\b(?:father|mother|son|daughter|wife|husband|brother|sister|child(?:ren)?|parents|whose|their|grand\w+"
    r"|uncle|aunt|widow|twins?|predecessor|successor)\b",
    re.IGNORECASE,
)


class WrongAge(ArticleRule):
    """DATE003."""

    code: ClassVar[str] = "DATE003"
    name: ClassVar[str] = "wrong-age"
    severity: ClassVar[Severity] = Severity.ERROR
    summary: ClassVar[str] = "The age does not follow from the dates of birth and death beside it."
    what: ClassVar[str] = (
        "Where a date of birth stands with another date and the age at that date (he died in 2020 aged 59; she "
        "became a "
        "judge in 2010 at the age of 45), in one sentence or in two that speak of the same he or she, it works out the "
        "age. With years alone, both ages that they allow are right. An age today is held against the draft's date, a "
        "year either way."
    )
    why: ClassVar[str] = "One of the three is wrong, and an obituary’s first readers know which."
    limits: ClassVar[str] = (
        "Where relatives are named, it is passed over. It cannot tell which of the three is wrong, so it offers no "
        "replacement."
    )
    valid: ClassVar[tuple[Sample, ...]] = (
        Sample("Roe was born on 3 May 1960 and died on 2 May 2020 aged 59."),
        Sample("Roe was born in 1960 and died in 2020 at the age of 59."),
        Sample("Roe was born in 1960; his father died in 2001 aged 85."),
        Sample("Born in 1975, she moved in 1990 and at the age of 30 founded a school."),
    )
    invalid: ClassVar[tuple[Sample, ...]] = (
        Sample("Roe was born on 3 May 1960 and died on 4 May 2020 aged 59.", "aged 59"),
        Sample("Roe, born in 1960, turned 50 in 2012.", "turned 50"),
        Sample("Born in 1975, he became a judge in 2010 at the age of 45.", "at the age of 45"),
        Sample("He was 30 when he was elected in 1992. He was born in 1952.", "was 30"),
        Sample("The singer (1950-2019) died at 79.", "died at 79"),
    )

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """Yield a finding for each age that its dates do not allow."""
        seen: set[int] = set()
        for start, text in told_together(article):
            for found in self._ages(article, start, text, context):
                if found.start not in seen:
                    seen.add(found.start)
                    yield found

    def _ages(self, article: Article, start: int, text: str, context: Context) -> Iterator[Finding]:
        if not any(sign in text for sign in ("orn", "b. ", "(1", "(2", "(born")) or _OTHERS.search(text):
            return
        for life in _LIFE.finditer(text):
            if aged := _AT_DEATH.search(text):
                born, died = (_year(life, name) for name in ("born", "died"))
                yield from self._held(article, start, born, died, aged)
        if "orn" not in text and "b. " not in text:
            return
        mentions = [m for m in find_dates(text) if m.earliest and not m.relative]
        births = [m for m in mentions if _BORN.search(text, max(0, m.start - 90), m.start)]
        if len(births) == 1:
            others = [m for m in mentions if m is not births[0]]
            yield from self._since(article, (start, text), births[0], others, context.as_of)

    def _since(
        self, article: Article, place: tuple[int, str], born: DateMention, others: list[DateMention], today: date | None
    ) -> Iterator[Finding]:
        start, text = place
        for then in others:
            before = [m.end() for m in re.finditer(r"[.;]\s", text[: then.start])]
            age = _THEN_AGE.match(text, then.end) or _AGE_THEN.search(text, max([0, *before]), then.start)
            died = _DIED.search(text, max(0, then.start - 90), then.start)
            if age is None and died and len(others) == 1:
                age = _AT_DEATH.search(text)
            if age is not None:
                yield from self._held(article, start, born, then, age)
        now = _NOW.match(text)
        if now and today and not others:
            speaks = DateMention(0, 0, "today", Precision.DAY, today, today)
            yield from self._held(article, start, born, speaks, now, slack=1)

    def _held(  # noqa: PLR0913 - two dates, an age, and its place
        self, article: Article, start: int, born: DateMention, then: DateMention, age: re.Match[str], *, slack: int = 0
    ) -> Iterator[Finding]:
        group = next(name for name, held in age.groupdict().items() if held)
        given = int(age[group])
        youngest, oldest = _ages_between(born, then)
        if youngest - slack <= given <= oldest + slack or oldest < 0:
            return
        right = f"{youngest}" if youngest == oldest else f"{youngest} or {oldest}"
        shown = f"from {_shown(born)} to {_shown(then)}: {right} years"
        first = age.start() + len(age[0]) - len(age[0].lstrip(" ,"))
        first = age.start(group) if slack else first
        quoted = in_quotation(article, DateMention(start + first, 0, "", Precision.DAY))
        yield self.finding(
            article,
            start + first,
            start + age.end(group),
            f"The dates beside it give {right}, not {given}.",
            Proof("sum", shown, {"born": _shown(born), "then": _shown(then), "age": right, "given": given}),
            severity=Severity.WARNING if quoted or slack else None,
        )


def _year(match: re.Match[str], name: str) -> DateMention:
    from bot.language import dates_calendar as calendar

    first, last = calendar.year_of(int(match[name]))
    return DateMention(match.start(name), match.end(name), match[name], Precision.YEAR, first, last)


def _ages_between(born: DateMention, then: DateMention) -> tuple[int, int]:
    """The least and the greatest age that the two dates allow."""
    # Only dates with days are asked about.
    assert born.earliest is not None
    assert born.latest is not None
    assert then.earliest is not None
    assert then.latest is not None
    return _years(born.latest, then.earliest), _years(born.earliest, then.latest)


def _years(first: date, last: date) -> int:
    return last.year - first.year - ((last.month, last.day) < (first.month, first.day))


def _shown(mention: DateMention) -> str:
    known = mention.precision is Precision.DAY and mention.earliest is not None
    return long_date(mention.earliest) if known and mention.earliest else mention.text
