"""The pieces of the model's door: reading replies, finding JSON, prices, tokens, money set aside."""

from __future__ import annotations

import asyncio
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ModelError
from bot.llm import prices, reply, tokens
from bot.llm.answer import items, words
from bot.llm.budget import Budget

TWO = '{"opinions": [{"claim": "C1", "points": [{"quote": "a"}]}, {"claim": "C2"}]}'


@pytest.mark.parametrize(
    "text",
    [
        TWO,
        f"```json\n{TWO}\n```",
        f"Here you are:\n\n{TWO}\n\nI hope this helps {{truly}}.",
        f'<think>maybe {{"opinions": []}}</think>{TWO}',
        json.dumps(json.loads(TWO)["opinions"]),
        f"My notes [sic]: {TWO}",
    ],
)
def test_json_is_found_in_prose_and_fences(text):
    """Servers that ignore the schema wrap their JSON in something; it is found."""
    assert [each["claim"] for each in items(text, "opinions")] == ["C1", "C2"]


def test_a_lone_object_is_a_list_of_one():
    """A model that was asked about one claim may leave the list out."""
    assert items('{"claim": "C1"}', "opinions") == [{"claim": "C1"}]


@pytest.mark.parametrize("cut", range(len(TWO)))
def test_what_is_complete_in_a_cut_reply_is_used(cut):
    """A reply that ends anywhere gives its whole objects and never a part of one."""
    first, second = json.loads(TWO)["opinions"]
    whole = (cut >= TWO.index("]},") + 2) + (cut >= TWO.rindex("}]}") + 1)
    assert items(TWO[:cut], "opinions") == [first, second][:whole]


@pytest.mark.parametrize(
    "text", ["", "I cannot.", "{", "[" * 5000, '{"opinions": 5}', '{"opinions": [1, null, "x"]}', "}{"]
)
def test_what_holds_no_items_gives_none(text):
    """Nothing that a model writes makes the reader fail."""
    assert items(text, "opinions") == []


def test_nan_is_no_number():
    """Python would read NaN; JSON has none."""
    assert items('{"opinions": [{"confidence": NaN, "x": -Infinity}]}', "opinions") == [{"confidence": None, "x": None}]


@given(st.text())
def test_no_text_breaks_the_reader(text):
    """Any text at all is read, to nothing if need be."""
    assert isinstance(items(text, "opinions"), list)
    assert len(words(text, 20)) <= 20


def test_words_are_one_safe_line():
    """What a model says reaches a terminal without control, bidirectional or invisible characters, and bounded."""
    assert words("a\x1b[31m red\r\nb\u202e\u200b\x00c\u2028d", 50) == "a[31m red bc d"
    assert words("word " * 100, 11) == "word word…"
    assert words(None, 5) == words(7, 5) == words(["x"], 5) == ""


def test_a_body_is_read_without_trust():
    """Fields of wrong types, missing usage and foreign blocks are taken as they are."""
    body = reply.read(
        '{"content": [1, {"type": "thinking", "thinking": "no"}, {"type": "text", "text": "yes"}, '
        '{"type": "text", "text": 5}], "stop_reason": 7, "usage": {"input_tokens": "many"}}'
    )
    assert (body.text, body.stop_reason, body.tokens.input, body.metered) == ("yes", None, 0, False)


@pytest.mark.parametrize("text", ["", "<html>", "[]", "{}", '{"content": "x"}', "[" * 100_000])
def test_what_is_no_message_is_none(text):
    """A login page or an empty body is no reply."""
    assert reply.read(text) is None


def test_usage_is_read_as_billed():
    """Cache writes are split by their lifetime, which have different prices."""
    usage = {"input_tokens": 5, "output_tokens": 7, "cache_creation_input_tokens": 30, "cache_read_input_tokens": 11}
    usage["cache_creation"] = {"ephemeral_1h_input_tokens": 10, "ephemeral_5m_input_tokens": 20}
    body = reply.read(json.dumps({"content": [], "usage": usage}))
    assert body.tokens == prices.Tokens(input=5, output=7, write_5m=20, write_1h=10, read=11)


def test_a_huge_reply_is_cut_and_still_a_message():
    """Ten megabytes are kept as one, and read as far as they go."""
    huge = json.dumps({"content": [{"type": "text", "text": "x" * 10_000_000}], "stop_reason": "end_turn"})
    kept = reply.shorten(huge)
    assert len(kept) < 1_100_000
    assert reply.read(kept).stop_reason == "end_turn"
    assert len(reply.shorten("[" * 2_000_000)) == len(reply.shorten('{"a": "' + "b" * 2_000_000 + '"}')) == 1_000_000
    assert reply.shorten("{}") == "{}"


def test_prices_are_dated_and_bands_hold():
    """Haiku 5.5 costs five times as much for prompts over 100,000 tokens, cached tokens counted."""
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", prices.as_of())
    assert prices.cost("claude-sonnet-5-5", prices.Tokens(input=1_000_000, output=100_000)) == pytest.approx(3.0)
    assert prices.cost("claude-haiku-5-5", prices.Tokens(input=100_000)) == pytest.approx(0.01)
    assert prices.cost("claude-haiku-5-5", prices.Tokens(input=90_000, read=10_001)) == pytest.approx(0.0455, rel=0.01)
    assert prices.cost("claude-haiku-4-5-20251001", prices.Tokens(output=1_000_000)) == 5.0


def test_an_unlisted_model_costs_unknown():
    """Unknown is not nothing."""
    assert prices.cost("some-local-model", prices.Tokens(input=5)) is None
    assert not prices.known("some-local-model")


def test_tokens_are_guessed_on_the_dear_side():
    """Three ASCII characters a token, and every other character one."""
    assert tokens.estimate("abcdef") == 2
    assert tokens.estimate("日本語") == 3
    assert tokens.estimate("") == 0


def test_money_is_set_aside_before_it_is_spent():
    """Two calls that together would pass the limit: the second waits for what the first leaves, and gets the rest."""

    async def work():
        budget = Budget(1.0)
        first = await budget.hold(0.1, 0.8)
        second = asyncio.create_task(budget.hold(0.1, 0.8))
        await asyncio.sleep(0)
        assert not second.done()
        await budget.settle(first, 0.3)
        assert await second == pytest.approx(0.7)
        await budget.settle(0.7, 0.65)
        with pytest.raises(ModelError, match=r"limit of \$1.00 leaves no room") as refused:
            await budget.hold(0.1, 0.2)
        assert refused.value.reason == "budget"
        assert budget.spent == pytest.approx(0.95)

    asyncio.run(work())


def test_without_a_limit_nothing_is_held():
    """No limit, no waiting; what was spent is still known."""

    async def work():
        budget = Budget(None)
        assert await budget.hold(5.0, 9.0) == 9.0
        await budget.settle(9.0, 2.0)
        assert (budget.spent, budget.held) == (2.0, 0.0)

    asyncio.run(work())
