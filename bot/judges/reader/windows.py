"""What the reader may be shown of a passage, and where it must not be believed: words that it cannot have compared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.language import sentences
from bot.language.addressed import addressed

if TYPE_CHECKING:
    from collections.abc import Iterator

# About what fits the model beside a claim.
LONGEST = 420
_NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-ZÀ-Þ][\w'’-]+")
_FIGURE = re.compile(r"\d[\d.,]*")
_WORD = re.compile(r"[^\W\d_]{4,}")


def windows(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of whole sentences, each as long as the model reads; the last sentence opens the next.

    Returns:
        Offsets `[start, end)` into `text`. A sentence that speaks to a program, or is too long to be prose, is in none.
    """
    away = addressed(text)
    spans = [
        s for s in sentences.split(text) if s[1] - s[0] <= LONGEST and not any(a < s[1] and s[0] < b for a, b in away)
    ]
    first = 0
    while first < len(spans):
        last = first
        while last + 1 < len(spans) and spans[last + 1][1] - spans[first][0] <= LONGEST:
            last += 1
        yield spans[first][0], spans[last][1]
        if last + 1 >= len(spans):
            return
        first = max(first + 1, last)


def covered(claim: str, evidence: str) -> float:
    """The share of the claim's longer words that stand in the evidence, by their first five letters."""
    wanted = {word.lower()[:5] for word in _WORD.findall(claim)}
    held = {word.lower()[:5] for word in _WORD.findall(evidence)}
    return len(wanted & held) / len(wanted) if wanted else 1.0


def strangers(claim: str, evidence: str) -> tuple[int, int]:
    """How many names, and how many figures, of the claim do not stand in the evidence."""
    held = evidence.lower()
    names = {name.lower().removesuffix("'s").removesuffix("’s") for name in _NAME.findall(claim)}
    known = {figure.strip(".,") for figure in _FIGURE.findall(evidence)}
    figures = {figure.strip(".,") for figure in _FIGURE.findall(claim)}
    return sum(name[:5] not in held for name in names), len(figures - known)
