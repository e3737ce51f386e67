"""Dates as the local judge compares them: year, month and day as far as they are given, and spans of years."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.language.dates import Precision, find_dates

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.language.dates import DateMention

_SPANS = frozenset(
    {Precision.DECADE, Precision.CENTURY, Precision.RANGE, Precision.SEASON, Precision.QUARTER, Precision.HALF}
)

_JOINT = re.compile(r"\s(?:to|until|through|and)\s|\s?[–—]\s?")


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
        years = not other.first or other.first <= self.first <= self.last <= other.last
        return years and other.month in {0, self.month} and other.day in {0, self.day}

    def apart(self, other: When) -> bool:
        """Whether the two cannot be the same: something that both give differs."""
        if self.first and other.first and (self.last < other.first or other.last < self.first):
            return True
        if self.month and other.month and self.month != other.month:
            return True
        return bool(self.day and other.day and self.day != other.day)


def find_whens(text: str, today: date | None = None) -> Iterator[When]:
    """The dates of a text that say which year or month they mean by themselves; as of today, relative ones, too."""
    for mention in find_dates(text):
        if not mention.relative and not mention.impossible and (mention.year or mention.month or mention.earliest):
            ends = _ends(mention) if mention.precision is Precision.RANGE else []
            yield from ends or [_when(mention)]
    if today:
        yield from (_resolved(each) for each in find_dates(text, today) if each.relative and each.earliest)


def _resolved(mention: DateMention) -> When:
    """“Last year” or “on Tuesday”, as a date."""
    found = _when(mention)
    early, late = mention.earliest, mention.latest
    if early is None or early != late:
        return found
    return replace(found, month=early.month, day=early.day)


def _ends(mention: DateMention) -> list[When]:
    """Both ends of a range that gives months, so that a start can be told from an end; none for a range of years."""
    joint = _JOINT.search(mention.text)
    if joint is None:
        return []
    low, high = find_dates(mention.text[: joint.start()]), find_dates(mention.text[joint.end() :])
    if len(low) != 1 or len(high) != 1 or not (low[0].month and high[0].month and low[0].year and high[0].year):
        return []
    shift = mention.start + joint.end()
    return [
        replace(_when(low[0]), start=low[0].start + mention.start, end=low[0].end + mention.start),
        replace(_when(high[0]), start=high[0].start + shift, end=high[0].end + shift),
    ]


def _when(mention: DateMention) -> When:
    early, late = mention.earliest, mention.latest
    first = early.year if early else mention.year or 0
    last = late.year if late else first
    if mention.precision in _SPANS:
        return When(mention.start, mention.end, first, last)
    return When(mention.start, mention.end, first, last, mention.month or 0, mention.day or 0)
