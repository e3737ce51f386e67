"""A claim that gives somebody's words: true where they stand in the text as they are, and no other speaker has them."""

from __future__ import annotations

import re

from bot.judges.local.opined import Opined
from bot.language.quotations import find_quotations
from bot.language.quotations_alignment import Match, align_words
from bot.records import Label, Reason

_SAID = re.compile(r"(?P<who>[^“\":]{2,60})\s(?:said|says|told|wrote):?\s[“\"](?P<words>.+?)[”\"]?[.]?\s*$", re.DOTALL)
_NAME = re.compile(r"[A-Z][\w’'-]+")
_PRONOUNS = frozenset("he she they it i we the a an".split())
# Fewer words are said by many.
_FEWEST = 5


def said_by(claim: str) -> str | None:
    """Who is said to have spoken, in a claim that gives their words: `Ann Lee said: “…”`."""
    match = _SAID.match(claim)
    return match["who"] if match else None


def verbatim(claim: str, evidence: str) -> Opined | None:
    """Whether a text has the words of a claim in quotation marks: supported, or open where another is named.

    Returns:
        None where the claim gives nobody's words, or the text does not quote them as they are.
    """
    match = _SAID.match(claim)
    if match is None:
        return None
    found = align_words(match["words"], evidence)
    if found.kind is not Match.VERBATIM or found.words < _FEWEST:
        return None
    inside = (q for q in find_quotations(evidence) if q.start <= found.start and found.end <= q.end)
    said = next(inside, None)
    if said is None:
        return None
    if _another(match["who"], said.speaker):
        why = f"The words are there, and {said.speaker} says them."
        return Opined(Label.NOT_ENOUGH_EVIDENCE, 0.6, why, (), Reason.INCONCLUSIVE, 1.0)
    who = f", said by {said.speaker}" if said.speaker else ""
    return Opined(Label.SUPPORTED, 0.8, f"the source has these words{who}", ((found.start, found.end),), coverage=1.0)


def _another(ours: str, theirs: str | None) -> bool:
    """Whether both are names, and no word of one is a word of the other."""
    names = [{each.lower() for each in _NAME.findall(side or "")} - _PRONOUNS for side in (ours, theirs)]
    return all(names) and names[0].isdisjoint(names[1])
