"""`factcheck sources`: the archive of what was read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.lists import AsList, ListFormat, existing, listed
from bot.cli.options import Database, Output, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.records import Snapshot

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def sources() -> None:
    """The sources that were read: list them, add one, show what was extracted from one."""


@app.command("list")
def list_(style: AsList = ListFormat.FULL, db: Database = None, output: Output = None) -> None:
    """List every snapshot: hash, publisher, date, title, URL, and how often it is cited."""
    with existing(db) as store:
        rows = store.overview.sources()
    write(listed(rows, style, _source), output)


@app.command()
def add(
    given: Annotated[
        list[str], typer.Argument(metavar="PATH|URL...", help="Folders, files, URLs, or text files of URLs.")
    ],
    offline: Annotated[bool, typer.Option("--offline", help="Open no socket: URLs are left out.")] = False,
    db: Database = None,
) -> None:
    """Read sources into the archive, for runs to come."""
    import asyncio

    from bot.cli import INCOMPLETE
    from bot.organisations import Register
    from bot.pipeline.gathering import Gatherer
    from bot.settings import resolve
    from bot.store import Store

    settings = resolve({"db": str(db) if db else None, "offline": offline or None})

    async def gather() -> Any:  # noqa: ANN401 - Gathered, imported where it is used
        with Store(settings.db) as store:
            async with Gatherer(store, settings, Register.load(), given) as gatherer:
                return await gatherer.handed_over()

    gathered = asyncio.run(gather())
    for attempt in gathered.attempts:
        typer.echo(f"{attempt.outcome}  {attempt.url}  {attempt.detail}".rstrip())
    if any(attempt.outcome != "found" for attempt in gathered.attempts):
        raise typer.Exit(INCOMPLETE)


@app.command()
def show(
    sha256: Annotated[
        str, typer.Argument(help="The first digits of a snapshot's hash; `factcheck sources list` has them.")
    ],
    db: Database = None,
    output: Output = None,
) -> None:
    """Show what was extracted from a source, each paragraph with its offset in the text."""
    from bot.errors import UserError

    with existing(db) as store:
        snapshot = store.snapshots.get(sha256.lower())
    if snapshot is None:
        raise UserError(f"there is no snapshot {sha256}; `factcheck sources list` lists them")
    write("\n".join(_shown(snapshot)) + "\n", output)


def _source(row: dict[str, Any]) -> str:
    ours = "our summary of " if row["restatement"] else ""
    publisher = f"{ours}{row['publisher'] or 'publisher not known'}"
    cited = f"cited {row['cited']}"
    when = row["published"] or "undated"
    return f"{row['sha256']}  {row['tier']}  {cited}  {when}  {publisher}: {row['title'] or ''}  {row['url'] or ''}"


def _shown(snapshot: Snapshot) -> Iterator[str]:
    from bot.language.pages import ends, page
    from bot.reports.text import visible

    source = snapshot.source
    ours = "our summary of " if source.restatement else ""
    yield visible(f"{snapshot.sha256}  {source.tier.value}")
    yield visible(f"{ours}{source.publisher or 'publisher not known'}: {source.title or ''}  {source.url or ''}")
    fetched = snapshot.fetched_at or "never: it was handed over"
    yield f"published {source.published or 'at an unknown date'}, fetched {fetched}"
    at, known = 0, ends(snapshot.text)
    for line in snapshot.text.splitlines(keepends=True):
        if known and (at == 0 or at - 1 in known[:-1]):
            yield f"page {page(at, known)}"
        if line.strip():
            yield f"{at:>7}  {visible(line.rstrip())}"
        at += len(line)
