"""An article's claims: in code alone, or by the model with code's own beside them where code knows better."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.claims import code
from bot.records import Kind, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.article import Article
    from bot.llm.endpoint import Endpoint
    from bot.organisations import Register
    from bot.records import Claim, NotCheckable


async def split(
    article: Article, register: Register, endpoint: Endpoint | None
) -> tuple[list[Claim], list[NotCheckable]]:
    """Claims and sentences without one, in the order of the text; nothing of the article is dropped.

    Args:
        article: The draft.
        register: The official names; a name that it knows is a claim of its own.
        endpoint: The model that extracts claims; None: code alone.
    """
    claims, silent = code.split(article, register)
    if endpoint is None:
        return claims, silent
    from bot.claims.claude import extract

    read, silent = await extract(article, endpoint, (claims, silent))
    taken = {(each.kind, each.start, each.end) for each in read}
    names = [each for each in claims if each.kind is Kind.NAME and (each.kind, each.start, each.end) not in taken]
    return numbered([*read, *names]), [each for each in silent if not _holds(each, names)]


def numbered(claims: Iterable[Claim]) -> list[Claim]:
    """Claims in the order of the text, those with the same words told apart by their occurrence."""
    seen: Counter[str] = Counter()
    ordered = []
    for claim in sorted(claims, key=lambda each: (each.start, each.end, each.kind)):
        ordered.append(replace(claim, occurrence=seen[claim.fingerprint]))
        seen[claim.fingerprint] += 1
    return ordered


def _holds(sentence: NotCheckable, names: Iterable[Claim]) -> bool:
    span = Span(sentence.start, sentence.end)
    return any(span.contains(Span(each.start, each.end)) for each in names)
