"""Holding a claim's quantity against a source's: same, compatible, contradicts, incomparable, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from bot.language.quantities import lexicon
from bot.language.quantities.counting import plural
from bot.language.quantities.quantity import Bound, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

# How far “about” reaches on either side, and how far below “nearly” does; writers rarely stretch further.
ABOUT = Fraction(1, 10)
NEARLY = Fraction(15, 100)
# The most that rounding may move a figure: 107 is no “200”, whatever its zeros say.
ROUNDING = Fraction(5, 100)


class Outcome(StrEnum):
    """How two quantities stand to each other."""

    SAME = "same"
    COMPATIBLE = "compatible"
    CONTRADICTS = "contradicts"
    INCOMPARABLE = "incomparable"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came out. `entailed`: the source's figure makes the claim's true; `why` is plain words for an editor."""

    outcome: Outcome
    why: str
    entailed: bool = False


def compare(claim: Quantity, source: Quantity) -> Comparison:
    """Hold a claim's quantity against a source's.

    Args:
        claim: The claim's.
        source: The source's.

    Returns:
        `same`: equal, or equal as people round. `compatible`: both can be true; `entailed` says whether the claim's
        follows from the source's. `contradicts`: both cannot be true of the same thing. `incomparable`: they measure,
        count or date different things.
    """
    for reason in _differences(claim, source):
        return Comparison(Outcome.INCOMPARABLE, reason)
    mine, theirs = _interval(claim), _interval(source)
    factor = _factor(source.unit, claim.unit)
    if factor != 1:
        slack = Fraction(3, 100)
        theirs = (theirs[0] * factor * (1 - slack), theirs[1] * factor * (1 + slack))
    said, found = _words(claim), _words(source)
    if _disjoint(mine, theirs, claim, source):
        return Comparison(Outcome.CONTRADICTS, f"the source says {found}, the draft says {said}")
    if _equal(claim, source, factor):
        return Comparison(Outcome.SAME, f"both say {found}", entailed=True)
    entailed = mine[0] <= theirs[0] and theirs[1] <= mine[1]
    how = "makes true" if entailed else "neither proves nor disproves"
    return Comparison(Outcome.COMPATIBLE, f"{found} in the source {how} {said}", entailed=entailed)


def _differences(claim: Quantity, source: Quantity) -> Iterator[str]:
    """Why two quantities do not speak of the same."""
    if claim.unit != source.unit and _factor(source.unit, claim.unit) == 0:
        yield f"{_unit_name(claim.unit)} and {_unit_name(source.unit)} measure different things"
    if claim.counted and source.counted and not _same_noun(claim, source):
        yield f"the draft counts {claim.counted}, the source {source.counted}"
    if claim.years and source.years and not set(claim.years) & set(source.years):
        yield f"the draft speaks of {claim.years[0]}, the source of {source.years[0]}"


def _same_noun(claim: Quantity, source: Quantity) -> bool:
    if claim.counted == source.counted:
        return True
    longer = {claim.counted, *claim.modifiers}, {source.counted, *source.modifiers}
    return claim.counted in longer[1] and source.counted in longer[0]


def _unit_name(unit: str) -> str:
    return {
        "": "a count",
        "%": "per cent",
        "pp": "percentage points",
        "share": "a share",
        "ordinal": "a place in order",
    }.get(unit, unit)


def _factor(source: str, claim: str) -> Fraction:
    """What turns the source's unit into the claim's; 0 where nothing does."""
    if source == claim:
        return Fraction(1)
    one, other = lexicon.MEASURES.get(source), lexicon.MEASURES.get(claim)
    if one is None or other is None or one[0] != other[0]:
        return Fraction(0)
    return one[1] / other[1]


def _slack(each: Quantity) -> Fraction:
    """Half of what the way it is written can show, within reason."""
    if each.unit == "ordinal" or (each.value < 20 and each.step == 1):  # noqa: PLR2004 - nobody rounds small counts
        return Fraction(0)
    return min(each.step / 2, abs(each.value) * ROUNDING)


def _interval(each: Quantity) -> tuple[Fraction, Fraction]:
    """The values that a quantity allows."""
    value, far = each.value, max(abs(each.value), Fraction(1)) * 10**9
    slack = _slack(each)
    return {
        Bound.EXACT: (value - slack, value + slack),
        Bound.OVER: (value, far),
        Bound.AT_LEAST: (value, far),
        Bound.UNDER: (-far, value),
        Bound.AT_MOST: (-far, value),
        Bound.ABOUT: (value - abs(value) * ABOUT, value + abs(value) * ABOUT),
        Bound.NEARLY: (value - abs(value) * NEARLY, value),
        Bound.BETWEEN: (value, value if each.upper is None else each.upper),
    }[each.bound]


def _disjoint(
    mine: tuple[Fraction, Fraction], theirs: tuple[Fraction, Fraction], claim: Quantity, source: Quantity
) -> bool:
    if mine[1] < theirs[0] or theirs[1] < mine[0]:
        return True
    if claim.bound is source.bound is Bound.AT_MOST:  # “up to” says how high it goes
        return abs(mine[1] - theirs[1]) > max(mine[1], theirs[1]) * ABOUT
    strict = {Bound.OVER, Bound.UNDER, Bound.NEARLY}
    if mine[1] == theirs[0] or theirs[1] == mine[0]:
        both_open = {claim.bound, source.bound} <= strict
        return both_open and claim.bound is not source.bound
    return False


def _equal(claim: Quantity, source: Quantity, factor: Fraction) -> bool:
    if claim.upper != source.upper:
        return False
    value = source.value * factor
    if claim.bound is source.bound and claim.value == value:
        return True
    if claim.bound is not source.bound or claim.bound is not Bound.EXACT:
        return False
    return abs(claim.value - value) <= max(_slack(claim), _slack(source) * factor)


def _words(each: Quantity) -> str:
    """The quantity as written, with what it counts and when."""
    shown = each.text.strip()
    if each.counted and not each.unit:
        noun = each.counted if each.value == 1 else plural(each.counted)
        shown = f"{shown} {' '.join((*each.modifiers, noun))}"
    return f"{shown} ({each.years[0]})" if len(each.years) == 1 else shown
