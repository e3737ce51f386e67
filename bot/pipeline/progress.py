"""What a run tells while it works."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Someone who watches a run."""

    def stage(self, article: str, name: str, total: int | None = None) -> None:
        """A stage of the work on an article begins; it has `total` steps, where that is known."""
        ...

    def step(self, cost_usd: float | None = None) -> None:
        """One step of the stage is done; the run has cost so much."""
        ...


class Silent:
    """Nobody watches."""

    def stage(self, article: str, name: str, total: int | None = None) -> None:
        """Say nothing."""

    def step(self, cost_usd: float | None = None) -> None:
        """Say nothing."""
