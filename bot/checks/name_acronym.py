"""NAME003: an acronym beside a name to which it does not belong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from bot.checks.naming import mentions, proof
from bot.checks.rule import ArticleRule, Context, Sample
from bot.organisations.mention import Form
from bot.records import Severity, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.article import Article
    from bot.organisations import Organisation
    from bot.organisations.beside import Beside
    from bot.organisations.matching import Matcher
    from bot.organisations.mention import Mention
    from bot.records import Finding

_NEAR_MISS = 3  # letters that an acronym must have for a slip in it to be seen
_REACH = 40
_LONGER = re.compile(r"\b[A-Z]\w+ (?:(?:of|for|on|to) )(?:the )?$")  # "Proceedings of the National Academy of Sciences"
_SMALL = frozenset("of for and on the in to at".split())


class ForeignAcronym(ArticleRule):
    """NAME003."""

    code: ClassVar[str] = "NAME003"
    name: ClassVar[str] = "acronym-of-another-body"
    severity: ClassVar[Severity] = Severity.ERROR
    summary: ClassVar[str] = "An acronym beside a name, in brackets or by “or the”, that is not that body's."
    what: ClassVar[str] = (
        "Where an acronym stands beside a name, before or behind it, in brackets, between dashes or joined by “or”, "
        "“short for”, “known as”, holds it against the acronyms of that body. It is flagged where it is another "
        "body's, or a slip for the right one. The replacement is the right acronym."
    )
    why: ClassVar[str] = (
        "The acronym is what the rest of the draft calls the body: a wrong one turns every later sentence."
    )
    limits: ClassVar[str] = (
        "Name or acronym, one of the two is wrong, and the rule cannot know which: `factcheck fix` leaves it alone "
        "unless the acronym is a mere slip. “the CDC, or the Food and Drug Administration, …” may also name two "
        "bodies: a warning. The acronym of a parent or a part of the body passes, and so do the name's own "
        "initials, unless they are another body's acronym: then it is a warning."
    )
    valid: ClassVar[tuple[Sample, ...]] = (
        Sample("The Drug Enforcement Administration (DEA) seized the cargo."),
        Sample("The DEA (Drug Enforcement Administration) seized the cargo."),
        Sample("The National Center for Health Statistics (CDC) counts deaths.", note="its parent"),
        Sample("Call the FBI, the CDC, or the Food and Drug Administration.", note="a list"),
        Sample("The Food and Drug Administration (unlike the CDC) agreed."),
    )
    invalid: ClassVar[tuple[Sample, ...]] = (
        Sample("The Drug Enforcement Administration (FDA) seized the cargo.", "FDA", "DEA"),
        Sample("The FDA (Drug Enforcement Administration) seized the cargo.", "FDA", "DEA", note="in the other order"),
        Sample("The Food and Drug Administration, or FAD, agreed.", "FAD", "FDA", note="a slip"),
    )

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """Yield a finding for each acronym that is not that of the name beside it."""
        from bot.organisations.matching import matcher

        known = matcher(context.register)
        for mention in mentions(article, context):
            if mention.form is Form.ACRONYM or not mention.organisation.acronyms or not mention.organisation.accuses:
                continue
            near = known.beside(article.prose, mention)
            if near and self._wrong(article.prose, mention, near, known):
                yield self._finding(article, mention, near, known)

    def _wrong(self, prose: str, mention: Mention, near: Beside, known: Matcher) -> bool:
        body, owners = mention.organisation, known.bodies(near.acronym)
        if _official(near.acronym, body) or (mention.form is Form.FORMER and self._own(prose, mention, near)):
            return False
        if not owners:
            own = self._own(prose, mention, near)
            return not own and any(_slip(near.acronym, each) for each in body.acronyms)
        if _listed(prose, near) or not near.closed:
            return False
        return not any(_kin(owner, body, known.register.by_id) or owner.name == body.name for owner in owners)

    def _own(self, prose: str, mention: Mention, near: Beside) -> bool:
        """Whether the acronym is made of the name's initials, or of those of a longer name that ends in it."""
        before = _LONGER.search(prose, max(0, mention.start - _REACH), mention.start)
        said = prose[before.start() if before else mention.start : mention.end]
        return near.acronym.casefold() in _initials(said) or _initialled(near.acronym, said, mention.organisation)

    def _finding(self, article: Article, mention: Mention, near: Beside, known: Matcher) -> Finding:
        body = mention.organisation
        right, owners = body.acronyms[0], known.bodies(near.acronym)
        of = f": it is that of the {owners[0].name}" if owners else ""
        apart = bool(owners) and near.joint in {"or", "dash"}
        apart = apart or self._own(article.prose, mention, near)
        severity = Severity.NOTE if mention.quoted else Severity.WARNING if apart else self.severity
        shown = proof(body)
        shown.detail["either"] = bool(owners)
        return self.finding(
            article,
            near.start,
            near.end,
            f"‘{near.acronym}’ is not the acronym of the {body.name} ({right}){of}.",
            shown,
            replacement=right,
            severity=severity,
            stance=Stance.REFUTES if severity is Severity.ERROR else None,
        )


def _official(acronym: str, body: Organisation) -> bool:
    plain = acronym.casefold().replace("-", "")
    if plain in {own.casefold().replace("-", "").replace(".", "") for own in body.acronyms}:
        return True
    return plain in {name.casefold() for name in body.short}


def _initialled(acronym: str, said: str, body: Organisation) -> bool:
    plain = acronym.casefold().replace("-", "")
    return any(plain in _initials(name) for name in (said, body.name, *body.short, *(old.name for old in body.former)))


def _initials(name: str) -> set[str]:
    """The initials of a name, with and without its small words and its first and last words."""
    words = [word for part in name.replace("&", "and").replace("-", " ").split() if (word := part.strip("(),.’'"))]
    full = [word[0].casefold() for word in words]
    large = [word[0].casefold() for word in words if word.casefold() not in _SMALL]
    rows = [full, large, large[1:], large[:-1]]
    return {"".join(row) for row in rows} | {"".join(["us", *row]) for row in rows}


def _slip(said: str, right: str) -> bool:
    from rapidfuzz.distance import OSA

    return len(right) >= _NEAR_MISS and len(said) >= _NEAR_MISS and said != right and OSA.distance(said, right) == 1


def _listed(prose: str, near: Beside) -> bool:
    """Whether "the FBI, the CDC, or the …" makes a list of it rather than another name for the same body."""
    if near.joint != "or":
        return False
    before = prose[max(0, near.start - 60) : near.start].rpartition(".")[2]
    return "," in before and before.rstrip().endswith((",", "the", "the ", ", the"))


def _kin(one: Organisation, other: Organisation, by_id: Mapping[str, Organisation]) -> bool:
    """Whether one body is the other, above it, or beside it under the same parent's name."""
    return one.id == other.id or one.id in _above(other, by_id) or other.id in _above(one, by_id)


def _above(body: Organisation, by_id: Mapping[str, Organisation]) -> set[str]:
    found: set[str] = set()
    parent = body.parent
    while parent and parent not in found:
        found.add(parent)
        above = by_id.get(parent)
        parent = above.parent if above else None
    return found
