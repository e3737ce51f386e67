"""How much a draft's words prove: whether a body is meant by a name gone wrong, and which of several."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from bot.organisations import surroundings
from bot.organisations.deviation import WITHIN_WORD
from bot.organisations.tokens import content, name_words
from bot.organisations.words import HEADS, Change, regional, stem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.organisations.deviation import Deviation
    from bot.organisations.index import Entry
    from bot.organisations.reading import Candidate
    from bot.organisations.tokens import Token

WIDE = {"UN", "EU", "INT"}
NEAR_BONUS, HOME_BONUS, ACRONYM_BONUS = 0.5, 1.0, 2.0
MUCH = 1.75
_WIDE_WORDS = frozenset("world international united global european intergovernmental universal".split())
_LIMIT, _LIMIT_WITH_ACRONYM = 2.0, 3.6
_RIVAL_MARGIN, _RIVAL_LOSS = 0.4, 0.75
_FOR_A_DEPARTMENT = frozenset("agency administration ministry".split())
# Kinds of body that other countries and states have where the United States have another.
_ELSEWHERE = frozenset("ministry authority directorate department division".split())
_NEEDED_OF_TWO, _NEEDED_FOR_NUMBER, _ENOUGH_TO_REPLACE = 1.5, 1.1, 2.5
_LONG_NAME, _ENOUGH_OF_LONG, _FEW_FOR_NUMBER, _ENOUGH_FOR_AUTHORITY = 4, 2.25, 1.3, 2.0
# Kinds of which many differ by a word.
_SERIES = frozenset("office department bureau division ministry court center institute university college".split())
_SERIES_ANYWHERE = frozenset(
    "house senate committee subcommittee university college school hospital court department bar".split()
)
_SLIGHT = WITHIN_WORD | {Change.HEAD, Change.CONNECTIVE, Change.ARTICLE, Change.SPACING}
_STRUCTURAL = frozenset((Change.DROPPED, Change.ADDED, Change.ORDER))


def proved(candidate: Candidate, bonus: float) -> bool:
    """Whether what stands of the name, with what the neighbours add, is enough for what was changed."""
    found, entry = candidate.found, candidate.entry
    replaced = found.changes == {Change.REPLACED} and bonus > 0 and found.kept >= _ENOUGH_TO_REPLACE - NEAR_BONUS
    replaced = replaced and found.kept + bonus >= _ENOUGH_TO_REPLACE
    replaced = replaced and (bonus >= HOME_BONUS or not _ends_replaced(candidate))
    replaced = replaced or one_word_replaced(candidate)
    limit = _LIMIT_WITH_ACRONYM if bonus >= ACRONYM_BONUS or replaced else _LIMIT
    needed = found.needed
    if found.changes == {Change.NUMBER} and not _two_with_kind(candidate):
        needed = _NEEDED_FOR_NUMBER
    if found.heads and (found.strain or len(content(entry.words)) <= 2):  # noqa: PLR2004 - one word beside the kind
        needed = max(needed, _NEEDED_OF_TWO)
    if replaced:
        needed = _ENOUGH_OF_LONG
    if found.cost > limit or found.kept + max(bonus, NEAR_BONUS * says_where(entry)) < needed or entry.body.until:
        return False
    if found.changes & _STRUCTURAL and bonus < HOME_BONUS and (found.kept < needed or Change.ADDED in found.changes):
        return False
    state = entry.words[0] == "department" and bonus < HOME_BONUS
    if found.heads and (state or _department(candidate) or _beside_a_department(candidate)):
        return False  # a state has its Office of Homeland Security
    at_home = (
        bonus > 0
        or says_where(entry)
        or entry.body.country in WIDE
        or "federal" in entry.words
        or found.kept >= _ENOUGH_TO_REPLACE
    )
    return at_home or guessed_authority(candidate) or not {stem(word) for word in found.heads} & _ELSEWHERE


def guessed_authority(candidate: Candidate) -> bool:
    """Whether "Authority" stands in a name of which enough is left, such as "Transportation Security Authority"."""
    return candidate.found.heads == ("authority",) and candidate.found.kept >= _ENOUGH_FOR_AUTHORITY


def _two_with_kind(candidate: Candidate) -> bool:
    """Whether the number of a kind of body differs in a name of two words: "the Treasury, Labor Departments"."""
    words = candidate.entry.words
    changed = (words[edit.right] for edit in candidate.found.edits if edit.right is not None)
    return len(content(words)) <= 2 and any(stem(word) in HEADS for word in changed)  # noqa: PLR2004


def one_word_replaced(candidate: Candidate) -> bool:
    """Whether one word of a long name is another, and it is no name of which many differ by a word."""
    found, entry = candidate.found, candidate.entry
    long = len(content(entry.words)) >= _LONG_NAME and found.kept >= _ENOUGH_OF_LONG
    several = "-" in entry.body.country or stem(entry.words[0]) in _SERIES or _SERIES_ANYWHERE & set(entry.words)
    other = [edit.right for edit in found.edits if edit.change is Change.REPLACED]
    if not found.changes <= {Change.REPLACED, Change.ARTICLE} or len(other) != 1 or not long or several:
        return False
    return other[0] is not None and stem(entry.words[other[0]]) not in HEADS


def _ends_replaced(candidate: Candidate) -> bool:
    """Whether the last word is another: there bodies of one kind differ ("Office of … Affairs")."""
    last = len(candidate.entry.words) - 1
    return any(edit.change is Change.REPLACED and edit.right == last for edit in candidate.found.edits)


def _department(candidate: Candidate) -> bool:
    """Whether it is a department of which too little stands: "Parks and Wildlife Agency", but not with "Texas"."""
    entry, found = candidate.entry, candidate.found
    placed = (
        "-" in entry.body.country
        and entry.body.country in surroundings.codes(entry.name)
        and found.kept >= _ENOUGH_TO_REPLACE
    )
    return entry.words[-1] == "department" and not placed


def _beside_a_department(candidate: Candidate) -> bool:
    """Whether a state may well have a body of that kind beside the department that is meant: a Board of Education."""
    entry = candidate.entry
    state = "-" in entry.body.country and "department" in entry.words
    return state and not {stem(word) for word in candidate.found.heads} <= _FOR_A_DEPARTMENT


@cache
def says_where(entry: Entry) -> bool:
    """Whether the name itself says whose body it is: "Public Health Agency of Canada"."""
    return any(surroundings.country(word.capitalize()) == entry.body.country for word in entry.words)


def people_for_country(candidate: Candidate) -> bool:
    """Whether a people stands for its country: "Indian" for "India"."""
    words = candidate.entry.words
    changed = (words[edit.right] for edit in candidate.found.edits if edit.right is not None)
    return any(surroundings.country(word.capitalize()) for word in changed)


def known_as_wide(entry: Entry) -> bool:
    """Whether the name itself says that it is a body of the world or of Europe."""
    return not _WIDE_WORDS.isdisjoint(entry.words)


def accepted(candidate: Candidate) -> bool:
    """Whether the register accepts another country's spelling of the name in print."""
    wanted = [regional(word) for word in candidate.entry.words]
    others = (name for name in candidate.entry.body.names if name != candidate.entry.name)
    return any([regional(word) for word in name_words(name)] == wanted for name in others)


def of_somewhere(tokens: Sequence[Token], found: Deviation) -> bool:
    """Whether "of Montgomery" behind a long name only says where the body sits."""
    return (
        found.kept >= _ENOUGH_TO_REPLACE
        and found.changes <= WITHIN_WORD | {Change.TAKEN}
        and tokens[found.end].folded in {"of", "for"}
    )


def slight_slip(candidate: Candidate) -> bool:
    """Whether it is a slip in one word of a name that is nobody's, small enough to show beside the right name."""
    found = candidate.found
    near = len(found.edits) == 1 and found.changes <= _SLIGHT and not found.strain
    return near and not candidate.owners and not candidate.joined and found.kept >= 1 and candidate.entry.body.accuses


def _by_body(pairs: Sequence[tuple[Candidate, float]]) -> list[list[tuple[Candidate, float]]]:
    """The candidates of each body together."""
    found: dict[str, list[tuple[Candidate, float]]] = {}
    for pair in pairs:
        found.setdefault(pair[0].entry.body.id, []).append(pair)
    return list(found.values())


def _widest(pairs: Sequence[tuple[Candidate, float]]) -> tuple[Candidate, float]:
    """Of one body's names the one nearest to the draft, and that takes in most of it, with the best of the bonuses."""
    best = min(pairs, key=lambda pair: (_rough(pair[0].found.cost), -pair[0].found.kept, pair[0].found.cost))
    return best[0], max(bonus for _, bonus in pairs)


def one_a_body(pairs: Sequence[tuple[Candidate, float]]) -> list[tuple[Candidate, float]]:
    """Of each body's names the best, with what the neighbours add."""
    return list(map(_widest, _by_body(pairs)))


def _rough(cost: float) -> float:
    return round(cost * 2) / 2


def few(candidate: Candidate, bonus: float) -> bool:
    """Whether so little stands of the name that another kind of body may be another body."""
    found = candidate.found
    if found.changes == {Change.NUMBER} and found.kept < _FEW_FOR_NUMBER:
        return True
    if found.changes == {Change.SOUND} and found.kept + bonus < _NEEDED_OF_TWO:
        return True
    if candidate.entry.body.country in WIDE and known_as_wide(candidate.entry):
        return False
    return Change.HEAD in found.changes and found.kept + max(bonus, NEAR_BONUS * says_where(candidate.entry)) < MUCH


def outermost(pairs: Sequence[tuple[Candidate, float]]) -> list[tuple[Candidate, float]]:
    """The candidates without those that lie within a longer name, no worse matched: "Scottish Trade Union Congress"."""
    return [pair for pair in pairs if not any(_within(pair[0].found, other.found) for other, _ in pairs)]


def _within(inner: Deviation, outer: Deviation) -> bool:
    longer = outer.end - outer.start > inner.end - inner.start
    return longer and outer.start <= inner.start and inner.end <= outer.end and outer.cost <= inner.cost


def rivalled(best: Candidate, bonus: float, meant: Sequence[tuple[Candidate, float]]) -> bool:
    """Whether another body, with another name, is as likely to be meant; one without proof counts only abroad."""
    worth, name = best.found.cost + best.found.strain - bonus, best.entry.body.name
    return any(
        each.entry.body.name != name
        and (each.entry.body.accuses or each.entry.body.country != best.entry.body.country)
        and each.found.cost + each.found.strain - own <= worth + _RIVAL_MARGIN
        and each.found.kept > best.found.kept - _RIVAL_LOSS
        for each, own in meant
    )
