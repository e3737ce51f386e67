"""What the commands that run a job share: performing it, writing what came of it, its exit code."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli import BLOCKED, CLEAN, INCOMPLETE, USAGE
from bot.records import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.checking.job import Outcome, Request
    from bot.cli.options import Log
    from bot.reports import Format
    from bot.reports.report import Report
    from bot.settings import Settings

_ORDER = list(Severity)


@dataclass(frozen=True, slots=True)
class Performed:
    """A job that was run. `shown` is the difference to show in place of a report; `settings` are the job's.

    `corrected` counts the drafts that were written anew.
    """

    job: Outcome
    settings: Settings
    shown: str | None = None
    corrected: int = 0


def perform(request: Request, log: Log | None = None, *, fix: bool = False, diff: bool = False) -> Performed:
    """Run a job; with `fix`, correct what is certain and run it again over the corrected drafts.

    Raises:
        UserError: A path stands for nothing, or a draft cannot be written.
    """
    from bot.article import STDIN
    from bot.checking.job import Job, fixed
    from bot.cli.fix import difference, write_back
    from bot.cli.progress import watching
    from bot.errors import UserError

    if fix and not diff and STDIN in request.paths:
        raise UserError("standard input cannot be corrected in place; use `factcheck fix -`, or --diff")
    with watching() as progress:
        job = Job(request, progress, log)
        outcome = job.run()
        if not fix and not diff:
            return Performed(outcome, job.settings)
        changes = fixed(outcome)
        if diff:
            return Performed(outcome, job.settings, "".join(difference(p, *texts) for p, texts in changes.items()))
        for path, (_, new) in changes.items():
            write_back(path, new, outcome.texts[path][1])
        again = Job(request, progress, log)
        return Performed(again.run() if changes else outcome, job.settings, corrected=len(changes))


def said(performed: Performed, style: Format, *, styled: bool) -> str:
    """The report; with `github`, the whole summary goes to the job's page as well.

    Raises:
        UserError: The summary cannot be written.
    """
    from bot.cli.options import coloured
    from bot.reports import Format, full, render

    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if style is Format.GITHUB and summary:
        with Path(summary).open("a", encoding="utf-8", newline="") as file:
            file.write(render(performed.job.reports, Format.MARKDOWN))
    if style is not Format.FULL:
        return render(performed.job.reports, style)
    worth = [report for report in performed.job.reports if report.findings or report.incomplete]
    shown = full.render(worth, styled=styled and coloured(), brief=True)
    total = f"{_total(performed.job.reports, performed.corrected)}\n"
    return f"{shown}\n{total}" if shown else total


def _total(reports: Sequence[Report], corrected: int) -> str:
    """The last line for a reader: drafts that need nothing are counted, not listed."""
    from bot.reports.text import plural

    found = [plural(sum(report.by_severity[each] for report in reports), each.value) for each in Severity]
    silenced = sum(len(report.silenced) for report in reports)
    ignored = f", {silenced} ignored" if silenced else ""
    mended = f"; {plural(corrected, 'draft')} corrected" if corrected else ""
    return f"{plural(len(reports), 'draft')} checked: {', '.join(found)}{ignored}{mended}"


def code(performed: Performed, *, exit_zero: bool = False, allow_incomplete: bool = False) -> int:
    """The exit code: 2 over 1 over 3 over 0."""
    if performed.job.failures:
        return USAGE
    reports = performed.job.reports
    if not exit_zero and performed.settings.fail_on != "never":
        blocking = _ORDER[: _ORDER.index(Severity(performed.settings.fail_on)) + 1]
        if any(finding.severity in blocking for report in reports for finding in report.findings):
            return BLOCKED
    return INCOMPLETE if not allow_incomplete and any(report.incomplete for report in reports) else CLEAN


def date_of(text: str | None) -> date | None:
    """The date that a flag names.

    Raises:
        UserError: It is none.
    """
    from datetime import date

    from bot.errors import UserError

    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UserError(f"--as-of {text}: not a date; write it as 2024-01-31") from None
