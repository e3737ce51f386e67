"""What a claim leans on: “It employs 6,500 people” is found by the sentences that say who “it” is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.article import Article
    from bot.records import Claim

_FAR = 4


def before(article: Article, claim: Claim) -> list[str]:
    """The sentences before a claim's own, nearest first."""
    span = article.prose_span(claim.start, claim.end)
    earlier = [each.text for each in article.sentences if each.end <= span.start]
    own = next((each for each in article.sentences if each.start <= span.start < each.end), None)
    return [text for text in reversed(earlier) if own is None or text != own.text][:_FAR]
