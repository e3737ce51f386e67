"""What WordNet knows, for making pairs: kinds above and beside a word, opposites, and what its glosses state.

WordNet 3.0 (Princeton University, its own free licence) in its database form, as Debian's `wordnet-base` installs it. Only
clear words are used: those of which the first sense is far the commonest, or the only one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from training.changes import Edit
from training.sets import NEITHER, REFUTED, SUPPORTED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from random import Random

FOLDER = "/usr/share/wordnet"
ABOVE, BELOW, OPPOSITE, INSTANCE = ("@",), ("~",), ("!",), ("@i",)
# Kinds too wide to say anything: what lies above them is not used.
_WIDE = set(
    "entity physical_entity abstraction thing object whole artifact unit matter psychological_feature event act attribute state "
    "relation group measure causal_agent process substance part instrumentality living_thing organism activity action "
    "communication content cognition concept idea property quality condition being definite_quantity way location region".split()
)


@dataclass(frozen=True, slots=True)
class Synset:
    """A sense: its words, what it points to (relation, where), its gloss."""

    words: tuple[str, ...]
    pointers: tuple[tuple[str, str], ...]
    gloss: str


@dataclass
class WordNet:
    """The database of one part of speech (`noun`, `verb`, `adj`).

    Args:
        folder: Where `data.noun` and its sisters are.
        part: The part of speech.
    """

    folder: Path
    part: str
    _below: dict[str, list[str]] = field(default_factory=dict)

    @cached_property
    def synsets(self) -> dict[str, Synset]:
        """By offset."""
        found = {}
        for line in (self.folder / f"data.{self.part}").read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("  "):
                continue
            data, _, gloss = line.partition(" | ")
            parts = data.split()
            count = int(parts[3], 16)
            words = tuple(re.sub(r"\(\w+\)$", "", parts[4 + 2 * i]) for i in range(count))
            at = 4 + 2 * count
            pointers = tuple((parts[at + 1 + 4 * i], parts[at + 2 + 4 * i]) for i in range(int(parts[at])))
            found[parts[0]] = Synset(words, pointers, gloss.split(";")[0].strip())
        return found

    @cached_property
    def index(self) -> dict[str, list[str]]:
        """The offsets of a word's senses, commonest first."""
        found = {}
        for line in (self.folder / f"index.{self.part}").read_text(encoding="utf-8").splitlines():
            if not line.startswith("  "):
                parts = line.split()
                found[parts[0]] = parts[-int(parts[2]) :]
        return found

    def sense(self, word: str, most: int = 2) -> Synset | None:
        """The sense of a word of which there are at most `most`."""
        senses = self.index.get(word.lower().replace(" ", "_"), [])
        return self.synsets[senses[0]] if 0 < len(senses) <= most else None

    def near(self, sense: Synset, relation: tuple[str, ...]) -> list[Synset]:
        """The senses that one points to."""
        return [self.synsets[where] for kind, where in sense.pointers if kind in relation and where in self.synsets]

    def kinds(self, sense: Synset) -> list[Synset]:
        """Kinds above, nearest first, up to where they say nothing."""
        found: list[Synset] = []
        level = self.near(sense, (*ABOVE, *INSTANCE))
        while level and len(found) < 4 and level[0].words[0] not in _WIDE:
            found.append(level[0])
            level = self.near(level[0], ABOVE)
        return found

    def sisters(self, sense: Synset) -> list[Synset]:
        """Other kinds under the same kind."""
        return [s for above in self.near(sense, ABOVE)[:1] for s in self.near(above, BELOW) if s.words != sense.words]


def said(word: str) -> str:
    """A word as it is printed."""
    return word.replace("_", " ")


def _plain(sense: Synset) -> bool:
    return bool(re.fullmatch(r"[a-z][a-z_-]{2,24}", sense.words[0])) and sense.words[0].count("_") < 2


def _plural(word: str) -> str:
    if re.search(r"(?:s|x|ch|sh)$", word):
        return word + "es"
    return word[:-1] + "ies" if re.search(r"[^aeiou]y$", word) else word + "s"


class Lexicon:
    """Edits of sentences, and pairs from glosses.

    Args:
        folder: WordNet's.
    """

    def __init__(self, folder: Path) -> None:
        self.nouns, self.adjectives = WordNet(folder, "noun"), WordNet(folder, "adj")

    def _nouns_of(self, sentence: Any) -> Iterator[tuple[int, int, Synset, bool]]:
        for token in sentence:
            plural = token.tag_ == "NNS"
            usable = token.tag_ in {"NN", "NNS"} and not token.ent_type_ and token.dep_ != "compound"
            bare = not any(c.dep_ in {"compound", "amod", "prep", "acl", "relcl"} for c in token.children)
            sense = self.nouns.sense(token.lemma_) if usable and bare and token.text.islower() else None
            if sense is not None:
                start = token.idx - sentence.start_char
                yield start, start + len(token.text), sense, plural

    def wider(self, sentence: Any, rng: Random) -> list[Edit]:
        """A noun's kind for the noun: what holds of a violinist of somebody holds of a musician."""
        found = []
        for start, end, sense, plural in self._nouns_of(sentence):
            above = [k for k in self.nouns.kinds(sense)[:2] if _plain(k)]
            same = [w for w in sense.words if w.islower() and said(w) != sentence.text[start:end] and not plural]
            if above and rng.random() < 0.6:
                found.append(self._edit(sentence.text, start, end, rng.choice(above).words[0], "wider", plural=plural))
            elif same:
                found.append(self._edit(sentence.text, start, end, rng.choice(same), "same", plural=plural))
        return found

    def beside(self, sentence: Any, rng: Random) -> list[Edit]:
        """A sister kind or an opposite for a word: false of what the sentence says."""
        found = []
        for start, end, sense, plural in self._nouns_of(sentence):
            sisters = [s for s in self.nouns.sisters(sense) if _plain(s) and self.nouns.index.get(s.words[0])]
            if 2 < len(sisters) < 60:
                found.append(
                    self._edit(sentence.text, start, end, rng.choice(sisters).words[0], "sister", plural=plural)
                )
        for token in sentence:
            sense = self.adjectives.sense(token.lower_, 6) if token.tag_ == "JJ" and token.text.islower() else None
            against = [s for s in self.adjectives.near(sense, OPPOSITE) if _plain(s)] if sense else []
            if against:
                start = token.idx - sentence.start_char
                word = against[0].words[0]
                found.append(self._edit(sentence.text, start, start + len(token.text), word, "against"))
        return found

    def narrower(self, sentence: Any, rng: Random) -> list[Edit]:
        """A kind under a noun for the noun: it may hold or not."""
        found = []
        for start, end, sense, plural in self._nouns_of(sentence):
            under = [s for s in self.nouns.near(sense, BELOW) if _plain(s)]
            if under:
                found.append(
                    self._edit(sentence.text, start, end, rng.choice(under).words[0], "narrower", plural=plural)
                )
        return found

    @staticmethod
    def _edit(text: str, start: int, end: int, word: str, kind: str, *, plural: bool = False) -> Edit:  # noqa: PLR0913
        new = _plural(said(word)) if plural else said(word)
        article = re.search(r"\b([Aa])n? $", text[:start])
        if article:
            return Edit(article.start(1), end, f"{article[1]}{'n' if new[0] in 'aeiou' else ''} {new}", kind)
        return Edit(start, end, new, kind)

    def glossed(self, count: int, rng: Random) -> Iterator[tuple[str, str, int]]:
        """About `count` pairs `(claim, evidence, target)` from what glosses state of things and of people."""
        usable = [s for s in self.nouns.synsets.values() if 12 < len(s.gloss) < 160 and self.nouns.kinds(s)]
        rng.shuffle(usable)
        for sense in usable[: count // 2]:
            yield from self._stated(sense, rng)

    def _stated(self, sense: Synset, rng: Random) -> Iterator[tuple[str, str, int]]:
        name, gloss = said(sense.words[0]), re.sub(r"^(?:\([^)]*\) ?)+", "", sense.gloss)
        instance = any(kind == "@i" for kind, _ in sense.pointers)
        above = [k for k in self.nouns.kinds(sense) if _plain(k)]
        taxon = "genus" in gloss or "family" in gloss or re.search(r"(?:idae|aceae|ales)$", name)
        if not above or taxon or not re.match(r"(?:an?|the|any|one|United|[A-Z]?[a-z]+) ", gloss):
            return
        subject = name if instance or name[:1].isupper() else _with_article(name).capitalize()
        be = "was" if instance and re.search(r"\d{3}", gloss) else "is"
        told = f"{subject} {be} {gloss if re.match(r'(?:an?|the|any) ', gloss) else _with_article(gloss)}."
        kind = rng.choice(above[:2])
        yield f"{subject} {be} {_with_article(said(kind.words[0]))}.", told, SUPPORTED
        sisters = [s for s in self.nouns.sisters(kind) if _plain(s)]
        if sisters:
            yield f"{subject} {be} {_with_article(said(rng.choice(sisters).words[0]))}.", told, REFUTED
        under = [s for s in self.nouns.near(sense, BELOW) if _plain(s)]
        if under and not instance and rng.random() < 0.3:
            yield f"{subject} {be} {_with_article(said(rng.choice(under).words[0]))}.", told, NEITHER


def _with_article(words: str) -> str:
    return f"{'an' if words[:1].lower() in 'aeiou' else 'a'} {words}"
