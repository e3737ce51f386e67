"""Wires the stages: the only place that knows their order."""

from __future__ import annotations

from bot.pipeline.pipeline import Pipeline

__all__ = ["Pipeline"]
