"""What the rules on quotations share: the quotation of a claim, and where its words stand in the sources."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.language.quotations import find_quotations
from bot.language.quotations_alignment import Match, align
from bot.records import Evidence, Kind, Proof, Stance, Tier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.article import Article
    from bot.checks.rule import Context
    from bot.language.quotations import Quotation
    from bot.language.quotations_alignment import Alignment
    from bot.records import Claim, Passage, Source

# Fewer quoted words than these are too few to say that others were meant to be them.
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Place:
    """A quotation held against one source. `text` is the stretch that was read, `offset` where it begins there."""

    alignment: Alignment
    text: str
    offset: int
    snapshot: str
    source: Source

    @property
    def words(self) -> str:
        """The source's words at that place."""
        return self.text[self.alignment.start : self.alignment.end]

    @property
    def quoted(self) -> Quotation | None:
        """The quotation of the source that holds these words, where they are quoted there."""
        found = self.opening
        return found if found and found.end >= self.alignment.end else None

    @property
    def opening(self) -> Quotation | None:
        """The quotation of the source in which these words begin."""
        known, starts = _read(self.text)
        at = bisect_right(starts, self.alignment.start) - 1
        return known[at] if at >= 0 and known[at].end > self.alignment.start else None

    def evidence(self, stance: Stance) -> Evidence:
        """The source's words as evidence."""
        start, end = self.offset + self.alignment.start, self.offset + self.alignment.end
        return Evidence(self.snapshot, start, end, self.words, stance, self.source)


def quotation_of(claim: Claim, article: Article) -> Quotation | None:
    """The quotation that a claim is about: the one that shares most with its span; None where that is not speech."""
    if claim.kind is not Kind.QUOTE:
        return None
    span = article.prose_span(claim.start, claim.end)
    known, starts = _read(article.prose)
    first = max(0, bisect_right(starts, span.start) - 1)
    near = [q for q in known[first : bisect_right(starts, span.end)] if q.start < span.end and span.start < q.end]
    best = max(near, key=lambda q: min(q.end, span.end) - max(q.start, span.start), default=None)
    return best if best and (best.spoken or len(best.words.split()) >= FEWEST) else None


def places(quotation: Quotation, passages: Sequence[Passage], context: Context) -> list[Place]:
    """Where the words stand, source by source: in whole snapshots where the context has them, else in passages.

    Sources that lead to others, and are never evidence, take no part. A source that lacks the words is left out.
    """
    if context.snapshots:
        read = [(s.text, 0, s.sha256, s.source) for s in context.snapshots]
    else:
        read = [(p.text, p.start, p.snapshot_sha256, p.source) for p in passages]
    kept = [each for each in read if each[3].tier is not Tier.DISCOVERY]
    held = [Place(_whole(quotation, align(quotation, t), t), t, offset, sha, source) for t, offset, sha, source in kept]
    return [place for place in held if place.alignment.kind is not Match.NOT_FOUND]


def _whole(quotation: Quotation, found: Alignment, text: str) -> Alignment:
    """The place with its edges moved to the end of the source's clause, where the word at an edge was changed.

    “We did nothing” against “we did very little” is “very little”, never “very”.
    """
    if not found.changes:
        return found
    changes = list(found.changes)
    first, last = open_edges(quotation, found)
    if last and (end := _CLAUSE_END.match(text, found.end)):
        theirs = text[changes[-1].source_start : end.end("rest")]
        changes[-1] = replace(changes[-1], theirs=theirs, source_end=end.end("rest"))
        found = replace(found, end=end.end("rest"), changes=tuple(changes))
    before = _CLAUSE_START.search(text, max(0, found.start - _EDGE), found.start) if first else None
    if before:
        theirs = text[before.start("rest") : changes[0].source_end]
        changes[0] = replace(changes[0], theirs=theirs, source_start=before.start("rest"))
        found = replace(found, start=before.start("rest"), changes=tuple(changes))
    return found


def open_edges(quotation: Quotation, found: Alignment) -> tuple[bool, bool]:
    """Whether the quotation's first word, and its last, is one that was changed."""
    inner = (quotation.inner_start - quotation.start, quotation.inner_end - quotation.start)
    before = quotation.text[inner[0] : found.changes[0].start]
    after = quotation.text[found.changes[-1].end : inner[1]]
    return not _WORD.search(before), not _WORD.search(after)


def ends_clause(place: Place) -> bool:
    """Whether the source's words begin and end where a clause of it does: nothing half is put into a mouth."""
    before, after = place.text[: place.alignment.start].rstrip(" \t"), place.text[place.alignment.end :]
    ended = not after.strip() or (after.lstrip(" \t")[0] in _MARKS and not re.match(r"[.,]\d", after))
    return ended and (not before or before[-1] in _MARKS)


def attributable(place: Place) -> bool:
    """Whether the place can show what was said: the words stand in quotation marks, or the source is the words' own."""
    return (
        place.source.tier is Tier.PRIMARY
        or place.quoted is not None
        or (place.alignment.kind is Match.STITCHED and place.opening is not None)
    )


def same_speaker(ours: str | None, theirs: str | None) -> bool:
    """Whether two names may be one speaker's: one is not given, is a pronoun or a description, or they share a word."""
    if not ours or not theirs or not (ours[0].isupper() and theirs[0].isupper()):
        return True
    if ours.casefold() in _PRONOUNS or theirs.casefold() in _PRONOUNS:
        return True
    return bool(_telling(ours) & _telling(theirs))


def shown(quotation: Quotation, place: Place) -> tuple[str, str]:
    """The first and the last difference with two words on either side: in the draft, and in the source."""
    found, base = place.alignment, quotation.start
    inner = (quotation.inner_start - base, quotation.inner_end - base)
    ours = _around(quotation.text, inner, found.changes[0].start, found.changes[-1].end)
    theirs = _around(place.text, (found.start, found.end), found.changes[0].source_start, found.changes[-1].source_end)
    return ours, theirs


def proof(quotation: Quotation, found: Sequence[Place], stance: Stance) -> Proof:
    """The source's words as a proof, beside ours."""
    changes = [{"ours": each.ours, "theirs": each.theirs} for each in found[0].alignment.changes]
    detail = {
        "ours": quotation.words,
        "theirs": found[0].words,
        "kind": found[0].alignment.kind.value,
        "changes": changes,
    }
    summary = f"{publisher(found[0].source)} has “{' '.join(found[0].words.split())}”"
    return Proof("evidence", summary, detail, tuple(place.evidence(stance) for place in found[:3]))


def publisher(source: Source) -> str:
    """What to call a source in a message."""
    title = source.title if source.title and len(source.title) < _TITLE else None  # longer: a text's first words
    return source.publisher or title or source.url or "the source"


_TITLE = 90
# How far a clause may go on beyond a changed word.
_EDGE = 48
_MARKS = ".!?;:,\"”“’‘'«»()\n–—"
_WORD = re.compile(r"\w")
_CLAUSE_END = re.compile(rf"(?P<rest>(?:[^.!?;:,\"”“\n()]|[.,](?=\d)){{0,{_EDGE}}})(?=[.!?;:,\"”“\n()]|$)")
_CLAUSE_START = re.compile(r"(?:^|[.!?;:,\"”“\n()])\s*(?P<rest>[^.!?;:,\"”“\n()]*)$")
_TWO_BEFORE = re.compile(r"(?:\S+\s+){0,2}\Z")
_TWO_AFTER = re.compile(r"\S*(?:\s+\S+){0,2}")
_PRONOUNS = frozenset("he she they it i we".split())
_SMALL = frozenset("the of for and a an de la van von bin al mr mrs ms dr president minister".split())


def _telling(name: str) -> set[str]:
    return {word for word in name.casefold().replace(".", "").replace("’s", "").split() if word not in _SMALL}


def _around(text: str, bounds: tuple[int, int], start: int, end: int) -> str:
    """`text[start:end]` with two words on either side, within bounds."""
    before = _TWO_BEFORE.search(text, max(bounds[0], start - 60), start)
    after = _TWO_AFTER.match(text, end, bounds[1])
    first, last = before.start() if before else start, after.end() if after else end
    return " ".join(text[first:last].split()).strip(",.;")


@lru_cache(maxsize=128)
def _read(text: str) -> tuple[list[Quotation], list[int]]:
    known = find_quotations(text)
    return known, [quotation.start for quotation in known]
