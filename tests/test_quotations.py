"""Quotations: which marks open and close, who speaks, and what became of the words in a source."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.quotations import find_quotations
from bot.language.quotations_alignment import Match, align, align_words, reworded

SOURCE = """Ministers met. “We held frank talks and were open with each other. We reached common ground on the plan
for the coming year,” Ada Okafor said through a translator.

“The bridge works very well,” said Bo Lind, “and we are done with all of it, every single piece.” He had warned that it
could be late. “I believe that we will finish the harbour in this very decade and rebuild the old docks, not because it
is easy, but because it is right.” “We will not give in to threats,” Ann Reyes told the council.
"""


def only(text):
    (found,) = find_quotations(text)
    return found


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “we go”.", ["“we go”"]),
        ('He said "we go" and "they stay".', ['"we go"', '"they stay"']),
        ("‘We saw the workers’ club,’ she said.", ["‘We saw the workers’ club,’"]),
        ("'We don't go,' Lee said.", ["'We don't go,'"]),
        ("The dogs’ food and the '90s, '80s hits; it’s rock 'n' roll.", []),
        ("«Nous allons,» said Bo. 「你好世界」", ["«Nous allons,»", "「你好世界」"]),
        ("„Wir gehen“, said Bo.", ["„Wir gehen“"]),
        ("“He told me ‘go away’ and I went,” Bo said.", ["“He told me ‘go away’ and I went,”"]),
        ('“The "nested" word here,” Ann says.', ['“The "nested" word here,”']),
        ('A pipe of 5" and 6" and a "real" one.', ['"real"']),
        ("She said “we left.\n\nIt rained. “Fine,” said Bo.", ["“Fine,”"]),
        ("“One here.\n\n“Two here,” Bo said.", ["“One here.\n\n“Two here,”"]),
        ("“An opening “and another” here.", ["“and another”"]),
        ('Marks round nothing "" and " " here.', []),
        ('"An open one. Then "this" here.', ['"this"']),
        ('“A straight close" here.', ['“A straight close"']),
    ],
)
def test_marks_pair_as_a_reader_pairs_them(text, quoted):
    """Curly, straight, single, low and angle marks; apostrophes, plurals and inches are none."""
    assert [text[q.start : q.end] for q in find_quotations(text)] == quoted


@pytest.mark.parametrize(
    ("text", "speaker", "verb"),
    [
        ("Ada Okafor, the minister of ports, stated “We held talks today.”", "Ada Okafor", "stated"),
        ("“Our plan gains from talks,” Okafor said.", "Okafor", "said"),
        ("The US Harbour Agency, or the UHA, has stated that “the main port” is ours.", "US Harbour Agency", "stated"),
        ("According to the UHA, “this is a bad year.”", "UHA", "according to"),
        ("“Nothing will change” at the plant, according to Jane Roe, a manager.", "Jane Roe", "according to"),
        ("On Monday, coach John Smith, 45, said: “We are.”", "John Smith", "said"),
        ("“It works,” said John F. Kerr Jr., the president.", "John F. Kerr Jr.", "said"),
        ("“You can’t,” a lawyer who is in contact with the prisoners told the paper.", "a lawyer", "told"),
        ("He was “very happy” with it, the spokesman said.", "the spokesman", "said"),
        ("“What?” Mr Smith asked.", "Smith", "asked"),
        ("“I think this is fine,” tweeted Mr. Vale on Monday.", "Vale", "tweeted"),
        ("Lee was cleared after he admitted he “went too far”.", "he", "admitted"),
        ("Keith Bow, an analyst at Rowe & Co: “Profits have risen.”", "Keith Bow", ":"),
        ("The firm cut prices, saying it was “under attack”.", None, None),
        ("Vale cut prices, saying it was “under attack”.", "Vale", "saying"),
        ("His brother Bob called in 2008 for a “not decided” verdict.", None, None),
        ("“It is over,” was how Lee put it.", None, None),
    ],
)
def test_the_speaker_is_the_subject_of_the_verb_of_saying(text, speaker, verb):
    """Before, after or round the quotation; titles, appositions and relative clauses are passed over."""
    found = only(text)
    assert (found.speaker, found.verb) == (speaker, verb)
    assert speaker is None or text[found.speaker_start : found.speaker_end] == speaker


def test_a_quotation_broken_by_he_said_is_one():
    """“…,” he said, “…” has two parts and one speaker."""
    found = only("“It works,” said Bo Lind, “and we are done.”")
    assert found.words == "It works, and we are done."
    assert found.speaker == "Bo Lind"


def test_the_next_sentence_of_a_speech_keeps_its_speaker():
    """“…,” he said. “…” are two quotations of one speaker."""
    assert [q.speaker for q in find_quotations("“It works,” Bo said. “We are done. We go.”")] == ["Bo", "Bo"]


@pytest.mark.parametrize("text", ["The “normal” life.", "She read “The Old Man and the Sea” at night."])
def test_scare_quotes_and_titles_are_not_speech(text):
    """Few words without a speaker, or words in capitals as a title has them."""
    assert not only(text).spoken


@pytest.mark.parametrize(
    ("quoted", "kind", "changes"),
    [
        ("We held frank talks and were open with each other", Match.VERBATIM, []),
        ("we held frank talks, and were open with each other.", Match.VERBATIM, []),
        ("[W]e will finish the harbor in this very decade", Match.VERBATIM, []),
        ("The bridge works very well and we are done with all of it", Match.VERBATIM, []),
        ("The bridge works very well … every single piece", Match.VERBATIM, []),
        ("The bridge works very well and [the builders] are done with all of it", Match.VERBATIM, []),
        ("we’re done with all of it", Match.VERBATIM, []),
        ("We reached a common ground on the plan", Match.CHANGED, [("a", "")]),
        ("We reached common ground on the map for the coming year", Match.CHANGED, [("map", "plan")]),
        ("We will give in to threats", Match.SHORTENED, [("", "not")]),
        ("we will finish the harbour in this very decade because it is right", Match.SHORTENED, None),
        ("The bridge works very well. We will not give in to threats", Match.STITCHED, []),
        ("We will never speak of the railway again in this house", Match.NOT_FOUND, []),
        ("", Match.NOT_FOUND, []),
        ("the talks", Match.NOT_FOUND, []),
    ],
)
def test_what_became_of_the_words(quoted, kind, changes):
    """Case, spelling, contractions, brackets and ellipses change nothing; words do."""
    found = align_words(quoted, SOURCE)
    assert found.kind is kind
    assert changes is None or [(c.ours, c.theirs) for c in found.changes] == changes
    for change in found.changes:
        assert quoted[change.start : change.end] == change.ours
        assert SOURCE[change.source_start : change.source_end] == change.theirs


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("He said “We reached a common ground on the plan.”", "“We reached common ground on the plan.”"),
        ("He said “We will give in to threats!”", "“We will not give in to threats!”"),
        ("“The bridge works well,” he said, “and we were done with all of it.”",
         "“The bridge works very well,” he said, “and we are done with all of it.”"),
    ],
)  # fmt: skip
def test_the_source_s_words_take_the_place_of_ours(text, mended):
    """The draft's own marks, its “he said” and its closing punctuation stay."""
    found = only(text)
    assert reworded(found, align(found, SOURCE)) == mended
    assert align_words(mended.strip("“”"), SOURCE).kind in {Match.VERBATIM, Match.CHANGED, Match.SHORTENED}


def test_a_source_of_a_hundred_kilobytes_is_read_at_once():
    """One alignment takes well under a second."""
    source = "".join(f"Line {n} of the minutes tells how member {n * 7} voted on item {n % 13}. " for n in range(1800))
    began = time.perf_counter()
    assert align_words("We held frank talks and were open with one another", source + SOURCE).kind is Match.CHANGED
    assert time.perf_counter() - began < 1


MARKS = st.text(st.sampled_from("“”\"'‘’«»„「」 \n.,[]()…aBcs said") | st.characters(codec="utf-8"), max_size=200)


@given(MARKS)
def test_spans_hold_what_they_claim(text):
    """Whatever the characters, spans lie in the text, in order, and slice to their words."""
    found = find_quotations(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    for each in found:
        assert each.text == text[each.start : each.end]
        assert each.start < each.inner_start <= each.inner_end < each.end
        assert each.speaker is None or text[each.speaker_start : each.speaker_end] == each.speaker


@given(MARKS, MARKS)
def test_alignment_never_raises(quoted, source):
    """Any words can be held against any source; what is found lies in it."""
    found = align_words(quoted, source)
    assert 0 <= found.start <= found.end <= len(source)


@given(st.lists(st.sampled_from("alpha beta gamma delta not the of and very 12 red".split()), min_size=4, max_size=30))
def test_words_that_stand_in_the_source_are_found(said):
    """A quotation of the source's own words is verbatim."""
    assert align_words(" ".join(said), f"He spoke. “{' '.join(said)},” he said. More text.").kind is Match.VERBATIM


@pytest.mark.parametrize("text", ['"' * 100_000, "“" * 100_000, "‘a " * 50_000, "“A,” he said. " * 5_000])
def test_long_texts_take_linear_time(text):
    """Many marks take no more than a few seconds."""
    began = time.perf_counter()
    find_quotations(text)
    assert time.perf_counter() - began < 5
