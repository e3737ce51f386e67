"""Who holds which office, and who did what to whom, where two sentences tell it of the same names."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.language.content import alike, stem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.judges.local.alignment import Alignment
    from bot.judges.local.reading import Reading
    from bot.language.content import Word

# Offices and callings of which one is usually given beside a name; a body has several, and each its holder.
_OFFICES = frozenset(
    map(
        stem,
        "president chairman chairwoman chairperson chair treasurer secretary director manager mayor governor senator "
        "congressman congresswoman minister ambassador commissioner chancellor dean provost professor principal "
        "superintendent spokesman spokeswoman spokesperson lawyer attorney prosecutor judge sheriff captain sergeant "
        "lieutenant colonel general major admiral detective coach editor producer founder owner curator conductor "
        "architect engineer economist historian biologist physicist chemist nurse doctor surgeon pastor priest bishop "
        "archbishop councilman councilwoman councillor premier speaker whip deputy accountant auditor analyst "
        "goalkeeper "
        "striker midfielder defender guitarist drummer bassist singer novelist poet painter sculptor".split(),
    )
)
# What makes a difference of office no contradiction: another time, or part of the same title.
_OTHER_TIME = re.compile(
    r"\b(?:former\w*|ex-|then|later|now|became|acting|interim|deputy|vice|assistant|elect|previous\w*|one-time"
    r"|also|and)\b",
    re.IGNORECASE,
)
_NEAR = 40
_AFTER_NAME = re.compile(r"\s?,\s(?:(?:the|an?|its|their|[\w’'-]+[’']s?|[a-z-]+)\s){0,4}")
_BEFORE_NAME = re.compile(r",?\s(?:[A-Z][\w.’'-]*\s)?")
_ACTIVE = re.compile(r"\s(?:[a-z]+ly\s)?(?P<verb>[a-z]+)\s(?:the\s|a\s|an\s)?")
_PASSIVE = frozenset("by to of in at for with from and or on as".split())


def other_office(
    claim: Reading, sentence: Reading, missing: Sequence[Word], found: Alignment
) -> tuple[str, str] | None:
    """The office that a claim gives a person and the one that the sentence gives the same person, where they differ.

    Args:
        claim: The claim.
        sentence: The sentence.
        missing: The claim's words that the sentence lacks; only an office may be among them.
        found: How the claim's words stand in the sentence.
    """
    if len(missing) != 1 or missing[0].stem not in _OFFICES:
        return None
    used = {theirs.start for _, theirs in found.found}
    offices = [word for word in sentence.words if word.stem in _OFFICES and word.start not in used]
    if len(offices) != 1 or alike(offices[0].stem, missing[0].stem):
        return None
    if not _holder(missing[0], claim) & _holder(offices[0], sentence):
        return None
    if _OTHER_TIME.search(_around(missing[0], claim)) or _OTHER_TIME.search(_around(offices[0], sentence)):
        return None
    return missing[0].text, offices[0].text


def _holder(office: Word, reading: Reading) -> set[str]:
    """The names that an office stands beside: “Ann Lee, the union’s treasurer”, “treasurer Ann Lee”."""
    text = reading.text
    return {
        each.stem
        for each in reading.names
        if _AFTER_NAME.fullmatch(text[each.end : office.start]) or _BEFORE_NAME.fullmatch(text[office.end : each.start])
    }


def _around(word: Word, reading: Reading) -> str:
    return reading.text[max(0, word.start - _NEAR) : word.end + _NEAR]


def turned_round(claim: Reading, sentence: Reading) -> bool:
    """Whether the sentence has two names do to each other what the claim says, the other way round: B bought A."""
    mine, theirs = _deed(claim), _deed(sentence)
    if mine is None or theirs is None:
        return False
    return (mine[0], mine[2]) == (theirs[2], theirs[0]) and mine[0] != mine[2] and alike(mine[1], theirs[1])


def _deed(reading: Reading) -> tuple[str, str, str] | None:
    """Name, verb, name, where one verb in the active stands between two names."""
    names = reading.names
    for one, other in pairwise(names):
        between = _ACTIVE.fullmatch(reading.text[one.end : other.start])
        if between and between["verb"] not in _PASSIVE:
            return one.stem, stem(between["verb"]), other.stem
    return None
