"""The tables. Identity: document → version (by content hash) → run → claim → verdict; rulings hang on the fingerprint.

Rows of `snapshot`, `evidence`, `verdict`, `review` and `call` never change and never go: triggers in `bot.store.schema`
refuse it, and refuse evidence that is not a slice of its snapshot.
"""

from __future__ import annotations

from datetime import date, datetime  # noqa: TC003 - SQLModel reads the annotations
from typing import Any, ClassVar

from sqlalchemy import JSON, Column, Index, LargeBinary, MetaData, UniqueConstraint
from sqlmodel import Field, SQLModel

NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Table(SQLModel):
    """Base of all tables: their own metadata, so that nothing else that uses SQLModel mixes with them."""

    metadata: ClassVar[MetaData] = MetaData(naming_convention=NAMING)


def _json() -> Any:  # noqa: ANN401 - SQLModel's Field has no narrower type
    return Field(default=None, sa_column=Column(JSON(none_as_null=True), nullable=True))


class DocumentRow(Table, table=True):
    """A draft under its path, whatever its versions say."""

    __tablename__: ClassVar[str] = "document"
    id: int | None = Field(default=None, primary_key=True)
    path: str = Field(unique=True)


class VersionRow(Table, table=True):
    """One state of a draft, by the hash of its text."""

    __tablename__: ClassVar[str] = "version"
    __table_args__ = (UniqueConstraint("document_id", "sha256"),)
    id: int | None = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="document.id", index=True)
    sha256: str
    text: str
    title: str | None = None
    byline: str | None = None
    published: date | None = None
    created_at: datetime


class RunRow(Table, table=True):
    """One pass over one version. `key` hashes what its verdicts depend on; unfinished while `finished_at` is null."""

    __tablename__: ClassVar[str] = "run"
    id: str = Field(primary_key=True)
    version_id: int = Field(foreign_key="version.id", index=True)
    key: str = Field(index=True)
    judge: str
    model: str | None = None
    offline: bool
    as_of: date | None = None
    started_at: datetime
    finished_at: datetime | None = None
    seconds: float | None = None
    cost_usd: float | None = None
    gathered: bool = False
    summary: dict[str, Any] | None = _json()


class ClaimRow(Table, table=True):
    """A claim of a run; `start` and `end` are code points of the version's text, `line` and `column` count from 1."""

    __tablename__: ClassVar[str] = "claim"
    __table_args__ = (UniqueConstraint("run_id", "fingerprint", "occurrence"),)
    id: int | None = Field(default=None, primary_key=True)
    run_id: str = Field(foreign_key="run.id", index=True)
    ordinal: int
    fingerprint: str = Field(index=True)
    occurrence: int
    start: int
    end: int
    line: int
    column: int
    quote: str
    text: str
    kind: str
    speaker: str | None = None
    context: str
    checkworthiness: float
    owner: str | None = None
    queries: list[str] | None = _json()


class NotCheckableRow(Table, table=True):
    """A sentence of a run that states nothing checkable, and why."""

    __tablename__: ClassVar[str] = "not_checkable"
    id: int | None = Field(default=None, primary_key=True)
    run_id: str = Field(foreign_key="run.id", index=True)
    start: int
    end: int
    quote: str
    reason: str


class SourceRow(Table, table=True):
    """Where something is stated."""

    __tablename__: ClassVar[str] = "source"
    id: int | None = Field(default=None, primary_key=True)
    url: str | None = Field(default=None, index=True)
    publisher: str | None = None
    title: str | None = None
    published: date | None = None
    tier: str
    restatement: bool = False


class SnapshotRow(Table, table=True):
    """One immutable copy of a source: its bytes, its text, and the hash of each."""

    __tablename__: ClassVar[str] = "snapshot"
    __table_args__ = (UniqueConstraint("sha256", "text_sha256", "source_id"),)
    id: int | None = Field(default=None, primary_key=True)
    source_id: int = Field(foreign_key="source.id", index=True)
    sha256: str = Field(index=True)
    text_sha256: str = Field(index=True)
    raw: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    media_type: str | None = None
    text: str
    status: int | None = None
    fetched_at: datetime | None = None
    stored_at: datetime


class FetchRow(Table, table=True):
    """When a URL was last read, what it gave, and what to ask the server with next time."""

    __tablename__: ClassVar[str] = "fetch"
    url: str = Field(primary_key=True)
    snapshot_id: int = Field(foreign_key="snapshot.id")
    fetched_at: datetime
    etag: str | None = None
    last_modified: str | None = None


class PassageRow(Table, table=True):
    """A stretch of a snapshot that full-text search ranks (`passage_fts`)."""

    __tablename__: ClassVar[str] = "passage"
    id: int | None = Field(default=None, primary_key=True)
    snapshot_id: int = Field(foreign_key="snapshot.id", index=True)
    start: int
    end: int
    text: str


class ManifestRow(Table, table=True):
    """A snapshot that a run may use."""

    __tablename__: ClassVar[str] = "manifest"
    run_id: str = Field(foreign_key="run.id", primary_key=True)
    snapshot_id: int = Field(foreign_key="snapshot.id", primary_key=True)


class AttemptRow(Table, table=True):
    """One try of a run to get a source. `fingerprint` names the claim that it was for, where it was for one."""

    __tablename__: ClassVar[str] = "attempt"
    id: int | None = Field(default=None, primary_key=True)
    run_id: str = Field(foreign_key="run.id", index=True)
    url: str
    finder: str
    outcome: str
    detail: str = ""
    fingerprint: str | None = None


class FindingRow(Table, table=True):
    """What a rule said in a run; `claim_id` is null where it touches no claim."""

    __tablename__: ClassVar[str] = "finding"
    id: int | None = Field(default=None, primary_key=True)
    run_id: str = Field(foreign_key="run.id", index=True)
    claim_id: int | None = Field(default=None, foreign_key="claim.id", index=True)
    code: str = Field(index=True)
    name: str
    severity: str
    start: int
    end: int
    quote: str
    message: str
    replacement: str | None = None
    stance: str | None = None
    proof: dict[str, Any] | None = _json()


class OpinionRow(Table, table=True):
    """What a judge said of a claim."""

    __tablename__: ClassVar[str] = "opinion"
    id: int | None = Field(default=None, primary_key=True)
    claim_id: int = Field(foreign_key="claim.id", index=True)
    judge: str
    model: str | None = None
    label: str
    reason: str | None = None
    explanation: str
    confidence: float | None = None
    missing: str | None = None
    prompt_id: str | None = None
    prompt_version: str | None = None
    prompt_sha256: str | None = None
    cost_usd: float | None = None


class VerdictRow(Table, table=True):
    """The one decision on a claim."""

    __tablename__: ClassVar[str] = "verdict"
    id: int | None = Field(default=None, primary_key=True)
    claim_id: int = Field(foreign_key="claim.id", unique=True)
    label: str = Field(index=True)
    reason: str | None = None
    explanation: str
    decided_by: str
    suggestion_start: int | None = None
    suggestion_end: int | None = None
    suggestion_replacement: str | None = None
    proof: dict[str, Any] | None = _json()
    created_at: datetime


class EvidenceRow(Table, table=True):
    """A slice of a snapshot that a verdict or a finding cites."""

    __tablename__: ClassVar[str] = "evidence"
    id: int | None = Field(default=None, primary_key=True)
    verdict_id: int | None = Field(default=None, foreign_key="verdict.id", index=True)
    finding_id: int | None = Field(default=None, foreign_key="finding.id", index=True)
    snapshot_id: int = Field(foreign_key="snapshot.id", index=True)
    start: int
    end: int
    quote: str
    stance: str


class ReviewRow(Table, table=True):
    """An editor's ruling on a claim of a document, whatever its version."""

    __tablename__: ClassVar[str] = "review"
    __table_args__ = (Index("ix_review_claim", "document_id", "fingerprint", "occurrence"),)
    id: int | None = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="document.id")
    fingerprint: str
    occurrence: int
    verdict_id: int = Field(foreign_key="verdict.id")
    action: str
    label: str | None = None
    reason: str
    reviewer: str
    created_at: datetime


class CallRow(Table, table=True):
    """A model's reply, kept before it was used. `key` hashes the request."""

    __tablename__: ClassVar[str] = "call"
    key: str = Field(primary_key=True)
    prompt_id: str
    prompt_version: str
    prompt_sha256: str
    model: str
    request: str
    reply: str
    stop_reason: str | None = None
    request_id: str | None = None
    input_tokens: int
    output_tokens: int
    cache_read_tokens: int
    cache_write_tokens: int
    cost_usd: float | None = None
    seconds: float
    retries: int
    created_at: datetime


class RunCallRow(Table, table=True):
    """A call that a run used; `paid` tells whether it was made for this run or read from the store."""

    __tablename__: ClassVar[str] = "run_call"
    run_id: str = Field(foreign_key="run.id", primary_key=True)
    key: str = Field(foreign_key="call.key", primary_key=True)
    paid: bool


class AnswerRow(Table, table=True):
    """A judge's opinion on one claim, cached by all that it depends on."""

    __tablename__: ClassVar[str] = "answer"
    key: str = Field(primary_key=True)
    opinion: dict[str, Any] | None = _json()
    created_at: datetime
