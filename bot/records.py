"""The data model on one page: the words of the product as frozen dataclasses.

Spans are code-point offsets, half open `[start, end)`. A span of a claim, a finding or a sentence lies in
`article.text`; a span of a passage or of evidence lies in its snapshot's text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime  # noqa: TC003 - a data model is read at run time, too
from enum import StrEnum
from typing import Any


class Label(StrEnum):
    """What a verdict says of a claim."""

    SUPPORTED = "supported"
    REFUTED = "refuted"
    CONFLICTING = "conflicting"
    IMPRECISE = "imprecise"
    NOT_ENOUGH_EVIDENCE = "not_enough_evidence"
    UNCHECKED = "unchecked"


class Reason(StrEnum):
    """Why a claim is not settled: the first two after reading, the others because nothing was read."""

    SILENT = "silent"
    INCONCLUSIVE = "inconclusive"
    NOT_REQUESTED = "not_requested"
    UNREACHABLE = "unreachable"
    BLOCKED = "blocked"
    TIMED_OUT = "timed_out"
    NO_KEY = "no_key"
    BUDGET = "budget"
    MODEL_REFUSED = "model_refused"
    UNREADABLE_REPLY = "unreadable_reply"
    UNGROUNDED = "ungrounded"


class Severity(StrEnum):
    """How sure and how bad: proved wrong; very likely wrong or an editor's choice; worth a look."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Stance(StrEnum):
    """What a piece of evidence does to a claim."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    QUALIFIES = "qualifies"


class Tier(StrEnum):
    """How close a source is to the fact: its owner, a report on it, a pointer to it (never evidence)."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    DISCOVERY = "discovery"


class Kind(StrEnum):
    """What a claim is about."""

    NAME = "name"
    NUMBER = "number"
    QUOTE = "quote"
    DATE = "date"
    EVENT = "event"
    ATTRIBUTION = "attribution"
    OTHER = "other"


class Action(StrEnum):
    """An editor's ruling on a verdict."""

    ACCEPT = "accept"
    REJECT = "reject"
    OVERRIDE = "override"


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open stretch of code points."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A minimal edit of the article: replace `[start, end)` of its text by `replacement`."""

    start: int
    end: int
    replacement: str


@dataclass(frozen=True, slots=True)
class NotCheckable:
    """A sentence (or heading) that states nothing that could be checked, and why."""

    start: int
    end: int
    quote: str
    reason: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable statement of an article.

    `text` can be read alone; `quote` is `article.text[start:end]`. `context` is the prose of the sentence it
    stands in, `occurrence` tells claims with the same words apart (0 for the first), `fingerprint` is stable
    from one version of the draft to the next while the claim's words stay the same. `timeframe` says in words of
    when it speaks; `worth` says why it is worth checking, or not.
    """

    start: int
    end: int
    quote: str
    text: str
    kind: Kind
    fingerprint: str
    occurrence: int = 0
    speaker: str | None = None
    context: str = ""
    checkworthiness: float = 0.5
    queries: tuple[str, ...] = ()
    owner: str | None = None
    timeframe: str | None = None
    worth: str = ""

    @property
    def key(self) -> tuple[str, int]:
        """What tells this claim from the others of its article: fingerprint and occurrence."""
        return self.fingerprint, self.occurrence


@dataclass(frozen=True, slots=True)
class Source:
    """Where something is stated. `restatement`: the text is our own summary of the publisher's facts."""

    url: str | None
    publisher: str | None
    title: str | None
    published: date | None
    tier: Tier
    restatement: bool = False


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One immutable copy of a source: `sha256` hashes the raw bytes, `text_sha256` the extracted text."""

    sha256: str
    text_sha256: str
    text: str
    source: Source
    fetched_at: datetime | None
    status: int | None


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a snapshot that retrieval ranks. `text` is `snapshot.text[start:end]`."""

    snapshot_sha256: str
    start: int
    end: int
    text: str
    source: Source
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """A verbatim stretch of a snapshot with its stance on one claim. `quote` is `snapshot.text[start:end]`."""

    snapshot_sha256: str
    start: int
    end: int
    quote: str
    stance: Stance
    source: Source


@dataclass(frozen=True, slots=True)
class Proof:
    """What a finding rests on: evidence, a row of the register, a sum shown in full, or what the draft itself says.

    `kind` is `evidence`, `register`, `sum` or `draft`; `detail` is plain JSON data for the report.
    """

    kind: str
    summary: str
    detail: dict[str, Any] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a deterministic check says.

    `stance` is set where the finding settles the claim that it touches (`claim`, the claim's fingerprint and
    occurrence): a wrong figure refutes the figure's claim. It is None where the finding only remarks.
    """

    code: str
    name: str
    severity: Severity
    start: int
    end: int
    quote: str
    message: str
    proof: Proof
    replacement: str | None = None
    claim: tuple[str, int] | None = None
    stance: Stance | None = None


@dataclass(frozen=True, slots=True)
class Usage:
    """What one or more model calls took. `cost_usd` is None where a price is not known."""

    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cache_read_tokens: int = 0
    cache_write_tokens: int = 0
    cost_usd: float | None = 0.0


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a judge says of a claim after reading its passages.

    A label of `supported` or `refuted` comes with evidence or a proof; `unchecked` comes with a reason. `missing`
    says what a source would have to state to settle the claim, `queries` how to search for that. `prompt` is the
    `(id, version, sha256)` of the prompt, `cost_usd` this claim's part of what the calls did cost when they were
    made (None: not known).
    """

    judge: str
    label: Label
    explanation: str
    reason: Reason | None = None
    evidence: tuple[Evidence, ...] = ()
    confidence: float | None = None
    suggestion: Suggestion | None = None
    missing: str | None = None
    proof: Proof | None = None
    model: str | None = None
    prompt: tuple[str, str, str] | None = None
    queries: tuple[str, ...] = ()
    cost_usd: float | None = 0.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """The one decision on a claim. `decided_by` names a rule code, a judge, or `policy`."""

    label: Label
    reason: Reason | None
    explanation: str
    decided_by: str
    suggestion: Suggestion | None = None
    evidence: tuple[Evidence, ...] = ()
    proof: Proof | None = None


NOT_TRIED = "not_tried"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try to get a source: `outcome` is `found`, `silent`, a `Reason` such as `blocked` or `unreachable`, or
    `not_tried`, where `detail` says why.

    `fingerprint` names the claim that it was for; None: for the article as a whole.
    """

    url: str
    finder: str
    outcome: str
    detail: str = ""
    fingerprint: str | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """One reply of a model, kept before it is used. `key` hashes the request: the same request is never paid for twice.

    `request` and `reply` are JSON texts without keys or headers; `seconds` is the latency, `retries` counts
    the attempts before this reply. `prompt` is the `(id, version, sha256)` of the prompt.
    """

    key: str
    prompt: tuple[str, str, str]
    model: str
    request: str
    reply: str
    stop_reason: str | None
    usage: Usage
    request_id: str | None
    seconds: float
    retries: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Review:
    """An editor's ruling. Append-only; it outranks everything."""

    action: Action
    label: Label | None
    reason: str
    reviewer: str
    created_at: datetime
