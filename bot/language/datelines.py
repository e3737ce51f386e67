"""When a text says that it was written: its dateline, its byline, or a line that holds a date and nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.language.dates import Precision, find_dates

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|March|Mar|April|Apr|May|June|Jun|July|Jul|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_WHEN = rf"(?:(?:\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}})(?:,? \d{{4}})?|\d{{4}}-\d\d-\d\d)"
_DAY = rf"(?:,? {_WHEN}|,? ?\({_WHEN}\))"
_NAME = r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}"
_STATES = rf"(?:, ?{_NAME}){{0,2}}"
_TOWN = r"[^\W\d_a-z](?:[^\W\d_a-z]|[.’' /-](?=[^\W\d_a-z]|[ (,:–—-])){2,40}"
_WIRE = rf"(?:,? ?\([A-Z][\w.’'/&-]*(?: [A-Z][\w.’'/&-]*){{0,3}}(?:, {_WHEN})?\)| /{_NAME}/)"
_DASH = r"(?: ?[–—]{1,2}| ?--| -)\s*"
# "TANNERSBY, May 17, 2024 –", "WASHINGTON (AP), Jan. 3, 2024 --", "Paris (AFP) -": a place in capitals, or any place
# with a wire service; then a date, a dash, and a sentence that begins. "NASA – the agency – said" is none.
_DATELINE = re.compile(
    rf"(?:{_TOWN}{_STATES}(?:{_DAY})?(?:{_WIRE})?(?:{_DAY})?|{_NAME}{_STATES}(?:{_DAY})?{_WIRE}(?:{_DAY})?)"
    rf"(?:{_DASH}(?=[“‘\"'(\[]?[^\W_a-z])|:\s+(?=[A-Z][a-z]))"
)
_SIGNED = r"[^\W\d_a-z][\w.’'-]*(?: (?:and |de |da |van |von |der |bin |al-)*[^\W\d_a-z][\w.’'-]*){1,6}"
_BYLINE = re.compile(rf"By {_SIGNED}(?:(?:,|\s*[|•·–—])\s*[^.!?]{{1,60}})?")
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
        found = day(line[:lead]) if (lead := dateline(line, 0, len(line))) else day(line) if _is_date(line) else None
        if found:
            return found
    return next((found for line in bylines if (found := day(line))), None)


def dateline(text: str, start: int, end: int) -> int:
    """Where the dateline that stands at `start` ends, its dash included; `start` where none stands there."""
    found = _DATELINE.match(text, start, end)
    return found.end() if found else start


def is_byline(line: str) -> bool:
    """Whether a line says who wrote the text, and nothing else."""
    return bool(_BYLINE.fullmatch(line))


def day(text: str) -> date | None:
    """The one day that a text names; None where it names none or several."""
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
