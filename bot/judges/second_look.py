"""What to search for next, where the sources that were read did not settle a claim that is worth it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.records import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.judges.judge import Task
    from bot.records import Opinion

_WORTH = 0.5


def open_questions(tasks: Sequence[Task], opinions: Sequence[Opinion | None]) -> dict[int, tuple[str, ...]]:
    """The searches that the judge's own "what is missing" suggests, by the number of the task.

    Args:
        tasks: What was judged.
        opinions: What was said of each.

    Returns:
        Search words for claims with not enough evidence that are worth checking; others are left out.
    """
    found: dict[int, tuple[str, ...]] = {}
    for number, (task, opinion) in enumerate(zip(tasks, opinions, strict=True)):
        if opinion is None:
            continue
        searches = opinion.queries or ((opinion.missing,) if opinion.missing else ())
        worth = task.claim.checkworthiness >= _WORTH
        if opinion.label is Label.NOT_ENOUGH_EVIDENCE and worth and searches:
            found[number] = searches
    return found
