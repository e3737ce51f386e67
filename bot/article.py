"""A draft as the program sees it: the file's characters, a prose view of them, and the map between the two.

`Article.text` is the file as decoded, mark-up and all; every span that leaves this program lies in it. `Article.prose`
is what a reader sees. Sentences and links carry prose offsets; `source_span` and `prose_span` translate.
"""

from __future__ import annotations

import codecs
import sys
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from bot import markup
from bot.errors import UserError
from bot.language import datelines, sentences
from bot.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from bot.markup.prose import Prose

STDIN = "-"
SUFFIXES = frozenset({".txt", ".text", *markup.MARKDOWN, *markup.HTML})
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# A text holds a few control characters at most (form feeds, a stray escape); a binary file holds many.
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))


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
    encoding: str = "utf-8"

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


def read(path: str) -> Article:
    """The article in a file, or on standard input for `-`.

    Args:
        path: A .txt, .md or .html file; the suffix says how it is marked up, anything else is plain text.

    Raises:
        UserError: There is no such file, it is a folder, cannot be read, is not text, or holds no words.
    """
    text, encoding = load(path)
    return from_text(text, path, encoding=encoding)


def load(path: str) -> tuple[str, str]:
    """The text of a file, or of standard input for `-`, and the name of its encoding.

    Raises:
        UserError: There is no such file, it is a folder, cannot be read, or is not text.
    """
    try:
        data = sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
    except FileNotFoundError:
        raise UserError(f"{path}: no such file; check the name") from None
    except IsADirectoryError:
        raise UserError(f"{path}: is a folder; name the articles in it") from None
    except (OSError, ValueError) as error:
        raise UserError(f"{path}: cannot be read ({_why(error)})") from None
    return decode(data, path)


def from_text(text: str, path: str, *, encoding: str = "utf-8", suffix: str | None = None) -> Article:
    """The article that `text`, the content of the file `path`, holds; `suffix`: how it is marked up, if not as `path`.

    Raises:
        UserError: It holds no words.
    """
    prose = markup.read(text, Path(path).suffix if suffix is None else suffix)
    if not any(map(str.isalnum, prose.text)):
        raise UserError(f"{path}: holds no words; there is nothing to check")
    parts = tuple(_sentences(prose))
    return Article(
        path=path,
        text=text,
        prose=prose.text,
        starts=prose.starts,
        ends=prose.ends,
        sentences=parts,
        links=tuple(Link(*link) for link in prose.links),
        title=prose.title,
        byline=prose.byline or next((each.text.removeprefix("By ") for each in parts if each.kind == "byline"), None),
        published=prose.published or _stated_date(prose, parts),
        encoding=encoding,
    )


def decode(data: bytes, path: str) -> tuple[str, str]:
    """The text of a file and the name of its encoding: by its mark, as UTF-8, or as its bytes look.

    Raises:
        UserError: The bytes are not text.
    """
    marked = next((encoding for mark, encoding in _BOMS if data.startswith(mark)), None)
    if marked is None and (b"\0" in data or len(data.translate(None, _CONTROL)) < len(data) * 0.99):
        raise UserError(f"{path}: is not a text file; give a .txt, .md or .html file")
    encoding = marked or ("utf-8" if _decodes(data, "utf-8") else _guess(data))
    if _decodes(data, encoding):
        return data.decode(encoding), encoding
    raise UserError(f"{path}: its encoding is not known; save it as UTF-8")


def _guess(data: bytes) -> str:
    """Western European unless the bytes look like something else: charset-normalizer alone errs on short texts."""
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    western = best is None or best.encoding.startswith(("cp125", "iso8859", "latin", "mac", "cp437", "cp850", "cp858"))
    if western or best is None:
        return "cp1252" if _decodes(data, "cp1252") else "latin-1"
    return best.encoding


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _sentences(prose: Prose) -> Iterator[Sentence]:
    for number, block in enumerate(prose.blocks):
        words = prose.text[block.start : block.end]
        kind = "byline" if datelines.is_byline(words) else block.kind
        whole = kind in {"heading", "cell", "caption", "byline"}
        for start, end in [(0, len(words))] if whole else sentences.split(words):
            yield Sentence(block.start + start, block.start + end, words[start:end], kind, number)


def _stated_date(prose: Prose, parts: Sequence[Sentence]) -> date | None:
    blocks = [prose.text[each.start : each.end] for each in prose.blocks]
    return datelines.stated(blocks, [each.text for each in parts if each.kind == "byline"])


def _why(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()
