"""DATE004: two events of one sentence in an order that cannot be."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from bot.checks.dating import in_quotation
from bot.checks.rule import ArticleRule, Context, Sample
from bot.language.dates import DateMention, Precision, find_dates
from bot.records import Proof, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.article import Article, Sentence
    from bot.records import Finding

_PLACE = r"(?:\s+(?:in|at)\s+(?:[A-Z][\w’'.-]*,?\s*){1,4})?"
_WHEN = r",?\s+(?:on\s+|in\s+)?(?:the\s+)?"
_AND = r"\s*(?:,|;|\band\b|,\s*and\b)\s*(?:(?:he|she|it|they)\s+)?(?:was\s+|were\s+)?(?:later\s+|finally\s+|then\s+)?"
_PAIRS = (
    (r"[Bb]orn", r"(?:died|dead)"),
    (
        r"(?:[Ff]ounded|[Ee]stablished|[Ss]et up|[Ll]aunched|[Oo]pened)",
        r"(?:closed|dissolved|shut down|abolished|disbanded|wound up|demolished)",
    ),
    (r"(?:[Tt]ook office|[Ww]as elected|[Ww]as appointed)", r"(?:resigned|left office|stepped down|was dismissed)"),
    (r"(?:[Mm]arried)", r"(?:divorced)"),
    (r"(?:[Bb]egan|[Ss]tarted|[Bb]roke out)", r"(?:ended|finished)"),
)
_ORDERS = tuple(re.compile(rf"\b{first}{_PLACE}{_WHEN}\x00{_AND}{last}{_PLACE}{_WHEN}\x01") for first, last in _PAIRS)
# “Born in 1960, she graduated in 1952.”
_LIFE = re.compile(
    rf"\b[Bb]orn{_PLACE}{_WHEN}\x00{_PLACE}\s?,?\s(?:and\s)?(?:he|she|they"
    rf"|[A-Z][\w’'-]+)\s[a-z][^,;.()\x00\x01]{{2,60}}?\s(?:in|on|by)\s"
    r"(?:the\s)?\x01"
)
_STRETCH = re.compile(r"(?:\b[Ff]rom\s|\b[Bb]etween\s|\()\x00(?:\s?[–-]\s?|\s(?:to|and|until|through)\s)\x01")
_KIN = re.compile(
    r"\b(?:father|mother|son|daughter|brother|sister|child\w*|parents?|grand\w+|uncle|aunt|ancest\w+|family"
    r"|predecessor)\b"
)
_LAST = re.compile("|".join(rf"\b{last}" for _, last in _PAIRS))
_SPAN = re.compile(
    r"(?<![\d/])(?:(?P<lead>\b(?:from|between)\s+)|\()(?P<first>1[0-9]\d\d|20\d\d)(?:\s?[–-]\s?|\s+(?:to|and"
    r"|until)\s+)(?P<last>1[0-9]\d\d|20\d\d)(?![\d/%])(?![.,]\d)"
)
_STARTS = re.compile(r"\b(?:[Bb]orn|[Ff]rom|[Bb]etween)\s|\([A-Z]")
_ERA = re.compile(r"\bB\.?C\.?(?:E\b|\b)|\bbefore Christ\b")
_BACKWARDS = re.compile(
    r"\b(?:back|backwards|down|fell|drop\w*|declin\w*|cut|reduc\w*|lower\w*|rose|rais\w*|increas\w*|grew|slid"
    r"|seats|votes|jobs|people|range\w*)\b",
    re.IGNORECASE,
)


class ImpossibleOrder(ArticleRule):
    """DATE004."""

    code: ClassVar[str] = "DATE004"
    name: ClassVar[str] = "impossible-order"
    severity: ClassVar[Severity] = Severity.ERROR
    summary: ClassVar[str] = "Something ends before it begins."
    what: ClassVar[str] = (
        "Compares the dates of a birth and a death, a founding and a closing, an election and a resignation, a "
        "wedding and a divorce, a "
        "beginning and an end that stand side by side in one sentence, a birth and what its clause goes on to "
        "tell, and the "
        "two years or months of a span (from 2015 to 2012)."
    )
    why: ClassVar[str] = "One of the two dates is wrong."
    limits: ClassVar[str] = (
        "The two must be joined by “and” or a comma, with nothing but a place between. It cannot tell which is "
        "wrong, so it offers "
        "no replacement. Years before Christ are passed over; spans of years are a warning, for figures may look "
        "like years."
    )
    valid: ClassVar[tuple[Sample, ...]] = (
        Sample("Roe was born in Leeds in 1930 and died in 1999."),
        Sample("Roe, born in 1930, wrote of a poet who died in 1899."),
        Sample("Caesar (100–44 BC) wrote of it."),
        Sample("The number fell from 2015 to 1990.", note="figures, not years"),
    )
    invalid: ClassVar[tuple[Sample, ...]] = (
        Sample("Roe was born in Leeds in 1999 and died in 1930.", "1999 and died in 1930"),
        Sample(
            "The club was founded on 3 May 2001 and dissolved in April 2001.", "3 May 2001 and dissolved in April 2001"
        ),
        Sample("She was mayor from 2015 to 2012.", "from 2015 to 2012"),
        Sample("She was mayor from May 2012 to March 2010.", "May 2012 to March 2010"),
        Sample("Born in 1960, she graduated in 1952.", "1960, she graduated in 1952"),
    )

    def check(self, article: Article, context: Context) -> Iterator[Finding]:  # noqa: ARG002 - the order needs no context
        """Yield a finding for each pair that runs backwards."""
        for sentence in article.sentences:
            if not _ERA.search(sentence.text):
                yield from self._pairs(article, sentence)
                yield from self._spans(article, sentence)

    def _pairs(self, article: Article, sentence: Sentence) -> Iterator[Finding]:
        if not _LAST.search(sentence.text) and not _STARTS.search(sentence.text):
            return
        mentions = [m for m in find_dates(sentence.text) if m.earliest and m.latest and not m.relative]
        for one, other in pairwise(mentions):
            text = f"{sentence.text[: one.start]}\x00{sentence.text[one.end : other.start]}\x01"
            backwards = other.latest and one.earliest and other.latest < one.earliest
            month = one.month is not None and other.month is not None and _STRETCH.search(text)
            life = _LIFE.search(text) and not _KIN.search(text)
            if backwards and (month or life or any(order.search(text) for order in _ORDERS)):
                yield self._finding(article, sentence, one, other)

    def _spans(self, article: Article, sentence: Sentence) -> Iterator[Finding]:
        for span in _SPAN.finditer(sentence.text):
            first, last = int(span["first"]), int(span["last"])
            if last >= first or (span["lead"] and _BACKWARDS.search(sentence.text)):
                continue
            start = span.start("lead") if span["lead"] else span.start("first")
            yield self.finding(
                article,
                sentence.start + start,
                sentence.start + span.end(),
                f"The span runs backwards: {last} is before {first}.",
                Proof("sum", f"{last} < {first}", {"first": first, "last": last}),
                severity=Severity.WARNING,
            )

    def _finding(self, article: Article, sentence: Sentence, one: DateMention, other: DateMention) -> Finding:
        quoted = in_quotation(article, DateMention(sentence.start + one.start, 0, "", Precision.DAY))
        return self.finding(
            article,
            sentence.start + one.start,
            sentence.start + other.end,
            f"The end comes before the beginning: {other.text} is before {one.text}.",
            Proof("sum", f"{other.latest} < {one.earliest}", {"first": one.text, "last": other.text}),
            severity=Severity.WARNING if quoted else None,
        )
