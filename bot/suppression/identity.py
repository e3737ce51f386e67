"""A finding's identity from one version of a draft to the next."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from bot.claims.fingerprint import fingerprint
from bot.records import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.records import Finding


class Identity(NamedTuple):
    """Rule, what it is about, and which of several: `fingerprint` is the claim's, or of the finding's own words."""

    rule: str
    fingerprint: str
    occurrence: int


def identified(findings: Iterable[Finding]) -> list[tuple[Finding, Identity]]:
    """Each finding with its identity, in the order given, which must be that of the text.

    Its line, its message and what stands around it make no difference. Findings of one rule with the same fingerprint
    are told apart by their order.
    """
    seen: Counter[tuple[str, str]] = Counter()
    named = []
    for finding in findings:
        about = finding.claim[0] if finding.claim else fingerprint(finding.quote, Kind.OTHER)
        named.append((finding, Identity(finding.code, about, seen[finding.code, about])))
        seen[finding.code, about] += 1
    return named
