"""Results with sources, kept where they depend on nothing that can change by itself.

Offline, with sources handed over and a judge of this program's own, a result depends on the draft, the settings, the
program, the files handed over and the sources stored. What is kept is used again while the database still holds the
run that made it: `factcheck show` must find what a report names.
"""

from __future__ import annotations

import os
from dataclasses import replace
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import bot
from bot.article import Article
from bot.checking import codec
from bot.checking.cache import Cache, key
from bot.checking.program import fingerprint, register_fingerprint
from bot.pipeline.notices import local_judge
from bot.pipeline.scope import run_info
from bot.reports.report import Report
from bot.store import contents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from bot.settings import Settings


def keepable(settings: Settings, given: Sequence[str]) -> bool:
    """Whether results depend on nothing but what can be read here and now."""
    return bool(settings.offline and given and settings.cache and settings.judge != "claude")


class Kept:
    """Results of drafts under the same settings and sources.

    Args:
        settings: Of the drafts; `keepable` holds for them.
        given: What was handed over.
        as_of: When the drafts speak.
    """

    def __init__(self, settings: Settings, given: Sequence[str], as_of: date | None) -> None:
        self._settings = settings
        self._cache = Cache(settings.cache)
        self._base = {
            "program": fingerprint(),
            "data": _data(),
            "register": register_fingerprint(settings.organisations),
            "judge": local_judge(settings),
            "settings": repr(replace(settings, api_key=None)),
            "given": _files(given),
            "as_of": as_of,
        }

    @property
    def trouble(self) -> str | None:
        """Why nothing is kept, where that is so."""
        return self._cache.trouble

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._cache.close()

    def found(self, path: str, text: str, encoding: str) -> Report | None:
        """What is kept of a draft."""
        stored, runs = self._stored
        draft = Article(path, text, "", (), (), (), encoding=encoding)
        if stored is None or (path, draft.sha256) not in runs:
            return None
        name = self._key(stored, path, text)
        data = self._cache.found([name]).get(name)
        return self._report(draft, data) if data else None

    def keep(self, reports: Iterable[Report]) -> None:
        """Keep results; one that lacks something which was asked for is asked for again."""
        stored = contents.snapshots(self._settings.db)
        if stored is None:
            return
        done = [(self._key(stored, each.article.path, each.article.text), each) for each in reports]
        self._cache.keep([(name, name, _dumped(each)) for name, each in done if not each.incomplete])

    @cached_property
    def _stored(self) -> tuple[str | None, frozenset[tuple[str, str]]]:
        """The database as it was before this job."""
        return contents.snapshots(self._settings.db), contents.finished(self._settings.db)

    def _key(self, stored: str, path: str, text: str) -> str:
        return key({**self._base, "stored": stored, "text": text, "suffix": Path(path).suffix})

    def _report(self, draft: Article, data: str) -> Report | None:
        try:
            judged, checks, silent, sources, lines, pages, when, title = codec.loaded_whole(data)
        except ValueError:
            return None
        run = run_info(self._settings, 0.0)
        article = replace(draft, title=title)
        return Report(article, when, run, judged, checks, silent, sources, lines, pages=dict(pages))


def _dumped(report: Report) -> str:
    judged = tuple(replace(each, ruling=None) for each in report.judged)  # rulings are looked up each time
    pages = tuple((name, tuple(ends)) for name, ends in report.pages.items())
    parts: codec.Whole = (
        judged,
        report.checks,
        report.not_checkable,
        report.sources,
        report.notices,
        pages,
        report.as_of,
        report.article.title,
    )
    return codec.dumped(parts)


def _files(given: Sequence[str]) -> list[tuple[str, Any]]:
    """What was handed over, by content; an address stands for itself: what is stored of it is counted elsewhere."""
    return [(each, list(_hashes(Path(each)))) for each in given]


def _hashes(path: Path) -> Iterator[tuple[str, str]]:
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    for each in files:
        hidden = any(part.startswith(".") for part in each.relative_to(path).parts)
        if each.is_file() and not hidden and os.access(each, os.R_OK):
            yield each.as_posix(), sha256(each.read_bytes()).hexdigest()


@cache
def _data() -> list[tuple[str, int]]:
    """The program's files beside its modules, models among them, by size."""
    root = Path(bot.__file__).parent
    files = (path for path in sorted(root.rglob("*")) if path.suffix not in {".py", ".pyc"} and path.is_file())
    return [(path.relative_to(root).as_posix(), path.stat().st_size) for path in files]
