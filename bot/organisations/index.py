"""Every name of the register, arranged to be found: exactly by its words, nearly by the rarest of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from itertools import combinations, pairwise
from typing import TYPE_CHECKING
from zlib import crc32

from bot.organisations import places
from bot.organisations.tokens import content, name_words
from bot.organisations.words import (
    CONNECTIVES,
    NAMED_BY_PLACE,
    PROPER,
    anchor,
    fold,
    misspelt,
    regional,
    stem,
    strange_anchor,
    weight,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from bot.organisations.organisation import Former, Organisation

_LEADS = (("united", "states", "of", "america"), ("united", "states"), ("us",))
_INVERTED = frozenset("department bureau office ministry".split())


class Kind(StrEnum):
    """What kind of name of a body an entry is; earlier kinds win where two bodies share a name."""

    OFFICIAL = "official"
    SHORT = "short"
    INVERTED = "inverted"
    FORMER = "former"


@dataclass(frozen=True, slots=True, eq=False)
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
        order = list(Kind).index
        for row in found.values():
            row.sort(key=lambda entry: order(entry.kind))
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
    def _by_body(self) -> Mapping[str, list[Entry]]:
        found: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            found[entry.body.id].append(entry)
        return found

    def of(self, body: Organisation) -> Sequence[Entry]:
        """The entries of a body."""
        return self._by_body.get(body.id, ())

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of every name."""
        return frozenset(word for entry in self.entries for word in entry.words)

    @cached_property
    def pairs(self) -> Mapping[str, tuple[str, str]]:
        """Two neighbours of a name, by the one word that they give."""
        rows = (pairwise(entry.words) for entry in self.entries)
        return {f"{one}{other}": (one, other) for row in rows for one, other in row if not {one, other} & CONNECTIVES}

    def may_be_named(self, word: str) -> bool:
        """Whether a word by itself may name a body, or be two words of a name in one."""
        folded = fold(word)
        return word in self.acronyms or folded in self.lengths or folded in self.pairs

    @cached_property
    def seeds(self) -> Mapping[str, list[tuple[int, int, int, Keyed]]]:
        """For two keys, or one that alone tells, the entries they lead to: bits needed, bits of all, slack."""
        keyed = [_keyed(entry) for entry in self.entries if entry.kind in {Kind.OFFICIAL, Kind.SHORT}]
        counted = Counter(each for row in keyed for each in row.keys)
        rank = {one: at for at, one in enumerate(sorted(counted, key=lambda each: (counted[each], each)))}
        found: defaultdict[str, list[tuple[int, int, int, Keyed]]] = defaultdict(list)
        common: defaultdict[str, list[tuple[int, int, int, Keyed]]] = defaultdict(list)
        for row in keyed:
            seed = (_bits(row.places), _bits(row.keys), row.slack, row)
            for lead, telling in _leads(row, rank):
                (found if telling else common)[lead].append(seed)
        for lead, rows in common.items():
            if len(rows) < _RARE:
                found[lead] += rows
        return dict(found)

    @cached_property
    def _leading(self) -> frozenset[str]:
        """The keys that lead anywhere, alone or with another."""
        return frozenset(one for lead in self.seeds for one in lead.split())

    @cached_property
    def _anchors(self) -> dict[str, str]:
        return {}

    def _anchor(self, word: str) -> str:
        found = self._anchors.get(word)
        if found is None:
            found = self._anchors[word] = anchor(word) if word in self.vocabulary else strange_anchor(word)
        return found

    @cached_property
    def _holding(self) -> Mapping[str, list[tuple[frozenset[str], Organisation]]]:
        found: defaultdict[str, list[tuple[frozenset[str], Organisation]]] = defaultdict(list)
        for entry in self.entries:
            words = frozenset(content(entry.words))
            for word in words:
                found[word].append((words, entry.body))
        return found

    def holds(self, said: str, body: Organisation) -> bool:
        """Whether all that is said stands in a longer name of a body other than this one."""
        words = frozenset(content(name_words(said)))
        rows = min((self._holding.get(word, ()) for word in words), key=len, default=())
        return any(words < row and other is not body for row, other in rows)

    def _respelt(self, word: str) -> str:
        """The key of the word of the vocabulary of which a strange word is a misspelling, else its own."""
        if word in self.vocabulary or len(word) < _LONG:
            return self._anchor(word)
        near = (one for one in self._beginning.get(word[:2], ()) if misspelt(word, one))
        return self._anchor(next(near, word))

    @cached_property
    def _beginning(self) -> Mapping[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for word in sorted(self.vocabulary):
            if len(word) >= _LONG:
                found[word[:2]].append(word)
        return found

    def near(self, words: Sequence[str]) -> Iterator[Entry]:
        """The entries that a row of folded words may hold with a word or two gone wrong."""
        large = [word for word in words if word not in CONNECTIVES]
        schools = not NAMED_BY_PLACE.isdisjoint(large)  # of which little but one word tells: that may be misspelt
        keys = dict.fromkeys(sorted(map(self._respelt if schools else self._anchor, large)))
        absent, seeds, known = ~_bits(keys), self.seeds, [one for one in keys if one in self._leading]
        leads = [*known, *(f"{one} {other}" for at, one in enumerate(known) for other in known[at + 1 :])]
        # A cheap first look: how many of the name's keys are not among these.
        rows = [
            row
            for lead in leads
            if lead in seeds
            for needed, bits, slack, row in seeds[lead]
            if not needed & absent and (bits & absent).bit_count() <= slack
        ]
        if rows:
            said, stems = frozenset(large), frozenset(map(stem, large))
            for row in dict.fromkeys(rows):
                if row.fits(keys.keys()) and row.stands(said, stems):
                    yield row.entry


@dataclass(frozen=True, slots=True, eq=False)
class Keyed:
    """An entry with the keys of its words; of the strong ones, which tell whose name it is, one may be missing.

    `places` are keys that may not: "the Department of Health" is no slip for the Pennsylvania Department of Health.
    """

    entry: Entry
    places: frozenset[str]
    keys: frozenset[str]
    strong: frozenset[str]
    slack: int

    def fits(self, keys: AbstractSet[str]) -> bool:
        """Whether enough of the name is among `keys`."""
        missing = len(self.keys - keys)
        if missing == 0:
            return True
        if missing > self.slack:
            return False
        return len(self.strong - keys) <= (len(self.strong) > 1 or len(self.keys) >= _SHORT)

    def stands(self, said: frozenset[str], stems: frozenset[str]) -> bool:
        """Whether all but one or two of the name's large words are said as they are, or but for their number."""
        large = frozenset(content(self.entry.words))
        changed = len(large - said)
        if changed < _FEW_CHANGED + (len(large) > _SHORT):
            return True
        return len(frozenset(map(stem, large)) - stems) <= (len(large) > _SHORT)


def _keyed(entry: Entry) -> Keyed:
    known = [told for word in entry.words if (told := _told(word))]
    strong = frozenset([key for key, worth, _ in known if worth >= 1])
    keys = frozenset([key for key, _, _ in known])
    slack = 2 if len(keys) >= _LONG else int(len(keys) >= _SHORT or not PROPER.isdisjoint(entry.words))
    return Keyed(entry, frozenset([key for key, _, place in known if place]), keys, strong, slack)


@cache
def _told(word: str) -> tuple[str, float, bool] | None:
    """Of a word that tells something its key, how much it tells, and whether it names a place."""
    worth, found = weight(word), places.code(word.capitalize())
    place = found is not None and (found != "US" or word == "american")
    return (anchor(word), worth, place) if worth else None


_LONG, _SHORT, _FEW_CHANGED = 5, 3, 2
_RARE = 60
_BITS = 60


@cache
def _bit(one: str) -> int:
    return 1 << crc32(one.encode()) % _BITS


def _bits(keys: Iterable[str]) -> int:
    """Keys as bits of one number; two may share a bit, so that it misses none that is there."""
    found = 0
    for one in keys:
        found |= _bit(one)
    return found


def _leads(row: Keyed, rank: Mapping[str, int]) -> Iterator[tuple[str, bool]]:
    """Pairs of its rarest keys: one of them is there, whatever `slack` keys are missing; and whether the pair tells.

    Where all keys but one may be missing, each key alone.
    """
    keys = sorted(row.keys, key=rank.__getitem__)
    if len(keys) <= row.slack + 1:
        yield from ((one, one in row.strong) for one in keys if len(keys) > 1)
        return
    for one, other in combinations(sorted(keys[: row.slack + 2]), 2):
        yield f"{one} {other}", one in row.strong or other in row.strong


def without_lead(words: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    """The words of a name without "the" or "United States" before it, if enough remains; whether it had the latter."""
    if words[0] == "the" and len(words) > 2:  # noqa: PLR2004 - "the Arc" is all that there is
        words = words[1:]
    for lead in _LEADS:
        if words[: len(lead)] == lead:
            rest = words[len(lead) :]
            few = len([word for word in rest if word not in CONNECTIVES]) < 2  # noqa: PLR2004 - "Army" alone is any
            return (words, False) if few or rest[0] in CONNECTIVES else (rest, True)
    return words, False


def _respelt(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(regional, words))


def _entries(body: Organisation) -> Iterator[Entry]:
    seen: set[tuple[str, ...]] = set()
    for name in body.names:
        words, lead = without_lead(name_words(name))
        # The official name without "U.S." is the official name; in another country's spelling it is none.
        if not words or words in seen or (seen and _respelt(words) in {_respelt(one) for one in seen}):
            continue
        seen.add(words)
        kind = Kind.OFFICIAL if name == body.name else Kind.SHORT
        yield Entry(body, name, words, kind, lead)
        if words[0] in _INVERTED and words[1:2] in {("of",), ("for",)}:
            rest = words[3:] if words[2:3] == ("the",) else words[2:]
            yield Entry(body, name, (*rest, words[0]), Kind.INVERTED, lead)
    for old in body.former:
        words, lead = without_lead(name_words(old.name))
        for row in dict.fromkeys((words, _respelt(words))):
            yield Entry(body, old.name, row, Kind.FORMER, lead, old)
