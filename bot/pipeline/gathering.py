"""Sources for a run: what was handed over, then what the finders lead to, read through the archive.

Once a run's manifest is pinned, the run reads that and asks for nothing more, however often it is taken up again.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Self

from bot.errors import FetchError
from bot.evidence import terms
from bot.records import NOT_TRIED, Attempt, Kind, Reason, Tier
from bot.sources import package
from bot.sources.archive import Archive
from bot.sources.fetch import Fetcher
from bot.sources.independence import same
from bot.sources.search import Search, instead
from bot.sources.tiers import Tiers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from bot.article import Article
    from bot.llm.endpoint import Endpoint
    from bot.organisations import Register
    from bot.records import Claim, Snapshot
    from bot.settings import Settings
    from bot.sources.finders.finder import Found, Lead
    from bot.sources.package import Document
    from bot.store import Store
    from bot.store.runs import Run

    Wish = tuple[str, str | None]  # a finder, and the fingerprint of the claim that it looks for

FOUND, ARCHIVE = "found", "archive"
# From so many characters on a page can be the draft itself, if neither is more than so many times as long.
_LONG, _ALIKE = 600, 2
# So many leads of a claim are followed in place of what could not be read; of those left, so many are named.
_AGAIN, _TOLD = 4, 5
# Passages of the whole archive that a claim may bring in.
_RECALLED = 5
_REASONS = {reason.value: reason for reason in Reason}


@dataclass
class Gathered:
    """What a run may read, and what it tried.

    Attributes:
        snapshots: What was read, each once.
        attempts: Every try, in order.
        files: The hash of each file that was handed over, by the name that its attempt goes under.
    """

    snapshots: list[Snapshot] = field(default_factory=list)
    attempts: list[Attempt] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)

    def snapshot(self, attempt: Attempt) -> Snapshot | None:
        """What an attempt brought, where it brought something."""
        sha256 = self.files.get(attempt.url)
        return next((s for s in self.snapshots if s.sha256 == sha256 or s.source.url == attempt.url), None)

    @property
    def asked(self) -> bool:
        """Whether anybody was asked to look at all."""
        return any(each.outcome != NOT_TRIED for each in self.attempts)

    def on(self, claim: Claim) -> tuple[Attempt, ...]:
        """What was tried for one claim alone, each try once."""
        return tuple(dict.fromkeys(each for each in self.attempts if each.fingerprint == claim.fingerprint))

    def leave_out(self, article: Article) -> None:
        """Leave out what is the draft itself, published or reprinted elsewhere: it proves nothing about itself."""
        own = [each for each in self.snapshots if _repeats(each, article)]
        self.snapshots = [each for each in self.snapshots if each not in own]
        urls = {each.source.url for each in own}
        self.attempts = [
            replace(each, outcome="silent", detail="a copy of the draft itself") if each.url in urls else each
            for each in self.attempts
        ]

    @property
    def failed_source(self) -> bool:
        """Whether a source that was handed over could not be read."""
        return any(each.finder == package.FINDER and each.outcome != FOUND for each in self.attempts)

    def failed(self, claim: Claim) -> Reason | None:
        """Why what was looked for on a claim could not be read: the most frequent outcome where nothing was found."""
        own = [each for each in self.attempts if each.fingerprint in {None, claim.fingerprint}]
        faults = [_REASONS[each.outcome] for each in own if each.outcome in _REASONS and each.outcome != "silent"]
        if not faults or any(each.outcome == FOUND for each in own):
            return None
        return Counter(faults).most_common(1)[0][0]


class Gatherer:
    """Reads sources for the runs of one command, in an async `with` block.

    Args:
        store: Keeps snapshots and manifests.
        settings: Limits and whether there is a network.
        register: The official names, with their sites.
        given: What was handed over: folders, files, URLs, text files of URLs.
        endpoint: A model's service that may search the web; None: it is not asked.

    Raises:
        UserError: Something that was handed over does not exist or cannot be read.
    """

    def __init__(
        self,
        store: Store,
        settings: Settings,
        register: Register,
        given: Sequence[str],
        endpoint: Endpoint | None = None,
    ) -> None:
        self._store = store
        self._settings = settings
        self._tiers = Tiers(register, settings.prefer_domains, settings.deny_domains)
        self._package = package.read(given, self._tiers)
        self._fetcher = Fetcher(settings)
        self._archive = Archive(store.snapshots, self._fetcher, settings, self._tiers.describe)
        self._search = Search(settings, register, self._fetcher, self._tiers, endpoint)

    async def __aenter__(self) -> Self:
        await self._fetcher.__aenter__()
        return self

    async def __aexit__(self, *details: object) -> None:
        await self._fetcher.__aexit__(*details)  # type: ignore[arg-type]  # the three that `with` hands over

    @property
    def given(self) -> list[str]:
        """What was handed over, by content: part of what a run's verdicts depend on."""
        return [*self._package.urls, *self._files, *self._files.values()]

    @cached_property
    def _files(self) -> dict[str, str]:
        return {_label(each): sha256(each.content).hexdigest() for each in self._package.documents}

    async def handed_over(self) -> Gathered:
        """Read what was handed over."""
        gathered = Gathered(attempts=list(self._package.skipped), files=self._files)
        for document in self._package.documents:
            snapshot = self._archive.keep(document.content, document.extract.text, document.source, document.media_type)
            gathered.snapshots.append(snapshot)
            notes = "; ".join(document.extract.notes)
            gathered.attempts.append(Attempt(_label(document), package.FINDER, FOUND, notes))
        await self._read(gathered, {url: [(package.FINDER, None)] for url in self._package.urls})
        return gathered

    async def gather(self, run: Run, article: Article, claims: Sequence[Claim], as_of: date | None) -> Gathered:
        """Everything that a run may read; a run that has its manifest reads that.

        Args:
            run: The run; its manifest is pinned when this is done.
            article: The draft.
            claims: Its claims; names need no source but the register.
            as_of: When the draft speaks.
        """
        if run.gathered:
            kept = list(self._store.snapshots.texts(run.id))
            return Gathered(kept, self._store.runs.attempts(run.id), self._files)
        gathered = await self.handed_over()
        if not self._settings.offline:
            wanted = [each for each in claims if each.kind is not Kind.NAME]
            await self._look(gathered, article, wanted, as_of)
            self._recall(gathered, wanted)
            gathered.leave_out(article)
        self._store.runs.pin(run.id, gathered.snapshots, gathered.attempts)
        return gathered

    async def look_again(
        self, run: Run, gathered: Gathered, article: Article, claims: Sequence[Claim], as_of: date | None
    ) -> bool:
        """Look once more for claims that carry new queries; returns whether anything new was found."""
        before = len(gathered.snapshots)
        await self._look(gathered, article, claims, as_of)
        gathered.leave_out(article)
        self._store.runs.pin(run.id, gathered.snapshots, gathered.attempts)
        return len(gathered.snapshots) > before

    async def _look(self, gathered: Gathered, article: Article, claims: Sequence[Claim], as_of: date | None) -> None:
        found = await asyncio.gather(*(self._search.leads(claim, article, as_of) for claim in claims))
        for claim, each in zip(claims, found, strict=True):
            gathered.attempts += [replace(attempt, fingerprint=claim.fingerprint) for attempt in each.attempts]
        gone = await self._read(gathered, _wishes(article, claims, [each.leads for each in found]))
        more = [_instead(each, gone) for each in found]
        gone |= await self._read(gathered, _wishes(article, claims, more))
        await self._read(gathered, await self._copies(gathered, gone, as_of))
        for claim, each, taken in zip(claims, found, more, strict=True):
            gathered.attempts += [_beyond(lead, claim) for lead in each.spare if lead not in taken][:_TOLD]

    def _recall(self, gathered: Gathered, claims: Sequence[Claim]) -> None:
        """What earlier runs have read: the pages of the whole archive whose passages fit each claim best."""
        for claim in claims if ARCHIVE in self._settings.finders else ():
            match = " OR ".join(f'"{word}"' for word in terms(claim.text))
            found = self._store.snapshots.search(match, None, _RECALLED) if match else []
            for digest in dict.fromkeys(each.snapshot_sha256 for each in found):
                known = self._store.snapshots.get(digest)
                if known and known not in gathered.snapshots:
                    gathered.snapshots.append(known)
                    url = known.source.url or f"snapshot {digest[:12]}"
                    gathered.attempts.append(Attempt(url, ARCHIVE, FOUND, "read before", claim.fingerprint))

    async def _copies(
        self, gathered: Gathered, gone: Mapping[str, Sequence[Wish]], as_of: date | None
    ) -> dict[str, Sequence[Wish]]:
        """Kept copies of pages that are gone or blocked."""
        found = await asyncio.gather(*(self._search.copy(url, as_of) for url in gone))
        copies: dict[str, Sequence[Wish]] = {}
        for (_, wishes), each in zip(gone.items(), found, strict=True):
            gathered.attempts += each.attempts
            copies |= {lead.url: [(lead.finder, claim) for _, claim in wishes] for lead in each.leads}
        return copies

    async def _read(self, gathered: Gathered, wanted: Mapping[str, Sequence[Wish]]) -> dict[str, Sequence[Wish]]:
        """Read pages side by side, each once; returns those that could not be read."""
        read = await asyncio.gather(*(self._archive.read(url) for url in wanted), return_exceptions=True)
        failed: dict[str, Sequence[Wish]] = {}
        for (url, wishes), outcome in zip(wanted.items(), read, strict=True):
            result, detail = FOUND, "; ".join(self._archive.notes.get(url, ()))
            if isinstance(outcome, FetchError):
                failed[url] = wishes
                result, detail = outcome.reason, str(outcome).removeprefix(f"{url}: ")
            elif isinstance(outcome, BaseException):
                raise outcome
            elif outcome not in gathered.snapshots:
                gathered.snapshots.append(outcome)
            gathered.attempts += [Attempt(url, finder, result, detail, claim) for finder, claim in wishes]
        return failed


def _wishes(article: Article, claims: Sequence[Claim], leads: Sequence[Sequence[Lead]]) -> dict[str, list[Wish]]:
    """What to read, and for whom: each address once; the draft's own is none."""
    wanted: dict[str, list[Wish]] = {}
    for claim, own in zip(claims, leads, strict=True):
        for lead in own:
            wanted.setdefault(lead.url, []).append((lead.finder, claim.fingerprint))
    wanted.pop(article.path, None)
    return wanted


def _instead(found: Found, gone: Mapping[str, object]) -> list[Lead]:
    """What to read for a claim in place of what could not be read."""
    spare = [lead for lead in found.spare if lead.url not in gone]
    return instead(spare, [lead for lead in found.leads if lead.url in gone][:_AGAIN])


def _beyond(lead: Lead, claim: Claim) -> Attempt:
    said = "fits less than the pages that were read for the claim"
    return Attempt(lead.url, lead.finder, NOT_TRIED, said, claim.fingerprint)


def _repeats(snapshot: Snapshot, article: Article) -> bool:
    if snapshot.fetched_at is None or snapshot.source.tier is Tier.PRIMARY:
        return False  # what was handed over, and what a draft took from its source, stays
    shorter, longer = sorted((len(article.prose), len(snapshot.text)))
    return shorter >= _LONG and longer <= _ALIKE * shorter and same(article.prose, snapshot.text)


def _label(document: Document) -> str:
    """What a file that was handed over is called in reports: its address, or its path where it has none."""
    return document.source.url or document.path
