"""Ruling + evidence → opinion: the label computed again from what was found, and every word made fit to show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.judges.claude_evidence import SETTLED
from bot.judges.claude_wording import invents_nothing
from bot.language.locate import locate
from bot.llm.answer import repeats, words
from bot.records import Label, Opinion, Reason, Stance, Suggestion, Tier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.judges.claude_reply import Ruling
    from bot.records import Claim, Evidence, Passage

NAME = "claude"
_WORD = re.compile(r"\w+(?:[.,'’]\w+)*")
_PASSAGE = re.compile(r"\b(?:[Pp]assages?\s+)?P(\d{1,4})\b")


def opinion(
    claim: Claim, ruling: Ruling, evidence: tuple[Evidence, ...], passages: Sequence[Passage], system: str
) -> Opinion:
    """The opinion that a ruling comes to.

    Args:
        claim: The claim.
        ruling: What the model said of it.
        evidence: What its points hold, located.
        passages: The passages in the order in which they were numbered.
        system: The instructions, which no part of an opinion may repeat.
    """
    label, reason = settle(ruling.label, evidence)
    explanation = _named(ruling.explanation, claim, passages)
    told = explanation and label is ruling.label and not repeats(explanation, system)
    if not told or not invents_nothing(explanation, claim, passages):
        explanation = _said(label, evidence)
    missing = "" if repeats(ruling.missing, system) else _named(ruling.missing, claim, passages)
    return Opinion(
        judge=NAME,
        label=label,
        explanation=explanation,
        reason=reason,
        evidence=evidence,
        confidence=ruling.confidence,
        suggestion=_suggestion(claim, ruling, evidence) if label in {Label.REFUTED, Label.IMPRECISE} else None,
        missing=missing or None,
        queries=tuple(query for query in ruling.queries if not repeats(query, system)),
    )


def settle(label: Label, evidence: Sequence[Evidence]) -> tuple[Label, Reason | None]:
    """The label that the evidence carries, at most as strong as the model's.

    Discovery sources carry none. Primary sources of different snapshots on both sides conflict, whatever the
    model made of them; and no secondary source settles what a primary one denies.
    """
    citable = [each for each in evidence if each.source.tier is not Tier.DISCOVERY]
    stances = {each.stance for each in citable}
    both = {Stance.SUPPORTS, Stance.REFUTES}
    needed = {
        Label.SUPPORTED: Stance.SUPPORTS in stances,
        Label.REFUTED: Stance.REFUTES in stances,
        Label.CONFLICTING: both <= stances,
        Label.IMPRECISE: bool(stances),
    }
    if label in SETTLED and needed[label]:
        return (Label.CONFLICTING if _against(label, citable) else label), None
    return Label.NOT_ENOUGH_EVIDENCE, Reason.INCONCLUSIVE if evidence else Reason.SILENT


def _against(label: Label, citable: Sequence[Evidence]) -> bool:
    """Whether primary sources stand against the label, and not with the same text as those that stand for it."""
    stances = (Stance.SUPPORTS, Stance.REFUTES)
    primary = [
        {each.snapshot_sha256 for each in citable if each.stance is stance and each.source.tier is Tier.PRIMARY}
        for stance in stances
    ]
    if all(primary):
        return primary[0] != primary[1]
    denied = {Label.SUPPORTED: primary[1], Label.REFUTED: primary[0]}.get(label)
    return bool(denied)


def _said(label: Label, evidence: Sequence[Evidence]) -> str:
    """An explanation in our own words, where the model's cannot be shown or no longer fits."""
    if not evidence:
        return "The sources that were read do not settle it."
    lead = "Not settled by a citable source. " if label is Label.NOT_ENOUGH_EVIDENCE else ""
    first = evidence[0]
    return f"{lead}{words(first.source.publisher, 100) or 'The source'}: “{words(first.quote, 200)}”"


def _named(text: str, claim: Claim, passages: Sequence[Passage]) -> str:
    """`text` with passage numbers, which no editor knows, replaced by their publishers."""

    def publisher(match: re.Match[str]) -> str:
        number = int(match[1])
        if not 1 <= number <= len(passages) or f"P{number}" in claim.context:
            return match[0]
        return words(passages[number - 1].source.publisher, 60) or "the source"

    return _PASSAGE.sub(publisher, text)


def _suggestion(claim: Claim, ruling: Ruling, evidence: Sequence[Evidence]) -> Suggestion | None:
    """The edit that the model proposes, cut to what changes; None where its new words stand in no evidence."""
    place = locate(ruling.find, claim.quote)
    if place is None or not ruling.replace or ruling.replace == ruling.find:
        return None
    start, end = place
    if locate(ruling.find, claim.quote, end) is not None or "://" in ruling.replace:
        return None
    known = set(_tokens(" ".join(each.quote for each in evidence))) | set(_tokens(claim.quote))
    fresh = [token for token in _tokens(ruling.replace) if token not in known]
    if any(token[0].isupper() or any(map(str.isdigit, token)) for token in fresh):
        return None
    return _trimmed(claim, start, end, ruling.replace)


def _trimmed(claim: Claim, start: int, end: int, replacement: str) -> Suggestion | None:
    """Drop the words that both sides share at either end."""
    old, new = re.findall(r"\s+|\S+", claim.quote[start:end]), re.findall(r"\s+|\S+", replacement)
    while old and new and old[0] == new[0]:
        start += len(old[0])
        del old[0], new[0]
    while old and new and old[-1] == new[-1]:
        end -= len(old[-1])
        del old[-1], new[-1]
    if not old and not new:
        return None
    return Suggestion(claim.start + start, claim.start + end, "".join(new))


def _tokens(text: str) -> list[str]:
    return _WORD.findall(text)
