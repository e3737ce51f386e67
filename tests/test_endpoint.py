"""The one door to a model: each reply kept before use, nothing paid twice, each failure with its name."""

from __future__ import annotations

import asyncio
import json
import logging
import socket
import sqlite3
import threading
from contextlib import contextmanager

import pytest
from messages_api import DROP, KEY, STALL, MessagesAPI, Reply, check, error, message, refusal
from model_tools import Shelf, a_question, settings, using

from bot.errors import ModelError, UserError
from bot.llm.endpoint import Endpoint
from bot.llm.usage import add
from bot.records import Usage


def hello(request):
    return "hello"


def ask(api, shelf=None, question=None, **more):
    return using(api, lambda e: e.ask(question or a_question()), shelf, **more)


def fails(api, **more):
    with pytest.raises(ModelError) as failed:
        ask(api, **more)
    return failed.value


def test_a_reply_is_kept_with_all_that_it_took():
    """Prompt, model, request id, tokens, cost, time and stop reason of a call are in the record that is kept."""
    shelf = Shelf()
    with MessagesAPI(hello) as api:
        answer = ask(api, shelf)
    (call,) = shelf.calls.values()
    assert answer.body.text == "hello"
    assert (call.prompt, call.model, call.request_id) == (("p", "1", "hash"), "claude-sonnet-5-5", "req_1")
    assert (call.stop_reason, call.retries, call.usage.calls) == ("end_turn", 0, 1)
    assert call.usage.cost_usd == pytest.approx(call.usage.input_tokens * 2e-6 + call.usage.output_tokens * 1e-5)
    assert call.seconds >= 0
    assert json.loads(call.request)["messages"] == [{"role": "user", "content": "Hello."}]
    assert api.rejected == []


def test_the_same_request_is_paid_for_once():
    """A second run replays the reply, at no cost, with no call; a changed request is a new one."""
    shelf = Shelf()
    with MessagesAPI(hello) as api:
        ask(api, shelf)
        usage, answer = using(api, _usage_of(a_question()), shelf)
        assert (usage, answer.replayed) == (Usage(), True)
        for other in ({"message": "Bye."}, {"system": "Be long."}, {"effort": "high"}, {"model": "claude-opus-5-5"}):
            ask(api, shelf, a_question(**other))
        assert len(api.requests) == 5


def _usage_of(question):
    async def work(endpoint):
        answer = await endpoint.ask(question)
        return endpoint.usage, answer

    return work


def test_the_same_question_at_the_same_time_is_asked_once():
    """Two parts of a run that ask the same wait for one reply."""

    async def both(endpoint):
        return await asyncio.gather(endpoint.ask(a_question()), endpoint.ask(a_question()))

    with MessagesAPI(hello) as api:
        one, two = using(api, both)
        assert len(api.requests) == 1
        assert [one.replayed, two.replayed] == [False, True]


def test_a_reply_is_committed_before_it_is_used():
    """A refusal raises, and is in the store all the same: it was paid for."""
    shelf = Shelf()
    with MessagesAPI(hello, [refusal()]) as api:
        assert fails(api, shelf=shelf).reason == "model_refused"
        assert len(shelf.calls) == 1
        assert fails(api, shelf=shelf).reason == "model_refused"
        assert len(api.requests) == 1


def test_offline_replays_and_asks_nothing():
    """Offline, a stored reply answers; what is not stored was not asked for, and no socket is opened."""
    shelf = Shelf()
    with MessagesAPI(hello) as api:
        ask(api, shelf)
        assert ask(api, shelf, offline=True).replayed
        refused = fails(api, shelf=shelf, offline=True, question=a_question(message="New."))
        assert (refused.reason, len(api.requests)) == ("not_requested", 1)


def test_without_a_key_nothing_is_sent():
    """No key and no address: one clear line."""
    failed = fails(None, api_key=None)
    assert (failed.reason, failed.fatal) == ("no_key", True)
    assert "ANTHROPIC_API_KEY" in str(failed)


def test_the_key_is_neither_stored_nor_logged(caplog):
    """The key is in the header, and nowhere in what is kept, logged or said."""
    caplog.set_level(logging.DEBUG)
    shelf, logged = Shelf(), []
    with MessagesAPI(hello, [message("hello"), error(401, "authentication_error", "invalid api key")]) as api:
        ask(api, shelf, log=logged.append)
        failed = fails(api, shelf=shelf, log=logged.append, question=a_question(message="Two."))
        assert api.headers[0]["authorization"] == f"Bearer {KEY}"
    seen = repr(list(shelf.calls.values())) + repr(logged) + str(failed)
    assert KEY not in seen
    assert KEY not in "".join(record.getMessage() for record in caplog.records if record.name.startswith("bot"))


def test_a_key_that_a_server_repeats_is_blotted_out():
    """A proxy that writes the key into its errors and replies does not bring it into records, logs or messages."""
    shelf, logged, said = Shelf(), [], f"Invalid key passed: {KEY}"
    with MessagesAPI(lambda _: f"Your key is {KEY}.", [error(401, "authentication_error", said)]) as api:
        failed = fails(api, shelf=shelf, log=logged.append)
        answer = ask(api, shelf, log=logged.append)
    assert answer.body.text == "Your key is [key]."
    assert "[key]" in str(failed)
    assert KEY not in repr(list(shelf.calls.values())) + repr(logged) + str(failed)


def test_a_call_that_fails_is_recorded():
    """What was sent and brought nothing is in the records and in the log: when, how long, how often, how it ended."""
    shelf, logged = Shelf(), []
    with MessagesAPI(hello, [error(529, "overloaded_error", "Overloaded")] * 3) as api:
        fails(api, shelf=shelf, log=logged.append)
        (call,) = shelf.calls.values()
        assert (call.stop_reason, call.retries, call.reply, call.usage.cost_usd) == ("failed: unreachable", 2, "", 0.0)
        assert (logged[0]["outcome"], logged[0]["retries"], logged[0]["stop_reason"]) == (
            "unreachable",
            2,
            "failed: unreachable",
        )
        assert ask(api, shelf).body.text == "hello"


@pytest.mark.parametrize("seconds", [600.0, 3600.0])
def test_a_long_answer_may_take_long(seconds):
    """No timeout makes the SDK refuse a long answer that is not streamed, its own default among them."""
    with MessagesAPI(hello) as api:
        assert ask(api, question=a_question(most=30_000), model_timeout=seconds).body.text == "hello"


@pytest.mark.parametrize("path", ["", "/", "/v1", "/v1/", "/v1/messages"])
def test_an_address_may_be_written_with_its_path(path):
    """The SDK adds /v1/messages; an address that has it, or a part of it, is understood."""
    with MessagesAPI(hello) as api:
        assert ask(None, base_url=api.url + path).body.text == "hello"


def test_an_address_with_a_password_is_not_shown():
    """Only the host name of an address appears in messages and records."""
    endpoint = Endpoint(settings(None, base_url="http://user:secret@localhost:9/v1"), Shelf())
    assert endpoint.host == "localhost"


FATAL = [
    (error(401, "authentication_error", "invalid x-api-key"), "no_key", "key is wrong, expired or revoked"),
    (error(403, "permission_error", "not allowed"), "blocked", "may not use this"),
    (
        error(404, "not_found_error", "model: claude-sonnet-5-5"),
        "unreachable",
        "model claude-sonnet-5-5 or the address",
    ),
    (error(402, "billing_error", "payment"), "budget", "no credit left"),
    (error(400, "invalid_request_error", "Your credit balance is too low to access the API."), "budget", "no credit"),
    (
        error(429, "rate_limit_error", "limit", {"error_code": "enforced_spend_limit_reached"}),
        "budget",
        "spending limit is reached",
    ),
]


@pytest.mark.parametrize(("reply", "reason", "line"), FATAL)
def test_a_fatal_answer_is_one_line_and_ends_the_asking(reply, reason, line):
    """A wrong key, a retired model, an empty balance: one clear line, and nothing more is sent in the run."""

    async def twice(endpoint):
        for text in ("One.", "Two."):
            with pytest.raises(ModelError) as failed:
                await endpoint.ask(a_question(message=text))
        return failed.value, endpoint.problems

    with MessagesAPI(hello, [reply]) as api:
        failed, problems = using(api, twice)
        assert (failed.reason, failed.fatal, len(api.requests)) == (reason, True, 1)
        assert line in str(failed)
        assert "\n" not in str(failed)
        assert problems == [str(failed)]


PASSING = [
    error(429, "rate_limit_error", "slow down", retry_after="0.01"),
    error(429, "rate_limit_error", "slow down", retry_after_ms="5"),
    error(429, "rate_limit_error", "slow down", retry_after="nan"),
    error(500, "api_error", "oops"),
    error(503, "api_error", "oops"),
    error(529, "overloaded_error", "Overloaded"),
    error(408, "timeout_error", "too slow"),
    error(400, "invalid_request_error", "odd", x_should_retry="true"),
    DROP,
]


@pytest.mark.parametrize("reply", PASSING)
def test_a_passing_failure_is_tried_again(reply):
    """Too many requests, server errors and dropped connections pass; how often it was tried is recorded."""
    shelf = Shelf()
    with MessagesAPI(hello, [reply, reply]) as api:
        assert ask(api, shelf).body.text == "hello"
    assert [call.retries for call in shelf.calls.values()] == [2]


@pytest.mark.parametrize("reply", PASSING)
def test_a_failure_that_stays_is_unreachable(reply):
    """After three attempts the service counts as unreachable; the next question tries anew."""
    with MessagesAPI(hello, [reply] * 3) as api:
        failed = fails(api)
        assert (failed.reason, failed.fatal, len(api.requests)) == ("unreachable", False, 3)
        assert ask(api).body.text == "hello"


def test_a_service_may_forbid_another_attempt():
    """`x-should-retry: false` is obeyed."""
    with MessagesAPI(hello, [error(500, "api_error", "oops", x_should_retry="false")]) as api:
        assert fails(api).reason == "unreachable"
        assert len(api.requests) == 1


def test_a_wait_beyond_the_timeout_is_not_begun():
    """Asked to wait an hour, the run says so at once."""
    with MessagesAPI(hello, [error(429, "rate_limit_error", "slow down", retry_after="3600")]) as api:
        failed = fails(api)
        assert failed.reason == "unreachable"
        assert "asks to wait 3600 s" in str(failed)


def test_a_stall_ends_at_the_timeout():
    """A server that says nothing costs the timeout and no more."""
    with MessagesAPI(hello, [STALL]) as api:
        failed = fails(api, model_timeout=0.3)
        assert (failed.reason, len(api.requests)) == ("timed_out", 1)
        assert "within 0.3 s" in str(failed) or "in time" in str(failed)


def test_nobody_there_is_unreachable():
    """A port on which nothing listens is named by its host."""
    failed = fails(None, base_url="http://127.0.0.1:9")
    assert failed.reason == "unreachable"
    assert "127.0.0.1" in str(failed)


def test_too_large_a_request_is_told_apart():
    """413, and what servers with a small context say, mean: ask about less at once."""
    from bot.llm.failures import TooLargeError

    said = [
        "prompt is too long: 213000 tokens > 200000 maximum",
        "the request exceeds the available context size, try increasing it",
        "This model's maximum context length is 8192 tokens.",
    ]
    large = [error(413, "request_too_large", "too large")]
    for reply in large + [error(400, "invalid_request_error", each) for each in said]:
        with MessagesAPI(hello, [reply]) as api:
            assert isinstance(fails(api), TooLargeError)


@pytest.mark.parametrize(
    "body", [b"<html>Log in</html>", b"", b"[]", b'{"completion": "old API"}', b'{"content": null}', b"\xff\xfe"]
)
def test_what_is_no_message_is_asked_for_again(body):
    """A captive portal's page is not a model's reply: it is unreadable, and asked for again next time."""
    shelf = Shelf()
    with MessagesAPI(hello, [Reply(200, body)]) as api:
        assert fails(api, shelf=shelf).reason == "unreadable_reply"
        assert ask(api, shelf).body.text == "hello"
    assert [call.stop_reason for call in shelf.calls.values()] == ["failed: unreadable_reply", "end_turn"]


def test_ten_megabytes_are_bounded():
    """A huge reply is kept cut, and read as far as it goes."""
    shelf = Shelf()
    with MessagesAPI(hello, [message("x" * 10_000_000)]) as api:
        assert len(ask(api, shelf).body.text) == 1_000_000
    assert len(next(iter(shelf.calls.values())).reply) < 1_100_000


def test_thinking_comes_first_and_is_left_out():
    """The text is found behind a thinking block."""
    with MessagesAPI(hello, [message("the answer", thinking=True)]) as api:
        assert ask(api).body.text == "the answer"


def test_extras_that_a_server_rejects_are_left_out():
    """A server that knows no output_config gets the request without it, once and for all: the prompt has the schema."""

    def strict(request):
        if "output_config" in request:
            return error(400, "invalid_request_error", "output_config: Extra inputs are not permitted")
        return "plain"

    async def two(endpoint):
        return [(await endpoint.ask(a_question(message=text, cached=True))).body.text for text in "ab"]

    with MessagesAPI(strict) as api:
        shelf = Shelf()
        assert using(api, two, shelf) == ["plain", "plain"]
        assert ["output_config" in request for request in api.requests] == [True, False, False]
    assert ["output_config" in call.request for call in shelf.calls.values()] == [False, False]


def test_effort_alone_is_left_out_where_that_is_enough():
    """A model without effort still gets the schema, and another model keeps its effort."""

    def choosy(request):
        if request["model"] == "claude-haiku-5-5" and "effort" in request["output_config"]:
            return error(400, "invalid_request_error", "This model does not support the effort parameter.")
        return "fine"

    async def three(endpoint):
        for model in ("claude-haiku-5-5", "claude-opus-5-5", "claude-haiku-5-5"):
            await endpoint.ask(a_question(model=model, message=f"{model} {len(endpoint.calls.calls)}", effort="high"))

    with MessagesAPI(choosy) as api:
        using(api, three)
        sent = [("format" in r["output_config"], r["output_config"].get("effort")) for r in api.requests]
    assert sent == [(True, "high"), (True, None), (True, "high"), (True, None)]


def test_a_request_that_is_wrong_does_not_cost_the_others_their_schema():
    """Where the bare request fails as well, the extras were not at fault and come with the next one."""
    with MessagesAPI(hello, [error(400, "invalid_request_error", "bad")] * 2) as api:

        async def two(endpoint):
            with pytest.raises(ModelError):
                await endpoint.ask(a_question(message="a"))
            await endpoint.ask(a_question(message="b"))

        using(api, two)
        assert ["output_config" in request for request in api.requests] == [True, False, True]


def test_a_request_that_is_wrong_is_said_to_be():
    """A 400 that stays is the service's own words, bounded, in one line."""
    with MessagesAPI(hello, [error(400, "invalid_request_error", "bad\n\x1b[31m" + "x" * 999)] * 2) as api:
        failed = fails(api)
        assert (failed.reason, len(api.requests)) == ("blocked", 2)
        assert "\x1b" not in str(failed)
        assert len(str(failed)) < 300


def test_the_limit_holds():
    """A run never costs more than its limit: the output is capped by what is left, and then nothing is asked."""

    async def five(endpoint):
        reasons = []
        for number in range(5):
            try:
                await endpoint.ask(a_question(message=f"{number}"))
            except ModelError as failed:
                reasons.append(failed.reason)
        return endpoint.usage, reasons

    shelf = Shelf()
    wordy = lambda request: "w" * 4 * request["max_tokens"]  # noqa: E731 - one line says it
    with MessagesAPI(wordy) as api:
        usage, reasons = using(api, five, shelf, max_cost=0.009)
        assert usage.cost_usd <= 0.009
        assert [request["max_tokens"] for request in api.requests][:2] == [400, 400]
        assert api.requests[-1]["max_tokens"] < 400
        assert set(reasons) == {"budget"}
        assert usage.calls + len(reasons) == 5
        again, reasons = using(api, five, shelf)
        assert (again.calls, reasons) == (5 - usage.calls, [])


def test_an_answer_cut_by_the_limit_is_kept_and_asked_again_later():
    """What was paid is in the store; a run with more money asks for the whole answer."""
    shelf = Shelf()
    cut = lambda request: message("half", stop="max_tokens" if request["max_tokens"] < 400 else "end_turn")  # noqa: E731 - one line says it
    with MessagesAPI(cut) as api:
        assert fails(api, shelf=shelf, max_cost=0.002).reason == "budget"
        assert [call.stop_reason for call in shelf.calls.values()] == ["max_tokens"]
        assert ask(api, shelf).body.truncated is False
        assert len(shelf.calls) == 2


def test_a_call_that_was_given_up_counts_within_the_limit():
    """A service may bill what nobody waited for: the limit holds even then; the cost that is told is what is known."""

    async def two(endpoint):
        reasons = []
        for text in "ab":
            with pytest.raises(ModelError) as failed:
                await endpoint.ask(a_question(message=text))
            reasons.append(failed.value.reason)
        return reasons, endpoint.usage.cost_usd

    with MessagesAPI(hello, [STALL]) as api:
        assert using(api, two, model_timeout=0.3, max_cost=0.0045) == (["timed_out", "budget"], 0.0)


def test_a_limit_needs_a_price():
    """With a model whose price is not known no limit can hold, and the run does not begin."""
    with pytest.raises(UserError, match="price of local-model is not known"):
        Endpoint(settings(None, model="local-model", max_cost=1.0), Shelf())


def test_an_unknown_price_makes_the_sum_unknown():
    """Unknown plus known is unknown, not less."""
    with MessagesAPI(hello) as api:
        answer = ask(api, question=a_question(model="local-model"))
        assert answer.call.usage.cost_usd is None
    assert add(Usage(1, cost_usd=1.0), Usage(1, cost_usd=None)).cost_usd is None


def test_no_more_calls_than_allowed_are_under_way():
    """The concurrency setting bounds the calls under way."""
    import threading

    lock, now, most = threading.Lock(), [0], [0]

    def counting(request):
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        threading.Event().wait(0.05)
        with lock:
            now[0] -= 1
        return "x"

    async def many(endpoint):
        await asyncio.gather(*(endpoint.ask(a_question(message=f"{n}")) for n in range(8)))

    with MessagesAPI(counting) as api:
        using(api, many, model_concurrency=3)
    assert most[0] == 3


def test_the_log_names_and_counts_and_quotes_nothing():
    """A log line has identities, tokens, cost and times, and no text of ours or of the model."""
    logged = []
    shelf = Shelf()
    with MessagesAPI(hello, [error(500, "api_error", "oops", x_should_retry="false")]) as api:
        fails(api, shelf=shelf, log=logged.append)
        ask(api, shelf, log=logged.append)
        ask(api, shelf, log=logged.append)
    assert [each["outcome"] for each in logged] == ["unreachable", "answered", "replayed"]
    assert logged[1]["request_id"] == "req_2"
    assert logged[2]["cost_usd"] == 0.0
    assert "hello" not in json.dumps(logged).lower()


def test_tokens_are_counted_by_the_service():
    """Counting is free; where the service cannot, None says so."""
    with MessagesAPI(hello) as api:
        assert using(api, lambda e: e.count(a_question())) > 5
        assert api.counted == 1
        assert api.requests == []
    assert using(None, lambda e: e.count(a_question()), base_url="http://127.0.0.1:9") is None


def test_instructions_are_cached_where_asked():
    """A marked prefix is written once and read afterwards, and its price is counted."""

    async def two(endpoint):
        long = "Be brief. " * 400
        return [(await endpoint.ask(a_question(system=long, message=text, cached=True))).call.usage for text in "ab"]

    with MessagesAPI(hello) as api:
        first, second = using(api, two)
    assert first.cache_write_tokens == second.cache_read_tokens > 512
    assert second.cost_usd < first.cost_usd / 2


def test_a_failing_store_is_not_a_failing_model():
    """Where a reply cannot be kept, the store's own error comes through."""

    class Broken(Shelf):
        def keep(self, call):
            raise sqlite3.OperationalError("disk full")

    with MessagesAPI(hello) as api, pytest.raises(sqlite3.OperationalError):
        ask(api, Broken())


GOOD = {"model": "claude-sonnet-5-5", "max_tokens": 5, "messages": [{"role": "user", "content": "x"}]}
OPEN = {"type": "object", "properties": {"a": {"type": "integer", "minimum": 1}}, "additionalProperties": False}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"temperature": 0}, "temperature"),
        ({"top_p": 1}, "top_p"),
        ({"colour": "red"}, "colour: Extra inputs"),
        ({"max_tokens": None}, "max_tokens"),
        ({"model": ""}, "model"),
        ({"messages": []}, "at least one message"),
        ({"messages": [{"role": "robot", "content": "x"}]}, "role"),
        ({"messages": [{"role": "user", "content": " "}]}, "non-empty"),
        ({"messages": [{"role": "user", "content": "x"}, {"role": "assistant", "content": "y"}]}, "prefilling"),
        ({"messages": [{"role": "assistant", "content": "x"}, {"role": "user", "content": "y"}]}, "first message"),
        ({"system": [{"type": "text", "text": "x", "cache_control": {"type": "forever"}}]}, "cache_control"),
        ({"output_config": {"effort": "huge"}}, "effort"),
        ({"output_config": {"format": {"type": "json"}}}, "json_schema"),
        ({"output_config": {"format": {"type": "json_schema", "schema": OPEN}}}, "minimum is not supported"),
        ({"output_config": {"format": {"type": "json_schema", "schema": {"type": "object"}}}}, "additionalProperties"),
    ],
)
def test_our_server_rejects_what_the_real_one_rejects(change, said):
    """A stub that takes everything proves nothing."""
    assert check(GOOD) is None
    assert said in check(GOOD | change)


def test_our_server_rejects_citations_with_structured_output():
    """The two cannot be combined."""
    cited = [{"type": "document", "citations": {"enabled": True}}]
    schema = {"type": "object", "properties": {}, "additionalProperties": False}
    request = GOOD | {
        "messages": [{"role": "user", "content": cited}],
        "output_config": {"format": {"type": "json_schema", "schema": schema}},
    }
    assert "citations" in check(request)


def test_our_server_wants_the_right_header():
    """The key goes into `Authorization: Bearer`; anything else is a wrong key."""
    with MessagesAPI(hello) as api:
        assert api.answer("/v1/messages", {"x-api-key": KEY}, b"{}").status == 401
        assert api.answer("/v1/messages", {"authorization": f"Bearer {KEY}"}, b"{}").status == 400
        assert api.answer("/v1/complete", {}, b"{}").status == 404
        assert fails(api, api_key="another").reason == "no_key"


ODD = [
    ("204 No Content", b"", None, "unreadable_reply"),
    ("200 OK", b"not gzip", "content-encoding: gzip", "unreachable"),
    ("200 OK", b"data: {}", "content-type: text/event-stream", "unreadable_reply"),
    ("302 Found", b"", "location: /v1/messages", "unreachable"),
    ("307 Temporary Redirect", b"", "location: ftp://elsewhere/", "unreachable"),
    ("400 Bad Request", b'{"error": "no such model, pull it first"}', None, "blocked"),
    ("418 Teapot", b"[]", None, "blocked"),
    ("429 Too Many Requests", b"slow", "retry-after: Wed, 21 Oct 2026 07:28:00 GMT", "unreachable"),
    ("429 Too Many Requests", b"slow", "retry-after: nan", "unreachable"),
    ("502 Bad Gateway", b"<html>\x1b[31m</html>", "content-type: text/html", "unreachable"),
]


@pytest.mark.parametrize(("status", "body", "header", "reason"), ODD)
def test_what_a_broken_server_says_has_a_name(status, body, header, reason):
    """Whatever stands at the address, a question ends in an answer or in one clear line without control characters."""
    with speaking(status, body, header) as address:
        failed = fails(None, base_url=address)
    assert failed.reason == reason
    assert "\x1b" not in str(failed)
    assert ("no such model" in str(failed)) is (b"no such model" in body)


@contextmanager
def speaking(status, body, header):
    """A server that says the same to everybody and hangs up."""
    lines = [f"HTTP/1.1 {status}", *([header] if header else []), f"content-length: {len(body)}", "", ""]
    raw = "\r\n".join(lines).encode() + body

    def talk(listening):
        while True:
            try:
                caller, _ = listening.accept()
            except OSError:
                return
            with caller:
                caller.recv(1 << 16)
                caller.sendall(raw)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=talk, args=(listening,), daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        listening.shutdown(socket.SHUT_RDWR)


def test_nonsense_in_a_bill_is_bounded(tmp_path):
    """Token counts that are no counts do not stop the record of a reply."""
    from bot.store import Store

    usage = {"input_tokens": 10**24, "output_tokens": -5, "cache_read_input_tokens": "many"}
    with MessagesAPI(lambda _: message("hello", usage=usage)) as api, Store(tmp_path / "x.db") as store:
        assert ask(api, store.calls).body.text == "hello"
        (call,) = store.calls.all()
    assert (call.usage.input_tokens, call.usage.output_tokens, call.usage.cache_read_tokens) == (10**9, 0, 0)
