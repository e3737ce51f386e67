"""`factcheck orgs`: what it prints, what it writes, what it refuses."""

import json

import pytest
from typer.testing import CliRunner

from bot.cli.orgs import _former, app
from bot.errors import UserError


@pytest.fixture
def run():
    def run(*words, code=0):
        result = CliRunner().invoke(app, list(words))
        assert result.exit_code == code, result.output
        return result.output

    return run


def test_help_names_every_command(run):
    """The help says what the four commands do."""
    text = run("--help")
    assert all(name in text for name in ("search", "show", "add", "validate"))


def test_search_prints_one_body_a_line_or_json(run):
    """The id comes first, so that it can be given to `show`."""
    assert run("search", "drug", "enforcement", "adm").startswith(
        "us-drug-enforcement-administration  Drug Enforcement Administration (DEA), US\n"
    )
    assert json.loads(run("search", "DEA", "--format", "json"))[0]["acronyms"] == ["DEA"]
    assert "factcheck orgs add" in run("search", "zzzz")


def test_show_prints_what_is_known(run):
    """Former names come with their dates, and the source with its meaning where there is none."""
    text = run("show", "GAO")
    assert text.startswith("Government Accountability Office\n  id: us-government-accountability-office\n")
    assert "formerly: General Accounting Office (1921-07-01 to 2004-07-07)" in text
    assert "never makes an error" in run("show", "cn-wuhan-center-for-disease-control-and-prevention")
    assert json.loads(run("show", "us-drug-enforcement-administration", "--format", "json"))["country"] == "US"


def test_show_of_nobody_says_what_to_try():
    """An unknown body is a user's error."""
    result = CliRunner().invoke(app, ["show", "zzzz"])
    assert isinstance(result.exception, UserError)
    assert "factcheck orgs search zzzz" in str(result.exception)


def test_add_writes_a_row_that_the_register_then_knows(run, tmp_path):
    """What was added is found, shown, in order and valid."""
    own = str(tmp_path / "own.jsonl")
    options = ["--country", "US-NY", "--acronym", "TCC", "--former", "Troy Common Council,1816,1990", "--file", own]
    assert "added us-ny-troy-city-council" in run("add", "Troy City Council", *options)
    run("add", "Albany Common Council", "--country", "US-NY", "--file", own, "--source", "https://www.albanyny.gov/")
    assert run("search", "troy", "city", "--file", own).startswith("us-ny-troy-city-council")
    assert "formerly: Troy Common Council (1816 to 1990)" in run("show", "TCC", "--file", own)
    assert run("validate", own) == "2 rows, 0 wrong\n"
    lines = (tmp_path / "own.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(row)["name"] for row in lines] == ["Albany Common Council", "Troy City Council"]


def test_add_refuses_a_wrong_row_and_writes_nothing(tmp_path):
    """A body that is there already is not added twice."""
    own = tmp_path / "own.jsonl"
    result = CliRunner().invoke(
        app, ["add", "Federal Trade Commission", "--country", "US-NY", "--parent", "us-x", "-f", str(own)]
    )
    assert isinstance(result.exception, UserError)
    assert "not added: us-ny-federal-trade-commission: its parent 'us-x'" in str(result.exception)
    assert not own.exists()


def test_add_says_when_the_file_cannot_be_written(tmp_path):
    """A missing folder is one clear line."""
    result = CliRunner().invoke(app, ["add", "Troy City Council", "-f", str(tmp_path / "none" / "own.jsonl")])
    assert isinstance(result.exception, UserError)
    assert "cannot be written (no such file or directory)" in str(result.exception)


def test_validate_names_wrong_rows(run, tmp_path):
    """The exit code tells a script, the lines tell a person."""
    own = tmp_path / "own.jsonl"
    own.write_text('{"id": "us-x", "name": "X Bureau", "country": "US", "acronyms": ["x"]}\n', "utf-8")
    assert run("validate", str(own), code=2) == (
        "us-x: 'x' does not look like an acronym: two capitals or more, no spaces, no full stops\n1 rows, 1 wrong\n"
    )
    assert "0 wrong" in run("validate")


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Old Office", {"name": "Old Office"}),
        ("Health, Education Office", {"name": "Health, Education Office"}),
        ("Old Office,1970", {"name": "Old Office", "from": "1970"}),
        ("Old Office,,1990-01", {"name": "Old Office", "until": "1990-01"}),
        ("Labor, Office of,1970,1980", {"name": "Labor, Office of", "from": "1970", "until": "1980"}),
    ],
)
def test_former_names_may_hold_commas(text, row):
    """A date begins with a digit; a comma before anything else belongs to the name."""
    assert _former(text) == row
