"""An HTML page → what a reader sees of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

from bot.sources import metadata
from bot.sources.barrier import barrier
from bot.sources.blocks import Block, attribute, blocks, is_seen, join
from bot.sources.charset import clean
from bot.sources.extracted import Extract, Link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# What is longer than this is cut: no page that a reader could read is.
_MOST_MARKUP = 8_000_000
_MOST_LINKS = 5_000
# A page this short is small enough to be kept whole: nothing in it is worth the risk of losing a fact.
_SMALL = 3_000
_MAIN_SHARE = 0.5
_ASIDE_SHARE = 0.3
_MENU_SHARE = 0.8
_MENU_ITEM = 60
_FURNITURE = frozenset({"nav", "footer", "aside"})
_FURNITURE_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "search", "menu", "menubar", "dialog", "alertdialog"}
)
_FURNITURE_NAME = re.compile(
    r"(?:^|[-_])(?:cookies?|consent|gdpr|breadcrumbs?|share|sharing|social|newsletter|signup|related|recommended|sidebar|advert|ads?|"
    r"promo|menu|navbar|navigation|skip|popup|modal)(?:$|[-_])",
    re.IGNORECASE,
)


def extract(markup: str, url: str | None) -> Extract:
    """The text, title, dates and links of an HTML page.

    Args:
        markup: The page, decoded.
        url: Where it stands, for its relative links.
    """
    soup = BeautifulSoup(markup[:_MOST_MARKUP], "lxml")
    facts = metadata.read(soup, url)
    text = clean(_text(soup))
    title = clean(facts.title) if facts.title else None
    return Extract(
        text=text,
        title=title,
        publisher=clean(facts.publisher) if facts.publisher else None,
        published=facts.published,
        modified=facts.modified,
        links=tuple(_links(soup, url)),
        canonical=facts.canonical,
        scholarly=facts.scholarly,
        rates_claims=facts.rates_claims,
        news=facts.news,
        blocked=barrier(text, title, scripted=soup.find(["script", "noscript"]) is not None, free=facts.free),
    )


def _text(soup: BeautifulSoup) -> str:
    body = soup.body or soup
    whole = list(blocks(body))
    size = _size(whole)
    if size <= _SMALL:
        return join(whole)
    main = _main(body, size)
    parts = list(blocks(main or body, _is_content(size)))
    if main is None and (hull := _hull(parts, str(soup))):
        parts = hull
    parts = list(_without_menus(parts))
    return join(_titled(parts, body)) if _size(parts) > size * 0.1 else join(whole)


def _size(parts: list[Block]) -> int:
    return sum(len(part.text) for part in parts)


def _main(body: Tag, size: int) -> Tag | None:
    """The element that the page itself calls its main part, where it holds most of the text."""
    named = [*body.find_all("main"), *body.find_all(role="main"), *body.find_all("article")]
    return next((tag for tag in named if is_seen(tag) and _size(list(blocks(tag))) >= size * _MAIN_SHARE), None)


def _is_content(size: int) -> Callable[[Tag], bool]:
    def keep(tag: Tag) -> bool:
        if not is_seen(tag):
            return False
        if tag.name in _FURNITURE or attribute(tag, "role") in _FURNITURE_ROLES:
            return tag.find_parent("blockquote") is not None
        if not _named_furniture(tag) or tag.find(["main", "article", "h1"]):
            return True
        return len(tag.get_text()) > size * _ASIDE_SHARE

    return keep


def _named_furniture(tag: Tag) -> bool:
    if tag.name not in {"div", "section", "ul", "ol", "header", "p", "span"}:
        return False
    names = [attribute(tag, "id"), *attribute(tag, "class").split()]
    return any(_FURNITURE_NAME.search(name) for name in names if name)


def _hull(parts: list[Block], markup: str) -> list[Block] | None:
    """The blocks from the first to the last that trafilatura counts to the main text; None if it finds little."""
    import trafilatura

    found = trafilatura.extract(markup, favor_recall=True, include_comments=False) or ""
    core = " ".join(found.split())
    inside = [at for at, part in enumerate(parts) if len(part.text) > _MENU_ITEM and part.text[:_MENU_ITEM] in core]
    if not inside or len(core) < _size(parts) * _ASIDE_SHARE:
        return None
    first = next((at for at in range(inside[0], -1, -1) if parts[at].kind == "heading"), inside[0])
    return parts[first : inside[-1] + 1]


def _without_menus(parts: list[Block]) -> Iterator[Block]:
    """All but short list items that are nothing but links, where three or more stand together."""
    run: list[Block] = []
    for part in [*parts, None]:
        if part and part.kind == "item" and len(part.text) < _MENU_ITEM and part.linked > len(part.text) * _MENU_SHARE:
            run.append(part)
            continue
        yield from run if len(run) < 3 else ()  # noqa: PLR2004 - two links are no menu
        run = []
        if part:
            yield part


def _titled(parts: list[Block], body: Tag) -> list[Block]:
    """The blocks with the page's heading before them, where it stands outside of the main part."""
    heading = body.find("h1")
    words = " ".join(heading.get_text(" ").split()) if heading and is_seen(heading) else ""
    if not words or any(part.text == words for part in parts):
        return parts
    return [Block("heading", words), *parts]


def links(markup: str, url: str | None) -> Iterator[Link]:
    """The links of an HTML page, in order, each address once."""
    return _links(BeautifulSoup(markup[:_MOST_MARKUP], "lxml"), url)


def _links(soup: BeautifulSoup, url: str | None) -> Iterator[Link]:
    base = soup.find("base", href=True)
    root = _join(url or "", attribute(base, "href")) if base else url
    seen: set[str] = set()
    for tag in soup.find_all("a", href=True):
        target = _join(root or "", attribute(tag, "href").strip())
        if target and target not in seen:
            seen.add(target)
            yield Link(target, clean(" ".join(tag.get_text(" ").split()))[:300])
        if len(seen) >= _MOST_LINKS:
            return


def _join(base: str, target: str) -> str | None:
    try:
        address = urljoin(base, target).partition("#")[0]
        return address if urlsplit(address).scheme in {"http", "https"} and urlsplit(address).hostname else None
    except ValueError:
        return None
