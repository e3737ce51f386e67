"""Asking about several things at once, and about fewer where one request with all of them does not pass."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

from bot.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.llm.endpoint import Endpoint
    from bot.llm.question import Answer, Question

T = TypeVar("T")

# Halving twice isolates a quarter; a service that still declines would decline the rest too.
_DEPTH = 2
_SLACK = {"low": 2_000, "medium": 4_000, None: 8_000, "high": 8_000, "xhigh": 12_000, "max": 16_000}
# The SDK wants answers beyond this streamed, and no answer of ours is longer.
_MOST = 21_000


async def ask(
    endpoint: Endpoint, parts: Sequence[T], question: Callable[[Sequence[T]], Question], depth: int = _DEPTH
) -> list[tuple[Sequence[T], Answer | ModelError]]:
    """Ask one question about all `parts`; where it is too large or declined, ask about each half.

    Returns:
        What was asked about together, each with its answer or with why there is none. Never raises a
        ModelError.
    """
    from bot.llm.failures import TooLargeError

    try:
        return [(parts, await endpoint.ask(question(parts)))]
    except ModelError as error:
        may_pass = isinstance(error, TooLargeError) or error.reason == "model_refused"
        if not may_pass or len(parts) == 1 or not depth:
            return [(parts, error)]
    middle = (len(parts) + 1) // 2
    halves = (ask(endpoint, half, question, depth - 1) for half in (parts[:middle], parts[middle:]))
    return [pair for pairs in await asyncio.gather(*halves) for pair in pairs]


def room(each: int, count: int, effort: str | None) -> int:
    """Tokens that an answer about `count` things of about `each` tokens may take, thinking included."""
    return min(_SLACK.get(effort, _SLACK[None]) + 2 * each * count, _MOST)
