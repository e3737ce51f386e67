"""Every name of the register, arranged to be found: exactly by its words, nearly by the rarest of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from bot.organisations.tokens import name_words
from bot.organisations.words import CONNECTIVES, head, key, weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.organisations.organisation import Former, Organisation

_LEADS = (("united", "states", "of", "america"), ("united", "states"), ("us",))
_SEEDS = 3
_INVERTED = frozenset("department bureau office ministry".split())
_ANY_HEAD = "~"


class Kind(StrEnum):
    """What kind of name of a body an entry is; earlier kinds win where two bodies share a name."""

    OFFICIAL = "official"
    SHORT = "short"
    INVERTED = "inverted"
    FORMER = "former"


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of one body. `words` are folded, without "United States"; `lead`: whether the name begins with it."""

    body: Organisation
    name: str
    words: tuple[str, ...]
    kind: Kind
    lead: bool = False
    former: Former | None = None

    @property
    def commas(self) -> bool:
        """Whether the name holds a comma."""
        return "," in self.name


@dataclass(frozen=True)
class Index:
    """The names of `bodies`."""

    bodies: Sequence[Organisation]

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every name of every body, as words."""
        return tuple(entry for body in self.bodies for entry in _entries(body))

    @cached_property
    def exact(self) -> Mapping[tuple[str, ...], list[Entry]]:
        """The entries of each row of words, official names first."""
        found: defaultdict[tuple[str, ...], list[Entry]] = defaultdict(list)
        for entry in self.entries:
            found[entry.words].append(entry)
        for kind in Kind:
            for row in [row for row in found.values() if len(row) > 1 and kind is Kind.OFFICIAL]:
                row.sort(key=lambda entry: list(Kind).index(entry.kind))
        return dict(found)

    @cached_property
    def lengths(self) -> Mapping[str, tuple[int, ...]]:
        """For a first word, how many words the names have that begin with it, longest first."""
        found: defaultdict[str, set[int]] = defaultdict(set)
        for words in self.exact:
            found[words[0]].add(len(words))
        return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}

    @cached_property
    def acronyms(self) -> Mapping[str, tuple[Organisation, ...]]:
        """The bodies of each acronym, as printed."""
        found: defaultdict[str, list[Organisation]] = defaultdict(list)
        for body in self.bodies:
            for acronym in body.acronyms:
                found[acronym].append(body)
        return {acronym: tuple(bodies) for acronym, bodies in found.items()}

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of every name."""
        return frozenset(word for entry in self.entries for word in entry.words)

    @cached_property
    def seeds(self) -> Mapping[str, list[tuple[Entry, frozenset[str]]]]:
        """For a key, the entries among whose rarest keys it is, each with all its keys."""
        keyed = [
            (entry, frozenset(map(anchor, filter(weight, entry.words))))
            for entry in self.entries
            if entry.kind in {Kind.OFFICIAL, Kind.SHORT} and len(entry.words) > 1
        ]
        count = Counter(each for _, keys in keyed for each in keys)
        found: defaultdict[str, list[tuple[Entry, frozenset[str]]]] = defaultdict(list)
        for entry, keys in keyed:
            if len(keys) > 1:
                for rare in sorted(keys - {_ANY_HEAD}, key=lambda each: (count[each], each))[:_SEEDS]:
                    found[rare].append((entry, keys))
        return dict(found)

    def near(self, words: Sequence[str]) -> Iterator[Entry]:
        """The entries that a row of folded words may hold with a word or two gone wrong."""
        keys = frozenset(map(anchor, filter(weight, words)))
        seen: set[int] = set()
        for one in keys:
            postings = self.seeds.get(one, ())
            for entry, needed in postings:
                if id(entry) not in seen and _enough(needed, keys, len(postings)):
                    seen.add(id(entry))
                    yield entry


def _enough(needed: frozenset[str], keys: frozenset[str], shared_by: int) -> bool:
    missing = len(needed) - len(needed & keys)
    if len(needed) == 2:  # noqa: PLR2004 - of two words one is enough only where few names have it
        return missing == 0 or (missing == 1 and shared_by < _FEW)
    return missing <= (1 if len(needed) < _LONG else 2)


_FEW, _LONG = 6, 5


def anchor(word: str) -> str:
    """The key of a word, the same for all kinds of bodies that are taken for each other."""
    return _ANY_HEAD if head(word) else key(word)


def without_lead(words: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    """The words of a name without "United States" before it, where enough remains; and whether it had it."""
    for lead in _LEADS:
        if words[: len(lead)] == lead:
            rest = words[len(lead) :]
            few = len([word for word in rest if word not in CONNECTIVES]) < 2  # noqa: PLR2004 - "Army" alone is any
            return (words, False) if few or rest[0] in CONNECTIVES else (rest, True)
    return words, False


def _entries(body: Organisation) -> Iterator[Entry]:
    for name in body.names:
        words, lead = without_lead(name_words(name))
        if not words:
            continue
        kind = Kind.OFFICIAL if name == body.name else Kind.SHORT
        yield Entry(body, name, words, kind, lead)
        if words[0] in _INVERTED and words[1:2] in {("of",), ("for",)}:
            rest = words[3:] if words[2:3] == ("the",) else words[2:]
            yield Entry(body, name, (*rest, words[0]), Kind.INVERTED, lead)
    for old in body.former:
        words, lead = without_lead(name_words(old.name))
        yield Entry(body, old.name, words, Kind.FORMER, lead, old)
