"""What the reader may be shown of a passage, and where it must not be believed: words that it cannot have compared."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
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
_TOKEN = re.compile(r"[\w%$€£]+(?:[.,]\d+)*")
# Of a sentence's words so many begin with a small letter; of a menu, a list of links or a table, fewer.
LEAST_SMALL = 0.45
# A claim of so many words that shares this share of them, in order, with a sentence was made of that sentence.
COPIED, LEAST_WORDS = 0.7, 8
# Words so long may change with the grammar: “is”, “was”, “the”, “had”.
LITTLE = 3


def windows(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of whole sentences, each as long as the model reads; the last sentence opens the next.

    Returns:
        Offsets `[start, end)` into `text`. A sentence that speaks to a program, or that is no prose, is in none.
    """
    away = list(addressed(text))
    spans = [s for s in sentences.split(text) if _prose(text[s[0] : s[1]]) and not _within(s, away)]
    first = 0
    while first < len(spans):
        last = first
        while last + 1 < len(spans) and spans[last + 1][1] - spans[first][0] <= LONGEST:
            last += 1
        yield spans[first][0], spans[last][1]
        if last + 1 >= len(spans):
            return
        first = max(first + 1, last)


def _prose(sentence: str) -> bool:
    words = _TOKEN.findall(sentence)
    small = sum(word[0].islower() for word in words)
    return len(sentence) <= LONGEST and small >= LEAST_SMALL * len(words)


def _within(span: tuple[int, int], away: list[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in away)


def altered(claim: str, evidence: str) -> bool:
    """Whether the claim is a sentence of the evidence with words changed or moved: its few changes are what matters.

    A model that goes by the whole feels the likeness, not the change.
    """
    words = [word.lower() for word in _TOKEN.findall(claim)]
    if len(words) < LEAST_WORDS:
        return False
    told = ([word.lower() for word in _TOKEN.findall(evidence[s:e])] for s, e in sentences.split(evidence))
    return any(_made_of(words, each) for each in told)


def _made_of(words: list[str], told: list[str]) -> bool:
    steps = SequenceMatcher(None, words, told, autojunk=False).get_opcodes()
    kept = sum(end - start for step, start, end, _, _ in steps if step == "equal")
    moved = kept < len(words) and not Counter(words) - Counter(told)
    changed = (word for step, start, end, *_ in steps if step == "replace" for word in words[start:end])
    return moved or (kept >= COPIED * len(words) and any(len(word) > LITTLE for word in changed))


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
