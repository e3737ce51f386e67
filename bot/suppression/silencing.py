"""Which findings count: those that no ignore, no baseline and no ruling covers. What is left out is kept apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.records import Finding, Proof, Severity
from bot.suppression.directive import names
from bot.suppression.identity import identified

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from bot.article import Article
    from bot.records import Review, Span
    from bot.suppression.directive import Directive, Directives
    from bot.suppression.identity import Identity

STALE, UNUSABLE = "IGNORE001", "IGNORE002"


@dataclass(frozen=True, slots=True)
class Silenced:
    """A finding that does not count: `by` is `ignore`, `baseline` or `ruling`, `reason` is what was given for it."""

    finding: Finding
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Grounds:
    """What may silence the findings of one draft.

    Attributes:
        directives: Ignores in the draft and beside it.
        known: Old findings.
        rulings: Standing rulings, by the claim's fingerprint and occurrence: those that reject or override a verdict.
        judged: Whether every rule that an entry of CODES stands for could say what it has to say in this run.
    """

    directives: Directives
    known: Mapping[Identity, str] = field(default_factory=dict)
    rulings: Mapping[tuple[str, int], Review] = field(default_factory=dict)
    judged: Callable[[str], bool] = lambda _entry: True


def silence(article: Article, findings: Sequence[Finding], grounds: Grounds) -> tuple[list[Finding], list[Silenced]]:
    """The findings that count, with those about stale and unusable ignores; and those that do not.

    Args:
        article: The draft.
        findings: Everything that was found in it, in the order of the text.
        grounds: What may silence them.
    """
    kept, silent = [], []
    used: set[tuple[int, str]] = set()
    for finding, identity in identified(findings):
        covering = _covering(grounds.directives.usable, finding)
        used.update((number, entry) for number, entry, _ in covering)
        ruling = grounds.rulings.get(finding.claim) if finding.claim else None
        if covering:
            silent.append(Silenced(finding, "ignore", covering[0][2].reason))
        elif ruling:
            silent.append(Silenced(finding, "ruling", ruling.reason))
        elif identity in grounds.known:
            silent.append(Silenced(finding, "baseline", ""))
        else:
            kept.append(finding)
    remarks = [*_stale(article, grounds, used), *_unusable(article, grounds.directives)]
    return sorted((*kept, *remarks), key=lambda each: (each.start, each.end, each.code)), silent


def _covering(directives: Sequence[Directive], finding: Finding) -> list[tuple[int, str, Directive]]:
    return [
        (number, entry, directive)
        for number, directive in enumerate(directives)
        if directive.covers(finding)
        for entry in directive.codes
        if names(entry, finding.code)
    ]


def _stale(article: Article, grounds: Grounds, used: set[tuple[int, str]]) -> Iterator[Finding]:
    for number, directive in enumerate(grounds.directives.usable):
        idle = [each for each in directive.codes if (number, each) not in used and grounds.judged(each)]
        if idle:
            words = f" on “{directive.quote}”" if directive.quote else ""
            message = f"{directive.origin} of {', '.join(idle)}{words} silences nothing; remove it"
            yield _remark(article, STALE, "stale-ignore", directive.place, message[0].upper() + message[1:])


def _unusable(article: Article, directives: Directives) -> Iterator[Finding]:
    for place, fault in directives.faults:
        yield _remark(article, UNUSABLE, "unusable-ignore", place, f"This ignore does not count: {fault}")


def _remark(article: Article, code: str, name: str, place: Span, message: str) -> Finding:
    quote = article.text[place.start : place.end]
    return Finding(code, name, Severity.WARNING, place.start, place.end, quote, message, Proof("draft", message))
