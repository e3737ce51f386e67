"""Which sources were asked for, what came of each, and which claims cite it: the report's list of sources."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.records import NOT_TRIED
from bot.reports.report import Consulted, claim_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.pipeline.gathering import Gathered
    from bot.records import Attempt, Finding
    from bot.reports.report import Judged


def consulted(gathered: Gathered, judged: Sequence[Judged], findings: Sequence[Finding]) -> Iterator[Consulted]:
    """Every attempt once, in order, with the ids of the claims whose verdict or finding cites its source."""
    citing = list(_citing(judged, findings))
    for attempt in _distinct(gathered):
        snapshot = gathered.snapshot(attempt)
        source = snapshot.source if snapshot else None
        used = dict.fromkeys(who for who, sha256 in citing if snapshot and sha256 == snapshot.sha256)
        yield Consulted(
            url=attempt.url,
            outcome=attempt.outcome,
            finder=attempt.finder,
            detail=attempt.detail,
            publisher=source.publisher if source else None,
            title=source.title if source else None,
            restatement=source.restatement if source else False,
            used_by=tuple(used),
        )


def _distinct(gathered: Gathered) -> Iterator[Attempt]:
    """Attempts without the claim that each was for: one page that serves ten claims is one source."""
    tried = (each for each in gathered.attempts if each.outcome != NOT_TRIED)
    yield from dict.fromkeys(replace(each, fingerprint=None) for each in tried)


def _citing(judged: Sequence[Judged], findings: Sequence[Finding]) -> Iterator[tuple[str, str]]:
    for each in judged:
        yield from ((each.id, evidence.snapshot_sha256) for evidence in each.verdict.evidence)
    for finding in findings:
        if finding.claim:
            yield from ((claim_id(*finding.claim), evidence.snapshot_sha256) for evidence in finding.proof.evidence)
