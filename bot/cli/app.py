"""All commands in one tree. A command imports what it needs when it is called, so that help answers at once."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from bot import __version__
from bot.cli import baseline, calls, check, config, estimate, fix, lists, orgs, rules, rulings, run, show, sources
from bot.cli import eval as evaluation
from bot.cli.signals import stopping


class _Commands(TyperGroup):
    """All commands; each ends in one line and a documented exit code when it is told to stop."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - Typer brings a click of its own
        try:
            with stopping():
                return super().invoke(ctx)
        except BrokenPipeError:  # whoever read us has gone: no fault, and Typer would end with 1
            sys.stderr.close()
            raise typer.Exit from None


app = typer.Typer(
    name="factcheck",
    cls=_Commands,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done; 2 wrong usage or our own fault; 3 something asked for could not be checked.",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"factcheck {__version__}")
        raise typer.Exit


@app.callback()
def factcheck(
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    """Check the claims of a draft against primary sources.

    Start with: factcheck run article.txt --sources FOLDER --offline

    It splits the draft into claims, holds names against a register of official names, figures, dates and quotations
    against the sources, and keeps every verdict with its evidence in a database (factcheck.db).
    """


app.command("run")(run.run)
app.command("check")(check.check)
app.add_typer(baseline.app, name="baseline")
app.command("fix")(fix.fix)
app.command("verdicts")(lists.verdicts)
app.command("show")(show.show)
app.command("articles")(lists.articles)
app.command("runs")(lists.runs)
app.add_typer(sources.app, name="sources")
app.command("accept")(rulings.accept)
app.command("reject")(rulings.reject)
app.command("override")(rulings.override)
app.add_typer(orgs.app, name="orgs")
app.command("rules")(rules.rules)
app.command("rule")(rules.rule)
app.add_typer(config.app, name="config")
app.command("init")(config.init)
app.command("estimate")(estimate.estimate)
app.command("calls")(calls.calls)
app.command("eval")(evaluation.evaluate)
