"""DATE002: a day that the calendar does not have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from bot.checks.dating import dates_of, in_quotation
from bot.checks.rule import ArticleRule, Context, Sample
from bot.language import dates_calendar as calendar
from bot.records import Proof, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.article import Article
    from bot.language.dates import DateMention
    from bot.records import Finding

# Only beside these, or with a year, is “31 June” a date for sure; and nobody errs who says that there is none.
_DATED = re.compile(
    r"\b(?:on|by|until|from|to|since|before|after|dated|of|between|and|the|through)\s+(?:the\s+)?$", re.IGNORECASE
)
_DENIED = re.compile(
    r"\b(?:no|not|never|fictional|fictitious|imaginary|joke|impossible|non-?existent|exist\w*)\b", re.IGNORECASE
)


class ImpossibleDate(ArticleRule):
    """DATE002."""

    code: ClassVar[str] = "DATE002"
    name: ClassVar[str] = "impossible-date"
    severity: ClassVar[Severity] = Severity.ERROR
    summary: ClassVar[str] = "The calendar has no such day."
    what: ClassVar[str] = "Flags 30 February, 31 April, and 29 February of a year that is no leap year."
    why: ClassVar[str] = "The real date is missing, and the reader cannot know it."
    limits: ClassVar[str] = (
        "A day of more than 31 is not read as a date. Sentences that speak of the day as a joke or as not existing "
        "are passed over; "
        "inside quotation marks it is a warning."
    )
    valid: ClassVar[tuple[Sample, ...]] = (
        Sample("It closed on 29 February 2024."),
        Sample("In June 31 people moved in."),
        Sample("There is no 30 February in our calendar."),
    )
    invalid: ClassVar[tuple[Sample, ...]] = (
        Sample("It closed on 29 February 2023.", "29 February 2023"),
        Sample("It closed on June 31st.", "June 31st"),
        Sample("The vote of 30 February was close.", "30 February"),
    )

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """Yield a finding for each impossible day."""
        for mention in dates_of(article.prose, context.as_of):
            near = article.prose[max(0, mention.start - 60) : mention.end + 60]
            dated = mention.year or _DATED.search(article.prose, max(0, mention.start - 15), mention.start)
            if mention.impossible and dated and not _DENIED.search(near):
                yield self._finding(article, mention)

    def _finding(self, article: Article, mention: DateMention) -> Finding:
        month, year = mention.month or 1, mention.year
        last = calendar.months(year or 2000, month, month)[1].day
        named = calendar.MONTHS[month - 1].capitalize() + (f" {year}" if year else "")
        had = f"{named} had {last} days" if year else f"{named} has {'at most ' if month == 2 else ''}{last} days"  # noqa: PLR2004 - February
        return self.finding(
            article,
            mention.start,
            mention.end,
            f"There is no such day: {had}.",
            Proof("sum", f"{had}; {mention.day} > {last}", {"days": last, "given": mention.day}),
            severity=Severity.WARNING if in_quotation(article, mention) else None,
        )
