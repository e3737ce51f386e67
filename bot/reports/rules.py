"""What stands behind each code that a report can show, for formats that carry rules beside results."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from bot.records import Severity
from bot.reports.report import CLAIM_CODES
from bot.suppression.silencing import STALE, UNUSABLE

_CLAIMS = {
    "CLAIM001": "Sources refute the claim, and no check in code has said so already.",
    "CLAIM002": "Primary sources stand on both sides of the claim.",
    "CLAIM003": "The claim is true as far as it goes, but misleading or incomplete.",
    "CLAIM004": "Sources were read, and do not settle the claim.",
    "CLAIM005": "Nobody looked, or looking failed; the verdict says why.",
}
_IGNORES = {
    STALE: ("stale-ignore", "An ignore that silences nothing any more; remove it."),
    UNUSABLE: ("unusable-ignore", "An ignore that does not count: it is malformed, or gives no reason."),
}


@dataclass(frozen=True, slots=True)
class Described:
    """A code with its name, usual severity, one sentence about it, and a longer explanation."""

    code: str
    name: str
    severity: Severity
    summary: str
    explanation: str


@cache
def described() -> tuple[Described, ...]:
    """Every code that a finding can have, in order."""
    from bot.checks.catalogue import rules

    checks = [
        Described(each.code, each.name, each.severity, each.summary, f"{each.what}\n\n{each.why}") for each in rules()
    ]
    claims = [
        Described(code, name, severity, _CLAIMS[code], _CLAIMS[code]) for code, name, severity in CLAIM_CODES.values()
    ]
    ignores = [Described(code, name, Severity.WARNING, said, said) for code, (name, said) in _IGNORES.items()]
    return tuple(sorted((*checks, *claims, *ignores), key=lambda each: each.code))
