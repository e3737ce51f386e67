"""Drafts, versions and runs: what a run found is committed step by step; a killed one goes on where it stood."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert
from sqlmodel import col, select

from bot.errors import IntegrityError
from bot.records import Attempt, Label
from bot.store.database import session
from bot.store.rows import now, plain_proof
from bot.store.snapshots import snapshot_id
from bot.store.tables import (
    AttemptRow,
    ClaimRow,
    DocumentRow,
    EvidenceRow,
    FindingRow,
    ManifestRow,
    NotCheckableRow,
    OpinionRow,
    RunRow,
    VerdictRow,
    VersionRow,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from bot.article import Article
    from bot.records import Claim, Evidence, Finding, NotCheckable, Opinion, Snapshot, Verdict


@dataclass(frozen=True, slots=True)
class Run:
    """A run as the store knows it. `gathered`: its manifest is pinned. `resumed`: an earlier process began it."""

    id: str
    started_at: datetime
    gathered: bool
    resumed: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """A claim with what was said of it, for one commit."""

    claim: Claim
    opinion: Opinion | None
    findings: tuple[Finding, ...]
    verdict: Verdict


class Runs:
    """Runs over versions of documents."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def begin(  # noqa: PLR0913 - what identifies a run
        self, article: Article, path: str, *, key: str, judge: str, model: str | None, offline: bool, as_of: date | None
    ) -> Run:
        """The unfinished run over this version with the same `key`, or a new one."""
        with session(self.engine, write=True) as opened:
            version_id = _version(opened, article, path)
            row = opened.scalars(
                select(RunRow).where(
                    RunRow.version_id == version_id, RunRow.key == key, col(RunRow.finished_at).is_(None)
                )
            ).first()
            resumed = row is not None
            if row is None:
                row = RunRow(
                    id=uuid.uuid4().hex[:12],
                    version_id=version_id,
                    key=key,
                    judge=judge,
                    model=model,
                    offline=offline,
                    as_of=as_of,
                    started_at=now(),
                )
                opened.add(row)
                opened.flush()
            return Run(row.id, row.started_at, row.gathered, resumed)

    def keep_claims(
        self, run_id: str, article: Article, claims: Sequence[Claim], silent: Iterable[NotCheckable]
    ) -> None:
        """Commit the claims of a run, and what is not checkable; what a killed process kept of them is kept once."""
        with session(self.engine, write=True) as opened:
            for ordinal, claim in enumerate(claims):
                opened.execute(insert(ClaimRow).prefix_with("OR IGNORE"), _claim(run_id, article, ordinal, claim))
            opened.execute(delete(NotCheckableRow).where(col(NotCheckableRow.run_id) == run_id))
            opened.add_all(
                NotCheckableRow(run_id=run_id, start=each.start, end=each.end, quote=each.quote, reason=each.reason)
                for each in silent
            )

    def pin(self, run_id: str, used: Iterable[Snapshot], attempts: Iterable[Attempt]) -> None:
        """Commit the manifest: the snapshots that the run may use, and every attempt to get one."""
        with session(self.engine, write=True) as opened:
            opened.execute(delete(AttemptRow).where(col(AttemptRow.run_id) == run_id))
            for snapshot in used:
                entry = {"run_id": run_id, "snapshot_id": _known(opened, snapshot)}
                opened.execute(insert(ManifestRow).prefix_with("OR IGNORE"), entry)
            opened.add_all(
                AttemptRow(
                    run_id=run_id,
                    url=each.url,
                    finder=each.finder,
                    outcome=each.outcome,
                    detail=each.detail,
                    fingerprint=each.fingerprint,
                )
                for each in attempts
            )
            row = opened.get(RunRow, run_id)
            assert row is not None
            row.gathered = True
            opened.add(row)

    def attempts(self, run_id: str) -> list[Attempt]:
        """Every attempt of a run, in order."""
        with session(self.engine) as opened:
            rows = opened.scalars(select(AttemptRow).where(AttemptRow.run_id == run_id).order_by("id"))
            return [Attempt(row.url, row.finder, row.outcome, row.detail, row.fingerprint) for row in rows]

    def decide(self, run_id: str, decisions: Iterable[Decision]) -> None:
        """Commit verdicts with their opinions, findings and evidence.

        Raises:
            IntegrityError: A verdict of supported or refuted cites nothing, or evidence is not verbatim.
        """
        with session(self.engine, write=True) as opened:
            known = {(c.fingerprint, c.occurrence): c for c in opened.scalars(_claims(run_id))}
            done = set(opened.scalars(select(VerdictRow.claim_id).join(ClaimRow).where(ClaimRow.run_id == run_id)))
            for decision in decisions:
                row = known[decision.claim.fingerprint, decision.claim.occurrence]
                assert row.id is not None
                if row.id not in done:
                    _decide(opened, run_id, row.id, decision)

    def keep_findings(self, run_id: str, findings: Iterable[Finding]) -> None:
        """Commit the findings of a run that touch no claim, in place of those that a killed process kept."""
        with session(self.engine, write=True) as opened:
            opened.execute(
                delete(FindingRow).where(col(FindingRow.run_id) == run_id, col(FindingRow.claim_id).is_(None))
            )
            for finding in findings:
                _finding(opened, run_id, None, finding)

    def finish(self, run_id: str, *, seconds: float, cost_usd: float | None, summary: dict[str, Any]) -> None:
        """Mark a run as done."""
        with session(self.engine, write=True) as opened:
            row = opened.get(RunRow, run_id)
            assert row is not None
            row.finished_at, row.seconds, row.cost_usd, row.summary = now(), seconds, cost_usd, summary
            opened.add(row)


def _version(opened: Session, article: Article, path: str) -> int:
    document = opened.scalars(select(DocumentRow).where(DocumentRow.path == path)).first()
    if document is None:
        document = DocumentRow(path=path)
        opened.add(document)
        opened.flush()
    assert document.id is not None
    version = opened.scalars(
        select(VersionRow).where(VersionRow.document_id == document.id, VersionRow.sha256 == article.sha256)
    ).first()
    if version is None:
        version = VersionRow(
            document_id=document.id,
            sha256=article.sha256,
            text=article.text,
            title=article.title,
            byline=article.byline,
            published=article.published,
            created_at=now(),
        )
        opened.add(version)
        opened.flush()
    assert version.id is not None
    return version.id


def _claims(run_id: str) -> Any:  # noqa: ANN401 - SQLModel's select types do not survive a helper
    return select(ClaimRow).where(ClaimRow.run_id == run_id).order_by("ordinal")


def _claim(run_id: str, article: Article, ordinal: int, claim: Claim) -> dict[str, Any]:
    line, column = article.position(claim.start)
    return {
        "run_id": run_id,
        "ordinal": ordinal,
        "fingerprint": claim.fingerprint,
        "occurrence": claim.occurrence,
        "start": claim.start,
        "end": claim.end,
        "line": line,
        "column": column,
        "quote": claim.quote,
        "text": claim.text,
        "kind": claim.kind.value,
        "speaker": claim.speaker,
        "context": claim.context,
        "checkworthiness": claim.checkworthiness,
        "owner": claim.owner,
        "queries": list(claim.queries),
    }


def _decide(opened: Session, run_id: str, claim_id: int, decision: Decision) -> None:
    verdict, edit = decision.verdict, decision.verdict.suggestion
    if verdict.label in {Label.SUPPORTED, Label.REFUTED} and not (verdict.evidence or verdict.proof):
        raise IntegrityError(f"a verdict of {verdict.label} cites no proof: {decision.claim.text!r}")
    if decision.opinion:
        opened.add(_opinion(claim_id, decision.opinion))
    row = VerdictRow(
        claim_id=claim_id,
        label=verdict.label.value,
        reason=verdict.reason.value if verdict.reason else None,
        explanation=verdict.explanation,
        decided_by=verdict.decided_by,
        suggestion_start=edit.start if edit else None,
        suggestion_end=edit.end if edit else None,
        suggestion_replacement=edit.replacement if edit else None,
        proof=plain_proof(verdict.proof),
        created_at=now(),
    )
    opened.add(row)
    opened.flush()
    _cite(opened, verdict.evidence, verdict_id=row.id)
    for finding in decision.findings:
        _finding(opened, run_id, claim_id, finding)


def _opinion(claim_id: int, opinion: Opinion) -> OpinionRow:
    prompt = opinion.prompt or (None, None, None)
    return OpinionRow(
        claim_id=claim_id,
        judge=opinion.judge,
        model=opinion.model,
        label=opinion.label.value,
        reason=opinion.reason.value if opinion.reason else None,
        explanation=opinion.explanation,
        confidence=opinion.confidence,
        missing=opinion.missing,
        prompt_id=prompt[0],
        prompt_version=prompt[1],
        prompt_sha256=prompt[2],
        cost_usd=opinion.cost_usd,
    )


def _finding(opened: Session, run_id: str, claim_id: int | None, finding: Finding) -> None:
    row = FindingRow(
        run_id=run_id,
        claim_id=claim_id,
        code=finding.code,
        name=finding.name,
        severity=finding.severity.value,
        start=finding.start,
        end=finding.end,
        quote=finding.quote,
        message=finding.message,
        replacement=finding.replacement,
        stance=finding.stance.value if finding.stance else None,
        proof=plain_proof(finding.proof),
    )
    opened.add(row)
    opened.flush()
    _cite(opened, finding.proof.evidence, finding_id=row.id)


def _cite(
    opened: Session, evidence: Iterable[Evidence], *, verdict_id: int | None = None, finding_id: int | None = None
) -> None:
    for each in evidence:
        snapshot = snapshot_id(opened, each.snapshot_sha256, each.source)
        if snapshot is None:
            raise IntegrityError(f"evidence cites a snapshot that is not stored: {each.snapshot_sha256[:12]}")
        opened.add(
            EvidenceRow(
                verdict_id=verdict_id,
                finding_id=finding_id,
                snapshot_id=snapshot,
                start=each.start,
                end=each.end,
                quote=each.quote,
                stance=each.stance.value,
            )
        )
    opened.flush()


def _known(opened: Session, snapshot: Snapshot) -> int:
    found = snapshot_id(opened, snapshot.sha256, snapshot.source)
    if found is None:
        raise IntegrityError(f"a manifest names a snapshot that is not stored: {snapshot.sha256[:12]}")
    return found
