"""What a rule is: a code, its explanation, its examples, and a check.

An `ArticleRule` looks at the article alone. A `ClaimRule` holds one claim against the passages found for it. Neither
does any I/O: what a rule needs comes in its `Context`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from bot.records import Finding, Proof, Severity, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from bot.article import Article
    from bot.organisations import Register
    from bot.records import Attempt, Claim, Passage, Snapshot


@dataclass(frozen=True, slots=True)
class Context:
    """What rules may use beside the article.

    Args:
        register: The register of names.
        as_of: When the article speaks; None: unknown.
        snapshots: Whole sources that a run may read, for what must be sought beyond a claim's passages: a quotation in
            full, the page behind a link. Empty: rules make do with the passages.
        attempts: What came of each source that the run tried to get.
    """

    register: Register
    as_of: date | None = None
    snapshots: Sequence[Snapshot] = ()
    attempts: Sequence[Attempt] = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """An example of a rule, run as a test and printed in the documentation.

    Args:
        text: The draft (plain text, or Markdown where `path` ends in `.md`).
        flagged: The stretch that the finding spans (None in a valid example).
        replacement: What the finding offers instead, where it offers anything.
        source: The text of one primary source, for a rule that needs evidence; the claim is `text`'s first claim
            that the rule flags, or any claim in a valid example.
        as_of: When the draft speaks.
        note: Why this one is here, in few words.
        snapshots: Pages that were read, for a rule that looks behind links.
        attempts: What came of pages that were tried, for the same.
    """

    text: str
    flagged: str | None = None
    replacement: str | None = None
    source: str | None = None
    as_of: date | None = None
    note: str = ""
    path: str = "sample.txt"
    snapshots: tuple[Snapshot, ...] = ()
    attempts: tuple[Attempt, ...] = ()


class Rule(ABC):
    """A rule's public face; subclasses are `ArticleRule` and `ClaimRule`.

    Attributes:
        code: Family and three digits, never reused: NAME001.
        name: The rule in kebab case: misnamed-organisation.
        severity: What its findings weigh unless a finding says less.
        summary: One sentence for a list of rules.
        what: What it does.
        why: Why it matters to an editor.
        limits: What it is known not to see, or to get wrong.
        valid: Drafts on which it must be silent.
        invalid: Drafts in which it must flag exactly `flagged`.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity]
    summary: ClassVar[str]
    what: ClassVar[str]
    why: ClassVar[str]
    limits: ClassVar[str]
    valid: ClassVar[tuple[Sample, ...]]
    invalid: ClassVar[tuple[Sample, ...]]

    def finding(  # noqa: PLR0913 - a finding has that many parts
        self,
        article: Article,
        start: int,
        end: int,
        message: str,
        proof: Proof,
        *,
        replacement: str | None = None,
        severity: Severity | None = None,
        claim: Claim | None = None,
        stance: Stance | None = None,
    ) -> Finding:
        """A finding of this rule on `article.prose[start:end]`, with its span moved to `article.text`."""
        span = article.source_span(start, end)
        return Finding(
            code=self.code,
            name=self.name,
            severity=severity or self.severity,
            start=span.start,
            end=span.end,
            quote=article.text[span.start : span.end],
            message=message,
            proof=proof,
            replacement=replacement,
            claim=claim.key if claim else None,
            stance=stance,
        )


class ArticleRule(Rule):
    """A rule that reads the article alone."""

    @abstractmethod
    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """Yield what is wrong, in the order of the text; spans are computed from prose offsets by `finding`."""


class ClaimRule(Rule):
    """A rule that holds a claim against passages of sources."""

    @abstractmethod
    def check(self, claim: Claim, passages: Sequence[Passage], article: Article, context: Context) -> Iterator[Finding]:
        """Yield what the passages prove of the claim: `stance` set where a finding settles it."""
