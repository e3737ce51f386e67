"""When a text says that it was written: its dateline, its byline, or a line that holds a date and nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.language.dates import Precision, find_dates

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

# "TANNERSBY, May 17, 2024 –", "WASHINGTON (AP), Jan. 3, 2024 --": a place in capitals, a date, a dash.
_DATELINE = re.compile(r"[A-Z][A-Z.’' -]{2,40}\b[^\n–—]{0,60}?\s(?:–|—|--?)\s")
# What may stand beside the date in a line of its own.
_BESIDE = re.compile(
    r"\b(?:first|last|published|updated|posted|modified|filed|dated?|on|at|by|[ap]\.?m|\d?\d:\d\d|e[sd]?t|[gb]mt|utc)\b"
)
_LONGEST = 80
_HEAD, _FOOT = 6, 2


def stated(blocks: Sequence[str], bylines: Sequence[str] = ()) -> date | None:
    """The day that a text gives as its own; None where it gives none.

    Args:
        blocks: Its paragraphs and lines, in order; the first and last few are looked at.
        bylines: Those of them that say who wrote it.
    """
    for line in [*blocks[:_HEAD], *blocks[-_FOOT:]]:
        dateline = _DATELINE.match(line)
        day = _day(dateline[0]) if dateline else _day(line) if _is_date(line) else None
        if day:
            return day
    return next((day for line in bylines if (day := _day(line))), None)


def _day(text: str) -> date | None:
    days = [each for each in find_dates(text) if each.precision is Precision.DAY and each.year and not each.impossible]
    return days[0].earliest if len(days) == 1 else None


def _is_date(line: str) -> bool:
    """Whether nothing but dates and the words around them stands in a line."""
    if len(line) > _LONGEST:
        return False
    rest = line
    for each in reversed(find_dates(line)):
        rest = rest[: each.start] + rest[each.end :]
    return not re.search(r"\w", _BESIDE.sub("", rest.casefold()))
