"""The matcher: what it takes for a name, whose, and how sure it is."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import corpus

from bot.organisations import Register
from bot.organisations.beside import beside
from bot.organisations.matching import matcher
from bot.organisations.mention import Certainty, Form, Mention
from bot.organisations.words import Change, relate


@cache
def register() -> Register:
    return Register.load()


def mentions(prose: str) -> tuple[Mention, ...]:
    return matcher(register()).mentions(prose)


def only(prose: str) -> Mention:
    (found,) = (each for each in mentions(prose) if each.form is not Form.ACRONYM)
    return found


def misnamed(prose: str) -> list[str]:
    return [prose[each.start : each.end] for each in mentions(prose) if each.form is Form.MISNAMED]


def test_an_official_name_is_a_mention_of_its_body():
    """Span, body and form of a right name; nothing to replace."""
    prose = "On Monday the Drug Enforcement Administration’s chief spoke."
    found = only(prose)
    assert prose[found.start : found.end] == "Drug Enforcement Administration"
    assert (found.organisation.id, found.form, found.replacement) == (
        "us-drug-enforcement-administration",
        Form.OFFICIAL,
        None,
    )


def test_inverted_and_ampersand_forms_are_right():
    """Both "Labor Department" and "&" for "and" are ways of naming a body rightly."""
    assert only("The Labor Department agreed.").form is Form.SHORT
    assert only("The Centers for Disease Control & Prevention agreed.").form in {Form.OFFICIAL, Form.SHORT}


def test_an_acronym_alone_is_a_mention_unless_the_prose_gives_it_to_somebody_else():
    """Alone "the NASA" names a body; "(NASA)" behind another name takes it away."""
    assert [each.form for each in mentions("The NASA agreed.")] == [Form.ACRONYM]
    assert mentions("The North Arden Sailing Academy (NASA) met. The NASA agreed.") == ()


@pytest.mark.parametrize(
    "prose",
    [
        "The Philippine Drug Enforcement Agency raided a club.",
        "The Drug Enforcement Agency of Kenya raided a club.",
        "Kenya's Drug Enforcement Agency raided a club.",
        "In Kenya, the Drug Enforcement Agency raided a club.",
        "The Drug Enforcement Agency in Nairobi raided a club.",
        "The Ohio Bureau of Labour Statistics counted.",
        "The state wants a Drug Enforcement Agency of its own.",
        "In the novel, the fictional Drug Enforcement Agency fails.",
        "The Drug Enforcement Agency Museum Society met.",
        "The departments of Labor and Commerce agreed.",
        "The Departments of Labor and Commerce agreed.",
        "The Occupational Safety and Health Act of 1970 set the duty.",
        "The Latin American Civil Aviation Commission met.",
        "The Federal Reserve Banks of Dallas and Boston agreed.",
    ],
)
def test_other_bodies_and_no_bodies_are_not_misnamed(prose):
    """Foreign, generic, fictional, plural and longer names are nobody's wrong name."""
    assert misnamed(prose) == []


@pytest.mark.parametrize(
    ("prose", "wrong", "right"),
    [
        ("DRUG ENFORCEMENT AGENCY SEIZES DRUGS", "DRUG ENFORCEMENT AGENCY", "DRUG ENFORCEMENT ADMINISTRATION"),
        ("Drug Enforcement Agency Seizes Drugs in Raid", "Drug Enforcement Agency", "Drug Enforcement Administration"),
        ("The Drug\nEnforcement Agency agreed.", "Drug\nEnforcement Agency", "Drug Enforcement Administration"),
        ("A Drug Enforcement Agency agent agreed.", "Drug Enforcement Agency", "Drug Enforcement Administration"),
        ("The U.S. Patents and Trademark Office agreed.", "U.S. Patents and Trademark Office", None),
        ("The UN Food and Agricultural Organization agreed.", None, "UN Food and Agriculture Organization"),
        (
            "The Scottish Trade Union Congress agreed.",
            "Scottish Trade Union Congress",
            "Scottish Trades Union Congress",
        ),
        ("The Department of Treasury agreed.", "Department of Treasury", "Department of the Treasury"),
        ("The Department of Veteran's Affairs agreed.", "Department of Veteran's Affairs", None),
        ("The Enviromental Protection Agency agreed.", "Enviromental Protection Agency", None),
        ("The Environmental Protection Adminstration (EPA) agreed.", "Environmental Protection Adminstration", None),
        ("The Occupational Health and Safety Administration agreed.", None, None),
        ("The Agency for Health Care Research and Quality agreed.", None, "Agency for Healthcare Research and Quality"),
        ("The National Air and Space Administration (NASA) agreed.", "National Air and Space Administration", None),
    ],
)
def test_misnamed_bodies(prose, wrong, right):
    """Slips of every kind, in headlines, across lines, before nouns, beside acronyms."""
    found = only(prose)
    assert (found.form, found.certainty) == (Form.MISNAMED, Certainty.CERTAIN)
    assert wrong is None or prose[found.start : found.end] == wrong
    assert right is None or found.replacement == right


def test_a_name_that_the_text_speaks_of_as_a_word_is_only_possible():
    """With "not the Drug Enforcement Agency" the writer corrects the mistake."""
    assert only("It is not the Drug Enforcement Agency.").certainty is Certainty.POSSIBLE


def test_quoted_speech_is_marked():
    """A name inside somebody's words is not the writer's."""
    prose = "“I called the Drug Enforcement Agency and nobody ever came to see us,” Smith said."
    assert only(prose).quoted


def test_a_former_name_has_its_dates_and_knows_the_past():
    """A former name is a former name; a sentence about the past says so."""
    found = only("The General Accounting Office agreed.")
    assert found.form is Form.FORMER
    assert found.former is not None
    assert not found.past
    assert only("The General Accounting Office, as it was then known, agreed.").past


@pytest.mark.parametrize(
    ("prose", "acronym", "joint"),
    [
        ("NAME (CDC) said", "CDC", "brackets"),
        ("NAME, or the CDC, said", "CDC", "or"),
        ("NAME, known as CDC, said", "CDC", "or"),
        ("NAME — the CDC — said", "CDC", "dash"),
        ("the CDC (NAME) said", "CDC", "brackets"),
        ("the CDC, or the NAME, said", "CDC", "or"),
        ("the C.D.C., short for NAME, said", "CDC", "stands"),
        ("the CDC — the NAME — said", "CDC", "dash"),
    ],
)
def test_acronyms_beside_a_name(prose, acronym, joint):
    """Both orders, and the usual punctuation."""
    at = prose.index("NAME")
    found = beside(prose, at, at + 4)
    assert found is not None
    assert (found.acronym, found.joint) == (acronym, joint)


def test_no_acronym_beside_a_name():
    """A remark in brackets is no acronym."""
    assert beside("NAME (see below) said", 0, 4) is None


@pytest.mark.parametrize(
    ("said", "right", "change"),
    [
        ("labour", "labor", Change.REGIONAL),
        ("organisation", "organization", Change.STYLE),
        ("center", "centers", Change.NUMBER),
        ("agency", "administration", Change.HEAD),
        ("counsel", "council", Change.SOUND),
        ("environmentally", "environmental", Change.DERIVED),
        ("goverment", "government", Change.MISSPELT),
        ("police", "policy", None),
        ("investment", "investigation", None),
    ],
)
def test_how_words_relate(said, right, change):
    """Each kind of slip in a word, and two that are none."""
    assert relate(said, right) is change


def test_a_people_leads_to_the_body_of_its_country():
    """The adjective for the country is a slip like any other, though it changes the word that tells."""
    found = only("The Korean Disease Control and Prevention Agency counted in Seoul.")
    assert found.replacement == "Korea Disease Control and Prevention Agency"


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        (
            "The International Marine Organization met.",
            "International Marine Organization",
            "International Maritime Organization",
        ),
        ("Boaters called the U.S. Coastguard.", "Coastguard", "Coast Guard"),
        (
            "The Pan-American Health Organization met.",
            "Pan-American Health Organization",
            "Pan American Health Organization",
        ),
        ("The United Nations Childrens Fund met.", "United Nations Childrens Fund", "United Nations Children's Fund"),
        ("The Federal Drug Administration met.", "Federal Drug Administration", "Food and Drug Administration"),
        (
            "The Federal Aviation Agency-approved seat broke.",
            "Federal Aviation Agency",
            "Federal Aviation Administration",
        ),
    ],
)
def test_finds_more_than_a_slip_in_one_word(text, wrong, right):
    """Words taken for each other, in one or in two, marks, initials, and what a hyphen ties to a name."""
    found = [each for each in corpus.findings({"text": text}) if each.code == "NAME001"]
    assert [each.replacement for each in found] == [found[0].quote.replace(wrong, right)]


@pytest.mark.parametrize(
    "text",
    [
        "The Georgia Emergency Management and Homeland Security Agency opened shelters.",
        "The Human Rights Commission met.",
        "The Environmental Protection Division fined the plant in Georgia.",
        "The Librarian of Congress spoke.",
        "The Second Circuit Court of Appeals agreed.",
        "See Drug.Enforcement.Agency and @Center for it.",
        "The Treasury, Labor Departments clash.",
        "The Department for Energy, Trade and Peace opened.",
    ],
)
def test_is_silent_where_another_body_may_be_meant(text):
    """A longer name, a person, a state's body, an address, several bodies."""
    assert [each for each in corpus.findings({"text": text}) if each.severity.value != "note"] == []


def test_an_article_in_another_block_makes_no_name_generic():
    """A line "A" above a name is not its article."""
    assert [each.quote for each in corpus.findings({"text": "A\n\nDrug Enforcement Agency"})] == [
        "Drug Enforcement Agency"
    ]
