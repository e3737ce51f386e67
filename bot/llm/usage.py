"""What calls took: tokens and money, of one reply and of several together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.llm import prices
from bot.records import Usage

if TYPE_CHECKING:
    from bot.llm.reply import Body


def of(model: str, body: Body) -> Usage:
    """What one reply took; a reply that does not say, or a model without a price, has no known cost."""
    taken = body.tokens
    paid = prices.cost(model, taken) if body.metered else None
    return Usage(
        calls=1,
        input_tokens=taken.input,
        output_tokens=taken.output,
        cache_read_tokens=taken.read,
        cache_write_tokens=taken.write_5m + taken.write_1h,
        cost_usd=None if paid is None else paid + prices.searching(body.searches),
    )


def add(one: Usage, other: Usage) -> Usage:
    """Both together; a cost that is not known makes the sum unknown."""
    known = one.cost_usd is not None and other.cost_usd is not None
    return Usage(
        calls=one.calls + other.calls,
        input_tokens=one.input_tokens + other.input_tokens,
        output_tokens=one.output_tokens + other.output_tokens,
        cache_read_tokens=one.cache_read_tokens + other.cache_read_tokens,
        cache_write_tokens=one.cache_write_tokens + other.cache_write_tokens,
        cost_usd=(one.cost_usd or 0.0) + (other.cost_usd or 0.0) if known else None,
    )
