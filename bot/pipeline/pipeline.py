"""Article → claims → sources → evidence → findings and opinions → verdicts → report, each step committed when done."""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from bot import __version__
from bot.checks.catalogue import Choice
from bot.checks.rule import Context
from bot.evidence import Index, before
from bot.judges.judge import Task
from bot.judges.second_look import open_questions
from bot.language.pages import ends
from bot.pipeline import tampering
from bot.pipeline.checking import decisions, findings
from bot.pipeline.consulting import consulted
from bot.pipeline.gathering import Gatherer
from bot.pipeline.judging import Bench
from bot.pipeline.notices import notices
from bot.pipeline.progress import Progress, Silent
from bot.pipeline.splitting import split
from bot.records import Label
from bot.reports.report import Judged, Report, RunInfo, by_model

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from typing import Any

    from bot.article import Article
    from bot.evidence.meaning import Likeness
    from bot.organisations import Register
    from bot.pipeline.gathering import Gathered
    from bot.records import Claim, Finding, NotCheckable, Opinion
    from bot.settings import Settings
    from bot.store import Store
    from bot.store.runs import Run

_OPEN = frozenset({Label.NOT_ENOUGH_EVIDENCE, Label.UNCHECKED})


@dataclass
class Pipeline:
    """Runs articles through all stages, with what they share: the store, the register, the judges.

    Args:
        store: Where every step is committed.
        settings: How the run behaves.
        register: The official names.
        progress: Who watches.
        choice: Which rules run, and what their findings weigh.
        log: Is told of every model call.
    """

    store: Store
    settings: Settings
    register: Register
    progress: Progress = field(default_factory=Silent)
    choice: Choice = field(default_factory=Choice)
    log: Callable[[dict[str, Any]], None] | None = None

    async def run(self, articles: Sequence[Article], given: Sequence[str], as_of: date | None = None) -> list[Report]:
        """One report an article, in their order.

        Args:
            articles: The drafts.
            given: Sources that were handed over: folders, files, URLs, or text files of URLs.
            as_of: When the articles speak; None: each one's own date, where it states one.

        Raises:
            UserError: A source that was handed over does not exist, or an extra that is switched on is missing.
            StoreError: The database refused.
        """
        _ = self._meaning  # an extra that is missing is told before anything is asked
        bench = Bench(self.settings, self.store, self.register, lambda event: self._told(event, bench))
        try:
            async with Gatherer(self.store, self.settings, self.register, given, bench.searching) as gatherer:
                return [await self._one(article, gatherer, bench, as_of or article.published) for article in articles]
        finally:
            await bench.close()

    def _told(self, event: dict[str, Any], bench: Bench) -> None:
        """A model call has ended: the log hears of it, and who watches sees what the run has cost so far."""
        if self.log:
            self.log(event)
        self.progress.step(bench.cost_usd)

    async def _one(self, article: Article, gatherer: Gatherer, bench: Bench, as_of: date | None) -> Report:
        began = time.monotonic()
        article = article if as_of == article.published else replace(article, published=as_of)
        run = self.store.runs.begin(
            article,
            article.path,
            key=self._key(gatherer, bench, as_of),
            judge=bench.name,
            model=bench.model,
            offline=self.settings.offline,
            as_of=as_of,
        )
        bench.ledger.open(run.id)
        self.progress.stage(article.path, "claims")
        claims, silent = await split(article, self.register, bench.endpoint)
        self.store.runs.keep_claims(run.id, article, claims, silent)
        self.progress.stage(article.path, "sources")
        gathered = await gatherer.gather(run, article, claims, as_of)
        tasks = self._tasks(article, claims, gathered)
        self.progress.stage(article.path, f"judge {bench.name}")
        opinions = await bench.opinions(article, tasks, gathered)
        if bench.may_look_again and (asked := open_questions(tasks, opinions)):
            again = [replace(claims[n], queries=queries) for n, queries in asked.items()]
            if await gatherer.look_again(run, gathered, article, again, as_of):
                tasks = self._tasks(article, claims, gathered)
                self.progress.stage(article.path, f"judge {bench.name}, second look")
                second = await bench.opinions(article, [tasks[n] for n in asked], gathered)
                opinions = _bettered(opinions, dict(zip(asked, second, strict=True)))
        self.progress.stage(article.path, "checks", len(claims))
        context = Context(self.register, as_of, gathered.snapshots, gathered.attempts)
        found = findings(article, tasks, context, self.choice)
        judged = self._decide(run, article, claims, found, opinions, gathered)
        return self._report(run, article, bench, time.monotonic() - began, tasks, gathered, judged, found, silent)

    def _key(self, gatherer: Gatherer, bench: Bench, as_of: date | None) -> str:
        """What the verdicts of a run depend on beside the article and the snapshots of its manifest."""
        judge = [bench.name, bench.model, self.settings.offline, self.settings.passages_per_claim]
        judge += ["meaning"] if self.settings.meaning else []
        parts = [__version__, judge, str(as_of), gatherer.given, self.register.version, asdict(self.choice)]
        return sha256(json.dumps(parts).encode()).hexdigest()

    @cached_property
    def _meaning(self) -> Likeness | None:
        """The model that ranks by meaning, where it is switched on."""
        if not self.settings.meaning:
            return None
        from bot.evidence.meaning import Meaning

        return Meaning()

    def _tasks(self, article: Article, claims: Sequence[Claim], gathered: Gathered) -> list[Task]:
        index, most = Index(gathered.snapshots, self._meaning), self.settings.passages_per_claim
        return [Task(claim, index.rank(claim, most, before(article, claim))) for claim in claims]

    def _decide(  # noqa: PLR0913, PLR0917 - what is decided on
        self,
        run: Run,
        article: Article,
        claims: Sequence[Claim],
        found: Sequence[Finding],
        opinions: Sequence[Opinion | None],
        gathered: Gathered,
    ) -> tuple[Judged, ...]:
        rulings = self.store.reviews.current(article.path)
        made = decisions(claims, found, opinions, article.published)
        self.store.runs.decide(run.id, made)
        self.store.runs.keep_findings(run.id, [each for each in found if each.claim is None])
        return tuple(
            Judged(
                each.claim,
                each.verdict,
                rulings.get(each.claim.key),
                by_model(each.opinion),
                gathered.on(each.claim),
            )
            for each in made
        )

    def _report(  # noqa: PLR0913, PLR0917 - what a report is made of
        self,
        run: Run,
        article: Article,
        bench: Bench,
        seconds: float,
        tasks: Sequence[Task],
        gathered: Gathered,
        judged: tuple[Judged, ...],
        found: Sequence[Finding],
        silent: Sequence[NotCheckable],
    ) -> Report:
        bench.ledger.close()
        paid = self.store.calls.paid(run.id)
        report = Report(
            article=article,
            as_of=article.published,
            run=RunInfo(
                id=run.id,
                judge=bench.name,
                model=bench.model,
                offline=self.settings.offline,
                started_at=run.started_at,
                seconds=seconds,
                cost_usd=paid.cost_usd,
                resumed=run.resumed,
                calls=paid.calls,
                input_tokens=paid.input_tokens + paid.cache_read_tokens + paid.cache_write_tokens,
                output_tokens=paid.output_tokens,
            ),
            judged=judged,
            checks=tuple(found),
            not_checkable=tuple(silent),
            sources=tuple(consulted(gathered, judged, found)),
            notices=(*notices(bench.line, self.settings, gathered, bench.problems), *tampering.lines(tasks)),
            failed_source=gathered.failed_source,
            pages={each.sha256: known for each in gathered.snapshots if (known := ends(each.text))},
        )
        summary = {"claims": len(judged), "by_label": report.by_label, "findings": report.by_severity}
        self.store.runs.finish(run.id, seconds=seconds, cost_usd=paid.cost_usd, summary=summary)
        return report


def _bettered(first: Sequence[Opinion | None], second: Mapping[int, Opinion | None]) -> list[Opinion | None]:
    """First opinions, with those of the second look where that settled more."""
    settled = {n: each for n, each in second.items() if each and each.label not in _OPEN}
    return [settled.get(n, each) for n, each in enumerate(first)]
