"""Each way in which a model can fail ends in verdicts or in a named `unchecked`, and the report says what happened."""

from __future__ import annotations

import asyncio
import json

import pytest
from messages_api import DROP, KEY, STALL, MessagesAPI, Reply, error, message, refusal
from model_minds import careful, opinion, opinions, read, sentences
from model_tools import draft, passage, using

from bot.claims.claude import extract
from bot.judges.claude import ClaudeJudge
from bot.judges.judge import Task
from bot.records import Label, Reason
from bot.settings import Settings
from bot.verdicts import decide

TEXT = "".join(f"Town {n} counted {n}00 cases in May.\n\n" for n in range(1, 5))


def items(request):
    """The careful answer as data, and the name of its list."""
    made = json.loads(careful(request))
    return made, next(iter(made))


def without_first(request):
    made, name = items(request)
    return json.dumps({name: made[name][1:]})


def with_more(request):
    made, name = items(request)
    key, extra = ("claim", "C99") if name == "opinions" else ("id", 99)
    return json.dumps({name: [*made[name], made[name][0] | {key: extra}]})


def doubled(request):
    made, name = items(request)
    return json.dumps({name: made[name] * 2})


def wrong_ids(request):
    made, name = items(request)
    return json.dumps({name: [each | {"claim": "X", "id": "none"} for each in made[name]]})


def invented(request):
    asked = read(request)
    if asked.extracts:
        made, name = items(request)
        for each in made[name]:
            for claim in each["claims"]:
                claim["quote"] = "words that are not there"
        return json.dumps(made)
    return opinions(*(opinion(n, "supported", ("P1", "supports", "words that are not there")) for n in asked.claims))


def cut(request):
    text = careful(request)
    return message(text[: len(text) * 3 // 4], stop="max_tokens")


def with_nan(request):
    return careful(request).replace("0.8", "NaN").replace('"high"', "Infinity")


# What is answered for ever, the reasons that claims may end with, and whether some of them are judged all the same.
FAILURES = {
    "400, malformed": (error(400, "invalid_request_error", "malformed"), Reason.BLOCKED, 0),
    "400, empty balance": (error(400, "invalid_request_error", "Your credit balance is too low"), Reason.BUDGET, 0),
    "400, prompt too long": (error(400, "invalid_request_error", "prompt is too long: 9 > 8"), Reason.BLOCKED, 0),
    "401": (error(401, "authentication_error", "invalid"), Reason.NO_KEY, 0),
    "402": (error(402, "billing_error", "payment"), Reason.BUDGET, 0),
    "403": (error(403, "permission_error", "no"), Reason.BLOCKED, 0),
    "404 model": (error(404, "not_found_error", "model: claude-sonnet-5-5"), Reason.UNREACHABLE, 0),
    "413": (error(413, "request_too_large", "large"), Reason.BLOCKED, 0),
    "429": (error(429, "rate_limit_error", "slow", retry_after="0.001"), Reason.UNREACHABLE, 0),
    "500": (error(500, "api_error", "oops"), Reason.UNREACHABLE, 0),
    "529": (error(529, "overloaded_error", "Overloaded"), Reason.UNREACHABLE, 0),
    "dropped connection": (DROP, Reason.UNREACHABLE, 0),
    "stall": (STALL, Reason.TIMED_OUT, 0),
    "refusal without content": (refusal(), Reason.MODEL_REFUSED, 0),
    "refusal with content": (refusal("I would say C1 is supported", "bio"), Reason.MODEL_REFUSED, 0),
    "nothing at all": (message(""), Reason.UNREADABLE_REPLY, 0),
    "prose": ("All of it is true, I think.", Reason.UNREADABLE_REPLY, 0),
    "a page": (Reply(200, b"<html>log in</html>"), Reason.UNREADABLE_REPLY, 0),
    "ten megabytes": (message("[" * 10_000_000), Reason.UNREADABLE_REPLY, 0),
    "wrong ids": (wrong_ids, Reason.UNREADABLE_REPLY, 0),
    "invented quotes": (invented, Reason.UNGROUNDED, 0),
    "max_tokens": (cut, Reason.UNREADABLE_REPLY, 3),
    "thinking first": (lambda r: message(careful(r), thinking=True), None, 4),
    "prose around": (lambda r: "Of course: " + careful(r) + " Anything else?", None, 4),
    "fences": (lambda r: f"```json\n{careful(r)}\n```", None, 4),
    "missing claims": (without_first, Reason.UNREADABLE_REPLY, 3),
    "extra claims": (with_more, None, 4),
    "duplicate ids": (doubled, None, 4),
    "NaN": (with_nan, None, 4),
}


def run(api, **more):
    """Claims, verdicts and problems of a small article with a source for each claim."""

    async def work(endpoint):
        claims, rest = await extract(draft(TEXT), endpoint)
        page = "".join(f"Town {n} counted {n}00 cases in May, the office said.\n" for n in range(1, 5))
        said = await ClaudeJudge(endpoint).judge(draft(TEXT), [Task(claim, (passage(page),)) for claim in claims])
        return claims, rest, [decide(*each) for each in zip(claims, [()] * 9, said, strict=False)], endpoint.problems

    return using(api, work, **more)


def failing(failure, stage):
    """Fails for ever at one stage, careful at the other."""

    def mind(request):
        if read(request).extracts is not (stage == "extraction"):
            return careful(request)
        return failure(request) if callable(failure) else failure

    return mind


@pytest.mark.parametrize("name", FAILURES)
def test_a_failing_judgement_is_named(name):
    """What could not be judged is unchecked with its reason, what could is judged, and a line says why."""
    failure, reason, judged = FAILURES[name]
    with MessagesAPI(failing(failure, "judgement")) as api:
        claims, _, verdicts, problems = run(api, model_timeout=0.5 if failure is STALL else 20.0)
    assert [each.context for each in claims] == TEXT.strip().split("\n\n")
    assert [each.label for each in verdicts].count(Label.SUPPORTED) == judged
    assert {each.reason for each in verdicts if each.label is not Label.SUPPORTED} == ({reason} if reason else set())
    assert all(each.explanation and "\n" not in each.explanation for each in verdicts)
    assert all(each.evidence for each in verdicts if each.label is Label.SUPPORTED)
    transport = reason in {*Reason} - {Reason.UNREADABLE_REPLY, Reason.UNGROUNDED}
    assert bool(problems) is (transport or name == "a page")


@pytest.mark.parametrize("name", FAILURES)
def test_a_failing_extraction_loses_nothing(name):
    """Every sentence is still a claim, found by code where the model failed; what ends the run is said once."""
    failure, _, _ = FAILURES[name]
    with MessagesAPI(failing(failure, "extraction")) as api:
        claims, rest, verdicts, problems = run(api, model_timeout=0.5 if failure is STALL else 20.0)
    assert [each.context for each in claims] == TEXT.strip().split("\n\n")
    assert rest == []
    assert len(verdicts) == 4
    assert len(problems) <= 1
    stopped = {Reason.NO_KEY, Reason.BUDGET, Reason.BLOCKED, Reason.UNREACHABLE}
    assert {each.reason for each in verdicts} <= {None, *stopped}


@pytest.mark.parametrize("name", ["401", "404 model", "400, empty balance"])
def test_a_wrong_key_a_retired_model_an_empty_balance_are_one_line(name):
    """One clear line, and one request."""
    with MessagesAPI(failing(FAILURES[name][0], "extraction")) as api:
        *_, problems = run(api)
        assert len(api.requests) == 1
    assert len(problems) == 1
    assert len(problems[0]) < 300


def test_at_the_limit_the_rest_is_named_and_paid_for_later(tmp_path):
    """A run stops at its limit with `unchecked: budget`; the next one pays only for what is left."""
    from bot.organisations import Register
    from bot.pipeline import Pipeline
    from bot.store import Store

    text = "".join(f"Town {n} counted {n}00 cases in May.\n\n" for n in range(1, 31))
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.txt").write_text(text.replace("May.", "May, it said."))

    def go(store, api, limit):
        settings = Settings(
            api_key=KEY, base_url=api.url, judge="claude", max_cost=limit, finders=(), model_concurrency=1
        )
        pipeline = Pipeline(store, settings, Register.load())
        (report,) = asyncio.run(pipeline.run([draft(text)], [str(tmp_path / "sources")]))
        return report

    with MessagesAPI(careful) as api, Store(tmp_path / "x.db") as store:
        first = go(store, api, 0.07)
        reasons = [each.verdict.reason for each in first.judged]
        assert 0 < reasons.count(Reason.BUDGET) < len(reasons)
        assert first.run.cost_usd <= 0.07
        assert any("limit of $0.07" in line for line in first.notices)
        before = len(api.requests)
        second = go(store, api, None)
        assert Reason.BUDGET not in [each.verdict.reason for each in second.judged]
        asked = [read(request) for request in api.requests[before:]]
        assert sum(len(each.claims) for each in asked) == reasons.count(Reason.BUDGET)
        assert not any(each.extracts for each in asked)


def test_the_database_knows_every_call(tmp_path):
    """Prompt id, version and hash, model, request id, tokens, cost, stop reason and time are in the store."""
    from bot.organisations import Register
    from bot.pipeline import Pipeline
    from bot.store import Store

    (tmp_path / "a.txt").write_text(TEXT.replace("May.", "May, it said."))
    with MessagesAPI(careful) as api, Store(tmp_path / "x.db") as store:
        settings = Settings(api_key=KEY, base_url=api.url, judge="claude", finders=())
        asyncio.run(Pipeline(store, settings, Register.load()).run([draft(TEXT)], [str(tmp_path / "a.txt")]))
        calls = [call for call in store.calls.all() if not call.request.startswith('{"part_of"')]
    assert {call.prompt[0] for call in calls} == {"extract", "judge"}
    assert all(call.request_id and call.stop_reason == "end_turn" and call.usage.cost_usd for call in calls)
    assert KEY.encode() not in (tmp_path / "x.db").read_bytes()


def test_sentences_without_an_answer_stay_sentences():
    """An answer about nothing changes nothing."""
    with MessagesAPI(failing(lambda _: sentences(), "extraction")) as api:
        claims, *_ = run(api)
    assert len(claims) == 4
