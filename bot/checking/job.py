"""A job: drafts in, reports out, in the order of the drafts, with the work shared and nothing done twice."""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot import article as articles
from bot.article import Article
from bot.checking import codec, discovery, selection, whole
from bot.checking.cache import Cache, key
from bot.checking.program import fingerprint, register_fingerprint
from bot.checking.screening import Screen
from bot.checking.statistics import Statistics
from bot.errors import UserError
from bot.pipeline.notices import local_judge, notices
from bot.pipeline.scope import enough, run_info
from bot.reports.report import Report
from bot.settings import trace
from bot.store.standing import Rulings
from bot.suppression import baseline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from bot.checking.changes import Changes
    from bot.pipeline.progress import Progress
    from bot.settings import Resolution, Settings


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for.

    Attributes:
        paths: Files, folders, patterns, or `-`.
        flags: Settings from the command line.
        given: Sources that were handed over.
        as_of: When the drafts speak; None: each one's own date.
        stdin_name: What standard input is called, so that its suffix and its settings are known.
        changes: Only lines that changed; None: all.
        without_baseline: Whether old findings count as well.
    """

    paths: Sequence[str]
    flags: Mapping[str, Any] = field(default_factory=dict)
    given: Sequence[str] = ()
    as_of: date | None = None
    stdin_name: str | None = None
    changes: Changes | None = None
    without_baseline: bool = False


@dataclass(slots=True)
class Outcome:
    """What came of a job: reports, what could not be read, what it cost, and remarks for the log."""

    reports: list[Report] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    statistics: Statistics = field(default_factory=Statistics)
    remarks: list[str] = field(default_factory=list)
    texts: dict[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Draft:
    number: int
    path: str
    text: str
    encoding: str


class Job:
    """Runs a request.

    Args:
        request: What was asked for.
        progress: Who watches.
        log: Is told of every model call.

    Raises:
        ConfigError: A configuration file is wrong.
        UserError: A path stands for nothing.
    """

    def __init__(
        self, request: Request, progress: Progress, log: Callable[[dict[str, Any]], None] | None = None
    ) -> None:
        self._request = request
        self._log = log
        self._progress = progress
        self._resolutions: dict[Path, Resolution] = {}
        self.outcome = Outcome()

    def run(self) -> Outcome:
        """Check every draft; one that cannot be read is a failure of its own, and the others go on.

        Raises:
            StoreError: The database refused.
        """
        began = time.monotonic()
        groups: dict[Settings, list[_Draft]] = defaultdict(list)
        for draft in self._drafts():
            groups[self._settings(draft.path)].append(draft)
        made: dict[int, Report] = {}
        for settings, drafts in groups.items():
            made |= self._group(settings, drafts)
        self.outcome.reports = [made[number] for number in sorted(made)]
        self._count(time.monotonic() - began)
        return self.outcome

    @cached_property
    def settings(self) -> Settings:
        """The settings of the job as a whole: those of its first path."""
        return self._resolution(self._request.stdin_name or self._request.paths[0]).settings

    def _count(self, seconds: float) -> None:
        statistics = self.outcome.statistics
        statistics.drafts = len(self.outcome.reports)
        statistics.claims = sum(len(report.judged) for report in self.outcome.reports)
        statistics.seconds = seconds

    def _drafts(self) -> Iterator[_Draft]:
        project = self._resolution(self._request.stdin_name or self._request.paths[0]).project
        root = project.path.parent if project else None  # the patterns of a file are seen from its folder
        for number, draft in enumerate(discovery.found(self._request.paths, self.settings.exclude, root)):
            try:
                read = self._read(number, draft.path)
            except UserError as error:
                self.outcome.failures.append(str(error))
                continue
            if any(map(str.isalnum, read.text)):
                yield read
            elif draft.named:
                self.outcome.failures.append(f"{read.path}: holds no words; there is nothing to check")

    def _read(self, number: int, path: str) -> _Draft:
        if path == articles.STDIN:
            name = self._request.stdin_name or path
            text, encoding = articles.decode(sys.stdin.buffer.read(), name)
            self.outcome.texts[name] = (text, encoding)
            return _Draft(number, name, text, encoding)
        text, encoding = articles.load(path)
        self.outcome.texts[path] = (text, encoding)
        return _Draft(number, path, text, encoding)

    def _settings(self, path: str) -> Settings:
        return self._resolution(path).for_draft(path)

    def _resolution(self, path: str) -> Resolution:
        place = Path(path)
        folder = (place if place.is_dir() else place.parent).absolute()
        if folder not in self._resolutions:
            self._resolutions[folder] = trace(self._request.flags, place=folder)
        return self._resolutions[folder]

    def _group(self, settings: Settings, drafts: Sequence[_Draft]) -> dict[int, Report]:
        request = self._request
        if enough(settings, request.given):
            made = self._alone(settings, drafts)
        elif whole.keepable(settings, request.given):
            made = self._kept(settings, drafts)
        else:
            made = self._whole(settings, drafts)
        known = baseline.Baseline(Path(settings.baseline))
        if not request.without_baseline:
            known = baseline.load(settings.baseline)
        screen = Screen(settings, known, Rulings(settings.db), given=not enough(settings, request.given))
        return {number: self._screened(screen, report) for number, report in made.items()}

    def _screened(self, screen: Screen, report: Report) -> Report:
        changes = self._request.changes
        lines = changes.lines(report.article.path, report.article.text) if changes else None
        return screen.report(report, lines)

    def _kept(self, settings: Settings, drafts: Sequence[_Draft]) -> dict[int, Report]:
        """All stages, or what is kept of a draft that has not changed."""
        with whole.Kept(settings, self._request.given, self._request.as_of) as kept:
            found = {each.number: kept.found(each.path, each.text, each.encoding) for each in drafts}
            made = {number: report for number, report in found.items() if report}
            self.outcome.statistics.unchanged += len(made)
            missing = [each for each in drafts if each.number not in made]
            if missing:
                fresh = self._whole(settings, missing)
                kept.keep(fresh.values())
                made |= fresh
        self.outcome.remarks += [kept.trouble] if kept.trouble else []
        return made

    def _whole(self, settings: Settings, drafts: Sequence[_Draft]) -> dict[int, Report]:
        """All stages, with sources, judge and store."""
        import asyncio

        from bot.organisations import Register
        from bot.pipeline import Pipeline
        from bot.store import Store

        read = [articles.from_text(each.text, each.path, encoding=each.encoding) for each in drafts]
        with Store(settings.db) as store:
            before = store.overview.totals()
            register = Register.load(settings.organisations)
            pipeline = Pipeline(store, settings, register, self._progress, selection.choice(settings), self._log)
            reports = asyncio.run(pipeline.run(read, self._request.given, self._request.as_of))
            after = store.overview.totals()
        self.outcome.statistics.fetched += after["fetches"] - before["fetches"]
        self.outcome.statistics.asked += after["calls"] - before["calls"]
        self.outcome.statistics.worked_on += sum(len(report.judged) for report in reports)
        return {each.number: report for each, report in zip(drafts, reports, strict=True)}

    def _alone(self, settings: Settings, drafts: Sequence[_Draft]) -> dict[int, Report]:
        """The draft by itself, or what is kept of it."""
        cache = Cache(settings.cache)
        base = self._depends_on(settings)
        keys = {each.number: key({**base, "text": each.text, "suffix": Path(each.path).suffix}) for each in drafts}
        kept = cache.found(list(keys.values()))
        texts: dict[int, str] = {each.number: kept[keys[each.number]] for each in drafts if keys[each.number] in kept}
        self.outcome.statistics.unchanged += len(texts)
        made: dict[int, Report] = {}
        for each in drafts:
            if each.number in texts and (report := _restored(settings, each, texts[each.number])):
                made[each.number] = report
        missing = [each for each in drafts if each.number not in made]
        made |= self._worked_out(settings, cache, base, keys, missing)
        cache.close()
        self.outcome.remarks += [cache.trouble] if cache.trouble else []
        return made

    def _worked_out(
        self,
        settings: Settings,
        cache: Cache,
        base: Mapping[str, object],
        keys: Mapping[int, str],
        drafts: Sequence[_Draft],
    ) -> dict[int, Report]:
        if not drafts:
            return {}
        from bot.checking.workers import Task, Work, check

        lines = [key({**base, "path": str(Path(each.path).absolute())}) for each in drafts]
        tasks = [Task(each.path, each.text, cache.latest(line)) for each, line in zip(drafts, lines, strict=True)]
        work = Work(settings, selection.choice(settings), self._request.as_of)
        made, done = {}, []
        self._progress.stage("drafts", "checks", len(tasks))
        try:
            for each, line, (data, worked_on) in zip(drafts, lines, check(work, tasks), strict=True):
                report = _restored(settings, each, data)
                assert report is not None
                made[each.number] = report
                done.append((keys[each.number], line, data))
                self.outcome.statistics.worked_on += worked_on
                self._progress.step()
        finally:
            cache.keep(done)
        return made

    def _depends_on(self, settings: Settings) -> dict[str, object]:
        """What a result depends on beside the draft."""
        return {
            "program": fingerprint(),
            "register": register_fingerprint(settings.organisations),
            "rules": (settings.select, settings.ignore, settings.extend_select, settings.severity),
            "as_of": self._request.as_of,
        }


def _restored(settings: Settings, draft: _Draft, text: str) -> Report | None:
    """A report from what was kept; None where that cannot be read."""
    try:
        judged, checks, silent, when, title = codec.loaded(text)
    except ValueError:
        return None
    article = Article(draft.path, draft.text, "", (), (), (), title=title, encoding=draft.encoding)
    lines = tuple(notices(local_judge(settings), settings, _NOTHING, ()))
    return Report(article, when, run_info(settings, 0.0), judged, checks, silent, (), lines)


@dataclass(frozen=True, slots=True)
class _Nothing:
    snapshots: tuple[()] = ()
    attempts: tuple[()] = ()


_NOTHING = _Nothing()


def fixed(outcome: Outcome) -> dict[str, tuple[str, str]]:
    """The drafts that certain replacements change: old and new text by path."""
    from bot.fixing import fix

    new = {report.article.path: fix(report.article.text, report.findings) for report in outcome.reports}
    return {path: (old, new[path]) for path, (old, _) in outcome.texts.items() if new.get(path, old) != old}
