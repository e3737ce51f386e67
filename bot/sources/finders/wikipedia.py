"""Wikipedia and Wikidata as pointers: the official site of a body that the register lacks, and what an article cites.

An encyclopaedia is discovery: its own words are never evidence. What it leads to is fetched and judged by itself.

The shapes of the answers (`query.pages[].extlinks[].url`, `formatversion=2`; `entities.Q….claims.P856[]`) are written
from memory of the MediaWiki and Wikibase interfaces; they were not looked up live. See docs/sources.md.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.sources.finders.finder import Found, Lead, Service, Site, outcome
from bot.sources.relevance import address_words, rank, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.records import Attempt
    from bot.sources.finders.finder import Inquiry
    from bot.sources.page import Pages

_NAMES = 3
_LEADS = 3
_OFFICIAL_WEBSITE = "P856"
_ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class _Entry:
    """One article: its title, its item, the addresses that it cites, and its subject's official site."""

    title: str
    item: str | None
    references: tuple[str, ...]
    site: str | None = None


class Wikipedia:
    """Asks for the names in a claim.

    Args:
        pages: How the services are asked.
        is_discovery: Whether an address can never be evidence, so that it is no lead.
        language: Which Wikipedia.
        endpoints: Where `wikipedia` and `wikidata` are, if not at their own addresses.
    """

    name = "wikipedia"

    def __init__(
        self,
        pages: Pages,
        is_discovery: Callable[[str], bool],
        language: str = _ENGLISH,
        endpoints: Mapping[str, str] | None = None,
    ) -> None:
        known = endpoints or {}
        articles = known.get("wikipedia", f"https://{language}.wikipedia.org/w/api.php")
        self._articles = Service(pages, self.name, articles)
        self._items = Service(pages, self.name, known.get("wikidata", "https://www.wikidata.org/w/api.php"))
        self._is_discovery = is_discovery
        self._known: dict[str, asyncio.Task[tuple[list[_Entry], list[Attempt]]]] = {}

    async def find(self, inquiry: Inquiry) -> Found:
        """Official sites of the names in the claim, and the references of their articles that fit it."""
        plan = inquiry.plan
        unknown = [body.name for body in plan.owners if not body.site]
        answers = await asyncio.gather(*map(self._look_up, [*plan.named, *unknown][:_NAMES]))
        entries = list({entry.title: entry for found, _ in answers for entry in found}.values())
        urls = list(dict.fromkeys(url for entry in entries for url in entry.references if not self._is_discovery(url)))
        ranked = rank(plan, [address_words(url) for url in urls])[:_LEADS]
        leads = [Lead(urls[at], self.name, "cited by an encyclopaedia", score=score) for score, at in ranked]
        sites = [
            Site(entry.site, entry.title) for entry in entries if entry.site and not self._is_discovery(entry.site)
        ]
        return Found(tuple(leads), tuple(attempt for _, attempts in answers for attempt in attempts), tuple(sites))

    async def _look_up(self, name: str) -> tuple[list[_Entry], list[Attempt]]:
        if name not in self._known:
            self._known[name] = asyncio.ensure_future(self._ask(name))
        found, attempts = await asyncio.shield(self._known[name])
        return found, attempts

    async def _ask(self, name: str) -> tuple[list[_Entry], list[Attempt]]:
        answer, attempt = await self._articles.ask(
            {
                "action": "query",
                "format": "json",
                "formatversion": 2,
                "generator": "search",
                "gsrsearch": name,
                "gsrlimit": 3,
                "prop": "pageprops|extlinks",
                "ppprop": "wikibase_item",
                "ellimit": "max",
                "redirects": 1,
            }
        )
        if attempt:
            return [], [attempt]
        entries = [entry for entry in _entries(answer) if _is_about(entry.title, name)]
        sites, attempts = await self._sites([entry.item for entry in entries if entry.item])
        found = [_Entry(each.title, each.item, each.references, sites.get(each.item or "")) for each in entries]
        said = outcome(self._articles.url, self.name, len(found), f"articles on {name}")
        return found, [said, *attempts]

    async def _sites(self, items: list[str]) -> tuple[dict[str, str], list[Attempt]]:
        if not items:
            return {}, []
        answer, attempt = await self._items.ask(
            {"action": "wbgetentities", "format": "json", "ids": "|".join(items), "props": "claims"}
        )
        if attempt:
            return {}, [attempt]
        entities = answer.get("entities") if isinstance(answer, dict) else None
        found = {item: _official_website(entity) for item, entity in (entities or {}).items()}
        return {item: site for item, site in found.items() if site}, []


def _entries(answer: Any) -> list[_Entry]:  # noqa: ANN401 - JSON of others
    """The articles of an answer, in the order of the search; what is not of the known shape is left out."""
    pages = _dig(answer, "query", "pages")
    listed = [page for page in pages if isinstance(page, dict)] if isinstance(pages, list) else []
    return [
        _Entry(
            title=str(page.get("title") or ""),
            item=_dig(page, "pageprops", "wikibase_item"),
            references=tuple(_absolute(link["url"]) for link in page.get("extlinks") or () if _dig(link, "url")),
        )
        for page in sorted(listed, key=lambda page: page.get("index") or 0)
    ]


def _official_website(entity: Any) -> str | None:  # noqa: ANN401 - JSON of others
    statements = _dig(entity, "claims", _OFFICIAL_WEBSITE)
    for statement in statements if isinstance(statements, list) else ():
        value = _dig(statement, "mainsnak", "datavalue", "value")
        if (
            isinstance(value, str)
            and statement.get("rank") != "deprecated"
            and value.startswith(("http://", "https://"))
        ):
            return value
    return None


def _dig(value: Any, *keys: str) -> Any:  # noqa: ANN401 - JSON of others
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _absolute(url: str) -> str:
    return f"https:{url}" if url.startswith("//") else url


def _is_about(title: str, name: str) -> bool:
    """Whether an article is about a name: its title holds all words of it, or most of them and no other."""
    ours, theirs = tokens(name), tokens(title)
    return bool(ours) and (ours <= theirs or (theirs <= ours and len(theirs) > len(ours) / 2))
