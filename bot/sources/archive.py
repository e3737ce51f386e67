"""The archive: what was read, kept as it was. It stands in front of the network; offline nothing is behind it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.errors import FetchError
from bot.language.passages import passages
from bot.records import Snapshot, Source
from bot.sources import extract
from bot.store.snapshots import Kept

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.settings import Settings
    from bot.sources.extracted import Extract
    from bot.sources.fetch import Fetcher
    from bot.sources.page import Page
    from bot.store.snapshots import Snapshots

    Describe = Callable[[Page, Extract], Source]

NOT_MODIFIED = 304


class Archive:
    """Snapshots by URL, read anew when they are older than the setting allows.

    Args:
        snapshots: Where they are kept.
        fetcher: How pages are read; opens no socket in an offline run.
        settings: `snapshot_max_age`, `offline`.
        describe: Says of a page whose it is, and of which tier.

    Attributes:
        notes: What of a page was cut or could not be read, by the URL that was asked for.
    """

    def __init__(self, snapshots: Snapshots, fetcher: Fetcher, settings: Settings, describe: Describe) -> None:
        self._snapshots = snapshots
        self._fetcher = fetcher
        self._settings = settings
        self._describe = describe
        self.notes: dict[str, tuple[str, ...]] = {}

    async def read(self, url: str) -> Snapshot:
        """The snapshot of a page: the kept one while it is fresh or the run is offline, else as it is now.

        Raises:
            FetchError: It cannot be read, shows nothing, or is not kept and the run is offline.
        """
        kept = self._snapshots.recall(url)
        if kept and (self._settings.offline or self._fresh(kept)):
            return kept.snapshot
        if self._settings.offline:
            raise FetchError(f"{url}: offline, and no copy is kept", reason="unreachable")
        page = await self._fetcher.get(
            url, etag=kept.etag if kept else None, last_modified=kept.last_modified if kept else None
        )
        snapshot = kept.snapshot if kept and page.status == NOT_MODIFIED else self._keep_page(page)
        self._snapshots.remember(url, Kept(snapshot, page.fetched_at, page.etag, page.last_modified))
        return snapshot

    def keep(self, content: bytes, text: str, source: Source, media_type: str | None) -> Snapshot:
        """Keep a document that was handed over; its time of fetching is not known."""
        return self._keep(content, text, source, media_type, None, None)

    def _fresh(self, kept: Kept) -> bool:
        return datetime.now(UTC) - kept.fetched_at < timedelta(hours=self._settings.snapshot_max_age)

    def _keep_page(self, page: Page) -> Snapshot:
        extracted = extract.read(page)
        if extracted.blocked:
            raise FetchError(f"{page.url}: {extracted.blocked}", reason="blocked", status=page.status)
        source = self._describe(page, extracted)
        self.notes |= {page.requested_url: extracted.notes} if extracted.notes else {}
        return self._keep(page.content, extracted.text, source, page.media_type, page.fetched_at, page.status)

    def _keep(  # noqa: PLR0913, PLR0917 - a snapshot has that many parts
        self,
        content: bytes,
        text: str,
        source: Source,
        media_type: str | None,
        fetched_at: datetime | None,
        status: int | None,
    ) -> Snapshot:
        snapshot = Snapshot(
            sha256=sha256(content).hexdigest(),
            text_sha256=sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
            text=text,
            source=source,
            fetched_at=fetched_at,
            status=status,
        )
        self._snapshots.keep(snapshot, content, media_type, passages(text))
        return snapshot
