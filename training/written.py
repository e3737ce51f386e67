"""Pairs that were written one by one: claims that say the same as their evidence, or the opposite, in other words.

Two kinds of file lie in `training/written/`, all of our own writing (docs/model-card.md tells how):

- `passages-*.jsonl`: claims about evidence of the training halves, which is named by its row's id, with the window's offsets
  where it is a part: `{"id", "s": [...], "r": [...], "n": [...]}`, supported, refuted, neither.
- `stories-*.jsonl`: two invented tellings of one story that contradict each other: `{"e1", "e2", "a": [...], "b": [...], "n": [...]}`;
  `a` is true of the first and false of the second, `b` the other way round, `n` is settled by neither.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from bot.judges.reader.windows import veiled
from training.sets import NEITHER, REFUTED, SUPPORTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from random import Random

    from training.sets import Row

FOLDER = Path(__file__).parent / "written"
_TARGETS = {"s": SUPPORTED, "r": REFUTED, "n": NEITHER}
# How often evidence gets a sentence of another story beside it, as windows of pages have it.
_BESIDE = 0.12
# How often a claim is held against another story too.
_ELSEWHERE = 0.1

Pair = tuple[str, str, int]


def passages(rows: Iterable[Row], folder: Path = FOLDER) -> Iterator[Pair]:
    """Pairs `(claim, evidence, target)` about evidence of the rows; what names no row of them is left out."""
    known = {row.id: row.evidence for row in rows if row.half == "training"}
    for entry in _read(folder, "passages"):
        evidence = _named(entry["id"], known)
        for key, target in _TARGETS.items():
            for claim in entry.get(key, ()) if evidence else ():
                yield claim, evidence, target


def stories(rng: Random, folder: Path = FOLDER) -> Iterator[Pair]:
    """Pairs `(claim, evidence, target)` of the invented stories, each claim with both tellings."""
    told = list(_read(folder, "stories"))
    for entry in told:
        first, second = entry["e1"], entry["e2"]
        for claims, true, false in ((entry["a"], first, second), (entry["b"], second, first)):
            for claim in claims:
                yield claim, _placed(true, told, rng), SUPPORTED
                yield claim, _placed(false, told, rng), REFUTED
                if rng.random() < _ELSEWHERE:
                    yield claim, _other(entry, told, rng), NEITHER
        for claim in entry["n"]:
            yield claim, _placed(first, told, rng), NEITHER
            yield claim, _placed(second, told, rng), NEITHER


def strangers(rng: Random, count: int, folder: Path = FOLDER) -> Iterator[Pair]:
    """About `count` pairs that no evidence settles, because it speaks of somebody else.

    Half are claims beside the telling of another story that shares most of their rarer words and none of their names;
    half are claims beside their own telling, with the name that most of the story's claims share put in place of another.
    """
    told = list(_read(folder, "stories"))
    texts = [(entry, entry[key]) for entry in told for key in ("e1", "e2") if not veiled(entry[key])]
    postings: dict[str, list[int]] = {}
    for i, (_, text) in enumerate(texts):
        for word in _words(text):
            postings.setdefault(word, []).append(i)
    subjects = [name for entry in told if (name := _subject(entry))]
    for _ in range(count // 2):
        entry = rng.choice(told)
        claim = rng.choice(entry["a"] + entry["b"] + entry["n"])
        if other := _nearest(claim, entry, texts, postings):
            yield claim, other, NEITHER
        own, name = _subject(entry), rng.choice(subjects)
        text = entry["e1" if rng.random() < 0.5 else "e2"]
        if own and own in claim and own in text and own not in name and name not in text:
            yield claim.replace(own, name), text, NEITHER


def _words(text: str) -> set[str]:
    return {word.lower()[:6] for word in re.findall(r"[^\W\d_]{4,}", text)}


def _names(text: str) -> set[str]:
    return set(re.findall(r"\b[A-ZÀ-Þ][\w’-]{2,}", text)) - {"The", "Its", "She", "They", "His", "Her"}


def _subject(entry: dict) -> str:
    claims = entry["a"] + entry["b"] + entry["n"]
    counted = Counter(name for claim in claims for name in _names(claim))
    name, times = counted.most_common(1)[0] if counted else ("", 0)
    return name if times > len(claims) // 2 else ""


def _nearest(claim: str, entry: dict, texts: list, postings: dict[str, list[int]]) -> str:
    scores: Counter[int] = Counter()
    for word in _words(claim):
        found = postings.get(word, [])
        for i in found if len(found) < len(texts) // 10 else ():
            scores[i] += 1 / len(found) ** 0.5
    names = {name[:5] for name in _names(claim)}
    for i, _ in scores.most_common(8):
        other, text = texts[i]
        if other is not entry and not any(name in text for name in names):
            return text
    return ""


def _read(folder: Path, kind: str) -> Iterator[dict]:
    for path in sorted(folder.glob(f"{kind}-*.jsonl")):
        with path.open(encoding="utf-8") as file:
            yield from (json.loads(line) for line in file if line.strip())


def _named(name: str, known: dict[str, str]) -> str:
    row, *span = name.split(":")
    text = known.get(row, "")
    return text[int(span[0]) : int(span[1])] if span else text


def _placed(evidence: str, told: list[dict], rng: Random) -> str:
    if rng.random() >= _BESIDE:
        return evidence
    stray = _other({}, told, rng).split(". ")[0].rstrip(".") + "."
    return f"{evidence} {stray}" if rng.random() < 0.5 else f"{stray} {evidence}"


def _other(entry: dict, told: list[dict], rng: Random) -> str:
    other = rng.choice(told)
    return str(other["e1" if rng.random() < 0.5 else "e2"]) if other is not entry else ""
