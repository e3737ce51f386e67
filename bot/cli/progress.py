"""Progress on standard error, for a terminal; silent otherwise."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.pipeline.progress import Progress, Silent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import Progress as Bar


class _Shown:
    def __init__(self, bar: Bar) -> None:
        self._bar = bar
        self._task = bar.add_task("", total=None, cost="")

    def stage(self, article: str, name: str, total: int | None = None) -> None:
        from bot.reports.text import visible

        self._bar.reset(self._task, description=f"{visible(article)}: {name}", total=total)

    def step(self, cost_usd: float | None = None) -> None:
        self._bar.advance(self._task)
        if cost_usd:
            self._bar.update(self._task, cost=f"${cost_usd:.4f}")


@contextmanager
def watching() -> Iterator[Progress]:
    """A progress line while the block runs, where standard error is a terminal."""
    if not sys.stderr.isatty():
        yield Silent()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[cost]}", markup=False),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        yield _Shown(bar)
