"""The labelled sets, and their halves: what may be trained on, what calibrates, what is only ever measured.

Claims and evidence form a graph (a row joins its claim and its evidence); whole connected components go to one side, so
that neither a claim nor a piece of evidence is ever seen from both.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SUPPORTED, REFUTED, NEITHER = 0, 1, 2
LABELS = {"supported": SUPPORTED, "refuted": REFUTED, "not_enough_info": NEITHER, "partial": NEITHER}
# Sets whose licences allow training, and what they ask for (docs/model-card.md carries the attributions).
LICENSED = {
    "fever_symmetric_dev": "CC BY-SA 3.0",
    "foolmetwice_dev": "Apache-2.0",
    "factcheck_gpt_stance": "Apache-2.0",
    "factor_news": "MIT; data ODC-By 1.0",
    "wice_dev": "ODC-By 1.0; text CC BY-SA",
}
MEASURED_ONLY = ("healthver_dev",)
SEED = "reader-1"
_CALIBRATION_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled pair of a set. `half` is `training`, `calibration` or `held-out`."""

    id: str
    set: str
    claim: str
    evidence: str
    label: str
    half: str

    @property
    def target(self) -> int:
        """The class that the model should give."""
        return LABELS[self.label]


def read(data: Path, names: Iterable[str] = (*LICENSED, *MEASURED_ONLY)) -> list[Row]:
    """All rows of the named sets with their halves; sets that may not be trained on are held out whole."""
    raw = {name: _lines(data / f"{name}.jsonl") for name in names}
    halves = _halves([row for name in raw if name in LICENSED for row in raw[name]])
    return [
        Row(r["id"], name, r["claim"], r["evidence"], r["label"], halves.get(r["id"], "held-out"))
        for name, rows in raw.items()
        for r in rows
    ]


def _lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def _halves(rows: list[dict[str, str]]) -> dict[str, str]:
    """The half of each row's id: components by a hash of their smallest id, so that a new row moves few others."""
    parent: dict[str, str] = {}

    def root(node: str) -> str:
        while parent.setdefault(node, node) != node:
            parent[node] = node = parent[parent[node]]
        return node

    for row in rows:
        parent[root("c " + _folded(row["claim"]))] = root("e " + _folded(row["evidence"]))
    members: dict[str, list[str]] = {}
    for row in rows:
        members.setdefault(root("c " + _folded(row["claim"])), []).append(row["id"])
    return {each: _half(min(ids)) for ids in members.values() for each in ids}


def _half(name: str) -> str:
    digest = hashlib.sha256(f"{SEED}:{name}".encode()).digest()
    if digest[0] >= 180:  # three in ten
        return "held-out"
    return "calibration" if digest[1] < 256 * _CALIBRATION_SHARE else "training"


def _folded(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()
