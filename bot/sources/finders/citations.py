"""Links in the draft itself: those of the claim's own sentence first, then of its paragraph, then the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.records import Attempt
from bot.sources.finders.finder import Found, Lead

if TYPE_CHECKING:
    from bot.article import Article, Link
    from bot.sources.finders.finder import Inquiry

_WHY = {3: "cited in the sentence", 2: "cited in the paragraph", 1: "cited in the draft"}


class Citations:
    """What the author links to is what the author says that it rests on."""

    name = "citations"

    async def find(self, inquiry: Inquiry) -> Found:
        """The links of the draft, nearest to the claim first."""
        article = inquiry.article
        span = article.prose_span(inquiry.claim.start, inquiry.claim.end)
        near = {link.url: _nearness(article, link, span.start, span.end) for link in reversed(article.links)}
        urls = dict.fromkeys(link.url for link in article.links if link.url.startswith(("http://", "https://")))
        leads = [Lead(url, self.name, _WHY[near[url]], score=float(near[url])) for url in urls]
        if not leads:
            return Found(attempts=(Attempt(article.path, self.name, "silent", "the draft links to nothing"),))
        return Found(tuple(sorted(leads, key=lambda lead: -lead.score)))


def _nearness(article: Article, link: Link, start: int, end: int) -> int:
    """3 in a sentence of the claim, 2 in its paragraph, else 1."""
    sentences = [each for each in article.sentences if each.start < end and start < each.end]
    if any(each.start <= link.start < each.end for each in sentences):
        return 3
    blocks = {each.block for each in sentences}
    holding = (each for each in article.sentences if each.start <= link.start < each.end)
    return 2 if any(each.block in blocks for each in holding) else 1
