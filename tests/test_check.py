"""`factcheck check`: which drafts, what is found, what counts, what is kept, and how it ends."""

import io
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command import Command, process

from bot.checking.changes import changed
from bot.reports import Format

WRONG, RIGHT = "Drug Enforcement Agency", "Drug Enforcement Administration"
CLEAN = "The harbour of Marrow Bay was dredged in March. Ada Quill, who runs the bakery, watched the boats leave.\n"
BAD = f"A spokesman for the {WRONG} declined to comment on the raid.\n"


@pytest.fixture
def check(monkeypatch, capsys, tmp_path):
    """`factcheck check …` offline, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    command = Command(monkeypatch, capsys)
    return lambda *arguments: command("check", "--offline", *arguments)


@pytest.fixture
def factcheck(monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(tmp_path)
    return Command(monkeypatch, capsys)


def write(name, text):
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return name


def codes(result):
    """Path, line and code of each line of the concise format."""
    lines = re.findall(r"^(.*?):(\d+):\d+: (\w+)", result.out, re.MULTILINE)
    return [(path, int(line), code) for path, line, code in lines]


def git(*arguments):
    identity = {
        "GIT_AUTHOR_NAME": "a",
        "GIT_AUTHOR_EMAIL": "a@b",
        "GIT_COMMITTER_NAME": "a",
        "GIT_COMMITTER_EMAIL": "a@b",
    }
    subprocess.run(["git", *arguments], check=True, capture_output=True, env=os.environ | identity)


def drafts(count, planted):
    """A folder of drafts, some with a planted error; their paths."""
    bad = []
    for number in range(count):
        name = f"drafts/{number:03}.md"
        wrong = number % (count // planted) == 0 and len(bad) < planted
        write(name, f"# Report {number}\n\n{CLEAN}\nIt was visit number {number}.\n" + (f"\n{BAD}" if wrong else ""))
        bad += [name] if wrong else []
    return bad


def test_planted_errors_are_reported_and_nothing_else(check):
    """In every format, exactly the planted errors of a folder of drafts."""
    bad = drafts(24, 6)
    found = codes(check("drafts", "--format", "concise"))
    assert found == [(name, 7, "NAME001") for name in bad]
    reports = json.loads(check("drafts", "--format", "json").out)
    assert [r["article"]["path"] for r in reports if r["findings"]] == bad
    assert sum(len(r["findings"]) for r in reports) == 6
    lines = [json.loads(line) for line in check("drafts", "--format", "jsonl").out.splitlines()]
    assert sum(len(r["findings"]) for r in lines) == 6
    sarif = json.loads(check("drafts", "--format", "sarif").out)["runs"][0]["results"]
    assert [r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in sarif] == bad
    gitlab = json.loads(check("drafts", "--format", "gitlab").out)
    assert [issue["location"]["path"] for issue in gitlab] == bad
    assert check("drafts", "--format", "github").out.count("::error ") == 6
    assert check("drafts", "--format", "junit").out.count("<failure") == 6
    assert check("drafts", "--format", "markdown").out.count("| error NAME001 |") == 6
    full = check("drafts").out
    assert full.count("error NAME001") == 6
    assert full.endswith("24 drafts checked: 6 errors, 0 warnings, 0 notes\n")


def test_a_second_run_works_on_nothing_and_says_the_same(check):
    """Unchanged drafts come from the cache: the same reports but for the run, no claim worked on."""
    drafts(24, 6)
    first = check("drafts", "--format", "json", "--statistics")
    again = check("drafts", "--format", "json", "--statistics")
    assert "24 drafts, 0 unchanged" in first.err
    assert "24 drafts, 24 unchanged" in again.err
    assert ": 0 worked on," in again.err
    assert [r | {"run": None} for r in first.report] == [r | {"run": None} for r in again.report]


def test_with_sources_too_an_unchanged_draft_costs_nothing(check):
    """Offline, what was found with sources is kept until a draft, a source, the database or an answer changes."""
    write("a.md", f"The bridge has 12 arches.\n\n{BAD}"), write("b.md", CLEAN)
    write("pkg/s.txt", "The bridge has eleven arches.\n")

    def worked(*more):
        result = check("a.md", "b.md", "--sources", "pkg", "--format", "json", "--statistics", *more)
        assert result.code == 1
        unchanged = int(re.search(r"(\d+) unchanged", result.err)[1])
        return unchanged, [report | {"run": None} for report in result.report]

    unchanged, first = worked()
    assert unchanged == 0
    assert worked() == (2, first)
    write("b.md", CLEAN + "It rained.\n")
    assert worked()[0] == 1
    assert worked("--as-of", "2024-01-01")[0] == 0
    write("pkg/s.txt", "The bridge has twelve arches.\n")
    unchanged, other = worked()
    assert unchanged == 0
    assert [c["verdict"] for c in other[0]["claims"]] != [c["verdict"] for c in first[0]["claims"]]
    Path("factcheck.db").unlink()
    assert worked()[0] == 0
    assert worked("--no-cache")[0] == 0


def test_a_ruling_counts_at_once_where_the_result_is_kept(check, factcheck):
    """Rulings are looked up each time: what is kept is what was found, not what an editor said of it."""
    write("a.md", BAD), write("s.txt", "A spokesman spoke.\n")
    asked = ("a.md", "--sources", "s.txt", "--format", "json")
    claim = next(each["id"] for each in check(*asked).report["claims"] if each["kind"] == "name")
    assert factcheck("reject", claim, "--reason", "a ship").code == 0
    ruled = check(*asked, "--statistics")
    assert (ruled.code, "1 unchanged" in ruled.err) == (0, True)


def test_an_edited_draft_works_on_its_changed_claims_only(check):
    """A sentence that changed is worked on again, and no other."""
    write("a.md", f"{CLEAN}\n\nThe bridge has 12 arches.\n\n{BAD}")
    total = len(check("a.md", "--format", "json").report["claims"])
    write("a.md", f"{CLEAN}\n\nThe bridge has 14 arches.\n\n{BAD}")
    again = check("a.md", "--statistics", "--format", "json")
    assert f"{total} claims: 1 worked on, {total - 1} from cache" in again.err
    assert [f["code"] for f in again.report["findings"]] == ["NAME001"]
    fresh = check("a.md", "--no-cache", "--format", "json")
    assert fresh.report | {"run": None} == again.report | {"run": None}


def test_a_check_alone_says_what_the_pipeline_says(check, factcheck):
    """Without sources, the light way gives the report of the whole pipeline, but for the run."""
    write("a.md", f"# Head\n\n{CLEAN}\n{BAD}\nIt has 12 arches and is 40 metres long.\n")
    alone = check("a.md", "--format", "json").report
    whole = factcheck("run", "a.md", "--offline", "--format", "json").report
    quiet = [f for f in whole["findings"] if not f["code"].startswith("CLAIM")]
    assert alone | {"run": None} == whole | {"run": None, "findings": quiet, "summary": alone["summary"]}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["clean.md"], 0),
        (["bad.md"], 1),
        (["bad.md", "--exit-zero"], 0),
        (["bad.md", "--fail-on", "never"], 0),
        (["bad.md", "--ignore", "NAME"], 0),
        (["bad.md", "--select", "DATE"], 0),
        (["bad.md", "--select", "CLAIM"], 0),
        (["bad.md", "--select", "NAME", "--ignore", "NAME001"], 0),
        (["clean.md", "--extend-select", "CLAIM", "--fail-on", "note"], 1),
        (["clean.md", "missing.md"], 2),
        (["bad.md", "missing.md"], 2),
        (["bad.md", "empty.md"], 2),
        (["none*.md"], 2),
        (["bad.md", "--select", "XYZ"], 2),
        (["bad.md", "--diff-base", "HEAD"], 2),
        (["bad.md", "--as-of", "soon"], 2),
        (["folder"], 0),
    ],
)
def test_how_it_ends(check, arguments, code):
    """0 nothing blocks, 1 something does, 2 something is wrong with the call; 2 outranks 1."""
    write("clean.md", CLEAN), write("bad.md", BAD), write("empty.md", "\n"), write("folder/empty.md", "---\n")
    result = check(*arguments)
    assert result.code == code, result.err
    assert code != 2 or result.err.startswith("factcheck: ")
    assert "Traceback" not in result.err


def test_unsettled_claims_are_listed_where_they_are_asked_for(check):
    """With --extend-select CLAIM every format, the readable one too, lists what is not settled."""
    write("a.md", "The bridge has 12 arches.\n")
    assert "CLAIM005" not in check("a.md").out
    result = check("a.md", "--extend-select", "CLAIM", "--fail-on", "note")
    assert (result.code, result.out.count("note CLAIM005")) == (1, 1)


def test_what_was_asked_for_and_failed_is_3(check, tmp_path):
    """A source that cannot be had is 3, or 0 where that is allowed; findings outrank it."""
    write("clean.md", "The bridge has 12 arches.\n"), write("bad.md", BAD)
    gone = ["--sources", "http://127.0.0.1:9/none.html", "--db", str(tmp_path / "x.db")]
    assert check("clean.md", *gone).code == 3
    assert check("clean.md", *gone, "--allow-incomplete").code == 0
    assert check("bad.md", *gone).code == 1
    assert check("bad.md", *gone, "--exit-zero").code == 3


def test_one_draft_that_cannot_be_read_does_not_stop_the_others(check):
    """The others are reported, and the bad one is one line."""
    write("bad.md", BAD)
    Path("binary.txt").write_bytes(b"\0\1\2")
    result = check(".", "--format", "concise")
    assert codes(result) == [("bad.md", 1, "NAME001")]
    assert result.err == "factcheck: binary.txt: is not a text file; give a .txt, .md or .html file\n"
    assert result.code == 2


def test_which_files(check):
    """What .gitignore and exclude leave out, hidden files and links are not read; a file that is named always is."""
    for name in (
        "b.md",
        "a.txt",
        "sub/c.html",
        "sub/out.md",
        "sub/in.md",
        "x.py",
        ".hidden/d.md",
        "build/e.md",
        "f.md",
    ):
        write(name, BAD)
    write(".gitignore", "build/\n*out.md\n")
    write("sub/.gitignore", "!out.md\nin.md\n")
    write("factcheck.toml", "exclude = ['f.md']\n")
    git("init", "-q")
    Path("link.md").symlink_to("b.md")
    names = lambda *arguments: [path for path, _, _ in codes(check(*arguments, "--format", "concise"))]  # noqa: E731
    assert names(".") == ["a.txt", "b.md", "sub/c.html", "sub/out.md"]
    assert names("sub") == ["sub/c.html", "sub/out.md"]
    assert names("build/e.md", "b.md", "b.md", "f.md") == ["build/e.md", "b.md", "f.md"]
    assert names("**/*.md") == ["b.md", "sub/out.md"]


def test_standard_input(tmp_path):
    """A draft on standard input is read as its name says, and reported under it."""
    command = process("check", "-", "--stdin-filename", "d/x.md", "--offline", "--format", "concise",
                      stdin=subprocess.PIPE, cwd=tmp_path)  # fmt: skip
    out, _ = command.communicate(f"Read *this*.\n\n{BAD}", timeout=60)
    assert out.startswith("d/x.md:3:21: NAME001")
    assert command.returncode == 1


IGNORES = {
    "same line": (f"{BAD.strip()} <!-- factcheck: ignore[NAME001] a ship -->\n", []),
    "next line": (f"<!-- factcheck: ignore[NAME] a ship -->\n\n{BAD}", []),
    "not two lines on": (f"<!-- factcheck: ignore[NAME001] a ship -->\nIt rained.\n\n{BAD}", ["IGNORE001", "NAME001"]),
    "off and on": (f"<!-- factcheck: off[all] quoted -->\n\n{BAD}\n<!-- factcheck: on -->\n\n{BAD}", ["NAME001"]),
    "off to the end": (f"<!-- factcheck: off[NAME001] quoted -->\n\n{BAD}\n\n{BAD}", []),
    "file": (f"{BAD}\n\n<!-- factcheck: ignore-file[NAME001] fiction -->\n", []),
    "another code": (f"{BAD.strip()} <!-- factcheck: ignore[DATE001] a ship -->\n", ["NAME001", "IGNORE001"]),
    "no reason": (f"{BAD.strip()} <!-- factcheck: ignore[NAME001] -->\n", ["NAME001", "IGNORE002"]),
    "no code": (f"{BAD.strip()} <!-- factcheck: ignore a ship -->\n", ["NAME001", "IGNORE002"]),
    "on alone": (f"{BAD}\n<!-- factcheck: on -->\n", ["NAME001", "IGNORE002"]),
    "stale": ("It rained. <!-- factcheck: ignore[NAME001] a ship -->\n", ["IGNORE001"]),
    "needs sources": ("It rained. <!-- factcheck: ignore[NUM001,CLAIM001] known -->\n", []),
    "in code": (f"```\n<!-- factcheck: ignore-file[all] x -->\n```\n\n`<!-- factcheck: on -->`\n\n{BAD}", ["NAME001"]),
}


@pytest.mark.parametrize("name", IGNORES)
def test_ignores(check, name):
    """An ignore silences its codes where it says, needs a reason, and is a finding itself where it silences nothing."""
    text, expected = IGNORES[name]
    write("a.md", text)
    assert [code for _, _, code in codes(check("a.md", "--format", "concise"))] == expected


def test_an_ignored_finding_is_kept_apart_with_its_reason(check):
    """The report says what was ignored, by what, and why; a reason is not needed where the settings say so."""
    write("a.md", f"{BAD.strip()} <!-- factcheck: ignore[NAME001] the name of a ship -->\n")
    result = check("a.md", "--format", "json")
    assert [(each["code"], each["ignored_by"], each["ignored_because"]) for each in result.report["ignored"]] == [
        ("NAME001", "ignore", "the name of a ship")
    ]
    write("factcheck.toml", "require_reason = false\n")
    write("a.md", f"{BAD.strip()} <!-- factcheck: ignore[NAME001] -->\n")
    assert check("a.md").code == 0


def test_plain_text_is_ignored_from_beside(check):
    """In plain text a comment is text; a file beside the draft holds its ignores, each with its reason."""
    write("a.txt", f"{BAD.strip()} <!-- factcheck: ignore[NAME001] x -->\n")
    assert check("a.txt").code == 1
    write("a.txt.factcheck.toml", f"[[ignore]]\ncodes = ['NAME001']\nreason = 'a ship'\nquote = '{WRONG}'\n")
    assert check("a.txt").code == 0
    write("a.txt", CLEAN)
    assert "IGNORE001" in check("a.txt", "--format", "concise").out


@pytest.mark.parametrize(
    "text",
    [
        "[[ignore]]\ncodes = []\n",
        "[[ignore]]\ncodes = ['X']\n",
        "ignore = 3\n",
        "x = 1\n",
        "[[ignore]]\nwhy = 'x'\n",
        "[",
        f"ignore = {'[' * 5000}",
    ],
)
def test_a_wrong_file_beside_a_draft_is_one_line(check, text):
    """A mistake in a file of ignores is exit code 2 and a line that names the file."""
    write("a.txt", BAD), write("a.txt.factcheck.toml", text)
    result = check("a.txt")
    assert result.code == 2
    assert result.err.startswith("factcheck: a.txt.factcheck.toml: ")
    assert result.err.count("\n") == 1


def test_a_baseline_silences_what_is_old_and_nothing_new(check, factcheck):
    """Old findings do not block, wherever they move; a second one does; prune forgets what is gone."""
    write("a.md", BAD), write("b.md", BAD)
    assert factcheck("baseline", "write", ".", "--offline").out.startswith("factcheck-baseline.json: 2 known findings")
    kept = Path("factcheck-baseline.json").read_text("utf-8")
    assert check(".").code == 0
    write("a.md", f"It rained.\n\n{BAD}")
    assert check(".").code == 0
    write("a.md", f"{BAD}\n\n{BAD}")
    assert codes(check(".", "--format", "concise")) == [("a.md", 4, "NAME001")]
    write("a.md", CLEAN)
    Path("b.md").unlink()
    assert factcheck("baseline", "prune", ".", "--offline").out == "factcheck-baseline.json: 2 gone, 0 left\n"
    factcheck("baseline", "write", ".", "--offline")
    assert json.loads(kept)["drafts"]["a.md"][0]["quote"] == WRONG


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"version": 9, "drafts": {}}', '{"version": 1, "drafts": {"a.md": [{}]}}']
)
def test_a_damaged_baseline_is_one_line(check, text):
    """A baseline that cannot be read is exit code 2: it must not let everything pass."""
    write("a.md", BAD), write("factcheck-baseline.json", text)
    result = check("a.md")
    assert (result.code, result.err.count("\n")) == (2, 1)
    assert "factcheck-baseline.json: " in result.err


@pytest.mark.parametrize(("ruling", "code"), [("accept", 1), ("reject", 0), ("override", 0)])
def test_an_editors_ruling_counts(check, factcheck, ruling, code):
    """Rejected or overridden, a finding is silent, in the next version too; accepted, it still blocks."""
    write("a.md", BAD)
    claims = factcheck("run", "a.md", "--offline", "--format", "json").report["claims"]
    name = next(claim["id"] for claim in claims if claim["quote"] == WRONG)
    more = ["--label", "supported"] if ruling == "override" else []
    assert factcheck(ruling, name, "--reason", "seen", *more).code == 0
    assert check("a.md").code == code
    write("a.md", f"It rained.\n\n{BAD}")
    assert check("a.md").code == code


def test_a_ruling_on_other_evidence_holds_no_more(check, factcheck):
    """A ruling stands while what the verdict rests on is the same; else it is said, and the finding counts."""
    write("a.md", BAD)
    claims = factcheck("run", "a.md", "--offline", "--format", "json").report["claims"]
    factcheck("reject", next(c["id"] for c in claims if c["quote"] == WRONG), "--reason", "seen")
    with sqlite3.connect("factcheck.db") as connection:
        connection.execute("DROP TRIGGER verdict_no_update")
        connection.execute("UPDATE verdict SET suggestion_replacement = 'another'")
    result = check("a.md")
    assert result.code == 1
    assert "holds no more" in result.out


def test_only_changed_lines(check):
    """With a base, only findings on lines that changed since then count; a new file counts whole."""
    git("init", "-q", "-b", "main")
    write("drafts/a b.md", f"{BAD}\nOld line.\n")
    git("add", "."), git("commit", "-qm", "x")
    write("drafts/a b.md", f"{BAD}\nNew line.\n\n{BAD}")
    write("drafts/new.md", BAD)
    found = codes(check("drafts", "--diff-base", "HEAD", "--format", "concise"))
    assert found == [("drafts/a b.md", 5, "NAME001"), ("drafts/new.md", 1, "NAME001")]
    report = json.loads(check("drafts/a b.md", "--diff-base", "main", "--format", "json").out)
    assert {claim["line"] for claim in report["claims"]} <= {3, 4, 5}
    assert check("drafts", "--diff-base", "nowhere").code == 2
    assert check("drafts", "--diff-base=--output=x").code == 2
    assert not Path("x").exists()


def test_a_draft_that_was_only_renamed_has_not_changed(check):
    """Under its new name, the lines that differ from those under the old one count."""
    write("old name.md", BAD + "\n".join(f"Line {n} of the story." for n in range(20)) + "\n")
    git("init", "-q"), git("add", "-A"), git("commit", "-qm", "x"), git("branch", "start")
    git("mv", "old name.md", "new name.md"), git("commit", "-qm", "y")
    assert codes(check(".", "--diff-base", "start", "--format", "concise")) == []
    write("new name.md", Path("new name.md").read_text() + BAD)
    assert codes(check(".", "--diff-base", "start", "--format", "concise")) == [("new name.md", 22, "NAME001")]


def test_lines_that_changed():
    """Added, replaced and moved lines are changed; where lines were taken out, the next one is."""
    assert changed(["a", "b"], ["a", "x", "b"]) == {2}
    assert changed(["a", "b", "c"], ["a", "c"]) == {2}
    assert changed(["a"], ["b"]) == {1}
    assert changed(["a"], ["a"]) == set()


def test_fix_and_diff(check):
    """--diff shows and writes nothing; --fix corrects what is certain, byte for byte, and reports what is left."""
    data = f"\ufeffThe {WRONG} said so.\r\n".encode()
    Path("a.md").write_bytes(data)
    shown = check("a.md", "--diff")
    assert f"+The {RIGHT} said so." in shown.out.replace("\r", "")
    assert shown.code == 1
    assert Path("a.md").read_bytes() == data
    assert check("a.md", "--fix").code == 0
    assert Path("a.md").read_bytes() == data.replace(WRONG.encode(), RIGHT.encode())
    assert check("a.md", "--fix").code == 0


def test_what_was_corrected_is_counted(check):
    """After --fix, the last line says how many drafts were written anew."""
    write("a.md", BAD), write("b.md", BAD), write("c.md", CLEAN)
    assert check(".", "--fix").out == "3 drafts checked: 0 errors, 0 warnings, 0 notes; 2 drafts corrected\n"
    assert check(".", "--fix").out == "3 drafts checked: 0 errors, 0 warnings, 0 notes\n"


def test_standard_input_is_corrected_by_another_command(check, monkeypatch):
    """--diff shows what would change in standard input; --fix has nowhere to write, and says what to use."""

    def given():
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BAD.encode())))

    given()
    shown = check("-", "--stdin-filename", "x.md", "--diff")
    assert (shown.code, f"+{BAD.replace(WRONG, RIGHT)}" in shown.out) == (1, True)
    given()
    refused = check("-", "--stdin-filename", "x.md", "--fix")
    assert (refused.code, refused.out, refused.err.count("\n")) == (2, "", 1)
    assert "factcheck fix -" in refused.err


def test_settings_by_path(check):
    """A project's overrides choose rules by path; a flag outranks them."""
    write("factcheck.toml", "[[overrides]]\npaths = ['old/**']\nignore = ['NAME']\n")
    write("old/a.md", BAD), write("new/b.md", BAD)
    assert codes(check("old", "new", "--format", "concise")) == [("new/b.md", 1, "NAME001")]
    assert len(codes(check("old", "new", "--select", "NAME", "--ignore", "DATE", "--format", "concise"))) == 2
    write("factcheck.toml", "severity = {NAME001 = 'note', IGNORE = 'error'}\n")
    assert check("old").code == 0
    write("old/a.md", "It rained. <!-- factcheck: ignore[NAME001] x -->\n")
    assert check("old").code == 1


def test_the_whole_summary_goes_to_the_jobs_page(check, monkeypatch):
    """With GitHub's format, the Markdown summary is appended where GitHub asks for it."""
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    write("a.md", BAD), write("summary.md", "before\n")
    assert check("a.md", "--format", "github").code == 1
    text = Path("summary.md").read_text("utf-8")
    assert text.startswith("before\n# factcheck\n")
    assert "NAME001" in text


@pytest.mark.parametrize("style", list(Format))
def test_output_goes_to_a_file(check, style):
    """--output takes the whole report in any format; nothing is printed."""
    write("a.md", BAD)
    result = check("a.md", "--format", style.value, "--output", "out")
    assert (result.code, result.out) == (1, "")
    assert "NAME001" in Path("out").read_text("utf-8")


def cached():
    return Path(".factcheck_cache/results.db")


@pytest.mark.parametrize("damage", ["half", "text", "other layout", "lies"])
def test_a_damaged_cache_is_begun_anew(check, damage):
    """Half a file, another program's, another version's, or one with nonsense in it: the result is the same."""
    drafts(6, 2)
    first = codes(check("drafts", "--format", "concise"))
    if damage == "half":
        sqlite3.connect(cached()).execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cached().write_bytes(cached().read_bytes()[: cached().stat().st_size // 2 + 100])
    elif damage == "text":
        cached().write_text("no database")
    else:
        with sqlite3.connect(cached()) as connection:
            change = "UPDATE result SET data = '[1]'" if damage == "lies" else "PRAGMA user_version = 99"
            connection.execute(change)
    for _ in range(2):
        result = check("drafts", "--format", "concise")
        assert codes(result) == first
    assert "6 drafts, 6 unchanged" in check("drafts", "--statistics").err


def test_a_cache_that_cannot_be_used_is_one_line(check):
    """Where results cannot be kept, the check goes on, and says so once."""
    write("a.md", BAD), write(".factcheck_cache", "a file where a folder should be")
    result = check("a.md")
    assert result.code == 1
    assert result.err.count("\n") == 1
    assert "going on without it" in result.err


def test_a_locked_cache_is_one_line(check):
    """Another process that writes for long does not stop the check."""
    write("a.md", BAD), write("b.md", CLEAN)
    check("a.md")
    holder = sqlite3.connect(cached(), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    result = check("b.md")
    holder.close()
    assert result.code == 0
    assert "locked; going on without it" in result.err


def test_a_full_disk_is_one_line(check, tmp_path):
    """A cache on a full disk is one line; a report on a full disk is exit code 2; nothing is half written."""
    small = tmp_path / "small"
    small.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "none", small]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only root may mount a small disk")
    try:
        drafts(24, 6)
        write("factcheck.toml", "")
        os.environ["FACTCHECK_CACHE"] = str(small / "cache")
        result = check("drafts", "--format", "concise")
        assert len(codes(result)) == 6
        assert "full; going on without it" in result.err
        done = check("drafts", "--format", "json", "--output", small / "out.json")
        assert done.code == 2
        assert "out.json: cannot be written (no space left on device)" in done.err
        assert check("drafts/000.md", "--sources", "drafts", "--db", small / "x.db").code == 2
    finally:
        os.environ.pop("FACTCHECK_CACHE", None)
        subprocess.run(["umount", small], check=True)


def test_a_database_that_cannot_be_read_is_one_line(check):
    """Rulings that cannot be read must not be passed over."""
    write("a.md", BAD), write("factcheck.db", "no database at all, but long enough to look like one" * 20)
    result = check("a.md")
    assert (result.code, result.err.count("\n")) == (2, 1)


def test_a_locked_database_is_one_line(check):
    """A check that must write and may not is exit code 2; one that only reads rulings is not held up."""
    write("a.md", "The bridge has 12 arches.\n"), write("s.txt", "The bridge has twelve arches.")
    assert check("a.md", "--sources", "s.txt").code == 0
    holder = sqlite3.connect("factcheck.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    assert check("a.md", "--sources", "s.txt").code == 0  # it has not changed: nothing to write
    held, alone = check("a.md", "--sources", "s.txt", "--no-cache"), check("a.md")
    holder.close()
    assert (held.code, held.err.count("\n"), alone.code) == (2, 1, 0)
    assert "is locked by another program" in held.err


def test_two_jobs_on_one_database(tmp_path):
    """Two jobs that start at once on one new database and one cache both end as they should."""
    (tmp_path / "a.md").write_text(BAD)
    (tmp_path / "s.txt").write_text("The bridge has twelve arches.")
    jobs = [
        process("check", "a.md", "--sources", "s.txt", "--offline", "--format", "concise", cwd=tmp_path) for _ in "ab"
    ]
    ends = [(*job.communicate(timeout=60), job.returncode) for job in jobs]
    assert [code for _, _, code in ends] == [1, 1], ends
    assert ends[0][0] == ends[1][0]
    assert sqlite3.connect(tmp_path / "factcheck.db").execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_being_stopped(tmp_path, monkeypatch, number, code):
    """Ctrl-C and SIGTERM are one line and a documented exit code; what was done is kept, and nothing is corrupt."""
    monkeypatch.chdir(tmp_path)
    drafts(400, 20)
    heard = lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)  # noqa: E731 - else deaf in the background
    job = process("check", "drafts", "--offline", cwd=tmp_path, start_new_session=True, preexec_fn=heard)
    deadline = time.monotonic() + 30
    while not cached().exists() and time.monotonic() < deadline:
        time.sleep(0.02)  # until it has begun
    os.killpg(job.pid, number)
    out, err = job.communicate(timeout=30)
    assert job.returncode == code
    assert out == ""
    assert err.count("\n") == 1
    assert "what was done is kept" in err
    assert sqlite3.connect(cached()).execute("PRAGMA integrity_check").fetchone() == ("ok",)
