"""SearXNG, a search engine that a newsroom runs itself: leads from the general web, each fetched and judged by itself.

`/search?q=…&format=json` and `results[]` with `url`, `title`, `content` were seen in public clients of it. The server
must allow JSON (`search.formats` in its settings), or it answers 403.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sources.finders.finder import Found, Lead, Service, outcome, parted
from bot.sources.relevance import address_words, rank

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.records import Attempt
    from bot.sources.finders.finder import Inquiry
    from bot.sources.page import Pages

_QUERIES = 2
_LEADS, _ASIDE = 6, 3


class SearXNG:
    """Asks a SearXNG server the claim's queries.

    Args:
        pages: How it is asked.
        base_url: Where it is.
        is_discovery: Whether an address can never be evidence, so that it is no lead.
        language: Language of the results.
    """

    name = "searxng"

    def __init__(self, pages: Pages, base_url: str, is_discovery: Callable[[str], bool], language: str = "en") -> None:
        self._service = Service(pages, self.name, f"{base_url.rstrip('/')}/search")
        self._is_discovery = is_discovery
        self._language = language

    async def find(self, inquiry: Inquiry) -> Found:
        """Results that fit the claim."""
        results: dict[str, str] = {}
        attempts: list[Attempt] = []
        for query in inquiry.plan.queries[:_QUERIES]:
            answer, attempt = await self._service.ask({"q": query, "format": "json", "language": self._language})
            found = _results(answer)
            results |= found
            attempts.append(attempt or outcome(self._service.url, self.name, len(found), f"results for: {query}"))
        urls = list(results)
        ranked = rank(inquiry.plan, [f"{address_words(url)} {words}" for url, words in results.items()])
        leads = [Lead(urls[at], self.name, "found by a search", results[urls[at]], score) for score, at in ranked]
        usable, aside = parted(leads, self._is_discovery)
        return Found(usable[:_LEADS], tuple(attempts), aside=aside[:_ASIDE])


def _results(answer: Any) -> dict[str, str]:  # noqa: ANN401 - JSON of others
    """Address and words of each result; what is not of the known shape is left out."""
    results = answer.get("results") if isinstance(answer, dict) else None
    found = {}
    for result in results if isinstance(results, list) else ():
        url = result.get("url") if isinstance(result, dict) else None
        if isinstance(url, str) and url.startswith(("http://", "https://")):
            found[url] = f"{result.get('title') or ''} {result.get('content') or ''}"
    return found
