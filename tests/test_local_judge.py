"""The local judge: what it settles, what it leaves open, and that what it cites stands in the source."""

from __future__ import annotations

import asyncio
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.article import from_text
from bot.evaluation import LABELS, Scores, evaluate, read_pairs
from bot.judges.judge import Task
from bot.judges.local import LocalJudge, judge_pair
from bot.records import Claim, Kind, Label, Passage, Reason, Source, Stance, Tier

CORPUS = Path(__file__).parent / "corpus" / "judge" / "pairs.jsonl"
ARTICLE = from_text("x", "x.txt")


def opinion(claim: str, *passages: Passage):
    task = Task(Claim(0, len(claim), claim, claim, Kind.OTHER, "f"), passages)
    return asyncio.run(LocalJudge().judge(ARTICLE, [task]))[0]


def passage(text: str, start: int = 0, tier: Tier = Tier.PRIMARY, snapshot: str = "h", title: str | None = None):
    source = Source("https://example.org/", "The Office", title, None, tier)
    return Passage(snapshot, start, start + len(text), text, source)


def test_floor_of_the_corpus():
    """On our own pairs the judge is right wherever it answers, and answers nine in ten that can be answered."""
    scores = Scores(evaluate(LocalJudge(), read_pairs(CORPUS)))
    assert len(scores.answers) >= 80
    for label in (Label.SUPPORTED, Label.REFUTED):
        assert scores.precision(label) == 1.0
        assert scores.recall(label) >= 0.9


def test_floor_of_the_pages():
    """Held against whole pages with many figures, it is right wherever it answers, and answers two in three."""
    scores = Scores(evaluate(LocalJudge(), read_pairs(CORPUS.with_name("pages.jsonl"))))
    for label in (Label.SUPPORTED, Label.REFUTED):
        assert scores.precision(label) == 1.0
        assert scores.recall(label) >= 0.65


@pytest.mark.parametrize(
    ("claim", "evidence", "label"),
    [
        ("The group has up to 40 boats in Torrin.", "The group has up to 40 boats in Torrin.", Label.SUPPORTED),
        (
            "Fentanyl is 50 times stronger than heroin.",
            "Fentanyl is up to 50 times stronger than heroin.",
            Label.IMPRECISE,
        ),
        ("C++ is a language.", "C is a language.", Label.NOT_ENOUGH_EVIDENCE),
        ("It was she.", "It was he.", Label.NOT_ENOUGH_EVIDENCE),
        ("Margaret Quist led the party in Norland.", "In 1975 Quist led the party in Norland.", Label.SUPPORTED),
        (
            "Margaret Quist led the party in Norland.",
            "In 1975 Denis Quist led the party in Norland.",
            Label.NOT_ENOUGH_EVIDENCE,
        ),
        (
            "Harbour Lane (2005 film) was released in August.",
            "Harbour Lane was released on August 8, 2005.",
            Label.SUPPORTED,
        ),
        (
            "The filming of Harbour Lane ended in May 1995.",
            "The film was shot from June 1994 to May 1995.",
            Label.SUPPORTED,
        ),
        (
            "The filming of Harbour Lane began in May 1995.",
            "The film was shot from June 1994 to May 1995.",
            Label.REFUTED,
        ),
        (
            "The Quiet Hill is a novel by Olaf Berg.",
            "The Quiet Hill is the third novel by the Norwegian writer Rosa Hall.",
            Label.NOT_ENOUGH_EVIDENCE,
        ),
        ("In Norway Olaf Berg wrote a novel.", "In Norway, he wrote a novel.", Label.SUPPORTED),
        (
            "Halden Station is in Norway.",
            "Halden Station is a station located in Sweden; its Norwegian name is Halden.",
            Label.NOT_ENOUGH_EVIDENCE,
        ),
        (
            "The firm works under Acme Media.",
            "The firm turned down offers to work under Acme Media.",
            Label.NOT_ENOUGH_EVIDENCE,
        ),
        (
            "The firm turned down an offer from Acme Media.",
            "In May the firm turned down an offer from Acme Media.",
            Label.SUPPORTED,
        ),
    ],
)
def test_single_pairs(claim, evidence, label):
    """Bounds, initials, given names, subjects, places, refusals and ranges of dates are read as by an editor."""
    assert judge_pair(claim, evidence).label is label


def test_both_sides_in_one_text_settle_nothing():
    """A text that says both is no proof of either."""
    text = "The council approved the stadium plan in Marden. The council did not approve the stadium plan in Marden."
    opined = judge_pair("The council approved the stadium plan in Marden.", text)
    assert (opined.label, opined.reason) == (Label.NOT_ENOUGH_EVIDENCE, Reason.INCONCLUSIVE)


def test_evidence_is_a_slice_of_the_snapshot():
    """What is cited is the passage's own sentence, at its place in the snapshot."""
    before = "It rained all day. "
    text = before + "In Marden the flood killed 31 people."
    found = opinion("The flood killed 31 people in Marden.", passage(text, start=1000))
    (evidence,) = found.evidence
    assert found.label is Label.SUPPORTED
    assert evidence.stance is Stance.SUPPORTS
    assert (evidence.start, evidence.end) == (1000 + len(before), 1000 + len(text))
    assert evidence.quote == text[len(before) :]
    assert found.explanation.startswith("The Office: ")


def test_discovery_is_never_evidence():
    """An encyclopaedia settles nothing."""
    found = opinion(
        "The flood killed 31 people in Marden.", passage("In Marden the flood killed 31 people.", tier=Tier.DISCOVERY)
    )
    assert (found.label, found.reason, found.evidence) == (Label.NOT_ENOUGH_EVIDENCE, Reason.SILENT, ())


def test_silent_and_inconclusive_are_told_apart():
    """Nothing relevant is silence; something relevant that does not settle it is inconclusive."""
    claim = "The flood killed 31 people in Marden."
    assert opinion(claim, passage("Barley is grown by farmers.")).reason is Reason.SILENT
    assert opinion(claim, passage("The flood in Marden injured many.")).reason is Reason.INCONCLUSIVE


def test_sources_that_disagree_are_shown_both():
    """One source for and one against: both are cited."""
    claim = "The flood killed 31 people in Marden."
    found = opinion(
        claim,
        passage("In Marden the flood killed 31 people."),
        passage("In Marden the flood killed 13 people.", snapshot="g"),
    )
    assert {each.stance for each in found.evidence} == {Stance.SUPPORTS, Stance.REFUTES}


def test_he_is_whom_the_title_names():
    """A pronoun stands for the page's subject, and not for another."""
    claim = "Karin Holt won three medals in Velda."
    text = "She won three medals in Velda."
    assert opinion(claim, passage(text, title="Karin Holt, sculptor")).label is Label.SUPPORTED
    assert opinion(claim, passage(text, title="Anna Krell, painter")).label is Label.NOT_ENOUGH_EVIDENCE


@given(st.text(max_size=80), st.text(max_size=160))
@settings(max_examples=120, deadline=600)
def test_any_two_texts_can_be_judged(claim, evidence):
    """Nothing raises, and spans lie in the evidence."""
    opined = judge_pair(claim, evidence)
    assert 0 <= opined.confidence <= 1
    assert all(0 <= start < end <= len(evidence) for start, end in opined.spans)


def test_corpus_is_well_formed():
    """Ids are unique and labels are known."""
    rows = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    assert len({row["id"] for row in rows}) == len(rows)
    assert {row["label"] for row in rows} <= set(LABELS)


@pytest.mark.parametrize(
    ("claim", "evidence", "label"),
    [
        ("Ana Lopez is 52 years old.", "Ana Lopez was born on 4 March 1962 in Lima.", Label.REFUTED),
        ("Ana Lopez is 62 years old.", "Ana Lopez was born on 4 March 1962 in Lima.", Label.SUPPORTED),
        ("The factory closed last year.", "The factory closed in October 2023.", Label.SUPPORTED),
        ("The factory closed last year.", "The factory closed in October 2021.", Label.REFUTED),
        ("The board backed it on Tuesday.", "On Wednesday, May 29, 2024, the board backed it.", Label.REFUTED),
        ("The board approved the plan on Wednesday.", "The board approved the plan on May 29, 2024.", Label.SUPPORTED),
    ],
)  # fmt: skip
def test_ages_and_relative_dates_as_of_the_draft(claim, evidence, label):
    """“Last year”, “on Tuesday” and an age are held against a source's dates by the day on which the draft speaks."""
    assert judge_pair(claim, evidence, today=date(2024, 6, 1)).label is label


def test_a_row_of_a_table_is_cited_as_it_stands():
    """A cell proves its row's and its column's figure, and what is cited is the row."""
    table = "Cases by state\n\nState: Ohio | 2022: 412 | 2023: 530\nState: Iowa | 2022: 120 | 2023: 99"
    found = judge_pair("Iowa had 120 cases in 2023.", table)
    assert (found.label, [table[start:end] for start, end in found.spans]) == (
        Label.REFUTED,
        ["State: Iowa | 2022: 120 | 2023: 99"],
    )
