"""`factcheck rules` and `factcheck rule CODE`: what is checked, and why."""

from __future__ import annotations

from typing import Annotated

import typer


def rules() -> None:
    """List the rules: code, severity, and what each finds.

    factcheck rules
    """
    from bot.checks.catalogue import rules as catalogue

    for each in catalogue():
        typer.echo(f"{each.code}  {each.severity:<7}  {each.name}: {each.summary}")


def rule(
    code: Annotated[str, typer.Argument(help="The code or the name of a rule: NAME001.", show_default=False)],
) -> None:
    """Explain a rule: what it does, why it matters, what it flags and what it leaves alone, what it is known to miss.

    factcheck rule NAME001
    """
    from bot.checks.catalogue import rule as named
    from bot.checks.document import section

    typer.echo(section(named(code)), nl=False)
