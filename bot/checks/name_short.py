"""NAME005: a short form in place of the full name, at first mention."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from bot.checks.naming import in_source, mentions, proof
from bot.checks.rule import ArticleRule, Context, Sample
from bot.organisations.mention import Certainty, Form
from bot.records import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.article import Article
    from bot.organisations import Organisation
    from bot.records import Finding


class ShortForm(ArticleRule):
    """NAME005."""

    code: ClassVar[str] = "NAME005"
    name: ClassVar[str] = "clipped-name"
    severity: ClassVar[Severity] = Severity.NOTE
    summary: ClassVar[str] = "A name that is common in print but leaves off the end of the official one."
    what: ClassVar[str] = (
        "Notes, once a body, a short form that is the official name without its end (“Centers for Disease Control”), "
        "where the full name has not been given before. Short forms of another build (Census Bureau, Labor "
        "Department) pass."
    )
    why: ClassVar[str] = "Common in news, and right there; some house styles want the full name once."
    limits: ClassVar[str] = "It knows the short forms of the register."
    valid: ClassVar[tuple[Sample, ...]] = (
        Sample(
            "The Centers for Disease Control and Prevention said so. The Centers for Disease Control added a figure."
        ),
        Sample("The Census Bureau counts people."),
        Sample("The Centers for Disease Control grew.", as_of=date(1985, 1, 1), note="its full name at the time"),
    )
    invalid: ClassVar[tuple[Sample, ...]] = (
        Sample(
            "The Centers for Disease Control said so.",
            "Centers for Disease Control",
            "Centers for Disease Control and Prevention",
        ),
    )

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """Yield a note for the first clipped name of each body that has not been named in full."""
        named: set[str] = set()
        for mention in mentions(article, context):
            body, said = mention.organisation, article.prose[mention.start : mention.end]
            if mention.form is Form.ACRONYM or mention.certainty is not Certainty.CERTAIN or body.id in named:
                continue
            named.add(body.id)
            if mention.form is Form.SHORT and _clipped(said, body) and not _full_then(said, body, context.as_of):
                yield self.finding(
                    article,
                    mention.start,
                    mention.end,
                    f"Short for the {body.name}.",
                    proof(body),
                    replacement=in_source(article, mention.start, mention.end, body.name),
                )


def _clipped(said: str, body: Organisation) -> bool:
    plain = " ".join(said.split()).casefold()
    return body.name.casefold().startswith((f"{plain} and ", f"{plain}, ", f"{plain} & "))


def _full_then(said: str, body: Organisation, as_of: date | None) -> bool:
    """Whether the short form was the full name when the draft speaks."""
    plain = " ".join(said.split()).casefold()
    return as_of is not None and any(
        old.name.casefold() == plain and old.last is not None and as_of <= old.last for old in body.former
    )
