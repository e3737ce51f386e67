"""Dates in prose: full and partial ones, weekdays, seasons, quarters, decades, ranges, and dates relative to today.

A grammar of our own: general parsers take figures such as “12%” or “in 10” for dates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.language import dates_calendar as calendar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Precision(StrEnum):
    """The unit that a date names."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as a text gives it.

    Args:
        start: Offset of its first character.
        end: Offset after its last.
        text: The stretch itself.
        precision: The unit that it names.
        earliest: The first day that it may mean; None where that is not known (no year given, and no `today`).
        latest: The last day that it may mean.
        year: The year, where the text gives it.
        month: The month, where the text gives it.
        day: The day of the month, where the text gives it.
        weekday: 0 (Monday) to 6, where the text gives it.
        relative: Whether it depends on the day on which it is said (yesterday, last year, on Monday).
        assumed: Whether the year, or the week, was taken from `today`: the nearest past one.
        impossible: Whether the calendar has no such day (30 February).
    """

    start: int
    end: int
    text: str
    precision: Precision
    earliest: date | None = None
    latest: date | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    relative: bool = False
    assumed: bool = False
    impossible: bool = False


_FULL = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTH = rf"(?:{_FULL}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\b\.?"
_YEAR = r"(?:1[0-9]|20)\d\d"
_AFTER_YEAR = r"(?![\d%])(?![.,:]\d)(?!-\d)"
_DASH = r"\s?[-–—]\s?"
_ONES = "one two three four five six seven eight nine ten eleven twelve".split()
_NUMBER = rf"(?:\d{{1,3}}|an?|{'|'.join(_ONES)})"
_ORDINALS = "first second third fourth".split()
_CENTURIES = dict(zip("seventeenth eighteenth nineteenth twentieth twenty-first".split(), range(17, 22), strict=True))
_NOT_A_COUNT = (
    r"(?!\s+(?:people|men|women|children|deaths|cases|others|percent|per\s?cent"
    r"|years|days|months|hours|times|more|of\s+(?:them|the)))"
)

_DAY_MONTH = re.compile(
    rf"(?<![\d.,:/$£€-])\b(?:(?P<weekday>{_WEEKDAY})(?:,?\s+(?:the\s+)?|\s?\())?(?P<day>[0-3]?\d)(?P<th>st|nd|rd"
    rf"|th)?(?:\s+of)?\s+(?P<month>{_MONTH})"
    rf"(?![\w’'])(?:,?\s+(?:of\s+)?(?P<year>{_YEAR})\b{_AFTER_YEAR})?"
)
_MONTH_DAY = re.compile(
    rf"\b(?:(?P<weekday>{_WEEKDAY})(?:,?\s+|\s?\())?(?P<month>{_MONTH})\s+(?:the\s+)?(?P<day>[0-3]?\d)(?P<th>st|nd|rd"
    rf"|th)?(?![\d:%])(?![.,]\d)"
    rf"(?!{_DASH}\d)(?:(?:,?\s+|,)(?P<year>{_YEAR})\b{_AFTER_YEAR}|(?!\w)(?!\s+(?:million|billion|thousand|hundred"
    rf"|percent)){_NOT_A_COUNT})"
)
_ISO = re.compile(rf"(?<![\d-])(?P<year>{_YEAR})-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?!\d)")
_NUMERIC = re.compile(
    rf"(?<![\d/.])(?P<one>[0-3]?\d)(?P<mark>[/.])(?P<two>[0-3]?\d)(?P=mark)(?P<year>{_YEAR})(?![\d/])"
)
_DAY_RANGE = re.compile(
    rf"\b(?:(?P<first>[0-3]?\d){_DASH}(?P<last>[0-3]?\d)\s+(?P<month>{_MONTH})"
    rf"|(?P<month2>{_MONTH})\s+(?P<first2>[0-3]?\d){_DASH}"
    rf"(?P<last2>[0-3]?\d))(?![\w%])(?:,?\s+(?P<year>{_YEAR})\b{_AFTER_YEAR})?"
)
_YEAR_RANGE = re.compile(
    rf"(?<![\d$£€/-])\b(?P<first>{_YEAR})(?:{_DASH}|\s+(?:to|until)\s+)(?P<last>{_YEAR}|\d\d)\b{_AFTER_YEAR}(?!/)"
)
_MONTH_RANGE = re.compile(
    rf"\b(?P<first>{_MONTH})(?:\s+(?P<year1>{_YEAR}))?(?:{_DASH}|\s+(?:to|and"
    rf"|through)\s+)(?P<last>{_MONTH}),?\s+(?P<year>{_YEAR})\b{_AFTER_YEAR}"
)
_MONTH_YEAR = re.compile(
    rf"\b(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[-\s])?(?P<month>{_MONTH}),?\s+(?:of\s+)?(?P<year>{_YEAR})\b{_AFTER_YEAR}"
)
_MONTH_ALONE = re.compile(
    rf"\b(?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext)\s+|(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Ff]rom|[Dd]uring|[Oo]f|[Tt]o"
    rf"|[Bb]efore|[Aa]fter)\s+"
    rf"(?:(?P<part>early|mid|late)[-\s])?)(?P<month>{_FULL})\b(?!\s+(?:\d|[A-Z]|I\b))(?![’'-])"
)
_SEASON = re.compile(
    rf"\b(?:(?P<which>last|this|next)\s+(?P<season>spring|summer|autumn|fall|winter)\b"
    rf"|(?:the\s+)?(?P<season2>[Ss]pring|[Ss]ummer|[Aa]utumn"
    rf"|[Ff]all|[Ww]inter)\s+(?:of\s+)?(?P<year>{_YEAR})\b{_AFTER_YEAR})"
)
_QUARTER = re.compile(
    rf"\b(?:(?:the\s+)?(?P<word>{'|'.join(_ORDINALS)})\s+(?P<unit>quarter|half)\s+(?:of\s+)?(?P<year>{_YEAR})"
    rf"|(?P<q>[QH])(?P<number>[1-4])\s+(?:of\s+)?(?P<year2>{_YEAR}))\b{_AFTER_YEAR}"
)
_DECADE = re.compile(
    r"\b(?:(?:the\s+)?(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[-\s])?(?:the\s+)?(?P<decade>(?:1[0-9]|20)\d0)[’']?s\b"
)
_CENTURY = re.compile(rf"\b(?:(?P<number>1\d|2[01])(?:st|nd|th)|(?P<word>{'|'.join(_CENTURIES)}))[-\s]century\b")
_YEAR_ALONE = re.compile(
    rf"(?<![\w$£€/.,–-])(?P<year>{_YEAR})\b{_AFTER_YEAR}(?!\s+(?:people|men|women|children|deaths|cases|dollars"
    rf"|euros|pounds|miles"
    r"|kilomet|met(?:er|re)s|feet|tons|tonnes|square|votes|jobs|homes|years|hours|times|million|billion|words|pages"
    r"|points"
    r"|members|employees|workers|students|soldiers|troops))"
)
# What stands before a number that is a year.
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|by|of|from|until|to|during|before|after|year|for|the|late|early|mid|than|and|fiscal|FY)\s|\()$",
    re.IGNORECASE,
)
_RELATIVE_DAY = re.compile(
    r"\b(?P<day>the day before yesterday|the day after tomorrow|[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight"
    r"|[Ll]ast night|[Tt]his (?:morning|afternoon|evening))\b(?![’'])"
)
_DAYS = {"the day before yesterday": -2, "the day after tomorrow": 2, "yesterday": -1, "tomorrow": 1, "last night": -1}
_RELATIVE_UNIT = re.compile(
    r"\b(?P<which>[Ll]ast|[Tt]his|[Nn]ext|the (?:past|previous|coming))\s+"
    r"(?P<unit>week|month|year|decade|century)\b(?![’'-])"
)
_AGO = re.compile(rf"\b(?P<count>{_NUMBER})\s+(?P<unit>day|week|month|year|decade)s?\s+ago\b", re.IGNORECASE)
_WEEKDAY_ALONE = re.compile(
    r"\b(?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext)\s+)?(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b(?![’'s-])"
)
_WHICH = {"last": -1, "the past": -1, "the previous": -1, "this": 0, "next": 1, "the coming": 1}
_LAST_DAY = 31
_LAST_MONTH = 12


def find_dates(text: str, today: date | None = None) -> list[DateMention]:
    """The dates of a text, in order; they do not overlap, and each is read as far as it goes.

    Args:
        text: Prose, English.
        today: The day on which the text speaks. Dates without a year and relative dates are resolved against it: a
            month or a weekday is taken as the nearest that is not in the future, unless the text says “next”.

    Returns:
        Mentions whose `text` is `text[start:end]`. A day that the calendar does not have is `impossible`.
    """
    found = sorted(_all(text, today), key=lambda mention: (mention.start, -mention.end))
    kept: list[DateMention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
        elif mention.end > kept[-1].end and mention.start == kept[-1].start:
            kept[-1] = mention
    return kept


def _all(text: str, today: date | None) -> Iterator[DateMention]:
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            mention = read(match, today)
            if mention is not None:
                yield mention


def _mention(
    match: re.Match[str], precision: Precision, stretch: calendar.Stretch | None, **given: object
) -> DateMention:
    first, last = stretch or (None, None)
    base = DateMention(match.start(), match.end(), match[0], precision, first, last)
    return replace(base, **given)  # type: ignore[arg-type]


def _full(match: re.Match[str], today: date | None) -> DateMention | None:
    groups = match.groupdict()
    return _day(match, groups.get("year"), calendar.month_number(groups["month"]), int(groups["day"]), today)


def _day(match: re.Match[str], year: str | None, month: int, number: int, today: date | None) -> DateMention | None:
    if not 1 <= number <= _LAST_DAY:
        return None
    weekday = match.groupdict().get("weekday")
    given = {
        "year": int(year) if year else None,
        "month": month,
        "day": number,
        "weekday": calendar.weekday_number(weekday) if weekday else None,
    }
    if number > calendar.months(2000, month, month)[1].day or (year and not calendar.day(int(year), month, number)):
        return _mention(match, Precision.DAY, None, impossible=True, **given)
    if year:
        return _mention(match, Precision.DAY, calendar.day(int(year), month, number), **given)
    nearest = _nearest(month, number, today) if today else None
    return _mention(match, Precision.DAY, nearest, assumed=nearest is not None, **given)


def _nearest(month: int, number: int, today: date) -> calendar.Stretch | None:
    """The last such day up to a month after today: news speaks of the past, and of what is close."""
    days = (calendar.day(year, month, number) for year in range(today.year + 1, today.year - 9, -1))
    return next((found for found in days if found and found[0] <= today + timedelta(31)), None)


def _iso(match: re.Match[str], today: date | None) -> DateMention | None:
    month = int(match["month"])
    return _day(match, match["year"], month, int(match["day"]), today) if 1 <= month <= _LAST_MONTH else None


def _numeric(match: re.Match[str], _today: date | None) -> DateMention | None:
    """3/4/2020 is 3 April or March 4: both count, unless one of the figures is no month."""
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    read = {
        found[0]
        for month, number in ((one, two), (two, one))
        if 1 <= month <= _LAST_MONTH and (found := calendar.day(year, month, number))
    }
    return _mention(match, Precision.DAY, (min(read), max(read)), year=year) if read else None


def _day_range(match: re.Match[str], today: date | None) -> DateMention | None:
    groups = match.groupdict()
    month = calendar.month_number(groups["month"] or groups["month2"])
    first, last = int(groups["first"] or groups["first2"]), int(groups["last"] or groups["last2"])
    one, other = (_day(match, groups["year"], month, number, today) for number in (first, last))
    if one is None or other is None or first >= last or one.impossible or other.impossible:
        return None
    return replace(one, precision=Precision.RANGE, latest=other.latest, day=None)


def _year_range(match: re.Match[str], _today: date | None) -> DateMention | None:
    first, last = int(match["first"]), match["last"]
    end = int(last) if len(last) == len(match["first"]) else first // 100 * 100 + int(last)
    return _mention(match, Precision.RANGE, calendar.years(first, end), year=first) if first <= end else None


def _month_range(match: re.Match[str], _today: date | None) -> DateMention | None:
    one, other, year = calendar.month_number(match["first"]), calendar.month_number(match["last"]), int(match["year"])
    begin = int(match["year1"]) if match["year1"] else year - (one > other)
    stretch = (calendar.months(begin, one, one)[0], calendar.months(year, other, other)[1])
    return _mention(match, Precision.RANGE, stretch, year=year) if stretch[0] <= stretch[1] else None


def _month_year(match: re.Match[str], _today: date | None) -> DateMention | None:
    month, year = calendar.month_number(match["month"]), int(match["year"])
    stretch = calendar.part(match["part"] or "mid", calendar.months(year, month, month))
    return _mention(match, Precision.MONTH, stretch, year=year, month=month)


def _month_alone(match: re.Match[str], today: date | None) -> DateMention | None:
    month, which = calendar.month_number(match["month"]), (match["which"] or "").casefold()
    stretch = None
    if today:
        year = today.year + (1 if which == "next" and month <= today.month else 0)
        year -= 1 if which != "next" and (month > today.month or (which == "last" and month == today.month)) else 0
        stretch = calendar.part(match["part"] or "mid", calendar.months(year, month, month))
    start = match.start("which") if which else match.start("month")
    mention = _mention(match, Precision.MONTH, stretch, month=month, relative=bool(which), assumed=stretch is not None)
    return replace(mention, start=start, text=match.string[start : match.end()])


def _season(match: re.Match[str], today: date | None) -> DateMention | None:
    if match["year"]:
        year = int(match["year"])
        return _mention(match, Precision.SEASON, calendar.season(match["season2"], year), year=year)
    stretch = calendar.season(match["season"], today.year + _WHICH[match["which"]]) if today else None
    return _mention(match, Precision.SEASON, stretch, relative=True, assumed=stretch is not None)


def _quarter(match: re.Match[str], _today: date | None) -> DateMention | None:
    number = int(match["number"]) if match["q"] else _ORDINALS.index(match["word"]) + 1
    year, half = int(match["year"] or match["year2"]), match["unit"] == "half" or match["q"] == "H"
    size = 6 if half else 3
    if number * size > _LAST_MONTH:
        return None
    stretch = calendar.months(year, (number - 1) * size + 1, number * size)
    return _mention(match, Precision.HALF if half else Precision.QUARTER, stretch, year=year)


def _decade(match: re.Match[str], _today: date | None) -> DateMention | None:
    year = int(match["decade"])
    size, precision = (99, Precision.CENTURY) if year % 100 == 0 and year < 2000 else (9, Precision.DECADE)  # noqa: PLR2004
    return _mention(match, precision, calendar.part(match["part"] or "mid", calendar.years(year, year + size)))


def _century(match: re.Match[str], _today: date | None) -> DateMention | None:
    number = int(match["number"]) if match["number"] else _CENTURIES[match["word"]]
    return _mention(match, Precision.CENTURY, calendar.years(number * 100 - 99, number * 100))


def _year(match: re.Match[str], _today: date | None) -> DateMention | None:
    if not _BEFORE_YEAR.search(match.string, max(0, match.start() - 9), match.start()):
        return None
    return _mention(match, Precision.YEAR, calendar.year_of(int(match["year"])), year=int(match["year"]))


def _relative_day(match: re.Match[str], today: date | None) -> DateMention | None:
    stretch = calendar.shifted(today, "day", _DAYS.get(match["day"].casefold(), 0)) if today else None
    return _mention(match, Precision.DAY, stretch, relative=True)


def _relative_unit(match: re.Match[str], today: date | None) -> DateMention | None:
    stretch = calendar.shifted(today, match["unit"], _WHICH[match["which"].casefold()]) if today else None
    return _mention(match, _UNITS[match["unit"]], stretch, relative=True)


def _ago(match: re.Match[str], today: date | None) -> DateMention | None:
    word, unit = match["count"].casefold(), match["unit"].casefold()
    count = int(word) if word.isdigit() else 1 if word in {"a", "an"} else _ONES.index(word) + 1
    stretch = calendar.shifted(today, unit, -count) if today else None
    return _mention(match, _UNITS[unit], stretch, relative=True)


def _weekday(match: re.Match[str], today: date | None) -> DateMention | None:
    number, stretch = calendar.weekday_number(match["weekday"]), None
    if today:
        back = (today.weekday() - number) % 7
        back += 7 if (match["which"] or "").casefold() == "last" and back == 0 else 0
        ahead = 7 if (match["which"] or "").casefold() == "next" else 0
        stretch = calendar.shifted(today, "day", ahead - back)
    return _mention(match, Precision.DAY, stretch, weekday=number, relative=True, assumed=stretch is not None)


_UNITS = {
    "day": Precision.DAY,
    "week": Precision.WEEK,
    "month": Precision.MONTH,
    "year": Precision.YEAR,
    "decade": Precision.DECADE,
    "century": Precision.CENTURY,
}
_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date | None], DateMention | None]], ...] = (
    (_DAY_MONTH, _full),
    (_MONTH_DAY, _full),
    (_ISO, _iso),
    (_NUMERIC, _numeric),
    (_DAY_RANGE, _day_range),
    (_YEAR_RANGE, _year_range),
    (_MONTH_RANGE, _month_range),
    (_MONTH_YEAR, _month_year),
    (_MONTH_ALONE, _month_alone),
    (_SEASON, _season),
    (_QUARTER, _quarter),
    (_DECADE, _decade),
    (_CENTURY, _century),
    (_YEAR_ALONE, _year),
    (_RELATIVE_DAY, _relative_day),
    (_RELATIVE_UNIT, _relative_unit),
    (_AGO, _ago),
    (_WEEKDAY_ALONE, _weekday),
)
