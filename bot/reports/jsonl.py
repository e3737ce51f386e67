"""The report as JSON lines: one object an article a line, for streams."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reports.plain import plain
from bot.reports.text import as_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.reports.report import Report


def render(reports: Sequence[Report]) -> str:
    """One line an article."""
    return "".join(as_json(plain(report)) + "\n" for report in reports)
