"""`factcheck config` and `factcheck init`: which setting holds and why; a commented file to begin with."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


class ConfigFormat(StrEnum):
    """How settings are written."""

    FULL = "full"
    JSON = "json"


@app.callback()
def config() -> None:
    """Settings: which value holds, and where it comes from."""


@app.command()
def show(
    draft: Annotated[
        Path | None, typer.Argument(metavar="[DRAFT]", help="A draft or folder; default: the working folder.")
    ] = None,
    style: Annotated[
        ConfigFormat, typer.Option("--format", help="full: for reading; json: for programs.")
    ] = ConfigFormat.FULL,
) -> None:
    """Show every setting that holds for a draft, with its origin. A key is never shown.

    factcheck config show drafts/article.md
    """
    import json

    from bot.settings import trace

    place = draft or Path.cwd()
    resolution = trace({}, place=place)
    settings = resolution.for_draft(place)
    rows = {
        name: {"value": _shown(name, getattr(settings, name)), "origin": _origin(resolution, settings, name)}
        for name in resolution.origins
    }
    if style is ConfigFormat.JSON:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for name, row in rows.items():
        typer.echo(_line(name, row))


def init(
    folder: Annotated[Path, typer.Argument(metavar="[FOLDER]", help="Where to write it.")] = Path(),
) -> None:
    """Write a commented factcheck.toml with every setting that a project may choose, where there is none yet."""
    from bot.errors import UserError
    from bot.settings.description import template
    from bot.settings.files import NAME

    path = folder / NAME
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(template())
    except FileExistsError:
        raise UserError(f"{path}: is there already, and stays as it is") from None
    except OSError as error:
        raise UserError(f"{path}: cannot be written ({(error.strerror or str(error)).lower()})") from None
    typer.echo(f"{path}: written; remove the # before what you want to change")


def _origin(resolution: Any, settings: Any, name: str) -> str:  # noqa: ANN401 - imported where they are used
    if getattr(settings, name) != getattr(resolution.settings, name):
        return f"{resolution.project.path} [[overrides]]"
    return str(resolution.origins[name])


def _shown(name: str, value: Any) -> Any:  # noqa: ANN401 - a setting has any of several types
    from bot.settings.fields import SECRET

    if name in SECRET:
        return "set" if value else None
    if isinstance(value, str) and "@" in value and "://" in value:
        return re.sub(r"(?<=://)[^/@]*@", "…@", value)  # an address may hold a password
    return dict(value) if name == "severity" else value


def _line(name: str, row: dict[str, Any]) -> str:
    import json

    from bot.reports.text import visible

    value = "not set" if row["value"] is None else json.dumps(row["value"], ensure_ascii=False)
    return visible(f"{name} = {value}  ({row['origin']})")
