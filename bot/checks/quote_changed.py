"""QUOTE001: a quotation whose words are not the source's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from bot.checks.naming import in_source
from bot.checks.quoting import (
    FEWEST,
    attributable,
    ends_clause,
    open_edges,
    places,
    proof,
    publisher,
    quotation_of,
    same_speaker,
    shown,
)
from bot.checks.rule import ClaimRule, Context, Sample
from bot.language.quotations_alignment import Match, reworded
from bot.records import Severity, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.article import Article
    from bot.checks.quoting import Place
    from bot.language.quotations import Quotation
    from bot.records import Claim, Finding, Passage

_SCORE = 0.75
# Words that turn a sentence round: with one of them changed it no longer says what was said.
_TURNING = re.compile(r"\b(?:not|no|never|none|nothing|without|n[’']t)\b|n[’']t\b|\d", re.IGNORECASE)
_SOURCE = "The ministry’s readout. “We held frank talks and reached common ground on the plan,” Ada Okafor said."


class ChangedQuotation(ClaimRule):
    """QUOTE001."""

    code: ClassVar[str] = "QUOTE001"
    name: ClassVar[str] = "changed-quotation"
    severity: ClassVar[Severity] = Severity.WARNING
    summary: ClassVar[str] = "The words between the quotation marks are not those of the source."
    what: ClassVar[str] = (
        "Looks for the quoted words in the sources. Where no source has them as the draft has them, and one has "
        "them but for a "
        "few, it shows both wordings and offers the quotation with the source’s words. Case, punctuation, spelling "
        "variants, "
        "contractions, numerals and fillers make no difference; brackets and ellipses are read as an editor means "
        "them."
    )
    why: ClassVar[str] = "What stands between quotation marks must have been said."
    limits: ClassVar[str] = (
        "It compares with the sources that were read: words that stand in none of them are not flagged. A secondary "
        "source counts only "
        "where it has the words in quotation marks itself, and not where it gives them to another speaker. Where "
        "two sources word the "
        "same speech differently, as translations do, the finding is a note."
    )
    valid: ClassVar[tuple[Sample, ...]] = (
        Sample(
            "“We held frank talks and reached common ground on the plan,” Okafor said.", source=_SOURCE, note="verbatim"
        ),
        Sample("“We … reached common ground on the plan,” Okafor said.", source=_SOURCE, note="an ellipsis"),
        Sample("“[The two sides] held frank talks,” Okafor said.", source=_SOURCE, note="a bracket"),
        Sample("“We will build a new harbour by the spring,” Okafor said.", source=_SOURCE, note="not in the source"),
    )
    invalid: ClassVar[tuple[Sample, ...]] = (
        Sample(
            "“We held frank talks and reached a common ground on the map,” Okafor said.",
            "“We held frank talks and reached a common ground on the map,”",
            "“We held frank talks and reached common ground on the plan,”",
            source=_SOURCE,
        ),
        Sample(
            "“We held frank talks,” she said, “and reached common ground on a plan.”",
            "“We held frank talks,” she said, “and reached common ground on a plan.”",
            "“We held frank talks,” she said, “and reached common ground on the plan.”",
            source=_SOURCE,
            note="broken by “she said”",
        ),
        Sample(
            "“We held frank talks and reached no agreement,” Okafor said.",
            "“We held frank talks and reached no agreement,”",
            "“We held frank talks and reached common ground on the plan,”",
            source=_SOURCE,
            note="a changed end runs to the end of the source's clause",
        ),
    )

    def check(self, claim: Claim, passages: Sequence[Passage], article: Article, context: Context) -> Iterator[Finding]:
        """Yield a finding where the nearest words of the sources differ from the quoted ones."""
        quotation = quotation_of(claim, article)
        found = places(quotation, passages, context) if quotation else []
        if quotation is None or any(place.alignment.kind is Match.VERBATIM for place in found):
            return
        changed = [place for place in found if _counts(place, claim)]
        if changed:
            yield self._finding(claim, quotation, changed, article)

    def _finding(self, claim: Claim, quotation: Quotation, changed: list[Place], article: Article) -> Finding:
        changed = sorted(changed, key=lambda p: (-p.alignment.score, p.source.tier.value, p.snapshot, p.offset))
        best = changed[0]
        ours, theirs = shown(quotation, best)
        differ = len({" ".join(place.words.casefold().split()) for place in changed}) > 1
        turned = any(bool(_TURNING.search(c.ours)) != bool(_TURNING.search(c.theirs)) for c in best.alignment.changes)
        stance = Stance.REFUTES if turned and not differ else Stance.QUALIFIES
        more = " Sources word it differently; it may be a translation." if differ else ""
        return self.finding(
            article,
            quotation.start,
            quotation.end,
            f"The draft has “{ours}”, {publisher(best.source)} has “{' '.join(theirs.split())}”.{more}",
            proof(quotation, changed, stance),
            replacement=None if differ else _replacement(article, quotation, best),
            severity=Severity.NOTE if differ else None,
            claim=claim,
            stance=stance,
        )


def _counts(place: Place, claim: Claim) -> bool:
    found = place.alignment
    enough = found.kind is Match.CHANGED and found.words >= FEWEST and found.score >= _SCORE
    said = place.quoted
    return enough and attributable(place) and same_speaker(claim.speaker, said.speaker if said else None)


def _replacement(article: Article, quotation: Quotation, place: Place) -> str | None:
    """The quotation with the source's words; none where those run across quotation marks of the source."""
    if any(set(change.theirs) & set('“”"«»') for change in place.alignment.changes):
        return None
    if any(open_edges(quotation, place.alignment)) and not ends_clause(place):
        return None
    return in_source(article, quotation.start, quotation.end, reworded(quotation, place.alignment))
