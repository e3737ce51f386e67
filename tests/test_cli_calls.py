"""`factcheck calls` and `factcheck estimate`: what was asked and paid, and what would be."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace

import pytest
import typer
from messages_api import KEY, MessagesAPI
from model_minds import careful
from model_tools import draft, extracted
from typer.testing import CliRunner

from bot.cli.calls import calls
from bot.cli.estimate import estimate, estimates
from bot.organisations import Register
from bot.settings import Settings
from bot.store import Store

TEXT = "".join(f"Town {n} counted {n}00 cases in May.\n\n" for n in range(1, 5))
app = typer.Typer()
app.command("calls")(calls)
app.command("estimate")(estimate)


def run(*args):
    done = CliRunner().invoke(app, list(map(str, args)), catch_exceptions=False)
    assert done.exit_code == 0
    return done.stdout


@pytest.fixture
def database(tmp_path):
    """A database with the calls of one extraction."""
    with MessagesAPI(careful) as api, Store(tmp_path / "x.db") as store:
        extracted(api, TEXT, store.calls)
    return tmp_path / "x.db"


def test_calls_are_listed_with_what_they_took(database):
    """One line a call, parts of replies left out, and the sum at the end."""
    first, last = run("calls", "--db", database).splitlines()
    assert "extract v2" in first
    assert "claude-sonnet-5-5" in first
    assert "end_turn  req_1" in first
    assert last.startswith("1 call, ")
    assert last.split("$")[1] in first


def test_calls_are_data_too(database):
    """The same as JSON, without texts."""
    (row,) = json.loads(run("calls", "--db", database, "--format", "json"))
    assert (row["prompt"], row["stop_reason"], row["retries"]) == ("extract", "end_turn", 0)
    assert row["cost_usd"] > 0
    assert not {"request", "reply"} & set(row)
    (line,) = run("calls", "--db", database, "--format", "jsonl").splitlines()
    assert json.loads(line) == row


def test_calls_of_a_run_that_used_none(database):
    """A run that asked nothing has no calls."""
    assert run("calls", "--db", database, "--run", "none") == "0 calls, 0 tokens in, 0 out, $0.0000\n"


def test_an_unknown_cost_is_not_nothing(tmp_path):
    """A model without a price costs "unknown"."""
    with MessagesAPI(careful) as api, Store(tmp_path / "x.db") as store:
        extracted(api, TEXT, store.calls, model="local-model")
    assert run("calls", "--db", tmp_path / "x.db").count("cost unknown") == 2


def estimated(text, **more):
    return asyncio.run(estimates([draft(text)], replace(Settings(), **more), Register.load()))[0]


def test_an_estimate_needs_no_key_and_no_network():
    """Claims, calls, tokens and dollars from the draft alone."""
    found = estimated(TEXT)
    assert (found.claims, found.calls, found.counted) == (4, 2, False)
    assert found.input_tokens > 2_000
    assert 0.005 < found.cost_usd < 0.1


def test_an_estimate_is_counted_where_there_is_a_key():
    """With a key the service counts the input, for nothing."""
    with MessagesAPI(careful) as api:
        found = estimated(TEXT, api_key=KEY, base_url=api.url)
        assert (api.counted, api.requests, api.rejected) == (2, [], [])
    assert found.counted


def test_an_estimate_grows_with_the_article():
    """Longer drafts take more calls and more money."""
    longer = "".join(f"Town {n} counted {n}00 cases in May.\n\n" for n in range(1, 60))
    assert estimated(longer).calls > estimated(TEXT).calls
    assert estimated(longer).cost_usd > 3 * estimated(TEXT).cost_usd
    assert estimated(TEXT, model="local-model").cost_usd is None


def test_an_estimate_is_one_line(tmp_path, monkeypatch):
    """The command prints it, or gives it as data."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT)
    line = run("estimate", "a.txt")
    assert line.startswith("a.txt: about 4 claims, 2 calls, ")
    assert "(estimated)" in line
    (row,) = json.loads(run("estimate", "a.txt", "--format", "json", "--model", "claude-opus-5-5"))
    assert row["cost_usd"] > float(line.split("$")[1].split()[0])
