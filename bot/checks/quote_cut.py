"""QUOTE002: a quotation from which words were left out, or which joins two places, without a mark."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from bot.checks.naming import in_source
from bot.checks.quoting import FEWEST, attributable, places, proof, publisher, quotation_of, same_speaker
from bot.checks.rule import ClaimRule, Context, Sample
from bot.language.quotations_alignment import Match, reworded
from bot.records import Severity, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.article import Article
    from bot.checks.quoting import Place
    from bot.language.quotations import Quotation
    from bot.records import Claim, Finding, Passage

# So few words are put back; for more, an editor marks the gap.
_FEW = 4
_NEGATIONS = frozenset("not no never none nothing without".split())
_SOURCE = "The readout. “We will rebuild the docks, not because it is easy, but because it is right,” Ada Okafor said."


class CutQuotation(ClaimRule):
    """QUOTE002."""

    code: ClassVar[str] = "QUOTE002"
    name: ClassVar[str] = "cut-quotation"
    severity: ClassVar[Severity] = Severity.WARNING
    summary: ClassVar[str] = "Words were left out of a quotation, or two places joined, without a mark."
    what: ClassVar[str] = (
        "Where all quoted words stand in a source in this order, but others stand between them, it shows what was "
        "left out, and offers "
        "the quotation with the words put back (up to four), or with an ellipsis. Where the words come from places "
        "far apart, it says so in a note."
    )
    why: ClassVar[str] = "A gap that the reader cannot see changes what was said."
    limits: ClassVar[str] = (
        "It compares with the sources that were read. Two runs of words from one speech may have been said together "
        "elsewhere: "
        "joined places are a note."
    )
    valid: ClassVar[tuple[Sample, ...]] = (
        Sample("“We will rebuild the docks … because it is right,” Okafor said.", source=_SOURCE, note="marked"),
        Sample("“We will rebuild the docks,” Okafor said, “because it is right.”", source="Nothing of it here."),
    )
    invalid: ClassVar[tuple[Sample, ...]] = (
        Sample(
            "“We will rebuild the docks because it is right,” Okafor said.",
            "“We will rebuild the docks because it is right,”",
            "“We will rebuild the docks … because it is right,”",
            source=_SOURCE,
        ),
        Sample(
            "“We will rebuild the docks, because it is easy,” Okafor said.",
            "“We will rebuild the docks, because it is easy,”",
            "“We will rebuild the docks, not because it is easy,”",
            source=_SOURCE,
            note="the word that was left out turns the sentence round",
        ),
    )

    def check(self, claim: Claim, passages: Sequence[Passage], article: Article, context: Context) -> Iterator[Finding]:
        """Yield a finding where no source has the words together and one has them apart."""
        quotation = quotation_of(claim, article)
        found = places(quotation, passages, context) if quotation else []
        if quotation is None or any(place.alignment.kind in {Match.VERBATIM, Match.CHANGED} for place in found):
            return
        cut = [place for place in found if _counts(place, claim)]
        for place in cut[:1]:
            yield self._finding(claim, quotation, place, article)

    def _finding(self, claim: Claim, quotation: Quotation, place: Place, article: Article) -> Finding:
        left_out = [" ".join(change.theirs.split()) for change in place.alignment.changes]
        stitched = place.alignment.kind is Match.STITCHED
        turned = any(_NEGATIONS & set(words.casefold().split()) for words in left_out if len(words.split()) <= _FEW)
        stance = Stance.REFUTES if turned and not stitched else Stance.QUALIFIES
        told = " … ".join(f"“{words}”" for words in left_out)
        return self.finding(
            article,
            quotation.start,
            quotation.end,
            f"{publisher(place.source)} has these words in different places: they are joined without a mark."
            if stitched
            else f"Left out without a mark: {told} stands there in {publisher(place.source)}.",
            proof(quotation, [place], stance),
            replacement=None if stitched else _replacement(article, quotation, place),
            severity=Severity.NOTE if stitched else None,
            claim=claim,
            stance=None if stitched else stance,
        )


def _counts(place: Place, claim: Claim) -> bool:
    found, said = place.alignment, place.quoted
    if found.kind is Match.STITCHED:
        return found.words >= 2 * FEWEST and attributable(place)
    return found.words >= FEWEST and attributable(place) and same_speaker(claim.speaker, said.speaker if said else None)


def _replacement(article: Article, quotation: Quotation, place: Place) -> str | None:
    changes = place.alignment.changes
    if all(len(change.theirs.split()) <= _FEW for change in changes):
        return in_source(article, quotation.start, quotation.end, reworded(quotation, place.alignment))
    text = quotation.text
    for change in reversed(changes):
        text = f"{text[: change.start].rstrip(' ,;')} … {text[change.start :].lstrip()}"
    return in_source(article, quotation.start, quotation.end, text)
