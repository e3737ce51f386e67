"""A text's own date is the one that it gives for itself, not one that it speaks of."""

from datetime import date

import pytest

from bot.article import from_text
from bot.language.datelines import dateline, is_byline, stated


@pytest.mark.parametrize(
    "line",
    [
        "TANNERSBY, May 17, 2024 – The council has adopted a budget.",
        "WASHINGTON (AP), 17 May 2024 -- The council met.",
        "May 17, 2024",
        "Published: Friday, May 17, 2024 at 10:30 a.m. EDT",
        "Updated 2024-05-17",
        "WASHINGTON (May 17, 2024) – The council met.",
        "LONDON, 17 May 2024 (Reuters) - The council met.",
        "Nairobi, Kenya, May 17, 2024 (AP) — The council met.",
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


@pytest.mark.parametrize(
    "line",
    [
        "PORTLAND, Ore. (AP) — |The council met.",
        "LONDON, 14 July 2024 (Reuters) - |Spain won.",
        "WASHINGTON -- |The bank held its rate.",
        "SÃO PAULO, Brazil – |“We won,” she said.",
        "BERLIN/PARIS, Oct 3 (Reuters) - |The talks began.",
        "TOKYO, Dec. 5, 2023 /PRNewswire/ -- |Acme opened a mill.",
        "NEW DELHI: |The court adjourned.",
        "|NASA – the space agency – launched a probe.",
        "|FEMA — which opened three shelters — closed one.",
        "|The council (ABC) - The mayor.",
        "|US-China talks began.",
        "|Spain – The winner of 2024 – lost.",
    ],
)
def test_a_dateline_ends_where_its_sentence_begins(line):
    """Place, state, service, date and dash are no part of what is stated; an apposition between dashes is."""
    before, _, after = line.partition("|")
    assert dateline(before + after, 0, len(before + after)) == len(before)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("By Kim Lang", True),
        ("By Priya Nair | June 3, 2024", True),
        ("By ANNA BERG, Staff Writer", True),
        ("By Christmas the town had snow", False),
        ("By Tuesday evening", False),
    ],
)
def test_a_byline_is_a_name(line, wanted):
    """Capitalised words after "By" sign a text; a sentence that begins so does not."""
    assert is_byline(line) is wanted


def test_a_dateline_under_a_byline_is_read():
    """A byline is a line of its own, though no empty line follows it."""
    draft = from_text("A headline\n\nBy Kim Lang\nWASHINGTON (May 25, 2023) – The court ruled.\n", "a.txt")
    assert (draft.byline, draft.published) == ("Kim Lang", date(2023, 5, 25))
