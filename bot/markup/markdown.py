"""Markdown → prose, by tree-sitter's grammars, which give the place of every mark.

What is left out: code blocks, link targets, images' targets, footnote marks, comments, front matter. The text of
emphasis, links, inline code and image descriptions stays.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

import tree_sitter_markdown
from tree_sitter import Language, Parser, Range

from bot.language.datelines import day
from bot.markup import html
from bot.markup.dates import iso_date
from bot.markup.prose import Builder, Prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tree_sitter import Node

_LINKS = frozenset({"inline_link", "full_reference_link", "collapsed_reference_link", "shortcut_link"})
_DROPPED = frozenset(
    {"emphasis_delimiter", "code_span_delimiter", "html_tag", "latex_span_delimiter", "block_continuation"}
)
_SILENT = frozenset(
    {"fenced_code_block", "indented_code_block", "link_reference_definition", "minus_metadata", "plus_metadata",
     "thematic_break"}
)  # fmt: skip
_WIDE = re.compile(r"[^\x00-\x7f]")
_KINDS = {"atx_heading": "heading", "setext_heading": "heading", "pipe_table_cell": "cell"}


@cache
def parsers() -> tuple[Parser, Parser]:
    """The parser of blocks and the parser of what stands in a line."""
    return (
        Parser(Language(tree_sitter_markdown.language())),
        Parser(Language(tree_sitter_markdown.inline_language())),
    )


def read(text: str) -> Prose:
    """The prose of a Markdown file; title, byline and date come from its front matter, then from its first heading."""
    reader = _Reader(text)
    reader.block(reader.root, "text")
    title, byline, published = _front_matter(reader.front)
    return reader.out.build(title=title, byline=byline, published=published)


class _Reader:
    """One file on its way to prose. tree-sitter counts bytes; `offsets` turns them into code points."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.data = text.encode("utf-8", "surrogatepass")
        self.offsets: Sequence[int] = offsets_of(text, self.data)
        self.out = Builder()
        self.root = parsers()[0].parse(self.data).root_node
        self.front = ""
        self.references: dict[str, str] = {}
        for node in descendants(self.root, "link_reference_definition"):
            label, target = _child(node, "link_label"), _child(node, "link_destination")
            if label and target:
                self.references[self.slice(label).strip("[]").casefold()] = self.slice(target).strip("<>")

    def at(self, byte: int) -> int:
        return self.offsets[byte]

    def slice(self, node: Node) -> str:
        return self.text[self.at(node.start_byte) : self.at(node.end_byte)]

    def block(self, node: Node, kind: str) -> None:
        stack = [(node, kind)]
        while stack:
            node, kind = stack.pop()
            if node.type in {"inline", "pipe_table_cell"}:
                self.inline(node)
                self.out.close(_KINDS.get(node.type, kind))
            elif node.type == "html_block":
                html.fill(self.out, self.text, self.at(node.start_byte), self.at(node.end_byte))
            elif node.type in {"minus_metadata", "plus_metadata"}:
                self.front = self.slice(node)
            elif node.type not in _SILENT:
                inner = "item" if node.type == "list_item" else _KINDS.get(node.type, kind)
                stack.extend((child, inner) for child in reversed(node.named_children))

    def inline(self, node: Node) -> None:
        parser = parsers()[1]
        parser.included_ranges = list(ranges(node))
        for part in descendants(parser.parse(self.data).root_node, "inline"):
            self.spans(part, node)
            break

    def spans(self, tree: Node, block: Node) -> None:
        """Copy what lies between the marks. `cursor` is the byte up to which the block has been read."""
        cursor = block.start_byte
        continued = [(c.start_byte, c.end_byte, "") for c in block.children if c.type == "block_continuation"]
        skips = sorted([*self._marks(tree), *continued])
        opened: list[tuple[int, int, str]] = []
        for start, end, shown in [*skips, (block.end_byte, block.end_byte, "")]:
            self._copy(cursor, start)
            if shown.startswith("\0"):  # a link begins here and ends at the byte that the mark names
                stop, url = shown[1:].split("\0", 1)
                opened.append((self.out.here, int(stop), url))
            elif start >= cursor:
                self.out.decoded(shown, self.at(start), self.at(end))
            cursor = max(cursor, end)
            while opened and cursor >= opened[-1][1]:
                begun, _, url = opened.pop()
                self.out.link(begun, url)

    def _copy(self, start: int, end: int) -> None:
        self.out.verbatim(self.text, self.at(start), self.at(max(start, end)))

    def _marks(self, tree: Node) -> Iterator[tuple[int, int, str]]:
        """Stretches to leave out, each with what a reader sees in its place."""
        stack = [tree]
        while stack:
            node = stack.pop()
            start, end = node.start_byte, node.end_byte
            if node.type in _DROPPED:
                yield start, end, ""
            elif node.type == "hard_line_break":
                yield start, end, "\n"
            elif node.type in {"entity_reference", "numeric_character_reference"}:
                yield start, end, unescape(self.slice(node))
            elif node.type == "backslash_escape":
                yield start, start + 1, ""
            elif node.type in {"uri_autolink", "email_autolink"}:
                url = self.slice(node)[1:-1]
                yield start, start + 1, f"\0{end}\0{url}"
                yield end - 1, end, ""
            elif node.type in _LINKS or node.type == "image":
                yield from self._link(node)
                stack.extend(c for c in node.named_children if c.type in {"link_text", "image_description"})
            else:
                stack.extend(node.named_children)

    def _link(self, node: Node) -> Iterator[tuple[int, int, str]]:
        words = _child(node, "link_text") or _child(node, "image_description")
        if words is None:
            yield node.start_byte, node.end_byte, ""
            return
        label, target = self.slice(words), _child(node, "link_destination")
        if node.type == "shortcut_link" and label.startswith("^"):  # a footnote's mark, with the colon that defines it
            colon = self.data[node.end_byte : node.end_byte + 1] == b":"
            yield node.start_byte, node.end_byte + colon, ""
            return
        reference = _child(node, "link_label")
        key = self.slice(reference).strip("[]") if reference else label
        url = self.slice(target).strip("<>") if target else self.references.get(key.casefold(), "")
        if node.type == "shortcut_link" and not url:  # square brackets in prose are not a link
            return
        if node.type != "image":
            yield node.start_byte, words.start_byte, f"\0{node.end_byte}\0{url}"
        else:
            yield node.start_byte, words.start_byte, ""
        yield words.end_byte, node.end_byte, ""


def ranges(node: Node) -> Iterator[Range]:
    """The stretches of an inline node without the marks that continue a quotation or list on its next line."""
    start, point = node.start_byte, node.start_point
    for child in node.children:
        if child.type == "block_continuation" and child.start_byte < child.end_byte:
            yield Range(point, child.start_point, start, child.start_byte)
            start, point = child.end_byte, child.end_point
    yield Range(point, node.end_point, start, node.end_byte)


def _child(node: Node, kind: str) -> Node | None:
    return next((child for child in node.children if child.type == kind), None)


def descendants(root: Node, kind: str) -> Iterator[Node]:
    """The outermost nodes of a kind, in order."""
    stack = [root]
    while stack:
        node = stack.pop()
        if node.type == kind:
            yield node
        else:
            stack.extend(reversed(node.children))


def offsets_of(text: str, data: bytes) -> Sequence[int]:
    """The code point of `text` that each byte of `data`, its UTF-8, belongs to."""
    if len(text) == len(data):
        return range(len(text) + 1)
    offsets: list[int] = []
    at = 0
    for match in _WIDE.finditer(text):
        offsets.extend(range(at, match.start()))
        offsets.extend([match.start()] * len(match.group().encode("utf-8", "surrogatepass")))
        at = match.end()
    offsets.extend(range(at, len(text) + 1))
    return offsets


def _front_matter(block: str) -> tuple[str | None, str | None, date | None]:
    if not block:
        return None, None, None
    try:
        fields = _fields(block)
    except (ValueError, RecursionError):
        return None, None, None
    if not isinstance(fields, dict):
        return None, None, None
    byline = fields.get("author") or fields.get("byline")
    return _words(fields.get("title")), _words(byline), _date(fields.get("date") or fields.get("published"))


def _date(value: object) -> date | None:
    """A date, or words that name one; a list of lists of lists is never spelt out."""
    when = str(value) if isinstance(value, str | date) else ""
    return iso_date(when) or day(when)


def _fields(block: str) -> object:
    """What front matter says, in YAML or, between plus signs, in TOML.

    Raises:
        ValueError: It is neither.
    """
    if block.startswith("+"):
        import tomllib

        return tomllib.loads(block.strip().strip("+"))
    import yaml

    try:
        return yaml.safe_load(block.strip().strip("-"))
    except yaml.YAMLError as error:
        raise ValueError("not YAML") from error


def _words(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
