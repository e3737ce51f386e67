"""The rules on quotations, superlatives and links against their own examples, and against several sources."""

from __future__ import annotations

from functools import cache

import pytest

from bot.article import from_text
from bot.checks import catalogue
from bot.checks.rule import ClaimRule, Context
from bot.claims.code import split
from bot.organisations import Register
from bot.records import Passage, Severity, Snapshot, Source, Stance, Tier

RULES = [
    rule for rule in catalogue.rules() if isinstance(rule, ClaimRule) and rule.code.startswith(("QUOTE", "SOURCE"))
]
SAID = "“We held frank talks and reached common ground on the plan,” Ada Okafor said."


@cache
def register():
    return Register.load()


def source(number=0, tier=Tier.SECONDARY):
    return Source(f"https://example.org/{number}", f"Paper {number}", None, None, tier)


def passage(text, number=0, tier=Tier.SECONDARY):
    return Passage(str(number) * 64, 10, 10 + len(text), text, source(number, tier))


def findings(rule, text, passages=(), *, path="sample.txt", snapshots=(), attempts=()):  # noqa: PLR0913 - a sample has these
    article = from_text(text, path)
    context = Context(register(), None, snapshots, attempts)
    return [f for claim in split(article, register())[0] for f in rule.check(claim, passages, article, context)]


def samples(kind):
    return [pytest.param(r, s, id=f"{r.code}-{kind}-{n}") for r in RULES for n, s in enumerate(getattr(r, kind))]


def of_sample(rule, sample):
    passages = [passage(sample.source, tier=Tier.PRIMARY)] if sample.source else []
    return findings(rule, sample.text, passages, path=sample.path, snapshots=sample.snapshots, attempts=sample.attempts)


@pytest.mark.parametrize(("rule", "sample"), samples("invalid"))
def test_flags_what_its_invalid_examples_say(rule, sample):
    """A rule flags the stretch that its example names, with the replacement that it names."""
    found = of_sample(rule, sample)
    assert {(each.quote, each.replacement) for each in found} == {(sample.flagged, sample.replacement)}


@pytest.mark.parametrize(("rule", "sample"), samples("valid"))
def test_is_silent_on_its_valid_examples(rule, sample):
    """A rule says nothing of a draft that its own module calls right."""
    assert of_sample(rule, sample) == []


CHANGED = "“We held frank talks and reached a common ground on the map,” Ada Okafor said."


def test_evidence_of_a_changed_quotation_is_a_slice_of_its_snapshot():
    """The offsets of the evidence are the passage's own, moved to where it stands."""
    (found,) = findings(catalogue.rule("QUOTE001"), CHANGED, [passage(f"Intro. {SAID}")])
    (evidence,) = found.proof.evidence
    assert found.stance is Stance.QUALIFIES
    assert f"Intro. {SAID}"[evidence.start - 10 : evidence.end - 10] == evidence.quote


def test_one_source_with_the_words_as_quoted_is_enough():
    """A changed copy beside a verbatim one flags nothing."""
    rule = catalogue.rule("QUOTE001")
    assert not findings(rule, CHANGED, [passage(SAID), passage(CHANGED, 1)])


def test_sources_that_differ_make_it_a_note():
    """Two translations of one speech: none is offered."""
    other = "“We held frank talks and reached common ground on the scheme,” Ada Okafor said."
    (found,) = findings(catalogue.rule("QUOTE001"), CHANGED, [passage(SAID), passage(other, 1)])
    assert (found.severity, found.replacement) == (Severity.NOTE, None)


def test_a_secondary_source_must_quote_the_words_itself():
    """A reporter's own sentence is a paraphrase, not the speaker's words."""
    rule = catalogue.rule("QUOTE001")
    assert not findings(rule, CHANGED, [passage(SAID.replace("“", "").replace("”", ""))])


def test_words_of_another_speaker_are_another_speech():
    """Two people may say nearly the same."""
    assert not findings(catalogue.rule("QUOTE001"), CHANGED, [passage(SAID.replace("Ada Okafor", "Bo Lind"))])


def test_a_negation_that_was_changed_refutes():
    """A sentence turned round was not said."""
    draft = "“We will not give in to threats from them,” Ada Okafor said."
    said = "“We will always give in to threats from them,” Ada Okafor said."
    (found,) = findings(catalogue.rule("QUOTE001"), draft, [passage(said)])
    assert found.stance is Stance.REFUTES


def test_discovery_sources_prove_nothing():
    """An encyclopaedia's copy is no evidence."""
    assert not findings(catalogue.rule("QUOTE001"), CHANGED, [passage(SAID, tier=Tier.DISCOVERY)])


def test_whole_snapshots_are_read_where_there_are_any():
    """A quotation is sought beyond the passages that were ranked."""
    whole = Snapshot("5" * 64, "6" * 64, f"Long before. {SAID}", source(5), None, 200)
    (found,) = findings(catalogue.rule("QUOTE001"), CHANGED, (), snapshots=(whole,))
    assert found.proof.evidence[0].snapshot_sha256 == "5" * 64


def test_mark_up_inside_a_quotation_stays():
    """In Markdown only the changed words change."""
    draft = CHANGED.replace("frank talks", "*frank* talks")
    (found,) = findings(catalogue.rule("QUOTE001"), draft, [passage(SAID)], path="sample.md")
    assert found.replacement == "“We held *frank* talks and reached common ground on the plan,”"


def test_two_places_joined_are_a_note():
    """Words from the beginning and the end of a page were not said in one breath."""
    first, last = "“The harbour plan is good for the town,”", "“and we are done with all of this work,”"
    page = f"{first} Ada Okafor said. {'The rain fell on the town all day long. ' * 20}{last} Ada Okafor said."
    draft = "“The harbour plan is good for the town and we are done with all of this work,” Ada Okafor said."
    (found,) = findings(catalogue.rule("QUOTE002"), draft, [passage(page)])
    assert (found.severity, found.replacement, found.stance) == (Severity.NOTE, None, None)


@pytest.mark.parametrize("quoted", ["counts 4,500 boats", "counts 4.5 thousand boats", "counts 4,487 boats"])
def test_a_page_that_has_the_figure_is_not_flagged(quoted):
    """As written, in another form, or the figure that was rounded."""
    text = f"The report {quoted} in all. " + "It tells of the harbour at length. " * 30
    page = Snapshot(
        "5" * 64, "6" * 64, text, Source("http://www.example.org/a/", None, None, None, Tier.SECONDARY), None, 200
    )
    draft = "The [report](https://example.org/a) counts 4,500 boats."
    assert not findings(catalogue.rule("SOURCE004"), draft, path="sample.md", snapshots=(page,))


def test_a_page_that_lacks_the_quotation_is_noted():
    """The words that the sentence quotes stand nowhere on it."""
    text = "It tells of the harbour at length. " * 30
    page = Snapshot(
        "5" * 64, "6" * 64, text, Source("https://example.org/a", None, None, None, Tier.SECONDARY), None, 200
    )
    draft = "“We held frank talks about the bridge today,” Ada Okafor [said](https://example.org/a)."
    found = findings(catalogue.rule("SOURCE004"), draft, path="sample.md", snapshots=(page,))
    assert {each.quote for each in found} == {"said"}
