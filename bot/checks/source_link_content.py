"""SOURCE004: a link whose page lacks what the sentence hangs on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from bot.checks.linking import page
from bot.checks.quoting import FEWEST, quotation_of
from bot.checks.rule import ClaimRule, Context, Sample
from bot.language.quantities import find_quantities
from bot.language.quotations_alignment import Match, align
from bot.records import Kind, Proof, Severity, Snapshot, Source, Tier

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from bot.article import Article, Link
    from bot.records import Claim, Finding, Passage

# A shorter page may be a teaser, a consent form or a player: its silence proves nothing.
_LEAST = 800
_SMALL = 10
_URL = "https://example.org/report"


def _snapshot(text: str) -> Snapshot:
    return Snapshot("0" * 64, "0" * 64, text, Source(_URL, None, "The report", None, Tier.SECONDARY), None, 200)


class LinkLacksIt(ClaimRule):
    """SOURCE004."""

    code: ClassVar[str] = "SOURCE004"
    name: ClassVar[str] = "link-lacks-it"
    severity: ClassVar[Severity] = Severity.NOTE
    summary: ClassVar[str] = "The page behind the link has neither the figure nor the quotation of the sentence."
    what: ClassVar[str] = (
        "Where a sentence with a link states a figure or quotes somebody, and the page behind its links was read, "
        "it looks for the "
        "figure (as written, rounded, or in words) and the quoted words there."
    )
    why: ClassVar[str] = "A link is a promise that the page says so."
    limits: ClassVar[str] = (
        "The text of a page may lack its tables, pictures and what a script loads; pages of less than 800 "
        "characters are passed over. "
        "Figures below 10 are not looked for. Names are the judge’s to look for."
    )
    valid: ClassVar[tuple[Sample, ...]] = (
        Sample(f"The [report]({_URL}) counts 4,500 boats.", path="sample.md", note="not read"),
    )
    invalid: ClassVar[tuple[Sample, ...]] = (
        Sample(
            f"The [report]({_URL}) counts 4,500 boats.",
            "report",
            path="sample.md",
            snapshots=(_snapshot("The report counts 38 boats and tells of the harbour at length. " * 20),),
        ),
    )

    def check(
        self,
        claim: Claim,
        passages: Sequence[Passage],  # noqa: ARG002 - the pages behind the links count
        article: Article,
        context: Context,
    ) -> Iterator[Finding]:
        """Yield a note on the first link of the sentence where all its pages lack the figure or the quotation."""
        links = _links(claim, article)
        pages = [found for link in links if (found := page(link, context)) and len(found.text) >= _LEAST]
        if not links or len(pages) < len({link.url for link in links}):
            return
        missing = _missing(claim, article, pages)
        if missing:
            yield self.finding(
                article,
                links[0].start,
                links[0].end,
                f"The page behind the link does not have {missing}.",
                Proof("sum", f"{missing} is not in {links[0].url}", {"url": links[0].url, "missing": missing}),
                claim=claim,
            )


def _links(claim: Claim, article: Article) -> list[Link]:
    """The links of the sentence that holds the claim."""
    span = article.prose_span(claim.start, claim.end)
    here = next((s for s in article.sentences if s.start <= span.start < s.end), None)
    return [link for link in article.links if here and link.start < here.end and here.start < link.end]


def _missing(claim: Claim, article: Article, pages: Sequence[Snapshot]) -> str | None:
    if claim.kind is Kind.QUOTE:
        quotation = quotation_of(claim, article)
        if quotation is None or len(quotation.words.split()) < FEWEST:
            return None
        found = any(align(quotation, each.text).kind is not Match.NOT_FOUND for each in pages)
        return None if found else f"the quotation “{quotation.words.strip()}”"
    if claim.kind is not Kind.NUMBER:
        return None
    wanted = [q for q in find_quantities(claim.text) if q.value >= _SMALL and q.unit != "ordinal"]
    known = [q.value for each in pages for q in find_quantities(each.text)]
    absent = [q.text for q in wanted if not any(_near(q.value, q.step, value) for value in known)]
    return f"the figure {absent[0]}" if absent and len(absent) == len(wanted) else None


def _near(value: Fraction, step: Fraction, other: Fraction) -> bool:
    """Whether a page's figure may be ours: the same, or one that rounds to it, or within a tenth (over 100,000)."""
    return abs(value - other) <= max(step, abs(value) / 10)
