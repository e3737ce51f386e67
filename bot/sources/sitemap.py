"""Sitemaps (https://www.sitemaps.org/protocol.html), their indexes, RSS and Atom: what a site says that it holds."""

from __future__ import annotations

import re
from html import unescape

from bot.errors import FetchError
from bot.sources.charset import decode
from bot.sources.extracted import Link
from bot.sources.inflate import Inflater

_GZIP = b"\x1f\x8b"
_MOST_BYTES = 50_000_000  # the protocol's own limit
_MOST_ENTRIES = 50_000
_ENTRY = re.compile(r"<(url|sitemap|item|entry)\b[^>]*>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
_ADDRESS = re.compile(
    r"<(?:loc|link)\b[^>]*>\s*(?:<!\[CDATA\[)?\s*(https?://[^\s<\]]+)|"
    r"<link\b[^>]*\bhref=[\"'](https?://[^\"']+)",
    re.IGNORECASE,
)
_TITLE = re.compile(r"<(?:\w+:)?title\b[^>]*>\s*(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?\s*</", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^>]+>")


def entries(content: bytes) -> list[Link]:
    """The addresses of a sitemap or feed with their titles, where it states them, in order.

    It is read by its patterns and never parsed as XML, so that entities do no harm and a broken file gives what it
    holds. A gzipped file is unpacked, with a cap.
    """
    text = decode(_unpacked(content))[0]
    found = []
    for entry in _ENTRY.finditer(text):
        address = _ADDRESS.search(entry[2])
        if address:
            title = _TITLE.search(entry[2])
            words = " ".join(_TAG.sub(" ", unescape(title[1])).split()) if title else ""
            found.append(Link(unescape(address[1] or address[2]), words[:300]))
        if len(found) >= _MOST_ENTRIES:
            break
    return found


def _unpacked(content: bytes) -> bytes:
    if not content.startswith(_GZIP):
        return content
    try:
        return Inflater("gzip", _MOST_BYTES).feed(content)
    except FetchError:
        return b""
