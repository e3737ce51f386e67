"""Passages that speak to a language model: somebody may have tampered with the page, and an editor should know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.language.addressed import addressed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.judges.judge import Task

_MOST = 5
_LONGEST = 120


def lines(tasks: Iterable[Task]) -> Iterator[str]:
    """One line for each source of which a passage speaks to a model, with its words; a few, where there are many.

    Args:
        tasks: The claims with the passages that a judge was given.
    """
    found: dict[str, str] = {}
    passages = {(each.snapshot_sha256, each.start): each for task in tasks for each in task.passages}
    for passage in passages.values():
        source = passage.source
        for start, end in addressed(passage.text):
            words = passage.text[start : min(end, start + _LONGEST)]
            name = source.publisher or source.title or "a source"
            found.setdefault(
                passage.snapshot_sha256, f"{name}, {source.url or passage.snapshot_sha256[:12]}: “{words}”"
            )
    for line in list(found.values())[:_MOST]:
        yield f"A source speaks to language models, and what it says to them proves nothing: {line}"
    if len(found) > _MOST:
        yield f"So do {len(found) - _MOST} other sources."
