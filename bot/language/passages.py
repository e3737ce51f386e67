"""Stretches of a text that retrieval can rank: about a paragraph each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.language import sentences
from bot.language.pages import FORM_FEED

if TYPE_CHECKING:
    from collections.abc import Iterator

# Enough for the sentence before and after, short enough to rank sharply.
PASSAGE_CHARACTERS = 600
_LINE = re.compile(r"[^\n]+")


def passages(text: str) -> list[tuple[int, int]]:
    """Cut a snapshot's text into stretches that retrieval can rank.

    Returns:
        Spans `[start, end)` in order: whole lines, joined while short and on one page; a long line at its sentences,
        the last sentence of one span standing again as the first of the next.
    """
    spans: list[tuple[int, int]] = []
    for start, end in _units(text):
        joins = spans and end - spans[-1][0] <= PASSAGE_CHARACTERS and FORM_FEED not in text[spans[-1][1] : start]
        if joins:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def _units(text: str) -> Iterator[tuple[int, int]]:
    for line in _LINE.finditer(text):
        if not line.group().strip():
            continue
        if line.end() - line.start() <= PASSAGE_CHARACTERS:
            yield line.span()
        else:
            yield from _windows(text, line.start(), line.end())


def _windows(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    opened = begun = previous = start  # where the window opens; the last sentence in it
    for first, last in sentences.split(text[start:end]):
        if start + last - opened > PASSAGE_CHARACTERS and previous > opened:
            yield opened, previous
            opened = begun
        begun, previous = start + first, start + last
    yield opened, end
