"""The one form of date that metadata states: ISO 8601."""

from __future__ import annotations

from datetime import date


def iso_date(text: str) -> date | None:
    """The day of an ISO 8601 date or date-time; None where the text is something else."""
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None
