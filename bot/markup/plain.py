"""Plain text → prose: the text itself, cut into blocks at blank lines, list items and a heading line."""

from __future__ import annotations

import re

from bot.language.datelines import is_byline
from bot.markup.prose import Block, Prose

_PARAGRAPH = re.compile(r"\S(?:.|\n(?![ \t\r]*\n))*\S|\S")
_ITEM = re.compile(r"^[ \t]*(?:[-*•‣–]|\d{1,3}[.)])[ \t]+(?=\S)", re.MULTILINE)
_LINK = re.compile(r"https?://[^\s<>\"“”‘’)\]]+[^\s<>\"“”‘’)\].,;:!?]")
_TERMINAL = re.compile(r"[.!?:;,…]['\"’”)\]]*$")
HEADING_LENGTH = 120


def read(text: str) -> Prose:
    """The prose of plain text is the text: offsets map to themselves."""
    blocks = [block for match in _PARAGRAPH.finditer(text) for block in _blocks(text, match.start(), match.end())]
    title = next((text[b.start : b.end] for b in blocks if b.kind == "heading"), None)
    links = tuple((m.start(), m.end(), m.group()) for m in _LINK.finditer(text))
    return Prose(text, range(len(text)), range(1, len(text) + 1), tuple(blocks), links, title)


def _blocks(text: str, start: int, end: int) -> list[Block]:
    items = list(_ITEM.finditer(text, start, end))
    if items:
        bounds = [m.start() for m in items] + [end]
        lead = [Block(start, _trim(text, start, bounds[0]), "text")] if bounds[0] > start else []
        return lead + [
            Block(m.end(), _trim(text, m.end(), stop), "item") for m, stop in zip(items, bounds[1:], strict=True)
        ]
    head = text.find("\n", start, end)
    first = end if head < 0 else head
    if not is_heading(text[start:first]):
        return [Block(start, end, "text")]
    if head < 0:
        return [Block(start, end, "heading")]
    if is_byline(text[start:first].strip()):
        return [Block(start, _trim(text, start, first), "text"), *_blocks(text, _next(text, first, end), end)]
    if len(text[first:end].strip().partition("\n")[0]) > 2 * (first - start) and start == 0:
        return [Block(start, _trim(text, start, first), "heading"), Block(_next(text, first, end), end, "text")]
    return [Block(start, end, "text")]


def is_heading(line: str) -> bool:
    """Whether a line that stands alone reads as a heading: short, with a letter, without closing punctuation."""
    line = line.strip()
    return 0 < len(line) <= HEADING_LENGTH and any(map(str.isalpha, line)) and not _TERMINAL.search(line)


def _next(text: str, start: int, end: int) -> int:
    """Where the next words begin."""
    return end - len(text[start:end].lstrip())


def _trim(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())
