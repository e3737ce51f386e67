"""The clauses of a sentence that state something: without who says so, cut only where each side stands by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.claims.silence import has_verb
from bot.language import quotations_speaker as speakers
from bot.language.datelines import dateline

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARK = re.compile(r"\(\s*[–—-]{1,2}\s*|[•*▪·]\s+")  # of a dateline that has lost its place; of an item
_ACCORDING = re.compile(r"(?:(?:But|And|However|Meanwhile),?\s+)?According to\s+")
_REPORTED = re.compile(
    r"(?:It(?:[’']s| is| was| has been)\s+(?:also\s+|often\s+|widely\s+|now\s+)?(?:said|reported|claimed|believed"
    r"|thought|estimated|understood|alleged)\s+that\s+)"
)
_SAYING = re.compile(r"\s+(?:(?:the\s+)?(?:[A-Z]\w+\s+){0,3}(?:reporters\s+)?)?that\s+")
_SUBORDINATE = re.compile(
    r"(?:If|When|While|Although|Though|Because|Since|As|Unless|After|Before|Once|Whether|Despite|Until|Given|Even)\b"
)
_SEPARATOR = re.compile(r";\s+(?:however,?\s+)?|,\s+(?:however,\s+|(?:and|but|while|whereas|yet)\s+)")
_SUBJECT = re.compile(
    r"(?:the|a|an|its|his|her|their|this|these|those|another|some|many|most|all|more|about|over|nearly|he|she|it"
    r"|they|we|there|[A-Z“]|\d)",
)
_ANAPHORA = re.compile(
    r"\b(?:this|that|these|those|such|the (?:same|latter|former|two|three|pair|move|deal|plan|decision|figure"
    r"|number|total|rate))\b"
    r"|^(?:he|she|it|they|his|her|its|their)\b|\b(?:it|its|they|their|them|he|she|his|her)\b",
    re.IGNORECASE,
)
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of the prose that states something, and who is said to say so."""

    start: int
    end: int
    speaker: str | None = None


def clauses(prose: str, start: int, end: int, quoted: Sequence[tuple[int, int]]) -> list[Clause]:
    """The statements of the sentence `prose[start:end]`, each without dateline and lead-in.

    Args:
        prose: The article's prose.
        start: Where the sentence begins.
        end: Where it ends.
        quoted: Stretches within quotation marks; nothing is cut there.

    Returns:
        At least one clause. Together they hold what the sentence states; a cut is made only at a semicolon, or at a
        comma with a conjunction where both sides have a subject and a verb.
    """
    mark = _MARK.match(prose, start, end)
    start = mark.end() if mark else dateline(prose, start, end)
    lead = lead_in(prose, start, end)
    begin, speaker = (lead.end, lead.speaker) if lead else (start, None)
    said = speaker is not None or bool(speakers.PLAIN_VERB.search(prose, start, end))
    bounds = [begin, *_cuts(prose, begin, end, quoted, said=said), end]
    found = [
        Clause(*_trim(prose, a, b), speaker if a == begin else None)
        for a, b in zip(bounds[::2], bounds[1::2], strict=True)
    ]
    return [clause for clause in found if clause.start < clause.end] or [Clause(start, end, speaker)]


def lead_in(prose: str, start: int, end: int) -> Clause | None:
    """The words before what is stated: “According to X,”, “It is said that”, “X said on Monday that”.

    Returns:
        A clause from the sentence's start to where the statement begins, with the speaker, or None.
    """
    if reported := _REPORTED.match(prose, start, end):
        return Clause(start, reported.end())
    if according := _ACCORDING.match(prose, start, end):
        stop = _main_clause(prose, according.end(), end)
        said = speakers.before(prose, start, stop, near=0) if stop else None
        return Clause(start, stop, said.speaker if said else None) if stop else None
    return _said_that(prose, start, end)


def reported(prose: str, start: int, end: int) -> bool:
    """Whether the sentence says that somebody else said something."""
    verb = speakers.PLAIN_VERB.search(prose, start, end)
    said = speakers.before(prose, start, verb.end(), near=0) if verb else None
    return said is not None and said.speaker.casefold() not in {"i", "we", "it"}


def anaphoric(words: str) -> bool:
    """Whether words lean on what was said before: “those deaths”, “it”."""
    return bool(_ANAPHORA.search(words))


def _main_clause(prose: str, start: int, end: int) -> int | None:
    """Where the main clause begins after a name and its appositions: behind the comma before the first verb."""
    at = prose.find(", ", start, end)
    while at >= 0:
        following = prose.find(", ", at + 2, end)
        if has_verb(prose[at + 2 : following if following >= 0 else end]):
            return at + 2
        at = following
    return None


def _said_that(prose: str, start: int, end: int) -> Clause | None:
    verb = speakers.PLAIN_VERB.search(prose, start, end)
    if verb is None or _SUBORDINATE.match(prose, start):
        return None
    that = re.compile(r"[^.;:“\"”]{0,60}?\bthat\s+").match(prose, verb.end(), end)
    said = speakers.before(prose, start, verb.end(), near=0)
    if that is None or said is None or said.end > verb.start():
        return None
    return Clause(start, that.end(), said.speaker)


def _cuts(prose: str, start: int, end: int, quoted: Sequence[tuple[int, int]], *, said: bool) -> list[int]:
    """Pairs of offsets: where a statement ends, where the next begins."""
    if _SUBORDINATE.match(prose, start):
        return []
    cuts: list[int] = []
    at = start
    for mark in _SEPARATOR.finditer(prose, start, end):
        strong = mark[0].startswith(";") or "however" in mark[0]
        if (
            any(a < mark.start() < b for a, b in quoted)
            or (said and not strong)
            or _bracketed(prose[at : mark.start()])
        ):
            continue
        if _stands(prose[at : mark.start()]) and _SUBJECT.match(prose, mark.end()) and _stands(prose[mark.end() : end]):
            cuts += [mark.start(), mark.end()]
            at = mark.end()
    return cuts


def _stands(words: str) -> bool:
    """Whether words can be read as a sentence: a verb near the beginning, not behind a relative pronoun."""
    opening = " ".join(words.split()[:9])
    return len(words.split()) >= _SHORTEST and has_verb(
        re.split(r"\b(?:who|which|that|where)\b", opening, maxsplit=1)[0]
    )


def _bracketed(words: str) -> bool:
    return words.count("(") > words.count(")")


def _trim(prose: str, start: int, end: int) -> tuple[int, int]:
    words = prose[start:end]
    left = len(words) - len(words.lstrip(" \t\n,;–—"))
    return start + left, start + max(left, len(words.rstrip(" \t\n,;.")))
