"""A quantity in words again, as an editor would write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.language.quantities import lexicon
from bot.language.quantities.quantity import Bound

if TYPE_CHECKING:
    from fractions import Fraction

_BOUNDS = {
    Bound.EXACT: "",
    Bound.OVER: "more than ",
    Bound.AT_LEAST: "at least ",
    Bound.UNDER: "less than ",
    Bound.AT_MOST: "up to ",
    Bound.ABOUT: "about ",
    Bound.NEARLY: "nearly ",
    Bound.BETWEEN: "between ",
}
_SIGNS = {"USD": "$", "GBP": "£", "EUR": "€"}


def figure(value: Fraction, places: int = 2) -> str:
    """A number with thousands separators, rounded to at most `places` decimals: 107,941 or 32.6."""
    rounded = round(value, places)
    if rounded.denominator == 1:
        return f"{rounded.numerator:,}"
    return f"{float(rounded):,.{places}f}".rstrip("0").rstrip(".")


def render(value: Fraction, unit: str = "", bound: Bound = Bound.EXACT, upper: Fraction | None = None) -> str:
    """A quantity as text that the grammar reads back: `more than $1,200`, `12.5%`, `between 10 and 15 kilometres`.

    Args:
        value: The value, or the lower end of a range.
        unit: As in `Quantity.unit`.
        bound: What is said of it.
        upper: The upper end of a range; only with `Bound.BETWEEN`.
    """
    if upper is not None:
        return f"between {_with_unit(value, unit)} and {_with_unit(upper, unit)}"
    return _BOUNDS[bound] + _with_unit(value, unit)


def _with_unit(value: Fraction, unit: str) -> str:
    number = figure(value, 6)
    if unit in _SIGNS:
        return f"{_SIGNS[unit]}{number}"
    if unit in {"", "%"}:
        return number + unit
    words = {"pp": "percentage points", "bp": "basis points", "times": "times"}
    if unit in words:
        return f"{number} {words[unit]}"
    return f"{unit} {number}" if unit in lexicon.CURRENCIES else f"{number} {unit}s"
