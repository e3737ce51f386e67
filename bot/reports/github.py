"""Annotations of GitHub: one workflow command a finding, worst first, so that the most important ones are shown.

GitHub shows ten of each kind a step; the others follow as plain lines of the log, and `markdown` has them all.
https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.records import Severity
from bot.reports.escaping import relative
from bot.reports.report import worst_first
from bot.reports.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.records import Finding
    from bot.reports.report import Report

PER_KIND = 10
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(reports: Sequence[Report]) -> str:
    """One command a finding while GitHub shows them, then one plain line each."""
    return "".join(_lines(reports))


def _lines(reports: Sequence[Report]) -> Iterator[str]:
    said: Counter[Severity] = Counter()
    rest = []
    for severity in Severity:
        for report in reports:
            for finding in worst_first(report.findings):
                if finding.severity is not severity:
                    continue
                said[severity] += 1
                if said[severity] <= PER_KIND:
                    yield _command(report, finding)
                else:
                    rest.append(_plain(report, finding))
    yield from rest


def _command(report: Report, finding: Finding) -> str:
    line, column = report.article.position(finding.start)
    end_line, end_column = report.article.position(finding.end)
    place = {"file": relative(report.article.path), "line": line, "endLine": end_line}
    if line == end_line:  # columns of a stretch over several lines are refused
        place |= {"col": column, "endColumn": max(end_column, column)}
    place["title"] = f"{finding.code} {finding.name}"
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in place.items())
    return f"::{_COMMANDS[finding.severity]} {properties}::{_data(_message(finding))}\n"


def _plain(report: Report, finding: Finding) -> str:
    line, column = report.article.position(finding.start)
    text = f"{relative(report.article.path)}:{line}:{column}: {finding.code} {_message(finding)}"
    return f"{finding.severity.value}: {_inert(text)}\n"


def _message(finding: Finding) -> str:
    return finding.message if finding.replacement is None else f"{finding.message} Write: {finding.replacement}"


def _inert(text: str) -> str:
    """One line without the old form of commands, `##[name]`, which the runner finds anywhere in a line."""
    return visible(text).replace("##[", "## [")


def _data(text: str) -> str:
    return _inert(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
