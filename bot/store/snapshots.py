"""Snapshots of sources and their passages: written once, searched often."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime  # noqa: TC003 - a dataclass field
from typing import TYPE_CHECKING

from sqlalchemy import text as sql
from sqlmodel import col, select

from bot.records import Passage, Snapshot, Source
from bot.store.database import session
from bot.store.rows import now, source_of
from bot.store.tables import FetchRow, PassageRow, SnapshotRow, SourceRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

_SEARCH = sql(
    """SELECT passage.id, bm25(passage_fts) AS score FROM passage_fts JOIN passage ON passage.id = passage_fts.rowid
    JOIN snapshot ON snapshot.id = passage.snapshot_id
    WHERE passage_fts MATCH :match
        AND (:run IS NULL OR snapshot.id IN (SELECT snapshot_id FROM manifest WHERE run_id = :run))
    ORDER BY score, snapshot.text_sha256, passage.start LIMIT :limit"""
)


@dataclass(frozen=True, slots=True)
class Kept:
    """What the store knows of a URL: the snapshot, when it was read, and the server's marks for asking again."""

    snapshot: Snapshot
    fetched_at: datetime
    etag: str | None = None
    last_modified: str | None = None


class Snapshots:
    """Sources as fetched. A snapshot never changes; the same bytes and text of one source are kept once."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def keep(self, snapshot: Snapshot, raw: bytes, media_type: str | None, passages: Iterable[tuple[int, int]]) -> None:
        """Commit a snapshot with its bytes and the spans `[start, end)` of its text that search shall rank."""
        with session(self.engine, write=True) as opened:
            source_id = _source_id(opened, snapshot.source)
            if _find(opened, snapshot.sha256, source_id, snapshot.text_sha256):
                return
            row = SnapshotRow(
                source_id=source_id,
                sha256=snapshot.sha256,
                text_sha256=snapshot.text_sha256,
                raw=raw,
                media_type=media_type,
                text=snapshot.text,
                status=snapshot.status,
                fetched_at=snapshot.fetched_at,
                stored_at=now(),
            )
            opened.add(row)
            opened.flush()
            assert row.id is not None
            opened.add_all(
                PassageRow(snapshot_id=row.id, start=start, end=end, text=snapshot.text[start:end])
                for start, end in passages
            )

    def remember(self, url: str, kept: Kept) -> None:
        """Record that `url` was read at `kept.fetched_at` and gave that snapshot."""
        with session(self.engine, write=True) as opened:
            row = _find(opened, kept.snapshot.sha256, _source_id(opened, kept.snapshot.source))
            assert row is not None
            assert row.id is not None
            opened.merge(
                FetchRow(
                    url=url,
                    snapshot_id=row.id,
                    fetched_at=kept.fetched_at,
                    etag=kept.etag,
                    last_modified=kept.last_modified,
                )
            )

    def recall(self, url: str) -> Kept | None:
        """What `url` gave when it was last read."""
        with session(self.engine) as opened:
            fetch = opened.get(FetchRow, url)
            row = opened.get(SnapshotRow, fetch.snapshot_id) if fetch else None
            if fetch is None or row is None:
                return None
            return Kept(_snapshot(opened, row), fetch.fetched_at, fetch.etag, fetch.last_modified)

    def get(self, sha256: str) -> Snapshot | None:
        """The first snapshot whose bytes have this hash; a prefix of eight or more digits will do."""
        with session(self.engine) as opened:
            row = opened.scalars(
                select(SnapshotRow).where(col(SnapshotRow.sha256).startswith(sha256)).order_by("id").limit(1)
            ).first()
            return _snapshot(opened, row) if row else None

    def raw(self, sha256: str) -> bytes | None:
        """The bytes of a snapshot."""
        with session(self.engine) as opened:
            return opened.scalars(select(SnapshotRow.raw).where(SnapshotRow.sha256 == sha256).limit(1)).first()

    def all(self) -> list[Snapshot]:
        """Every snapshot, oldest first."""
        with session(self.engine) as opened:
            return [_snapshot(opened, row) for row in opened.scalars(select(SnapshotRow).order_by("id"))]

    def search(self, match: str, run_id: str | None, limit: int) -> list[Passage]:
        """The passages that match an FTS5 expression, best first by BM25, ties broken by hash and offset.

        Args:
            match: An FTS5 match expression (quote the words of others).
            run_id: Only snapshots of this run's manifest; None: the whole archive.
            limit: How many at most.
        """
        parameters = {"match": match, "limit": limit, "run": run_id}
        with session(self.engine) as opened:
            found = opened.execute(_SEARCH, parameters).all()
            return [_passage(opened, row_id, -score) for row_id, score in found]

    def texts(self, run_id: str) -> Sequence[Snapshot]:
        """The snapshots of a run's manifest, in the order of their hashes."""
        query = sql("SELECT snapshot_id FROM manifest WHERE run_id = :run")
        with session(self.engine) as opened:
            ids = [row[0] for row in opened.execute(query, {"run": run_id})]
            rows = opened.scalars(
                select(SnapshotRow).where(col(SnapshotRow.id).in_(ids)).order_by("text_sha256", "sha256", "id")
            )
            return [_snapshot(opened, row) for row in rows]


def _source_id(opened: Session, source: Source) -> int:
    query = select(SourceRow).where(
        col(SourceRow.url).is_not_distinct_from(source.url),
        col(SourceRow.publisher).is_not_distinct_from(source.publisher),
        col(SourceRow.title).is_not_distinct_from(source.title),
        col(SourceRow.published).is_not_distinct_from(source.published),
        SourceRow.tier == source.tier.value,
        SourceRow.restatement == source.restatement,
    )
    row = opened.scalars(query).first()
    if row is None:
        row = SourceRow(
            url=source.url,
            publisher=source.publisher,
            title=source.title,
            published=source.published,
            tier=source.tier.value,
            restatement=source.restatement,
        )
        opened.add(row)
        opened.flush()
    assert row.id is not None
    return row.id


def _find(opened: Session, sha256: str, source_id: int, text_sha256: str | None = None) -> SnapshotRow | None:
    query = select(SnapshotRow).where(SnapshotRow.sha256 == sha256, SnapshotRow.source_id == source_id)
    if text_sha256:
        query = query.where(SnapshotRow.text_sha256 == text_sha256)
    return opened.scalars(query.order_by(col(SnapshotRow.id).desc())).first()


def snapshot_id(opened: Session, sha256: str, source: Source) -> int | None:
    """The row of the snapshot with these bytes, of this source; None where the store has none."""
    row = _find(opened, sha256, _source_id(opened, source))
    return row.id if row else None


def _snapshot(opened: Session, row: SnapshotRow) -> Snapshot:
    source = opened.get(SourceRow, row.source_id)
    assert source is not None
    return Snapshot(row.sha256, row.text_sha256, row.text, source_of(source), row.fetched_at, row.status)


def _passage(opened: Session, row_id: int, score: float) -> Passage:
    row = opened.get(PassageRow, row_id)
    assert row is not None
    snapshot = opened.get(SnapshotRow, row.snapshot_id)
    assert snapshot is not None
    source = opened.get(SourceRow, snapshot.source_id)
    assert source is not None
    return Passage(snapshot.sha256, row.start, row.end, row.text, source_of(source), score)
