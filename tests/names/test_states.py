"""Bodies of states and cities, and what stands in and around a name: what is flagged and what passes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import corpus


def replacements(text: str) -> list[str | None]:
    return [found.replacement for found in corpus.findings({"text": text}) if found.code == "NAME001"]


@pytest.mark.parametrize(
    "text",
    [
        "The Ohio Natural Resources Department closed the lake.",
        "The Department of Public Health in San Francisco reported 14 cases.",
        "The Texas Transportation Department will widen the road.",
    ],
)
def test_a_place_or_a_kind_may_stand_elsewhere_in_a_states_body(text: str):
    """Newspapers turn the names of states' departments about: no finding."""
    assert replacements(text) == []


@pytest.mark.parametrize("text", ["The Florida Board of Education met.", "The Georgia Board of Education met."])
def test_a_board_beside_a_department_is_another_body(text: str):
    """A state has both: no finding."""
    assert replacements(text) == []


def test_a_states_name_in_the_name_says_whose_body_it_is():
    """No other word of the text needs to name the state."""
    assert replacements("The Georgia Bureau of Investigations arrested him.") == ["Georgia Bureau of Investigation"]


def test_a_noun_and_a_small_word_before_a_name_make_it_no_generic_one():
    """The words "a professor at" belong to the professor; "a national" would belong to the name."""
    assert replacements("A professor at Vanderbuilt University wrote it.") == ["Vanderbilt University"]


def test_a_middle_initial_is_part_of_a_name():
    """The full stop behind it ends nothing."""
    assert replacements("The Annie E. Cassey Foundation paid for it.") == ["Annie E. Casey Foundation"]


def test_an_apostrophe_must_stand_where_the_name_has_it():
    """The plural's is accepted for this body, the singular's is not."""
    assert replacements("The Writers' Guild of America struck.") == []
    assert replacements("The Writer's Guild of America struck.") == ["Writers Guild of America"]


def test_a_possessive_before_a_possessive_is_a_slip():
    """The saint owns no hospital; Harvard has its Kennedy School."""
    assert replacements("St. Jude's Children's Research Hospital won.") == ["St. Jude Children's Research Hospital"]
    assert replacements("Harvard's Kennedy School won.") == []


def test_a_word_of_the_name_is_no_talk_about_names():
    """The word "correction" makes a sentence one about a mistake only outside the name."""
    said = "The California Department of Correction and Rehabilitation said he died."
    found = [each for each in corpus.findings({"text": said}) if each.severity is corpus.Severity.ERROR]
    assert [each.replacement for each in found] == ["California Department of Corrections and Rehabilitation"]


def test_another_word_in_a_universitys_name_is_another_university():
    """Unknown ones are many: no finding."""
    assert replacements("Southwestern Connecticut State University opened.") == []
    assert replacements("Northwestern Illinois University opened.") == []
