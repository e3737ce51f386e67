"""`factcheck baseline`: old findings that do not block, in a file to commit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from bot.cli.check import AsOf, Given, Judge, Offline, Paths
from bot.cli.options import Database
from bot.cli.run import Judges

if TYPE_CHECKING:
    from pathlib import Path

    from bot.cli.jobs import Performed
    from bot.records import Finding
    from bot.suppression.baseline import Baseline

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def baseline() -> None:
    """Old findings that do not block: write them down today, mend them at leisure."""


@app.command("write")
def write_(
    paths: Paths,
    sources: Given = None,
    offline: Offline = False,
    judge: Judge = Judges.AUTO,
    as_of: AsOf = None,
    db: Database = None,
) -> None:
    """Write what is found now into the baseline; `factcheck check` reports only what is new from then on.

    factcheck baseline write drafts/ --offline
    """
    from bot.reports.text import plural

    known, found = _checked(paths, sources, offline, judge, as_of, db)
    new = known.with_findings(found)
    new.write()
    typer.echo(f"{new.path}: {plural(new.size, 'known finding')} in {plural(len(new.drafts), 'draft')}")


@app.command()
def prune(
    paths: Paths,
    sources: Given = None,
    offline: Offline = False,
    judge: Judge = Judges.AUTO,
    as_of: AsOf = None,
    db: Database = None,
) -> None:
    """Take out of the baseline what is not found any more, and drafts that are gone; add nothing.

    factcheck baseline prune drafts/ --offline
    """
    known, found = _checked(paths, sources, offline, judge, as_of, db)
    left = known.pruned(found)
    left.write()
    typer.echo(f"{left.path}: {known.size - left.size} gone, {left.size} left")


def _checked(
    paths: list[str], sources: list[str] | None, offline: bool, judge: Judges, as_of: str | None, db: Path | None
) -> tuple[Baseline, dict[str, list[Finding]]]:
    """The baseline as it is, and what is found in each draft without it.

    Raises:
        UserError: A draft cannot be read: then nothing is written.
    """
    from bot.checking.job import Request
    from bot.cli.jobs import date_of, perform
    from bot.errors import UserError
    from bot.suppression.baseline import load

    asked = None if judge is Judges.AUTO else judge.value
    flags = {"db": str(db) if db else None, "offline": offline or None, "judge": asked}
    request = Request(paths, flags, tuple(sources or ()), date_of(as_of), without_baseline=True)
    performed: Performed = perform(request)
    if performed.job.failures:
        raise UserError(performed.job.failures[0])
    found = {report.article.path: list(report.findings) for report in performed.job.reports}
    return load(performed.settings.baseline), found
