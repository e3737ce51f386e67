"""Reports: one small module a format, each `render(reports, ...) -> str`."""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.reports.report import Report


class Format(StrEnum):
    """How results are written."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"
    JSONL = "jsonl"
    GITHUB = "github"
    JUNIT = "junit"
    SARIF = "sarif"
    GITLAB = "gitlab"
    MARKDOWN = "markdown"


def render(reports: Sequence[Report], wanted: Format, *, styled: bool = False) -> str:
    """The reports in one format, ending in a line break where there is anything to say.

    Args:
        reports: One for each article, in the order to show them.
        wanted: The format.
        styled: Whether a terminal will show it: colour for `full`, none for the others.
    """
    module = import_module(f"bot.reports.{wanted.value}")
    text: str = module.render(reports, styled=styled) if wanted is Format.FULL else module.render(reports)
    return text
