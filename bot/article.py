"""A draft as the program sees it: the file's characters, a prose view of them, and the map between the two.

`Article.text` is the file as decoded, mark-up and all; every span that leaves this program lies in it. `Article.prose`
is what a reader sees. Sentences and links carry prose offsets; `source_span` and `prose_span` translate.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.records import Span

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the prose: `text` is `article.prose[start:end]`; `block` numbers its paragraph, heading or item.

    `kind` is `text`, `heading`, `item`, `cell`, `caption`, `dateline`, `byline` or `boilerplate`.
    """

    start: int
    end: int
    text: str
    kind: str
    block: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the draft: its words are `article.prose[start:end]`."""

    start: int
    end: int
    url: str


@dataclass(frozen=True)
class Article:
    """A draft. `starts[i]` and `ends[i]` are the stretch of `text` that prose character `i` stands for."""

    path: str
    text: str
    prose: str
    starts: Sequence[int]
    ends: Sequence[int]
    sentences: tuple[Sentence, ...]
    links: tuple[Link, ...] = ()
    title: str | None = None
    byline: str | None = None
    published: date | None = None

    @cached_property
    def sha256(self) -> str:
        """Hash of the text, hex: the identity of this version of the draft."""
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def _lines(self) -> list[int]:
        starts, at = [0], self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of a code-point offset into `text`."""
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line (from 1), without its line break."""
        start = self._lines[number - 1]
        end = self._lines[number] - 1 if number < len(self._lines) else len(self.text)
        return self.text[start:end].rstrip("\r")

    def source_span(self, start: int, end: int) -> Span:
        """The stretch of `text` that `prose[start:end]` stands for; an empty stretch maps to an empty one."""
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else len(self.text)
            return Span(at, at)
        return Span(self.starts[start], self.ends[end - 1])

    def prose_span(self, start: int, end: int) -> Span:
        """The stretch of `prose` whose characters come from `text[start:end]`."""
        return Span(bisect_left(self.starts, start), bisect_left(self.starts, end))
