"""The judge of names: the register. A name that stands as a sourced row has it is right, and the row is the proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.organisations.matching import matcher
from bot.organisations.mention import Form
from bot.records import Label, Opinion, Proof, Reason, Span

if TYPE_CHECKING:
    from bot.article import Article
    from bot.organisations import Register
    from bot.organisations.mention import Mention
    from bot.records import Claim

NAME = "register"
_FORMS = {Form.OFFICIAL: "its official name", Form.SHORT: "an accepted short form of its name"}


class NameJudge:
    """Gives an opinion on names of bodies; it needs no source but the register.

    Args:
        register: The official names.
    """

    def __init__(self, register: Register) -> None:
        self._matcher = matcher(register)

    def opinion(self, article: Article, claim: Claim) -> Opinion:
        """What the register says of a claim of kind `name`: supported by a sourced row, or not settled by it."""
        mention = self._mention(article, claim)
        if mention is None:
            return _open("The register does not know this name.", Reason.SILENT)
        body = mention.organisation
        if mention.form is Form.FORMER:
            return _open(f"It is a former name of “{body.name}”; whether it is right here depends on the date.")
        if mention.form not in _FORMS:
            return _open(f"It resembles “{body.name}”, but that is not its name.")
        if not body.accuses:
            return _open(f"The register has “{body.name}” without a source to cite.")
        summary = f"{body.name}: {_FORMS[mention.form]}, by {' and '.join(body.source)}"
        proof = Proof(
            "register", summary, {"id": body.id, "name": body.name, "site": body.site, "source": list(body.source)}
        )
        return Opinion(NAME, Label.SUPPORTED, f"“{claim.quote}” is {_FORMS[mention.form]}.", proof=proof)

    def _mention(self, article: Article, claim: Claim) -> Mention | None:
        span = Span(claim.start, claim.end)
        named = (m for m in self._matcher.mentions(article.prose) if article.source_span(m.start, m.end).overlaps(span))
        return next(named, None)


def _open(explanation: str, reason: Reason = Reason.INCONCLUSIVE) -> Opinion:
    return Opinion(NAME, Label.NOT_ENOUGH_EVIDENCE, explanation, reason)
