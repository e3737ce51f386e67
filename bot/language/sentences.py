"""Sentences with their offsets: paragraphs and lines are cut first, then sentencex decides within them.

Every character that is not white space lies in exactly one sentence.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# sentencex takes quadratic time on some long lines (many quotation marks): it gets no more than this at once.
LONGEST = 20_000

_PARAGRAPH = re.compile(r"[\n\v\f\r\x1c-\x1e\x85\u2028\u2029][^\S\n]*[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]\s*|\u2029")
_LINE = re.compile(r"\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028]")
_FIRST_WORD = re.compile(r"\s*(\S{1,60})")
_ENUMERATOR = re.compile(r"[(\[]?(?:\d{1,3}|[A-Za-z])[.)]\s*$")
_CLOCK = re.compile(r"\b[ap]\.m\.\s*$", re.IGNORECASE)
_AFTER_CLOCK = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:[ECMP][SD]?|GM|BS|CES?|UC|IS)T\b|UTC\b|local time"
)
# Abbreviations that sentencex takes for the end of a sentence, where a figure or a name comes next.
_BEFORE_FIGURE = re.compile(r"\b(?:[Vv]ol|[Cc]h|[Aa]pprox|[Ee]st|[Cc]irca|ca|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.\s*$")
_BEFORE_NAME = re.compile(r"\b(?:Mmes|Mlle|Mme|Amb|Supt|Insp|Cllr|Brig|Cmdr|Cpl|Pvt|Pte|Det)\.\s*$")
_SHORT_WORD = re.compile(r"\b[\w.]{1,6}\.\s*$")
_CLOSING = re.compile(r"[\"”’)\]]+\s+(?=\S)")
_OPENING = re.compile(r"\s*[“‘«„‚(\[]+\s*$")


def split(text: str) -> list[tuple[int, int]]:
    """The sentences of a text, in order.

    A blank line always ends a sentence. A single line break ends one where the next line's first word would
    have fitted on the line (so the break was meant) and is not in lower case; else the line was merely wrapped.
    A quotation of several sentences stays with the sentence that introduces it.

    Args:
        text: Prose in any language; abbreviations are read as English.

    Returns:
        Code-point offsets `[start, end)`, without the white space around a sentence. Together they hold every
        character that is not white space.
    """
    return [
        span
        for start, end in _stretches(text)
        for chunk_start, chunk_end in _chunks(text, start, end)
        for span in _sentences(text, chunk_start, chunk_end)
    ]


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Paragraphs, and in them lines that were not merely wrapped."""
    at = 0
    for gap in _PARAGRAPH.finditer(text):
        yield from _lines(text, at, gap.start())
        at = gap.end()
    yield from _lines(text, at, len(text))


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    breaks = list(_LINE.finditer(text, start, end))
    bounds = [start, *(m.end() for m in breaks), end]
    width = max((stop - begin for begin, stop in pairwise(bounds)), default=0)
    at = start
    for begin, match in zip(bounds, breaks, strict=False):
        if _meant(text, begin, match, width):
            yield at, match.start()
            at = match.end()
    yield at, end


def _meant(text: str, begin: int, line_break: re.Match[str], width: int) -> bool:
    word = _FIRST_WORD.match(text, line_break.end())
    if word is None or word[1][0].islower():
        return False
    return line_break.start() - begin + 1 + len(word[1]) < 0.8 * width  # writers wrap raggedly


def _chunks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """`[start, end)` in pieces of at most `LONGEST`, cut at white space where there is some."""
    while end - start > LONGEST:
        space = max(text.rfind(". ", start, start + LONGEST) + 1, text.rfind(" ", start, start + LONGEST - 1000))
        cut = space if space > start else start + LONGEST
        yield start, cut
        start = cut
    yield start, end


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    bounds = _bounds(text, start, end)
    for begin, stop in pairwise(bounds):
        words = text[begin:stop]
        left = len(words) - len(words.lstrip())
        if words := words.strip():
            yield begin + left, begin + left + len(words)


def _bounds(text: str, start: int, end: int) -> list[int]:
    from sentencex import segment

    bounds, at, sentence = [start], start, start
    for piece in segment("en", text[start:end]):
        if at > start:
            cut = at - _dangling(text, sentence, at) + _left_behind(piece)
            if not _joined(text, sentence, cut, at + len(piece)):
                bounds.append(cut)
                sentence = cut
        at += len(piece)
    return [*bounds, end]


def _dangling(text: str, start: int, end: int) -> int:
    """The length of an opening quotation mark or bracket at the end: it belongs to the next sentence."""
    match = _OPENING.search(text, max(start, end - 20), end)
    return end - match.start() if match and match.start() > start else 0


def _left_behind(piece: str) -> int:
    """The length of a closing mark between spaces at the beginning: it ends the sentence before."""
    match = _CLOSING.match(piece)
    return match.end() if match else 0


def _joined(text: str, start: int, cut: int, end: int) -> bool:
    """Whether the cut falls within a sentence."""
    before, after = text[max(start, cut - 40) : cut], text[cut : min(end, cut + 40)].lstrip()
    if not after:
        return True
    if cut - start <= len(before) and _ENUMERATOR.fullmatch(before.strip()):
        return True
    if after[0].isdigit() and _BEFORE_FIGURE.search(before):
        return True
    if after[0].isupper() and _BEFORE_NAME.search(before):
        return True
    if after[0].islower() and not after[1:2].isupper() and _SHORT_WORD.search(before):
        return True
    return bool(_CLOCK.search(before) and _AFTER_CLOCK.match(after))
