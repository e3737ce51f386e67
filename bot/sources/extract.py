"""Bytes of a source → what a reader sees: HTML, PDF, Markdown and plain text.

Whatever the bytes are, the end is an `Extract`: with text, or with `blocked` saying why there is none.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.sources.barrier import barrier, led_home
from bot.sources.charset import clean, decode
from bot.sources.extracted import Extract, Link

if TYPE_CHECKING:
    from bot.sources.page import Page

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_MARKDOWN = frozenset({"text/markdown", "text/x-markdown"})
_PDF = frozenset({"application/pdf", "application/x-pdf"})
_UNNAMED = frozenset({None, "application/octet-stream", "binary/octet-stream", "text/plain"})
_SUFFIXES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".pdf": "application/pdf",
    ".txt": "text/plain",
    ".text": "text/plain",
}
_MOST_CONTROL = 0.05
_MOST_TEXT = 8_000_000


def kind(name: str) -> str | None:
    """The media type that the suffix of a file name or URL stands for, where it is one that is read."""
    return _SUFFIXES.get(PurePosixPath(urlsplit(name).path).suffix.lower())


def read(page: Page) -> Extract:
    """What a fetched page shows; one that led to the site's front page instead is blocked."""
    extracted = extract(page.content, page.media_type, page.url, page.charset)
    if extracted.blocked is None and led_home(page.requested_url, page.url):
        return replace(extracted, blocked="the page is not there: the site's front page came in its place")
    modified = extracted.modified or (page.modified.date() if page.modified else None)
    return replace(extracted, modified=modified)


def extract(
    content: bytes, media_type: str | None = None, url: str | None = None, charset: str | None = None
) -> Extract:
    """What `content` shows to a reader.

    Args:
        content: The bytes, decompressed.
        media_type: What the server says they are; where that is nothing or vague, they are looked at.
        url: Where they come from: for relative links, and for its suffix.
        charset: What the server says they are encoded in.

    Returns:
        An extract. It never raises for what the bytes hold.
    """
    found = _media_type(content, media_type, url)
    if found in _PDF:
        from bot.sources import pdf

        return pdf.extract(content)
    if _is_binary(content):
        return Extract("", blocked="is neither a text nor a PDF")
    text = decode(content, charset)[0][:_MOST_TEXT].replace("\0", "")
    if found in _HTML:
        from bot.sources import html

        return html.extract(text, url)
    return _markdown(text) if found in _MARKDOWN else _plain(text)


def _media_type(content: bytes, media_type: str | None, url: str | None) -> str | None:
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\0").lower()
    if start.startswith(b"%pdf-"):
        return "application/pdf"
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return "text/html"
    if media_type in _UNNAMED:
        return (kind(url) if url else None) or media_type or ("text/html" if b"<html" in start else None)
    return media_type


def _is_binary(content: bytes) -> bool:
    """Whether many of the first bytes are control characters, which no text holds (UTF-16 and 32 apart)."""
    head = content[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
        return False
    control = sum(byte < 9 or 13 < byte < 27 for byte in head)  # noqa: PLR2004 - tab to carriage return, escape
    return control > len(head) * _MOST_CONTROL


def _plain(text: str) -> Extract:
    words = clean(text).strip()
    title = next((line.strip() for line in words.split("\n") if line.strip()), None)
    return Extract(words, title=title[:200] if title else None, blocked=barrier(words, None))


def _markdown(text: str) -> Extract:
    from bot import markup

    prose = markup.read(clean(text), ".md")
    return Extract(
        prose.text.rstrip(),
        title=prose.title,
        published=prose.published,
        links=tuple(Link(url, prose.text[start:end]) for start, end, url in prose.links),
        blocked=barrier(prose.text, None),
    )
