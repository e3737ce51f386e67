"""What the MATH rules share: the figures of each sentence, sums with room for rounding, and sums shown in words."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from bot.language.quantities import Bound, find_quantities
from bot.language.quantities.lexicon import CURRENCIES
from bot.language.quantities.rendering import figure
from bot.records import Proof

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.article import Article, Sentence
    from bot.language.quantities import Quantity

Span = tuple[Fraction, Fraction]
_READ = frozenset({"text", "item", "caption"})


def figured(article: Article) -> Iterator[tuple[Sentence, list[Quantity]]]:
    """The sentences that hold two figures or more, each with its figures; offsets lie in the sentence."""
    for sentence in article.sentences:
        if sentence.kind in _READ:
            found = find_quantities(sentence.text)
            if len(found) > 1:
                yield sentence, found


def span(each: Quantity) -> Span:
    """The values that a figure may stand for before it was rounded."""
    half = _half(each)
    return each.value - half, (each.upper or each.value) + half


def _half(each: Quantity) -> Fraction:
    """Half of what its way of writing can show: nobody rounds 12 people, 800 may be 796, £3m may be £3.4m."""
    written = each.text[each.number_start - each.start : each.number_end - each.start]
    digits, scaled = sum(map(str.isdigit, written)), any(map(str.isalpha, written)) and not each.words
    if digits > 2:  # noqa: PLR2004 - three digits and more show what they mean
        return min(each.step / 2, abs(each.value) / 100)
    if scaled or each.unit in {"%", "pp", "times"} or each.step < 1:
        return each.step / 2
    return min(each.step - 1, abs(each.value) / 20) / Fraction(2)


def plain(*figures: Quantity) -> bool:
    """Whether all figures are given as they are, with no bound, range or “about”."""
    return all(each.bound is Bound.EXACT and each.upper is None for each in figures)


def shown(each: Quantity) -> str:
    """A figure as a sum shows it."""
    number = figure(each.value, 4)
    if each.unit == "%":
        return f"{number}%"
    return f"{each.unit} {number}" if each.unit in CURRENCIES else number


def total(summary: str, **numbers: str) -> Proof:
    """A sum shown in full, as the proof of a finding."""
    return Proof("sum", summary, dict(numbers))


def change(before: Quantity, after: Quantity) -> Span | None:
    """The change from one figure to another in per cent of the first, with room for rounding; None from zero."""
    low, high = span(before)
    if low <= 0:
        return None
    first, last = span(after)
    return (first / high - 1) * 100, (last / low - 1) * 100


def outside(stated: Quantity, reckoned: Span) -> bool:
    """Whether a stated figure lies clearly outside what was reckoned."""
    low, high = span(stated)
    room: Fraction = max(abs(reckoned[0] + reckoned[1]) * Fraction(5, 200), stated.step / 2)
    return high < reckoned[0] - room or low > reckoned[1] + room
