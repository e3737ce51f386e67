"""Wires the stages: the only place that knows their order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.pipeline.pipeline import Pipeline

__all__ = ["Pipeline"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the import system's own signature
    """Import the whole pipeline only for who runs it: a check without sources uses a few of its stages."""
    if name != "Pipeline":
        raise AttributeError(name)
    from bot.pipeline.pipeline import Pipeline

    return Pipeline
