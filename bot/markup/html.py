"""HTML → prose, by the standard library's parser, which says where in the file every piece of text stands.

What is left out: scripts, styles, code, navigation, footers, asides, forms, and what is marked as hidden. Runs of white
space become one space, as a browser shows them.
"""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from bot.markup.dates import iso_date
from bot.markup.prose import Builder, Prose

if TYPE_CHECKING:
    from datetime import date

_SILENT = frozenset(
    "script style code pre nav footer aside form noscript template svg math button select textarea iframe object "
    "canvas audio video kbd samp".split()
)
_BLOCKS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "item"),
    **dict.fromkeys(("td", "th"), "cell"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    **dict.fromkeys(
        "p div section article main header blockquote ul ol dl table tr thead tbody tfoot body html head hr "
        "figure address details summary hgroup".split(),
        "text",
    ),
}
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
# Elements that may end without an end tag, with their parent: https://html.spec.whatwg.org/#optional-tags
_OPTIONAL_END = frozenset("p li dt dd td th tr option".split())
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\n\r\f]+")


def read(text: str) -> Prose:
    """The prose of an HTML file; title, byline and date come from its head, then from its first heading."""
    out = Builder()
    parser = fill(out, text, 0, len(text))
    return out.build(title=parser.heading or parser.title, byline=parser.byline, published=parser.published)


def fill(out: Builder, text: str, start: int, end: int) -> _Parser:
    """Add the prose of `text[start:end]`, a piece of HTML, to `out`; returns what its head said."""
    parser = _Parser(out, text, start)
    parser.feed(text[start:end])
    parser.close()
    out.close(parser.kind)
    return parser


def _hidden(values: dict[str, str | None]) -> bool:
    """Whether an element says that no reader sees it."""
    return "hidden" in values or bool(_UNSEEN.search(values.get("style") or ""))


class _Parser(HTMLParser):
    def __init__(self, out: Builder, text: str, base: int) -> None:
        super().__init__(convert_charrefs=False)
        self.out, self.text, self.base = out, text, base
        self.lines = [base]
        self.kind = "text"
        self.silent: list[str] = []
        self.links: list[tuple[int, str]] = []
        self.title: str | None = None
        self.heading: str | None = None
        self.byline: str | None = None
        self.published: date | None = None
        self._in_title = False
        self._heading_at = -1

    def feed(self, data: str) -> None:
        at = data.find("\n")
        while at >= 0:
            self.lines.append(self.base + at + 1)
            at = data.find("\n", at + 1)
        super().feed(data)

    @property
    def _at(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if self.silent or tag in _SILENT or _hidden(values):
            if tag not in _VOID:
                self.silent.append(tag)
        elif tag in _BLOCKS:
            self.out.close(self.kind)
            self.kind = _BLOCKS[tag]
            self._heading_at = self.out.here if tag == "h1" else -1
        elif tag == "br":
            self.out.decoded("\n", self._at, self._at)
        elif tag == "a":
            self.links.append((self.out.here, values.get("href") or ""))
        elif tag == "title":
            self._in_title = True
        elif tag == "meta":
            self._meta(values)
        elif tag == "time" and self.published is None:
            self.published = iso_date(values.get("datetime") or "")

    def handle_endtag(self, tag: str) -> None:
        if self.silent:
            if tag in self.silent:
                while self.silent.pop() != tag:
                    pass
            elif self.silent[0] in _OPTIONAL_END:
                self.silent.clear()
        elif tag in _BLOCKS:
            if tag == "h1" and self.heading is None and 0 <= self._heading_at < self.out.here:
                self.heading = "".join(self.out.pieces)[self._heading_at :].strip() or None
            self.out.close(self.kind)
            self.kind = "text"
        elif tag == "a" and self.links:
            self.out.link(*self.links.pop())
        elif tag == "title":
            self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title = self.title or _SPACE.sub(" ", data).strip() or None
        elif not self.silent:
            self._words(self._at, len(data))

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name}")

    def _reference(self, written: str) -> None:
        if self.silent or self._in_title:
            return
        start = self._at
        end = start + len(written)
        end += self.text[end : end + 1] == ";"
        self.out.decoded(unescape(self.text[start:end]), start, end)

    def _words(self, start: int, length: int) -> None:
        end = start + length
        for space in _SPACE.finditer(self.text, start, end):
            self.out.verbatim(self.text, start, space.start())
            if not self.out.at_block_start and not self.out.last.isspace():
                self.out.decoded(" ", space.start(), space.end())
            start = space.end()
        self.out.verbatim(self.text, start, end)

    def _meta(self, values: dict[str, str | None]) -> None:
        name = (values.get("name") or values.get("property") or "").lower()
        content = (values.get("content") or "").strip()
        if name in {"author", "article:author", "byl"} and content:
            self.byline = self.byline or content
        elif name in {"article:published_time", "date", "dc.date", "datepublished", "pubdate"}:
            self.published = iso_date(content) or self.published
