"""`factcheck show`: one verdict with its evidence in context, its source and its history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.lists import AsList, ListFormat, existing
from bot.cli.options import Database, Output, write

if TYPE_CHECKING:
    from collections.abc import Iterator


def show(
    identity: Annotated[str, typer.Argument(metavar="ID", help="A verdict's number, or a claim's id from a report.")],
    style: AsList = ListFormat.FULL,
    db: Database = None,
    output: Output = None,
) -> None:
    """Show a verdict: the claim, the decision, the evidence with the words around it, the source, and its history."""
    from bot.reports.text import as_json, visible

    with existing(db) as store:
        row = store.overview.verdict(identity)
    if style is ListFormat.FULL:
        write("".join(visible(line).rstrip() + "\n" for line in _lines(row)), output)
    else:
        indent = 2 if style is ListFormat.JSON else None
        write(as_json(row, indent=indent, default=str) + "\n", output)


def _lines(row: dict[str, Any]) -> Iterator[str]:
    claim = f"{row['fingerprint']}-{row['occurrence']}"
    yield f"verdict  {row['verdict_id']}  {row['article']}:{row['line']}  (claim {claim})"
    yield f"claim    {row['claim']}"
    yield from [f"speaker  {row['speaker']}"] if row["speaker"] else []
    reason = f" ({row['reason']})" if row["reason"] else ""
    yield f"label    {row['label']}{reason}, decided by {row['decided_by']}"
    yield f"because  {row['explanation']}"
    yield from [f"write    {row['suggestion']}"] if row["suggestion"] else []
    yield from (f"finding  {f['severity']} {f['code']}: {f['message']}" for f in row["findings"])
    for evidence in row["evidence"]:
        yield from _evidence(evidence)
    for opinion in row["opinions"]:
        model = f" {opinion['model']}" if opinion["model"] else ""
        prompt = f" by prompt {opinion['prompt_id']} {opinion['prompt_version']}" if opinion["prompt_id"] else ""
        cost = f", ${opinion['cost_usd']:.4f}" if opinion["cost_usd"] else ""
        yield f"opinion  {opinion['judge']}{model}: {opinion['label']}{prompt}{cost}. {opinion['explanation']}"
        yield from [f"missing  {opinion['missing']}"] if opinion["missing"] else []
    for tried in row["attempts"]:
        yield f"tried    {tried['finder']}: {tried['outcome']}, {tried['url']} {tried['detail']}".rstrip()
    for event in row["history"]:
        said = f"{event['event']} {event['label'] or ''} by {event['who']}: {event['reason']}"
        yield f"history  {str(event['at'])[:19]} {said}"


def _evidence(evidence: dict[str, Any]) -> Iterator[str]:
    ours = "our summary of " if evidence["restatement"] else ""
    when = evidence["published"] or "undated"
    where = evidence["url"] or f"snapshot {evidence['sha256'][:12]}"
    where += f", page {evidence['page']}" if evidence["page"] else ""
    yield f"{evidence['stance']:<8} …{evidence['before']}[[{evidence['quote']}]]{evidence['after']}…"
    yield f"source   {ours}{evidence['publisher'] or 'publisher not known'}, {when}, {where} ({evidence['tier']})"
