"""The stages that need nothing but the draft: claims, rules of the article, the register's opinion on names, verdicts.

No store, no socket, no model. For the same draft and settings the report is the pipeline's own, but for the run.
"""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.checks.rule import Context
from bot.claims import code
from bot.judges.judge import Task
from bot.judges.names import NameJudge
from bot.pipeline.checking import findings
from bot.pipeline.notices import local_judge, notices
from bot.pipeline.scope import run_info
from bot.records import Kind
from bot.reports.report import Judged, Report
from bot.verdicts import decide

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from bot.article import Article
    from bot.checks.catalogue import Choice
    from bot.organisations import Register
    from bot.records import Attempt, Claim, Finding, Snapshot, Verdict
    from bot.settings import Settings

# What a claim's verdict depends on where no source is read: its words and the sentence that they stand in.
Words = tuple[str, str, str]


def words(claim: Claim) -> Words:
    """What must stay the same for a verdict to be used again."""
    return claim.fingerprint, claim.quote, claim.context


@dataclass(frozen=True, slots=True)
class _Nothing:
    snapshots: Sequence[Snapshot] = ()
    attempts: Sequence[Attempt] = ()


@dataclass(slots=True)
class Alone:
    """Checks drafts by themselves.

    Args:
        settings: How the run behaves; `scope.enough` holds for them.
        register: The official names.
        choice: Which rules run, and what their findings weigh.
    """

    settings: Settings
    register: Register
    choice: Choice
    worked_on: int = field(default=0, init=False)

    def report(self, article: Article, as_of: date | None, known: Mapping[Words, Verdict] | None = None) -> Report:
        """The report on one draft.

        Args:
            article: The draft.
            as_of: When it speaks; None: its own date, where it states one.
            known: Verdicts of an earlier version of the draft; `worked_on` counts the claims that are not among them.
        """
        began = time.monotonic()
        when = as_of or article.published
        claims, silent = code.split(article, self.register)
        tasks = [Task(claim, ()) for claim in claims]
        found = findings(article, tasks, Context(self.register, when), self.choice)
        judged = tuple(self._judged(article, claims, found, known or {}))
        run = run_info(self.settings, time.monotonic() - began)
        lines = tuple(notices(local_judge(self.settings), self.settings, _Nothing(), ()))
        return Report(article, when, run, judged, tuple(found), tuple(silent), (), lines)

    def _judged(
        self, article: Article, claims: Iterable[Claim], found: Iterable[Finding], known: Mapping[Words, Verdict]
    ) -> Iterable[Judged]:
        names = NameJudge(self.register)
        own: dict[tuple[str, int], list[Finding]] = defaultdict(list)
        for finding in found:
            if finding.claim:
                own[finding.claim].append(finding)
        for claim in claims:
            before, touching = known.get(words(claim)), own[claim.key]
            self.worked_on += before is None
            if before and not touching and before.suggestion is None:
                yield Judged(claim, before)
                continue
            opinion = names.opinion(article, claim) if claim.kind is Kind.NAME else None
            yield Judged(claim, decide(claim, touching, opinion))
