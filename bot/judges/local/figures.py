"""A claim's figures and dates against a sentence's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.language.content import alike, content_words, stem
from bot.language.quantities import Bound, Outcome, compare

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


def measure(claim: Reading, sentence: Reading) -> list[Measured]:
    """Each figure and each date of the claim, held against those of the sentence."""
    return [*_figures(claim, sentence), *(_date(each, claim, sentence) for each in claim.whens)]


def _figures(claim: Reading, sentence: Reading) -> Iterator[Measured]:
    """Equal figures are paired first, so that no figure stands for two."""
    left = list(sentence.quantities)
    paired: dict[Quantity, Quantity] = {}
    for mine in claim.quantities:
        same = next((each for each in left if compare(mine, each).outcome is Outcome.SAME and _alike(mine, each)), None)
        if same is not None:
            left.remove(same)
            paired[mine] = same
    for mine in claim.quantities:
        if mine in paired:
            theirs = paired[mine]
            yield Measured(State.ENTAILED, mine.text, theirs.text, theirs.start, theirs.end)
        else:
            yield _figure(mine, left, claim, sentence)


def _figure(mine: Quantity, left: list[Quantity], claim: Reading, sentence: Reading) -> Measured:
    pairs = [(compare(mine, each), each) for each in left if _alike(mine, each)]
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
    return Measured(State.OPEN, mine.text)


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
        return mine.unit == theirs.unit
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
        "merged dissolved cancelled "
        "canceled incorporated sank crashed written built introduced aired".split(),
    )
)


def _date(mine: When, claim: Reading, sentence: Reading) -> Measured:
    said = claim.text[mine.start : mine.end]
    verbs = frozenset(word.stem for word in claim.words)
    for each in sentence.whens:
        role = _role(each, claim, sentence)
        if each.within(mine) and role <= verbs if role else each.within(mine) and not _life_verb(verbs, sentence):
            found = sentence.text[each.start : each.end]
            return Measured(State.ENTAILED, said, found, each.start, each.end, covers=role)
    same = [each for each in sentence.whens if _dates_the_same(mine, each, claim, sentence)]
    if len(same) == 1 and mine.apart(same[0]):
        found = sentence.text[same[0].start : same[0].end]
        why = f"the source says {found}, the draft {said}"
        role = _role(same[0], claim, sentence)
        return Measured(State.CONTRADICTED, said, found, same[0].start, same[0].end, why, role)
    return Measured(State.OPEN, said)


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
    role = _role(theirs, claim, sentence)
    if role:
        return role <= verbs
    own = _governor(mine, claim)
    governor = _governor(theirs, sentence)
    return own in _ONCE and (own == governor or alike(own, governor))


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
