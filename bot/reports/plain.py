"""A report as plain JSON data: what `json` and `jsonl` write. `docs/report.schema.json` describes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.store.rows import plain_evidence, plain_proof
from bot.verdicts import newer

if TYPE_CHECKING:
    from bot.records import Attempt, Evidence, Finding, NotCheckable, Opinion, Proof
    from bot.reports.report import Consulted, Judged, Report
    from bot.suppression.silencing import Silenced

SCHEMA_VERSION = 1


def plain(report: Report) -> dict[str, Any]:
    """The report as JSON data."""
    return {
        "schema_version": SCHEMA_VERSION,
        "article": {
            "path": report.article.path,
            "title": report.article.title,
            "sha256": report.article.sha256,
            "characters": len(report.article.text),
            "as_of": report.as_of.isoformat() if report.as_of else None,
        },
        "run": {
            "id": report.run.id,
            "judge": report.run.judge,
            "model": report.run.model,
            "offline": report.run.offline,
            "started_at": report.run.started_at.isoformat(),
            "seconds": round(report.run.seconds, 3),
            "cost_usd": report.run.cost_usd,
            "resumed": report.run.resumed,
            "calls": report.run.calls,
            "input_tokens": report.run.input_tokens,
            "output_tokens": report.run.output_tokens,
        },
        "notices": list(report.notices),
        "claims": [_claim(report, judged) for judged in report.judged],
        "findings": [_finding(report, finding) for finding in report.findings],
        "ignored": [_silenced(report, each) for each in report.silenced],
        "not_checkable": [_silent(each) for each in report.not_checkable],
        "sources": [_source(each) for each in report.sources],
        "summary": {
            "claims": len(report.judged),
            "by_label": report.by_label,
            "unchecked": {reason.value if reason else "": n for reason, n in report.unchecked.items()},
            "findings": report.by_severity,
            "coverage": round(report.coverage, 4),
        },
    }


def _place(report: Report, start: int, end: int) -> dict[str, int]:
    line, column = report.article.position(start)
    end_line, end_column = report.article.position(end)
    return {
        "start": start,
        "end": end,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
    }


def _claim(report: Report, judged: Judged) -> dict[str, Any]:
    claim, verdict, ruling = judged.claim, judged.verdict, judged.ruling
    edit = verdict.suggestion
    return {
        "id": judged.id,
        "fingerprint": claim.fingerprint,
        "occurrence": claim.occurrence,
        **_place(report, claim.start, claim.end),
        "quote": claim.quote,
        "text": claim.text,
        "kind": claim.kind.value,
        "speaker": claim.speaker,
        "checkworthiness": claim.checkworthiness,
        "verdict": {
            "label": verdict.label.value,
            "reason": verdict.reason.value if verdict.reason else None,
            "explanation": verdict.explanation,
            "decided_by": verdict.decided_by,
            "suggestion": None
            if edit is None
            else {"start": edit.start, "end": edit.end, "replacement": edit.replacement},
            "proof": _proof(report, verdict.proof),
        },
        "evidence": [_evidence(report, each) for each in verdict.evidence],
        "attempts": [_attempt(each) for each in judged.attempts],
        "opinion": None if judged.opinion is None else _opinion(report, judged.opinion),
        "ruling": None
        if ruling is None
        else {
            "action": ruling.action.value,
            "label": ruling.label.value if ruling.label else None,
            "reason": ruling.reason,
            "reviewer": ruling.reviewer,
            "created_at": ruling.created_at.isoformat(),
        },
    }


def _evidence(report: Report, evidence: Evidence) -> dict[str, Any]:
    place = {"page": report.page(evidence), "newer": newer(evidence, report.as_of)}
    return plain_evidence(evidence) | place


def _proof(report: Report, proof: Proof | None) -> dict[str, Any] | None:
    known = plain_proof(proof)
    if proof is None or known is None:
        return None
    return known | {"evidence": [_evidence(report, each) for each in proof.evidence]}


def _attempt(attempt: Attempt) -> dict[str, Any]:
    return {"url": attempt.url, "finder": attempt.finder, "outcome": attempt.outcome, "detail": attempt.detail}


def _opinion(report: Report, opinion: Opinion) -> dict[str, Any]:
    """What a model said, whatever was decided; its cost is in the database, since a report must not vary with it."""
    return {
        "judge": opinion.judge,
        "model": opinion.model,
        "label": opinion.label.value,
        "reason": opinion.reason.value if opinion.reason else None,
        "explanation": opinion.explanation,
        "confidence": opinion.confidence,
        "missing": opinion.missing,
        "prompt": dict(zip(("id", "version", "sha256"), opinion.prompt, strict=True)) if opinion.prompt else None,
        "evidence": [_evidence(report, each) for each in opinion.evidence],
    }


def _finding(report: Report, finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        **_place(report, finding.start, finding.end),
        "quote": finding.quote,
        "message": finding.message,
        "replacement": finding.replacement,
        "claim_id": report.claim_id(finding),
        "proof": _proof(report, finding.proof),
    }


def _silenced(report: Report, each: Silenced) -> dict[str, Any]:
    return _finding(report, each.finding) | {"ignored_by": each.by, "ignored_because": each.reason}


def _silent(each: NotCheckable) -> dict[str, Any]:
    return {"start": each.start, "end": each.end, "quote": each.quote, "reason": each.reason}


def _source(each: Consulted) -> dict[str, Any]:
    return {
        "url": each.url,
        "outcome": each.outcome,
        "finder": each.finder,
        "detail": each.detail,
        "publisher": each.publisher,
        "title": each.title,
        "restatement": each.restatement,
        "used_by": list(each.used_by),
    }
