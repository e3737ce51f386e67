"""Names that are right but for a mark or a space, or said by other words of the same initials."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.organisations import places
from bot.organisations.deviation import COST, Deviation, Edit
from bot.organisations.index import Kind, without_lead
from bot.organisations.reading import Candidate, exact_names
from bot.organisations.tokens import content, name_words
from bot.organisations.words import CONNECTIVES, Change, fold, weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.organisations.index import Entry, Index
    from bot.organisations.reading import Exact
    from bot.organisations.tokens import Token

_CAMEL = re.compile(r"[a-z][A-Z]")  # "ClevelandClinic.org" is an address
_APOSTROPHE = re.compile(r"[a-z]['’]s\b")


def marked(words: Sequence[Token], exact: Sequence[Exact], index: Index) -> Iterator[Candidate]:
    """All candidates of this kind."""
    if exact:
        yield from _apostrophes(words, exact)
        yield from _hyphens(words, exact)
    yield from _split_words(words, exact, index)
    if any(token.possessive for token in words):
        yield from _owned(words, exact, index)
    yield from _commas(words, exact, index)
    yield from _initialled(words, exact, index)


def _apostrophes(words: Sequence[Token], exact: Sequence[Exact]) -> Iterator[Candidate]:
    """An exact name but for an apostrophe within a word: "Veteran's Affairs"."""
    for found in exact:
        entries = [entry for entry in found.entries if entry.kind in {Kind.OFFICIAL, Kind.SHORT}]
        if not entries or len(entries) < len(found.entries):
            continue
        said = [at for at in range(found.start, found.end - 1) if has_mark(words[at].raw) or _plural_mark(words, at)]
        wrong = [entry for entry in entries if said and not _marked_so(words, said, entry)]
        if not said:
            said, wrong = _unmarked(words, found), entries
        if not said:
            continue
        if wrong and len(wrong) == len(entries):
            edits = tuple(Edit(Change.APOSTROPHE, at, at - found.start) for at in said)
            kept = sum(map(weight, wrong[0].words))
            yield Candidate(wrong[0], Deviation(found.start, found.end, edits, COST[Change.APOSTROPHE], kept))


def _split_words(words: Sequence[Token], exact: Sequence[Exact], index: Index) -> Iterator[Candidate]:
    """An exact name but for one of its words in two: "Health Care Research" for "Healthcare Research"."""
    yield from _joined_words(words, exact, index)
    for at in range(len(words) - 1):
        one, other = words[at], words[at + 1]
        if one.folded + other.bare not in index.vocabulary or other.comma or one.end + 1 != other.start:
            continue
        whole = other._replace(
            start=one.start,
            raw=f"{one.raw} {other.raw}",
            folded=one.folded + other.folded,
            bare=one.folded + other.bare,
        )
        joined = [*words[:at], whole, *words[at + 2 :]]
        for found in exact_names(joined, index):
            if found.start <= at < found.end and not any(known.start <= at < known.end for known in exact):
                entry = found.entries[0]
                hyphened = whole.bare not in map(fold, entry.name.replace("-", " ").split())
                if hyphened and (sum(map(weight, entry.words)) < _TELLING or "university" in entry.words):
                    continue  # "UNC Chapel Hill" is a style
                change = Change.HYPHEN if hyphened else Change.SPACING
                place = Edit(change, at, at - found.start)
                kept = sum(map(weight, entry.words))
                yield Candidate(entry, Deviation(found.start, found.end + 1, (place,), COST[change], kept))


def _joined_words(words: Sequence[Token], exact: Sequence[Exact], index: Index) -> Iterator[Candidate]:
    """An exact name but for two of its words in one: "Coastguard" for "Coast Guard"."""
    for at, token in enumerate(words):
        pair = index.pairs.get(token.bare)
        if pair is None or _CAMEL.search(token.raw) or any(known.start <= at < known.end for known in exact):
            continue
        parts = [token._replace(folded=part, bare=part) for part in pair]
        for found in exact_names([*words[:at], *parts, *words[at + 1 :]], index):
            if found.start <= at and at + 2 <= found.end:
                entry = found.entries[0]
                change = Change.HYPHEN if "-" in token.raw else Change.SPACING
                place = Edit(change, at, at - found.start)
                kept = sum(map(weight, entry.words))
                yield Candidate(entry, Deviation(found.start, found.end - 1, (place,), COST[change], kept))


def _unmarked(words: Sequence[Token], found: Exact) -> list[int]:
    """The tokens that lack the apostrophe that the name always has there: "Childrens Fund"."""
    names = [name for entry in found.entries for name in (entry.name, *_alike(entry))]
    rows = [[part for part in name.split() for _ in name_words(part)] for name in names]
    if any(len(row) < found.end - found.start for row in rows):
        return []  # "UN" in the register where the draft has two words
    places = [at for at in range(found.start, found.end) if not words[at].marked and not words[at].raw.isupper()]
    return [
        at
        for at in places
        if not has_mark(words[at].raw) and all(map(_APOSTROPHE.search, _there(rows, at - found.end)))
    ]


def _there(rows: Sequence[Sequence[str]], place: int) -> list[str]:
    """The word of each row at a place counted from its end, or its first: "UN" stands for two tokens."""
    return [row[place:][0] for row in rows]


def _hyphens(words: Sequence[Token], exact: Sequence[Exact]) -> Iterator[Candidate]:
    """An exact name but for a hyphen that it never has there: "Rule-Making Board"."""
    for found in exact:
        said = [at for at in range(found.start, found.end) if "-" in words[at].raw]
        entries = found.entries if said and all(entry.kind is not Kind.FORMER for entry in found.entries) else ()
        if not entries or any("-" in name for entry in entries for name in (entry.name, *_alike(entry))):
            continue
        edits = tuple(Edit(Change.HYPHEN, at, at - found.start) for at in said)
        kept = sum(map(weight, entries[0].words))
        yield Candidate(entries[0], Deviation(found.start, found.end, edits, COST[Change.HYPHEN], kept))


def _alike(entry: Entry) -> list[str]:
    """The body's other names that are the same but for marks."""
    return [name for name in entry.body.names if without_lead(name_words(name))[0] == entry.words]


def has_mark(text: str) -> bool:
    """Whether an apostrophe stands in it."""
    return "'" in text or "’" in text


def _marked_so(words: Sequence[Token], said: Sequence[int], entry: Entry) -> bool:
    """Whether a name of the body has the draft's apostrophes: "Writers' Guild", not "Writer's Guild"."""
    names = " ".join([entry.name, *_alike(entry)]).casefold().replace("’", "'").split()
    written = [words[at].raw.casefold().replace("’", "'") + ("'" if words[at].marked else "") for at in said]
    return all(word in names for word in written)


def _plural_mark(words: Sequence[Token], at: int) -> bool:
    return words[at].marked and words[at].raw.endswith("s")


def _commas(words: Sequence[Token], exact: Sequence[Exact], index: Index) -> Iterator[Candidate]:
    """A long name but for a comma: "Department for Energy, Security and Net Zero"."""
    inner = [at for at, token in enumerate(words) if token.comma and at and places.code(token.raw) is None]
    if not inner:
        return
    for found in exact_names([token._replace(comma=False) for token in words], index):
        said = [at for at in inner if found.start < at < found.end]
        same = any((known.start, known.end) == (found.start, found.end) for known in exact)
        entry = found.entries[0]
        if said and not same and not entry.commas and len(content(entry.words)) >= _SOME:
            edits = tuple(Edit(Change.COMMA, at, at - found.start) for at in said)
            kept = sum(map(weight, entry.words))
            yield Candidate(entry, Deviation(found.start, found.end, edits, COST[Change.COMMA], kept))


def _owned(words: Sequence[Token], exact: Sequence[Exact], index: Index) -> Iterator[Candidate]:
    """A name with a possessive in it: "Columbia's University", "St. Jude's Children's Research Hospital"."""
    for at in range(len(words) - 1):
        one, other = words[at], words[at + 1]
        twice = other.possessive and places.code(one.raw[: one.bare_end - one.start]) is None
        if not one.possessive or not (other.bare == "university" or twice):
            continue
        plain = [*words[:at], one._replace(folded=one.bare), *words[at + 1 :]]
        for found in exact_names(plain, index):
            longer = not any(known.start <= at < known.end for known in exact) or found.end > at + 2
            if found.start <= at and found.end >= at + 2 and longer and (twice or found.end == at + 2):
                edit = Edit(Change.APOSTROPHE, at, at - found.start)
                kept = sum(map(weight, found.entries[0].words))
                cost = COST[Change.APOSTROPHE]
                yield Candidate(found.entries[0], Deviation(found.start, found.end, (edit,), cost, kept))


def _initialled(words: Sequence[Token], exact: Sequence[Exact], index: Index) -> Iterator[Candidate]:
    """A government body's name with the right initials and one wrong word: "Federal Drug Administration" (FDA)."""
    for last, token in enumerate(words):
        if token.bare not in _GOVERNING or any(known.start <= last < known.end for known in exact):
            continue
        large = [at for at in range(last + 1) if words[at].folded not in CONNECTIVES][-_INITIALS:]
        initials = "".join(words[at].folded[0] for at in large).upper()
        for body in index.acronyms.get(initials, ()) if len(large) == _INITIALS else ():
            yield from _of_initials(words, large, [entry for entry in index.of(body) if entry.kind is Kind.OFFICIAL])


def _of_initials(words: Sequence[Token], large: Sequence[int], entries: Sequence[Entry]) -> Iterator[Candidate]:
    for entry in entries:
        own = [at for at, word in enumerate(entry.words) if word not in CONNECTIVES]
        if len(own) != len(large):
            continue
        wrong = [(at, right) for at, right in zip(large, own, strict=True) if words[at].bare != entry.words[right]]
        kept = sum(weight(entry.words[right]) for right in own if right not in {right for _, right in wrong})
        small = [Edit(Change.CONNECTIVE, None, at) for at, word in enumerate(entry.words) if word in CONNECTIVES]
        if len(wrong) == 1 and wrong[0][0] != large[-1] and kept >= _KEPT and words[large[0]].folded == "federal":
            edit = Edit(Change.REPLACED, *wrong[0])
            yield Candidate(entry, Deviation(large[0], large[-1] + 1, (edit, *small), _COST, kept), initials=True)


_GOVERNING = frozenset("administration agency bureau commission service department".split())
_SOME, _TELLING = 3, 1.5
_INITIALS, _KEPT, _COST = 3, 1.25, 2.0
