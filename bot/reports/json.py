"""The report as JSON: one object for one article, an array for several. `docs/report.schema.json` describes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reports.plain import plain
from bot.reports.text import as_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.reports.report import Report


def render(reports: Sequence[Report]) -> str:
    """One object for one article, an array for none or several."""
    objects = [plain(report) for report in reports]
    return as_json(objects[0] if len(objects) == 1 else objects, indent=2) + "\n"
