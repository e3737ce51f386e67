"""All finders together: who is asked about a claim, in which order, and which of the leads are worth a fetch."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.records import NOT_TRIED, Attempt, Tier
from bot.sources.finders.citations import Citations
from bot.sources.finders.federal_register import FederalRegister
from bot.sources.finders.finder import Found, Inquiry
from bot.sources.finders.official_site import OfficialSite
from bot.sources.finders.searxng import SearXNG
from bot.sources.finders.wayback import Wayback
from bot.sources.finders.web_search import WebSearch
from bot.sources.finders.wikipedia import Wikipedia
from bot.sources.plan import Planner
from bot.sources.relevance import address_words, rank, stem, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from bot.article import Article
    from bot.llm.endpoint import Endpoint
    from bot.organisations import Register
    from bot.records import Claim
    from bot.settings import Settings
    from bot.sources.finders.finder import Finder, Lead
    from bot.sources.page import Pages
    from bot.sources.plan import Plan
    from bot.sources.tiers import Tiers


# A primary source is worth a fetch before a copy of it that says the same in more words.
# So is the site of somebody whom the claim names, then of somebody whom the draft names; a newspaper's comes last.
_PRIMARY, _NAMESAKE, _ELSEWHERE, _NEWSPAPER = 1.5, 1.3, 1.2, 0.9
_NEWS = re.compile(
    r"news|times|post$|herald|ledger|tribune|gazette|daily|weekly|chronicle|telegraph|courier|observer|echo$|press$|"
    r"forum|board$|blog"
)
_DISTINCTIVE = 5
_WHY_NOT = {
    "official_site": "no official site is known for whom the claim may be about",
    "federal_register": "the claim speaks of no rule, order or notice of an American body",
    "wikipedia": "the claim names nobody to look up",
    "searxng": "no searxng_url is set",
}
_SHOWN = 120
# So many words of a title and a snippet are enough to know a copy by, and such a share of them.
_TELLING, _SAME = 12, 0.8


class Search:
    """Finds leads for claims.

    Args:
        settings: Which finders are on, and how many pages a claim may cost.
        register: The official names.
        pages: How pages and services are asked.
        tiers: Says which addresses can never be evidence; learns the official sites that are found out.
        endpoint: A model's service that can search the web; None where that is switched off or there is no key.
    """

    def __init__(
        self, settings: Settings, register: Register, pages: Pages, tiers: Tiers, endpoint: Endpoint | None = None
    ) -> None:
        self._settings = settings
        self._tiers = tiers
        self._planner = Planner(register)
        self._official = OfficialSite(pages) if "official_site" in settings.finders else None
        self._endpoints = dict(settings.endpoints)
        self._wayback = Wayback(pages, self._endpoints.get("wayback")) if "wayback" in settings.finders else None
        self._finders = [finder for name in settings.finders if (finder := self._finder(name, pages))]
        if endpoint:
            self._finders.append(WebSearch(endpoint, settings, tiers.is_discovery))

    def _finder(self, name: str, pages: Pages) -> Finder | None:
        """The finder of that name, of those asked first; the official sites come after, with what they found out."""
        language, base = self._settings.language, self._settings.searxng_url
        if name == Citations.name:
            return Citations()
        if name == FederalRegister.name:
            return FederalRegister(pages, self._endpoints.get(name))
        if name == Wikipedia.name:
            return Wikipedia(pages, self._tiers.is_discovery, language, self._endpoints)
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
        ranked = self._best(inquiry.plan, [lead for each in found for lead in each.leads])
        attempts = [attempt for each in found for attempt in each.attempts]
        attempts += [*self._idle(found), *(self._aside(lead) for each in found for lead in each.aside)]
        return Found(tuple(ranked[0]), tuple(dict.fromkeys(attempts)), sites, tuple(ranked[1]))

    def _idle(self, found: Sequence[Found]) -> Iterator[Attempt]:
        """The finders that did nothing, and why."""
        did = {lead.finder for each in found for lead in each.leads}
        did |= {attempt.finder for each in found for attempt in each.attempts}
        for name in self._settings.finders:
            if name in _WHY_NOT and name not in did:
                yield Attempt(name, name, NOT_TRIED, _WHY_NOT[name])

    def _aside(self, lead: Lead) -> Attempt:
        """What is shown and never evidence."""
        what = "a fact-checker's page" if self._tiers.rates_claims(lead.url) else "leads to sources"
        return Attempt(lead.url, lead.finder, NOT_TRIED, f"{what}, never evidence: {lead.words.strip()[:_SHOWN]}")

    async def copy(self, url: str, as_of: date | None = None) -> Found:
        """A kept copy of a page that is gone or blocked, near the day on which the draft speaks."""
        if self._wayback is None:
            return Found(attempts=(Attempt(url, Wayback.name, NOT_TRIED, "switched off"),))
        return await self._wayback.copy(url, as_of)

    def _best(self, plan: Plan, leads: Sequence[Lead]) -> tuple[list[Lead], list[Lead]]:
        """What is worth a fetch: links in the sentence, then what fits best, a primary source before a copy of it.

        Returns:
            The leads to follow, and those beyond what a claim may cost.
        """
        known: dict[str, Lead] = {}
        for lead in leads:
            best = known.get(_address(lead.url))
            if best is None or len(lead.words) > len(best.words):
                known[_address(lead.url)] = lead
        each = list(known.values())
        cited = {lead.url: lead for lead in each if lead.finder == Citations.name and lead.score > 1}
        scores = dict.fromkeys(range(len(each)), 0.0)
        scores |= {at: score for score, at in rank(plan, [f"{address_words(lead.url)} {lead.words}" for lead in each])}
        order = sorted(scores, key=lambda at: (-scores[at] * self._weight(each[at].url, plan), at))
        chosen = cited | {lead.url: lead for lead in self._copies_last([each[at] for at in order], plan)}
        most = max(self._settings.pages_per_claim, len(cited))
        return list(chosen.values())[:most], list(chosen.values())[most:]

    def _copies_last(self, leads: Sequence[Lead], plan: Plan) -> list[Lead]:
        """Of leads that say the same, the one nearest to the fact, in the first one's place; the others at the end.

        One text read twice proves no more.
        """
        groups: list[list[Lead]] = []
        bags: list[set[str]] = []
        for lead in leads:
            bag = tokens(lead.words)
            at = next((at for at, other in enumerate(bags) if _same(bag, other)), None)
            if at is None:
                groups.append([lead])
                bags.append(bag)
            else:
                groups[at].append(lead)
        for group in groups:
            group.sort(key=lambda lead: -self._weight(lead.url, plan))
        return [group[0] for group in groups] + [lead for group in groups for lead in group[1:]]

    def _weight(self, url: str, plan: Plan) -> float:
        if self._tiers.tier(url) is Tier.PRIMARY:
            return _PRIMARY
        host = (urlsplit(url).hostname or "").replace("-", "")
        labels = [label for label in host.split(".")[:-1] if label != "www"]
        near = (*(body.name for body in plan.owners), *plan.named, *plan.topics)
        if any(label in _forms(name) for name in near for label in labels):
            return _NAMESAKE
        if any(label in _forms(name) for name in plan.everybody for label in labels) or _called(labels, plan):
            return _ELSEWHERE
        return _NEWSPAPER if any(map(_NEWS.search, host.split(".")[:-1])) else 1.0


def instead(spare: Sequence[Lead], failed: Sequence[Lead]) -> list[Lead]:
    """Leads to follow in place of some that could not be read: copies of these first, then the best of the others."""
    copies = [next((each for each in spare if _same(tokens(each.words), tokens(one.words))), None) for one in failed]
    ordered = dict.fromkeys([*(each for each in copies if each), *spare])
    return list(ordered)[: len(failed)]


def _same(one: set[str], other: set[str]) -> bool:
    return min(len(one), len(other)) >= _TELLING and len(one & other) >= _SAME * min(len(one), len(other))


def _address(url: str) -> str:
    """An address without what makes no difference: http or https, a slash at its end."""
    return url.partition("://")[2].rstrip("/")


def _called(labels: Sequence[str], plan: Plan) -> bool:
    """Whether a host is called by a word of the claim: parliament, court."""
    words = {stem(word) for word in (*plan.words, *plan.around) if len(word) >= _DISTINCTIVE}
    return any(stem(label) in words for label in labels)


def _forms(name: str) -> set[str]:
    """How a name stands in a host: run together, its first long word, its initials."""
    words = [word.lower() for word in name.split() if word[:1].isupper()]
    long = [word for word in words if len(word) >= _DISTINCTIVE]
    initials = "".join(word[0] for word in words)
    return {"".join(words), *long[:1], *([initials] if len(initials) > 2 else [])}  # noqa: PLR2004 - two letters say nothing
