"""Claims in code: every sentence gives claims or says why not; spans, kinds, speakers."""

from __future__ import annotations

import time
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article import from_text
from bot.claims.code import split
from bot.organisations import Register
from bot.records import Kind


@cache
def register():
    return Register.load()


def claims(text, path="draft.txt"):
    return split(from_text(text, path), register())[0]


def silent(text):
    return [(each.quote, each.reason) for each in split(from_text(text, "draft.txt"), register())[1]]


DRAFT = """Harbour plan grows

( – According to sources, the two towns are looking into a joint harbour. Will it work?

Ada Okafor, the county’s minister of ports, stated “We held frank talks. We reached common ground on the plan.”

According to the CDC, or the Center for Disease Control, there have been over 100,000 deaths related to overdoses. \
It’s also said that over 80,000 of those deaths were from opioids.

“Our plan gains from talks and loses from quarrels,” Okafor said.

Many hope that the towns can put their differences aside.

The port is old, however, the town has denied the claim.

Copyright 2024,
"""


def test_a_body_s_name_and_the_figure_beside_it_are_two_claims():
    """The name's claim spans the name, the figure's its clause; neither holds the other."""
    found = {each.kind: each for each in claims(DRAFT) if "Control" in each.quote or "over 100," in each.quote}
    assert found[Kind.NAME].quote == "Center for Disease Control"
    assert found[Kind.NUMBER].quote == "there have been over 100,000 deaths related to overdoses"
    assert found[Kind.NUMBER].speaker == "CDC"


def test_a_quotation_is_a_claim_with_its_marks_and_its_speaker_in_full():
    """A short name is resolved to the fullest that the draft gave before."""
    quotes = [each for each in claims(DRAFT) if each.kind is Kind.QUOTE]
    assert [each.speaker for each in quotes] == ["Ada Okafor", "Ada Okafor"]
    assert quotes[0].quote == "“We held frank talks. We reached common ground on the plan.”"
    assert quotes[1].text.startswith("Ada Okafor said: “Our plan")


def test_a_speaker_s_office_is_a_claim():
    """What stands in apposition to the speaker is stated, too."""
    office = next(each for each in claims(DRAFT) if each.text.startswith("Ada Okafor is "))
    assert office.quote == "Ada Okafor, the county’s minister of ports"


def test_an_office_is_stated_once_though_its_holder_is_quoted_twice():
    """A quotation cut in two by its speaker names the office once: one claim, at one place."""
    text = "“It has stood for 87 years,” said Ada Okafor, the county’s minister of ports. “It will stand.”"
    assert [each.text for each in claims(text)].count("Ada Okafor is the county’s minister of ports.") == 1


def test_a_speaker_s_age_is_no_figure_to_check():
    """An age behind the speaker's name adds nothing to what he said."""
    found = claims("“It was terrifying,” said eyewitness John Doe, 34. “The roof just flew off.”")
    assert [each.kind for each in found] == [Kind.QUOTE, Kind.QUOTE]


def test_a_quotation_of_an_unnamed_speaker_reads_as_a_sentence():
    """It begins with a capital letter, whoever spoke."""
    found = claims('"We will never surrender", the minister told reporters, "and we will rebuild."')
    assert found[0].text.startswith("The minister said: “We will")


def test_what_leans_on_the_sentence_before_is_given_it():
    """“Those deaths” cannot be read without it."""
    leaning = next(each for each in claims(DRAFT) if "80,000" in each.quote)
    assert leaning.quote == "over 80,000 of those deaths were from opioids"
    assert "100,000 deaths" in leaning.context


def test_a_sentence_is_cut_where_both_sides_stand_by_themselves():
    """Two statements joined by “however” are two claims."""
    quotes = [each.quote for each in claims(DRAFT)]
    assert "The port is old" in quotes
    assert "the town has denied the claim" in quotes


def test_what_cannot_be_checked_says_why():
    """Headings, questions, opinions and boilerplate are kept, with the reason."""
    assert silent(DRAFT) == [
        ("Harbour plan grows", "heading without a statement"),
        ("Will it work?", "question"),
        ("Many hope that the towns can put their differences aside.", "opinion"),
        ("Copyright 2024,", "boilerplate"),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Good morning, dear readers of ours.", "greeting"),
        ("Click here to read the story.", "boilerplate"),
        ("Wash your hands before you eat.", "instruction"),
        ("The council should act.", "opinion"),
        ("The harbour will be open to all.", "prediction"),
        ("We love our garden and our cat.", "opinion"),
        ("Our garden has roses.", "personal remark"),
        ("What a mess that was!", "opinion"),
        ("Substitution, Gateshead.", "fragment"),
        ("* * * 7 * * *", "fragment"),
    ],
)
def test_reasons(text, reason):
    """Each mood has its own."""
    assert [why for _, why in silent(f"The town was founded in 1850.\n\n{text}\n\nIt grew in 1900.")] == [reason]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The town has 4,500 boats.", Kind.NUMBER),
        ("The town was founded in 1850.", Kind.DATE),
        ("The COVID-19 ward was opened by Ada Okafor.", Kind.EVENT),
        ("The mayor said that the road is shut.", Kind.ATTRIBUTION),
        ("Fog is common at this harbour.", Kind.OTHER),
        ("House prices doubled.", Kind.NUMBER),
    ],
)
def test_kinds(text, kind):
    """A figure comes before a date, and a name such as COVID-19 is no figure."""
    assert [each.kind for each in claims(text)] == [kind]


def test_the_same_words_twice_are_two_claims():
    """An occurrence number tells them apart; the fingerprint stays."""
    one, other = claims("The town has 4,500 boats.\n\nRain fell in May 2020.\n\nThe town has 4,500 boats.")[::2]
    assert one.fingerprint == other.fingerprint
    assert (one.occurrence, other.occurrence) == (0, 1)


def test_a_pronoun_is_its_antecedent_only_where_nobody_else_is_named():
    """He is the last speaker, unless somebody else was named since."""
    alone = claims("“We are done with the work here,” Bo Lind said. “It will take years to see it,” he said.")
    assert [each.speaker for each in alone if each.kind is Kind.QUOTE] == ["Bo Lind", "Bo Lind"]
    mixed = claims("“We are done with the work here,” Bo Lind said. Al Roe came in. “It will take years now,” he said.")
    assert [each.speaker for each in mixed if each.kind is Kind.QUOTE] == ["Bo Lind", "he"]


def test_figures_in_what_was_said_are_claims_of_the_speaker():
    """A quoted figure can be checked by itself."""
    found = claims("“We have 4,500 boats in the harbour now,” Ada Okafor said.")
    assert [(each.kind, each.speaker) for each in found] == [(Kind.QUOTE, "Ada Okafor"), (Kind.NUMBER, "Ada Okafor")]


def test_spans_lie_in_the_file_with_its_mark_up():
    """In Markdown a claim's quote is the file's own characters."""
    text = "The town has **4,500** boats, and [the county](https://example.org) has 9,000 ships."
    for each in claims(text, "draft.md"):
        assert each.quote == text[each.start : each.end]


WORDS = "“ ” \" ' said Ada Okafor the of 4,500 May 2020 . , ; however and ? ! ( ) \n\n was deaths 12% – He it".split(
    " "
)


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=60).map(" ".join) | st.text(min_size=1, max_size=150))
def test_nothing_of_an_article_is_dropped(text):
    """Every sentence overlaps a claim or says why it has none, whatever the characters."""
    article = from_text(f"a {text}", "draft.txt")
    found, rest = split(article, register())
    for each in [*found, *rest]:
        assert each.quote == article.text[each.start : each.end]
    for sentence in article.sentences:
        span = article.source_span(sentence.start, sentence.end)
        assert any(each.start < span.end and span.start < each.end for each in [*found, *rest])
    assert len({(each.fingerprint, each.occurrence) for each in found}) == len(found)


def test_a_long_article_takes_linear_time():
    """Half a megabyte in seconds of this process, however busy the machine is."""
    began = time.process_time()
    claims(DRAFT * 700)
    assert time.process_time() - began < 10
