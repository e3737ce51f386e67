"""Measuring a judge on labelled pairs of claim and evidence: what it gets right, what it answers, what it costs.

A pair is {id, claim, evidence, label}, one JSON object a line; the label is supported, refuted, not_enough_info or
partial. A partial pair is neither supported nor refuted: either answer to it counts as wrong.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING, Any

from bot.article import from_text
from bot.errors import UserError
from bot.judges.judge import Judge, Task
from bot.language.dates import find_dates
from bot.language.quantities import find_quantities
from bot.records import Claim, Kind, Label, Opinion, Passage, Source, Tier

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
    from pathlib import Path

# The data's words for labels, and ours.
LABELS = {
    "supported": Label.SUPPORTED,
    "refuted": Label.REFUTED,
    "not_enough_info": Label.NOT_ENOUGH_EVIDENCE,
    "not_enough_evidence": Label.NOT_ENOUGH_EVIDENCE,
    "partial": Label.IMPRECISE,
    "imprecise": Label.IMPRECISE,
}
# What settles a claim: the labels that a judge can be right or wrong about.
SETTLED = (Label.SUPPORTED, Label.REFUTED)
# Pairs that a judge gets at once; what was answered is written before the next are asked.
BATCH = 50


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim with its evidence and the label that people gave it."""

    id: str
    claim: str
    evidence: str
    label: Label


@dataclass(frozen=True, slots=True)
class Answer:
    """What a judge said of a pair; `cost_usd` is None where the price is not known."""

    id: str
    label: Label
    predicted: Label
    confidence: float | None
    cost_usd: float | None = 0.0

    def line(self) -> str:
        """The answer as a line of the output file."""
        row = {
            "id": self.id,
            "label": self.label.value,
            "predicted": self.predicted.value,
            "confidence": self.confidence,
        }
        return json.dumps(row, ensure_ascii=False) + "\n"


def read_pairs(path: Path, *, figures_only: bool = False, limit: int | None = None) -> list[Pair]:
    """The pairs of a file, in order.

    Args:
        path: One JSON object a line.
        figures_only: Only claims that hold a figure or a date.
        limit: At most so many.

    Raises:
        UserError: The file cannot be read, or a line is no pair.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise UserError(f"{path}: cannot be read ({str(error).lower()})") from None
    lines = ((n, line) for n, line in enumerate(text.split("\n"), start=1) if line.strip())
    pairs = (_pair(line, f"{path}:{n}") for n, line in lines)
    return list(islice((each for each in pairs if not figures_only or holds_figure(each.claim)), limit))


def _pair(line: str, where: str) -> Pair:
    try:
        row = json.loads(line)
        return Pair(str(row["id"]), str(row["claim"]), str(row["evidence"]), LABELS[row["label"]])
    except (ValueError, KeyError, TypeError):
        raise UserError(
            f"{where}: is no pair; a line is {{id, claim, evidence, label}}, label one of {', '.join(LABELS)}"
        ) from None


def holds_figure(claim: str) -> bool:
    """Whether a claim holds a figure or a date; “first” and names such as COVID-19 are none."""
    dated = any(each.year or each.month or each.day for each in find_dates(claim))
    return dated or any(each.unit != "ordinal" or not each.words for each in find_quantities(claim))


def evaluate(
    judge: Judge, pairs: Sequence[Pair], kept: Path | None = None, after: Callable[[], Awaitable[None]] | None = None
) -> list[Answer]:
    """Ask a judge about each pair.

    Args:
        judge: The judge.
        pairs: What to ask.
        kept: A file of answers: those that it holds are not asked for again, new ones are added as they come.
        after: What to do when all are asked, in the loop in which they were asked: close connections.

    Raises:
        UserError: The file of answers cannot be read or written, or holds something else.
    """
    known = _kept(kept) if kept else {}
    todo = [each for each in pairs if each.id not in known]
    # One event loop for all: a judge's connections and locks belong to the loop in which they were first used.
    asyncio.run(_ask(judge, todo, known, kept, after))
    return [known[each.id] for each in pairs]


async def _ask(
    judge: Judge,
    todo: Sequence[Pair],
    known: dict[str, Answer],
    kept: Path | None,
    after: Callable[[], Awaitable[None]] | None,
) -> None:
    try:
        for start in range(0, len(todo), BATCH):
            fresh = await _asked(judge, todo[start : start + BATCH])
            known.update((each.id, each) for each in fresh)
            if kept:
                _keep(kept, fresh)
    finally:
        if after:
            await after()


async def _asked(judge: Judge, pairs: Sequence[Pair]) -> list[Answer]:
    article = from_text("\n\n".join(each.claim for each in pairs if each.claim.strip()) or "x", "pairs.txt")
    opinions = await judge.judge(article, [_task(each) for each in pairs])
    return [_answer(pair, opinion) for pair, opinion in zip(pairs, opinions, strict=True)]


def _answer(pair: Pair, opinion: Opinion) -> Answer:
    return Answer(pair.id, pair.label, opinion.label, opinion.confidence, opinion.cost_usd)


def _task(pair: Pair) -> Task:
    """The pair as a claim with one passage of a secondary source."""
    digest = sha256(pair.evidence.encode("utf-8", "surrogatepass")).hexdigest()
    claim = Claim(0, len(pair.claim), pair.claim, pair.claim, Kind.OTHER, sha256(pair.id.encode()).hexdigest()[:16])
    source = Source(None, None, None, None, Tier.SECONDARY)
    return Task(claim, (Passage(digest, 0, len(pair.evidence), pair.evidence, source),))


def _kept(path: Path) -> dict[str, Answer]:
    if not path.exists():
        return {}
    found = {}
    for n, line in enumerate(_whole_lines(path).split("\n"), start=1):
        if line.strip() and (answer := _read_answer(line, f"{path}:{n}")):
            found[answer.id] = answer
    return found


def _whole_lines(path: Path) -> str:
    """The file's lines; one that a kill cut short is taken off its end, so that the next begins a line."""
    text = path.read_text(encoding="utf-8")
    whole, _, torn = text.rpartition("\n")
    if not torn.startswith('{"id"') or torn.rstrip().endswith("}"):
        return text
    path.write_text(whole + "\n" if whole else "", encoding="utf-8", newline="\n")
    return whole


def _read_answer(line: str, where: str) -> Answer | None:
    """A line of the file of answers; what could not be checked is asked for again."""
    try:
        row = json.loads(line)
        answer = Answer(str(row["id"]), Label(row["label"]), Label(row["predicted"]), row["confidence"])
    except (ValueError, KeyError, TypeError):
        raise UserError(f"{where}: is no answer of `factcheck eval`; name another file or remove the line") from None
    return None if answer.predicted is Label.UNCHECKED else answer


def _keep(path: Path, answers: Iterable[Answer]) -> None:
    try:
        with path.open("a", encoding="utf-8", newline="\n") as file:
            file.writelines(each.line() for each in answers)
    except OSError as error:
        raise UserError(f"{path}: cannot be written ({(error.strerror or str(error)).lower()})") from None


@dataclass(frozen=True)
class Scores:
    """The measures of a list of answers."""

    answers: Sequence[Answer]
    confusion: Counter[tuple[Label, Label]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "confusion", Counter((each.label, each.predicted) for each in self.answers))

    def given(self, label: Label) -> int:
        """How many pairs people gave this label."""
        return sum(n for (gold, _), n in self.confusion.items() if gold is label)

    def predicted(self, label: Label) -> int:
        """How many pairs the judge gave this label."""
        return sum(n for (_, guess), n in self.confusion.items() if guess is label)

    def precision(self, label: Label) -> float | None:
        """How much of what the judge gave this label has it; None where it gave it to none."""
        return _ratio(self.confusion[label, label], self.predicted(label))

    def recall(self, label: Label) -> float | None:
        """How much of what has this label the judge gave it; None where none has it."""
        return _ratio(self.confusion[label, label], self.given(label))

    @property
    def balanced_accuracy(self) -> float | None:
        """The mean recall over the labels that the data hold."""
        recalls = [r for label in Label if (r := self.recall(label)) is not None]
        return sum(recalls) / len(recalls) if recalls else None

    @property
    def answered(self) -> float | None:
        """The share of pairs that the judge called supported or refuted."""
        return _ratio(sum(self.predicted(label) for label in SETTLED), len(self.answers))

    @property
    def cost_usd(self) -> float | None:
        """What the answers of this run cost; None where a price is not known."""
        costs = [each.cost_usd for each in self.answers]
        return None if None in costs else sum(cost for cost in costs if cost)

    def as_json(self) -> dict[str, Any]:
        """The measures as plain data."""
        return {
            "pairs": len(self.answers),
            "answered": _rounded(self.answered),
            "balanced_accuracy": _rounded(self.balanced_accuracy),
            "labels": {label.value: self._label(label) for label in self._labels()},
            "confusion": [
                {"label": gold.value, "predicted": guess.value, "pairs": n}
                for (gold, guess), n in sorted(self.confusion.items())
            ],
            "cost_usd": self.cost_usd,
        }

    def _label(self, label: Label) -> dict[str, Any]:
        return {
            "given": self.given(label),
            "predicted": self.predicted(label),
            "right": self.confusion[label, label],
            "precision": _rounded(self.precision(label)),
            "recall": _rounded(self.recall(label)),
        }

    def _labels(self) -> list[Label]:
        return [label for label in Label if self.given(label) or self.predicted(label)]

    def as_text(self) -> str:
        """The measures as a table to read."""
        return "\n".join([*self._table(), "", *self._summary()]) + "\n"

    def _table(self) -> Iterator[str]:
        labels = self._labels()
        yield "given as               " + "".join(f"{label.value:>21}" for label in labels)
        for gold in (label for label in labels if self.given(label)):
            yield f"{gold.value:<23}" + "".join(f"{self.confusion[gold, guess]:>21}" for guess in labels)

    def _summary(self) -> Iterator[str]:
        for label in self._labels():
            right, said, given = self.confusion[label, label], self.predicted(label), self.given(label)
            precision, recall = _percent(self.precision(label)), _percent(self.recall(label))
            yield f"{label.value:<20} right {right} of {said} ({precision}), found {right} of {given} ({recall})"
        cost = "unknown" if self.cost_usd is None else f"${self.cost_usd:.4f}"
        settled, balanced = _percent(self.answered), _percent(self.balanced_accuracy)
        yield f"pairs {len(self.answers)}, settled {settled}, balanced accuracy {balanced}, cost {cost}"


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value:.1%}"
