"""An article's claims: in code alone, or by the model with code's own beside them where code knows better."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.claims import code
from bot.claims.claude_reply import AMBIGUOUS
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
    # A name that both found, with or without its article, is one claim: the register's.
    names = [each for each in claims if each.kind is Kind.NAME]
    own = [each for each in read if each.kind is not Kind.NAME or not _meets(each, names)]
    return numbered([*own, *names]), [each for each in silent if _stays(each, names)]


def numbered(claims: Iterable[Claim]) -> list[Claim]:
    """Claims in the order of the text, those with the same words told apart by their occurrence."""
    seen: Counter[str] = Counter()
    ordered = []
    for claim in sorted(claims, key=lambda each: (each.start, each.end, each.kind)):
        ordered.append(replace(claim, occurrence=seen[claim.fingerprint]))
        seen[claim.fingerprint] += 1
    return ordered


def _meets(claim: Claim, names: Iterable[Claim]) -> bool:
    span = Span(claim.start, claim.end)
    return any(span.overlaps(Span(each.start, each.end)) for each in names)


def _stays(sentence: NotCheckable, names: Iterable[Claim]) -> bool:
    """Whether a sentence without a claim of the model is still one: it holds no name, or what it says is unclear."""
    span = Span(sentence.start, sentence.end)
    named = any(span.contains(Span(each.start, each.end)) for each in names)
    return not named or sentence.reason.startswith(AMBIGUOUS)
