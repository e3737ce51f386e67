"""NAME001: a body's name that is not its name."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from bot.checks.naming import in_source, mentions, proof
from bot.checks.rule import ArticleRule, Context, Sample
from bot.organisations.mention import Certainty, Form, Mention
from bot.records import Severity, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.article import Article
    from bot.records import Finding

_SEVERITY = {
    Certainty.CERTAIN: Severity.ERROR,
    Certainty.LIKELY: Severity.WARNING,
    Certainty.POSSIBLE: Severity.NOTE,
}
_STANCE = {Severity.ERROR: Stance.REFUTES, Severity.WARNING: Stance.QUALIFIES, Severity.NOTE: None}


class MisnamedOrganisation(ArticleRule):
    """NAME001."""

    code: ClassVar[str] = "NAME001"
    name: ClassVar[str] = "misnamed-organisation"
    severity: ClassVar[Severity] = Severity.ERROR
    summary: ClassVar[str] = "A name that comes near to a body's official name and is not it."
    what: ClassVar[str] = (
        "Holds every capitalised name against the register of official names and flags those that people get wrong: "
        "another kind of body (Agency for Administration), singular for plural, a small word missing or wrong, words "
        "dropped or swapped, a misspelling, a word that sounds alike, another country's spelling. The replacement is "
        "the whole official name. A name whose country is in doubt, or with -ise for -ize, is a warning; one "
        "between quotation marks is a note."
    )
    why: ClassVar[str] = (
        "A misnamed agency is an error that readers see and that no spell checker finds: every word is spelt right."
    )
    limits: ClassVar[str] = (
        "It knows the bodies of the register, and accuses only where the row has a source. Names in lower case, names "
        "of one word, and names with more than about two slips in them pass unseen. A body of another country or "
        "state that is not in the register is told apart by the places named around it."
    )
    valid: ClassVar[tuple[Sample, ...]] = (
        Sample("The Drug Enforcement Administration seized the cargo."),
        Sample("The Chinese Center for Disease Control and Prevention reported it.", note="another country's body"),
        Sample("The Philippine Drug Enforcement Agency raided a warehouse.", note="another country's body"),
        Sample("The National Center for Health Statistics counts deaths.", note="right as it stands"),
        Sample("Officials opened a center for disease control in Taipei.", note="no name"),
        Sample("The state needs a Center for Disease Control of its own.", note="generic"),
        Sample(
            "The Center for Disease Control opened a laboratory.", as_of=date(1975, 5, 1), note="its name at the time"
        ),
        Sample("In 1975, what was then the Center for Disease Control moved.", note="a sentence about the past"),
    )
    invalid: ClassVar[tuple[Sample, ...]] = (
        Sample(
            "The US Drug Enforcement Agency seized the cargo.",
            "Drug Enforcement Agency",
            "Drug Enforcement Administration",
            note="wrong head noun",
        ),
        Sample(
            "According to the CDC, or the Center for Disease Control, deaths fell.",
            "Center for Disease Control",
            "Centers for Disease Control and Prevention",
            note="singular for plural",
        ),
        Sample(
            "The Department of Veteran Affairs’ clinics are full.",
            "Department of Veteran Affairs",
            "Department of Veterans Affairs",
        ),
        Sample(
            "The Bureau of Labour Statistics reported growth.",
            "Bureau of Labour Statistics",
            "Bureau of Labor Statistics",
            note="another country's spelling",
        ),
        Sample(
            "See the *Federal Bureau* of [Investigations](https://www.fbi.gov) for more.",
            "Federal Bureau* of [Investigations",
            "Federal Bureau* of [Investigation",
            path="sample.md",
            note="mark-up is kept",
        ),
        Sample(
            "DRUG ENFORCEMENT AGENCY RAIDS HARBOR",
            "DRUG ENFORCEMENT AGENCY",
            "DRUG ENFORCEMENT ADMINISTRATION",
            note="a headline",
        ),
    )

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """Yield a finding for each misnamed body, unless it is a former name in its own time."""
        for mention in mentions(article, context):
            code = article.text[: article.starts[mention.start]].endswith("`")
            if mention.form is not Form.MISNAMED or mention.twice:
                continue
            if not code and not _in_its_time(mention, context.as_of):
                yield self._finding(article, mention)

    def _finding(self, article: Article, mention: Mention) -> Finding:
        severity = Severity.NOTE if mention.quoted else _SEVERITY[mention.certainty]
        body, old = mention.organisation, mention.former
        was = f"; that was its name from {old.since or '?'} to {old.until or '?'}" if old else ""
        said = " ".join(article.prose[mention.start : mention.end].split())
        message = f"‘{said}’ is not the name: it is the {body.name} ({mention.why}{was})."
        return self.finding(
            article,
            mention.start,
            mention.end,
            message,
            proof(body),
            replacement=in_source(article, mention.start, mention.end, mention.replacement or body.name),
            severity=severity,
            stance=_STANCE[severity],
        )


def _in_its_time(mention: Mention, as_of: date | None) -> bool:
    """Whether the name is one that the body bore when the draft speaks, or the sentence speaks of that time."""
    old = mention.former
    if old is None:
        return False
    return mention.past or (as_of is not None and old.last is not None and as_of <= old.last)
