"""DATE003: an age that does not follow from the dates beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from bot.checks.dating import in_quotation, long_date
from bot.checks.rule import ArticleRule, Context, Sample
from bot.language.dates import DateMention, Precision, find_dates
from bot.records import Proof, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.article import Article, Sentence
    from bot.records import Finding

_BORN = re.compile(r"\b[Bb]orn\s+(?:(?:in|at)\s+[A-Z][\w’'., -]{1,40}?\s+)?(?:on\s+|in\s+)?(?:the\s+)?$")
_DIED = re.compile(r"\b(?:died|dies|passed away|was killed|was executed)\b[^.;()]{0,60}?\b(?:on|in)\s+(?:the\s+)?$")
_TURNED = re.compile(r"\b(?:turned|turns)\s+(?P<age>\d{1,3})\s+(?:on|in)\s+(?:the\s+)?$")
_AGED = re.compile(r"\b(?:aged|at the age of|at age)\s+(?P<age>\d{1,3})\b(?!\s*(?:months|weeks|days|and))")
# Someone else in the sentence may own one of the dates.
_OTHERS = re.compile(
    r"\b(?:father|mother|son|daughter|wife|husband|brother|sister|child(?:ren)?|parents|who|whose|their|grand\w+"
    r"|uncle|aunt|widow|twins?|predecessor|"
    r"successor|retired|married|moved|joined|appointed|elected|debut\w*|began|started|left|fled|emigrated"
    r"|diagnosed)\b",
    re.IGNORECASE,
)


class WrongAge(ArticleRule):
    """DATE003."""

    code: ClassVar[str] = "DATE003"
    name: ClassVar[str] = "wrong-age"
    severity: ClassVar[Severity] = Severity.ERROR
    summary: ClassVar[str] = "The age does not follow from the dates of birth and death beside it."
    what: ClassVar[str] = (
        "Where one sentence gives a date of birth, a date of death or of a birthday, and an age, it works out the "
        "age. With years alone, "
        "both ages that they allow are right."
    )
    why: ClassVar[str] = "One of the three is wrong, and an obituary’s first readers know which."
    limits: ClassVar[str] = (
        "All three must stand in one sentence that speaks of one person: where it names relatives or other turns of "
        "a life, it is "
        "passed over. It cannot tell which of the three is wrong, so it offers no replacement."
    )
    valid: ClassVar[tuple[Sample, ...]] = (
        Sample("Roe was born on 3 May 1960 and died on 2 May 2020 aged 59."),
        Sample("Roe was born in 1960 and died in 2020 at the age of 59."),
        Sample("Roe was born in 1960; his father died in 2001 aged 85."),
    )
    invalid: ClassVar[tuple[Sample, ...]] = (
        Sample("Roe was born on 3 May 1960 and died on 4 May 2020 aged 59.", "aged 59"),
        Sample("Roe, born in 1960, turned 50 in 2012.", "turned 50"),
    )

    def check(self, article: Article, context: Context) -> Iterator[Finding]:  # noqa: ARG002 - the sum needs no context
        """Yield a finding for each age that its dates do not allow."""
        for sentence in article.sentences:
            if "orn" in sentence.text and not _OTHERS.search(sentence.text):
                yield from self._ages(article, sentence)

    def _ages(self, article: Article, sentence: Sentence) -> Iterator[Finding]:
        mentions = [m for m in find_dates(sentence.text) if m.earliest and not m.relative]
        born = _dated(sentence.text, mentions, _BORN)
        if born is None:
            return
        died, turned = _dated(sentence.text, mentions, _DIED), _dated(sentence.text, mentions, _TURNED)
        aged = _AGED.search(sentence.text)
        if died and aged and len(mentions) == 2:  # noqa: PLR2004 - birth and death, and no other date
            yield from self._held(article, sentence, born, died, aged)
        elif turned and (birthday := _TURNED.search(sentence.text, 0, turned.start)):
            yield from self._held(article, sentence, born, turned, birthday)

    def _held(
        self, article: Article, sentence: Sentence, born: DateMention, then: DateMention, age: re.Match[str]
    ) -> Iterator[Finding]:
        given = int(age["age"])
        youngest, oldest = _ages_between(born, then)
        if youngest <= given <= oldest or oldest < 0:
            return
        right = f"{youngest}" if youngest == oldest else f"{youngest} or {oldest}"
        total = f"from {_shown(born)} to {_shown(then)}: {right} years"
        end = age.end("age")
        quoted = in_quotation(article, DateMention(sentence.start + age.start(), 0, "", Precision.DAY))
        yield self.finding(
            article,
            sentence.start + age.start(),
            sentence.start + end,
            f"The dates beside it give {right}, not {given}.",
            Proof("sum", total, {"born": _shown(born), "then": _shown(then), "age": right, "given": given}),
            severity=Severity.WARNING if quoted else None,
        )


def _dated(text: str, mentions: list[DateMention], lead: re.Pattern[str]) -> DateMention | None:
    """The date that words lead up to."""
    return next((m for m in mentions if lead.search(text, max(0, m.start - 90), m.start)), None)


def _ages_between(born: DateMention, then: DateMention) -> tuple[int, int]:
    """The least and the greatest age that the two dates allow."""
    # Only dates with days are asked about.
    assert born.earliest is not None
    assert born.latest is not None
    assert then.earliest is not None
    assert then.latest is not None
    return _years(born.latest, then.earliest), _years(born.earliest, then.latest)


def _years(first: date, last: date) -> int:
    return last.year - first.year - ((last.month, last.day) < (first.month, first.day))


def _shown(mention: DateMention) -> str:
    known = mention.precision is Precision.DAY and mention.earliest is not None
    return long_date(mention.earliest) if known and mention.earliest else mention.text
