"""SOURCE001: an attribution to nobody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from bot.checks.rule import ArticleRule, Context, Sample
from bot.records import Proof, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.article import Article, Sentence
    from bot.records import Finding

_WHO = (
    r"(?:(?:some|several|various|many|most|multiple|unnamed|anonymous|informed|reliable|well-placed)\s+)?"
    r"(?:sources|reports|experts|studies|observers|insiders|scientists|researchers|analysts)"
)
# What names the nobody after all: sources close to the talks, experts at the bank, studies from 2019.
_NAMED = (
    r"(?!\s+(?:from|at|in|within|inside|of|by|close|familiar|near|with|who|which|that (?:have|were|are)|on the|for"
    r"|to whom|published|conducted|cited|seen"
    r"|compiled|obtained|including|such as|like)\b)(?!\s*[(\[])"
)
_NOBODY = re.compile(
    rf"\b[Aa]ccording to {_WHO}\b{_NAMED}(?=\s*[,.;]|\s+[a-z])"
    r"|\b[Ii]t(?:[’']s| is| was| has been) (?:also |often |widely |generally |commonly |sometimes )?(?:said|claimed"
    r"|rumou?red|alleged) that\b"
    r"|(?:^|(?<=[,;] ))(?:Sources|Insiders|Experts) (?:say|said|believe|claim|think|agree) (?:that )?"
    r"|(?:^|(?<=[,;] ))(?:(?:But|And|However,|Some|Many|Several|Various|some|many|several) )?(?:[Ss]tudies"
    r"|[Rr]esearch|[Ss]cience|[Ss]tatistics) "
    r"(?:shows?|suggests?|says?|proves?|indicates?|(?:has|have) (?:shown|proven|found|suggested)) (?:that )?(?!in\b)"
)


class AttributedToNobody(ArticleRule):
    """SOURCE001."""

    code: ClassVar[str] = "SOURCE001"
    name: ClassVar[str] = "attributed-to-nobody"
    severity: ClassVar[Severity] = Severity.NOTE
    summary: ClassVar[str] = "The draft says that somebody says so, and not who."
    what: ClassVar[str] = (
        "Notes “according to sources”, “it is said that”, “studies show” and the like, where nothing "
        "beside it says whose."
    )
    why: ClassVar[str] = "Neither the editor nor the reader can check it."
    limits: ClassVar[str] = (
        "It knows usual forms. A sentence with a link or a quotation round these words is passed over, as is one "
        "that says more of "
        "the source (sources close to the talks)."
    )
    valid: ClassVar[tuple[Sample, ...]] = (
        Sample("According to sources close to the talks, the deal is done."),
        Sample("According to the ministry, the deal is done."),
        Sample("A 2019 study by Roe shows that it works."),
        Sample("“Studies show that it works,” she said.", note="somebody’s words"),
        Sample("[Studies show](https://example.org/a) that it works.", path="sample.md", note="a link"),
    )
    invalid: ClassVar[tuple[Sample, ...]] = (
        Sample("According to sources, the deal is done.", "According to sources"),
        Sample("It is said that the house is haunted.", "It is said that"),
        Sample("Studies show that it works.", "Studies show that"),
        Sample("Experts believe the rule will be dropped.", "Experts believe"),
    )

    def check(self, article: Article, context: Context) -> Iterator[Finding]:  # noqa: ARG002 - the draft is enough
        """Yield a note for each attribution to nobody."""
        for sentence in article.sentences:
            for match in _NOBODY.finditer(sentence.text):
                if not _quoted(sentence.text, match.start()) and not _linked(article, sentence):
                    words = match[0].strip()
                    start = sentence.start + match.start()
                    yield self.finding(
                        article,
                        start,
                        start + len(words),
                        f"“{words}”: say who, or link to it.",
                        Proof("sum", "no name, no link and no title in the sentence"),
                    )


def _quoted(text: str, at: int) -> bool:
    before = text[:at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _linked(article: Article, sentence: Sentence) -> bool:
    return any(link.start < sentence.end and sentence.start < link.end for link in article.links)
