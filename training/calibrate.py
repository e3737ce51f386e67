"""Set the thresholds of the shipped model on the calibration split, per label, for a stated precision.

    python -m training.calibrate BENCH [--precision 0.9]

Only rows that the grammar judge leaves open count, as in the product. It reads with the product's own reader and rule, and writes `thresholds.json` beside the model. A label whose precision is not
reached on at least `LEAST` answers gets a threshold above 1: it is never given.
"""

from __future__ import annotations

import argparse
import asyncio
import json
from pathlib import Path
from typing import NamedTuple

from bot.article import from_text
from bot.evaluation import Pair, _task
from bot.judges import reader as shipped
from bot.judges.local import LocalJudge
from bot.judges.reader.judge import Thresholds, settled
from bot.judges.reader.reader import Reader, Scores
from bot.judges.reader.windows import brief, near
from bot.records import Label
from training import sets

LEAST = 15
NEVER, WORST = 1.01, 0.75
# It holds false claims only: "refuted" is always right there, "supported" always wrong.
ONE_SIDED = "factor_news"


class Read(NamedTuple):
    """A row with the scores of its windows."""

    row: sets.Row
    windows: list[tuple[str, Scores]]


def scored(rows: list[sets.Row], reader: Reader) -> list[Read]:
    """The rows with what the reader gives their windows, as the judge reads them."""
    found = []
    for row in rows:
        texts = [row.evidence[start:end] for start, end in near(row.claim, row.evidence)]
        found.append(Read(row, list(zip(texts, reader.read([(row.claim, text) for text in texts]), strict=True))))
    return found


def label(read: Read, limits: Thresholds) -> Label | None:
    """What the rule makes of a row's windows."""
    evidence = read.row.evidence
    told = set(settled(read.row.claim, read.windows, [evidence], limits, alone=brief(evidence))) - {None}
    return told.pop() if len(told) == 1 else None


def threshold(reads: list[Read], name: str, wanted: float) -> float:
    """The lowest threshold from which on a label is right often enough, over all and in no set far below."""
    for step in range(50, 100):
        limit = step / 100
        limits = Thresholds(**{"supported": NEVER, "refuted": NEVER, name: limit})
        given = [r for r in reads if label(r, limits) is not None]
        fair = [r for r in given if r.row.set != ONE_SIDED]
        traps = sum(r.row.set == ONE_SIDED for r in given) if name == "supported" else 0
        if len(fair) < LEAST or traps > 0.01 * len(reads):
            continue
        if _right(fair, name) >= wanted and all(_right(each, name) >= WORST for each in _by_set(fair)):
            return limit
    return NEVER


def _right(given: list[Read], name: str) -> float:
    return sum(r.row.label == name for r in given) / len(given)


def _by_set(given: list[Read]) -> list[list[Read]]:
    groups = [[r for r in given if r.row.set == name] for name in sets.LICENSED]
    return [each for each in groups if len(each) >= LEAST // 2]


def grammar(rows: list[sets.Row]) -> list[Label]:
    """What the grammar judge alone says."""
    tasks = [_task(Pair(r.id, r.claim, r.evidence, Label.SUPPORTED)) for r in rows]
    opinions = asyncio.run(LocalJudge().judge(from_text("x", "x.txt"), tasks))
    return [opinion.label for opinion in opinions]


def _open(rows: list[sets.Row]) -> list[sets.Row]:
    """The rows that the grammar judge leaves to the reader."""
    return [r for r, said in zip(rows, grammar(rows), strict=True) if said is Label.NOT_ENOUGH_EVIDENCE]


def main() -> None:
    """Write the thresholds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--precision", type=float, default=0.9)
    args = parser.parse_args()
    reads = scored(_open([r for r in sets.read(args.bench, sets.LICENSED) if r.half == "calibration"]), Reader())
    found = {name: threshold(reads, name, args.precision) for name in ("supported", "refuted")}
    target = Path(shipped.__file__).parent / "thresholds.json"
    target.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    print(found)


if __name__ == "__main__":
    main()
