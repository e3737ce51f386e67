"""The report as JSON lines: one object an article a line, for streams."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.reports.plain import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.reports.report import Report


def render(reports: Sequence[Report]) -> str:
    """One line an article."""
    return "".join(json.dumps(plain(report), ensure_ascii=False) + "\n" for report in reports)
