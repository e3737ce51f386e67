"""MATH and NUM rules: their own examples, their sums, and what they leave alone."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article import from_text
from bot.checks.catalogue import rules
from bot.checks.rule import ArticleRule, Context
from bot.errors import UserError
from bot.records import Claim, Kind, Passage, Severity, Source, Stance, Tier

MATH = [each for each in rules() if each.code.startswith("MATH")]
(NUM001,) = (each for each in rules() if each.code == "NUM001")
CORPUS = Path(__file__).parent / "corpus" / "sums"
CONTEXT = Context(None)  # type: ignore[arg-type] - these rules know no names


def findings(rule: ArticleRule, text: str):
    return list(rule.check(from_text(text, "x.txt"), CONTEXT))


def against(text: str, *sources: tuple[str, Tier], title: str | None = None):
    article = from_text(text, "x.txt")
    found = []
    for sentence in article.sentences:
        span = article.source_span(sentence.start, sentence.end)
        claim = Claim(span.start, span.end, article.text[span.start : span.end], sentence.text, Kind.NUMBER, "f")
        passages = [
            Passage(str(n), 0, len(t), t, Source(None, "The Office", title, None, tier))
            for n, (t, tier) in enumerate(sources)
        ]
        found += NUM001.check(claim, passages, article, CONTEXT)
    return found


CASES = [(rule, sample, True) for rule in MATH for sample in rule.invalid] + [
    (rule, sample, False) for rule in MATH for sample in rule.valid
]


@pytest.mark.parametrize(("rule", "sample", "wrong"), CASES, ids=[f"{r.code}-{n}" for n, (r, _, _) in enumerate(CASES)])
def test_examples_of_the_rules(rule, sample, wrong):
    """Each rule flags its wrong examples at the stretch that they name, and its right ones not at all."""
    found = findings(rule, sample.text)
    assert [each.quote for each in found] == ([sample.flagged] if wrong else [])
    if sample.replacement:
        assert found[0].replacement == sample.replacement
    assert all(each.proof.kind == "sum" and each.proof.summary for each in found)


@pytest.mark.parametrize("text", [
    "Profit fell 12% to £200m, compared with £228m last year.",
    "Reports rose by 21% - from 1,421 offences in 2014 to 1,724 in 2015.",
    "The rate fell from 0.75% to 0.5%.",
    "The price went from 100 to 0.",
    "Shares rose 5%. They cost 105 pence, up from 100 pence in May and 90 in June.",
    "Of the 90 members, 45 voted.",
])  # fmt: skip
def test_right_sums_are_left_alone(text):
    """Sums that are right, or that cannot be reckoned, are not flagged."""
    assert [found for rule in MATH for found in findings(rule, text)] == []


@pytest.mark.parametrize(("text", "source"), [(s.text, s.source) for s in NUM001.valid])
def test_figures_that_fit_are_not_flagged(text, source):
    """Bounds, rounding, other years and other things are no contradiction."""
    assert against(text, (source, Tier.PRIMARY)) == []


@pytest.mark.parametrize("sample", NUM001.invalid)
def test_a_figure_that_a_primary_source_rules_out(sample):
    """The figure alone is flagged, with the source's sentence as proof and its figure to put in."""
    (found,) = against(sample.text, (sample.source, Tier.PRIMARY))
    assert (found.quote, found.replacement, found.stance) == (sample.flagged, sample.replacement, Stance.REFUTES)
    assert found.claim == ("f", 0)
    assert found.severity is Severity.ERROR
    (evidence,) = found.proof.evidence
    assert sample.source[evidence.start : evidence.end] == evidence.quote


WRONG = "There were over 200,000 drug overdose deaths in the United States in 2022."
RIGHT = "There were 107,941 drug overdose deaths in the United States in 2022."


@pytest.mark.parametrize(
    "sources",
    [
        ((RIGHT, Tier.SECONDARY),),
        ((RIGHT, Tier.DISCOVERY),),
        ((RIGHT, Tier.PRIMARY), ("Another count gives 210,000 drug overdose deaths in 2022.", Tier.SECONDARY)),
        (("There were 5,083 drug overdose deaths in Ohio in 2022.", Tier.PRIMARY),),
        (("There were 106,699 drug overdose deaths in the United States in 2021.", Tier.PRIMARY),),
        (("There could be 107,941 drug overdose deaths in the United States in 2022.", Tier.PRIMARY),),
        (("There were 81,806 opioid overdose deaths in the United States in 2022.", Tier.PRIMARY),),
    ],
)
def test_no_proof_no_finding(sources):
    """Secondary sources, other places, years and kinds, and doubts prove nothing; a figure that fits acquits."""
    assert against(WRONG, *sources) == []


PIECES = (
    "rose fell doubled halved by from to of the its or , ( ) - a an average total born died aged in was 50% 10 percent "
    "3-1 $5 million 1,200 people 12 half two thirds 1990 2024 May 31 June Tuesday year years ago 0 0% 10C (50F) miles"
).split(" ")
TWINS = [json.loads(line) for line in (CORPUS / "twins.jsonl").read_text(encoding="utf-8").splitlines()]
SILENT = [json.loads(line)["text"] for line in (CORPUS / "right.jsonl").read_text(encoding="utf-8").splitlines()]
IN_ARTICLE = [each for each in rules() if each.code[:4] in {"MATH", "DATE"}]


def alone(text: str, as_of: str | None = None):
    """What the rules on sums and dates say of a draft by itself."""
    context = Context(None, as_of=date.fromisoformat(as_of) if as_of else None)  # type: ignore[arg-type]
    article = from_text(text, "x.txt")
    return [found for rule in IN_ARTICLE for found in rule.check(article, context)]


def test_wrong_sums_and_dates_in_running_text_are_found():
    """Of sentences modelled on what newspapers correct, nine in ten are flagged."""
    missed = [twin["id"] for twin in TWINS if not alone(twin["wrong"], twin["as_of"])]
    assert len(missed) <= len(TWINS) // 10, missed


@pytest.mark.parametrize("twin", TWINS, ids=[twin["id"] for twin in TWINS])
def test_the_corrected_sentence_is_left_alone(twin):
    """The same sentence with the right figure or date is not flagged."""
    assert alone(twin["right"], twin["as_of"]) == []


@pytest.mark.parametrize("text", SILENT)
def test_sentences_that_only_look_like_a_wrong_sum(text):
    """Shares of shares, annual growth, lists, two people of one name: nothing is wrong, and nothing is flagged."""
    assert alone(text) == []


@pytest.mark.parametrize(
    "unit", ["5 (", "rose 5 from 4 to ", "of the 5 ", "5 years, from 2003 to ", "born in ", "1,", "Aa, 5"]
)
def test_hostile_text_costs_no_more_than_its_length(unit):
    """Fifty thousand characters of what a pattern begins with are read in seconds."""
    begun = time.process_time()
    alone(unit * (50_000 // len(unit)) + " x")
    assert time.process_time() - begun < 30


@given(st.text(max_size=200) | st.lists(st.sampled_from(PIECES), max_size=24).map(" ".join))
def test_no_text_breaks_the_rules_and_spans_are_slices(text):
    """On any text nothing raises, and each finding quotes the stretch that it spans."""
    if text.strip():
        with suppress(UserError):  # a text without words
            article = from_text(text, "x.txt")
            for rule in IN_ARTICLE:
                for found in rule.check(article, CONTEXT):
                    assert article.text[found.start : found.end] == found.quote
