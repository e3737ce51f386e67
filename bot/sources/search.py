"""All finders together: who is asked about a claim, in which order, and which of the leads are worth a fetch."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.records import Attempt
from bot.sources.finders.citations import Citations
from bot.sources.finders.federal_register import FederalRegister
from bot.sources.finders.finder import Found, Inquiry
from bot.sources.finders.official_site import OfficialSite
from bot.sources.finders.searxng import SearXNG
from bot.sources.finders.wayback import Wayback
from bot.sources.finders.wikipedia import Wikipedia
from bot.sources.plan import Planner

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.article import Article
    from bot.organisations import Register
    from bot.records import Claim
    from bot.settings import Settings
    from bot.sources.finders.finder import Finder, Lead
    from bot.sources.page import Pages
    from bot.sources.tiers import Tiers


class Search:
    """Finds leads for claims.

    Args:
        settings: Which finders are on, and how many pages a claim may cost.
        register: The official names.
        pages: How pages and services are asked.
        tiers: Says which addresses can never be evidence; learns the official sites that are found out.
    """

    def __init__(self, settings: Settings, register: Register, pages: Pages, tiers: Tiers) -> None:
        self._settings = settings
        self._tiers = tiers
        self._planner = Planner(register)
        self._official = OfficialSite(pages) if "official_site" in settings.finders else None
        self._wayback = Wayback(pages) if "wayback" in settings.finders else None
        self._finders = [finder for name in settings.finders if (finder := self._finder(name, pages))]

    def _finder(self, name: str, pages: Pages) -> Finder | None:
        """The finder of that name, of those asked first; the official sites come after, with what they found out."""
        language, base = self._settings.language, self._settings.searxng_url
        if name == Citations.name:
            return Citations()
        if name == FederalRegister.name:
            return FederalRegister(pages)
        if name == Wikipedia.name:
            return Wikipedia(pages, self._tiers.is_discovery, language)
        if name == SearXNG.name and base:
            return SearXNG(pages, base, self._tiers.is_discovery, language)
        return None

    async def leads(self, claim: Claim, article: Article, as_of: date | None = None) -> Found:
        """Leads for one claim, best first, each address once, no more than a claim may cost.

        Args:
            claim: The claim.
            article: The draft that it stands in.
            as_of: When the draft speaks.
        """
        inquiry = Inquiry(claim, article, self._planner.plan(claim, article, as_of))
        found = list(await asyncio.gather(*(finder.find(inquiry) for finder in self._finders)))
        sites = tuple(site for each in found for site in each.sites)
        self._tiers.learn((site.url, site.body) for site in sites)
        if self._official:
            found.insert(0, await self._official.find(replace(inquiry, sites=sites)))
        return Found(
            leads=tuple(_merged([each.leads for each in found], self._settings.pages_per_claim)),
            attempts=tuple(dict.fromkeys(attempt for each in found for attempt in each.attempts)),
            sites=sites,
        )

    async def copy(self, url: str, as_of: date | None = None) -> Found:
        """A kept copy of a page that is gone or blocked, near the day on which the draft speaks."""
        if self._wayback is None:
            return Found(attempts=(Attempt(url, Wayback.name, "not_requested", "switched off"),))
        return await self._wayback.copy(url, as_of)


def _merged(lists: Sequence[Sequence[Lead]], most: int) -> list[Lead]:
    """The best of each list in turn, so that no finder crowds out the others; links in the sentence come first."""
    cited = [lead for leads in lists for lead in leads if lead.finder == Citations.name and lead.score > 1]
    chosen = {lead.url: lead for lead in reversed(cited)}
    for place in range(max(map(len, lists), default=0)):
        for leads in lists:
            if place < len(leads):
                chosen.setdefault(leads[place].url, leads[place])
    return list(chosen.values())[: max(most, len(cited))]
