"""`factcheck check`: many drafts at once, for a job in CI or a commit hook."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.options import (
    Database,
    Effort,
    ExtractionModel,
    LogJson,
    MaxCost,
    Model,
    Output,
    logging_to,
    named,
    tell,
    write,
)
from bot.cli.run import Judges
from bot.reports import Format

if TYPE_CHECKING:
    from datetime import date

    from bot.checking.job import Outcome, Request


class FailOn(StrEnum):
    """What ends a job with 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"


Codes = list[str] | None
Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...", callback=named, help="Drafts, folders, patterns such as 'drafts/**/*.md', or - for stdin."
    ),
]
Given = Annotated[
    list[str] | None,
    typer.Option(
        "--sources",
        metavar="PATH|URL",
        callback=named,
        help="Check against this: a folder, file, URL, or text file of URLs.",
    ),
]
Offline = Annotated[bool, typer.Option("--offline", help="Open no socket; read what is given or stored.")]
Judge = Annotated[Judges, typer.Option(help="auto: claude where a key is set, else local.")]
AsOf = Annotated[str | None, typer.Option(metavar="DATE", help="When the drafts speak, as 2024-01-31.")]
Select = Annotated[Codes, typer.Option("--select", help="Only these codes or families: NAME,NUM001.")]
Ignore = Annotated[Codes, typer.Option("--ignore", help="Not these codes or families.")]
Extend = Annotated[Codes, typer.Option("--extend-select", help="These as well: CLAIM lists what is not settled.")]
StdinName = Annotated[str | None, typer.Option("--stdin-filename", help="What standard input is called: draft.md.")]


def check(
    paths: Paths,
    sources: Given = None,
    offline: Offline = False,
    judge: Judge = Judges.AUTO,
    as_of: AsOf = None,
    select: Select = None,
    ignore: Ignore = None,
    extend_select: Extend = None,
    fail_on: Annotated[
        FailOn | None, typer.Option(help="The least severity that ends with 1; error unless set.", show_default=False)
    ] = None,
    style: Annotated[Format, typer.Option("--format", help="How findings are written.")] = Format.FULL,
    output: Output = None,
    diff_base: Annotated[
        str | None, typer.Option(metavar="REF", help="Only lines changed since the branch left this commit.")
    ] = None,
    model: Model = None,
    extraction_model: ExtractionModel = None,
    effort: Effort = None,
    max_cost: MaxCost = None,
    log_json: LogJson = None,
    stdin_filename: StdinName = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="End with 0 whatever is found.")] = False,
    allow_incomplete: Annotated[
        bool, typer.Option("--allow-incomplete", help="End with 0 where something could not be checked.")
    ] = False,
    fix: Annotated[bool, typer.Option("--fix", help="Correct what is certain, then report the rest.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what --fix would change; write nothing.")] = False,
    statistics: Annotated[bool, typer.Option("--statistics", help="Say on stderr what was worked on.")] = False,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Keep no results, and use none.")] = False,
    db: Database = None,
) -> None:
    """Check drafts, and end with 1 where something is wrong in them.

    factcheck check drafts/ --offline
    factcheck check . --format github --diff-base origin/main

    Exit codes: 0 nothing blocks; 1 findings of --fail-on and worse; 2 wrong usage or our own fault; 3 something asked
    for could not be checked; 130, 143 stopped. Where several hold: 2 over 1 over 3 over 0.
    """
    from bot.cli.jobs import code, date_of, perform, said

    flags: dict[str, Any] = {
        "db": str(db) if db else None,
        "offline": offline or None,
        "judge": None if judge is Judges.AUTO else judge.value,
        "select": _codes(select),
        "ignore": _codes(ignore),
        "extend_select": _codes(extend_select),
        "fail_on": fail_on.value if fail_on else None,
        "model": model,
        "extraction_model": extraction_model,
        "effort": effort,
        "max_cost": max_cost,
        "cache": "" if no_cache else None,
    }
    with logging_to(log_json) as log:
        request = _request(paths, flags, sources, date_of(as_of), stdin_filename, diff_base)
        outcome = perform(request, log, fix=fix, diff=diff)
        if outcome.shown is None:
            write(said(outcome, style, styled=output is None), output)
        else:
            write(outcome.shown, output)
        _log(outcome.job, statistics=statistics)
        raise typer.Exit(code(outcome, exit_zero=exit_zero, allow_incomplete=allow_incomplete))


def _request(
    paths: list[str],
    flags: dict[str, Any],
    sources: Codes,
    as_of: date | None,
    stdin_name: str | None,
    base: str | None,
) -> Request:
    from bot.checking.changes import Changes
    from bot.checking.job import Request

    changes = Changes(base) if base else None
    return Request(paths, flags, tuple(sources or ()), as_of, stdin_name, changes)


def _codes(given: Codes) -> tuple[str, ...] | None:
    """Codes from repeated flags and comma-separated lists."""
    parts = [part.strip() for each in given or () for part in each.split(",")]
    return tuple(part for part in parts if part) or None


def _log(job: Outcome, *, statistics: bool) -> None:
    from bot.reports.text import visible

    for line in (*job.failures, *job.remarks):
        tell(f"factcheck: {visible(line)}")
    if statistics:
        tell("\n".join(job.statistics.lines()))
