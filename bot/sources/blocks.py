"""A parsed page as its blocks, in reading order: headings, paragraphs, items, table rows that keep their headings.

It walks without recursion, so that no depth of nesting can break it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bs4 import CData, Tag
from bs4.element import NavigableString

from bot.sources.tables import rows

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

_UNSEEN = frozenset(
    "script style template noscript svg iframe object embed canvas audio video map select option button input "
    "textarea datalist head title meta link progress meter dialog".split()
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark math nobr q rp rt ruby s "
    "samp small span strike strong sub sup time tt u var wbr picture source".split()
)
_KINDS = {**dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"), "li": "item", "dt": "item", "dd": "item"}
_KINDS |= {"figcaption": "caption", "caption": "caption"}
_SPACE = re.compile(r"\s+")
_NOTE_MARK = re.compile(r"\s*\[\s*[\w ]{1,12}\s*\]\s*")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDDEN_CLASS = frozenset({"visually-hidden", "visuallyhidden", "sr-only", "screen-reader-text", "usa-sr-only"})


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a page that stands by itself. `linked` is how many of its characters are links."""

    kind: str
    text: str
    linked: int = 0


@dataclass(slots=True)
class _Open:
    """The block being filled."""

    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    in_link: int = 0
    in_pre: int = 0

    def add(self, text: str) -> None:
        self.pieces.append(text if self.in_pre else _SPACE.sub(" ", text))
        if self.in_link:
            self.linked += len(text.strip())

    def take(self, kind: str) -> Iterator[Block]:
        lines = (" ".join(line.split()) for line in "".join(self.pieces).split("\n"))
        text = "\n".join(line for line in lines if line)
        if text:
            yield Block(kind, text, min(self.linked, len(text)))
        self.pieces, self.linked = [], 0


def attribute(tag: Tag, name: str) -> str:
    """An attribute of a tag as one string; empty where it has none."""
    value = tag.get(name)
    return " ".join(value) if isinstance(value, list) else value or ""


def is_seen(tag: Tag) -> bool:
    """Whether a reader sees what stands in this element."""
    if tag.name in _UNSEEN or tag.has_attr("hidden"):
        return False
    if _HIDDEN_STYLE.search(attribute(tag, "style")):
        return False
    return _HIDDEN_CLASS.isdisjoint(attribute(tag, "class").split()) and not _is_note_mark(tag)


def _is_note_mark(tag: Tag) -> bool:
    return tag.name == "sup" and bool(_NOTE_MARK.fullmatch(tag.get_text()))


def blocks(root: Tag, keep: Callable[[Tag], bool] = is_seen) -> Iterator[Block]:
    """The blocks under `root`, without the elements that `keep` refuses."""
    opened = _Open()
    stack = [(iter(root.contents), root)]
    while stack:
        node = next(stack[-1][0], None)
        if node is None:
            yield from _leave(stack.pop()[1], opened)
        elif isinstance(node, Tag):
            if keep(node) and (yield from _enter(node, opened, keep)):
                stack.append((iter(node.contents), node))
        elif type(node) in {NavigableString, CData}:
            opened.add(str(node))


def _enter(tag: Tag, opened: _Open, keep: Callable[[Tag], bool]) -> Generator[Block, None, bool]:
    """Open an element. Returns whether its children are to be walked."""
    if tag.name == "br":
        opened.pieces.append("\n")
        return False
    if tag.name == "a":
        opened.in_link += 1
    elif tag.name not in _INLINE:
        yield from opened.take(_kind(tag.parent))
        opened.in_pre += tag.name == "pre"
        table = rows(tag, lambda cell: _flat(cell, keep)) if tag.name == "table" else None
        if table is not None:
            yield from _table(tag, table)
            return False
    return True


def _leave(tag: Tag, opened: _Open) -> Iterator[Block]:
    if tag.name == "a":
        opened.in_link -= 1
    elif tag.name not in _INLINE:
        yield from opened.take(_kind(tag))
        opened.in_pre -= tag.name == "pre"


def _kind(tag: Tag | None) -> str:
    return _KINDS.get(tag.name, "text") if tag else "text"


def _table(tag: Tag, table: list[str]) -> Iterator[Block]:
    caption = tag.find("caption")
    if isinstance(caption, Tag) and (words := " ".join(caption.get_text(" ").split())):
        yield Block("caption", words)
    for row in table:
        yield Block("row", row)


def _flat(tag: Tag, keep: Callable[[Tag], bool]) -> str:
    return " ".join(" ".join(block.text.split()) for block in blocks(tag, keep))


def join(parts: list[Block]) -> str:
    """One text: an empty line between blocks, none between the items of a list or the rows of a table."""
    pieces: list[str] = []
    for before, block in zip([None, *parts], parts, strict=False):
        if before is not None:
            tight = before.kind == block.kind and block.kind in {"item", "row"}
            pieces.append("\n" if tight else "\n\n")
        pieces.append(block.text)
    return "".join(pieces)
