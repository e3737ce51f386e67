"""What every report format is given: one finished run over one article. Formats do no I/O and decide nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from bot.judges.reader.reader import JUDGE as READER
from bot.language.pages import page
from bot.records import Action, Finding, Label, Proof, Reason, Severity, Stance, Tier

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from bot.article import Article
    from bot.records import Attempt, Claim, Evidence, NotCheckable, Opinion, Review, Suggestion, Verdict
    from bot.suppression.silencing import Silenced

# Reasons that are no failure: sources were read, or nobody asked for any.
NO_FAILURE = frozenset({None, Reason.SILENT, Reason.INCONCLUSIVE, Reason.NOT_REQUESTED})
# Judges that say what is very likely so; figures, names, dates and quotations have rules that prove.
_UNPROVED = frozenset({"local", READER})
SETTLED = frozenset({Label.SUPPORTED, Label.REFUTED, Label.CONFLICTING, Label.IMPRECISE})

# What a verdict says that no check has said, under codes of its own (DESIGN.md, law 4).
CLAIM_CODES = {
    Label.REFUTED: ("CLAIM001", "refuted-claim", Severity.ERROR),
    Label.CONFLICTING: ("CLAIM002", "conflicting-sources", Severity.WARNING),
    Label.IMPRECISE: ("CLAIM003", "imprecise-claim", Severity.NOTE),
    Label.NOT_ENOUGH_EVIDENCE: ("CLAIM004", "not-enough-evidence", Severity.NOTE),
    Label.UNCHECKED: ("CLAIM005", "unchecked-claim", Severity.NOTE),
}
_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


@dataclass(frozen=True, slots=True)
class RunInfo:
    """How the run went: the only part of a report that differs between two runs over the same things.

    `calls` and tokens (cached ones among them) are what the run paid for at a model; `cost_usd` None: not known.
    """

    id: str
    judge: str
    model: str | None
    offline: bool
    started_at: datetime
    seconds: float
    cost_usd: float | None
    resumed: bool = False
    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim with its verdict, the ruling where an editor has ruled, and what a model said where one was asked.

    `attempts` are the tries to find sources for this claim alone, in order.
    """

    claim: Claim
    verdict: Verdict
    ruling: Review | None = None
    opinion: Opinion | None = None
    attempts: tuple[Attempt, ...] = ()

    @property
    def id(self) -> str:
        """The claim's id in reports and for `factcheck show`: the same from run to run."""
        return claim_id(self.claim.fingerprint, self.claim.occurrence)

    @property
    def label(self) -> Label:
        """The label that stands: the editor's where there is one."""
        return self.ruling.label if self.ruling and self.ruling.label else self.verdict.label


@dataclass(frozen=True, slots=True)
class Consulted:
    """A source that was asked for: what came of it, who led to it, and the ids of the claims that cite it."""

    url: str
    outcome: str
    finder: str
    detail: str = ""
    publisher: str | None = None
    title: str | None = None
    restatement: bool = False
    used_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """One run over one article, ready to show.

    `notices` are the lines that every report begins with: which judge ran, what was unreachable, what was skipped.
    `failed_source`: a source that was handed over could not be read. `listed` are the findings to show where some were
    left out (`silenced`) or not chosen; None: all that were `found`. `pages`: where each page of a PDF ends, by hash of
    its snapshot.
    """

    article: Article
    as_of: date | None
    run: RunInfo
    judged: tuple[Judged, ...]
    checks: tuple[Finding, ...]
    not_checkable: tuple[NotCheckable, ...]
    sources: tuple[Consulted, ...]
    notices: tuple[str, ...] = ()
    failed_source: bool = False
    listed: tuple[Finding, ...] | None = None
    silenced: tuple[Silenced, ...] = ()
    pages: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def page(self, evidence: Evidence) -> int | None:
        """The page of a PDF, from 1, on which evidence stands; None for everything else."""
        return page(evidence.start, self.pages.get(evidence.snapshot_sha256, ()))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings that are shown and counted."""
        return self.found if self.listed is None else self.listed

    @cached_property
    def found(self) -> tuple[Finding, ...]:
        """The checks' findings, and a CLAIM finding for each unsettled or faulted claim that no check has flagged."""
        flagged = {finding.claim for finding in self.checks if finding.claim and finding.stance}
        said = [
            finding
            for judged in self.judged
            if judged.claim.key not in flagged
            and (finding := _claim_finding(judged))
            and not any(_covers(check, finding) for check in self.checks)
        ]
        return tuple(sorted((*self.checks, *said), key=lambda f: (f.start, f.end, f.code)))

    @property
    def by_label(self) -> dict[str, int]:
        """How many claims have each label, every label named."""
        counted = Counter(judged.label for judged in self.judged)
        return {label.value: counted[label] for label in Label}

    @property
    def by_severity(self) -> dict[str, int]:
        """How many findings weigh how much."""
        counted = Counter(finding.severity for finding in self.findings)
        return {severity.value: counted[severity] for severity in Severity}

    @property
    def unchecked(self) -> dict[Reason | None, int]:
        """How many claims were not checked, by reason, the most frequent first."""
        return dict(Counter(j.verdict.reason for j in self.judged if j.label is Label.UNCHECKED).most_common())

    @property
    def incomplete(self) -> bool:
        """Whether something that was asked for could not be had: exit code 3."""
        open_claims = (j.verdict.reason for j in self.judged if j.label is Label.UNCHECKED)
        return self.failed_source or any(reason not in NO_FAILURE for reason in open_claims)

    @property
    def coverage(self) -> float:
        """Claims that were settled, over all claims; 1 where there are none."""
        return sum(j.label in SETTLED for j in self.judged) / len(self.judged) if self.judged else 1.0

    def opinion(self, finding: Finding) -> Opinion | None:
        """What a model said of the claim that a finding touches."""
        return next((each.opinion for each in self.judged if each.claim.key == finding.claim), None)

    def ruling(self, finding: Finding) -> Review | None:
        """What an editor said of the claim that a finding touches."""
        return next((each.ruling for each in self.judged if each.claim.key == finding.claim), None)

    def claim_id(self, finding: Finding) -> str | None:
        """The id of the claim that a finding touches."""
        return claim_id(*finding.claim) if finding.claim else None


def claim_id(fingerprint: str, occurrence: int) -> str:
    """A claim's id in reports and for `factcheck show`: the same from run to run."""
    return f"{fingerprint}-{occurrence}"


def by_model(opinion: Opinion | None) -> Opinion | None:
    """An opinion that an editor may want to weigh: one that a model gave. What code finds is shown as its findings."""
    return opinion if opinion and opinion.model else None


def worst_first(findings: tuple[Finding, ...]) -> list[Finding]:
    """Findings by severity, then by place."""
    return sorted(findings, key=lambda f: (_RANK[f.severity], f.start, f.end, f.code))


def _covers(check: Finding, said: Finding) -> bool:
    """Whether a check has flagged a wider stretch on the same words of a source: a quotation, and a figure in it."""
    wider = check.start <= said.start and said.end <= check.end
    return wider and any(_same_words(one, other) for one in check.proof.evidence for other in said.proof.evidence)


def _same_words(one: Evidence, other: Evidence) -> bool:
    return one.snapshot_sha256 == other.snapshot_sha256 and one.start < other.end and other.start < one.end


def _claim_finding(judged: Judged) -> Finding | None:
    if judged.label not in CLAIM_CODES or (judged.ruling and judged.ruling.action is Action.REJECT):
        return None
    code, name, severity = CLAIM_CODES[judged.label]
    verdict, claim = judged.verdict, judged.claim
    if severity is Severity.ERROR and not _proved(verdict):
        severity = Severity.WARNING
    return Finding(
        code=code,
        name=name,
        severity=severity,
        start=claim.start,
        end=claim.end,
        quote=claim.quote,
        message=judged.ruling.reason if judged.ruling and judged.ruling.label else verdict.explanation,
        proof=verdict.proof or Proof("evidence", verdict.explanation, evidence=verdict.evidence),
        replacement=_edited(claim, verdict.suggestion),
        claim=claim.key,
    )


def _edited(claim: Claim, edit: Suggestion | None) -> str | None:
    """The claim's words with the edit made, however small it is."""
    if edit is None or not claim.start <= edit.start <= edit.end <= claim.end:
        return None
    return claim.quote[: edit.start - claim.start] + edit.replacement + claim.quote[edit.end - claim.start :]


def _proved(verdict: Verdict) -> bool:
    """One secondary source is not enough for an error; nor is what words alone, or a small model, make of a text."""
    if verdict.decided_by in _UNPROVED:
        return False
    refuting = (each for each in verdict.evidence if each.stance is Stance.REFUTES)
    return verdict.proof is not None or any(each.source.tier is Tier.PRIMARY for each in refuting)
