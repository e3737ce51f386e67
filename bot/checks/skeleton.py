"""A sentence as its skeleton: each figure one sign, and what says when left out, so that sums have few forms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.language.patterns import Lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.language.quantities import Quantity

SIGN = "¤"
_UNITS = r"(?:year|quarter|month|week|decade|half|season|period|day|century|time|term)s?"
_NAMED = (
    r"(?:(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Septem|Octo|Novem|Decem)ber|(?:Jan|Feb|Mar|Apr|Aug|Sept?"
    r"|Oct|Nov|Dec)\.|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|spring|summer|autumn|fall|winter)"
)
_YEAR = r"(?:fiscal\s|the\s)?(?:1[5-9]|20)\d\d(?:[-–/]\d{2,4})?"
_WHICH = (
    r"(?:(?:the|a|an|same|first|second|third|fourth|last|past|next|previous|prior|preceding|current|final|latest"
    r"|following"
    r"|fiscal|financial|calendar|single|just|only|about|early|late|mid|end|of|three|six|nine|twelve|12|two|five"
    r"|ten)[\s-])*"
)
_WHEN = rf"(?:{_WHICH}(?:{_UNITS}|{_NAMED}(?:\s\d{{1,2}}(?![\d,.]*\d))?|{_YEAR}))(?:,?\s(?:of\s)?{_YEAR})?"
_TIME = Lazy(
    rf"""(?:\s?,)?\s(?:
      (?:from|over|on|than|in|compared\swith|compared\sto|against)?\s?(?:an?|the|one|two|three|five|ten|\d+)\s
        (?:year|quarter|month|week|decade|day)s?\s(?:ago|earlier|before|later|previously)
    | (?:in|for|by|during|over|since|on|at|through|throughout|within|as\sof|back\sin|between|of|from|ending|ended)
        \s{_WHEN}
        (?:\s(?:ago|earlier|before))?
    | (?:from\s|over\s|on\s|compared\swith\s)?(?:last|this|next|(?:the\s)?(?:previous|prior|following|preceding))\s
        (?:{_UNITS}|{_NAMED})
    | previously | today | now | year[-\s]on[-\s]year | year[-\s]over[-\s]year | overall | respectively
    )(?![\w’'-])""",
    re.VERBOSE,
)
_PERIODS = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"})
_AFTER_PERIOD = Lazy(r"\s(?:ago|earlier|before|later|previously)\b")
_BEFORE_PERIOD = Lazy(r"\b(?:in|over|for|during|within|after|(?:past|last|next|previous))\s(?:just\s|only\s)?$")


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A text with a sign for each figure.

    Args:
        text: The skeleton.
        figures: The figure behind each sign, in order; offsets lie in the text that it was made from.
        source: That text.
    """

    text: str
    figures: tuple[Quantity, ...]
    source: str

    def behind(self, at: int) -> Quantity:
        """The figure whose sign stands at an offset of the skeleton."""
        return self.figures[self.text.count(SIGN, 0, at)]

    def named(self, match: re.Match[str]) -> dict[str, Quantity]:
        """The figures that a pattern's groups of one sign hold, by group."""
        return {name: self.behind(match.start(name)) for name, held in match.groupdict().items() if held == SIGN}


def skeleton(text: str, figures: Sequence[Quantity]) -> Skeleton:
    """The skeleton of a text with its figures; places in order and stretches of time stay words."""
    shown = [each for each in figures if each.unit != "ordinal" and not _time(text, each)]
    parts, at = [], 0
    for each in shown:
        parts += [text[at : each.start].replace(SIGN, " "), SIGN]
        at = each.end
    parts.append(text[at:].replace(SIGN, " "))
    bare = _TIME.sub("", "".join(parts))
    return Skeleton(re.sub(r"\s+", " ", bare), tuple(shown), text)


def _time(text: str, each: Quantity) -> bool:
    """Whether a figure says when or for how long: two years ago, in 10 years."""
    if each.unit not in _PERIODS:
        return False
    before, after = text[max(0, each.start - 24) : each.start], text[each.end : each.end + 12]
    return bool(_AFTER_PERIOD.match(after) or _BEFORE_PERIOD.search(before))
