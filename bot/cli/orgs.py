"""`factcheck orgs`: looking at the register of official names, and adding to it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.organisations import Organisation

app = typer.Typer(
    no_args_is_help=True,
    help="Official names of organisations: search the register, show a body, add your own, validate a file.",
)


class Format(StrEnum):
    """How bodies are printed."""

    TEXT = "text"
    JSON = "json"


Own = Annotated[
    Path | None,
    typer.Option("--file", "-f", help="Your own file of organisations (JSON Lines), laid over the register."),
]
Form = Annotated[Format, typer.Option("--format", help="Plain text for people, JSON for programs.")]


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(help="Words of a name, beginnings of words, or an acronym.")],
    file: Own = None,
    output: Form = Format.TEXT,
    limit: Annotated[int, typer.Option(min=1, help="How many to print at most.")] = 20,
) -> None:
    """Find bodies by words of a name, former names included: `factcheck orgs search disease control`."""
    from bot.organisations import Register

    found = Register.load(file).search(" ".join(words), limit)
    if output is Format.JSON:
        typer.echo(_json(found))
    else:
        typer.echo("\n".join(map(_line, found)) or "No such body. Add it: factcheck orgs add --help")


@app.command()
def show(
    body: Annotated[str, typer.Argument(help="The id of a body, its name, or its acronym.")],
    file: Own = None,
    output: Form = Format.TEXT,
) -> None:
    """Print all that the register knows of one body: `factcheck orgs show CDC`."""
    from bot.errors import UserError
    from bot.organisations import Register

    register = Register.load(file)
    exact = register.by_id.get(body)
    found = (exact,) if exact else register.search(body, 1)
    if not found:
        raise UserError(f"{body}: no such body; try factcheck orgs search {body}")
    typer.echo(_json(found[0]) if output is Format.JSON else _page(found[0]))


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="The official name.")],
    file: Annotated[
        Path, typer.Option("--file", "-f", help="Your own file of organisations; made if it is not there.")
    ],
    country: Annotated[str, typer.Option(help="ISO 3166 code (US, US-NY), or UN, EU, INT.")] = "US",
    short: Annotated[list[str] | None, typer.Option(help="Another form that is right in print; repeat it.")] = None,
    acronym: Annotated[list[str] | None, typer.Option(help="An acronym, as printed; repeat it.")] = None,
    parent: Annotated[str | None, typer.Option(help="The id of the body that it belongs to.")] = None,
    site: Annotated[str | None, typer.Option(help="The address of its official site.")] = None,
    former: Annotated[
        list[str] | None,
        typer.Option(help="A former name, with dates where known: 'General Accounting Office,1921,2004-07-07'."),
    ] = None,
    source: Annotated[
        list[str] | None,
        typer.Option(help="The official page that states the name. Without one the row never makes an error."),
    ] = None,
) -> None:
    """Add a body to your own file: `factcheck orgs add "Troy City Council" --country US-NY --file own.jsonl`."""
    from bot.organisations import Register
    from bot.organisations.additions import append
    from bot.organisations.organisation import slug

    row: dict[str, Any] = {
        "id": slug(name, country),
        "name": name,
        "country": country,
        "short": short,
        "acronyms": acronym,
    }
    row |= {"parent": parent, "site": site, "former": [_former(text) for text in former or []], "source": source}
    append(file, {field: value for field, value in row.items() if value}, Register.load())
    typer.echo(f"{file}: added {row['id']}")


@app.command()
def validate(
    file: Annotated[
        Path | None, typer.Argument(help="A file of organisations (default: the packaged register).")
    ] = None,
) -> None:
    """Say which rows of a file are wrong, and why; exit code 2 if any is."""
    from bot.organisations.validation import check

    count, wrong = check(file)
    for problem in wrong:
        typer.echo(str(problem))
    typer.echo(f"{count} rows, {len(wrong)} wrong")
    if wrong:
        raise typer.Exit(2)


def _former(text: str) -> dict[str, str]:
    """`NAME[,FROM[,UNTIL]]`; a comma within the name is part of it, since a date begins with a digit."""
    parts = text.rsplit(",", 2)
    dates: list[str] = []
    while len(parts) > 1 and (not parts[-1].strip() or parts[-1].strip()[0].isdigit()):
        dates.insert(0, parts.pop().strip())
    values = {"name": ",".join(parts).strip(), **dict(zip(("from", "until"), dates, strict=False))}
    return {key: value for key, value in values.items() if value}


def _json(bodies: Organisation | Sequence[Organisation]) -> str:
    import json

    from bot.organisations import Organisation
    from bot.organisations.organisation import to_row

    rows = to_row(bodies) if isinstance(bodies, Organisation) else [to_row(body) for body in bodies]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _line(body: Organisation) -> str:
    acronyms = f" ({', '.join(body.acronyms)})" if body.acronyms else ""
    return f"{body.id}  {body.name}{acronyms}, {body.country}"


def _page(body: Organisation) -> str:
    """One fact a line, its label first."""
    facts = [
        ("id", body.id),
        ("country", body.country),
        ("also", "; ".join(body.short)),
        ("acronym", ", ".join(body.acronyms)),
        ("parent", body.parent),
        ("site", body.site),
        *(("formerly", f"{old.name} ({old.since or '?'} to {old.until or '?'})") for old in body.former),
        ("until", body.until),
        ("followed by", ", ".join(body.successors)),
        ("source", "; ".join(body.source) or "none: this row silences and softens, it never makes an error"),
    ]
    return "\n".join([body.name, *(f"  {label}: {fact}" for label, fact in facts if fact)])
