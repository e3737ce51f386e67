"""Options that several commands share, said once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.checks.catalogue import Choice
    from bot.settings import Settings

Database = Annotated[
    Path | None,
    typer.Option("--db", help="The database; factcheck.db in the working folder unless a setting names another."),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write the result to this file instead of standard output.")
]


def write(text: str, output: Path | None) -> None:
    """Print a result, or write it to a file.

    Raises:
        UserError: The file cannot be written.
    """
    if output is None:
        typer.echo(text, nl=False)
        return
    from bot.errors import UserError

    try:
        output.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise UserError(f"{output}: cannot be written ({(error.strerror or str(error)).lower()})") from None


def chosen(settings: Settings) -> Choice:
    """Which rules the settings choose, and what their findings weigh.

    Raises:
        ConfigError: An entry names no rule.
    """
    from bot.checks.catalogue import Choice
    from bot.records import Severity

    select = (*settings.select, *settings.extend_select) if settings.select else ()
    return Choice(select, settings.ignore, {code: Severity(weight) for code, weight in settings.severity})
