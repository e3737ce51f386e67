"""A claim's figures and dates against a sentence's."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.language.content import alike, content_words
from bot.language.quantities import Bound, Outcome, compare

if TYPE_CHECKING:
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
    """A figure or date of the claim with what the sentence says of it: `start` and `end` lie in the sentence."""

    state: State
    mine: str
    theirs: str = ""
    start: int = 0
    end: int = 0
    why: str = ""


def measure(claim: Reading, sentence: Reading) -> list[Measured]:
    """Each figure and each date of the claim, held against those of the sentence."""
    return [
        *(_figure(each, sentence) for each in claim.quantities),
        *(_date(each, claim, sentence) for each in claim.whens),
    ]


def _figure(mine: Quantity, sentence: Reading) -> Measured:
    pairs = [(compare(mine, each), each) for each in sentence.quantities]
    usable = [
        (result, each) for result, each in pairs if result.outcome is not Outcome.INCOMPARABLE and _alike(mine, each)
    ]
    for result, each in usable:
        if result.entailed:
            return Measured(State.ENTAILED, mine.text, each.text, each.start, each.end, result.why)
    for _, each in usable:
        if _bound_dropped(mine, each):
            why = f"the source says {each.text.strip()}"
            return Measured(State.LOOSE, mine.text, each.text, each.start, each.end, why)
    against = [(result, each) for result, each in usable if result.outcome is Outcome.CONTRADICTS and _sure(mine, each)]
    if against and len(against) == len(usable) == 1:
        result, each = against[0]
        return Measured(State.CONTRADICTED, mine.text, each.text, each.start, each.end, result.why)
    return Measured(State.OPEN, mine.text)


def _alike(mine: Quantity, theirs: Quantity) -> bool:
    """A change is no level: “rose 5%” and “5% of adults” do not speak of the same."""
    if bool(mine.change) != bool(theirs.change) and mine.unit in {"%", "pp"}:
        return False
    return not (mine.change and theirs.change and mine.to_level != theirs.to_level)


def _sure(mine: Quantity, theirs: Quantity) -> bool:
    """Whether two figures are surely of the same thing: the same noun or the same unit."""
    if mine.unit in {"", "ordinal"}:
        return bool(mine.counted) and mine.counted == theirs.counted
    return mine.unit == theirs.unit


def _bound_dropped(mine: Quantity, theirs: Quantity) -> bool:
    if mine.value != theirs.value or mine.bound is theirs.bound:
        return False
    return (
        theirs.bound in {Bound.AT_MOST, Bound.OVER, Bound.AT_LEAST, Bound.NEARLY, Bound.UNDER}
        and mine.bound is Bound.EXACT
    )


_BORN, _DIED = "bear", "die"
_STARTS = frozenset({"begin", "start"})
_ENDS = frozenset({"end", "finish", "conclud", "complet", "close"})


def _date(mine: When, claim: Reading, sentence: Reading) -> Measured:
    word = claim.text[mine.start : mine.end]
    inside = [each for each in sentence.whens if each.within(mine) and not _wrong_role(mine, each, claim, sentence)]
    if inside:
        theirs = inside[0]
        return Measured(State.ENTAILED, word, sentence.text[theirs.start : theirs.end], theirs.start, theirs.end)
    governor = governing(mine, claim)
    same = [each for each in sentence.whens if governor and _governed_alike(governor, each, claim, sentence)]
    if len(same) == 1 and mine.apart(same[0]):
        theirs = same[0]
        found = sentence.text[theirs.start : theirs.end]
        return Measured(
            State.CONTRADICTED, word, found, theirs.start, theirs.end, f"the source dates it {found}, the draft {word}"
        )
    return Measured(State.OPEN, word)


def governing(when: When, reading: Reading) -> str:
    """The stem of the word that says what happened then: the last content word before the date, or the first after."""
    life = _life(when, reading)
    if life:
        return life
    before = [word for word in reading.words if word.end <= when.start and not word.name]
    if before:
        return before[-1].stem
    after = [word for word in reading.words if word.start >= when.end and not word.name]
    return after[0].stem if after else ""


def _life(when: When, reading: Reading) -> str:
    """Born or died, by the brackets after a name: (4 May 1920 – 3 June 1990)."""
    opened = reading.text.rfind("(", 0, when.start)
    closed = reading.text.find(")", when.end)
    if opened < 0 or closed < 0 or ")" in reading.text[opened : when.start]:
        return ""
    inside = [each for each in reading.whens if opened < each.start < closed]
    between = reading.text[opened:closed]
    if len(inside) == 2 and any(dash in between for dash in "–—−-"):  # noqa: PLR2004 - a life has two ends
        return _BORN if when == inside[0] else _DIED
    if len(inside) == 1 and "born" in between.lower():
        return _BORN
    return ""


def _governed_alike(governor: str, theirs: When, claim: Reading, sentence: Reading) -> bool:
    life = _life(theirs, sentence)
    verbs = {word.stem for word in claim.words}
    if life or verbs & {_BORN, _DIED}:
        return (life or governing(theirs, sentence)) in verbs
    role = _role(theirs, sentence)
    if role:
        return bool(verbs & (_STARTS if role == "start" else _ENDS))
    return _near(governor, theirs, sentence)


def _near(governor: str, theirs: When, sentence: Reading) -> bool:
    """Whether the governor is the nearest verb-like word before the date, in its clause."""
    before = [word for word in sentence.words if word.end <= theirs.start]
    between = [word for word in before[::-1]][:6]
    return any(alike(word.stem, governor) for word in between)


def _role(when: When, reading: Reading) -> str:
    before = reading.text[max(0, when.start - 8) : when.start].lower().rstrip()
    if before.endswith("from"):
        return "start"
    earlier = [each for each in reading.whens if each.end < when.start]
    if (
        earlier
        and before.endswith(("to", "until"))
        and reading.text[: earlier[-1].start].lower().rstrip().endswith("from")
    ):
        return "end"
    return ""


def _wrong_role(mine: When, theirs: When, claim: Reading, sentence: Reading) -> bool:
    """A date of birth does not date a graduation, the end of filming not its start."""
    verbs = {word.stem for word in claim.words}
    life = _life(theirs, sentence)
    if life or verbs & {_BORN, _DIED}:
        own = life or next((s for s in (_BORN, _DIED) if any(w.stem == s for w in content_words(sentence.text))), "")
        return own not in verbs
    role = _role(theirs, sentence)
    if role == "start":
        return bool(verbs & _ENDS)
    return role == "end" and bool(verbs & _STARTS)
