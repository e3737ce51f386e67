"""NAME004: one body named two ways in one draft, one of them wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from bot.checks.naming import in_source, mentions, proof
from bot.checks.rule import ArticleRule, Context, Sample
from bot.organisations.mention import Certainty, Form, Mention
from bot.records import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.article import Article
    from bot.records import Finding

_RIGHT = {Form.OFFICIAL, Form.SHORT}


class TwoNames(ArticleRule):
    """NAME004."""

    code: ClassVar[str] = "NAME004"
    name: ClassVar[str] = "named-two-ways"
    severity: ClassVar[Severity] = Severity.WARNING
    summary: ClassVar[str] = "The same body is named rightly in one place and wrongly in another."
    what: ClassVar[str] = (
        "Where a draft names a body by its right name, and elsewhere by one that comes near to it, too near for "
        "another body and yet not near enough for NAME001 to speak by the name alone, says where the two stand. One "
        "place has one finding: what NAME001 flags, this rule leaves to it."
    )
    why: ClassVar[str] = "Two names for one body look like two bodies."
    limits: ClassVar[str] = (
        "It compares names with the register, not with each other: bodies that are not in it are not compared. Only a "
        "slip in one word counts, and another kind of body only where it is easily taken for the right one."
    )
    valid: ClassVar[tuple[Sample, ...]] = (
        Sample("The Drug Enforcement Administration met the Philippine Drug Enforcement Agency."),
        Sample("The Drug Enforcement Administration said so. The agency is in Washington."),
        Sample("The Urban Institute ran the numbers. The Brookings Institution did, too."),
        Sample(
            "The Drug Enforcement Administration said so. The Drug Enforcement Agency is in Washington.",
            note="NAME001 speaks",
        ),
    )
    invalid: ClassVar[tuple[Sample, ...]] = (
        Sample(
            "The Census Bureau counts people. The Census Agency has 4,000 workers.",
            "Census Agency",
            "Census Bureau",
        ),
    )

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """Yield a finding for each wrong name that shows as such beside the right one."""
        found = mentions(article, context)
        right = {
            each.organisation.id: each
            for each in reversed(found)
            if each.form in _RIGHT and each.certainty is Certainty.CERTAIN
        }
        for mention in found:
            if mention.twice and mention.organisation.id in right and not mention.past:
                yield self._finding(article, mention, right[mention.organisation.id])

    def _finding(self, article: Article, mention: Mention, right: Mention) -> Finding:
        line, column = article.position(article.source_span(right.start, right.end).start)
        named = article.prose[right.start : right.end]
        return self.finding(
            article,
            mention.start,
            mention.end,
            f"The same body is ‘{named}’ in line {line}, column {column}.",
            proof(mention.organisation),
            replacement=in_source(article, mention.start, mention.end, mention.replacement or right.organisation.name),
            severity=Severity.NOTE if mention.quoted or mention.certainty is Certainty.POSSIBLE else self.severity,
        )
