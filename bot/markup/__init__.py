"""Plain text, Markdown and HTML → prose: what a reader sees, with the place in the file of every character.

It knows no article. Each reader is `read(text) -> Prose`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.markup.prose import Prose

MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd"})
HTML = frozenset({".html", ".htm", ".xhtml"})


def read(text: str, suffix: str) -> Prose:
    """The prose of a file's text; `suffix` (`.md`, `.html`, anything else: plain) says how it is marked up."""
    if suffix.lower() in MARKDOWN:
        from bot.markup import markdown

        return markdown.read(text)
    if suffix.lower() in HTML:
        from bot.markup import html

        return html.read(text)
    from bot.markup import plain

    return plain.read(text)


def listings(text: str, suffix: str) -> list[tuple[int, int]]:
    """The stretches of a file that are code, in order: where a mark is an example of itself. Only Markdown says so."""
    if suffix.lower() not in MARKDOWN:
        return []
    from bot.markup.code import stretches

    return stretches(text)
