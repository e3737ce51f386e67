"""Set the thresholds of the shipped model on the calibration split, per label, for a stated precision.

    python -m training.calibrate BENCH [--precision 0.9]

It reads with the product's own reader and rule, and writes `thresholds.json` beside the model. A label whose precision is not
reached on at least `LEAST` answers gets a threshold above 1: it is never given.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import NamedTuple

from bot.judges import reader as shipped
from bot.judges.reader.judge import Thresholds, decide
from bot.judges.reader.reader import Reader, Scores
from bot.judges.reader.windows import windows
from bot.records import Label
from training import sets

LEAST = 15
NEVER = 1.01


class Read(NamedTuple):
    """A row with the scores of its windows."""

    row: sets.Row
    windows: list[tuple[str, Scores]]


def scored(rows: list[sets.Row]) -> list[Read]:
    """The rows with what the reader gives their windows."""
    reader = Reader()
    found = []
    for row in rows:
        texts = [row.evidence[start:end] for start, end in windows(row.evidence)]
        found.append(Read(row, list(zip(texts, reader.read([(row.claim, text) for text in texts]), strict=True))))
    return found


def label(read: Read, limits: Thresholds) -> Label | None:
    """What the rule makes of a row's windows."""
    told = {decide(read.row.claim, text, scores, limits) for text, scores in read.windows} - {None}
    return told.pop() if len(told) == 1 else None


def threshold(reads: list[Read], name: str, wanted: float) -> float:
    """The lowest threshold from which on a label is right often enough."""
    for step in range(50, 100):
        limit = step / 100
        limits = Thresholds(**{"supported": NEVER, "refuted": NEVER, name: limit})
        given = [r for r in reads if label(r, limits) is not None]
        right = sum(r.row.label == name for r in given)
        if len(given) >= LEAST and right >= wanted * len(given):
            return limit
    return NEVER


def main() -> None:
    """Write the thresholds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--precision", type=float, default=0.9)
    args = parser.parse_args()
    # factor_news holds false claims only: a label's precision cannot be learnt from it.
    names = [name for name in sets.LICENSED if name != "factor_news"]
    reads = scored([r for r in sets.read(args.bench, sets.LICENSED) if r.half == "calibration" and r.set in names])
    found = {name: threshold(reads, name, args.precision) for name in ("supported", "refuted")}
    target = Path(shipped.__file__).parent / "thresholds.json"
    target.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    print(found)


if __name__ == "__main__":
    main()
