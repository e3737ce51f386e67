"""A claim's figures and dates against a sentence's."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.judges.local.contests import age_by_birth, ages, another_unit, same_score, score
from bot.language.content import alike, content_words, stem
from bot.language.quantities import Bound, Comparison, Outcome, compare
from bot.language.quantities.counting import singular

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.judges.local.reading import Reading
    from bot.judges.local.when import When
    from bot.language.quantities import Quantity


class State(StrEnum):
    """What a sentence says of a figure or date of the claim."""

    ENTAILED = "entailed"
    LOOSE = "loose"
    OPEN = "open"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure or date of the claim with what the sentence says of it.

    `start` and `end` lie in the sentence; `covers` are stems of the claim that the way of dating stands for (born).
    """

    state: State
    mine: str
    theirs: str = ""
    start: int = 0
    end: int = 0
    why: str = ""
    covers: frozenset[str] = frozenset()
    telling: bool = False


def measure(claim: Reading, sentence: Reading, today: date | None = None) -> list[Measured]:
    """Each figure, date and score of the claim, held against those of the sentence; ages by a birth date as of "
    "today.
    """
    aged = list(_ages(claim, sentence, today)) if today else []
    taken = {each.mine for each in aged}
    figures = [each for each in _figures(claim, sentence) if each.mine not in taken]
    telling = any(each.telling for each in figures)
    dates = [_date(each, claim, sentence, telling=telling) for each in claim.whens]
    return [*aged, *figures, *dates, *_scores(claim, sentence)]


def _ages(claim: Reading, sentence: Reading, today: date) -> Iterator[Measured]:
    allowed = age_by_birth(sentence, today)
    if allowed is None:
        return
    born = next(each for each in sentence.whens)
    found = sentence.text[born.start : born.end]
    for age, start, end in ages(claim):
        fits = allowed[0] <= age <= allowed[1]
        right = f"{allowed[1]}" if allowed[0] == allowed[1] else f"{allowed[0]} or {allowed[1]}"
        why = "" if fits else f"the source says born {found}, which makes {right}, the draft says {age}"
        state = State.ENTAILED if fits else State.CONTRADICTED
        yield Measured(state, claim.text[start:end], found, born.start, born.end, why, frozenset({"old"}))


def _scores(claim: Reading, sentence: Reading) -> Iterator[Measured]:
    mine, theirs = score(claim), score(sentence)
    if mine is not None:
        if theirs is None:
            yield Measured(State.OPEN, mine[0])
        else:
            state = State.ENTAILED if same_score(mine, theirs) else State.CONTRADICTED
            why = f"the source says {theirs[0]}, the draft says {mine[0]}"
            yield Measured(state, mine[0], theirs[0], theirs.start(), theirs.end(), why)


def _figures(claim: Reading, sentence: Reading) -> Iterator[Measured]:
    """Equal figures are paired first, so that no figure stands for two."""
    left = [each for each in sentence.quantities if not _of_before(each, claim, sentence)]
    paired: dict[Quantity, Quantity] = {}
    for mine in claim.quantities:
        same = next((each for each in left if _compare(mine, each, claim, sentence).outcome is Outcome.SAME), None)
        if same is not None:
            left.remove(same)
            paired[mine] = same
    for mine in claim.quantities:
        if mine in paired:
            theirs = paired[mine]
            state = State.LOOSE if _ALONE.search(sentence.text) and not _ALONE.search(claim.text) else State.ENTAILED
            why = "the source says it of a part alone" if state is State.LOOSE else ""
            yield Measured(state, mine.text, theirs.text, theirs.start, theirs.end, why)
        elif dated := next((each for each in left if _otherwise_dated(mine, each)), None):
            yield Measured(State.ENTAILED, mine.text, dated.text, dated.start, dated.end, telling=True)
        else:
            yield _figure(mine, left, claim, sentence)


def _figure(mine: Quantity, left: list[Quantity], claim: Reading, sentence: Reading) -> Measured:
    pairs = [(_compare(mine, each, claim, sentence), each) for each in left]
    usable = [(result, each) for result, each in pairs if result.outcome is not Outcome.INCOMPARABLE]
    for result, each in usable:
        if result.entailed and not _far(mine, each):
            return Measured(State.ENTAILED, mine.text, each.text, each.start, each.end, result.why)
        if _bound_dropped(mine, each):
            why = f"the source says {each.text.strip()}"
            return Measured(State.LOOSE, mine.text, each.text, each.start, each.end, why)
    against = [(result, each) for result, each in usable if result.outcome is Outcome.CONTRADICTS]
    if len(against) == len(usable) == 1 and _sure(mine, against[0][1], claim, sentence):
        result, each = against[0]
        return Measured(State.CONTRADICTED, mine.text, each.text, each.start, each.end, result.why)
    units = [each for each in left if another_unit(mine, each)]
    if len(units) == 1 and not usable:
        why = f"the source says {units[0].text.strip()}, the draft says {mine.text.strip()}"
        return Measured(State.CONTRADICTED, mine.text, units[0].text, units[0].start, units[0].end, why)
    return Measured(State.OPEN, mine.text)


def _compare(mine: Quantity, theirs: Quantity, claim: Reading, sentence: Reading) -> Comparison:
    """Two figures compared; people are workers where the sentence employs them, and a change is no level."""
    if not _alike(mine, theirs):
        return Comparison(Outcome.INCOMPARABLE, "one is a change, the other a level")
    return compare(*_of_one_noun(mine, theirs, claim, sentence))


def _of_one_noun(mine: Quantity, theirs: Quantity, claim: Reading, sentence: Reading) -> tuple[Quantity, Quantity]:
    for one, other, beside in ((mine, theirs, sentence), (theirs, mine, claim)):
        if other.counted == "people" != one.counted and _spoken_of(one.counted, beside):
            return replace(mine, counted=one.counted), replace(theirs, counted=one.counted)
    return mine, theirs


def _spoken_of(noun: str, reading: Reading) -> bool:
    """Whether a sentence speaks of a noun in other words: employees, where it says that a firm employs."""
    words = (word for word in reading.words if singular(word.text) != noun)
    return bool(noun) and any(alike(stem(noun), word.stem) for word in words)


def _otherwise_dated(mine: Quantity, theirs: Quantity) -> bool:
    """Whether one figure, with digits enough to be known by, stands with two years."""
    digits = sum(map(str.isdigit, mine.text.rstrip("0")))
    if digits < _DIGITS or not mine.years or not theirs.years or mine.years == theirs.years:
        return False
    return _alike(mine, theirs) and compare(replace(mine, years=()), replace(theirs, years=())).outcome is Outcome.SAME


def _of_before(each: Quantity, claim: Reading, sentence: Reading) -> bool:
    """Whether a figure is the one before a change (“to 412 from 381”), of which the claim does not speak."""
    if not _BASE.search(sentence.text[max(0, each.start - 24) : each.start]):
        return False
    if not any(other.unit == each.unit and other.end <= each.start for other in sentence.quantities):
        return False
    years = {when.first for when in claim.whens}
    return not _BEFORE.search(claim.text) and not (years and years & set(each.years))


def _far(mine: Quantity, theirs: Quantity) -> bool:
    """“Over 100” is no way to speak of 5,000: such a figure is of something else."""
    return mine.bound is not Bound.EXACT and not abs(mine.value) <= 3 * abs(theirs.value) <= 9 * abs(mine.value)


def _alike(mine: Quantity, theirs: Quantity) -> bool:
    """A change is no level: “rose 5%” and “5% of adults” do not speak of the same."""
    if bool(mine.change) != bool(theirs.change) and mine.unit in {"%", "pp"}:
        return False
    return not (mine.change and theirs.change and mine.to_level != theirs.to_level)


def _sure(mine: Quantity, theirs: Quantity, claim: Reading, sentence: Reading) -> bool:
    """Whether two figures are surely of the same thing: the same noun, told apart by nothing, or the same unit."""
    if mine.unit not in {"", "ordinal"}:
        return True  # that they compare says that they are of one kind
    mine, theirs = _of_one_noun(mine, theirs, claim, sentence)
    stems = {word.stem for word in sentence.words}, {word.stem for word in claim.words}
    kinds = all(stem(m) in stems[0] for m in mine.modifiers) and all(stem(m) in stems[1] for m in theirs.modifiers)
    return bool(mine.counted) and mine.counted == theirs.counted and kinds


def _bound_dropped(mine: Quantity, theirs: Quantity) -> bool:
    if mine.value != theirs.value or mine.bound is theirs.bound:
        return False
    return (
        theirs.bound in {Bound.AT_MOST, Bound.OVER, Bound.AT_LEAST, Bound.NEARLY, Bound.UNDER}
        and mine.bound is Bound.EXACT
    )


_ALONE = re.compile(r"\b(?:19|20)\d\d alone\b|\balone in\b|\b[A-Z][a-z]+ alone\b")
_BASE = re.compile(r"\b(?:from|compared\s(?:with|to)|against|versus|than)\s(?:an?\s|the\s|about\s|some\s)?$")
_BEFORE = re.compile(
    r"\b(?:earlier|previous\w*|prior|last|ago|from|compared|against|before|originally|initially|up|down)\b"
)
# A figure of so many digits does not meet itself by chance.
_DIGITS = 3
_WEEK = 7
_FISCAL_YEAR = "fiscal year"
_FISCAL = re.compile(r"\b(?:fiscal|financial year|FY)\b")
_BORN, _DIED = "bear", "die"
_STARTS = frozenset(map(stem, "begin start commence open".split()))
_ENDS = frozenset(map(stem, "end finish conclude complete close".split()))
# What happens once: a second date for it contradicts the first. One can win, play or visit again.
_ONCE = frozenset(
    map(
        stem,
        "born died killed assassinated buried founded established created formed released published "
        "premiered premiere debuted debut "
        "opened closed completed finished ended began started launched discovered invented signed "
        "adopted enacted abolished "
        "ratified retired resigned graduated divorced crowned inaugurated appointed disbanded split "
        "merged dissolved cancelled office public "
        "canceled incorporated sank crashed written built introduced aired".split(),
    )
)


def _date(mine: When, claim: Reading, sentence: Reading, *, telling: bool = False) -> Measured:
    said = claim.text[mine.start : mine.end]
    verbs = frozenset(word.stem for word in claim.words)
    for each in sentence.whens:
        role = _role(each, claim, sentence)
        if each.within(mine) and role <= verbs if role else each.within(mine) and not _life_verb(verbs, sentence):
            found = sentence.text[each.start : each.end]
            other = _fiscal(each, sentence) is not _fiscal(mine, claim)
            state, why = (State.LOOSE, f"the source says {_FISCAL_YEAR} {found}") if other else (State.ENTAILED, "")
            return Measured(state, said, found, each.start, each.end, why, role)
    alone = len(claim.whens) == len(sentence.whens) == 1 and (telling or _near_days(mine, sentence.whens[0]))
    same = [each for each in sentence.whens if alone or _dates_the_same(mine, each, claim, sentence)]
    if len(same) == 1 and mine.apart(same[0]):
        found = sentence.text[same[0].start : same[0].end]
        why = f"the source says {found}, the draft says {said}"
        role = _role(same[0], claim, sentence)
        return Measured(State.CONTRADICTED, said, found, same[0].start, same[0].end, why, role)
    return Measured(State.OPEN, said)


def _near_days(mine: When, theirs: When) -> bool:
    """Whether two days lie in one week: of one event one is wrong."""
    if (
        not (mine.day and theirs.day and mine.first and theirs.first)
        or mine.last != mine.first
        or theirs.last != theirs.first
    ):
        return False
    days = [date(each.first, each.month, each.day) for each in (mine, theirs)]
    return abs((days[0] - days[1]).days) < _WEEK


def _fiscal(when: When, reading: Reading) -> bool:
    """Whether a year is a business year."""
    return bool(_FISCAL.search(reading.text, max(0, when.start - 16), when.end))


def _life_verb(verbs: frozenset[str], sentence: Reading) -> bool:
    """Whether the claim dates a birth or death, and the sentence does not say so in words."""
    wanted = verbs & {_BORN, _DIED}
    return bool(wanted) and not wanted & sentence.stems


def _role(when: When, claim: Reading, sentence: Reading) -> frozenset[str]:
    """What a date stands for by its place alone: born or died in brackets after a name, start or end after from, to.

    Returns:
        The claim's stems that it stands for; a stem that the claim lacks where it stands for something else.
    """
    verbs = frozenset(word.stem for word in claim.words)
    life = _life(when, claim, sentence)
    if life:
        return frozenset({life})
    before = sentence.text[max(0, when.start - 8) : when.start].lower().rstrip()
    earlier = [each for each in sentence.whens if each.end < when.start]
    after_from = bool(earlier) and sentence.text[: earlier[-1].start].lower().rstrip().endswith(("from", "between"))
    if before.endswith("from"):
        return (verbs & _STARTS) or (frozenset({"start"}) if verbs & _ENDS else frozenset())
    if after_from and before.endswith(("to", "until", "and")):
        return (verbs & _ENDS) or (frozenset({"end"}) if verbs & _STARTS else frozenset())
    return frozenset()


def _life(when: When, claim: Reading, sentence: Reading) -> str:
    """Born or died, by the brackets after the claim's name: (4 May 1920 – 3 June 1990)."""
    text = sentence.text
    opened, closed = text.rfind("(", 0, when.start), text.find(")", when.end)
    if opened < 0 or closed < 0 or ")" in text[opened : when.start]:
        return ""
    names = {word.stem for word in claim.names}
    if not any(word.name and word.stem in names and word.end <= opened < word.end + 60 for word in sentence.words):
        return ""
    inside = [each for each in sentence.whens if opened < each.start < closed]
    between = text[opened:closed]
    if len(inside) == 2 and any(dash in between for dash in "–—−-"):  # noqa: PLR2004 - a life has two ends
        return _BORN if when == inside[0] else _DIED
    return _BORN if len(inside) == 1 and "born" in between.lower() else ""


def _dates_the_same(mine: When, theirs: When, claim: Reading, sentence: Reading) -> bool:
    """Whether two dates surely date one event, and one that happens once."""
    verbs = frozenset(word.stem for word in claim.words)
    if _attributive(mine, claim) or _attributive(theirs, sentence):
        return False
    if _aside(theirs, sentence) and not _life(theirs, claim, sentence):
        return False
    role = _role(theirs, claim, sentence)
    if role:
        return role <= verbs
    if _since(mine, claim) and _since(theirs, sentence):
        return True
    own = _governor(mine, claim)
    governor = _governor(theirs, sentence)
    return own in _ONCE and (own == governor or alike(own, governor))


def _since(when: When, reading: Reading) -> bool:
    """Whether a date says since when: that is one for each thing that lasts."""
    return reading.text[: when.start].rstrip().endswith(" since")


def _aside(when: When, reading: Reading) -> bool:
    """Whether a date stands in brackets, beside what the sentence tells."""
    opened = reading.text.rfind("(", 0, when.start)
    return opened >= 0 and ")" not in reading.text[opened : when.start]


def _attributive(when: When, reading: Reading) -> bool:
    """“The 1932 Grand Prix”, “a 2016 film”: a year that is part of a name or description."""
    follower = re.match(r"\s([A-Za-z][\w-]*)", reading.text[when.end : when.end + 30])
    return bool(not when.month and follower and content_words(follower[1]))


def _governor(when: When, reading: Reading) -> str:
    """The stem of the word that says what happened then: the nearest before the date, single events first."""
    before = [word for word in reading.words if word.end <= when.start and not word.name]
    for word in before[:-5:-1]:
        if word.stem in _ONCE:
            return word.stem
    if before:
        return before[-1].stem
    return next((word.stem for word in reading.words if word.stem in _ONCE), "")
