"""One line a finding: `path:line:col: CODE message`, as editors and their tools know it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reports.text import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.reports.report import Report


def render(reports: Sequence[Report]) -> str:
    """The findings of every article in the order of its text."""
    return "".join(
        f"{visible(report.article.path)}:{line}:{column}: {finding.code} {visible(finding.message)}\n"
        for report in reports
        for finding in report.findings
        for line, column in [report.article.position(finding.start)]
    )
