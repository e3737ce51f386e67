"""The store keeps what it is given, refuses what would break a law, and says in one line what is wrong."""

import hashlib
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.article import from_text
from bot.errors import IntegrityError, StoreError, UserError
from bot.records import (
    Action,
    Attempt,
    Call,
    Claim,
    Evidence,
    Finding,
    Kind,
    Label,
    NotCheckable,
    Opinion,
    Proof,
    Reason,
    Review,
    Severity,
    Snapshot,
    Source,
    Stance,
    Suggestion,
    Tier,
    Usage,
    Verdict,
)
from bot.store import Store, journal
from bot.store.runs import Decision
from bot.store.snapshots import Kept

NOW = datetime(2024, 5, 6, 7, 8, tzinfo=UTC)
TEXT = "Überblick 😀: 107,941 people died in 2022. The rest is silence."
SOURCE = Source("https://a.example/r", "Bureau", "Report", date(2024, 3, 1), Tier.PRIMARY, restatement=True)
DRAFT = from_text("Over 100,000 people died. Was it so?", "draft.txt")
CLAIM = Claim(
    0, 25, "Over 100,000 people died.", "Over 100,000 people died.", Kind.NUMBER, "ab12", context="c", queries=("q",)
)


def snapshot(text=TEXT, source=SOURCE):
    return Snapshot(
        hashlib.sha256(b"raw" + text.encode()).hexdigest(),
        hashlib.sha256(text.encode()).hexdigest(),
        text,
        source,
        NOW,
        200,
    )


def evidence(quote="107,941 people died in 2022", text=TEXT, **changes):
    start = text.index(quote)
    return replace(
        Evidence(snapshot(text).sha256, start, start + len(quote), quote, Stance.SUPPORTS, SOURCE), **changes
    )


def verdict(*cited, label=Label.SUPPORTED):
    return Verdict(label, None, "It says so.", "local", Suggestion(0, 4, "More than"), tuple(cited))


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "factcheck.db") as opened:
        yield opened


@pytest.fixture
def run(store):
    """A run with one claim, its snapshot stored."""
    store.snapshots.keep(snapshot(), b"raw", "text/html", [(0, len(TEXT))])
    begun = begin(store)
    store.runs.keep_claims(begun.id, DRAFT, [CLAIM], [NotCheckable(26, 36, "Was it so?", "question")])
    return begun.id


def begin(store, key="k", draft=DRAFT):
    return store.runs.begin(
        draft, "draft.txt", key=key, judge="local", model=None, offline=True, as_of=date(2024, 1, 1)
    )


def count(store, table):
    with sqlite3.connect(store.path) as connection:
        return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_a_snapshot_is_kept_once_and_found_by_its_words(store):
    """The same bytes of the same source are one row; full-text search gives back verbatim passages."""
    for _ in range(2):
        store.snapshots.keep(snapshot(), b"raw", "text/html", [(0, 41), (42, len(TEXT))])
    assert len(store.snapshots.all()) == 1
    assert store.snapshots.get(snapshot().sha256[:12]) == snapshot()
    assert store.snapshots.raw(snapshot().sha256) == b"raw"
    found = store.snapshots.search('"silence"', None, 5)
    assert [(p.text, p.source) for p in found] == [(TEXT[42:], SOURCE)]
    assert store.snapshots.get("0" * 12) is None


def test_a_url_is_remembered_with_what_it_gave(store):
    """The last answer of a URL comes back with its time and the marks for asking again."""
    assert store.snapshots.recall("https://a.example/r") is None
    store.snapshots.keep(snapshot(), b"raw", None, [])
    kept = Kept(snapshot(), NOW, '"tag"', "yesterday")
    store.snapshots.remember("https://a.example/r", kept)
    assert store.snapshots.recall("https://a.example/r") == kept


def test_a_run_keeps_its_claims_verdicts_and_evidence(store, run):
    """What was decided is found in the view, with the source's words and the restatement told."""
    store.runs.pin(run, [snapshot()], [Attempt("https://a.example/r", "package", "found", "ok")])
    opinion = Opinion("local", Label.SUPPORTED, "It says so.", prompt=("judge", "1", "00"))
    finding = Finding("NUM001", "figure", Severity.NOTE, 5, 12, "100,000", "m", Proof("sum", "1+1"), claim=("ab12", 0))
    store.runs.decide(run, [Decision(CLAIM, opinion, (finding,), verdict(evidence()))])
    store.runs.finish(run, seconds=1.5, cost_usd=0.0, summary={"claims": 1})
    row = store.overview.verdicts()[0]
    assert (row["label"], row["codes"], row["evidence"], row["restatement"]) == (
        "supported",
        "NUM001",
        "107,941 people died in 2022",
        1,
    )
    assert store.runs.attempts(run) == [Attempt("https://a.example/r", "package", "found", "ok")]
    assert store.snapshots.search('"died"', run, 5)[0].text == TEXT
    assert [s.sha256 for s in store.snapshots.texts(run)] == [snapshot().sha256]
    assert store.overview.runs()[0]["claims"] == 1
    assert store.overview.articles()[0]["versions"] == 1
    assert store.overview.sources()[0]["cited"] == 1


def test_verdicts_are_listed_by_article_label_and_code(store, run):
    """Each filter narrows the list; an unfinished run is listed only when asked for."""
    store.runs.decide(run, [Decision(CLAIM, None, (), verdict(evidence()))])
    assert store.overview.verdicts() == []
    assert len(store.overview.verdicts(every_run=True)) == 1
    store.runs.finish(run, seconds=1, cost_usd=None, summary={})
    assert len(store.overview.verdicts(article="draft.txt", label="supported", run=run)) == 1
    assert store.overview.verdicts(label="refuted") == []
    assert store.overview.verdicts(code="NAME") == []


@pytest.mark.parametrize(
    "cited",
    [
        evidence(quote="107,941 people died in 2022", start=1),
        evidence(end=400),
        replace(evidence(), quote="107,942 people died in 2022"),
        replace(evidence(), snapshot_sha256="0" * 64),
        replace(evidence(), start=-3),
    ],
)
def test_evidence_that_is_not_verbatim_is_refused(store, run, cited):
    """A quote that is not the snapshot's own slice cannot be stored, and takes its verdict with it."""
    with pytest.raises(IntegrityError):
        store.runs.decide(run, [Decision(CLAIM, None, (), verdict(cited))])
    assert count(store, "verdict") == count(store, "evidence") == 0


def test_evidence_of_a_finding_is_held_to_the_same_law(store, run):
    """A finding's proof is verbatim, too."""
    invented = Finding(
        "NUM001", "n", Severity.ERROR, 0, 4, "Over", "m", Proof("evidence", "s", evidence=(evidence(end=3),))
    )
    with pytest.raises(IntegrityError, match="verbatim"):
        store.runs.keep_findings(run, [invented])


def test_discovery_is_never_evidence(store, run):
    """A slice of an encyclopaedia cannot be cited."""
    source = replace(SOURCE, tier=Tier.DISCOVERY)
    store.snapshots.keep(snapshot(source=source), b"raw", None, [])
    with pytest.raises(IntegrityError, match="discovery"):
        store.runs.decide(run, [Decision(CLAIM, None, (), verdict(evidence(source=source)))])


@pytest.mark.parametrize("label", [Label.SUPPORTED, Label.REFUTED])
def test_a_settled_verdict_cites_a_proof(store, run, label):
    """Supported and refuted without evidence or proof are refused; a row of the register is proof enough."""
    with pytest.raises(IntegrityError, match="cites no proof"):
        store.runs.decide(run, [Decision(CLAIM, None, (), verdict(label=label))])
    proof = Proof("register", "Bureau: its official name")
    store.runs.decide(run, [Decision(CLAIM, None, (), Verdict(label, None, "e", "register", proof=proof))])
    assert count(store, "verdict") == 1


@pytest.mark.parametrize("table", ["snapshot", "evidence", "verdict", "review", "call"])
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET rowid = rowid + 1"])
def test_history_cannot_be_rewritten(store, run, table, change):
    """Plain SQL can neither change nor delete what verdicts rest on, nor the rulings."""
    store.runs.decide(run, [Decision(CLAIM, None, (), verdict(evidence()))])
    store.reviews.add(1, Review(Action.ACCEPT, None, "yes", "ed", NOW))
    store.calls.keep(call())
    with sqlite3.connect(store.path) as connection, pytest.raises(sqlite3.IntegrityError, match="never change"):
        connection.execute(change.format(table))


def test_a_killed_run_goes_on_under_its_id(store, run):
    """The same draft and settings find the unfinished run; another key, or a finished run, begin anew."""
    again = begin(store)
    assert (again.id, again.resumed, again.gathered) == (run, True, False)
    store.runs.keep_claims(run, DRAFT, [CLAIM], [NotCheckable(26, 36, "Was it so?", "question")])
    store.runs.pin(run, [], [])
    store.runs.decide(run, [Decision(CLAIM, None, (), verdict(evidence()))])
    store.runs.decide(run, [Decision(CLAIM, None, (), verdict(label=Label.CONFLICTING))])
    assert (count(store, "claim"), count(store, "not_checkable"), count(store, "verdict")) == (1, 1, 1)
    assert begin(store).gathered
    assert begin(store, key="other").id != run
    store.runs.finish(run, seconds=1, cost_usd=None, summary={})
    assert begin(store).id != run


def test_a_manifest_names_only_what_is_stored(store, run):
    """A snapshot that was never kept cannot be pinned."""
    with pytest.raises(IntegrityError, match="not stored"):
        store.runs.pin(run, [snapshot("other")], [])


def call(key="k1", cost=0.5):
    return Call(
        key, ("judge", "1", "00"), "m", "{}", "{}", "end_turn", Usage(1, 10, 5, 2, 1, cost), "req_1", 1.0, 0, NOW
    )


def test_a_reply_is_kept_once(store, run):
    """The first reply to a request stands; what a run used of it is told apart."""
    store.calls.keep(call())
    store.calls.keep(call(cost=9.0))
    store.calls.keep(call("k2", None))
    assert store.calls.find("k1") == call()
    assert store.calls.find("none") is None
    store.calls.used(run, {"k1": True})
    store.calls.used(run, {})
    assert [c.key for c in store.calls.all(run)] == ["k1"]
    assert [c.key for c in store.calls.all()] == ["k1", "k2"]


def test_an_opinion_is_cached_whole(store):
    """What comes back from the cache equals what went in, evidence, proof, suggestion and all."""
    whole = Opinion(
        "claude",
        Label.REFUTED,
        "No.",
        Reason.SILENT,
        (evidence(),),
        0.9,
        Suggestion(1, 2, "x"),
        "a date",
        Proof("evidence", "s", {"a": 1}, (evidence(),)),
        "m",
        ("judge", "1", "00"),
    )
    plain = Opinion("local", Label.UNCHECKED, "", Reason.NO_KEY)
    store.answers.keep({"a": whole, "b": plain})
    store.answers.keep({})
    assert store.answers.find(["a", "b", "c"]) == {"a": whole, "b": plain}


def test_a_ruling_is_appended_and_outranks_the_verdict(store, run):
    """The latest ruling gives the label in the view; the history keeps every verdict and ruling in order."""
    store.runs.decide(run, [Decision(CLAIM, Opinion("local", Label.SUPPORTED, "e"), (), verdict(evidence()))])
    store.runs.finish(run, seconds=1, cost_usd=None, summary={})
    store.reviews.add(1, Review(Action.ACCEPT, None, "agreed", "ed", NOW))
    store.reviews.add(1, Review(Action.OVERRIDE, Label.IMPRECISE, "no period", "ed", NOW))
    row = store.overview.verdicts()[0]
    assert (row["label"], row["decided"], row["ruling"]) == ("imprecise", "supported", "override")
    assert store.reviews.current("draft.txt")["ab12", 0].label is Label.IMPRECISE
    shown = store.overview.verdict("ab12-0")
    assert store.overview.verdict("1")["verdict_id"] == shown["verdict_id"]
    assert sorted(event["event"] for event in shown["history"]) == ["accept", "override", "verdict"]
    assert shown["evidence"][0]["before"].endswith("😀: ")
    assert shown["opinions"][0]["judge"] == "local"


@pytest.mark.parametrize("identity", ["99", "nope", "ffff-0", "1" * 30])
def test_an_unknown_verdict_is_said_to_be_unknown(store, identity):
    """No verdict under that number or id: one line that names the list."""
    with pytest.raises(UserError, match="there is no verdict"):
        store.overview.verdict(identity)
    with pytest.raises(UserError, match="there is no verdict"):
        store.reviews.add(99, Review(Action.ACCEPT, None, "yes", "ed", NOW))


def test_a_file_that_is_not_ours_is_refused(tmp_path):
    """Text, another program's database and a folder each give one line."""
    text = tmp_path / "text.db"
    text.write_text("not a database at all, " * 100)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE t (a)")
    for path in (text, other):
        with pytest.raises(StoreError, match="is not a factcheck database"):
            Store(path)
    with pytest.raises(StoreError, match="cannot be opened"):
        Store(tmp_path / "no" / "such" / "folder.db")


def test_a_database_of_a_newer_program_is_left_alone(tmp_path):
    """An unknown revision is refused, not migrated."""
    path = tmp_path / "f.db"
    Store(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="newer factcheck"):
        Store(path)


def test_a_locked_database_is_one_line(tmp_path, monkeypatch):
    """Another writer that does not let go ends in one line after the busy time."""
    monkeypatch.setattr("bot.store.database.BUSY_MS", 50)
    with Store(tmp_path / "f.db") as store, sqlite3.connect(store.path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="locked by another program"):
            store.snapshots.keep(snapshot(), b"raw", None, [])
        other.execute("ROLLBACK")


class Patient(sqlite3.Connection):
    """A connection that says how often it was asked, and before each time calls what it was told to."""

    asked = 0

    def execute(self, *args):
        """Ask, as ever."""
        self.asked += 1
        self.before(self.asked)
        return super().execute(*args)


def test_the_switch_to_a_write_ahead_log_waits_for_another_program(tmp_path):
    """SQLite may refuse the switch at once, without waiting; we try again until the other lets go or time is up."""
    with (
        closing(sqlite3.connect(tmp_path / "f.db", isolation_level=None)) as holder,
        closing(sqlite3.connect(tmp_path / "f.db", timeout=0, factory=Patient)) as opened,
    ):
        holder.execute("BEGIN EXCLUSIVE")
        opened.before = lambda _: None
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            journal.write_ahead(opened, 0)
        opened.before = lambda asked: asked == 3 and holder.rollback()
        journal.write_ahead(opened, 30)
        assert opened.asked == 3
        assert opened.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_full_disk_is_one_line_and_loses_nothing(tmp_path):
    """When the file cannot grow, the write fails in one line and what was there stays whole."""
    with Store(tmp_path / "f.db") as store:
        store.snapshots.keep(snapshot(), b"raw", None, [])
        from sqlalchemy import event

        event.listen(store.engine, "connect", lambda c, _: c.execute("PRAGMA max_page_count = 1"))
        store.engine.dispose()
        with pytest.raises(StoreError, match="disk is full"):
            store.snapshots.keep(snapshot("x" * 100_000), b"y" * 1_000_000, None, [])
        assert len(store.snapshots.all()) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_database_is_one_line(tmp_path):
    """A file without write permission is refused in one line."""
    Store(tmp_path / "f.db").close()
    (tmp_path / "f.db").chmod(0o400)
    with Store(tmp_path / "f.db") as store, pytest.raises(StoreError, match="cannot be written"):
        begin(store)


def test_two_processes_may_make_the_same_database(tmp_path):
    """Programs that open a new file at once both get the whole schema."""
    code = "import sys; from bot.store import Store; Store(sys.argv[1]).overview.runs()"
    running = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "f.db")]) for _ in range(3)]
    assert [process.wait(60) for process in running] == [0, 0, 0]
