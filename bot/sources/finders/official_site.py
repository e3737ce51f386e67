"""The official site of the body whose fact it is: its sitemap, its front page and newsroom, its search form.

What a site holds is asked for once a run; each claim then picks the pages whose address and link words fit it best.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.errors import FetchError
from bot.sources.finders.finder import Found, Lead, Site, failed, outcome
from bot.sources.relevance import address_words, rank
from bot.sources.sitemap import entries

if TYPE_CHECKING:
    from bot.records import Attempt
    from bot.sources.extracted import Link
    from bot.sources.finders.finder import Inquiry
    from bot.sources.page import Page, Pages
    from bot.sources.plan import Plan

_SITES = 3
_HUBS = 6
_SITEMAPS = 6
_LEADS = 5
_SITEMAP = re.compile(r"\.xml(?:\.gz)?$")
_HUB = re.compile(
    r"\b(?:news(?:room)?|press|media|releases?|publications?|reports?|statistics|data|figures|research|budgets?|minutes|"
    r"documents?|library|archive|council|investors?|results|decisions?|surveys?|bulletins?)\b",
    re.IGNORECASE,
)
_ASSET = re.compile(r"\.(?:jpe?g|png|gif|svg|css|js|ico|zip|mp[34]|docx?|xlsx?|pptx?|csv)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Contents:
    """What is known of a site: its pages with the words of the links to them, its search form, and what was tried."""

    links: tuple[Link, ...] = ()
    search: str | None = None
    attempts: tuple[Attempt, ...] = ()


class OfficialSite:
    """Looks through official sites.

    Args:
        pages: How pages are read.
    """

    name = "official_site"

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._sites: dict[str, asyncio.Task[_Contents]] = {}

    async def find(self, inquiry: Inquiry) -> Found:
        """Pages of the sites of the claim's owners that fit it."""
        found = await asyncio.gather(*(self._on(site, inquiry.plan) for site in _sites(inquiry)[:_SITES]))
        return Found(
            leads=tuple(sorted((lead for each in found for lead in each.leads), key=lambda lead: -lead.score)),
            attempts=tuple(attempt for each in found for attempt in each.attempts),
        )

    async def _on(self, site: Site, plan: Plan) -> Found:
        if site.url not in self._sites:
            self._sites[site.url] = asyncio.ensure_future(self._contents(site.url))
        contents = await asyncio.shield(self._sites[site.url])
        searched, attempts = await self._search(contents, plan)
        links = [*searched, *contents.links]
        ranked = rank(plan, [f"{address_words(link.url)} {link.text}" for link in links])
        leads: dict[str, Lead] = {}
        for score, at in ranked:
            leads.setdefault(
                links[at].url, Lead(links[at].url, self.name, f"on the site of {site.body}", links[at].text, score)
            )
        best = tuple(leads.values())[:_LEADS]
        said = outcome(site.url, self.name, len(best), f"of {len(contents.links):,} pages known")
        return Found(best, (*contents.attempts, *attempts, *([said] if contents.links else [])))

    async def _contents(self, site: str) -> _Contents:
        """Everything that the site's own lists name."""
        mapped, (linked, search, attempts) = await asyncio.gather(self._mapped(site), self._linked(site))
        links = {link.url: link for link in mapped} | {link.url: link for link in linked}
        inside = tuple(link for link in links.values() if _is_page(link.url, site))
        return _Contents(inside, search, tuple(attempts))

    async def _mapped(self, site: str) -> list[Link]:
        """The pages that the site's sitemaps list; a site without one is no failure."""
        if urlsplit(site).path.strip("/"):
            return []  # a body on a host that it shares: the host's sitemaps are not its own
        root = "{0.scheme}://{0.netloc}".format(urlsplit(site))
        try:
            waiting = await self._pages.sitemaps(site) or [f"{root}/sitemap.xml"]
        except FetchError:
            return []
        links: list[Link] = []
        for asked in range(_SITEMAPS):
            if asked >= len(waiting):
                break
            page = await self._page(waiting[asked])
            if page:
                found = entries(page.content)
                waiting += [link.url for link in found if _SITEMAP.search(link.url)]
                links += [link for link in found if not _SITEMAP.search(link.url)]
        return links

    async def _page(self, url: str) -> Page | None:
        try:
            return await self._pages.get(url)
        except FetchError:
            return None

    async def _linked(self, site: str) -> tuple[list[Link], str | None, list[Attempt]]:
        """The links of the front page and of the lists that it leads to."""
        from bot.sources import html, search_form
        from bot.sources.charset import decode

        try:
            front = await self._pages.get(site)
        except FetchError as error:
            return [], None, [failed(site, self.name, error)]
        markup = decode(front.content, front.charset)[0]
        links = list(html.links(markup, front.url))
        hubs = [
            link.url for link in links if _is_page(link.url, site) and _HUB.search(f"{_path(link.url)} {link.text}")
        ]
        for page in await asyncio.gather(*map(self._page, hubs[:_HUBS])):
            if page:
                links += html.links(decode(page.content, page.charset)[0], page.url)
        return links, search_form.template(markup, front.url), []

    async def _search(self, contents: _Contents, plan: Plan) -> tuple[list[Link], list[Attempt]]:
        from bot.sources import html, search_form
        from bot.sources.charset import decode

        if not contents.search or not plan.queries:
            return [], []
        url = search_form.fill(contents.search, plan.queries[-1])
        try:
            page = await self._pages.get(url)
        except FetchError as error:
            return [], [failed(url, self.name, error)]
        known = {link.url for link in contents.links}
        links = [link for link in html.links(decode(page.content, page.charset)[0], page.url) if link.url not in known]
        return [link for link in links if _is_page(link.url, url)], []


def _sites(inquiry: Inquiry) -> list[Site]:
    """The sites of the owners, then those that were found out; each once."""
    own = [Site(body.site, body.name) for body in inquiry.plan.owners if body.site]
    return list({site.url.rstrip("/"): site for site in reversed([*own, *inquiry.sites])}.values())[::-1]


def _path(url: str) -> str:
    return re.sub(r"[-_/]+", " ", urlsplit(url).path)


def _is_page(url: str, site: str) -> bool:
    """Whether an address is a page of a site: on its host or below it, and no picture or archive."""
    host, own = urlsplit(url).hostname or "", (urlsplit(site).hostname or "").removeprefix("www.")
    return (host == own or host.endswith(f".{own}")) and not _ASSET.search(urlsplit(url).path) and url != site
