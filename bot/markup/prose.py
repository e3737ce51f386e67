"""The prose view of a file, and the builder that every reader fills."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

SEPARATOR = "\n\n"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the prose that stands by itself: a paragraph, heading, list item, table cell or caption."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Prose:
    """What a reader sees. `starts[i]`, `ends[i]`: the stretch of the file that `text[i]` stands for.

    `links` are `(start, end, url)` in prose offsets.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    blocks: tuple[Block, ...]
    links: tuple[tuple[int, int, str], ...] = ()
    title: str | None = None
    byline: str | None = None
    published: date | None = None


@dataclass(slots=True)
class Builder:
    """Collects pieces of a file, in order, into prose."""

    pieces: list[str] = field(default_factory=list)
    starts: array[int] = field(default_factory=lambda: array("q"))
    ends: array[int] = field(default_factory=lambda: array("q"))
    blocks: list[Block] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)
    _block: int = 0

    @property
    def here(self) -> int:
        """Offset in the prose of the next character."""
        return len(self.starts)

    @property
    def at_block_start(self) -> bool:
        """Whether the open block holds nothing yet."""
        return self._block == self.here

    @property
    def last(self) -> str:
        """The last character so far, or nothing."""
        return self.pieces[-1][-1] if self.pieces else ""

    def verbatim(self, text: str, start: int, end: int) -> None:
        """Append `text[start:end]`, each character standing for itself."""
        if start < end:
            self.pieces.append(text[start:end])
            self.starts.extend(range(start, end))
            self.ends.extend(range(start + 1, end + 1))

    def decoded(self, shown: str, start: int, end: int) -> None:
        """Append `shown`, which stands for the file's `[start, end)`: an entity, an escape, a line break."""
        if shown:
            self.pieces.append(shown)
            self.starts.extend([start] * len(shown))
            self.ends.extend([end] * len(shown))

    def close(self, kind: str) -> None:
        """End the open block; an empty one leaves no trace."""
        if self.at_block_start:
            return
        self.blocks.append(Block(self._block, self.here, kind))
        at = self.ends[-1]
        self.decoded(SEPARATOR, at, at)
        self._block = self.here

    def link(self, start: int, url: str) -> None:
        """Record that the prose from `start` to here links to `url`."""
        if url and start < self.here:
            self.links.append((start, self.here, url))

    def build(self, *, title: str | None = None, byline: str | None = None, published: date | None = None) -> Prose:
        """The finished prose. The title is the first heading where none is given."""
        text = "".join(self.pieces)
        blocks = tuple(_trimmed(text, block) for block in self.blocks if text[block.start : block.end].strip())
        heading = next((text[b.start : b.end] for b in blocks if b.kind == "heading"), None)
        return Prose(text, self.starts, self.ends, blocks, tuple(self.links), title or heading, byline, published)


def _trimmed(text: str, block: Block) -> Block:
    words = text[block.start : block.end]
    start = block.start + len(words) - len(words.lstrip())
    return Block(start, start + len(words.strip()), block.kind)
