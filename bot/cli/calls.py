"""`factcheck calls`: every question that a model was asked, what it took and how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.lists import AsList, ListFormat, existing, listed
from bot.cli.options import Database, Output, write

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.records import Call
    from bot.reports.report import Report


def calls(
    run: Annotated[str | None, typer.Option(help="Only calls that this run used; `factcheck runs` lists runs.")] = None,
    style: AsList = ListFormat.FULL,
    db: Database = None,
    output: Output = None,
) -> None:
    """List the model calls that are stored: when, prompt, model, tokens, cost, time, how it ended; and their sum.

    factcheck calls --run ID
    """
    from bot.llm.share import is_part

    with existing(db) as store:
        kept = [call for call in store.calls.all(run) if not is_part(call)]
    rows = [row(call) for call in kept]
    total = f"{_sum(kept)}\n" if style is ListFormat.FULL else ""
    write(listed(rows, style, _line) + total, output)


def row(call: Call) -> dict[str, Any]:
    """What is known of a call, without its texts."""
    name, version, digest = call.prompt
    return {
        "created_at": call.created_at.isoformat(timespec="seconds"),
        "prompt": name,
        "prompt_version": version,
        "prompt_sha256": digest,
        "model": call.model,
        "request_id": call.request_id,
        "input_tokens": call.usage.input_tokens,
        "output_tokens": call.usage.output_tokens,
        "cache_read_tokens": call.usage.cache_read_tokens,
        "cache_write_tokens": call.usage.cache_write_tokens,
        "cost_usd": call.usage.cost_usd,
        "seconds": call.seconds,
        "stop_reason": call.stop_reason,
        "retries": call.retries,
        "key": call.key,
    }


def _line(row: dict[str, Any]) -> str:
    cached = f" (+{row['cache_read_tokens']} cached)" if row["cache_read_tokens"] else ""
    retries = f", {row['retries']} retries" if row["retries"] else ""
    prompt = f"{row['prompt']} v{row['prompt_version']} {row['prompt_sha256'][:8]}"
    read = row["input_tokens"] + row["cache_write_tokens"]
    return (
        f"{row['created_at'][:19]}  {prompt}  {row['model']}  {read}{cached} in, {row['output_tokens']} out  "
        f"{money(row['cost_usd'])}  {row['seconds']:.1f} s  {row['stop_reason'] or 'no stop reason'}{retries}  "
        f"{row['request_id'] or 'no request id'}"
    )


def _sum(kept: Iterable[Call]) -> str:
    from functools import reduce

    from bot.llm.usage import add
    from bot.records import Usage
    from bot.reports.text import plural

    total = reduce(add, (call.usage for call in kept), Usage())
    read = total.input_tokens + total.cache_write_tokens + total.cache_read_tokens
    return f"{plural(total.calls, 'call')}, {read} tokens in, {total.output_tokens} out, {money(total.cost_usd)}"


def paid(report: Report) -> str:
    """What the run took, for standard error: reports themselves do not vary with it."""
    from bot.reports.text import plural, visible

    ran = report.run
    tokens = f"{ran.input_tokens} tokens in, {ran.output_tokens} out"
    calls = f"{plural(ran.calls, 'call')}, {tokens}, {money(ran.cost_usd)}"
    return f"{visible(report.article.path)}: {calls}; `factcheck calls --run {ran.id}` lists them"


def money(cost: float | None) -> str:
    """Dollars to four places; a cost that is not known is not zero."""
    return "cost unknown" if cost is None else f"${cost:.4f}"
