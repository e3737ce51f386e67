"""How a row of words in a draft departs from an official name, as the edits that people make, and what that proves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from bot.organisations.words import CONNECTIVES, OPENERS, Change, far_apart, relate, stem, weight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.organisations.tokens import Token

COST = {
    Change.STYLE: 0.1,
    Change.HYPHEN: 0.1,
    Change.COMMA: 0.1,
    Change.SPACING: 0.5,
    Change.APOSTROPHE: 0.5,
    Change.REGIONAL: 0.5,
    Change.ARTICLE: 0.5,
    Change.NUMBER: 1.0,
    Change.MISSPELT: 1.0,
    Change.SOUND: 1.0,
    Change.CONNECTIVE: 1.0,
    Change.DERIVED: 1.2,
    Change.TAKEN: 1.7,
    Change.HEAD: 1.5,
    Change.DROPPED: 2.0,
    Change.ADDED: 2.0,
    Change.ORDER: 2.0,
    Change.REPLACED: 3.0,
}
# How much of the name must stand as it is for the change to be believed: see `words.weight`.
NEEDED = {
    Change.STYLE: 1.5,
    Change.HYPHEN: 1.5,
    Change.COMMA: 1.5,
    Change.SPACING: 1.5,
    Change.MISSPELT: 1.25,
    Change.APOSTROPHE: 1.5,
    Change.ARTICLE: 1.5,
    Change.NUMBER: 1.5,
    Change.SOUND: 1.35,
    Change.CONNECTIVE: 1.5,
    Change.HEAD: 1.25,
    Change.DERIVED: 1.5,
    Change.TAKEN: 1.75,
    Change.REGIONAL: 1.75,
    Change.DROPPED: 2.5,
    Change.ADDED: 2.5,
    Change.ORDER: 2.5,
    Change.REPLACED: 3.0,
}
_OUTSIDE = frozenset("in at from by".split())
_NEARLY = 0.75  # what a word still tells that has gone wrong in itself
# Changes that leave the word recognisable as itself.
WITHIN_WORD = {
    Change.STYLE,
    Change.REGIONAL,
    Change.APOSTROPHE,
    Change.NUMBER,
    Change.MISSPELT,
    Change.SOUND,
    Change.DERIVED,
}
ENOUGH = 3.6  # no cost beyond this is worth following


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: the draft's token (None: dropped) and the name's word (None: added), by their numbers."""

    change: Change
    said: int | None
    right: int | None


@dataclass(frozen=True, slots=True)
class Deviation:
    """A window of tokens `[start, end)` held against a name: its edits, what they cost, what stands of the name.

    `heads`: kinds of body that the draft says wrongly; `strain`: more than nothing where the right kind is a far one.

    """

    start: int
    end: int
    edits: tuple[Edit, ...]
    cost: float
    kept: float
    heads: tuple[str, ...] = ()
    strain: float = 0.0

    @property
    def changes(self) -> frozenset[Change]:
        """The kinds of change."""
        return frozenset(edit.change for edit in self.edits)

    @property
    def needed(self) -> float:
        """How much of the name must stand for these changes to be believed."""
        return max((NEEDED[change] for change in self.changes), default=0.0)


def deviation(tokens: Sequence[Token], words: Sequence[str], low: int, high: int) -> Deviation | None:
    """The best place of a name in `tokens[low:high]`, None where there is none worth following.

    Args:
        tokens: The words of the phrase.
        words: The folded words of the name.
        low: The first token to look at.
        high: The token after the last.
    """
    best = _aligned(tokens, words, low, high)
    if best is None or best.cost >= COST[Change.ORDER]:
        return _reordered(tokens, words, low, high) or best
    return best


def _aligned(tokens: Sequence[Token], words: Sequence[str], low: int, high: int) -> Deviation | None:
    """Approximate search of the row of words, each step priced as people err; any window may be its place."""
    drops = [_drop(word) for word in words]
    row = [0.0, *accumulate(drops)]
    rows, ends = [row], [row[-1]]
    for token in tokens[low:high]:
        row = _row(token, words, drops, row)
        rows.append(row)
        ends.append(row[-1])
    cost = min(ends)
    if cost > ENOUGH:
        return None
    return _extended(tokens, words, _traced(tokens, words, low, ends.index(cost), rows), low, high)


@cache
def _drop(word: str) -> float:
    return COST[_small(word, Change.DROPPED)]


@cache
def _add(word: str) -> float:
    return COST[_small(word, Change.ADDED)]


def _small(word: str, other: Change) -> Change:
    return Change.ARTICLE if word == "the" else Change.CONNECTIVE if word in CONNECTIVES else other


def _row(token: Token, words: Sequence[str], drops: Sequence[float], before: list[float]) -> list[float]:
    """One step of the search: what each beginning of the name costs when this token has been read."""
    folded, bare, added = token.folded, token.bare, _add(token.folded)
    row, last = [0.0], 0.0
    for at, word in enumerate(words):
        best = before[at]
        if best <= ENOUGH and folded != word:  # beyond that nothing is worth pricing
            best += price(folded, bare, word)
        here = before[at + 1] + added
        last += drops[at]
        last = best if best < last and best < here else min(here, last)
        row.append(last)
    return row


@cache
def price(folded: str, bare: str, word: str) -> float:
    """What it costs to take a token, with and without its possessive ending, for a word of a name."""
    return 0.0 if word in {folded, bare} else COST[change_of(folded, bare, word)]


def change_of(folded: str, bare: str, word: str) -> Change:
    """What was done to a word of the name to give the token; they differ."""
    small = (folded in CONNECTIVES) + (word in CONNECTIVES)
    if small:
        return Change.CONNECTIVE if small == 2 else Change.REPLACED  # noqa: PLR2004 - both
    found = [change for said in {folded, bare} if (change := relate(said, word))]
    return min(found, key=COST.__getitem__, default=Change.REPLACED)


def _traced(tokens: Sequence[Token], words: Sequence[str], low: int, end: int, rows: list[list[float]]) -> Deviation:
    """The way back from the cheapest end: which word was taken for which."""
    edits: list[Edit] = []
    kept, at, word, start, stop = 0.0, end, len(words), end, 0
    while word > 0:
        token, cost = low + at - 1, rows[at][word]
        if at and _same(
            cost, rows[at - 1][word - 1] + price(tokens[token].folded, tokens[token].bare, words[word - 1])
        ):
            at, word = at - 1, word - 1
            start, stop = at, max(stop, at + 1)
            kept += _matched(tokens[token], words[word], token, word, edits)
        elif at and _same(cost, rows[at - 1][word] + _add(tokens[token].folded)):
            at -= 1
            edits.append(Edit(_small(tokens[token].folded, Change.ADDED), token, None))
        else:
            word -= 1
            edits.append(Edit(_small(words[word], Change.DROPPED), None, word))
    cost = sum(COST[edit.change] for edit in edits)
    heads = tuple(tokens[edit.said].bare for edit in edits if edit.change is Change.HEAD and edit.said is not None)
    strain = max(
        (
            far_apart(tokens[edit.said].bare, words[edit.right])
            for edit in edits
            if edit.change is Change.HEAD and edit.said is not None and edit.right is not None
        ),
        default=0.0,
    )
    return Deviation(low + start, low + stop, tuple(reversed(edits)), cost, kept, heads, strain)


def _extended(tokens: Sequence[Token], words: Sequence[str], found: Deviation, low: int, high: int) -> Deviation:
    """A name whose last word is missing, with the draft's next word in its place: "Housing and Urban Affairs"."""
    found = _begun(tokens, found, low)
    last = found.edits[-1] if found.edits else None
    if last is None or last.change is not Change.DROPPED or last.right != len(words) - 1 or found.end >= high:
        return found
    token, before = tokens[found.end], tokens[found.end - 1]
    if token.folded in CONNECTIVES or token.comma or before.possessive:
        return found
    cost = found.cost + COST[Change.REPLACED] - COST[Change.DROPPED]
    edit = Edit(Change.REPLACED, found.end, last.right)
    return replace(found, end=found.end + 1, edits=(*found.edits[:-1], edit), cost=cost)


def _begun(tokens: Sequence[Token], found: Deviation, low: int) -> Deviation:
    """A name whose first word is missing, with the draft's word before in its place: "Global Health Organization"."""
    first = found.edits[0] if found.edits else None
    if first is None or first.change is not Change.DROPPED or first.right or found.start <= low:
        return found
    token = tokens[found.start - 1]
    if token.folded in CONNECTIVES or token.folded in OPENERS or token.possessive or tokens[found.start].comma:
        return found
    cost = found.cost + COST[Change.REPLACED] - COST[Change.DROPPED]
    edit = Edit(Change.REPLACED, found.start - 1, first.right)
    return replace(found, start=found.start - 1, edits=(edit, *found.edits[1:]), cost=cost)


def _same(one: float, other: float) -> bool:
    return abs(one - other) < 1e-9  # noqa: PLR2004 - sums of the same prices in another order


def _matched(token: Token, word: str, at: int, place: int, edits: list[Edit]) -> float:
    if word in {token.folded, token.bare}:
        return weight(word)
    change = change_of(token.folded, token.bare, word)
    edits.append(Edit(change, at, place))
    return weight(word) * _NEARLY if change in WITHIN_WORD or change is Change.TAKEN else 0.0


def _reordered(tokens: Sequence[Token], words: Sequence[str], low: int, high: int) -> Deviation | None:
    """The window that holds the name's words, all of them, in another order."""
    wanted = sorted(stem(word) for word in words if word not in CONNECTIVES)
    if len(wanted) < 3:  # noqa: PLR2004 - two words swapped are an inversion
        return None
    places = [at for at in range(low, high) if tokens[at].folded not in CONNECTIVES]
    for first in range(len(places) - len(wanted) + 1):
        window = places[first : first + len(wanted)]
        if any(tokens[at].folded in _OUTSIDE for at in range(window[0], window[-1])):
            continue  # "the Natural Resources Department in Ohio"
        if sorted(stem(tokens[at].bare) for at in window) == wanted:
            kept = sum(map(weight, words))
            return Deviation(window[0], window[-1] + 1, (Edit(Change.ORDER, None, None),), COST[Change.ORDER], kept)
    return None


def inverted(tokens: Sequence[Token], found: Deviation, words: Sequence[str]) -> bool:
    """Whether the words only stand as "Labor Statistics Bureau" for "Bureau of Labor Statistics", or the reverse.

    So does "Second Circuit Court of Appeals": the end before the beginning, each in its order.
    """
    said = [token.bare for token in tokens[found.start : found.end] if token.folded not in CONNECTIVES]
    own = [word for word in words if word not in CONNECTIVES]
    return any(said == [*own[at:], *own[:at]] for at in range(1, len(own)))
