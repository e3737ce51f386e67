"""SOURCE005: a link to a page that is gone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from bot.checks.linking import address
from bot.checks.rule import ArticleRule, Context, Sample
from bot.records import Attempt, Proof, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.article import Article
    from bot.records import Finding

_GONE = re.compile(r"\banswers (?:404|410)\b")
_URL = "https://example.org/report"


class DeadLink(ArticleRule):
    """SOURCE005."""

    code: ClassVar[str] = "SOURCE005"
    name: ClassVar[str] = "dead-link"
    severity: ClassVar[Severity] = Severity.WARNING
    summary: ClassVar[str] = "The page behind the link is gone."
    what: ClassVar[str] = "Flags links whose server answered this run that there is no such page (404, 410)."
    why: ClassVar[str] = "The reader who follows it finds nothing, and neither did we."
    limits: ClassVar[str] = (
        "Servers that were down, slow, or turned us away say nothing of the page and are not flagged. "
        "Offline, nothing is."
    )
    valid: ClassVar[tuple[Sample, ...]] = (
        Sample(f"See the [report]({_URL}) of May.", path="sample.md", note="not tried"),
        Sample(
            f"See the [report]({_URL}) of May.",
            path="sample.md",
            attempts=(Attempt(_URL, "citations", "timed_out", "no answer in 20 seconds"),),
            note="no answer",
        ),
    )
    invalid: ClassVar[tuple[Sample, ...]] = (
        Sample(
            f"See the [report]({_URL}) of May.",
            "report",
            path="sample.md",
            attempts=(Attempt(_URL, "citations", "unreachable", "answers 404, the page does not exist"),),
        ),
    )

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """Yield a finding for each link whose page is gone."""
        gone = {address(each.url): each.detail for each in context.attempts if _GONE.search(each.detail)}
        for link in article.links:
            if detail := gone.get(address(link.url)):
                proof = Proof("sum", f"{link.url} {detail}", {"url": link.url, "detail": detail})
                yield self.finding(article, link.start, link.end, f"{link.url} {detail}.", proof)
