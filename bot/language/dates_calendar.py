"""Days, months, quarters, seasons and decades as the calendar has them: first day and last day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

MONTHS = (
    "january february march april may june july august september october november december".split()
)  # fmt: skip
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_SHORT = {"sept": 9, "tues": 1, "thur": 3, "thurs": 3}
# Northern seasons by months, as news writes of them; winter begins in the December before.
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
Stretch = tuple[date, date]


def month_number(word: str) -> int:
    """1 to 12 of a month's name or its abbreviation."""
    plain = word.casefold().rstrip(".")
    return _SHORT.get(plain) or next(n for n, month in enumerate(MONTHS, 1) if month.startswith(plain))


def weekday_number(word: str) -> int:
    """0 (Monday) to 6 of a weekday's name or its abbreviation."""
    plain = word.casefold().rstrip(".")
    return next(n for n, day in enumerate(WEEKDAYS) if day.startswith(plain))


def day(year: int, month: int, number: int) -> Stretch | None:
    """A day, or None where the calendar has no such day."""
    if not (1 <= year <= 9999 and 1 <= number <= monthrange(year, month)[1]):  # noqa: PLR2004 - what `date` holds
        return None
    found = date(year, month, number)
    return found, found


def months(year: int, first: int, last: int) -> Stretch:
    """From the first day of one month to the last of another, in one year."""
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def year_of(number: int) -> Stretch:
    """A year."""
    return months(number, 1, 12)


def years(first: int, last: int) -> Stretch:
    """From the first day of a year to the last of another."""
    return date(first, 1, 1), date(last, 12, 31)


def season(name: str, year: int) -> Stretch:
    """A season of the northern hemisphere; winter runs from one year to the next and is called by either."""
    if name.casefold() == "winter":
        return date(year - 1 if year > 1 else 1, 12, 1), months(min(year + 1, 9999), 2, 2)[1]
    return months(year, *_SEASONS[name.casefold()])


def part(name: str, stretch: Stretch) -> Stretch:
    """The early, middle or late part of a stretch, drawn generously: halves for early and late, all for mid."""
    first, last = stretch
    half = first + (last - first) / 2
    if name.casefold() == "early":
        return first, half
    return (half, last) if name.casefold() == "late" else stretch


def shifted(today: date, unit: str, count: int) -> Stretch | None:
    """The day, week, month or year `count` of them after the one that holds `today`; None off the calendar."""
    try:
        return _shifted(today, unit, count)
    except (OverflowError, ValueError):
        return None


def _shifted(today: date, unit: str, count: int) -> Stretch:
    if unit == "day":
        found = today + timedelta(count)
        return found, found
    if unit == "week":
        monday = today + timedelta(7 * count - today.weekday())
        return monday, monday + timedelta(6)
    if unit == "month":
        number = today.year * 12 + today.month - 1 + count
        return months(number // 12, number % 12 + 1, number % 12 + 1)
    size = {"year": 1, "decade": 10, "century": 100}[unit]
    first = today.year // size * size + count * size
    return years(first, first + size - 1)
