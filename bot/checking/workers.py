"""Drafts by themselves, checked side by side where there are enough of them to be worth a second process."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from bot.article import from_text
from bot.checking import codec
from bot.organisations import Register
from bot.pipeline.alone import Alone, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from bot.checks.catalogue import Choice
    from bot.pipeline.alone import Words
    from bot.records import Verdict
    from bot.settings import Settings

# Drafts that one process checks in the time that another one takes to start.
WORTH_A_PROCESS = 12
CHUNK = 8


@dataclass(frozen=True, slots=True)
class Task:
    """A draft's text, and what was kept of an earlier version of it."""

    path: str
    text: str
    before: str | None


@dataclass(frozen=True, slots=True)
class Work:
    """What a process needs to check drafts."""

    settings: Settings
    choice: Choice
    as_of: date | None


def check(work: Work, tasks: Sequence[Task], processes: int | None = None) -> Iterator[tuple[str, int]]:
    """What was found in each draft, as text of `codec`, and how many claims were worked on; in order."""
    count = min(processes or _cores(), len(tasks) // WORTH_A_PROCESS)
    register = Register.load(work.settings.organisations)
    if count <= 1:
        yield from map(partial(_check, _alone(work, register), work), tasks)
        return
    from multiprocessing import get_context

    context = get_context("fork" if hasattr(os, "fork") else None)  # a child begins with the register that is loaded
    with context.Pool(count, _begin, (work, register if hasattr(os, "fork") else None)) as pool:
        yield from pool.imap(_in_process, tasks, CHUNK)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


_process: list[tuple[Alone, Work]] = []


def _begin(work: Work, register: Register | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends us, and says so once
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _process.append((_alone(work, register or Register.load(work.settings.organisations)), work))


def _in_process(task: Task) -> tuple[str, int]:
    return _check(*_process[0], task)


def _alone(work: Work, register: Register) -> Alone:
    return Alone(work.settings, register, work.choice)


def _check(alone: Alone, work: Work, task: Task) -> tuple[str, int]:
    alone.worked_on = 0
    article = from_text(task.text, task.path)
    report = alone.report(article, work.as_of, _known(task.before))
    parts = (report.judged, report.checks, report.not_checkable, report.as_of, article.title)
    return codec.dumped(parts), alone.worked_on


def _known(before: str | None) -> Mapping[Words, Verdict]:
    if before is None:
        return {}
    try:
        return {words(each.claim): each.verdict for each in codec.loaded(before)[0]}
    except ValueError:
        return {}
