"""A text's own date is the one that it gives for itself, not one that it speaks of."""

from datetime import date

import pytest

from bot.article import from_text
from bot.language.datelines import stated


@pytest.mark.parametrize(
    "line",
    [
        "TANNERSBY, May 17, 2024 – The council has adopted a budget.",
        "WASHINGTON (AP), 17 May 2024 -- The council met.",
        "May 17, 2024",
        "Published: Friday, May 17, 2024 at 10:30 a.m. EDT",
        "Updated 2024-05-17",
    ],
)
def test_datelines_and_date_lines_are_read(line):
    """A place in capitals with a date and a dash, or a line with a date and nothing else, dates the text."""
    assert stated(["A headline", line, "More."]) == date(2024, 5, 17)


@pytest.mark.parametrize(
    "line",
    [
        "On May 17, 2024, the council adopted a budget.",
        "The council met on May 17, 2024 – and again in June.",
        "Copyright 2024, The Messenger",
        "May 2024",
        "From May 17, 2024 to May 19, 2024",
        "WASHINGTON – The council met on May 17, 2024.",
        "February 30, 2024",
    ],
)
def test_other_dates_are_not_the_texts_own(line):
    """A date in a sentence, a year or month alone, a range, an impossible day: none of them dates the text."""
    assert stated(["A headline", line]) is None


def test_a_byline_may_date_the_text():
    """The date of a byline counts where there is no dateline, and the article carries it."""
    draft = from_text("A headline\n\nBy Carla Mendes, May 17 2024\n\nThe council met.\n", "a.txt")
    assert draft.published == date(2024, 5, 17)
