"""What a model said of a claim, in a line for an editor: whose word it is, how sure, where it differs from a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.records import Label, Stance
from bot.reports.text import visible

if TYPE_CHECKING:
    from bot.records import Finding, Opinion

# How sure a model said it is, from its highest down.
_SURE = ((0.8, "high"), (0.5, "medium"), (0.0, "low"))
_CLAIM = "CLAIM"
# What an opinion would have to be called to agree with a finding of this stance.
_AGREE = {
    Stance.REFUTES: {Label.REFUTED, Label.CONFLICTING, Label.IMPRECISE},
    Stance.QUALIFIES: {Label.IMPRECISE, Label.REFUTED, Label.CONFLICTING},
    Stance.SUPPORTS: {Label.SUPPORTED},
}
_OPEN = {Label.NOT_ENOUGH_EVIDENCE, Label.UNCHECKED}


def said(opinion: Opinion) -> str:
    """Whose opinion it is, and how sure it is: a model's word is no proof."""
    sure = next((word for least, word in _SURE if opinion.confidence is not None and opinion.confidence >= least), None)
    name = f"opinion of {opinion.judge} ({visible(opinion.model or '')})"
    return f"{name}, {sure} confidence" if sure else name


def beside(finding: Finding, opinion: Opinion | None) -> str | None:
    """What to say of an opinion beside a finding on the same claim: all that a CLAIM finding rests on, or a dissent.

    A rule outranks a model, but an editor may want to know that one read the sources otherwise.
    """
    if opinion is None:
        return None
    if finding.code.startswith(_CLAIM):
        return said(opinion)
    if finding.stance is None or opinion.label in _OPEN or opinion.label in _AGREE[finding.stance]:
        return None
    return f"{said(opinion)}, otherwise: {opinion.label.value}. {visible(opinion.explanation)}"


def doubtful(opinion: Opinion | None) -> bool:
    """Whether a model said that another reader might differ."""
    return opinion is not None and opinion.confidence is not None and opinion.confidence < _SURE[1][0]
