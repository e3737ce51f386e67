"""Parts of a reply: what it says of one claim or one sentence, kept under a key of its own beside the whole."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.records import Usage

if TYPE_CHECKING:
    from bot.llm.question import Answer
    from bot.records import Call


def share(answer: Answer, key: str, part: str, of: int) -> Call:
    """One part of a reply, to be kept under a key of its own: what it says of one claim or one sentence.

    Its usage counts no call and no cost, since the whole reply was paid; `request` names the whole and its
    cost's part.
    """
    cost = answer.call.usage.cost_usd
    about = {"part_of": answer.call.key, "cost_usd": cost / max(of, 1) if cost is not None else None}
    return replace(answer.call, key=key, request=json.dumps(about), reply=part, usage=Usage(), seconds=0.0, retries=0)


def is_part(call: Call) -> bool:
    """Whether a kept call is a part of another (see `share`), and so none of its own."""
    return call.request.startswith('{"part_of"')
