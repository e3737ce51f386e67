"""The first lines of every report: which judge ran, what was read, what was not. Nothing degrades silently."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bot.judges.reader.reader import NAME, Reader
from bot.records import NOT_TRIED
from bot.reports.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.records import Attempt, Snapshot
    from bot.settings import Settings

FOUND = "found"
_FAULTS = {"unreachable": "not reachable", "blocked": "blocked", "timed_out": "timed out", "budget": "over the budget"}


class Tried(Protocol):
    """What was read and tried, as far as these lines tell of it."""

    @property
    def snapshots(self) -> Sequence[Snapshot]:
        """What was read."""
        ...

    @property
    def attempts(self) -> Sequence[Attempt]:
        """What was tried."""
        ...


def local_judge(settings: Settings) -> str:
    """The line about the local judge: why it is that one, and whether the reader sits beside it."""
    read = f" The small reader ({NAME}) reads what the rules leave open." if Reader().available() else ""
    if settings.judge == "local":
        return f"Judge: local, as asked for (no key, no network).{read}"
    why = "offline" if settings.api_key or settings.base_url else "no key is set"
    return f"Judge: local, because {why}.{read}"


def notices(judge: str, settings: Settings, gathered: Tried, problems: Sequence[str]) -> Iterator[str]:
    """One line each for the judge, the sources, and whatever went wrong.

    Args:
        judge: The judge's line.
        settings: Of this run.
        gathered: What was read and tried.
        problems: What the model's side reported.
    """
    yield judge
    yield _sources(settings, gathered)
    yield from _faults(gathered)
    yield from (f"Model: {problem}" for problem in problems)


def _sources(settings: Settings, gathered: Tried) -> str:
    read = plural(len(gathered.snapshots), "source")
    if settings.offline:
        asked = "no source was given" if not gathered.attempts else f"{read} read"
        return f"Offline: {asked}; nothing was fetched."
    tried = sum(attempt.outcome != NOT_TRIED for attempt in gathered.attempts)
    return f"Sources: {read} read, {plural(tried, 'attempt')}."


def _faults(gathered: Tried) -> Iterator[str]:
    failed = [attempt for attempt in gathered.attempts if attempt.outcome in _FAULTS]
    for outcome in sorted({attempt.outcome for attempt in failed}):
        some = list(dict.fromkeys(attempt.url for attempt in failed if attempt.outcome == outcome))
        yield f"{_FAULTS[outcome].capitalize()}: {plural(len(some), 'source')} ({_few(some)})."


def _few(distinct: Sequence[str], limit: int = 5) -> str:
    more = f" and {len(distinct) - limit} more" if len(distinct) > limit else ""
    return ", ".join(distinct[:limit]) + more
