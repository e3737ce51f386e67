"""`factcheck accept`, `reject`, `override`: an editor's ruling on a verdict. Rulings are only ever added."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.options import Database
from bot.records import Action, Label

Identity = Annotated[str, typer.Argument(metavar="ID", help="A verdict's number, or a claim's id from a report.")]
Why = Annotated[str, typer.Option("--reason", help="Why; it is kept and shown with the verdict.")]
Who = Annotated[str | None, typer.Option("--reviewer", help="Who rules. Default: the user's name on this machine.")]


def accept(identity: Identity, reason: Why, reviewer: Who = None, db: Database = None) -> None:
    """Agree with a verdict."""
    _rule(Action.ACCEPT, identity, reason, reviewer, db, None)


def reject(identity: Identity, reason: Why, reviewer: Who = None, db: Database = None) -> None:
    """Reject a verdict as a false alarm."""
    _rule(Action.REJECT, identity, reason, reviewer, db, None)


def override(
    identity: Identity,
    reason: Why,
    label: Annotated[Label, typer.Option(help="The label that shall stand.")],
    reviewer: Who = None,
    db: Database = None,
) -> None:
    """Put another label in the place of a verdict's own."""
    _rule(Action.OVERRIDE, identity, reason, reviewer, db, label)


def _rule(action: Action, identity: str, reason: str, reviewer: str | None, db: Database, label: Label | None) -> None:
    import getpass
    from datetime import UTC, datetime

    from bot.cli.lists import existing
    from bot.errors import UserError
    from bot.records import Review

    if not reason.strip():
        raise UserError("a ruling needs a reason: --reason '…'")
    with existing(db) as store:
        row = store.overview.verdict(identity)
        review = Review(action, label, reason.strip(), reviewer or getpass.getuser(), datetime.now(UTC))
        store.reviews.add(row["verdict_id"], review)
    shown = f" as {label.value}" if label else ""
    typer.echo(f"verdict {row['verdict_id']}: {action.value}{shown}, kept")
