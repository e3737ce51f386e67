"""What a phrase may name, judged by its words alone: exact names, and names a word or two away."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bot.organisations import places
from bot.organisations.deviation import COST, WITHIN_WORD, Deviation, Edit, deviation, inverted
from bot.organisations.index import Entry, Index, Kind, without_lead
from bot.organisations.marks import has_mark, marked
from bot.organisations.reading import NOTHING, Candidate, Exact, Reading, exact_names
from bot.organisations.tokens import Token, content, name_words, tokens
from bot.organisations.words import CONNECTIVES, HEADS, NAMED_BY_PLACE, Change, head, number, stem, weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.organisations.organisation import Organisation

_MARGIN = 0.4
# What makes a former name look like a slip for the present one, not like another name.
_SLIPS = frozenset(
    (Change.NUMBER, Change.HEAD, Change.CONNECTIVE, Change.ARTICLE, Change.REGIONAL, Change.DERIVED, Change.SOUND)
)
_UNTOLD = frozenset("US UN EU INT".split())
_KEPT_AT_ALL = 0.9
_KEPT_HALF = 0.5
_RIVALS = 6
_SAME_BEGINNING = 5
_FEW_MORE = 4
_PLACE_PARTS = frozenset("new north south east west san santa los las st saint fort".split())
_LEAD = 2  # words of "United States" before a name, no part of its row of words


def read(phrase: str, index: Index) -> Reading:
    """Read a phrase (see `tokens.PHRASE`)."""
    if phrase.isalpha() and not index.may_be_named(phrase):
        return NOTHING
    words = _parted(tokens(phrase), index)
    short = () if phrase.isupper() and len(words) > 1 else tuple(_acronyms(words, index))
    exact = tuple(exact_names(words, index))
    near = _groups(_candidates(words, exact, index))
    free = tuple(at for at in short if not any(found.start <= at < found.end for found in exact))
    return Reading(words, exact, near, free) if exact or near or free else NOTHING


def _parted(words: tuple[Token, ...], index: Index) -> tuple[Token, ...]:
    """The tokens, one with a hyphen as two where names have two words there and none has one: "Pan-American"."""
    if not any("-" in token.raw for token in words):
        return words
    found: list[Token] = []
    for token in words:
        pair = index.pairs.get(token.bare) if "-" in token.raw and token.bare not in index.vocabulary else None
        if pair is None or token.possessive:
            found.append(token)
        else:
            found += [
                token._replace(folded=pair[0], bare=pair[0]),
                token._replace(folded=pair[1], bare=pair[1], comma=False),
            ]
    return tuple(found)


def _acronyms(words: Sequence[Token], index: Index) -> Iterator[int]:
    """The tokens that are acronyms, of three letters or more: two letters stand for much."""
    known = index.acronyms
    for at, token in enumerate(words):
        raw = token.raw[:-2] if token.possessive else token.raw
        if raw in known and len(raw) > 2:  # noqa: PLR2004 - see above
            yield at


def _candidates(words: Sequence[Token], exact: Sequence[Exact], index: Index) -> Iterator[Candidate]:
    for former in exact:
        yield from _renamed(words, former)
    yield from marked(words, exact, index)
    if len(words) < 2 or _covered(words, exact):  # noqa: PLR2004 - nothing is left to be wrong
        return
    for entry in index.near([token.bare for token in words]):
        for low, high in [(0, len(words))] if entry.commas else _segments(words):
            found = deviation(words, entry.words, low, high)
            if found and found.edits and _possible(words, entry, found, exact, index):
                yield Candidate(entry, found, _owners(found, exact), _continued(words, found, exact, index))


def _continued(words: Sequence[Token], found: Deviation, exact: Sequence[Exact], index: Index) -> bool:
    """Whether "and" or a comma joins the window to words of the kind that names are made of."""
    if _goes_on(words, found):
        return True
    at = found.start - 2
    if at < 0 or words[at + 1].folded != "and" or words[at + 1].comma or any(known.end == at + 1 for known in exact):
        return False
    before = words[at]
    return before.bare in index.vocabulary and not before.raw.isupper() and head(before.bare) is None


def _goes_on(words: Sequence[Token], found: Deviation) -> bool:
    """Whether a name that begins with its kind goes on behind a comma: "… for Energy, Security and Net Zero"."""
    rest = words[found.end : found.end + _FEW_MORE]
    if not rest or not rest[0].comma or head(words[found.start].bare) is None or rest[0].raw.isupper():
        return False
    joint = next((at for at, token in enumerate(rest) if token.folded == "and"), None)
    return joint is not None and joint + 1 < len(rest) and rest[joint + 1].raw[0].isupper()


def _owners(found: Deviation, exact: Sequence[Exact]) -> tuple[Organisation, ...]:
    """The bodies that bear, as it stands, the name in the same window."""
    same = [known for known in exact if (known.start, known.end) == (found.start, found.end)]
    return tuple(entry.body for known in same for entry in known.entries)


def _renamed(words: Sequence[Token], exact: Exact) -> Iterator[Candidate]:
    """A former name that is also a slip for the present one: "Center for Disease Control"."""
    others = tuple(entry.body for entry in exact.entries if entry.kind is not Kind.FORMER)
    for entry in exact.entries:
        for name in entry.body.names if entry.kind is Kind.FORMER else ():
            own, _ = without_lead(name_words(name))
            found = deviation(words, own, exact.start, exact.end)
            slip = found and len(found.edits) == 1 and found.changes <= _SLIPS
            if found and slip and (found.start, found.end) == (exact.start, exact.end):
                yield Candidate(Entry(entry.body, name, own, Kind.OFFICIAL, entry.lead, entry.former), found, others)


def _covered(words: Sequence[Token], exact: Sequence[Exact]) -> bool:
    sure = {at for found in exact if _everywhere(found) for at in range(found.start, found.end)}
    return all(at in sure or token.folded in CONNECTIVES for at, token in enumerate(words))


def _everywhere(found: Exact) -> bool:
    """Whether a name is right without a word on its country."""
    return any(entry.body.country in _UNTOLD and entry.kind is not Kind.FORMER for entry in found.entries)


def _segments(words: Sequence[Token]) -> list[tuple[int, int]]:
    """The stretches between commas."""
    cuts = [0, *(at for at, token in enumerate(words) if token.comma and at), len(words)]
    return [(low, high) for low, high in pairwise(cuts) if high - low > 1]


def _possible(words: Sequence[Token], entry: Entry, found: Deviation, exact: Sequence[Exact], index: Index) -> bool:
    """Whether the deviation is one to weigh at all: people do it, and it steps on no name that is right."""
    if found.kept < _KEPT_AT_ALL or any(_hides(words, known, found, entry) for known in exact):
        return False
    if (
        inverted(words, found, entry.words)
        or _place_moved(words, found, entry)
        or _possessive_within(words, found, entry)
    ):
        return False
    if Change.REPLACED in found.changes and _only_placed(found, entry):
        return False
    return all(_believable(words, entry, found, edit, index) for edit in found.edits)


def _hides(words: Sequence[Token], known: Exact, found: Deviation, entry: Entry) -> bool:
    """Whether an exact name rules the candidate out: unless the candidate is that name and more, well matched."""
    if known.end <= found.start or found.end <= known.start:
        return False
    if (known.start, known.end) == (found.start, found.end):
        # The body's own former name is `_renamed`'s; another country's body is weighed where it stands.
        return any(own.body.id == entry.body.id for own in known.entries)
    # "U.S. Army" in "U.S. Army Corps of Engineer": the lead is no part of the row of words.
    first = known.start + (words[known.start].folded == "the")
    within = found.start - (_LEAD if entry.lead else 0) <= first and known.end <= found.end
    larger = found.end - found.start > known.end - max(known.start, found.start)
    own = all(each.body.id == entry.body.id and each.kind is Kind.FORMER for each in known.entries)
    return not (within and larger and found.cost <= COST[Change.ORDER if own else Change.HEAD])


def _place_moved(words: Sequence[Token], found: Deviation, entry: Entry) -> bool:
    """Whether a state's or city's body only has its place, or its kind, elsewhere: "the Ohio Health Department"."""
    if "-" not in entry.body.country or Change.ORDER not in found.changes:
        return False
    said = [token.bare for token in words[found.start : found.end] if token.folded not in CONNECTIVES]
    rest, own = ([word for word in row if head(word) is None] for row in (said, content(entry.words)))
    return any([*rest[at:], *rest[:at]] == own for at in range(len(rest)))


def _only_placed(found: Deviation, entry: Entry) -> bool:
    """Whether little but a place stands of the name: "Hilton San Diego"."""
    gone = {edit.right for edit in found.edits}
    kept = (word for at, word in enumerate(entry.words) if at not in gone and word not in _PLACE_PARTS)
    return sum(weight(word) for word in kept if places.code(word.capitalize()) is None) < 1


def _possessive_within(words: Sequence[Token], found: Deviation, entry: Entry) -> bool:
    """Whether a possessive that is no part of the name cuts the window: "the Agency's Office"."""
    own = {edit.said for edit in found.edits if edit.change in WITHIN_WORD and has_mark(entry.name)}
    own |= {edit.said for edit in found.edits if edit.change in {Change.SOUND, Change.MISSPELT}}
    inner = [(at, words[at]) for at in range(found.start, found.end - 1) if at not in own]
    return any(token.possessive and token.folded not in entry.words for _, token in inner)


def _believable(  # noqa: PLR0911, C901 - a list of refusals
    words: Sequence[Token], entry: Entry, found: Deviation, edit: Edit, index: Index
) -> bool:
    said = words[edit.said] if edit.said is not None else None
    right = entry.words[edit.right] if edit.right is not None else None
    if said and right and _elsewhere(said, right, edit.change):
        return False
    if edit.change is Change.NUMBER and said and right:
        return _number_slip(words, said, right, edit, found)
    if edit.change is Change.MISSPELT and said and right and said.bare in index.vocabulary:
        # A word of other names: only what is plainly this one's, or a name that stands whole but for a letter.
        whole = len(found.edits) == 1 and len(content(entry.words)) > 2  # noqa: PLR2004 - two words are few
        return whole or said.bare[:_SAME_BEGINNING] == right[:_SAME_BEGINNING]
    if edit.change is Change.DROPPED and right:
        return _dropped_slip(entry, edit, right)
    if edit.change is Change.HEAD and said and right and "program" in {stem(said.bare), stem(right)}:
        return False  # a programme is run by a body: it is none
    if edit.change is Change.HEAD and edit.right == 0 and said:
        return stem(said.bare) == said.bare or entry.words[0].endswith("s")  # "Departments of": several
    if edit.change is Change.REPLACED and "university" in entry.body.name.casefold():
        return False  # Central and Southern Connecticut State University
    if edit.change is Change.REPLACED and right and right.isdigit():
        return False  # the "Big 12" is not the "Big East"
    if edit.change is Change.REPLACED and said and right and head(right) and not head(said.bare):
        return False  # "the Occupational Safety and Health Act"
    if edit.change is Change.CONNECTIVE and said and said.folded in {"in", "at", "from"}:
        return False  # "Carnegie's University in Pittsburgh": the name has ended
    if edit.change is Change.ORDER:
        first, last = words[found.start], words[found.end - 1]
        return not (head(entry.words[0]) and not head(first.bare) and head(last.bare))  # "Lead Control Office"
    if edit.change is Change.ADDED:
        return found.start < (edit.said or 0) < found.end - 1
    return True


def _elsewhere(said: Token, right: str, change: Change) -> bool:
    """Whether the word says whose body it is: "Australian" for "American", "the Philippines' …"."""
    place = places.code(said.raw[: said.bare_end - said.start])
    if place is None:
        return False
    if said.possessive or said.marked or change is Change.REPLACED:
        return True
    return places.code(right.capitalize()) not in {place, None}


def _number_slip(words: Sequence[Token], said: Token, right: str, edit: Edit, found: Deviation) -> bool:
    plural = number(said.bare) != said.bare and number(right) == right
    several = edit.right == 0 and _followed_by_small(words, edit)
    if plural and stem(right) in HEADS and (several or _joined(words, found)):
        return False  # "the Departments of Labor and Education": several bodies
    last = edit.said == found.end - 1
    return not (last and said.possessive and number(said.folded) == number(right) and said.bare == right)


def _followed_by_small(words: Sequence[Token], edit: Edit) -> bool:
    """Whether a small word follows: "Departments of", not "Services Employees"."""
    after = (edit.said or 0) + 1
    return after >= len(words) or words[after].folded in CONNECTIVES


def _joined(words: Sequence[Token], found: Deviation) -> bool:
    """Whether another name is joined to this one: "House and Senate Committees"."""
    return "and" in {
        token.folded for token in (*words[max(0, found.start - 1) : found.start], *words[found.end : found.end + 1])
    }


def _dropped_slip(entry: Entry, edit: Edit, right: str) -> bool:
    """Whether people drop that word by mistake: not a first word (the Park Service), not "and Prevention"."""
    content = [at for at, word in enumerate(entry.words) if word not in CONNECTIVES]
    by_place = NAMED_BY_PLACE & {stem(word) for word in entry.words} and weight(right) > _KEPT_HALF
    if edit.right == content[0] or weight(right) < _KEPT_HALF or by_place:
        return False
    return edit.right != content[-1] or (head(right) is not None and stem(entry.words[0]) in HEADS)


def _groups(candidates: Iterator[Candidate]) -> tuple[tuple[Candidate, ...], ...]:
    """Candidates for overlapping windows together, the nearest first."""
    ordered = sorted(candidates, key=lambda each: (each.found.cost - each.found.kept * _MARGIN, each.entry.body.id))
    groups: list[list[Candidate]] = []
    for candidate in ordered:
        group = next((group for group in groups if _overlap(group[0].found, candidate.found)), None)
        if group is None:
            groups.append([candidate])
        elif len(group) < _RIVALS:
            group.append(candidate)
    return tuple(tuple(group) for group in groups)


def _overlap(one: Deviation, other: Deviation) -> bool:
    return one.start < other.end and other.start < one.end
