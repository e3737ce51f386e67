"""Which claim does a finding touch? A rule that reads the article alone knows no claims; this joins the two."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.records import Kind, Severity, Span, Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.records import Claim, Finding


def attach(findings: Iterable[Finding], claims: Sequence[Claim]) -> list[Finding]:
    """Findings with the claim that each touches: the narrowest that holds its span.

    A finding on a name takes a stance on the name's own claim and on no other: a misnamed agency does not make the
    figure beside it false.

    Args:
        findings: What the rules said.
        claims: The article's claims, in any order.
    """
    known = _Claims(claims)
    return [each if each.claim else _attached(each, known) for each in findings]


class _Claims:
    """Claims to be found by place; no claim that begins more than the longest one's length before can hold it."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._ordered = sorted(claims, key=lambda each: each.start)
        self._starts = [each.start for each in self._ordered]
        self._longest = max((each.end - each.start for each in claims), default=0)

    def narrowest(self, span: Span) -> Claim | None:
        first, last = bisect_left(self._starts, span.end - self._longest), bisect_right(self._starts, span.start)
        holding = [each for each in self._ordered[first:last] if span.end <= each.end]
        return min(holding, key=lambda each: (each.end - each.start, each.start), default=None)


def _attached(finding: Finding, claims: _Claims) -> Finding:
    claim = claims.narrowest(Span(finding.start, finding.end))
    if claim is None:
        return finding
    return replace(finding, claim=claim.key, stance=finding.stance or _stance(finding, claim))


def _stance(finding: Finding, claim: Claim) -> Stance | None:
    """What a finding that names no claim does to the one that it lies in; nothing where it only remarks.

    A sum that does not come out refutes the claim that states it. A weekday that does not fit leaves open which of the
    two is wrong.
    """
    family, proved = finding.code[:-3], finding.severity is Severity.ERROR
    if family == "NAME" and claim.kind is Kind.NAME and finding.severity is not Severity.NOTE:
        return Stance.REFUTES if proved else Stance.QUALIFIES
    if family == "MATH" and proved:
        return Stance.REFUTES
    return Stance.QUALIFIES if family == "DATE" and proved else None
