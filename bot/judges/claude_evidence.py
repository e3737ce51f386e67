"""From a model's quotes to evidence: a quote stands in its passage, or it does not exist."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.language.addressed import addressed
from bot.language.locate import locate
from bot.records import Evidence, Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.judges.claude_reply import Point, Ruling
    from bot.records import Passage

_WORD = re.compile(r"\w+")
_LEAST_WORDS = 2
# Labels that rest on what the quotes say.
SETTLED = frozenset({Label.SUPPORTED, Label.REFUTED, Label.CONFLICTING, Label.IMPRECISE})


def ground(ruling: Ruling, passages: Sequence[Passage]) -> tuple[tuple[Evidence, ...], list[str]]:
    """The evidence that a ruling's points hold, and what is wrong with the points that hold none.

    Args:
        ruling: What the model said.
        passages: The passages in the order in which they were numbered from 1.

    Returns:
        Evidence with offsets into its snapshot, each stretch once, and none from passages that speak to a model; one
        line for each point that is not grounded. A ruling that settles nothing may lose points without harm, so for
        it there are no such lines.
    """
    found: dict[tuple[object, ...], Evidence] = {}
    wrong: list[str] = []
    for point in ruling.points:
        each = _evidence(point, passages)
        if isinstance(each, Evidence):
            found.setdefault((each.snapshot_sha256, each.start, each.end, each.stance), each)
        elif each:
            wrong.append(each)
    return tuple(found.values()), wrong if ruling.label in SETTLED else []


def _evidence(point: Point, passages: Sequence[Passage]) -> Evidence | str | None:
    """The evidence of a point, or what is wrong with it in words of ours; None where the passage proves nothing."""
    if not 1 <= point.passage <= len(passages):
        return "a point names a passage that was not given"
    passage = passages[point.passage - 1]
    place = locate(point.quote, passage.text)
    if place is None:
        return "a quote is not in the passage that it names"
    start, end = place
    if len(_WORD.findall(passage.text[start:end])) < _LEAST_WORDS:
        return "a quote is too short to show anything"
    if any(addressed(passage.text)):
        return None  # it may have been tampered with: a forged source beside an order to quote it is words like others
    return Evidence(
        snapshot_sha256=passage.snapshot_sha256,
        start=passage.start + start,
        end=passage.start + end,
        quote=passage.text[start:end],
        stance=point.stance,
        source=passage.source,
    )
