"""NAME002: a name that the body no longer bears."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from bot.checks.naming import in_source, mentions, proof
from bot.checks.rule import ArticleRule, Context, Sample
from bot.organisations.mention import Certainty, Form, Mention
from bot.organisations.organisation import latest
from bot.records import Severity, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.article import Article
    from bot.records import Finding


class OutdatedName(ArticleRule):
    """NAME002."""

    code: ClassVar[str] = "NAME002"
    name: ClassVar[str] = "outdated-name"
    severity: ClassVar[Severity] = Severity.WARNING
    summary: ClassVar[str] = "A name that the body gave up before the draft speaks."
    what: ClassVar[str] = (
        "Flags a former official name in a draft that speaks after the change, with the day of the change and the "
        "name since. A body that no longer exists is a note, with what took up its work. Where it is not known when "
        "the draft speaks, nothing is flagged."
    )
    why: ClassVar[str] = "Readers cannot find an agency under a name that it gave up years ago."
    limits: ClassVar[str] = (
        "Silent where the sentence speaks of the past or of the renaming (formerly, then, known as, a year in which "
        "the name was right). It does not know for how long a draft looks back when the sentence does not say so: "
        "hence a warning."
    )
    valid: ClassVar[tuple[Sample, ...]] = (
        Sample(
            "The General Accounting Office published a report.", as_of=date(1999, 3, 1), note="its name at the time"
        ),
        Sample("The General Accounting Office published a report.", note="it is not known when the draft speaks"),
        Sample(
            "The office, formerly the General Accounting Office, published a report.",
            as_of=date(2024, 3, 1),
            note="about the renaming",
        ),
        Sample(
            "In 1998 the General Accounting Office published a report.",
            as_of=date(2024, 3, 1),
            note="a year in which the name was right",
        ),
    )
    invalid: ClassVar[tuple[Sample, ...]] = (
        Sample(
            "The General Accounting Office published a report on Monday.",
            "General Accounting Office",
            "Government Accountability Office",
            as_of=date(2024, 3, 1),
        ),
    )

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """Yield a finding for each former name and each body that is no more, in a draft of after the change."""
        if context.as_of is None:
            return
        for mention in mentions(article, context):
            if mention.past or mention.certainty is not Certainty.CERTAIN:
                continue
            if mention.form is Form.FORMER:
                yield from self._renamed(article, mention, context.as_of)
            elif mention.form in {Form.OFFICIAL, Form.SHORT} and mention.organisation.until:
                yield from self._ended(article, mention, context)

    def _ended(self, article: Article, mention: Mention, context: Context) -> Iterator[Finding]:
        """A body that is no more: a warning where another took up its work, else a note."""
        body, last = mention.organisation, latest(mention.organisation.until)
        if last is None or context.as_of is None or context.as_of <= last:
            return
        heirs = [found for each in body.successors if (found := context.register.by_id.get(each))]
        after = f"; its work went to the {' and the '.join(heir.name for heir in heirs)}" if heirs else ""
        sure = bool(heirs) and not mention.quoted
        yield self.finding(
            article,
            mention.start,
            mention.end,
            f"The {body.name} ceased to exist ({body.until}){after}.",
            proof(body),
            replacement=in_source(article, mention.start, mention.end, heirs[0].name) if heirs else None,
            severity=self.severity if sure else Severity.NOTE,
            stance=Stance.QUALIFIES if sure else None,
        )

    def _renamed(self, article: Article, mention: Mention, as_of: date) -> Iterator[Finding]:
        old, body = mention.former, mention.organisation
        last = latest(old.until) if old else None
        if old is None or last is None or as_of <= last:
            return
        severity = Severity.NOTE if mention.quoted or not body.accuses else self.severity
        yield self.finding(
            article,
            mention.start,
            mention.end,
            f"‘{old.name}’ is an outdated name: since {old.until} it is the {body.name}.",
            proof(body),
            replacement=in_source(article, mention.start, mention.end, mention.replacement or body.name),
            severity=severity,
            stance=None if severity is Severity.NOTE else Stance.QUALIFIES,
        )
