"""Editors' rulings: append-only, and found again in the next version of the draft by the claim's fingerprint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from bot.errors import UserError
from bot.records import Action, Label, Review
from bot.store.database import session
from bot.store.tables import ClaimRow, DocumentRow, ReviewRow, RunRow, VerdictRow, VersionRow

if TYPE_CHECKING:
    from sqlalchemy import Engine


class Reviews:
    """The ledger of rulings."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def add(self, verdict_id: int, review: Review) -> None:
        """Append a ruling on a verdict.

        Raises:
            UserError: There is no such verdict.
        """
        with session(self.engine, write=True) as opened:
            verdict = opened.get(VerdictRow, verdict_id)
            if verdict is None:
                raise UserError(f"there is no verdict {verdict_id}; `factcheck verdicts` lists them")
            claim = opened.get(ClaimRow, verdict.claim_id)
            run = opened.get(RunRow, claim.run_id) if claim else None
            version = opened.get(VersionRow, run.version_id) if run else None
            assert claim is not None
            assert version is not None
            opened.add(
                ReviewRow(
                    document_id=version.document_id,
                    fingerprint=claim.fingerprint,
                    occurrence=claim.occurrence,
                    verdict_id=verdict_id,
                    action=review.action.value,
                    label=review.label.value if review.label else None,
                    reason=review.reason,
                    reviewer=review.reviewer,
                    created_at=review.created_at,
                )
            )

    def current(self, path: str) -> dict[tuple[str, int], Review]:
        """The latest ruling on each claim of a document, by fingerprint and occurrence."""
        query = select(ReviewRow).join(DocumentRow).where(DocumentRow.path == path).order_by(col(ReviewRow.id))
        with session(self.engine) as opened:
            return {(row.fingerprint, row.occurrence): _review(row) for row in opened.scalars(query)}

    def history(self, document_id: int, fingerprint: str, occurrence: int) -> list[Review]:
        """Every ruling on a claim, oldest first."""
        query = select(ReviewRow).where(
            ReviewRow.document_id == document_id,
            ReviewRow.fingerprint == fingerprint,
            ReviewRow.occurrence == occurrence,
        )
        with session(self.engine) as opened:
            return [_review(row) for row in opened.scalars(query.order_by(col(ReviewRow.id)))]


def _review(row: ReviewRow) -> Review:
    return Review(Action(row.action), Label(row.label) if row.label else None, row.reason, row.reviewer, row.created_at)
