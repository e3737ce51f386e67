"""How much of the pipeline a run needs, known before any of it is loaded."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.reports.report import RunInfo

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.settings import Settings


def enough(settings: Settings, given: Sequence[str]) -> bool:
    """Whether the draft alone is enough: offline, no source handed over, no model whose replies could be replayed."""
    return settings.offline and not given and settings.judge != "claude"


def run_info(settings: Settings, seconds: float) -> RunInfo:
    """A run of the local judge, which is kept nowhere."""
    return RunInfo(
        id=uuid.uuid4().hex[:12],
        judge="local",
        model=None,
        offline=settings.offline,
        started_at=datetime.now(UTC),
        seconds=seconds,
        cost_usd=0.0,
    )
