"""The web search of Anthropic's API: only where the operator has switched it on, because each search is paid for.

A model asks, the service searches; what counts are the addresses in the service's own result blocks. Nothing that the
model writes is read, and each address is fetched again by ourselves, so that the evidence is in our archive.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import prompts
from bot.errors import ModelError
from bot.llm import searching
from bot.llm.question import Question
from bot.records import Attempt
from bot.sources.finders.finder import Found, Lead, outcome, parted
from bot.sources.relevance import address_words, rank

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.llm.endpoint import Endpoint
    from bot.settings import Settings
    from bot.sources.finders.finder import Inquiry

_SEARCHES, _LEADS, _ASIDE, _WISHES = 2, 6, 3, 3
# What one search brings to read is not known before: a guess on the dear side, for the limit of cost.
_READS, _EXPECTS, _MOST = 20_000, 300, 2_000
_LONGEST = 600
_BLOCKED = "too_many_requests"


class WebSearch:
    """Asks the Messages API to search.

    Args:
        endpoint: How it is asked; keeps and bills each reply.
        settings: The model, and which domains may or may not be searched.
        is_discovery: Whether an address can never be evidence, so that it is no lead.
    """

    name = "web_search"

    def __init__(self, endpoint: Endpoint, settings: Settings, is_discovery: Callable[[str], bool]) -> None:
        self._endpoint = endpoint
        self._settings = settings
        self._is_discovery = is_discovery

    async def find(self, inquiry: Inquiry) -> Found:
        """Results that fit the claim."""
        where = f"{self._endpoint.host} web search"
        try:
            answer = await self._endpoint.ask(self._question(inquiry))
        except ModelError as error:
            return Found(attempts=(Attempt(where, self.name, error.reason, str(error)),))
        found = searching.hits(answer.call.reply)
        if not found.titles and found.errors:
            failed = "blocked" if _BLOCKED in found.errors else "unreachable"
            return Found(attempts=(Attempt(where, self.name, failed, f"the search failed: {', '.join(found.errors)}"),))
        titles, urls = found.titles, list(found.titles)
        ranked = rank(inquiry.plan, [f"{address_words(url)} {title}" for url, title in titles.items()])
        leads = [Lead(urls[at], self.name, "found by a search", titles[urls[at]], score) for score, at in ranked]
        usable, aside = parted(leads, self._is_discovery)
        tried = (outcome(where, self.name, len(found.titles), "results"),)
        return Found(usable[:_LEADS], tried, aside=aside[:_ASIDE])

    def _question(self, inquiry: Inquiry) -> Question:
        prompt, plan = prompts.load("search"), inquiry.plan
        said = {
            "claim": _line(inquiry.claim.text),
            "context": _line(inquiry.claim.context or inquiry.claim.text),
            "date": plan.until.isoformat() if plan.until else "unknown",
            "wishes": "; ".join(map(_line, plan.queries[:_WISHES])) or "the claim's own words",
        }
        system, message = prompt.render(said | {"fence": prompts.fence(said.values())})
        allowed, denied = self._settings.search_domains, self._settings.deny_domains
        return Question(
            prompt=prompt.identity,
            model=self._settings.extraction_model or self._settings.model,
            system=system,
            message=message,
            schema={},
            expects=_EXPECTS,
            most=_MOST,
            tools=(searching.tool(_SEARCHES, allowed, denied),),
            searches=_SEARCHES,
            reads=_READS * _SEARCHES,
        )


def _line(text: str) -> str:
    return " ".join(prompts.visible(text[:_LONGEST]).split())
