"""`factcheck run`: check articles and show what was found."""

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
    coloured,
    logging_to,
    named,
    tell,
    write,
)
from bot.reports import Format

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.cli.options import Log
    from bot.reports.report import Report
    from bot.settings import Settings


class Judges(StrEnum):
    """Who reads claim and sources."""

    AUTO = "auto"
    CLAUDE = "claude"
    LOCAL = "local"


def run(
    articles: Annotated[
        list[str],
        typer.Argument(
            metavar="ARTICLE...", help="Drafts: .txt, .md or .html files, or addresses; - reads standard input."
        ),
    ],
    sources: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PATH|URL",
            callback=named,
            help="Check against this: a folder, a file, a URL, or a text file of URLs.",
        ),
    ] = None,
    offline: Annotated[bool, typer.Option("--offline", help="Open no socket; read what is given or stored.")] = False,
    judge: Annotated[
        Judges, typer.Option(help="auto: claude where a key is set, else local. local needs no key and no network.")
    ] = Judges.AUTO,
    as_of: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="When the article speaks, as 2024-01-31, or today. Default: its own date."),
    ] = None,
    style: Annotated[
        Format, typer.Option("--format", help="full: to read; concise: a line a finding; json, jsonl: for programs.")
    ] = Format.FULL,
    output: Output = None,
    db: Database = None,
    model: Model = None,
    extraction_model: ExtractionModel = None,
    effort: Effort = None,
    max_cost: MaxCost = None,
    log_json: LogJson = None,
) -> None:
    """Check articles: claims, sources, verdicts, all kept in the database.

    factcheck run article.txt
    factcheck run article.md --sources package/ --offline
    factcheck run https://paper.example/story

    Exit codes: 0 done; 2 wrong usage or our own fault; 3 something that was asked for could not be checked.
    """
    from bot.cli.calls import paid
    from bot.pipeline.drafts import is_url
    from bot.reports import render
    from bot.settings import resolve

    when = _date(as_of)
    flags: dict[str, Any] = {
        "db": str(db) if db else None,
        "offline": offline or None,
        "judge": _asked(judge),
        "model": model,
    }
    flags |= {"extraction_model": extraction_model, "effort": effort, "max_cost": max_cost}
    here = articles[0] == "-" or is_url(articles[0])
    settings = resolve(flags, place=None if here else articles[0])
    with logging_to(log_json) as log:
        reports = check(articles, sources or [], settings, when, log)
    write(render(reports, style, styled=output is None and coloured()), output)
    for report in reports:
        if report.run.calls:
            tell(paid(report))
    raise typer.Exit(_code(reports))


def check(
    paths: Sequence[str], sources: Sequence[str], settings: Settings, as_of: date | None, log: Log | None = None
) -> list[Report]:
    """Run articles through the pipeline, with progress on standard error; `log` is told of every model call.

    Raises:
        UserError: An article or a source cannot be read.
        FetchError: An article on the web cannot be read.
        StoreError: The database refused.
    """
    import asyncio

    from bot.cli.options import chosen
    from bot.cli.progress import watching
    from bot.organisations import Register
    from bot.pipeline import Pipeline
    from bot.pipeline.drafts import read
    from bot.store import Store

    drafts = [read(path, settings) for path in dict.fromkeys(paths)]
    with Store(settings.db) as store, watching() as progress:
        register = Register.load(settings.organisations)
        pipeline = Pipeline(store, settings, register, progress, chosen(settings), log)
        return asyncio.run(pipeline.run(drafts, sources, as_of))


def _asked(judge: Judges) -> str | None:
    """None leaves the choice to the settings."""
    return None if judge is Judges.AUTO else judge.value


def _date(text: str | None) -> date | None:
    from datetime import date

    from bot.errors import UserError

    if text == "today":
        return date.today()  # noqa: DTZ011 - the day where the editor is
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UserError(f"--as-of {text}: not a date; write it as 2024-01-31, or today") from None


def _code(reports: Sequence[Report]) -> int:
    from bot.cli import CLEAN, INCOMPLETE

    return INCOMPLETE if any(report.incomplete for report in reports) else CLEAN
