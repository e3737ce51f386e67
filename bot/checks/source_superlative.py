"""SOURCE003: a superlative that no source supports."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from bot.checks.rule import ClaimRule, Context, Sample
from bot.records import Kind, Proof, Severity, Tier

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.article import Article
    from bot.records import Claim, Finding, Passage

_MOST = (
    r"largest|biggest|smallest|oldest|youngest|highest|lowest|longest|shortest|tallest|deadliest|richest|poorest"
    r"|fastest|worst"
    r"|most (?:expensive|populous|visited|powerful)"
)
_SUPERLATIVE = re.compile(
    rf"\bthe (?:world[’']s |country[’']s |nation[’']s )?(?P<word>{_MOST}|only"
    rf"|first(?: ever)?)\s+(?P<noun>[a-z]+)(?:\s+[a-z]+)?",
    re.IGNORECASE,
)
# The first half, the only way, the worst thing: order and turns of phrase.
_COMMON = frozenset(
    "half quarter day week month year years place round step part stage phase two three few game match set goal try "
    "minute way thing one ones person reason option choice name question problem difference floor class lady instance "
    "team leg innings period session minutes hours weeks case point".split()
)
# Words by which a source says the same.
_SAME = {
    "first": r"\b(?:first|earliest|never before|unprecedented|pioneer\w*)\b",
    "only": r"\b(?:only|sole|single|solely|no other)\b",
    "largest": r"\b(?:largest|biggest|greatest|record)\b",
    "biggest": r"\b(?:largest|biggest|greatest|record)\b",
    "worst": r"\b(?:worst|deadliest|gravest|most severe)\b",
    "deadliest": r"\b(?:worst|deadliest)\b",
}


class UnsupportedSuperlative(ClaimRule):
    """SOURCE003."""

    code: ClassVar[str] = "SOURCE003"
    name: ClassVar[str] = "unsupported-superlative"
    severity: ClassVar[Severity] = Severity.NOTE
    summary: ClassVar[str] = "“The first”, “the only”, “the largest”: no source that was read says so."
    what: ClassVar[str] = (
        "Where a claim says that something is the first, the only, the largest or the like, and sources were found "
        "for it, none of which has "
        "that word or one like it, it is noted."
    )
    why: ClassVar[str] = "Superlatives are easily written and often wrong: one counter-example is enough."
    limits: ClassVar[str] = (
        "It does not know whether the superlative is true. Without a source for the claim it says nothing."
    )
    valid: ClassVar[tuple[Sample, ...]] = (
        Sample(
            "Tannersby opened the largest harbour in the county.", source="Tannersby’s harbour is the county’s biggest."
        ),
        Sample("He scored in the first half in Tannersby.", source="Tannersby won 2-0."),
    )
    invalid: ClassVar[tuple[Sample, ...]] = (
        Sample(
            "Tannersby opened the largest harbour in the county.",
            "the largest harbour",
            source="Tannersby opened a harbour in the county in May.",
        ),
    )

    def check(
        self,
        claim: Claim,
        passages: Sequence[Passage],
        article: Article,
        context: Context,  # noqa: ARG002 - the passages are enough
    ) -> Iterator[Finding]:
        """Yield a note for the first superlative of the claim that no passage has."""
        read = [each for each in passages if each.source.tier is not Tier.DISCOVERY]
        if claim.kind in {Kind.QUOTE, Kind.NAME} or not read:
            return
        span = article.prose_span(claim.start, claim.end)
        for match in _SUPERLATIVE.finditer(article.prose, span.start, span.end):
            word = match["word"].casefold().removesuffix(" ever")
            same = re.compile(_SAME.get(word, rf"\b{re.escape(word)}\b"), re.IGNORECASE)
            if match["noun"].casefold() in _COMMON or any(same.search(each.text) for each in read):
                continue
            yield self.finding(
                article,
                match.start(),
                match.end("noun"),
                f"No source that was read says “{word}”.",
                Proof("sum", f"“{word}” stands in none of {len(read)} passages", {"passages": len(read)}),
                claim=claim,
            )
            return
