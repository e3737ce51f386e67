"""Records ↔ plain JSON data and rows, where more than one room of the store needs it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from bot.records import Evidence, Label, Opinion, Proof, Reason, Source, Stance, Suggestion, Tier

if TYPE_CHECKING:
    from bot.store.tables import SourceRow


def now() -> datetime:
    """The present, in UTC."""
    return datetime.now(UTC)


def source_of(row: SourceRow) -> Source:
    """The record of a row."""
    return Source(row.url, row.publisher, row.title, row.published, Tier(row.tier), row.restatement)


def plain_source(source: Source) -> dict[str, Any]:
    """JSON data of a source."""
    return asdict(source) | {"published": source.published.isoformat() if source.published else None}


def plain_evidence(evidence: Evidence) -> dict[str, Any]:
    """JSON data of a piece of evidence."""
    return {
        "stance": evidence.stance.value,
        "quote": evidence.quote,
        "start": evidence.start,
        "end": evidence.end,
        "snapshot_sha256": evidence.snapshot_sha256,
        "source": plain_source(evidence.source),
    }


def plain_proof(proof: Proof | None) -> dict[str, Any] | None:
    """JSON data of a proof."""
    if proof is None:
        return None
    return {
        "kind": proof.kind,
        "summary": proof.summary,
        "detail": proof.detail,
        "evidence": [plain_evidence(each) for each in proof.evidence],
    }


def evidence_of(data: dict[str, Any]) -> Evidence:
    """The record of `plain_evidence`."""
    source = data["source"]
    published = date.fromisoformat(source["published"]) if source["published"] else None
    return Evidence(
        snapshot_sha256=data["snapshot_sha256"],
        start=data["start"],
        end=data["end"],
        quote=data["quote"],
        stance=Stance(data["stance"]),
        source=Source(**{**source, "published": published, "tier": Tier(source["tier"])}),
    )


def proof_of(data: dict[str, Any] | None) -> Proof | None:
    """The record of `plain_proof`."""
    if data is None:
        return None
    return Proof(data["kind"], data["summary"], data["detail"], tuple(map(evidence_of, data["evidence"])))


def plain_opinion(opinion: Opinion) -> dict[str, Any]:
    """JSON data of an opinion."""
    return asdict(opinion) | {
        "evidence": [plain_evidence(each) for each in opinion.evidence],
        "proof": plain_proof(opinion.proof),
    }


def opinion_of(data: dict[str, Any]) -> Opinion:
    """The record of `plain_opinion`."""
    return Opinion(
        **{
            **data,
            "label": Label(data["label"]),
            "reason": Reason(data["reason"]) if data["reason"] else None,
            "evidence": tuple(map(evidence_of, data["evidence"])),
            "suggestion": Suggestion(**data["suggestion"]) if data["suggestion"] else None,
            "proof": proof_of(data["proof"]),
            "prompt": tuple(data["prompt"]) if data["prompt"] else None,
            "queries": tuple(data["queries"]),
        }
    )
