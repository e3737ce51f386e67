"""What the MATH rules share: the figures of each sentence, sums with room for rounding, and sums shown in words."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from bot.language.quantities import Bound, find_quantities
from bot.language.quantities.lexicon import CURRENCIES
from bot.language.quantities.rendering import figure
from bot.records import Proof

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.article import Article, Sentence
    from bot.language.quantities import Quantity

Span = tuple[Fraction, Fraction]
# How far below and above a figure its bound may reach.
_REACH = {
    Bound.EXACT: (Fraction(0), Fraction(0)),
    Bound.BETWEEN: (Fraction(0), Fraction(0)),
    Bound.ABOUT: (Fraction(8, 100), Fraction(8, 100)),
    Bound.NEARLY: (Fraction(12, 100), Fraction(0)),
    Bound.UNDER: (Fraction(12, 100), Fraction(0)),
    Bound.AT_MOST: (Fraction(12, 100), Fraction(0)),
    Bound.OVER: (Fraction(0), Fraction(12, 100)),
    Bound.AT_LEAST: (Fraction(0), Fraction(12, 100)),
}
_CLOSE = Fraction(4, 100)
_READ = frozenset({"text", "item", "caption"})


def figured(article: Article) -> Iterator[tuple[Sentence, list[Quantity]]]:
    """The sentences that hold two figures or more, each with its figures; offsets lie in the sentence."""
    for sentence in article.sentences:
        if sentence.kind in _READ:
            found = find_quantities(sentence.text)
            if len(found) > 1:
                yield sentence, found


def span(each: Quantity) -> Span:
    """The values that a figure may stand for before it was rounded: “nearly 500” lies a little below, “over” above."""
    half, below, above = _half(each), *_REACH[each.bound]
    return each.value * (1 - below) - half, (each.upper or each.value) * (1 + above) + half


def said(each: Quantity) -> Span:
    """The values that a stated result allows: “more than 10%” holds of 40%, “nearly 10%” does not."""
    half = _half(each)
    if each.bound in {Bound.OVER, Bound.AT_LEAST}:
        return each.value - half, abs(each.value) * 10**6
    if each.bound in {Bound.UNDER, Bound.AT_MOST}:
        return -abs(each.value) * 10**6, each.value + half
    return span(each)


def _half(each: Quantity) -> Fraction:
    """Half of what its way of writing can show: nobody rounds 12 people, 800 may be 796, £3m may be £3.4m."""
    written = each.text[each.number_start - each.start : each.number_end - each.start]
    digits, scaled = sum(map(str.isdigit, written)), any(map(str.isalpha, written)) and not each.words
    if digits > 2:  # noqa: PLR2004 - three digits and more show what they mean
        return min(each.step / 2, abs(each.value) / 100)
    if scaled or each.unit in {"%", "pp", "times"} or each.step < 1:
        return each.step / 2
    return min(each.step - 1, abs(each.value) / 20) / Fraction(2)


_FOLLOWS = re.compile(r"(?:That|This|It)(?:\s(?:is|was|would|represents|amounts|marks)\b|[’']s\b)")


def passages(article: Article) -> Iterator[tuple[int, str, list[Quantity]]]:
    """Sentences of three figures or more, with offset; “That is a rise of 5%” belongs to the one before."""
    sentences = [each for each in article.sentences if each.kind in _READ]
    for n, sentence in enumerate(sentences):
        after = sentences[n + 1] if n + 1 < len(sentences) else None
        joined = (
            after is not None
            and _FOLLOWS.match(after.text)
            and not article.prose[sentence.end : after.start].strip(" ")
        )
        text = article.prose[sentence.start : after.end] if after and joined else sentence.text
        found = find_quantities(text)
        if len(found) > 2:  # noqa: PLR2004 - a change has three figures
            yield sentence.start, text, found


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


def close(each: Quantity) -> Span:
    """`span` with little room: who writes £3m seldom means £3.4m."""
    low, high = span(each)
    room = abs(each.value) * _CLOSE
    if each.bound is not Bound.EXACT:
        return low, high
    return max(low, each.value - room), min(high, (each.upper or each.value) + room)


def change(before: Quantity, after: Quantity, reach: Callable[[Quantity], Span] = span) -> Span | None:
    """The change from one figure to another in per cent of the first, with room for rounding; None from zero."""
    low, high = reach(before)
    if low <= 0:
        return None
    first, last = reach(after)
    return (first / high - 1) * 100, (last / low - 1) * 100


def outside(stated: Quantity, reckoned: Span) -> bool:
    """Whether a stated figure lies clearly outside what was reckoned."""
    low, high = said(stated)
    written = stated.step / 2 if stated.unit == "%" else min(stated.step / 2, abs(stated.value) * _CLOSE)
    room: Fraction = max(abs(reckoned[0] + reckoned[1]) * Fraction(5, 200), written)
    return high < reckoned[0] - room or low > reckoned[1] + room
