"""Which claim does a finding touch? A rule that reads the article alone knows no claims; this joins the two."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.records import Kind, Severity, Span, Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.records import Claim, Finding


def attach(findings: Iterable[Finding], claims: Sequence[Claim]) -> list[Finding]:
    """Findings with the claim that each touches: the narrowest that holds its span.

    A finding on a name takes a stance on the name's own claim and on no other: a misnamed agency does not make the
    figure beside it false. Elsewhere a rule that takes a stance has named its claim itself.
    """
    return [each if each.claim else _attached(each, claims) for each in findings]


def _attached(finding: Finding, claims: Sequence[Claim]) -> Finding:
    span = Span(finding.start, finding.end)
    holding = [claim for claim in claims if Span(claim.start, claim.end).contains(span)]
    if not holding:
        return finding
    claim = min(holding, key=lambda each: (each.end - each.start, each.start))
    stance = finding.stance
    if claim.kind is Kind.NAME and finding.code.startswith("NAME") and finding.severity is not Severity.NOTE:
        stance = Stance.REFUTES if finding.severity is Severity.ERROR else Stance.QUALIFIES
    return replace(finding, claim=(claim.fingerprint, claim.occurrence), stance=stance)
