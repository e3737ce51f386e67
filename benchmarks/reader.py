"""Measure the reader beside the grammar judge: right and answered, per set and half, at three thresholds.

The shipped thresholds are measured too, where they let a label be given.

    python benchmarks/reader.py --data FOLDER [--half held-out] [--sets a,b] [--model FOLDER]

FOLDER holds the sets named in training/sets.py. Printed as a Markdown table: for each label, right/given.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from bot.judges.reader.judge import Thresholds, thresholds
from bot.judges.reader.reader import Reader
from bot.records import Label
from training import sets
from training.calibrate import grammar, label, scored

SETTLED = (Label.SUPPORTED, Label.REFUTED)


def line(name: str, who: str, rows: list[sets.Row], given: list[Label | None]) -> str:
    """One row of the table."""
    cells = []
    for wanted in SETTLED:
        picked = [r for r, g in zip(rows, given, strict=True) if g is wanted]
        right = sum(r.label == wanted.value for r in picked)
        cells.append(f"{right}/{len(picked)} = {right / len(picked):.2f}" if picked else "0/0")
    answered = sum(g in SETTLED for g in given) / len(rows)
    return f"| {name} | {who} | {cells[0]} | {cells[1]} | {answered:.0%} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, help="a folder of reader.onnx and tokenizer.json, not the package's")
    parser.add_argument("--half", default="held-out", choices=("held-out", "calibration", "training"))
    parser.add_argument("--sets", default=",".join((*sets.LICENSED, *sets.MEASURED_ONLY)))
    args = parser.parse_args()
    reader, shipped = Reader(args.model) if args.model else Reader(), thresholds()
    at = {f"{limit:.2f}": Thresholds(limit, limit) for limit in (0.7, 0.8, 0.9)}
    if max(shipped.supported, shipped.refuted) <= 1:
        at["shipped"] = shipped
    print("| set | judge | supported right | refuted right | answered |\n| --- | --- | --- | --- | --- |")
    took, pairs = 0.0, 0
    for name in args.sets.split(","):
        rows = [r for r in sets.read(args.data) if r.set == name and r.half == args.half]
        if not rows:
            continue
        alone = grammar(rows)
        started = time.perf_counter()
        read = scored(rows, reader)
        took, pairs = took + time.perf_counter() - started, pairs + sum(len(each.windows) for each in read)
        print(line(name, "grammar", rows, list(alone)))
        for which, limits in at.items():
            own = [label(each, limits) for each in read]
            print(line(name, f"reader, {which}", rows, own))
            both = [a if a is not Label.NOT_ENOUGH_EVIDENCE else b for a, b in zip(alone, own, strict=True)]
            print(line(name, f"both, {which}", rows, both), flush=True)
    print(f"\n{1000 * took / max(1, pairs):.1f} ms a window, thresholds {shipped}")


if __name__ == "__main__":
    main()
