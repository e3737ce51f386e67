"""“Rose 5% to 105 from 100” and its kin: a figure before, a figure after, and what is said of the change."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from bot.checks.skeleton import Skeleton, skeleton
from bot.language.quantities import Bound

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.language.quantities import Quantity

_RISE = (
    r"ris(?:es?|en|ing)|rose|increas\w+|grew|grow(?:s|n|ing|th)?|gain(?:s|ed|ing)?|climb\w*|jump\w*|surg\w+|soar\w*|up"
    r"|higher|hik\w+|rais\w+|swell\w*|swollen|expand\w*|leap\w*|lift\w*|boost\w*|upturn|uptick"
)
_FALL = (
    r"fall(?:s|en|ing)?|fell|drop\w*|declin\w+|decreas\w+|down|cut(?:s|ting)?|slump\w*|plung\w+|plummet\w*|reduc\w+"
    r"|lower(?:ed|s|ing)?|shr[aiu]nk\w*|slid|slides?|sank|sink\w*|tumbl\w+|dip(?:s|ped)?|slash\w*|trimm\w+|loss"
    r"|downturn"
)
_WAY = rf"(?:(?:{_RISE}|{_FALL})\b)"
_UP = re.compile(rf"\b(?:{_RISE})\b", re.IGNORECASE)
_STOP = r"(?:to|from|and|or|but|by|of|while|with|after|as|at|in|on|for|who|which|that|than|against|if|when)\b"
_N = rf"(?:\s(?!{_STOP}|{_WAY})[A-Za-z][\w’'-]*){{0,3}}"
_W = (
    r"(?:(?:(?:the\s)?(?:previous|prior|last)\s(?:year|quarter|month)[’']s|an?|the|its|their|just|only|some|record|total|level|peak|high|low"
    r"|average|of|around)\s){0,4}"
)
_FROM = r"(?:from|compared\s(?:with|to)|against|versus|(?:up|down)\sfrom)"
_PAIRS = (
    rf"from\s{_W}(?P<before>¤){_N}\s?,?\sto\s{_W}(?P<after>¤){_N}",
    rf"to\s{_W}(?P<after>¤){_N}\s?,?\s\(?{_FROM}\s{_W}(?P<before>¤){_N}",
)
_WAS = (
    rf"(?:was|were|had\sbeen|stood\sat|total[l]?ed|\w,)\s{_W}(?P<before>¤){_N},?\s(?:and\s|and\sthen\s|but\s|then\s)?"
    rf"(?:has\s|have\s|had\s)?(?:been\s|be\s|was\s|were\s)?(?P<verb>{_WAY})\sto\s{_W}(?P<after>¤){_N}"
)
_FIRST = rf"(?P<way>{_WAY}){_N}(?:\sby)?(?:\san?)?\s(?P<stated>¤){_N}\s?[,(–-]?\s"
_TIMES = rf"(?P<stated>¤){_N}\s?[,(–-]?\s"
# “…, a rise of 5%”, “… (up 5%)”, “…, or 5%”, “…. That is a 5% increase”.
_THEN = (
    r"\s?(?:[,;(–—-]|\.\s(?:That|This|It)(?:\s(?:is|was|would\sbe|represents|amounts\sto|marks)|[’']s))?"
    r"\s?(?:(?:or|a|an|which\sis|that\sis|it\swas|marking|representing|meaning|making)\s){0,3}"
)
_LAST = rf"{_THEN}(?:(?P<way>{_WAY})\s(?:of\s|by\s)?(?:an?\s)?)?(?P<stated>¤)(?:\s(?P<way2>{_WAY}))?(?P<of>\sof\b)?"
_MIDDLE = (
    (
        rf"(?P<after>¤){_N}\s?[,(–-]\s?(?:which\sis\s|or\s)?(?P<way>up|down)\s(?:by\s)?(?P<stated>¤){_N},?\s(?:from"
        rf"|on|over)\s"
        rf"{_W}(?P<before>¤)"
    ),
    (
        rf"(?P<after>¤){_N}\s?[,(–-]\s?(?:which\sis\s|or\s)?an?\s(?P<stated>¤)\s(?P<way>{_WAY})\s(?:from|on|over"
        rf"|compared\s"
        rf"(?:with|to))\s{_W}(?P<before>¤)"
    ),
    (
        rf"(?P<after>¤){_N}\s?[,(–-]\s?(?:which\sis\s|or\s)?an?\s(?P<way>{_WAY})\sof\s(?P<stated>¤)\s(?:from|on|over"
        rf"|compared"
        rf"\s(?:with|to))\s{_W}(?P<before>¤)"
    ),
)
_VERB = (
    r"(?:ris(?:es?|en|ing)|rose|increas(?:ed?|es|ing)|grew|grow(?:s|n|ing)?|climb(?:s|ed|ing)?|jump(?:s|ed|ing)?"
    r"|surg(?:ed?|es|ing)"
    r"|soar(?:s|ed|ing)?|rais(?:ed?|es|ing)|fall(?:s|en|ing)?|fell|drop(?:s|ped|ping)?|declin(?:ed?|es|ing)"
    r"|decreas(?:ed?|es|ing)"
    r"|slump(?:s|ed|ing)?|plung(?:ed?|es|ing)|plummet(?:s|ed|ing)?|reduc(?:ed?|es|ing)|lower(?:ed|s|ing)"
    r"|shr[aiu]nk|slash(?:ed|es)?"
    r"|cut(?:s|ting)?)"
)
# Where less is more: places in a table, currencies by the dollar, degrees below zero.
_REVERSED = re.compile(
    r"\b(?:rank\w*|plac(?:e|es|ed)|positions?|standings?|seed\w*|lists?|charts?|table|spots?|no\.|odds|handicap"
    r"|below|minus|negative"
    r"|yen|rupees?|lira|rou?bles?|pesos?|naira|rand|yuan|won|francs?|krona|currency|currencies|exchange|league"
    r"|number)\b",
    re.IGNORECASE,
)
# Growth that is not the plain difference of the two figures, and figures that are the ends of a range.
_OTHERWISE = re.compile(
    r"\b(?:annual\w*|yearly|compound\w*|(?:an|on) average|averag(?:es|ed|ing)|adjust\w+|inflation|real terms"
    r"|constant|organic|underlying"
    r"|like-for-like|currency|excluding|depending|rang(?:e|es|ed|ing)|each|apiece|per head|a head|cumulative\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Move:
    """A stated change with the figures before and after it; `up` is None where the words do not say which way."""

    stated: Quantity
    before: Quantity
    after: Quantity
    up: bool | None

    @property
    def plain(self) -> bool:
        """Whether all three figures are given as they are, with no bound and no “about”."""
        return all(each.bound is Bound.EXACT for each in (self.stated, self.before, self.after))


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """The forms of a stated change; long patterns, made when a text first holds three figures."""
    forms = (
        *(_FIRST + pair for pair in _PAIRS),
        *(_TIMES + pair for pair in _PAIRS),
        *(pair + _LAST for pair in _PAIRS),
        _WAS + _LAST,
        *_MIDDLE,
    )
    return tuple(re.compile(each, re.IGNORECASE) for each in forms)


@cache
def _turns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"\b(?P<way>{_VERB}){_N}\s{pair}", re.IGNORECASE) for pair in _PAIRS)


def moves(text: str, figures: Sequence[Quantity]) -> Iterator[Move]:
    """The changes of a text that stand beside their two figures, each once."""
    if len(figures) < 3:  # noqa: PLR2004 - a change has three figures
        return
    bones = skeleton(text, figures)
    seen: set[int] = set()
    for form in _forms():
        for match in form.finditer(bones.text):
            move = _move(bones, match)
            if move is not None and move.stated.start not in seen:
                seen.add(move.stated.start)
                yield move


def turns(text: str, figures: Sequence[Quantity]) -> Iterator[Move]:
    """The changes given by two figures alone, `stated` being the one after; none where less may be more."""
    if len(figures) < 2:  # noqa: PLR2004 - before and after
        return
    bones = skeleton(text, figures)
    for form in _turns():
        for match in form.finditer(bones.text):
            found = bones.named(match)
            before, after = found["before"], found["after"]
            if before.unit == after.unit and _alike(before, after) and not _REVERSED.search(text):
                yield Move(after, before, after, up=bool(_UP.match(match["way"])))


def _move(bones: Skeleton, match: re.Match[str]) -> Move | None:
    found, words = bones.named(match), match.groupdict()
    stated, before, after = found["stated"], found["before"], found["after"]
    way = words.get("way") or words.get("way2") or words.get("verb")
    if words.get("of") or _OTHERWISE.search(_clause(bones.source, stated, before, after)):
        return None
    if (way is None and stated.unit != "times" and not _beside(bones.source, stated)) or not _alike(before, after):
        return None
    if before.unit == "" and after.unit:
        before = replace(before, unit=after.unit)
    if any(each.upper is not None for each in (stated, before, after)):
        return None
    return Move(stated, before, after, None if way is None else bool(_UP.match(way)))


def _clause(text: str, *figures: Quantity) -> str:
    """The stretch that holds all three figures, and a little before and after."""
    return text[max(0, min(each.start for each in figures) - 40) : max(each.end for each in figures) + 24]


def _beside(text: str, stated: Quantity) -> bool:
    """Whether “or” or a bracket gives the change again: “from 100 to 105, or 5%”."""
    return bool(re.search(r"(?:\bor\s|\()$", text[max(0, stated.start - 4) : stated.start]))


def _alike(before: Quantity, after: Quantity) -> bool:
    """Whether two figures are of one kind: the same unit, where unit or rate may be said once, and the same noun."""
    if not before.unit and not before.counted and after.unit in {"%", "pp"}:
        return True  # "from 5 to 7 percent"
    one, other = (re.split(r"(?:^|\s)per\s", each.unit) for each in (before, after))
    if one[0].strip() != other[0].strip() or (len(one) == len(other) and one != other):
        return False
    return not (before.counted and after.counted and before.counted != after.counted)
