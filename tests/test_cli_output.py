"""Where results go: a file written whole or not at all, a reader that goes away, colour only where it is wanted."""

import os
import signal
import sqlite3
import stat
import subprocess
from pathlib import Path

import pytest
from command import SEED, Command, process

from bot.cli.files import write_whole
from bot.cli.options import coloured
from bot.store import Store, readonly

WRONG = "The Drug Enforcement Agency declined to comment.\n"


@pytest.fixture
def factcheck(monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(tmp_path)
    return Command(monkeypatch, capsys)


def fails(monkeypatch):
    """Make every further write to a file fail as on a full disk."""

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fdopen", full)


def test_a_draft_is_replaced_whole_or_stays_as_it_was(factcheck, monkeypatch):
    """On a full disk --fix leaves the draft as it was, and no other file beside it."""
    Path("a.md").write_text(WRONG)
    fails(monkeypatch)
    result = factcheck("check", "a.md", "--offline", "--fix", "--no-cache")
    assert (result.code, result.err) == (2, "factcheck: a.md: cannot be written (no space left on device)\n")
    assert Path("a.md").read_text() == WRONG
    assert [path.name for path in Path().iterdir()] == ["a.md"]


def test_a_correction_keeps_links_and_modes(factcheck):
    """What --fix writes goes where a link leads, under the mode that the file had."""
    Path("real.md").write_text(WRONG)
    Path("real.md").chmod(0o640)
    Path("link.md").symlink_to("real.md")
    assert factcheck("check", "link.md", "--offline", "--fix").code == 0
    assert "Administration" in Path("real.md").read_text()
    assert Path("link.md").is_symlink()
    assert stat.S_IMODE(Path("real.md").stat().st_mode) == 0o640


def test_a_device_or_pipe_is_written_as_it_is(tmp_path):
    """What is no plain file is not replaced by one."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_whole(pipe, b"x")
    assert os.read(reader, 9) == b"x"
    os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize(("command", "code"), [("run", 0), ("check", 1)])
def test_a_reader_that_goes_away_changes_no_exit_code(tmp_path, command, code):
    """`| head` is no fault: nothing is said, and the code is what it would have been."""
    (tmp_path / "a.md").write_text(WRONG * 300)
    job = process(command, "a.md", "--offline", "--format", "json", cwd=tmp_path)
    job.stdout.read(1)
    job.stdout.close()
    with job.stderr:
        assert job.stderr.read() == ""
    assert job.wait(60) == code


def test_nor_does_one_that_reads_both_streams(tmp_path):
    """`2>&1 | head`: what is said beside the result finds nobody either, and the code stays."""
    (tmp_path / "a.md").write_text(WRONG * 300)
    options = {"cwd": tmp_path, "stderr": subprocess.STDOUT}
    job = process("check", "a.md", "--offline", "--format", "json", "--statistics", **options)
    job.stdout.read(1)
    job.stdout.close()
    assert job.wait(60) == 1


@pytest.mark.parametrize(
    ("terminal", "variables", "wanted"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (True, {"TERM": "dumb"}, False),
    ],
)
def test_colour_is_for_terminals_that_want_it(monkeypatch, terminal, variables, wanted):
    """No colour in a pipe, under NO_COLOR, or on a dumb terminal."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.stdout.isatty", lambda: terminal, raising=False)
    assert coloured() is wanted


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_that_is_stopped_says_so(tmp_path, number, code):
    """Ctrl-C and SIGTERM end a run with one line and a documented code, and leave a sound database."""
    (tmp_path / "a.txt").write_text("\n\n".join(f"The town has {n} parks and {n} ponds." for n in range(2000)))
    heard = lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)  # noqa: E731 - else deaf in the background
    job = process("run", "a.txt", "--offline", "--db", "x.db", cwd=tmp_path, preexec_fn=heard)
    while job.poll() is None and not (tmp_path / "x.db").exists():
        pass  # until it has begun
    job.send_signal(number)
    out, err = job.communicate(timeout=60)
    assert (job.returncode, out, err.count("\n")) == (code, "", 1)
    assert "the same command goes on from here" in err
    assert sqlite3.connect(tmp_path / "x.db").execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_database_that_cannot_be_written_can_be_read(factcheck, monkeypatch):
    """A committed or mounted database is listed and its rulings hold; a run over it is one line."""
    assert factcheck("run", SEED, "--offline").code == 0
    may = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and may(path, mode))
    assert readonly.unwritable("factcheck.db")
    before = sorted(Path().iterdir())
    assert "Drug Enforcement Agency" in factcheck("verdicts", "--code", "NAME001").out
    assert factcheck("show", "1").code == 0
    assert factcheck("check", SEED, "--offline", "--no-cache").code == 1
    assert sorted(Path().iterdir()) == before
    result = factcheck("run", SEED, "--offline")
    assert (result.code, result.err.count("\n")) == (2, 1)
    assert "cannot be written" in result.err


def test_a_database_left_half_written_is_not_taken_for_finished(tmp_path):
    """Where a log lies beside a database, what it holds counts: the file alone is not read as the whole."""
    Store(tmp_path / "x.db").close()
    (tmp_path / "x.db").chmod(0o444)
    (tmp_path / "x.db-wal").write_bytes(b"log")
    assert not readonly.unwritable(tmp_path / "x.db")


@pytest.mark.parametrize(
    "arguments",
    [
        ("run", ""),
        ("check", ""),
        ("check", "a.md", " "),
        ("run", "a.md", "--offline", "--sources", ""),
        ("check", "a.md", "--offline", "--sources", ""),
        ("verdicts", "--article", "none.md"),
        ("verdicts", "--run", "0123456789ab"),
        ("check", "a.md", "--offline", "--fix", "-"),
    ],
)
def test_what_names_nothing_is_one_line(factcheck, arguments):
    """An empty name is not the working folder; an article or run that is not there is no empty list."""
    Path("a.md").write_text(WRONG)
    assert factcheck("run", "a.md", "--offline").code == 0
    result = factcheck(*arguments)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)


def test_a_limit_below_nothing_is_refused(factcheck):
    """A run cannot cost less than nothing."""
    Path("a.md").write_text(WRONG)
    assert factcheck("run", "a.md", "--offline", "--max-cost", "-1").code == 2


def test_verdicts_that_are_not_there_are_an_empty_list(factcheck):
    """A label that no verdict has is no mistake of the caller's."""
    Path("a.md").write_text(WRONG)
    factcheck("run", "a.md", "--offline")
    assert (factcheck("verdicts", "--label", "conflicting").code, factcheck("verdicts", "--article", "a.md").code) == (
        0,
        0,
    )
    assert ", 1 finding " in factcheck("runs").out


def test_a_fault_of_our_own_is_one_line(factcheck, monkeypatch):
    """What nobody foresaw ends as everything else does: one line, exit code 2, no traceback."""

    def breaks(*_, **__):
        raise ZeroDivisionError("division\nby zero")

    Path("a.md").write_text(WRONG)
    monkeypatch.setattr("bot.checking.job.Job.run", breaks)
    result = factcheck("check", "a.md", "--offline")
    assert (result.code, result.err.count("\n")) == (2, 1)
    assert "ZeroDivisionError: division by zero" in result.err


def test_a_pipe_in_a_folder_is_no_draft(factcheck):
    """It holds up nobody, whatever it is called; drafts in folders of folders are found."""
    Path("a/b/c").mkdir(parents=True)
    Path("a/b/c/x.md").write_text(WRONG)
    os.mkfifo("a/pipe.md")
    assert factcheck("check", ".", "--offline", "--no-cache", "--format", "concise").out.count("NAME001") == 1
