"""The main job with a model behind the Messages API: a real server on loopback, the real SDK, a real database."""

import asyncio
import json
import os
import signal
import sqlite3
import threading

import pytest
from command import PACKAGE, SEED, Command, process
from messages_api import KEY, STALL, MessagesAPI, Reply
from model_minds import careful, opinion, opinions, read

from bot import article
from bot.organisations import Register
from bot.pipeline import Pipeline
from bot.settings import Settings
from bot.store import Store


@pytest.fixture
def factcheck(monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(tmp_path)
    return Command(monkeypatch, capsys)


@pytest.fixture
def api():
    with MessagesAPI(careful) as server:
        yield server


def arguments(*more):
    return ["run", SEED, "--sources", PACKAGE, "--judge", "claude", "--format", "json", *more]


@pytest.fixture
def environment(api, monkeypatch):
    """The key and address in the environment, as a user sets them; sources come from the package alone."""
    given = {"ANTHROPIC_API_KEY": KEY, "FACTCHECK_BASE_URL": api.url, "FACTCHECK_FINDERS": "citations"}
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    return {**os.environ, **given}


def verdicts(report):
    return [(claim["id"], claim["verdict"], claim["evidence"]) for claim in report["claims"]]


def rows(query, db="factcheck.db"):
    with sqlite3.connect(db) as connection:
        return connection.execute(query).fetchall()


def test_the_models_verdicts_are_stored_with_prompt_tokens_and_cost(factcheck, api, environment):
    """A scripted run produces the model's verdicts; prompt id and hash, tokens and cost are in the database."""
    result = factcheck(*arguments())
    assert result.report["run"]["judge"] == "claude"
    assert any(claim["verdict"]["decided_by"] == "claude" for claim in result.report["claims"])
    calls = rows("SELECT prompt_id, length(prompt_sha256), input_tokens, cost_usd FROM call")
    assert {call[0] for call in calls} >= {"extract", "judge"}
    assert all(length == 64 and tokens > 0 and cost > 0 for _, length, tokens, cost in calls if tokens)
    assert rows("SELECT count(*) FROM opinion WHERE prompt_sha256 IS NOT NULL")[0][0] > 0
    assert result.report["run"]["cost_usd"] > 0
    assert KEY not in "".join(map(str, rows("SELECT request, reply FROM call")))


def test_code_outranks_the_model(factcheck, api, environment):
    """A model that supports everything cannot make a misnamed agency right."""
    names = [claim for claim in factcheck(*arguments()).report["claims"] if claim["kind"] == "name"]
    assert {claim["verdict"]["decided_by"] for claim in names if claim["verdict"]["label"] == "refuted"} == {"NAME001"}


def test_an_invented_quote_is_caught_and_never_stored(factcheck, api, environment):
    """A model that quotes words which no source holds decides nothing; the claim is unchecked: ungrounded."""
    invented = "The bureau admitted everything in a secret letter."

    def liar(request):
        asked = read(request)
        if asked.extracts:
            return careful(request)
        return opinions(*(opinion(n, "refuted", ("P1", "refutes", invented)) for n in asked.claims))

    api.mind = liar
    result = factcheck(*arguments())
    reasons = {c["verdict"]["reason"] for c in result.report["claims"] if c["verdict"]["decided_by"] == "claude"}
    assert reasons <= {"ungrounded", "silent"}
    assert "ungrounded" in reasons
    assert result.code == 3
    assert rows(f"SELECT count(*) FROM evidence WHERE quote LIKE '%{invented[:20]}%'") == [(0,)]


def test_a_second_run_asks_and_pays_nothing(factcheck, api, environment):
    """Run again, nothing is asked, the cost is nothing, and the verdicts are the same."""
    first = factcheck(*arguments()).report
    asked = len(api.requests)
    second = factcheck(*arguments()).report
    assert len(api.requests) == asked
    assert second["run"]["cost_usd"] == 0
    assert verdicts(first) == verdicts(second)


def kill_while_judging(api, environment, folder):
    judging = threading.Event()

    def stalling(request):
        if read(request).extracts:
            return careful(request)
        judging.set()
        return STALL

    api.mind = stalling
    killed = process(*arguments(), cwd=folder, env=environment)
    assert judging.wait(90)
    killed.send_signal(signal.SIGKILL)
    killed.communicate(timeout=10)


def test_a_killed_run_goes_on_and_ends_the_same(factcheck, api, environment, tmp_path):
    """Killed while the model judges, the same command goes on: the same verdicts, no question asked twice."""
    kill_while_judging(api, environment, tmp_path)
    assert rows("SELECT count(*) FROM run WHERE finished_at IS NULL") == [(1,)]
    extracted = [request for request in api.requests if read(request).extracts]
    api.mind = careful
    resumed = factcheck(*arguments()).report
    assert resumed["run"]["resumed"]
    assert [request for request in api.requests if read(request).extracts] == extracted
    assert rows("SELECT count(*) FROM run") == [(1,)]
    clean = factcheck(*arguments("--db", tmp_path / "clean.db")).report
    assert verdicts(resumed) == verdicts(clean)


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (
            Reply(401, {"type": "error", "error": {"type": "authentication_error", "message": "invalid x-api-key"}}),
            None,
        ),
        (Reply(529, {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}), "unreachable"),
    ],
)
def test_a_model_that_fails_is_said_and_code_still_decides(factcheck, api, environment, reply, reason):
    """When the model cannot be had, names are still judged; the rest is unchecked with its reason: exit code 3."""
    api.mind = lambda _request: reply
    result = factcheck(*arguments())
    labels = {claim["verdict"]["label"] for claim in result.report["claims"] if claim["kind"] == "name"}
    assert "refuted" in labels
    assert any(notice.startswith("Model:") for notice in result.report["notices"])
    assert result.code == 3
    assert KEY not in json.dumps(result.report)
    if reason:
        assert reason in {claim["verdict"]["reason"] for claim in result.report["claims"]}


def test_claude_without_a_key_is_said(factcheck, monkeypatch):
    """Asked for without a key, Claude is not replaced in silence: no_key, exit code 3; code's findings stand."""
    monkeypatch.setenv("FACTCHECK_FINDERS", "citations")
    result = factcheck(*arguments())
    reasons = {claim["verdict"]["reason"] for claim in result.report["claims"]}
    assert "no_key" in reasons
    assert result.code == 3
    assert [f["code"] for f in result.report["findings"]].count("NAME001") == 2


def test_every_call_can_be_logged(factcheck, api, environment, tmp_path):
    """`--log-json` writes a line for each call: prompt, model, tokens, cost; no key and no text of the draft."""
    factcheck(*arguments("--log-json", tmp_path / "calls.jsonl"))
    lines = (tmp_path / "calls.jsonl").read_text("utf-8").splitlines()
    assert len(lines) == len(api.requests)
    assert all("prompt" in json.loads(line) for line in lines)
    assert KEY not in "".join(lines)
    assert "fentanyl" not in "".join(lines).lower()


def test_each_article_is_billed_for_itself(factcheck, api, environment, tmp_path):
    """Of two articles in one run, each report states its own cost; a second run of both costs nothing."""
    other = tmp_path / "other.txt"
    other.write_text("The town spent $12 million in 2022.\n", encoding="utf-8")
    first = factcheck(*arguments(other)).report
    assert all(report["run"]["cost_usd"] > 0 for report in first)
    assert first[1]["run"]["cost_usd"] < first[0]["run"]["cost_usd"]


def test_a_call_belongs_to_the_run_that_used_it(factcheck, api, environment, tmp_path):
    """Of two articles in one command, each run lists its own calls, and their sum is its cost."""
    other = tmp_path / "other.txt"
    other.write_text("The town spent $12 million in 2022.\n", encoding="utf-8")
    reports = factcheck(*arguments(other)).report
    for report in reports:
        listed = json.loads(factcheck("calls", "--run", report["run"]["id"], "--format", "json").out)
        assert len(listed) == report["run"]["calls"] > 0
        assert sum(call["cost_usd"] for call in listed) == pytest.approx(report["run"]["cost_usd"])
    assert sum(report["run"]["calls"] for report in reports) == len(api.requests)


def test_what_a_claim_did_cost_is_stored(factcheck, api, environment):
    """Each opinion of the model carries its part of the calls that judged it; `show` tells it."""
    report = factcheck(*arguments()).report
    judged = [claim for claim in report["claims"] if claim["opinion"]]
    costs = [cost for (cost,) in rows("SELECT cost_usd FROM opinion WHERE model IS NOT NULL")]
    paid = rows("SELECT sum(cost_usd) FROM call WHERE prompt_id = 'judge'")[0][0]
    assert len(costs) == len(judged) > 0
    assert sum(costs) == pytest.approx(paid)
    assert "$0.00" in factcheck("show", judged[0]["id"]).out


def test_the_cost_of_a_run_outlives_the_process(factcheck, api, environment, tmp_path):
    """A run that was killed and taken up again cost what both processes paid."""
    kill_while_judging(api, environment, tmp_path)
    api.mind = careful
    resumed = factcheck(*arguments()).report
    assert resumed["run"]["resumed"]
    paid = rows("SELECT sum(cost_usd), count(*) FROM call WHERE request NOT LIKE '{\"part_of\"%'")
    assert (pytest.approx(resumed["run"]["cost_usd"]), resumed["run"]["calls"]) == paid[0]


def test_who_watches_sees_what_the_run_has_cost(api, tmp_path, monkeypatch):
    """Each model call moves the progress on, with the running total of the run."""
    seen = []

    class Watching:
        def stage(self, article, name, total=None):
            seen.append(name)

        def step(self, cost_usd=None):
            seen.append(cost_usd)

    settings = Settings(api_key=KEY, base_url=api.url, judge="claude", finders=())
    with Store(tmp_path / "x.db") as store:
        pipeline = Pipeline(store, settings, Register.load(), Watching())
        (report,) = asyncio.run(pipeline.run([article.read(str(SEED))], [str(PACKAGE)]))
    costs = [each for each in seen if isinstance(each, float)]
    assert len(costs) == len(api.requests)
    assert costs == sorted(costs)
    assert costs[-1] == pytest.approx(report.run.cost_usd)


def test_an_effort_that_there_is_not_is_refused(factcheck, api, environment):
    """A wrong word is said before anything is sent."""
    result = factcheck(*arguments("--effort", "huge"))
    assert (result.code, api.requests) == (2, [])
    assert "low, medium, high, xhigh, max" in result.err
