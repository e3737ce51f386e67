"""Ranking depends on a run's own snapshots and nothing else, and hands out verbatim passages."""

import hashlib
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import article as articles
from bot.errors import UserError
from bot.evidence import Index, before, terms
from bot.evidence.meaning import Meaning
from bot.language.passages import PASSAGE_CHARACTERS, passages
from bot.language.thesaurus import related
from bot.records import Claim, Kind, Snapshot, Source, Tier


def snapshot(text, tier=Tier.PRIMARY, title=None):
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Snapshot(digest, digest, text, Source(None, "P", title, None, tier), None, None)


def claim(text, context=""):
    return Claim(0, len(text), text, text, Kind.NUMBER, "aa", context=context)


OVERDOSE = "The agency counted 107,941 drug overdose deaths in 2022."
OLDER = "The agency counted 70,630 drug overdose deaths in 2019."
WEATHER = "It rained in the north for three days."


def test_the_passage_with_the_figure_comes_first():
    """Of two passages with the same words, the one that holds the claim's own figure is better."""
    index = Index([snapshot(OLDER), snapshot(OVERDOSE), snapshot(WEATHER)])
    found = index.rank(claim("There were 107,941 drug overdose deaths."), 5)
    assert [passage.text for passage in found] == [OVERDOSE, OLDER]


def test_ranking_is_the_same_in_any_order():
    """The order in which snapshots come decides nothing; copies of one text count once."""
    texts = [OLDER, OVERDOSE, WEATHER, OVERDOSE]
    one, other = Index(map(snapshot, texts)), Index(map(snapshot, reversed(texts)))
    asked = claim("Drug overdose deaths rose.")
    assert one.rank(asked, 5) == other.rank(asked, 5)
    assert len(one) == 3


def test_discovery_takes_no_part():
    """An encyclopaedia is never handed to a judge."""
    assert len(Index([snapshot(OVERDOSE, Tier.DISCOVERY)])) == 0
    assert Index([]).rank(claim("Anything at all."), 5) == ()
    assert Index([snapshot(OVERDOSE)]).rank(claim("of the and"), 5) == ()


def test_the_title_of_a_source_counts():
    """A passage is found by the words of its source's title, which stay out of its text."""
    found = Index([snapshot("Rates fell.", title="Fentanyl")]).rank(claim("Fentanyl"), 5)
    assert [passage.text for passage in found] == ["Rates fell."]


def test_words_used_alike_are_found():
    """A page that says “children” is found by a claim that says “kids”; the word itself counts more."""
    assert dict(related("kids"))["children"] < 1
    assert related("qzx") == ()
    pages = ["Two children played there.", "Two kids played there.", WEATHER]
    found = Index(map(snapshot, pages)).rank(claim("The kids laughed."), 5)
    assert [passage.text for passage in found] == [pages[1], pages[0]]


def test_a_claim_leans_on_the_sentences_before_it():
    """“It employs 6,500 people” is found by the sentence that says who it is, and a far one counts for less."""
    text = "The Port of Aldermoor lies in the north. It has two docks. It employs 6,500 people."
    draft = articles.from_text(text, "draft.txt")
    at = text.index("It employs")
    asked = Claim(at, len(text), text[at:], text[at:], Kind.NUMBER, "aa", context=text[at:])
    leaning = before(draft, asked)
    assert leaning == ["It has two docks.", "The Port of Aldermoor lies in the north."]
    pages = ["The bank employs 6,240 people.", "The port employs 6,240 people. Aldermoor is its home."]
    index = Index(map(snapshot, [*pages, WEATHER]))
    assert index.rank(asked, 1, leaning)[0].text == pages[1]


def test_of_copies_the_primary_one_is_read():
    """A rewrite with the same words and figures takes no place; the same words with other figures are another year."""
    words = "The harbour authority of the island counted {} seals on the rocks in the survey of {}."
    own, copy = words.format(214, 2021), "Today: " + words.format(214, 2021)
    kept = [snapshot(own), snapshot(copy, Tier.SECONDARY), snapshot(words.format(309, 2023))]
    found = Index(kept).rank(claim("The authority counted 214 seals on the rocks of the island."), 5)
    assert [passage.text for passage in found] == [own, words.format(309, 2023)]


def test_hostile_words_are_words():
    """Operators and quotes of the search language in a claim are searched for, not obeyed."""
    assert Index([snapshot('He said "NEAR(" * OR col:x')]).rank(claim('"NEAR(" AND (x OR col:y) * ^"'), 5)


def test_long_paragraphs_become_overlapping_windows():
    """The last sentence of one window begins the next, so that no two neighbours are torn apart."""
    text = " ".join(f"Sentence number {n} says something of its own here." for n in range(60))
    spans = passages(text)
    assert all(end - start <= PASSAGE_CHARACTERS for start, end in spans)
    assert all(later[0] < earlier[1] for earlier, later in pairwise(spans))
    assert spans[-1][1] == len(text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=3000))
def test_every_line_is_in_a_passage(text):
    """Passages cover every character that is not blank, in order."""
    spans = passages(text)
    covered = {at for start, end in spans for at in range(start, end)}
    assert all(at in covered or not character.strip() for at, character in enumerate(text))
    assert spans == sorted(spans)


def test_terms_are_words_worth_searching():
    """Common words go, figures and names stay, each once."""
    assert terms("The U.S. had 1,234 of the 1,234 cases in 2020 (cases!)") == ["u.s", "1,234", "cases", "2020"]


class Alike:
    """Finds one word the meaning of all, and keeps what it was asked."""

    def __init__(self, word):
        self.word, self.asked = word, []

    def likeness(self, claim, passages):
        self.asked.append(claim)
        return [float(self.word in passage) for passage in passages]


def test_meaning_ranks_where_it_is_switched_on():
    """Of passages that words find, the one that is alike in meaning comes first; without the model words decide."""
    pages = ["The agency counted deaths in the year before.", "The agency spoke of seals."]
    asked = claim("The agency counted deaths.")
    model = Alike("seals")
    assert Index(map(snapshot, pages)).rank(asked, 2)[0].text == pages[0]
    assert Index(map(snapshot, pages), model).rank(asked, 2)[0].text == pages[1]
    assert model.asked == [asked.text]
    assert Index([], model).rank(asked, 2) == ()


def test_an_extra_that_is_missing_is_told(monkeypatch):
    """Switched on and not installed is a wrong setting, in one line that says what to install."""
    monkeypatch.setattr("bot.evidence.meaning.find_spec", lambda name: None)
    with pytest.raises(UserError, match=r"install factcheck-bot\[meaning\]"):
        Meaning()


def test_each_text_is_read_once(monkeypatch):
    """The model reads a passage once, however many claims ask about it."""
    read = []

    class Vector(list):
        def tolist(self):
            return list(self)

    class Model:
        def encode(self, texts, **options):
            read.extend(texts)
            return [Vector([1.0, 0.0] if "seal" in text else [0.0, 1.0]) for text in texts]

    monkeypatch.setattr("bot.evidence.meaning.find_spec", lambda name: name)
    monkeypatch.setattr(Meaning, "_model", Model())
    meaning = Meaning()
    assert meaning.likeness("a seal", ["seals", "rain"]) == [1.0, 0.0]
    assert meaning.likeness("a storm", ["seals", "rain"]) == [0.0, 1.0]
    assert read == ["a seal", "seals", "rain", "a storm"]
