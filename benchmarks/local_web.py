"""The local copy of the web: every page that the test server plays, and what its services may answer.

`load()` gives the pages: those under `fixtures/web/pages`, the distractors, and for each host its home page, newsroom
index, sitemap and robots.txt. `search()` is the word-overlap search of a metasearch engine. `SERVICES` is the plain
data of `fixtures/web/services.json`. Nothing here opens a socket or knows a finder.

Run as a script, it prints what there is.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parent))  # so that tests can load this file from where they stand

import distractors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).parent.parent / "fixtures" / "web"
SERVICES: dict[str, Any] = json.loads((ROOT / "services.json").read_text("utf-8"))
_TYPES = {".html": "text/html; charset=utf-8", ".htm": "text/html; charset=utf-8", ".pdf": "application/pdf"}
_INDEX = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{name}: {title}</title></head>
<body><main><h1>{name}</h1>
<ul>
{items}
</ul></main></body></html>
"""
_ABOUT = ("status", "publisher", "title", "published", "tier", "trap", "wayback", "summary")
_WORD = re.compile(r"[\w]+(?:[.,]\d+)*")
_COMMON = frozenset("a an and as at by for from has have in is it its of on or that the to was were with".split())


@dataclass(frozen=True, slots=True)
class Page:
    """What a host answers for a path (which starts without a slash; the home page's is empty).

    `planted`: a page that an expectation may rest on. `trap`: what the page is instead of what it seems. `wayback`: the
    time (YYYYMMDDhhmmss) of an archived copy; where `status` is 404, `body` is what only that copy still holds.
    `summary`: what a search engine knows of a PDF.
    """

    host: str
    path: str
    body: bytes
    content_type: str = _TYPES[".html"]
    status: int = 200
    publisher: str = ""
    title: str = ""
    published: str | None = None
    tier: str = "primary"
    planted: bool = False
    trap: str | None = None
    wayback: str | None = None
    summary: str = ""

    @property
    def url(self) -> str:
        """Where the local web serves it."""
        return f"http://{self.host}/{self.path}"


@cache
def load() -> dict[tuple[str, str], Page]:
    """All pages by host and path. The local web knows no query strings."""
    pages = {(page.host, page.path): page for page in (*_distracting(), *_planted())}
    for page in tuple(_indexes(pages.values())):
        pages.setdefault((page.host, page.path), page)
    return pages


def search(query: str, limit: int = 10) -> list[Page]:
    """The pages that share most words with the query, as a metasearch engine finds them: copies and all."""
    wanted = _words(query)
    scores: Counter[tuple[str, str]] = Counter()
    rare = _index()
    for word in wanted:
        for key in rare.get(word, ()):
            scores[key] += 1 + 1 / len(rare[word])
    best = sorted(scores, key=lambda key: (-scores[key], key))
    return [load()[key] for key in best[:limit]]


def snippet(page: Page, query: str, width: int = 200) -> str:
    """The stretch of a page's text that an engine would show below its title."""
    wanted = _words(query)
    return max(lines(page), key=lambda line: len(wanted & _words(line)), default="")[:width]


def lines(page: Page) -> list[str]:
    """The paragraphs of an HTML page, tags taken away; of a PDF, its summary."""
    if page.content_type == "application/pdf":
        return [page.summary]
    main = re.search(r"<main>(.*)</main>", page.body.decode(), re.DOTALL)
    blocks = re.findall(r"<(?:p|h2|td|li)\b[^>]*>(.*?)</(?:p|h2|td|li)>", main[1] if main else "", re.DOTALL)
    return [re.sub(r"<[^>]+>", "", block).replace("&amp;", "&").strip() for block in blocks]


def _words(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.lower()) if word not in _COMMON}


@cache
def _index() -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for key, page in load().items():
        if page.status == HTTPStatus.OK and page.title and not page.trap:
            for word in _words(f"{page.title} {page.publisher} {' '.join(lines(page))}"):
                found.setdefault(word, []).append(key)
    return found


def _planted() -> Iterator[Page]:
    root = ROOT / "pages"
    for card in sorted(root.rglob("*.json")):
        file = next(card.with_suffix(suffix) for suffix in _TYPES if card.with_suffix(suffix).exists())
        about = json.loads(card.read_text("utf-8"))
        host, path = file.relative_to(root).as_posix().split("/", 1)
        yield Page(
            host=host,
            path=path,
            body=file.read_bytes(),
            content_type=_TYPES[file.suffix],
            planted=not (about.get("trap") or about.get("crowd")),
            **{key: about[key] for key in _ABOUT if key in about},
        )


def _distracting() -> Iterator[Page]:
    for draft in (*distractors.drafts(), *_copies(), *_encyclopaedia()):
        yield Page(
            host=draft.host,
            path=draft.path,
            body=distractors.html(draft).encode(),
            publisher=draft.publisher,
            title=draft.title,
            published=draft.published,
            tier=draft.tier,
        )


def _copies() -> Iterator[distractors.Draft]:
    for page in _planted():
        text = [line for line in lines(page) if len(line) > 40]  # noqa: PLR2004 - a paragraph, not a table's cell
        html = page.content_type != "application/pdf" and page.status == HTTPStatus.OK
        if page.planted and html and page.host.endswith(".example"):
            about = (page.publisher, page.title, page.published, page.tier)
            yield from distractors.copies(distractors.Draft(page.host, page.path, *about, tuple(text)))


def _encyclopaedia() -> Iterator[distractors.Draft]:
    for entry in SERVICES["wikipedia"]:
        path = f"wiki/{entry['title'].replace(' ', '_')}"
        text = (*entry["text"], "An encyclopaedia entry: anyone may have written it.")
        links = (*entry["references"], *filter(None, [entry["official_website"]]))
        yield distractors.Draft(
            "encyclopaedia.example", path, "Encyclopaedia", entry["title"], None, "discovery", text, links
        )


def _indexes(pages: Iterable[Page]) -> Iterator[Page]:
    hosts: dict[str, list[Page]] = {}
    for page in pages:
        hosts.setdefault(page.host, []).append(page)
    for host, own in hosts.items():
        listed = sorted(
            (page for page in own if page.status == HTTPStatus.OK), key=lambda page: (page.published or "", page.path)
        )
        listed.reverse()
        name = own[0].publisher
        items = "\n".join(f'<li>{page.published or ""} <a href="/{page.path}">{page.title}</a></li>' for page in listed)
        for path, title in (("", "Home"), ("news/", "News")):
            body = _INDEX.format(name=name, title=title, items=items)
            yield Page(host=host, path=path, body=body.encode(), publisher=name)
        yield Page(host=host, path="sitemap.xml", body=_sitemap(listed).encode(), content_type="application/xml")
        robots = SERVICES["robots"].get(host, f"User-agent: *\nAllow: /\nSitemap: http://{host}/sitemap.xml\n")
        yield Page(host=host, path="robots.txt", body=robots.encode(), content_type="text/plain; charset=utf-8")


def _sitemap(pages: Iterable[Page]) -> str:
    entries = "\n".join(
        f"<url><loc>{page.url}</loc>{f'<lastmod>{page.published}</lastmod>' if page.published else ''}</url>"
        for page in pages
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}\n</urlset>\n'


def main() -> None:
    """Print how many pages there are, by tier and host."""
    pages = [page for page in load().values() if page.title]
    planted = sum(page.planted for page in pages)
    hosts = Counter(page.host for page in pages)
    print(f"{len(pages)} pages on {len(hosts)} hosts: {planted} planted, {len(pages) - planted} others")
    print(dict(Counter(page.tier for page in pages)))
    for host, count in hosts.most_common(12):
        print(f"{count:5} {host}")


if __name__ == "__main__":
    main()
