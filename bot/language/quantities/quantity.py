"""What a quantity is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction


class Bound(StrEnum):
    """What a writer says of the value: that it is this, more, less, or near it."""

    EXACT = "exact"
    OVER = "over"
    AT_LEAST = "at_least"
    UNDER = "under"
    AT_MOST = "at_most"
    ABOUT = "about"
    NEARLY = "nearly"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in a text.

    Args:
        start: Offset of its first character, bound and currency sign included.
        end: Offset after its last character, unit included.
        text: The stretch itself.
        number_start: Where the number alone starts (digits or number words, with their scale word).
        number_end: Where the number alone ends.
        value: The value in `unit`; the lower end of a range.
        unit: Empty for a plain count, `%`, `pp` (percentage points), `times`, `ordinal`, `share` (a fraction of one),
            an ISO currency code, or the singular name of a measure (`kilometre`, `year`, `year of age`). A rate carries
            its base: `% per year`, ` per 100000`.
        bound: What is said of the value.
        upper: The upper end of a range, else None.
        step: The smallest difference that the way it is written can show: 100000 for “1.2 million”.
        counted: The noun that is counted, singular and in lower case; empty where none follows.
        modifiers: The words between number and noun (`drug`, `overdose`), singular, in lower case.
        years: The years that it is said to be of; empty where none is near.
        change: `up`, `down` or empty: whether a verb of change makes it a difference, not a level.
        to_level: Whether it is a level reached by a change (“rose to 5”).
        words: Whether it is written in words.
    """

    start: int
    end: int
    text: str
    number_start: int
    number_end: int
    value: Fraction
    unit: str
    bound: Bound
    upper: Fraction | None
    step: Fraction
    counted: str = ""
    modifiers: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    change: str = ""
    to_level: bool = False
    words: bool = False
