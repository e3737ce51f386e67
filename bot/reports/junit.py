"""JUnit XML: a suite for each draft, a failed test for each error, a passed one with its text for what is less.

What was asked for and could not be had is a skipped test, so that a green tick never means more than it says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from bot.records import Severity
from bot.reports.escaping import relative, xml
from bot.reports.text import plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.records import Finding
    from bot.reports.report import Report


def render(reports: Sequence[Report]) -> str:
    """One document, in UTF-8."""
    root = ET.Element("testsuites", name="factcheck")
    for report in reports:
        root.append(_suite(report))
    for count in ("tests", "failures", "skipped"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    root.set("errors", "0")
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _suite(report: Report) -> ET.Element:
    name = xml(relative(report.article.path))
    cases = [_case(report, name, finding) for finding in report.findings]
    cases += [_incomplete(report, name)] if report.incomplete else []
    cases = cases or [ET.Element("testcase", name="no findings", classname=name, time="0")]
    suite = ET.Element(
        "testsuite",
        name=name,
        tests=str(len(cases)),
        failures=str(sum(case.find("failure") is not None for case in cases)),
        errors="0",
        skipped=str(sum(case.find("skipped") is not None for case in cases)),
        time="0",
    )
    suite.extend(cases)
    return suite


def _case(report: Report, classname: str, finding: Finding) -> ET.Element:
    line, column = report.article.position(finding.start)
    name = f"{finding.code} {finding.name} at {line}:{column}"
    case = ET.Element("testcase", name=name, classname=classname, time="0")
    if finding.severity is Severity.ERROR:
        failure = ET.SubElement(case, "failure", message=xml(finding.message), type=finding.code)
        failure.text = _text(classname, finding, line, column)
    else:
        ET.SubElement(case, "system-out").text = _text(classname, finding, line, column)
    return case


def _text(path: str, finding: Finding, line: int, column: int) -> str:
    parts = [f"{path}:{line}:{column}: {finding.severity.value} {finding.code} {xml(finding.message)}"]
    parts += [f"found: {xml(finding.quote)}"]
    parts += [f"write: {xml(finding.replacement)}"] if finding.replacement is not None else []
    parts += [
        f"{each.stance.value}: {xml(each.quote)} ({xml(each.source.url or '')})" for each in finding.proof.evidence
    ]
    return "\n".join(parts)


def _incomplete(report: Report, classname: str) -> ET.Element:
    case = ET.Element("testcase", name="everything that was asked for", classname=classname, time="0")
    failed = sum(count for reason, count in report.unchecked.items() if reason)
    ET.SubElement(case, "skipped", message=f"{plural(failed, 'claim')} could not be checked")
    return case
