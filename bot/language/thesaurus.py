"""Words that are used alike: a page may say “children” where the claim says “kids”.

The list was made by `benchmarks/thesaurus.py` from the word vectors of all-MiniLM-L6-v2 (Apache-2.0). It ranks passages
and does nothing else: that two words are used alike says nothing of what is true, and opposites are used alike, too.
"""

from __future__ import annotations

import gzip
from functools import cache, lru_cache
from importlib.resources import files

_FILE = "thesaurus.tsv.gz"


@lru_cache(8192)
def related(word: str) -> tuple[tuple[str, float], ...]:
    """Words that stand for `word` (lower case), likest first, each with how like it is, from 0 to 1."""
    pairs = _lines().get(word, "").split()
    return tuple((other, int(likeness) / 100) for other, likeness in zip(pairs[::2], pairs[1::2], strict=True))


@cache
def _lines() -> dict[str, str]:
    """Each word with its line as it stands: only the few that are asked for are taken apart."""
    text = gzip.decompress((files(__package__) / _FILE).read_bytes()).decode()
    parted = (line.partition("\t") for line in text.splitlines())
    return {word: others for word, _, others in parted}
