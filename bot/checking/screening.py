"""A report as a job shows it: the codes that are listed, without what is silenced, on the lines that changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from bot.checking import selection
from bot.records import Action
from bot.store.standing import Basis, Rulings
from bot.suppression import directive, sidecar
from bot.suppression.silencing import Grounds, silence

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.article import Article
    from bot.records import Review
    from bot.reports.report import Judged, Report
    from bot.settings import Settings
    from bot.suppression.baseline import Baseline

_SILENCING = frozenset({Action.REJECT, Action.OVERRIDE})


@dataclass(frozen=True)
class Screen:
    """What holds for all reports of a job under the same settings.

    Args:
        settings: What is listed and what an ignore needs.
        baseline: Old findings.
        rulings: What editors said.
        given: Whether sources were read, so that the rules and verdicts that need them could speak.
    """

    settings: Settings
    baseline: Baseline
    rulings: Rulings
    given: bool

    def report(self, report: Report, changed: Collection[int] | None = None) -> Report:
        """The report as it is shown.

        Args:
            report: With everything that was found.
            changed: Lines, from 1; None: all. Findings and claims on no such line are left out.

        Raises:
            ConfigError: A file of ignores beside the draft is wrong.
        """
        report = self._ruled(report)
        article = report.article
        directives = directive.read(article, require_reason=self.settings.require_reason)
        directives.usable += sidecar.read(article, require_reason=self.settings.require_reason)
        rulings = {each.claim.key: each.ruling for each in report.judged if _silences(each)}
        known = self.baseline.known(article.path)
        grounds = Grounds(directives, known, _stated(rulings), self._could_speak)
        found, silenced = silence(article, selection.listed(report.found, self.settings), grounds)
        kept = selection.listed(found, self.settings)
        if changed is not None:
            kept = [each for each in kept if _on(article, each.start, each.end, changed)]
            judged = tuple(j for j in report.judged if _on(article, j.claim.start, j.claim.end, changed))
            report = replace(report, judged=judged)
        return replace(report, listed=tuple(kept), silenced=tuple(silenced))

    def _ruled(self, report: Report) -> Report:
        """Rulings stand while the evidence is what the editor saw; one that does not is said, and counts no more."""
        stored = self.rulings.of(report.article.path)
        judged = tuple(replace(each, ruling=_standing(each, stored.get(each.claim.key))) for each in report.judged)
        lapsed = [each.id for each in judged if each.ruling is None and each.claim.key in stored]
        said = [f"An editor's ruling on claim {name} holds no more: its evidence has changed." for name in lapsed]
        return replace(report, judged=judged, notices=(*report.notices, *said))

    def _could_speak(self, entry: str) -> bool:
        """Whether every code that an entry of an ignore names could have been reported in this run."""
        from bot.checks.catalogue import rules

        every = {each.code for each in rules()} | {code for code in selection.BESIDE_RULES if code.startswith("CLAIM")}
        return {code for code in every if directive.names(entry, code)} <= self._speaking

    @cached_property
    def _speaking(self) -> frozenset[str]:
        from bot.checks.rule import ArticleRule

        running = selection.choice(self.settings).rules
        if self.given:
            return frozenset(
                {each.code for each in running} | {c for c in selection.BESIDE_RULES if c.startswith("CLAIM")}
            )
        alone = [each for each in running if isinstance(each, ArticleRule) and not each.code.startswith("SOURCE")]
        return frozenset(each.code for each in alone)


def _standing(judged: Judged, stored: tuple[Review, Basis] | None) -> Review | None:
    if stored is None:
        return None
    review, seen = stored
    verdict = judged.verdict
    evidence = frozenset((each.quote, each.stance.value) for each in verdict.evidence)
    edit = verdict.suggestion.replacement if verdict.suggestion else None
    return review if seen == Basis(verdict.label.value, verdict.decided_by, edit, evidence) else None


def _silences(judged: Judged) -> bool:
    return judged.ruling is not None and judged.ruling.action in _SILENCING


def _stated(rulings: dict[tuple[str, int], Review | None]) -> dict[tuple[str, int], Review]:
    return {key: review for key, review in rulings.items() if review is not None}


def _on(article: Article, start: int, end: int, changed: Collection[int]) -> bool:
    first, last = article.position(start)[0], article.position(max(start, end - 1))[0]
    return any(line in changed for line in range(first, last + 1))
