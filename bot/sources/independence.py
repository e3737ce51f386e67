"""Which sources say the same because they are copies: two copies of one text are one source, and so is one wire story.

Texts are compared by their shingles (stretches of eight words). Of each, the smallest hashes stand for the whole, so
that comparing costs the same whatever the length.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.records import Snapshot

_WORD = re.compile(r"[^\W_]+")
_SHINGLE = 8
_SKETCH = 256
# Half of the shorter text in the longer one: a wire story with a local first paragraph is still that wire story.
_COPY = 0.5


def independent(snapshots: Sequence[Snapshot]) -> list[list[Snapshot]]:
    """Snapshots in groups that count as one source each, in the order of their first members.

    Snapshots with the same text, or of which one holds half of the other's words in the same order, are of one group.
    """
    groups: list[list[Snapshot]] = []
    sketches: list[list[frozenset[int]]] = []
    for snapshot in snapshots:
        sketch = _sketch(snapshot.text)
        at = next((at for at, known in enumerate(sketches) if any(_copied(sketch, other) for other in known)), None)
        if at is None:
            groups.append([snapshot])
            sketches.append([sketch])
        else:
            groups[at].append(snapshot)
            sketches[at].append(sketch)
    return groups


def same(one: str, other: str) -> bool:
    """Whether of two texts one is a copy of the other, or of half of it."""
    return _copied(_sketch(one), _sketch(other))


def _sketch(text: str) -> frozenset[int]:
    words = _WORD.findall(text.lower())
    count = max(len(words) - _SHINGLE + 1, 1)
    hashes = {_hash(" ".join(words[at : at + _SHINGLE])) for at in range(count)}
    return frozenset(sorted(hashes)[:_SKETCH])


def _hash(shingle: str) -> int:
    return int.from_bytes(blake2b(shingle.encode("utf-8", "replace"), digest_size=8).digest())


def _copied(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether the sketches share enough, below the hash up to which both are complete."""
    if not one or not other:
        return False
    limit = min(_limit(one), _limit(other))
    left, right = ({value for value in each if value <= limit} for each in (one, other))
    smaller = min(len(left), len(right))
    return smaller > 0 and len(left & right) >= _COPY * smaller


def _limit(sketch: frozenset[int]) -> int:
    return max(sketch) if len(sketch) == _SKETCH else 2**64
