"""Dates as the local judge compares them: year, month and day as far as they are given, and spans of years."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTHS = {name[:3]: n for n, name in enumerate(calendar.month_name) if name}
_MONTH = (
    r"(?P<month{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_COUNTED = r"people|men|women|miles|met[re]{2}s|kilomet|dollars|tons|copies|homes|years|soldiers|workers"
_WHEN = re.compile(
    rf"""(?<![\w$£€.,])(?:
      (?P<day1>[0-9]{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH.format(1)}(?:,?\s(?P<year1>[12][0-9]{{3}})\b)?
    | {_MONTH.format(2)}\s(?P<day2>[0-9]{{1,2}})(?![0-9,:]*[0-9])(?:st|nd|rd|th)?(?:,?\s(?P<year2>[12][0-9]{{3}})\b)?
    | {_MONTH.format(3)},?\s(?:of\s)?(?P<year3>[12][0-9]{{3}})\b
    | (?<=[a-z]\s){_MONTH.format(4)}(?!\s?[a-z]*ed\b)
    | (?P<decade>[12][0-9]{{2}}0)[’']?s\b
    | (?P<first>1[0-9]{{3}}|20[0-9]{{2}})[-–/](?P<last>[0-9]{{2}}(?:[0-9]{{2}})?)(?![\w-])
    | (?P<year4>1[0-9]{{3}}|20[0-9]{{2}})(?![\w,.]?[0-9%]|\s(?:{_COUNTED})|\w)
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class When:
    """A date at `text[start:end]`: years from `first` to `last`, month and day; 0 where not given."""

    start: int
    end: int
    first: int
    last: int
    month: int = 0
    day: int = 0

    def within(self, other: When) -> bool:
        """Whether it is `other`, or a part of it: all that `other` gives, it gives, too."""
        years = other.first <= self.first and self.last <= other.last if self.first else not other.first
        return (years or not other.first) and other.month in {0, self.month} and other.day in {0, self.day}

    def apart(self, other: When) -> bool:
        """Whether the two cannot be the same: something that both give differs."""
        if self.first and other.first and (self.last < other.first or other.last < self.first):
            return True
        if self.month and other.month and self.month != other.month:
            return True
        return bool(self.day and other.day and self.day != other.day)


def find_whens(text: str) -> Iterator[When]:
    """The dates of a text: full dates, months, years, decades, and spans of years."""
    for match in _WHEN.finditer(text):
        parts = {name.rstrip("1234"): value for name, value in match.groupdict().items() if value}
        if when := _when(match, parts):
            yield when


def _when(match: re.Match[str], parts: dict[str, str]) -> When | None:
    start, end = match.span()
    if "decade" in parts:
        return When(start, end, int(parts["decade"]), int(parts["decade"]) + 9)
    if "first" in parts:
        first = int(parts["first"])
        last = int(parts["last"]) if len(parts["last"]) > 2 else first // 100 * 100 + int(parts["last"])  # noqa: PLR2004 - 1952–53
        return When(start, end, first, last) if first < last else None
    year, month, day = int(parts.get("year", 0)), _MONTHS.get(parts.get("month", "")[:3], 0), int(parts.get("day", 0))
    return When(start, end, year, year, month, day) if day <= 31 else None  # noqa: PLR2004 - the days of a month
