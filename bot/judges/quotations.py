"""The judge of quotations: words that stand verbatim in a source, from the same speaker, were said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.checks.quoting import places, publisher, quotation_of, same_speaker
from bot.language.quotations_alignment import Match
from bot.records import Label, Opinion, Stance, Tier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.article import Article
    from bot.checks.quoting import Place
    from bot.checks.rule import Context
    from bot.records import Claim

NAME = "quotation"
MOST = 3


def opinion(article: Article, claim: Claim, context: Context) -> Opinion | None:
    """Supported, where a source has the quotation word for word; None leaves the claim to another judge.

    Args:
        article: The draft.
        claim: A claim of kind `quote`.
        context: Its snapshots are read whole.
    """
    quotation = quotation_of(claim, article)
    if quotation is None:
        return None
    found = [each for each in places(quotation, (), context) if _said(each, claim.speaker)]
    if not found:
        return None
    best = sorted(found, key=lambda each: (each.source.tier is not Tier.PRIMARY, each.quoted is None))[:MOST]
    evidence = tuple(place.evidence(Stance.SUPPORTS) for place in best)
    return Opinion(NAME, Label.SUPPORTED, _explained(best), evidence=evidence, confidence=1.0)


def _said(place: Place, speaker: str | None) -> bool:
    """Whether the words stand there as this speaker's: quoted from them, or in what they published themselves."""
    if place.alignment.kind is not Match.VERBATIM:
        return False
    if place.quoted is not None:
        return same_speaker(speaker, place.quoted.speaker)
    return place.source.tier is Tier.PRIMARY and same_speaker(speaker, place.source.publisher)


def _explained(found: Sequence[Place]) -> str:
    source = found[0].source
    when = f", {source.published.isoformat()}" if source.published else ""
    return f"The words stand so in {publisher(source)}{when}."
