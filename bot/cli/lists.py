"""`factcheck verdicts`, `articles`, `runs`: what the database holds, without writing SQL."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.options import Database, Output, write
from bot.records import Label
from bot.reports.text import plural

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.store.overview import Overview


class ListFormat(StrEnum):
    """How a list is written."""

    FULL = "full"
    JSON = "json"
    JSONL = "jsonl"


AsList = Annotated[ListFormat, typer.Option("--format", help="full: for reading; json, jsonl: for programs.")]


def verdicts(
    article: Annotated[str | None, typer.Option(help="Only this article (its path as it was given to run).")] = None,
    label: Annotated[Label | None, typer.Option(help="Only verdicts with this label.")] = None,
    code: Annotated[str | None, typer.Option(help="Only claims flagged by this rule or family: NAME001, NUM.")] = None,
    run: Annotated[str | None, typer.Option(help="Only this run; `factcheck runs` lists them.")] = None,
    every_run: Annotated[bool, typer.Option("--all-runs", help="Every run, not only each article's latest.")] = False,
    style: AsList = ListFormat.FULL,
    db: Database = None,
    output: Output = None,
) -> None:
    """List verdicts, of each article's latest run: number, place, label, and what decided it.

    factcheck verdicts --label refuted
    """
    with existing(db) as store:
        rows = store.overview.verdicts(
            article=article, label=label.value if label else None, code=code, run=run, every_run=every_run
        )
        if not rows:
            _known(store.overview, article, run)
    write(listed(rows, style, _verdict), output)


def _known(overview: Overview, article: str | None, run: str | None) -> None:
    """Tell an empty list from a name that is not there.

    Raises:
        UserError: There is no such article, or no such run.
    """
    from bot.errors import UserError

    if article and article not in {row["article"] for row in overview.articles()}:
        raise UserError(f"{article}: no such article in the database; `factcheck articles` lists them")
    if run and run not in {row["run"] for row in overview.runs()}:
        raise UserError(f"{run}: no such run; `factcheck runs` lists them")


def articles(style: AsList = ListFormat.FULL, db: Database = None, output: Output = None) -> None:
    """List the articles that were checked, with their versions and runs."""
    with existing(db) as store:
        rows = store.overview.articles()
    write(
        listed(rows, style, _article),
        output,
    )


def runs(style: AsList = ListFormat.FULL, db: Database = None, output: Output = None) -> None:
    """List the runs, newest first: judge, time, cost, and how many claims and findings."""
    with existing(db) as store:
        rows = store.overview.runs()
    write(listed(rows, style, _run), output)


def existing(db: Any) -> Any:  # noqa: ANN401 - Store, imported where it is used
    """The database to read: one that is not there is a mistake in the call, not an empty list.

    Raises:
        UserError: There is no such file.
    """
    from pathlib import Path

    from bot.errors import UserError
    from bot.settings import resolve
    from bot.store import Store

    path = Path(resolve({"db": str(db) if db else None}).db)
    if not path.is_file():
        raise UserError(f"{path}: no such database; `factcheck run` makes one, --db names another")
    return Store(path)


def listed(rows: Sequence[dict[str, Any]], style: ListFormat, line: Callable[[dict[str, Any]], str]) -> str:
    """Rows in the format asked for; `line` makes one row fit to read."""
    from bot.reports.text import as_json, visible

    if style is ListFormat.JSON:
        return as_json(rows, indent=2, default=str) + "\n"
    if style is ListFormat.JSONL:
        return "".join(as_json(row, default=str) + "\n" for row in rows)
    return "".join(visible(line(row)).rstrip() + "\n" for row in rows)


def _verdict(row: dict[str, Any]) -> str:
    ruled = f"  [{row['ruling']}: {row['ruling_reason']}]" if row["ruling"] else ""
    reason = f" ({row['reason']})" if row["reason"] else ""
    place = f"{row['verdict_id']:>5}  {row['article']}:{row['line']}"
    return f"{place}  {row['label']}{reason}  {row['decided_by']}  {row['quote']}{ruled}"


def _article(row: dict[str, Any]) -> str:
    return f"{row['article']}  versions {row['versions']}, runs {row['runs']}  {row['title'] or ''}"


def _run(row: dict[str, Any]) -> str:
    state = f"{row['seconds']:.1f} s" if row["finished_at"] else "unfinished: run the article again to go on"
    cost = "cost unknown" if row["cost_usd"] is None and row["finished_at"] else f"${row['cost_usd'] or 0:.4f}"
    judge = row["judge"] + (f" {row['model']}" if row["model"] else "")
    when = str(row["started_at"])[:19]
    found = f"{plural(row['claims'], 'claim')}, {plural(row['findings'], 'finding')}"
    return f"{row['run']}  {when}  {row['article']}  {judge}  {found}  {state}  {cost}"
