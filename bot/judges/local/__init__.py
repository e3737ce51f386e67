"""The local judge: no model, no key, no network. It says supported or refuted only where it can show why."""

from __future__ import annotations

from bot.judges.local.judge import LocalJudge
from bot.judges.local.opined import Opined
from bot.judges.local.pair import judge_pair

__all__ = ["LocalJudge", "Opined", "judge_pair"]
