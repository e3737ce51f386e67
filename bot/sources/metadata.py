"""What a page says of itself: title, publisher, dates, its own address."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from bot.markup.dates import iso_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from bs4 import BeautifulSoup, Tag

_TITLE = ("citation_title", "og:title", "dc.title", "dcterms.title", "twitter:title")
_PUBLISHER = ("citation_publisher", "og:site_name", "dc.publisher", "dcterms.publisher", "application-name")
_PUBLISHED = (
    "article:published_time",
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "datepublished",
    "pubdate",
    "publishdate",
    "date",
    "parsely-pub-date",
)
_MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "datemodified",
)
_SLASHED = re.compile(r"((?:19|20)\d\d)/(\d\d?)/(\d\d?)(?!\d)")
_IN_PATH = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?!\d)")
_MOST_JSON = 200_000
_DEEPEST_JSON = 6


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the head of a page states; None where it is silent. `free` is False where the page says that it costs."""

    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    modified: date | None = None
    canonical: str | None = None
    free: bool = True
    scholarly: bool = False
    rates_claims: bool = False
    news: bool = False


def read(soup: BeautifulSoup, url: str | None) -> Metadata:
    """The metadata of a parsed page that stands at `url`."""
    names, facts = _names(soup), tuple(_linked_data(soup))
    return Metadata(
        title=_first(names, _TITLE) or _heading(soup) or _words(soup.title),
        publisher=_first(names, _PUBLISHER) or next(_publishers(facts), None),
        published=_date(names, _PUBLISHED) or _dated(facts, "datePublished") or _time(soup) or _path_date(url),
        modified=_date(names, _MODIFIED) or _dated(facts, "dateModified"),
        canonical=_canonical(soup, url),
        free=not any(str(fact.get("isAccessibleForFree", "")).lower() == "false" for fact in facts),
        scholarly="citation_journal_title" in names or _is_a(facts, "ScholarlyArticle"),
        rates_claims=_is_a(facts, "ClaimReview"),
        news=_is_a(facts, "NewsArticle") or _is_a(facts, "ReportageNewsArticle"),
    )


def _is_a(facts: Iterable[dict[str, Any]], kind: str) -> bool:
    return any(fact.get("@type") == kind or kind in (fact.get("@type") or ()) for fact in facts)


def _names(soup: BeautifulSoup) -> dict[str, str]:
    names: dict[str, str] = {}
    for tag in soup.find_all("meta"):
        name = tag.get("name") or tag.get("property") or tag.get("itemprop") or tag.get("http-equiv")
        content = " ".join(str(tag.get("content") or "").split())
        if name and content:
            names.setdefault(str(name).lower(), content)
    return names


def _first(names: dict[str, str], keys: Iterable[str]) -> str | None:
    return next((names[key] for key in keys if key in names), None)


def _date(names: dict[str, str], keys: Iterable[str]) -> date | None:
    return next((found for key in keys if key in names and (found := _day(names[key]))), None)


def _day(text: str) -> date | None:
    slashed = _SLASHED.match(text.strip())
    return iso_date("{}-{:0>2}-{:0>2}".format(*slashed.groups()) if slashed else text)


def _words(tag: Tag | None) -> str | None:
    return (" ".join(tag.get_text(" ").split()) or None) if tag else None


def _heading(soup: BeautifulSoup) -> str | None:
    headings = soup.find_all("h1", limit=2)
    return _words(headings[0]) if len(headings) == 1 else None


def _time(soup: BeautifulSoup) -> date | None:
    """The day of the first `<time>` that says it is the page's own, or that stands with the heading."""
    for tag in soup.find_all("time", limit=5):
        marked = tag.has_attr("pubdate") or "datePublished" in str(tag.get("itemprop") or "")
        if (marked or tag.find_parent("header")) and (day := _day(str(tag.get("datetime") or tag.get_text()))):
            return day
    return None


def _path_date(url: str | None) -> date | None:
    found = _IN_PATH.search(urlsplit(url).path) if url else None
    return iso_date("{}-{:0>2}-{:0>2}".format(*found.groups())) if found else None


def _canonical(soup: BeautifulSoup, url: str | None) -> str | None:
    tag = soup.find("link", rel="canonical")
    named = soup.find("meta", property="og:url")
    target = str((tag.get("href") if tag else None) or (named.get("content") if named else None) or "").strip()
    with suppress(ValueError):
        address = urljoin(url or "", target)
        if target and urlsplit(address).scheme in {"http", "https"}:
            return address
    return None


def _linked_data(soup: BeautifulSoup) -> Iterator[dict[str, Any]]:
    """The objects of all JSON-LD scripts (https://schema.org), nested ones too."""
    for script in soup.find_all("script", type="application/ld+json", limit=10):
        with suppress(ValueError, RecursionError):
            yield from _objects(json.loads(script.get_text()[:_MOST_JSON]), _DEEPEST_JSON)


def _objects(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth and isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "hasPart"):
            yield from _objects(value.get(key), depth - 1)
    elif depth and isinstance(value, list):
        for item in value:
            yield from _objects(item, depth - 1)


def _publishers(facts: Iterable[dict[str, Any]]) -> Iterator[str]:
    for fact in facts:
        publisher = fact.get("publisher")
        name = publisher.get("name") if isinstance(publisher, dict) else publisher
        if isinstance(name, str) and name.strip():
            yield " ".join(name.split())


def _dated(facts: Iterable[dict[str, Any]], key: str) -> date | None:
    values = (fact.get(key) for fact in facts)
    return next((day for value in values if isinstance(value, str) and (day := _day(value))), None)
