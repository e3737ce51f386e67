"""GitLab's code quality report: a list of issues, each with a fingerprint of its own.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from bot.records import Severity
from bot.reports.escaping import relative
from bot.reports.text import as_json, visible
from bot.suppression.identity import identified

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.records import Finding
    from bot.reports.report import Report
    from bot.suppression.identity import Identity

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render(reports: Sequence[Report]) -> str:
    """A JSON array, in the order of drafts and text."""
    issues = [_issue(report, *each) for report in reports for each in identified(report.findings)]
    return as_json(issues, indent=2) + "\n"


def _issue(report: Report, finding: Finding, identity: Identity) -> dict[str, Any]:
    path = visible(relative(report.article.path))
    write = "" if finding.replacement is None else f" Write: {finding.replacement}"
    return {
        "description": visible(f"{finding.message}{write}"),
        "check_name": finding.code,
        "fingerprint": sha256("\n".join([path, *map(str, identity)]).encode("utf-8", "replace")).hexdigest(),
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": path,
            "lines": {
                "begin": report.article.position(finding.start)[0],
                "end": report.article.position(finding.end)[0],
            },
        },
    }
