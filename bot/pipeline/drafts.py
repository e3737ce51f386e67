"""Drafts from where they are: a file, standard input, or the web, as `factcheck run https://…` reads them."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from bot import article
from bot.errors import FetchError
from bot.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.article import Article
    from bot.settings import Settings
    from bot.sources.extracted import Extract
    from bot.sources.page import Page

_WORD = re.compile(r"[^\W_]+")
_RUN = 3
_HTML = frozenset({"text/html", "application/xhtml+xml"})


def is_url(path: str) -> bool:
    """Whether a draft is on the web."""
    return urlsplit(path).scheme in {"http", "https"}


def read(path: str, settings: Settings) -> Article:
    """The draft at `path`: a file, `-` for standard input, or an address.

    Raises:
        UserError: It is no text that can be read, or holds no words.
        FetchError: The address cannot be read, or does not show what it holds.
    """
    return asyncio.run(fetched(path, settings)) if is_url(path) else article.read(path)


async def fetched(url: str, settings: Settings) -> Article:
    """The draft at an address, politely fetched; its spans lie in the page as decoded, or in the text of a PDF."""
    from bot.sources import extract
    from bot.sources.fetch import Fetcher

    async with Fetcher(settings) as fetcher:
        page = await fetcher.get(url)
    shown = extract.read(page)
    if shown.blocked:
        raise FetchError(f"{url}: {shown.blocked}", reason="blocked", status=page.status)
    return _from_html(page, shown) if _is_html(page) else article.from_text(shown.text, url, suffix=".txt")


def _is_html(page: Page) -> bool:
    return page.media_type in _HTML or b"<html" in page.content[:2048].lower()


def _from_html(page: Page, shown: Extract) -> Article:
    from bot.sources.charset import decode

    text, encoding = decode(page.content, page.charset)
    draft = article.from_text(text, page.requested_url, encoding=encoding, suffix=".html")
    main, body = _runs([shown.text]), _body(text)
    return replace(
        draft,
        published=draft.published or shown.published,
        title=draft.title or shown.title,
        links=tuple(replace(link, url=urljoin(page.url, link.url)) for link in draft.links),
        sentences=tuple(
            each
            if body.contains(draft.source_span(each.start, each.end)) and _within(each.text, main)
            else replace(each, kind="boilerplate")
            for each in draft.sentences
        ),
    )


def _body(text: str) -> Span:
    """What the page itself calls its main part, where it does: from its first mark to its last."""
    for mark in ("main", "article"):
        opened, closed = re.search(rf"<{mark}\b", text), text.rfind(f"</{mark}>")
        if opened and closed > opened.start():
            return Span(opened.start(), closed)
    return Span(0, len(text))


def _runs(texts: Iterable[str]) -> set[tuple[str, ...]]:
    """The runs of three words in texts; a shorter text is one run."""
    found: set[tuple[str, ...]] = set()
    for text in texts:
        words = _WORD.findall(text.lower())
        found |= {tuple(words[at : at + _RUN]) for at in range(max(len(words) - _RUN + 1, 1))}
    return found


def _within(text: str, main: set[tuple[str, ...]]) -> bool:
    """Whether a sentence belongs to what the page is about, and not to its menus: most of its words stand there."""
    own = _runs([text])
    return len(own) == 1 or 2 * len(own & main) >= len(own)
