"""SOURCE002: a statistic that does not say of when."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from bot.checks.rule import ArticleRule, Context, Sample
from bot.language.dates import find_dates
from bot.records import Proof, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.article import Article
    from bot.records import Finding

_STATISTIC = re.compile(
    r"\b[Tt]here (?:have been|has been|are|were) (?:(?:over|more than|at least|nearly|about|around|almost|some"
    r"|up to|fewer than) )?"
    r"(?P<figure>\d{1,3}(?:,\d{3})+|\d{4,}|\d[\d.]* (?:thousand|million|billion)) (?:[a-z-]+ ){0,3}(?:deaths|cases"
    r"|arrests|murders|burglaries|robberies|thefts|assaults|rapes|homicides|killings|injuries|infections|suicides"
    r"|overdoses|shootings|births|refugees|asylum seekers|unemployed|evictions|bankruptcies|hospitali[sz]ations)\b"
)
# Words that say of when, without a date.
_PERIOD = re.compile(
    r"\b(?:year|years|annual\w*|month\w*|week\w*|daily|day|decade\w*|century|quarter|since|so far|to date|ever"
    r"|worldwide today|now|currently|during|until|by then"
    r"|season|then|when|after|before|previous\w*|recent\w*|latest|pandemic|war|outbreak|crash|fire|attack"
    r"|earthquake|storm|protest\w*)\b",
    re.IGNORECASE,
)


class StatisticWithoutPeriod(ArticleRule):
    """SOURCE002."""

    code: ClassVar[str] = "SOURCE002"
    name: ClassVar[str] = "statistic-without-period"
    severity: ClassVar[Severity] = Severity.NOTE
    summary: ClassVar[str] = "A count of deaths, cases and the like does not say of when."
    what: ClassVar[str] = (
        "Notes “there have been 100,000 deaths” where neither the sentence nor the one before gives a "
        "date, a period or an event."
    )
    why: ClassVar[str] = (
        "Of a year, of all time, or since Monday: without it the figure can be neither checked nor compared."
    )
    limits: ClassVar[str] = (
        "It reads only sentences of the form “there have been …”, to be sparing, and no figure below 1,000."
    )
    valid: ClassVar[tuple[Sample, ...]] = (
        Sample("There were over 100,000 deaths in 2022."),
        Sample("The flood came in May 2020. There were 12 deaths."),
        Sample("There have been 40 cases so far."),
    )
    invalid: ClassVar[tuple[Sample, ...]] = (
        Sample("There have been over 100,000 drug deaths in the country.", "There have been over 100,000 drug deaths"),
    )

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """Yield a note for each such count."""
        before = ""
        for sentence in article.sentences:
            match = _STATISTIC.search(sentence.text)
            near = f"{before} {sentence.text}"
            if match and not _PERIOD.search(near) and not find_dates(near, context.as_of):
                yield self.finding(
                    article,
                    sentence.start + match.start(),
                    sentence.start + match.end(),
                    f"{match['figure']}: in which period?",
                    Proof("sum", "no date and no period in the sentence or the one before"),
                )
            before = sentence.text
