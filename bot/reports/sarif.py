"""SARIF 2.1.0, for code scanning: results with rules, stable fingerprints and fixes.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html. Columns count code points, as our offsets do. What is
silenced is left out: GitHub shows suppressed results as open alerts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot import __version__
from bot.reports.escaping import uri
from bot.reports.rules import described
from bot.reports.text import as_json, visible
from bot.suppression.identity import identified

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.records import Evidence, Finding
    from bot.reports.report import Report
    from bot.reports.rules import Described
    from bot.suppression.identity import Identity

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT = "factcheckFinding/v1"


def render(reports: Sequence[Report]) -> str:
    """One log with one run over all drafts."""
    rules = described()
    index = {rule.code: number for number, rule in enumerate(rules)}
    run = {
        "tool": {"driver": {"name": "factcheck", "version": __version__, "rules": [_rule(each) for each in rules]}},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The root of the repository."}}},
        "invocations": [{"executionSuccessful": not any(report.incomplete for report in reports)}],
        "results": [_result(report, *each, index) for report in reports for each in identified(report.findings)],
    }
    return as_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(rule: Described) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": "".join(map(str.capitalize, rule.name.split("-"))),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.explanation},
        "help": {"text": rule.explanation, "markdown": rule.explanation},
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _result(report: Report, finding: Finding, identity: Identity, index: dict[str, int]) -> dict[str, Any]:
    fingerprint = f"{identity.fingerprint}:{identity.occurrence}"
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": finding.severity.value,
        "message": {"text": _text(finding)},
        "locations": [{"physicalLocation": {**_file(report), "region": _region(report, finding.start, finding.end)}}],
        "partialFingerprints": {FINGERPRINT: fingerprint},
    }
    if finding.code in index:
        result["ruleIndex"] = index[finding.code]
    if finding.replacement is not None:
        result["fixes"] = [_fix(report, finding, finding.replacement)]
    return result


def _text(finding: Finding) -> str:
    """The message with its evidence; square brackets would be read as links to locations."""
    lines = [finding.message, *map(_evidence, finding.proof.evidence)]
    return "\n".join(map(_plain, lines))


def _plain(text: str) -> str:
    return visible(text).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _evidence(evidence: Evidence) -> str:
    source = evidence.source
    publisher = source.publisher or "publisher not known"
    ours = f"our summary of {publisher}" if source.restatement else publisher
    return f"{evidence.stance.value}: “{evidence.quote}” ({ours}, {source.url or 'no address'})"


def _file(report: Report) -> dict[str, Any]:
    return {"artifactLocation": {"uri": uri(report.article.path), "uriBaseId": "%SRCROOT%"}}


def _region(report: Report, start: int, end: int) -> dict[str, int]:
    line, column = report.article.position(start)
    end_line, end_column = report.article.position(end)
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _fix(report: Report, finding: Finding, replacement: str) -> dict[str, Any]:
    edit = {
        "deletedRegion": _region(report, finding.start, finding.end),
        "insertedContent": {"text": replacement},
    }
    change = {**_file(report), "replacements": [edit]}
    return {
        "description": {"text": _plain(f"Write {replacement}")},
        "artifactChanges": [change],
    }
