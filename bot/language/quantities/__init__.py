"""Quantities in a text, with spans: their value, bound, unit, what they count and when; and their comparison."""

from __future__ import annotations

from bot.language.quantities.comparison import Comparison, Outcome, compare
from bot.language.quantities.finder import find_quantities
from bot.language.quantities.quantity import Bound, Quantity
from bot.language.quantities.rendering import render

__all__ = ["Bound", "Comparison", "Outcome", "Quantity", "compare", "find_quantities", "render"]
