"""SOURCE006: a link to a page that says, under another status, that it is gone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from bot.checks.linking import page
from bot.checks.rule import ArticleRule, Context, Sample
from bot.records import Proof, Severity, Snapshot, Source, Tier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.article import Article
    from bot.records import Finding

_TITLE = re.compile(
    r"^\W*(?:error\s*)?404\b|\b(?:page|file|article|content|document)\s+(?:was\s+|is\s+"
    r"|has\s+)?(?:not (?:be )?found|no longer (?:available|exists)|removed|missing|moved)\b"
    r"|\b(?:page|article) (?:does not|doesn[’']t) exist\b|^\W*not found\W*$",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:the|this|that) (?:page|article|content|file|document) (?:you (?:are|were|[’']re) (?:looking for"
    r"|requested|trying to reach)\b[^.]{0,60}|that you requested )?"
    r"(?:could not be found|cannot be found|can[’']t be found|was not found|does not exist|doesn[’']t exist"
    r"|no longer exists|is no longer available|has been (?:removed|deleted))",
    re.IGNORECASE,
)
# A page that tells of missing pages is longer than one that is missing.
_LONGEST = 1500
_URL = "https://example.org/report"


def _snapshot(title: str, text: str) -> Snapshot:
    return Snapshot("0" * 64, "0" * 64, text, Source(_URL, None, title, None, Tier.SECONDARY), None, 200)


class SoftDeadLink(ArticleRule):
    """SOURCE006."""

    code: ClassVar[str] = "SOURCE006"
    name: ClassVar[str] = "soft-dead-link"
    severity: ClassVar[Severity] = Severity.WARNING
    summary: ClassVar[str] = "The page behind the link says that it is not there."
    what: ClassVar[str] = (
        "Flags links whose page came with a good status, but whose title, or short text, says that "
        "there is no such page."
    )
    why: ClassVar[str] = "A server that says “not found” in words only fools programs, not readers."
    limits: ClassVar[str] = "It knows usual English wordings. A page that lands on a home page instead is not seen."
    valid: ClassVar[tuple[Sample, ...]] = (
        Sample(f"See the [report]({_URL}) of May.", path="sample.md", note="not read"),
        Sample(
            f"See the [report]({_URL}) of May.",
            path="sample.md",
            snapshots=(_snapshot("The harbour report", "It counts the boats."),),
        ),
    )
    invalid: ClassVar[tuple[Sample, ...]] = (
        Sample(
            f"See the [report]({_URL}) of May.",
            "report",
            path="sample.md",
            snapshots=(_snapshot("Page not found | Harbour", "Sorry. Try the search."),),
        ),
        Sample(
            f"See the [report]({_URL}) of May.",
            "report",
            path="sample.md",
            snapshots=(_snapshot("Harbour", "The page you are looking for could not be found."),),
        ),
    )

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """Yield a finding for each link whose page says that it is not there."""
        for link in article.links:
            found = page(link, context)
            said = _says_gone(found) if found else None
            if said:
                proof = Proof("sum", f"{link.url} says “{said}”", {"url": link.url, "says": said})
                yield self.finding(article, link.start, link.end, f"The page behind the link says “{said}”.", proof)


def _says_gone(found: Snapshot) -> str | None:
    title = found.source.title or ""
    if len(found.text) > _LONGEST:
        return None
    if _TITLE.search(title):
        return title.strip()
    body = _BODY.search(found.text)
    return body[0] if body else None
