"""How a phrase is read: the names in it as they stand, and those that it may mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.organisations.deviation import Deviation
    from bot.organisations.index import Entry, Index
    from bot.organisations.organisation import Organisation
    from bot.organisations.tokens import Token


@dataclass(frozen=True, slots=True)
class Exact:
    """Tokens `[start, end)` are, word for word, a name of each of `entries`."""

    start: int
    end: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that the tokens of `found` may be, gone wrong.

    `owners`: other countries' bodies that bear it as it is. `joined`: words before it and "and" may be the beginning of
    a longer name: "Emergency Management and Homeland Security Agency". `initials`: the wrong name has the acronym's.
    """

    entry: Entry
    found: Deviation
    owners: tuple[Organisation, ...] = ()
    joined: bool = False
    initials: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A phrase: its tokens, the exact names in it, and groups of candidates for one place each, the nearest first.

    `acronyms` numbers the tokens that are acronyms of the register and no part of a name.
    """

    tokens: tuple[Token, ...]
    exact: tuple[Exact, ...]
    near: tuple[tuple[Candidate, ...], ...]
    acronyms: tuple[int, ...] = ()


NOTHING = Reading((), (), ())


def exact_names(words: Sequence[Token], index: Index) -> Iterator[Exact]:
    """The names that stand word for word in a row of tokens, the longest at each place."""
    at = 0
    while at < len(words):
        found = _exact_at(words, at, index)
        if found and words[at].folded == "the":
            inner = _exact_at(words, at + 1, index)  # "The Commonwealth" in "The Commonwealth Scientific and …"
            found = inner if inner and inner.end > found.end else found
        if found:
            yield found
        at = found.end if found else at + 1


def _exact_at(words: Sequence[Token], at: int, index: Index) -> Exact | None:
    first, lengths = words[at], index.lengths
    for length in lengths.get(first.folded) or lengths.get(first.bare) or ():
        window = words[at : at + length]
        if len(window) < length:
            continue
        folded = tuple([token.folded for token in window])
        entries = index.exact.get(folded) or index.exact.get((*folded[:-1], window[-1].bare))
        if entries:
            fitting = [entry for entry in entries if _commas_fit(window, entry)]
            if fitting:
                return Exact(at, at + length, tuple(fitting))
    return None


def _commas_fit(window: Sequence[Token], entry: Entry) -> bool:
    return entry.commas or not any(token.comma for token in window[1:])
