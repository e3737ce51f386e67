"""A summary in Markdown, for a job's page or a comment: what was found, where, and what to write instead.

GitHub takes one mebibyte of a step's summary and drops a longer one, so what does not fit is counted instead.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.records import Severity
from bot.reports.escaping import link, markdown, relative
from bot.reports.report import worst_first
from bot.reports.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.records import Evidence, Finding
    from bot.reports.report import Report

LIMIT = 1024 * 1024
_RESERVE = 200  # bytes for the line that counts what did not fit
QUOTE_CHARACTERS = 240


def render(reports: Sequence[Report]) -> str:
    """A heading with the counts, notices, and a table of findings, the worst first."""
    head = "\n".join(_head(reports)) + "\n"
    rows = [row for severity in Severity for report in reports for row in _rows(report, severity)]
    text, left = _fitting(head, rows)
    return text + (f"\n… and {plural(left, 'more finding')} that did not fit here.\n" if left else "")


def _fitting(head: str, rows: list[str]) -> tuple[str, int]:
    parts, size = [head], len(head.encode("utf-8", "replace"))
    for number, row in enumerate(rows):
        size += len(row.encode("utf-8", "replace"))
        if size > LIMIT - _RESERVE:
            return "".join(parts), len(rows) - number
        parts.append(row)
    return "".join(parts), 0


def _head(reports: Sequence[Report]) -> Iterator[str]:
    counted: Counter[str] = Counter()
    for report in reports:
        counted.update(report.by_severity)
    claims = sum(len(report.judged) for report in reports)
    silenced = sum(len(report.silenced) for report in reports)
    yield "# factcheck\n"
    found = ", ".join(plural(counted[severity.value], severity.value) for severity in Severity)
    ignored = f"; {silenced} ignored" if silenced else ""
    yield f"{plural(len(reports), 'draft')}, {plural(claims, 'claim')}: **{found}**{ignored}.\n"
    shown = dict.fromkeys(markdown(notice) for report in reports for notice in report.notices)
    yield from (f"- {notice}" for notice in list(shown)[:20])
    if any(report.findings for report in reports):
        yield "\n| | place | what is wrong | write |\n| --- | --- | --- | --- |"


def _rows(report: Report, severity: Severity) -> Iterator[str]:
    for finding in worst_first(report.findings):
        if finding.severity is severity:
            line, column = report.article.position(finding.start)
            place = f"{markdown(relative(report.article.path))}\\:{line}\\:{column}"
            said = markdown(finding.message) + "".join(_evidence(each) for each in finding.proof.evidence[:2])
            write = "" if finding.replacement is None else markdown(finding.replacement)
            yield f"| {severity.value} {finding.code} | {place} | {_quoted(finding)}{said} | {write} |\n"


def _quoted(finding: Finding) -> str:
    return f"“{markdown(_short(finding.quote))}”: " if finding.quote else ""


def _evidence(evidence: Evidence) -> str:
    source = evidence.source
    name = markdown(source.publisher or "publisher not known")
    name = f"our summary of {name}" if source.restatement else name
    url = link(source.url)
    cited = f"[{name}](<{url}>)" if url else name
    return f"<br>{evidence.stance.value}: “{markdown(_short(evidence.quote))}” ({cited})"


def _short(text: str) -> str:
    return text if len(text) <= QUOTE_CHARACTERS else text[: QUOTE_CHARACTERS - 1] + "…"
