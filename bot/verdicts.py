"""Findings + opinion → verdict. Pure: the same findings and opinion give the same verdict; nothing is read or asked.

Findings come first: what code can measure, no opinion overrules. Then the opinion, with its label computed again from
the evidence that it cites and the tiers of that evidence.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.records import Label, Reason, Severity, Stance, Tier, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from bot.records import Claim, Evidence, Finding, Opinion

_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
# Judges that compare words and figures, and do not weigh when something was said.
_TIMELESS = frozenset({"local", "reader"})
_LONG_BEFORE = timedelta(days=400)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
NOT_ASKED = "Nobody was asked to look: the run was offline and no source was given."


def decide(claim: Claim, findings: Iterable[Finding], opinion: Opinion | None, as_of: date | None = None) -> Verdict:
    """The verdict on a claim.

    Args:
        claim: The claim.
        findings: Findings of the run; those count that name this claim and take a stance on it.
        opinion: What the judge said, None where no judge was asked.
        as_of: When the draft speaks: what came out later could not be known then. None: not known.
    """
    own = [f for f in findings if f.claim == claim.key and f.stance]
    refuting = [f for f in own if f.stance is Stance.REFUTES]
    if refuting:
        return _by_finding(_first(refuting), Label.REFUTED)
    qualifying = [f for f in own if f.stance is Stance.QUALIFIES]
    if qualifying:
        return _by_finding(_first(qualifying), Label.IMPRECISE)
    if opinion is None:
        return Verdict(Label.UNCHECKED, Reason.NOT_REQUESTED, NOT_ASKED, "policy")
    return _revised(opinion, as_of) or _by_opinion(_of_its_time(claim, opinion, as_of))


def _first(findings: Sequence[Finding]) -> Finding:
    return min(findings, key=lambda f: (_WEIGHT[f.severity], f.start, f.code))


def _by_finding(finding: Finding, label: Label) -> Verdict:
    from bot.records import Suggestion

    edit = None if finding.replacement is None else Suggestion(finding.start, finding.end, finding.replacement)
    return Verdict(label, None, finding.message, finding.code, edit, finding.proof.evidence, finding.proof)


def _revised(opinion: Opinion, as_of: date | None) -> Verdict | None:
    """True then, revised now: what was known supports the claim, and only what came out since refutes it."""
    usable = _usable(opinion)
    then = [each for each in usable if each.stance is Stance.SUPPORTS and not newer(each, as_of)]
    against = [each for each in usable if each.stance is Stance.REFUTES]
    if not then or not against or not all(newer(each, as_of) for each in against):
        return None
    since = against[0].source
    said = f"True then, revised now: {since.publisher or 'a source'} says otherwise since {since.published}."
    return Verdict(Label.IMPRECISE, None, said, opinion.judge, None, usable)


def _of_its_time(claim: Claim, opinion: Opinion, as_of: date | None) -> Opinion:
    """An opinion without what only another time's sources hold against the claim.

    A judge that knows words and figures, and no time, takes last decade's rate for a denial of today's. Sources of its
    own time that speak for the claim then carry it; else it is open.
    """
    if opinion.judge not in _TIMELESS or opinion.label not in {Label.REFUTED, Label.CONFLICTING}:
        return opinion
    kept = tuple(each for each in opinion.evidence if not _of_another_time(claim, each, as_of))
    if len(kept) == len(opinion.evidence) or any(each.stance is Stance.REFUTES for each in kept):
        return replace(opinion, evidence=kept)
    if any(each.stance is Stance.SUPPORTS for each in kept):
        return replace(opinion, label=Label.SUPPORTED, explanation="The sources of its time say so.", evidence=kept)
    said = f"Only sources of another time say otherwise. {opinion.explanation}"
    return replace(
        opinion,
        label=Label.NOT_ENOUGH_EVIDENCE,
        reason=Reason.INCONCLUSIVE,
        explanation=said,
        evidence=kept,
        proof=None,
    )


def _of_another_time(claim: Claim, evidence: Evidence, as_of: date | None) -> bool:
    """Whether a source came out after the draft, or long before it while the claim names no year."""
    published = evidence.source.published
    if evidence.stance is not Stance.REFUTES or as_of is None or published is None:
        return False
    dated = _YEAR.search(f"{claim.text} {claim.timeframe or ''}")
    return published > as_of or (not dated and as_of - published > _LONG_BEFORE)


def newer(evidence: Evidence, as_of: date | None) -> bool:
    """Whether a source came out after the draft speaks."""
    published = evidence.source.published
    return as_of is not None and published is not None and published > as_of


def _usable(opinion: Opinion) -> tuple[Evidence, ...]:
    return tuple(each for each in opinion.evidence if each.source.tier is not Tier.DISCOVERY)


def _by_opinion(opinion: Opinion) -> Verdict:
    usable = _usable(opinion)
    label, reason = _label(opinion, usable)
    explanation = opinion.explanation
    if label is not opinion.label and label is Label.NOT_ENOUGH_EVIDENCE:
        explanation = f"No citable source settles it. The judge said: {opinion.explanation}"
    suggestion = opinion.suggestion if label in {Label.REFUTED, Label.IMPRECISE} else None
    return Verdict(label, reason, explanation, opinion.judge, suggestion, usable, opinion.proof)


def _label(opinion: Opinion, usable: Sequence[Evidence]) -> tuple[Label, Reason | None]:
    """The label that the evidence carries; a judge's label without evidence to match it carries nothing."""
    if opinion.label in {Label.UNCHECKED, Label.NOT_ENOUGH_EVIDENCE}:
        return opinion.label, opinion.reason or Reason.INCONCLUSIVE
    if opinion.proof is not None and not opinion.evidence:
        return opinion.label, None
    stances = {each.stance for each in usable}
    if _independent(usable, Stance.SUPPORTS, Stance.REFUTES):
        return Label.CONFLICTING, None
    needed = {
        Label.SUPPORTED: {Stance.SUPPORTS},
        Label.REFUTED: {Stance.REFUTES},
        Label.IMPRECISE: {Stance.SUPPORTS, Stance.QUALIFIES, Stance.REFUTES},
        Label.CONFLICTING: {Stance.SUPPORTS, Stance.REFUTES},
    }[opinion.label]
    if not stances & needed or (opinion.label is Label.CONFLICTING and not needed <= stances):
        return Label.NOT_ENOUGH_EVIDENCE, Reason.INCONCLUSIVE
    return opinion.label, None


def _independent(usable: Sequence[Evidence], one: Stance, other: Stance) -> bool:
    """Whether primary sources stand on both sides, and not the same text on each."""
    sides = [
        {each.snapshot_sha256 for each in usable if each.stance is stance and each.source.tier is Tier.PRIMARY}
        for stance in (one, other)
    ]
    return all(sides) and sides[0] != sides[1]
