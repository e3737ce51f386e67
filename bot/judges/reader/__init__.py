"""The reader: a small cross-encoder of our own beside the grammar judge. It needs the extra `local`."""

from __future__ import annotations

from bot.judges.reader.judge import ReadingJudge, beside
from bot.judges.reader.reader import Reader, Scores

__all__ = ["Reader", "ReadingJudge", "Scores", "beside"]
