"""What the reader is trained on: no text on two sides, written pairs that are whole, labels as their files say."""

import json
from random import Random

import pytest

from training import sets, written
from training.sets import NEITHER, REFUTED, SUPPORTED


def _write(folder, name, entries):
    (folder / name).write_text("".join(json.dumps(each) + "\n" for each in entries), encoding="utf-8")


def test_no_claim_and_no_evidence_stands_on_two_sides(tmp_path):
    """Rows that share a claim or evidence, even through others, are in one half; what has no licence is held out."""
    for name in (*sets.LICENSED, *sets.MEASURED_ONLY):
        rows = [(f"{name}-{i}", f"{name} claim {i // 2}", f"{name} told {(i + 1) // 6}") for i in range(240)]
        entries = [{"id": row, "claim": claim, "evidence": told, "label": "refuted"} for row, claim, told in rows]
        _write(tmp_path, f"{name}.jsonl", entries)
    found = sets.read(tmp_path)
    for text in ("claim", "evidence"):
        halves = {}
        for row in found:
            if row.set in sets.LICENSED:
                halves.setdefault(getattr(row, text), set()).add(row.half)
        assert all(len(each) == 1 for each in halves.values())
    assert {row.half for row in found if row.set in sets.MEASURED_ONLY} == {"held-out"}
    assert {row.half for row in found} == {"training", "calibration", "held-out"}


def test_a_written_passage_is_found_by_its_row_and_only_in_the_training_half(tmp_path):
    """Claims get the evidence of the row they name, or its stretch; a row of another half gets none."""
    rows = [
        sets.Row("a-1", "a", "c", "The bridge was closed.", "supported", "training"),
        sets.Row("a-2", "a", "c", "It was shut.", "supported", "held-out"),
    ]
    entries = [
        {"id": "a-1", "s": ["s"], "r": ["r"], "n": ["n"]},
        {"id": "a-1:4:10", "s": ["s2"]},
        {"id": "a-2", "s": ["never"]},
    ]
    _write(tmp_path, "passages-x.jsonl", entries)
    assert list(written.passages(rows, tmp_path)) == [
        ("s", "The bridge was closed.", SUPPORTED),
        ("r", "The bridge was closed.", REFUTED),
        ("n", "The bridge was closed.", NEITHER),
        ("s2", "bridge", SUPPORTED),
    ]


def test_a_story_is_told_both_ways(tmp_path):
    """What is true of one telling is false of the other; what neither tells stays open with both."""
    stories = [
        {"e1": f"It rose {i}.", "e2": f"It fell {i}.", "a": [f"up {i}"], "b": [f"down {i}"], "n": [f"why {i}"]}
        for i in range(9)
    ]
    _write(tmp_path, "stories-x.jsonl", stories)
    found = list(written.stories(Random(1), tmp_path))
    for i in range(9):
        told = {(c, e, y) for c, e, y in found if c.endswith(str(i)) and str(i) in e}
        kinds = {(c.split()[0], "rose" in e and f"rose {i}" in e, y) for c, e, y in told}
        assert {("up", True, SUPPORTED), ("down", True, REFUTED), ("why", True, NEITHER)} <= kinds
        assert {("up", False, REFUTED), ("down", False, SUPPORTED), ("why", False, NEITHER)} <= kinds


def test_a_stranger_is_never_named_by_the_evidence(tmp_path):
    """Claims about somebody else get evidence that shares words with them and does not name whom they name."""
    trades = ("baker", "miner", "pilot", "tailor", "farmer", "sailor")
    stories = [
        {
            "e1": f"Old Vance{i} worked hard as a {trade} in the harbour town.",
            "e2": f"Old Vance{i} never was a {trade}.",
            "a": [f"The {trade} Vance{i} worked.", f"A harbour was where Vance{i} lived."],
            "b": [f"No {trade} was Vance{i}."],
            "n": [f"Vance{i} married a {trade}."],
        }
        for i, trade in enumerate(trades * 3)
    ]
    _write(tmp_path, "stories-x.jsonl", stories)
    found = list(written.strangers(Random(2), 60, tmp_path))
    assert found
    for claim, evidence, target in found:
        (name,) = (word.strip(".") for word in claim.split() if word.startswith("Vance"))
        assert name not in evidence.replace(".", " ").split()
        assert target == NEITHER


@pytest.mark.parametrize("path", sorted(written.FOLDER.glob("*.jsonl")), ids=lambda path: path.stem)
def test_a_written_file_is_whole(path):
    """Every line has its claims, each a sentence of its own, and no claim has two labels for one piece of evidence."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        entry = json.loads(line)
        keys = ("a", "b", "n") if "e1" in entry else ("s", "r", "n")
        claims = [claim for key in keys for claim in entry.get(key, ())]
        assert claims, number
        assert all(len(claim.split()) > 1 for claim in claims), number
        assert len(set(claims)) == len(claims), number
        assert bool(entry.get("id")) != bool(entry.get("e1") and entry.get("e2")), number
