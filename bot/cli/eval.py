"""`factcheck eval`: measure a judge on labelled pairs of claim and evidence."""

from __future__ import annotations

from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import Database, Effort, MaxCost, Model

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Mapping

    from bot.judges.judge import Judge


class EvalJudge(StrEnum):
    """Who is measured."""

    LOCAL = "local"
    GRAMMAR = "grammar"
    CLAUDE = "claude"


class EvalFormat(StrEnum):
    """How the measures are written."""

    FULL = "full"
    JSON = "json"


def evaluate(
    data: Annotated[Path, typer.Argument(metavar="DATA.jsonl", help="One {id, claim, evidence, label} a line.")],
    judge: Annotated[
        EvalJudge,
        typer.Option(help="local needs no key and no network; grammar is local without its reader; claude costs."),
    ] = EvalJudge.LOCAL,
    style: Annotated[
        EvalFormat, typer.Option("--format", help="full: tables to read; json: for programs.")
    ] = EvalFormat.FULL,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="OUT.jsonl",
            help="Keep each answer here, one {id, label, predicted, confidence} a line; run again to go on.",
        ),
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Only the first so many pairs.")] = None,
    figures_only: Annotated[
        bool, typer.Option("--figures-only", help="Only claims that hold a figure or a date.")
    ] = False,
    model: Model = None,
    effort: Effort = None,
    max_cost: MaxCost = None,
    db: Database = None,
) -> None:
    """Measure a judge: confusion matrix, precision and recall by label, balanced accuracy, share settled, cost.

    factcheck eval pairs.jsonl --figures-only

    factcheck eval pairs.jsonl --judge claude --max-cost 5 -o answers.jsonl

    Labels are supported, refuted, not_enough_info and partial; to call a partial pair supported or refuted is wrong.
    """
    import json

    from bot.cli import CLEAN, INCOMPLETE
    from bot.evaluation import Scores, read_pairs
    from bot.evaluation import evaluate as ask
    from bot.records import Label

    pairs = read_pairs(data, figures_only=figures_only, limit=limit)
    flags = {"model": model, "effort": effort, "max_cost": max_cost, "db": str(db) if db else None}
    with _judge(judge, flags) as (chosen, after):
        scores = Scores(ask(chosen, pairs, output, after))
    result = {"data": data.name, "judge": judge.value, "model": chosen.model, **scores.as_json()}
    typer.echo(
        json.dumps(result, indent=2) if style is EvalFormat.JSON else scores.as_text(), nl=style is EvalFormat.JSON
    )
    raise typer.Exit(INCOMPLETE if scores.predicted(Label.UNCHECKED) else CLEAN)


@contextmanager
def _judge(
    name: EvalJudge, flags: Mapping[str, object]
) -> Iterator[tuple[Judge, Callable[[], Awaitable[None]] | None]]:
    """The judge by its name, and how to close it; Claude's replies are kept in the database and not paid for twice.

    What kept a model from answering, and what was paid now, is said on standard error.
    """
    if name is not EvalJudge.CLAUDE:
        from bot.judges.local import LocalJudge
        from bot.judges.reader import beside

        yield beside(LocalJudge()) if name is EvalJudge.LOCAL else LocalJudge(), None
        return
    from bot.cli.calls import money
    from bot.errors import UserError
    from bot.judges.claude import ClaudeJudge
    from bot.llm.endpoint import Endpoint
    from bot.reports.text import plural, visible
    from bot.settings import resolve
    from bot.store import Store

    settings = resolve({"judge": "claude", **flags})
    if not settings.api_key and not settings.base_url:
        raise UserError("no key is set for the judge claude; set ANTHROPIC_API_KEY, or use --judge local")
    with Store(settings.db) as store:
        endpoint = Endpoint(settings, store.calls)
        yield ClaudeJudge(endpoint, store.answers), endpoint.close
    for problem in endpoint.problems:
        typer.echo(f"Model: {visible(problem)}", err=True)
    if endpoint.usage.calls:
        typer.echo(
            f"Model: {plural(endpoint.usage.calls, 'call')}, {money(endpoint.usage.cost_usd)} paid now", err=True
        )
