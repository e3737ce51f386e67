"""`factcheck eval`: what it counts, that it goes on where it stood, and how it refuses."""

from __future__ import annotations

import json

import pytest
import typer
from messages_api import KEY, MessagesAPI
from model_minds import careful, read
from typer.testing import CliRunner

from bot.cli.eval import evaluate as command
from bot.errors import UserError
from bot.evaluation import Answer, Scores, evaluate, holds_figure, read_pairs
from bot.judges.local import LocalJudge
from bot.records import Label, Opinion

PAIRS = [
    {
        "id": "a",
        "claim": "The flood killed 31 people in Marden.",
        "evidence": "In Marden the flood killed 31 people.",
        "label": "supported",
    },
    {
        "id": "b",
        "claim": "The flood killed 31 people in Marden.",
        "evidence": "In Marden the flood killed 13 people.",
        "label": "refuted",
    },
    {"id": "c", "claim": "COVID-19 came to Velda.", "evidence": "Barley.", "label": "not_enough_info"},
    {"id": "d", "claim": "The dam burst in May 1990.", "evidence": "The dam burst.", "label": "partial"},
]
app = typer.Typer()
app.command()(command)


@pytest.fixture
def data(tmp_path):
    path = tmp_path / "pairs.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in PAIRS), encoding="utf-8")
    return path


class Counting:
    """A judge that says the same of all and counts how often it was asked."""

    name, model = "counting", None

    def __init__(self, label=Label.SUPPORTED, cost=0.25):
        self.asked, self.label, self.cost = 0, label, cost

    async def judge(self, article, tasks):
        self.asked += len(tasks)
        return [Opinion("counting", self.label, "so it is", cost_usd=self.cost, confidence=0.5) for _ in tasks]


def test_scores():
    """Precision and recall by label, the mean of recalls, the share settled, and the cost."""
    answers = [
        Answer("1", Label.SUPPORTED, Label.SUPPORTED, 0.9, 0.5),
        Answer("2", Label.SUPPORTED, Label.REFUTED, 0.9, 0.5),
        Answer("3", Label.REFUTED, Label.REFUTED, 0.9),
        Answer("4", Label.IMPRECISE, Label.SUPPORTED, 0.9),
        Answer("5", Label.NOT_ENOUGH_EVIDENCE, Label.NOT_ENOUGH_EVIDENCE, None),
    ]
    scores = Scores(answers)
    assert (scores.precision(Label.SUPPORTED), scores.recall(Label.SUPPORTED)) == (0.5, 0.5)
    assert scores.precision(Label.REFUTED) == 0.5
    assert scores.balanced_accuracy == pytest.approx((0.5 + 1 + 0 + 1) / 4)
    assert scores.answered == 0.8
    assert scores.cost_usd == 1.0
    assert Scores([Answer("1", Label.REFUTED, Label.REFUTED, None, None)]).cost_usd is None
    assert Scores([]).balanced_accuracy is None


def test_it_goes_on_where_it_stood(data, tmp_path):
    """Answers that the file holds are not asked for again; what could not be checked is."""
    kept = tmp_path / "out.jsonl"
    first = Counting()
    evaluate(first, read_pairs(data, limit=2), kept)
    second = Counting()
    answers = evaluate(second, read_pairs(data), kept)
    assert (first.asked, second.asked, len(answers)) == (2, 2, 4)
    rows = [json.loads(line) for line in kept.read_text(encoding="utf-8").splitlines()]
    assert [row["id"] for row in rows] == ["a", "b", "c", "d"]
    assert set(rows[0]) == {"id", "label", "predicted", "confidence"}
    failing = tmp_path / "failing.jsonl"
    evaluate(Counting(Label.UNCHECKED), read_pairs(data), failing)
    third = Counting()
    evaluate(third, read_pairs(data), failing)
    assert third.asked == 4


def test_figures_only(data):
    """Only claims with a figure or a date: COVID-19 is a name, “first” is none."""
    assert [pair.id for pair in read_pairs(data, figures_only=True)] == ["a", "b", "d"]
    assert not holds_figure("She was the first woman to lead it.")
    assert holds_figure("It opened in May.")


@pytest.mark.parametrize("line", ["{", "[]", '{"id": 1}', '{"id": 1, "claim": "a", "evidence": "b", "label": "maybe"}'])
def test_a_line_that_is_no_pair_is_named(tmp_path, line):
    """The error names file and line."""
    path = tmp_path / "bad.jsonl"
    path.write_text(json.dumps(PAIRS[0]) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"bad\.jsonl:2"):
        read_pairs(path)


def test_files_that_cannot_be_used(data, tmp_path):
    """A missing file, a foreign file of answers and one that cannot be written are the user's to mend."""
    with pytest.raises(UserError, match="cannot be read"):
        read_pairs(tmp_path / "none.jsonl")
    foreign = tmp_path / "foreign.jsonl"
    foreign.write_text('{"x": 1}\n', encoding="utf-8")
    with pytest.raises(UserError, match=r"foreign\.jsonl:1"):
        evaluate(LocalJudge(), read_pairs(data), foreign)
    with pytest.raises(UserError, match="cannot be written"):
        evaluate(LocalJudge(), read_pairs(data), tmp_path / "no" / "out.jsonl")


def test_the_command(data, tmp_path):
    """Tables to read, JSON for programs, and the answers in a file."""
    run = CliRunner().invoke
    text = run(app, [str(data)])
    assert text.exit_code == 0
    assert "balanced accuracy" in text.stdout
    out = tmp_path / "out.jsonl"
    result = run(app, [str(data), "--format", "json", "--output", str(out), "--limit", "2"])
    measures = json.loads(result.stdout)
    assert (measures["judge"], measures["pairs"], measures["answered"], measures["cost_usd"]) == ("local", 2, 1.0, 0)
    assert len(out.read_text(encoding="utf-8").splitlines()) == 2


def test_claude_without_a_key_is_refused(data, monkeypatch):
    """Nothing is asked without a key; the message says how to mend it."""
    monkeypatch.delenv("ANTHROPIC_API_KEY", raising=False)
    monkeypatch.delenv("FACTCHECK_API_KEY", raising=False)
    result = CliRunner().invoke(app, [str(data), "--judge", "claude"])
    assert isinstance(result.exception, UserError)


def test_claude_is_measured_and_taken_up_again(tmp_path, monkeypatch):
    """Against a server: many pairs in one go, a limit of cost that holds, and going on pays only for the rest."""
    rows = [
        {
            "id": str(n),
            "claim": f"It counted {n}00 cases.",
            "evidence": f"It counted {n}00 cases.",
            "label": "supported",
        }
        for n in range(1, 121)
    ]
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "pairs.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    asked = [str(path), "--judge", "claude", "--format", "json", "-o", "answers.jsonl"]
    with MessagesAPI(careful) as api:
        monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
        monkeypatch.setenv("FACTCHECK_BASE_URL", api.url)
        first = CliRunner().invoke(app, [*asked, "--max-cost", "0.08"])
        assert first.exit_code == 3
        assert first.stderr.count("the limit of $0.08") == 1
        done = json.loads(first.stdout)["labels"]["supported"]["right"]
        assert 0 < done < 120
        before = len(api.requests)
        second = CliRunner().invoke(app, asked)
        assert json.loads(second.stdout)["labels"]["supported"]["right"] == 120
        assert sum(len(read(request).claims) for request in api.requests[before:]) == 120 - done
        assert f"Model: {len(api.requests) - before} calls, $0.0" in second.stderr
        monkeypatch.setenv("ANTHROPIC_API_KEY", "wrong-key")
        wrong = CliRunner().invoke(app, [str(path), "--judge", "claude", "--limit", "3", "--db", "new.db"])
        assert (wrong.exit_code, wrong.stderr.count("\n")) == (3, 1)
        assert "the key is wrong" in wrong.stderr


def test_an_answer_that_a_kill_cut_short_is_asked_for_again(tmp_path):
    """A last line without its end is taken off, the pair is judged again, and every line of the file is whole."""
    data, out = tmp_path / "pairs.jsonl", tmp_path / "answers.jsonl"
    rows = [{"id": f"p{n}", "claim": "It rained.", "evidence": "It rained.", "label": "supported"} for n in range(4)]
    data.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    asked = [str(data), "--judge", "grammar", "--format", "json", "--output", str(out)]
    whole = CliRunner().invoke(app, asked)
    text = out.read_text(encoding="utf-8")
    out.write_text(text[:-20], encoding="utf-8")
    again = CliRunner().invoke(app, asked)
    assert (again.exit_code, again.stdout) == (0, whole.stdout)
    assert out.read_text(encoding="utf-8") == text
