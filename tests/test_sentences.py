"""Sentences: what is cut, what is not, and that nothing is lost."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.sentences import split


def texts(text):
    return [text[start:end] for start, end in split(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S. Senate voted. He left the U.S. On Monday he came.", 3),
        ("Dr. A. Smith met Gov. Lee at 5 p.m. Friday. They spoke.", 2),
        ("It begins at 9 a.m. EST. Then lunch.", 2),
        ("It cost $1.2 bn. in Jan. 2020. It fell.", 2),
        ("See Vol. 3 for more. It is long.", 2),
        ("“It works,” he said. “We are done.”", 2),
        ("Wang stated “We had talks. We reached a deal.” He left.", 2),
        ("He met Mmes. Curie and Noether. They spoke.", 2),
        ("1. First, wash your hands. 2. Dry them.", 2),
        ("Sales fell. iPhone sales rose.", 2),
        ("Hello 😀. 🎉 Next.", 2),
    ],
)
def test_a_full_stop_ends_a_sentence_only_where_a_reader_would_say_so(text, expected):
    """Abbreviations, clock times, enumerators and quotations do not cut a sentence."""
    assert len(texts(text)) == expected, texts(text)


def test_a_blank_line_ends_a_sentence():
    """A heading without a full stop is not joined with the paragraph below it."""
    assert texts("A heading\n\nA text. More.") == ["A heading", "A text.", "More."]


def test_a_wrapped_line_does_not_end_a_sentence():
    """Lines broken at a fixed width are read on."""
    text = "The committee met on Tuesday and heard from Dr.\nSmith, who had come from the end of\nKent to speak."
    assert len(texts(text)) == 1


def test_a_line_break_that_was_meant_ends_a_sentence():
    """A short line above a long one is a heading or a byline."""
    assert texts("By Jane Doe\nThe committee met on Tuesday and heard evidence from three experts.")[0] == "By Jane Doe"


def test_an_opening_mark_belongs_to_the_sentence_it_opens():
    """A quotation mark that nothing closes is not left at the end of the sentence before."""
    assert texts("He spoke. “We go. They come")[:2] == ["He spoke.", "“We go."]


@given(st.text(alphabet=st.characters(codec="utf-8") | st.sampled_from(" \n.!?“”\"'«»()1aA"), max_size=300))
def test_every_character_lies_in_one_sentence(text):
    """Nothing is lost and nothing stands twice, whatever the characters."""
    spans = split(text)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert all(start < end for start, end in spans)
    covered = "".join(" " if not any(s <= i < e for s, e in spans) else c for i, c in enumerate(text))
    assert covered.split() == text.split()


@pytest.mark.parametrize(
    "text", ["“" * 200_000, "“a. " * 100_000, "a" * 1_000_000, "He would go. " * 100_000, "\n" * 500_000]
)
def test_long_texts_take_linear_time(text):
    """No text of a megabyte takes more than a few seconds."""
    began = time.perf_counter()
    split(text)
    assert time.perf_counter() - began < 5
