"""“Rose 5% to 105 from 100” and its kin: a figure before, a figure after, and what is said of the change."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.checks.reckoning import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.language.quantities import Quantity

_RISE = r"ris\w+|rose|increas\w+|grew|grow\w*|gain\w*|climb\w*|jump\w*|surg\w+|soar\w*|up|higher|hike\w*"
_FALL = r"fall\w*|fell|drop\w*|declin\w+|decreas\w+|down|cut\w*|slump\w*|plung\w+|reduc\w+|lower|shr[aiu]nk"
_VERB = re.compile(rf"\b(?:(?P<rise>{_RISE})|(?P<fall>{_FALL}))\b[^.;,0-9]{{0,16}}$", re.IGNORECASE)
_LATER = (
    r"(?:\s(?:in|for|by|during|over|last|this|a|the|year|month|week|earlier|first|half|quarter"
    r"|[12][0-9]{3}|[A-Z][a-z]+)){0,6}"
)
_NOUNS = r"(?:\s(?!(?:to|from|and|or|but|by|of|while|with|after)\b)[a-z]{3,}){0,3}"
_TO = re.compile(rf"{_NOUNS}{_LATER}\s?[,–-]?\s?to\s(?:a\s(?:record\s)?|just\s)?$")
_FROM = re.compile(
    rf"{_NOUNS}{_LATER}\s?[,–-]?\s?(?:from|compared\s(?:with|to)|against|up\sfrom|"
    rf"down\sfrom)\s(?:a\s(?:record\s)?|just\s)?$"
)
_FROM_BEFORE = re.compile(r"\bfrom\s$")
# What may stand between “from A to B” and the change that follows.
_THEN = re.compile(
    rf"\s?[,(–-]?\s?(?:or\s|an?\s|up\s|down\s|by\s|which\sis\s)*(?:(?:{_RISE}|{_FALL})\s(?:of\s|"
    rf"by\s)?)?(?:an?\s)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Move:
    """A stated change with the figures before and after it; `up` is None where the words do not say which way."""

    stated: Quantity
    before: Quantity
    after: Quantity
    up: bool | None


def moves(text: str, figures: Sequence[Quantity]) -> Iterator[Move]:
    """The changes of a sentence that stand right beside their two figures, all given as they are."""
    for first, second, third in zip(figures, figures[1:], figures[2:], strict=False):
        if not plain(first, second, third):
            continue
        for found in (_stated_first(text, first, second, third), _stated_last(text, first, second, third)):
            if found is not None and found.before.unit == found.after.unit:
                yield found


def _stated_first(text: str, stated: Quantity, second: Quantity, third: Quantity) -> Move | None:
    """“rose 5% to 105 from 100”, “rose 5% from 100 to 105”."""
    one, other = text[stated.end : second.start], text[second.end : third.start]
    up = _direction(text[max(0, stated.start - 40) : stated.start])
    if up is None and stated.unit != "times":
        return None
    if _TO.fullmatch(one) and _FROM.fullmatch(other):
        return Move(stated, third, second, up)
    if _FROM.fullmatch(one) and _TO.fullmatch(other):
        return Move(stated, second, third, up)
    return None


def _stated_last(text: str, first: Quantity, second: Quantity, stated: Quantity) -> Move | None:
    """“from 100 to 105, a rise of 5%”."""
    between = _TO.fullmatch(text[first.end : second.start])
    if not between or not _FROM_BEFORE.search(text[max(0, first.start - 6) : first.start]):
        return None
    if not _THEN.fullmatch(text[second.end : stated.start]):
        return None
    return Move(stated, first, second, _direction(text[max(0, stated.start - 24) : stated.start]))


def _direction(before: str) -> bool | None:
    match = _VERB.search(before)
    return None if match is None else match["rise"] is not None
