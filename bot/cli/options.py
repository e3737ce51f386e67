"""Options that several commands share, said once."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.checks.catalogue import Choice
    from bot.settings import Settings

    Log = Callable[[dict[str, Any]], None]

Database = Annotated[
    Path | None,
    typer.Option("--db", help="The database; factcheck.db in the working folder unless a setting names another."),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write the result to this file instead of standard output.")
]

Model = Annotated[str | None, typer.Option("--model", help="The model that judges, where claude is the judge.")]
ExtractionModel = Annotated[
    str | None, typer.Option("--extraction-model", help="The model that extracts claims; a small one will do.")
]


def _effort(value: str | None) -> str | None:
    """An effort that there is: a wrong word would be found out by the service alone, and be left out in silence."""
    from bot.settings.fields import CHOICES

    if value is not None and value not in CHOICES["effort"]:
        raise typer.BadParameter(f"one of {', '.join(CHOICES['effort'])}")
    return value


Effort = Annotated[
    str | None,
    typer.Option("--effort", callback=_effort, help="How hard the model thinks: low, medium, high, xhigh or max."),
]
MaxCost = Annotated[
    float | None,
    typer.Option("--max-cost", min=0, help="US dollars that the run may cost; what is left is unchecked: budget."),
]
LogJson = Annotated[
    Path | None,
    typer.Option("--log-json", help="Write a JSON line for each model call to this file; no texts, no keys."),
]


def named(given: list[str] | None) -> list[str] | None:
    """What was named on the command line, all of it with a name.

    Raises:
        UserError: One is empty: an unset variable of a shell is not the working folder.
    """
    from bot.errors import UserError

    if any(not each.strip() for each in given or ()):
        raise UserError("a file or folder was given as an empty name; is a variable of the shell not set?")
    return given


def write(text: str, output: Path | None) -> None:
    """Print a result, or write it to a file.

    Raises:
        UserError: The file cannot be written.
    """
    if output is None:
        _print(text, sys.stdout)
        return
    from bot.cli.files import write_whole
    from bot.errors import UserError

    try:
        write_whole(output, text.encode("utf-8", "surrogatepass"))
    except OSError as error:
        raise UserError(f"{output}: cannot be written ({(error.strerror or str(error)).lower()})") from None


def tell(line: str) -> None:
    """Say something on standard error, beside the result."""
    _print(f"{line}\n", sys.stderr)


def _print(text: str, stream: TextIO) -> None:
    """Print; where the reader has gone (`| head`), nothing is left to say, and the exit code stays what it is."""
    try:
        typer.echo(text, stream, nl=False)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def coloured() -> bool:
    """Whether standard output is a terminal that may be coloured: see https://no-color.org."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


@contextmanager
def logging_to(path: Path | None) -> Iterator[Log | None]:
    """What takes a model call's facts and writes them to `path`, a line each; None where there is no path.

    Raises:
        UserError: The file cannot be written.
    """
    if path is None:
        yield None
        return
    import json

    from bot.errors import UserError

    try:
        file = path.open("a", encoding="utf-8")
    except OSError as error:
        raise UserError(f"{path}: cannot be written ({(error.strerror or str(error)).lower()})") from None
    with file:

        def write_line(event: dict[str, Any]) -> None:
            file.write(json.dumps(event, ensure_ascii=False) + "\n")
            file.flush()

        yield write_line


def chosen(settings: Settings) -> Choice:
    """Which rules the settings choose, and what their findings weigh; codes beside the rules (CLAIM) choose none.

    Raises:
        ConfigError: An entry names no rule.
    """
    from bot.checking.selection import choice

    return choice(settings)
