"""Dates as the local judge compares them: the days that they span, and the word that says what happened then."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTHS = {name: n for n, name in enumerate(calendar.month_name) if name}
_NUMBERS = {**_MONTHS, **{name[:3]: n for name, n in _MONTHS.items()}, "Sept": 9}
_MONTH = r"(?P<month{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
_WHEN = re.compile(
    rf"""(?<![\w$£€])(?:
      (?P<day1>[0-9]{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH.format(1)},?\s(?P<year1>[12][0-9]{{3}})\b
    | {_MONTH.format(2)}\s(?P<day2>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year2>[12][0-9]{{3}})\b
    | {_MONTH.format(3)},?\s(?:of\s)?(?P<year3>[12][0-9]{{3}})\b
    | (?P<decade>[12][0-9]{{2}}0)[’']?s\b
    | (?P<year4>1[0-9]{{3}}|20[0-9]{{2}})(?![\w,]?[0-9%]|\s(?:people|men|women|miles|metres|kilomet|dollars|tons|copies))\b
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class When:
    """A date: `text[start:end]` spans the days `earliest` to `latest`."""

    start: int
    end: int
    earliest: date
    latest: date

    def within(self, other: When) -> bool:
        """Whether all its days are days of `other`."""
        return other.earliest <= self.earliest and self.latest <= other.latest

    def apart(self, other: When) -> bool:
        """Whether no day is common to both."""
        return self.latest < other.earliest or other.latest < self.earliest


def find_whens(text: str) -> Iterator[When]:
    """The dates of a text that hold at least a year."""
    for match in _WHEN.finditer(text):
        days = _days({name.rstrip("1234"): value for name, value in match.groupdict().items() if value})
        if days:
            yield When(match.start(), match.end(), *days)


def _days(parts: dict[str, str]) -> tuple[date, date] | None:
    if "decade" in parts:
        first = int(parts["decade"])
        return date(first, 1, 1), date(first + 9, 12, 31)
    year = int(parts["year"])
    if "month" not in parts:
        return date(year, 1, 1), date(year, 12, 31)
    month = _NUMBERS[parts["month"]]
    last = calendar.monthrange(year, month)[1]
    day = int(parts.get("day", "0"))
    if not 0 <= day <= last:
        return None
    return date(year, month, day or 1), date(year, month, day or last)
