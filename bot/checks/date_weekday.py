"""DATE001: a weekday that does not fit its date."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from bot.checks.dating import dates_of, in_quotation, long_date
from bot.checks.rule import ArticleRule, Context, Sample
from bot.language import dates_calendar as calendar
from bot.records import Proof, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.article import Article
    from bot.language.dates import DateMention
    from bot.records import Finding

# The last countries took up the Gregorian calendar in 1923 (Greece) and 1926 (Turkey): before, weekdays prove nothing.
_FIRST_YEAR = 1927
_YEAR = re.compile(r"\b(?:19[3-9]|20\d)\d\b")
_OTHER_YEAR = re.compile(
    r"\b(?:last|next|previous|following|a|one) year\b|\byear (?:earlier|before|later)\b", re.IGNORECASE
)
_AFTER = re.compile(
    r"(?:,\s(?:which\s(?:is|was)\s)?an?\s|\s\((?:an?\s)?|\s(?:is|was|falls\son|fell\son)\san?\s?)"
    r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b(?:\)|(?=[,.;)]|\s?$|\s[a-z]))"
)
_SOON = 190


class WeekdayMismatch(ArticleRule):
    """DATE001."""

    code: ClassVar[str] = "DATE001"
    name: ClassVar[str] = "weekday-mismatch"
    severity: ClassVar[Severity] = Severity.ERROR
    summary: ClassVar[str] = "The weekday does not fit the date beside it."
    what: ClassVar[str] = (
        "Works out the weekday of every date that has one beside it. With a year in the text it is an error. "
        "Without one, the years "
        "within half a year of the day on which the draft speaks, and those that it names, are tried, and a "
        "weekday that "
        "fits none of them is a warning."
    )
    why: ClassVar[str] = "A reader who goes there on the wrong day was told so by us."
    limits: ClassVar[str] = (
        "It cannot tell whether the weekday or the date is wrong, so it offers no replacement. Dates before 1927 "
        "are passed over, as "
        "some countries used another calendar. Inside quotation marks it is a warning."
    )
    valid: ClassVar[tuple[Sample, ...]] = (
        Sample("The fair opens on Monday, 12 May 2014."),
        Sample("The fair opens on Monday, 12 May."),
        Sample("She died on Friday 4 July 1776.", note="before the calendars agreed"),
    )
    invalid: ClassVar[tuple[Sample, ...]] = (
        Sample("The fair opens on Tuesday, 12 May 2014.", "Tuesday, 12 May 2014"),
        Sample("The fair opens on 14 May 2024, a Monday.", "14 May 2024, a Monday"),
        Sample("The fair opens on Friday, March 3rd, 2021.", "Friday, March 3rd, 2021"),
        Sample(
            "The fair opens on Tuesday 12 May.",
            "Tuesday 12 May",
            as_of=date(2014, 4, 30),
            note="the year is the draft's",
        ),
    )

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """Yield a finding for each date whose weekday is another."""
        for each in dates_of(article.prose, context.as_of):
            mention = _named_after(article.prose, each)
            if mention.weekday is None or mention.month is None or mention.day is None or mention.impossible:
                continue
            days = _days(mention, context.as_of, article.prose)
            if days and all(day.weekday() != mention.weekday for day in days):
                yield self._finding(article, mention, days)

    def _finding(self, article: Article, mention: DateMention, days: list[date]) -> Finding:
        sure = mention.year is not None and not in_quotation(article, mention)
        nearest = days[0]
        told = f"{long_date(nearest)} was a {_name(nearest.weekday())}, not a {_name(mention.weekday or 0)}."
        back = timedelta((nearest.weekday() - (mention.weekday or 0)) % 7)
        fitting = [nearest - back, nearest - back + timedelta(7)]
        detail = {
            "date": nearest.isoformat(),
            "weekday": _name(nearest.weekday()),
            "given": _name(mention.weekday or 0),
            "days_of_that_weekday": [day.isoformat() for day in fitting],
        }
        return self.finding(
            article,
            mention.start,
            mention.end,
            f"{told} The {_name(mention.weekday or 0)}s beside it were {long_date(fitting[0])} and "
            f"{long_date(fitting[1])}.",
            Proof("sum", f"{nearest.isoformat()} = {_name(nearest.weekday())}", detail),
            severity=None if sure else Severity.WARNING,
        )


def _days(mention: DateMention, as_of: date | None, prose: str) -> list[date]:
    """The days that may be meant: one where the year is given, else near the draft's day, or in a year it names."""
    if mention.year is not None:
        return _valid([mention.year], mention) if mention.year >= _FIRST_YEAR else []
    if as_of is None:
        return []
    far = bool(_OTHER_YEAR.search(prose, max(0, mention.start - 200), mention.end + 200))
    near = [
        each for each in _valid([as_of.year, as_of.year - 1, as_of.year + 1], mention) if _near(each, as_of, far=far)
    ]
    return [*near, *_valid(sorted({int(year) for year in _YEAR.findall(prose)}), mention)]


def _valid(years: list[int], mention: DateMention) -> list[date]:
    found = (calendar.day(year, mention.month or 1, mention.day or 1) for year in years)
    return [stretch[0] for stretch in found if stretch]


def _near(day: date, as_of: date, *, far: bool) -> bool:
    """Whether a day without a year can be this one: within half a year, or further where other years are spoken of."""
    return timedelta(-400) < day - as_of < timedelta(330) if far else abs((day - as_of).days) < _SOON


def _named_after(prose: str, mention: DateMention) -> DateMention:
    """The mention with the weekday that follows it: 14 May 2024, a Tuesday."""
    after = _AFTER.match(prose, mention.end) if mention.day and mention.weekday is None else None
    if after is None:
        return mention
    text = prose[mention.start : after.end()]
    return replace(mention, end=after.end(), text=text, weekday=calendar.weekday_number(after["weekday"]))


def _name(weekday: int) -> str:
    return calendar.WEEKDAYS[weekday].capitalize()
