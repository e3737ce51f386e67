"""The main job, end to end, on the example article with its research package: no key, no network."""

import json
import sqlite3

import pytest
from command import PACKAGE, ROOT, SEED, Command
from expected import false_alarms, load, problems, variant


@pytest.fixture
def factcheck(monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(tmp_path)
    return Command(monkeypatch, capsys)


@pytest.fixture
def example(factcheck):
    """A function that runs the example's package over an article, offline."""

    def run(*more):
        return factcheck("run", *more, "--sources", PACKAGE, "--offline", "--format", "json")

    return run


def without_run(report):
    return {key: value for key, value in report.items() if key != "run"}


def test_the_example_comes_out_as_an_expert_would_have_it(example):
    """Every row of the expectations holds, and no error stands on anything true."""
    result = example(SEED)
    expected = load("fentanyl-trafficking")
    assert problems(expected, result.report) == []
    assert false_alarms(expected, result.report) == []
    assert result.code == 0


@pytest.mark.parametrize("number", range(3))
def test_edited_examples_come_out_right(example, tmp_path, number):
    """With the names corrected no name is flagged; with a wrong toll the toll is refuted and decides nothing else."""
    expected = load("fentanyl-trafficking")
    edited = variant(expected, expected["variants"][number])
    path = tmp_path / "edited.txt"
    path.write_text(edited["text"], encoding="utf-8")
    report = example(path).report
    assert problems(edited, report) == []


def test_spans_slice_the_file_as_decoded(example):
    """Every quote of the report is the file's text at its span, and every sentence is a claim or says why not."""
    report, text = example(SEED).report, SEED.read_text("utf-8")
    for part in (*report["claims"], *report["findings"], *report["not_checkable"]):
        assert part["quote"] == text[part["start"] : part["end"]]
    assert all(claim["verdict"]["label"] for claim in report["claims"])
    assert report["summary"]["claims"] == len(report["claims"])


def test_evidence_is_verbatim_in_the_stored_snapshot(example):
    """Each quote of evidence is the stored snapshot's own slice under its hash, and never of a discovery source."""
    report = example(SEED).report
    cited = [evidence for claim in report["claims"] for evidence in claim["evidence"]]
    assert cited
    with sqlite3.connect("factcheck.db") as connection:
        texts = dict(connection.execute("SELECT sha256, text FROM snapshot"))
    for evidence in cited:
        assert texts[evidence["snapshot_sha256"]][evidence["start"] : evidence["end"]] == evidence["quote"]
        assert evidence["source"]["tier"] != "discovery"
        assert evidence["source"]["restatement"]


def test_running_twice_gives_the_same_report(example):
    """The second report differs in nothing but its `run`."""
    assert without_run(example(SEED).report) == without_run(example(SEED).report)


def test_the_full_report_says_what_ran_and_what_to_write(factcheck):
    """Judge and sources come first; then both names with their replacements, the quotation with both wordings."""
    result = factcheck("run", SEED, "--sources", PACKAGE, "--offline")
    lines = result.out.splitlines()
    assert "Judge: local, because no key is set." in lines[1]
    assert "20 sources read; nothing was fetched" in lines[2]
    assert "write: Drug Enforcement Administration" in result.out
    assert "write: Centers for Disease Control and Prevention" in result.out
    assert "We reached common understanding" in result.out
    assert "our summary of" in result.out
    assert result.err == ""


def test_without_sources_nothing_is_held_against_a_claim(factcheck):
    """Offline with no sources given: names are judged by the register, all else is unchecked because nobody asked."""
    result = factcheck("run", SEED, "--offline", "--format", "json")
    reasons = {claim["verdict"]["reason"] for claim in result.report["claims"] if claim["kind"] != "name"}
    assert reasons <= {"not_requested", None}
    assert result.code == 0
    assert "no source was given" in result.report["notices"][1]


def test_several_articles_give_an_array_or_lines(example, factcheck, tmp_path):
    """json: an array for several; jsonl: one object a line; --output writes the file and prints nothing."""
    other = tmp_path / "other.md"
    other.write_text("# A town\n\nThe town has 12 parks.\n", encoding="utf-8")
    assert [report["article"]["path"] for report in example(SEED, other).report] == [str(SEED), str(other)]
    lines = factcheck("run", SEED, other, "--offline", "--format", "jsonl", "--output", tmp_path / "out.jsonl")
    assert lines.out == ""
    assert len((tmp_path / "out.jsonl").read_text("utf-8").splitlines()) == 2


def test_standard_input_is_an_article(factcheck, monkeypatch):
    """`-` reads a draft from standard input."""
    import io
    import sys

    text = "The Drug Enforcement Agency said so.\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    result = factcheck("run", "-", "--offline", "--format", "concise")
    assert "-:1:5: NAME001" in result.out


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "holds no words"),
        ("binary.txt", bytes(range(256)) * 8, "is not a text file"),
    ],
)
def test_bad_articles_end_in_one_line_and_code_2(factcheck, tmp_path, name, content, says):
    """An empty and a binary file are refused in one line each."""
    (tmp_path / name).write_bytes(content)
    result = factcheck("run", name, "--offline")
    assert (result.code, result.err.count("\n")) == (2, 1)
    assert says in result.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["run", "none.txt"], "no such file"),
        (["run", "."], "is a folder"),
        (["run", SEED, "--sources", "none"], "no such file or folder"),
        (["run", SEED, "--as-of", "yesterday"], "not a date"),
        (["run", SEED, "--offline", "--db", "no/such/folder.db"], "cannot be opened"),
        (["run", SEED, "--offline", "--output", "no/such/folder.txt"], "no such file"),
        (["verdicts"], "no such database"),
        (["show", "1"], "no such database"),
        (["sources", "show", "abcd"], "no such database"),
    ],
)
def test_bad_requests_end_in_one_line_and_code_2(factcheck, arguments, says):
    """Whatever is wrong with the call, one line says it, without a traceback."""
    result = factcheck(*arguments)
    assert (result.code, result.err.count("\n")) == (2, 1)
    assert says in result.err
    assert "Traceback" not in result.out + result.err


def test_a_latin_1_file_is_read(factcheck, tmp_path):
    """A draft in an older encoding is checked like any other."""
    (tmp_path / "old.txt").write_bytes(
        "The café in Zürich said that the Drug Enforcement Agency came.".encode("latin-1")
    )
    result = factcheck("run", "old.txt", "--offline", "--format", "json")
    assert [finding["replacement"] for finding in result.report["findings"] if finding["code"] == "NAME001"] == [
        "Drug Enforcement Administration"
    ]


def test_a_misnamed_agency_in_a_headline_is_flagged(factcheck, tmp_path):
    """A headline holds no claim of its own, but its names are held against the register."""
    (tmp_path / "h.txt").write_text("Drug Enforcement Agency Raids Three Homes\n\nIt rained.\n", encoding="utf-8")
    result = factcheck("run", "h.txt", "--offline", "--format", "concise")
    assert "h.txt:1:1: NAME001" in result.out


def test_a_dead_network_is_said_and_ends(factcheck, tmp_path, monkeypatch):
    """With every host dead, each claim that needed a source is unchecked: unreachable, and the exit code is 3."""
    monkeypatch.setenv("FACTCHECK_RESOLVER", "*=127.0.0.1:9")
    monkeypatch.setenv("FACTCHECK_RETRY_WAIT", "0")
    text = "The town has 12 parks, [a report](https://town.example/report) says. It spent $3 million in 2023.\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    result = factcheck("run", "a.md", "--format", "json")
    assert result.code == 3
    assert {claim["verdict"]["reason"] for claim in result.report["claims"]} == {"unreachable"}
    assert any("town.example" in notice for notice in result.report["notices"])


def test_a_given_source_that_fails_is_code_3(factcheck, tmp_path):
    """A URL that was handed over and is not kept cannot be read offline: that is said, and is not silence."""
    result = factcheck("run", SEED, "--offline", "--sources", "https://town.example/", "--format", "json")
    assert result.code == 3
    assert any("town.example" in notice for notice in result.report["notices"])


def test_reviewing_without_sql(factcheck, example):
    """Every listing and showing command works on the database that a run leaves."""
    report = example(SEED).report
    refuted = [
        json.loads(line) for line in factcheck("verdicts", "--label", "refuted", "--format", "jsonl").out.splitlines()
    ]
    assert {row["quote"] for row in refuted} >= {"Drug Enforcement Agency", "Center for Disease Control"}
    assert "Center for Disease Control" in factcheck("verdicts", "--code", "NAME001").out
    claim = next(each for each in report["claims"] if each["evidence"])
    shown = factcheck("show", claim["id"])
    assert f"[[{' '.join(claim['evidence'][0]['quote'].split())}]]" in shown.out
    assert factcheck("show", claim["id"], "--format", "json").report["claim"] == claim["text"]
    assert str(SEED) in factcheck("articles").out
    assert "local" in factcheck("runs").out
    listed = factcheck("sources", "list", "--format", "json").report
    assert len(listed) == 20
    assert "107,941" in "".join(factcheck("sources", "show", row["sha256"]).out for row in listed)
    assert factcheck("sources", "show", "ffffffff").code == 2


def test_rulings_are_kept_and_shown(factcheck, example):
    """An editor's ruling is appended, stands in the next report, and shows in the history."""
    claim = example(SEED).report["claims"][0]
    assert factcheck("override", claim["id"], "--label", "supported", "--reason", "seen", "--reviewer", "ed").code == 0
    assert factcheck("accept", claim["id"], "--reason", "still").code == 0
    again = next(each for each in example(SEED).report["claims"] if each["id"] == claim["id"])
    assert again["ruling"]["action"] == "accept"
    assert "override supported by ed: seen" in factcheck("show", claim["id"]).out
    assert factcheck("reject", claim["id"], "--reason", " ").code == 2
    assert factcheck("reject", "999999", "--reason", "x").code == 2


def test_sources_can_be_added_ahead(factcheck):
    """`sources add` reads a package into the archive for runs to come."""
    result = factcheck("sources", "add", PACKAGE, "--offline")
    assert (result.code, result.out.count("found")) == (0, 20)


def test_the_readme_queries_work(factcheck, example):
    """Each SQL query of the README runs on the database of the example and finds something."""
    example(SEED)
    queries = [part.split("```")[0] for part in (ROOT / "README.md").read_text("utf-8").split("```sql\n")[1:]]
    assert len(queries) == 2
    with sqlite3.connect("factcheck.db") as connection:
        assert all(connection.execute(query).fetchall() for query in queries)


def test_help_teaches():
    """Every command has help, and the version is told."""
    import typer

    from bot.cli.app import app

    commands = typer.main.get_command(app).commands
    assert {"run", "verdicts", "show", "articles", "runs", "sources", "accept", "reject", "override"} <= set(commands)
    assert all(command.help or command.callback.__doc__ for command in commands.values())


def test_the_version_is_told(factcheck):
    """`--version` answers with the version alone."""
    from bot import __version__

    assert factcheck("--version").out == f"factcheck {__version__}\n"


@pytest.mark.parametrize("slug", ["kelp-survey", "marrowick-economy", "tannersby-budget"])
def test_no_error_stands_on_anything_true(factcheck, slug):
    """Among pages of other years and places, no error touches what is right, and the wrong names are found."""
    expected = load(slug)
    article = ROOT / "seeds" / expected["article"]
    result = factcheck(
        "run", article, "--sources", ROOT / "fixtures" / "web" / "pages", "--offline", "--format", "json"
    )
    assert false_alarms(expected, result.report) == []
    names = [entry for entry in expected["claims"] if entry.get("finding", {}).get("code") == "NAME001"]
    found = {finding["quote"] for finding in result.report["findings"] if finding["code"] == "NAME001"}
    assert {entry["finding"]["span"] for entry in names} <= found
