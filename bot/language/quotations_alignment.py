"""Where the words of a quotation stand in a source, and what was changed.

Words are compared, not characters: case, punctuation, spelling variants, contractions and fillers make no difference.
Brackets and ellipses are what an editor makes of them: an ellipsis may stand for anything, a bracket for a few words.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from bot.language.quotations_marks import pairs
from bot.language.quotations_words import Word, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.language.quotations import Quotation

# Where an editor leaves words out or puts his own in.
_MARKED = re.compile(r"\[(?!\w\]\w)[^\]\n]{0,200}\]|\([^)\n]{0,200}\)|…|\.(?:\s?\.){2,3}")
_FEWEST = 4  # quoted words below this prove nothing unless they are verbatim
_RUN = 4  # a run of words this long is not there by chance
_NEAR = 25  # words an editor may drop from one passage; beyond this, two passages were stitched together
_COMMON = 60  # a word that stands in a source more often than this does not lead anywhere
_WINDOWS = 3
_MOST_EDITS = 0.34  # edits a quoted word; above this, it is another sentence
_MOST_WORDS = 600
_BREAK = 120  # characters that “he said” and what comes with it may take


class Match(StrEnum):
    """How a quotation stands to a source."""

    VERBATIM = "verbatim"
    CHANGED = "changed"
    SHORTENED = "shortened"
    STITCHED = "stitched"
    NOT_FOUND = "not_found"


_ORDER = (Match.VERBATIM, Match.SHORTENED, Match.CHANGED, Match.STITCHED, Match.NOT_FOUND)
# Of equal costs, the place that keeps more of our words is meant: leaving a word out is the dearest edit.
_REPLACED, _LEFT_OUT, _ADDED = 10, 11, 9


@dataclass(frozen=True, slots=True)
class Change:
    """A difference: `ours` is `[start, end)` of the quotation's text, `theirs` `[source_start, source_end)`."""

    ours: str
    theirs: str
    start: int
    end: int
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """A quotation held against a source.

    Args:
        kind: What became of the words.
        start: Where they begin in the source; with `end`, both 0 where they are not found.
        end: Where they end there.
        changes: The words that differ, in order; offsets into the text that was given (`Quotation.text`).
        score: The share of the quoted words that stand in the source at that place, 0 to 1.
        words: How many words were compared.
    """

    kind: Match
    start: int = 0
    end: int = 0
    changes: tuple[Change, ...] = ()
    score: float = 0.0
    words: int = 0


@dataclass(frozen=True, slots=True)
class _Place:
    """A fragment's place in the source, in words; `edits` are `(ours_from, ours_to, theirs_from, theirs_to)`."""

    start: int
    end: int
    edits: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True)
class _Source:
    text: str
    words: list[Word]
    positions: dict[str, list[int]]


def align(quotation: Quotation, source: str) -> Alignment:
    """Hold a quotation against a source's text."""
    parts = [(start - quotation.start, end - quotation.start) for start, end in quotation.parts]
    return _align(quotation.text, parts, source)


def align_words(quoted: str, source: str) -> Alignment:
    """Hold words, without quotation marks, against a source's text."""
    return _align(quoted, [(0, len(quoted))], source)


def reworded(quotation: Quotation, alignment: Alignment) -> str:
    """The quotation with the source's words where they differ; the draft's marks, dashes and apostrophes stay."""
    text = quotation.text
    for change in reversed(alignment.changes):
        theirs = " ".join(change.theirs.split())
        before, after = text[: change.start], text[change.end :]
        if not theirs:
            before = before.rstrip(" ") if after[:1] in ' ,.;:!?”"’' or not after else before
            after = after if before[-1:] not in "“\"‘'«" else after.lstrip(" ")
        elif change.start == change.end:
            theirs = f"{theirs} " if before[-1:].isspace() or before[-1:] in "“\"‘'«([—–" else f" {theirs}"
        text = before + theirs + after
    return text


def _align(text: str, parts: Iterable[tuple[int, int]], source: str) -> Alignment:
    fragments = [found for part in parts for found in _fragments(text, *part)]
    total = sum(map(len, fragments))
    if not total or total > _MOST_WORDS:
        return Alignment(Match.NOT_FOUND, words=total)
    found = [_held(text, fragments, known, total) for known in _read(source)]
    nowhere = Alignment(Match.NOT_FOUND, words=total)
    return min(found, key=lambda each: (_ORDER.index(each.kind), len(each.changes)), default=nowhere)


def _held(text: str, fragments: Sequence[list[Word]], known: _Source, total: int) -> Alignment:
    places = _places(fragments, known)
    changed = places is None or any(edit[1] > edit[0] for place in places for edit in place.edits)
    runs = _runs(text, fragments, known, total) if changed else None
    if places is None or (runs and runs.kind is Match.SHORTENED):
        return runs or Alignment(Match.NOT_FOUND, words=total)
    return _judged(text, fragments, places, known, total)


def _fragments(text: str, start: int, end: int) -> Iterator[list[Word]]:
    """The words of a part, cut where an editor marked a change."""
    for mark in _MARKED.finditer(text, start, end):
        if found := words(text, start, mark.start()):
            yield found
        start = mark.end()
    if found := words(text, start, end):
        yield found


@lru_cache(maxsize=128)
def _read(source: str) -> tuple[_Source, ...]:
    """A source's words; and, where it breaks a speech by “he said”, its words without that."""
    every = words(source)
    breaks = [
        (one.end, other.start)
        for one, other in pairwise(pairs(source))
        if other.start - one.end < _BREAK and source[one.inner_end - 1] in ",—–-.?!"
    ]
    spoken = [word for word in every if not _inside(breaks, word)] if breaks else []
    return tuple(_indexed(source, found) for found in (every, spoken) if found)


def _inside(breaks: Sequence[tuple[int, int]], word: Word) -> bool:
    at = bisect_right(breaks, (word.start, word.start)) - 1
    return at >= 0 and breaks[at][0] <= word.start < breaks[at][1]


def _indexed(source: str, found: list[Word]) -> _Source:
    positions: dict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(found):
        positions[word.form].append(at)
    return _Source(source, found, dict(positions))


def _places(fragments: Sequence[list[Word]], known: _Source) -> list[_Place] | None:
    """Where each fragment stands, one after the other where they can; None where one of them is not found."""
    places: list[_Place] = []
    for fragment in fragments:
        floor = places[-1].end if places else 0
        place = _exact(fragment, known, floor) or _exact(fragment, known, 0) or _fuzzy(fragment, known)
        if place is None:
            return None
        places.append(place)
    return places


def _exact(fragment: Sequence[Word], known: _Source, floor: int) -> _Place | None:
    rarest = min(range(len(fragment)), key=lambda n: len(known.positions.get(fragment[n].form, ())))
    spots = known.positions.get(fragment[rarest].form, [])
    for spot in spots[bisect_left(spots, floor + rarest) :]:
        start = spot - rarest
        if start >= 0 and _same(fragment, known, start):
            return _Place(start, start + len(fragment))
    return None


def _same(fragment: Sequence[Word], known: _Source, start: int) -> bool:
    there = known.words[start : start + len(fragment)]
    return len(there) == len(fragment) and all(a.form == b.form for a, b in zip(fragment, there, strict=True))


def _fuzzy(fragment: Sequence[Word], known: _Source) -> _Place | None:
    """The best place for a fragment whose words were changed."""
    if len(fragment) < _FEWEST:
        return None
    found = [_within(fragment, known, start, end) for start, end in _windows(fragment, known)]
    best = min((f for f in found if f), key=lambda f: (f[0], f[1].start), default=None)
    return best[1] if best else None


def _windows(fragment: Sequence[Word], known: _Source) -> list[tuple[int, int]]:
    """Stretches of the source in which many of the fragment's rarer words stand in about the right places."""
    size = max(8, len(fragment) // 2)
    votes: Counter[int] = Counter()
    for at, word in enumerate(fragment):
        spots = known.positions.get(word.form, ())
        if len(spots) <= _COMMON:
            votes.update({(spot - at) // size for spot in spots} | {(spot - at) // size + 1 for spot in spots})
    least = max(2, round(0.4 * sum(len(known.positions.get(word.form, ())) <= _COMMON for word in fragment)))
    likely = (bucket for bucket in votes.most_common(2 * _WINDOWS) if bucket[1] >= least)
    best = sorted(likely, key=lambda bucket: (-bucket[1], bucket[0]))[:_WINDOWS]
    return [
        (max(0, (bucket - 1) * size - 2), min(len(known.words), (bucket + 1) * size + len(fragment) + size))
        for bucket, _ in best
    ]


def _within(fragment: Sequence[Word], known: _Source, start: int, end: int) -> tuple[float, _Place] | None:
    """The cheapest place for the fragment between two words of the source: (edits a word, place)."""
    ours, theirs = [w.form for w in fragment], [w.form for w in known.words[start:end]]
    first, last = _bounds(ours, theirs)
    operations = Levenshtein.opcodes(ours, theirs[first:last])  # the words' edits, found again in C
    edits = tuple(
        (op.src_start, op.src_end, start + first + op.dest_start, start + first + op.dest_end)
        for op in operations
        if op.tag != "equal"
    )
    cost = sum(max(b - a, d - c) for a, b, c, d in edits)
    if cost > _MOST_EDITS * len(ours) or not any(
        op.tag == "equal" and op.src_end - op.src_start >= min(_RUN, len(ours) - 1) for op in operations
    ):
        return None
    return cost / len(ours), _Place(start + first, start + last, edits)


def _bounds(ours: Sequence[str], theirs: Sequence[str]) -> tuple[int, int]:
    """The stretch of `theirs` that costs least to turn into `ours` (Sellers' algorithm, with the start kept)."""
    row = [(0, at) for at in range(len(theirs) + 1)]
    for count, word in enumerate(ours, 1):
        above, row = row, [(count * _LEFT_OUT, 0)]
        for at, other in enumerate(theirs, 1):
            stay = above[at - 1]
            kept = stay if word == other else (stay[0] + _REPLACED, stay[1])
            dropped, added = above[at], row[at - 1]
            row.append(min(kept, (dropped[0] + _LEFT_OUT, dropped[1]), (added[0] + _ADDED, added[1]), key=_cost))
    end = min(range(len(row)), key=lambda at: row[at][0])
    return row[end][1], end


def _cost(cell: tuple[int, int]) -> int:
    return cell[0]


def _judged(
    text: str, fragments: Sequence[list[Word]], places: Sequence[_Place], known: _Source, total: int
) -> Alignment:
    changes = [
        _change(text, fragment, known, edit)
        for fragment, place in zip(fragments, places, strict=True)
        for edit in place.edits
    ]
    lost = sum(b - a for place in places for a, b, _, _ in place.edits)
    ordered = all(one.end <= other.start for one, other in pairwise(places))
    kind = Match.VERBATIM
    if not ordered or any(other.start - one.end > 20 * _NEAR for one, other in pairwise(places)):
        kind = Match.STITCHED
    elif changes:
        kind = Match.SHORTENED if not any(change.ours for change in changes) else Match.CHANGED
    start = min(known.words[place.start].start for place in places)
    end = max(known.words[place.end - 1].end for place in places)
    return Alignment(kind, start, end, tuple(changes), 1 - lost / total, total)


def _change(text: str, fragment: Sequence[Word], known: _Source, edit: tuple[int, int, int, int]) -> Change:
    start, end = _stretch(fragment, edit[0], edit[1])
    there, stop = _stretch(known.words, edit[2], edit[3])
    return Change(text[start:end], known.text[there:stop], start, end, there, stop)


def _stretch(found: Sequence[Word], first: int, last: int) -> tuple[int, int]:
    if first < last:
        return found[first].start, found[last - 1].end
    at = found[first].start if first < len(found) else found[-1].end
    return at, at


def _runs(text: str, fragments: Sequence[list[Word]], known: _Source, total: int) -> Alignment | None:
    """The words as two or three unbroken runs of the source: shortened without a mark, or stitched together."""
    ours = [word for fragment in fragments for word in fragment]
    runs = _cover(ours, known)
    if runs is None:
        return None
    apart = [other[1] - (one[1] + one[2]) for one, other in pairwise(runs)]
    kind = Match.SHORTENED if all(0 < gap <= _NEAR for gap in apart) else Match.STITCHED
    changes = tuple(
        _change(text, ours, known, (other[0], other[0], one[1] + one[2], other[1]))
        for (one, other), gap in zip(pairwise(runs), apart, strict=True)
        if gap > 0 and kind is Match.SHORTENED
    )
    start = min(known.words[run[1]].start for run in runs)
    end = max(known.words[run[1] + run[2] - 1].end for run in runs)
    return Alignment(kind, start, end, changes, 1.0, total)


def _cover(ours: Sequence[Word], known: _Source) -> list[tuple[int, int, int]] | None:
    """`(ours, theirs, length)` of at most three runs that cover all words, each too long for chance."""
    runs: list[tuple[int, int, int]] = []
    at = 0
    while at < len(ours):
        found = _longest(ours, at, known, runs[-1][1] + runs[-1][2] if runs else 0)
        if found is None or found[1] < _RUN or len(runs) == 3:  # noqa: PLR2004 - more than three prove nothing
            return None
        runs.append((at, *found))
        at += found[1]
    return runs if len(runs) > 1 else None


def _longest(ours: Sequence[Word], at: int, known: _Source, floor: int) -> tuple[int, int] | None:
    """The longest run of the source that begins as `ours[at:]` does; of equals, the next one after `floor`."""
    spots = known.positions.get(ours[at].form, [])[:2000]
    found = [(spot, _length(ours, at, known, spot)) for spot in spots]
    return min(found, key=lambda run: (-run[1], run[0] < floor, run[0]), default=None)


def _length(ours: Sequence[Word], at: int, known: _Source, spot: int) -> int:
    length = 0
    for one, other in zip(ours[at:], known.words[spot : spot + len(ours) - at], strict=False):
        if one.form != other.form:
            break
        length += 1
    return length
