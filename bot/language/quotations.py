"""Quotations with their words, their speaker and the verb of saying."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.language import quotations_speaker as speakers
from bot.language import sentences
from bot.language.quotations_marks import Pair, pairs

if TYPE_CHECKING:
    from bot.language.quotations_speaker import Attribution

_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
_INTERRUPTION = re.compile(r"[^!?“”\"\n]{2,160}[,–—]\s*")
_ENDED = re.compile(r"[.!?…][”’\"')\]]*\s*$")
_ABBREVIATED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Inc|Co|Corp|[A-Z])\.\s*$")
_SENTENCE_END = re.compile(r"[.!?…][”’\"')\]]*\s+(?=[\"“‘A-Z])")
_SMALL = frozenset("a an and as at but by for from in into nor of on or over the to up via vs with".split())
# Fewer words than this without a speaker are scare quotes, a title or a word as a word.
_SPEECH_WORDS = 6
_REACH = 400
# How far apart two quotations of one speaker may stand.
_NEAR = 80


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks.

    Args:
        start: Offset of the opening mark.
        end: Offset after the closing mark; of the last part's, where the quotation is broken by “he said”.
        text: The stretch itself, marks and all.
        parts: The quoted words as `(start, end)` offsets, without marks.
        speaker: Who is said to say it, as the text names them there (`he`, `Wang`, `the ministry`), or None.
        speaker_start: Where the speaker is named, with `speaker_end`; both 0 without a speaker.
        speaker_end: See `speaker_start`.
        verb: The verb of saying (`said`, `according to`), or None.
        spoken: False for scare quotes, titles and words as words.
    """

    start: int
    end: int
    text: str
    parts: tuple[tuple[int, int], ...]
    speaker: str | None = None
    speaker_start: int = 0
    speaker_end: int = 0
    verb: str | None = None
    spoken: bool = True

    @property
    def words(self) -> str:
        """The quoted words, parts joined with a space."""
        return " ".join(self.text[start - self.start : end - self.start] for start, end in self.parts)

    @property
    def inner_start(self) -> int:
        """Offset of the first quoted character."""
        return self.parts[0][0]

    @property
    def inner_end(self) -> int:
        """Offset after the last quoted character."""
        return self.parts[-1][1]


def find_quotations(text: str) -> list[Quotation]:
    """The outermost quotations of a prose, in order; they do not overlap.

    Args:
        text: Prose; paragraphs are divided by blank lines.

    Returns:
        Each quotation with its attribution, looked for in its own sentence. A quotation that follows an attributed one
        as a sentence of its own, in the same paragraph, has the same speaker.
    """
    found: list[Quotation] = []
    known = pairs(text)
    for number, pair in enumerate(known):
        following = known[number + 1].start if number + 1 < len(known) else len(text)
        previous = found[-1] if found else None
        if previous and (joined := _joined(text, previous, pair)):
            found[-1] = joined
            continue
        found.append(_quotation(text, pair, previous, following))
    return found


def _quotation(text: str, pair: Pair, previous: Quotation | None, following: int) -> Quotation:
    parts = ((pair.inner_start, pair.inner_end),)
    whole, words = text[pair.start : pair.end], text[pair.inner_start : pair.inner_end]
    said = _attribution(text, pair, previous, following)
    title = _is_title(words)
    spoken = not title and (said is not None or len(words.split()) >= _SPEECH_WORDS)
    if said is None or not spoken:
        return Quotation(pair.start, pair.end, whole, parts, spoken=spoken)
    return Quotation(pair.start, pair.end, whole, parts, said.speaker, said.start, said.end, said.verb)


def _joined(text: str, first: Quotation, pair: Pair) -> Quotation | None:
    """One quotation where “he said,” stands between two halves of a sentence."""
    gap = text[first.end : pair.start]
    broken = first.words.rstrip().endswith((",", "—", "–", "-")) or gap.lstrip().startswith((",", "—", "–"))
    if not broken or not first.speaker or first.speaker_start < first.end or not _INTERRUPTION.fullmatch(gap):
        return None
    if len(sentences.split(gap)) > 1:
        return None
    return replace(
        first,
        end=pair.end,
        text=text[first.start : pair.end],
        parts=(*first.parts, (pair.inner_start, pair.inner_end)),
    )


def _attribution(text: str, pair: Pair, previous: Quotation | None, following: int) -> Attribution | None:
    begin, end = _sentence(text, pair)
    floor = previous.end if previous and previous.end > begin else begin
    closed = text[pair.inner_start : pair.inner_end].rstrip().endswith((".", "…"))
    stop = min(end, following)
    said = None if closed else speakers.after(text, pair.end, stop)
    said = said or speakers.before(text, floor, pair.start)
    if said is None and not closed:
        said = speakers.trailing(text, pair.end, stop)
    return said or _inherited(text, pair, previous, begin)


def _inherited(text: str, pair: Pair, previous: Quotation | None, begin: int) -> Attribution | None:
    """The speaker of the quotation before, where this one stands in its sentence or goes on right after it."""
    if previous is None or previous.speaker is None or previous.verb is None or not previous.spoken:
        return None
    gap = text[previous.end : pair.start]
    same = previous.end > begin and len(gap) < _NEAR
    whole = previous.words.rstrip().endswith((",", ".", "!", "?")) and text[pair.end - 2] != ","
    follows = (
        pair.start == begin and whole and len(gap) < 2 * _NEAR and not _PARAGRAPH.search(gap) and _one_sentence(gap)
    )
    if not (same or follows):
        return None
    from bot.language.quotations_speaker import Attribution

    return Attribution(previous.speaker, previous.speaker_start, previous.speaker_end, previous.verb)


def _one_sentence(gap: str) -> bool:
    return len(_SENTENCE_END.findall(gap)) <= 1


def _sentence(text: str, pair: Pair) -> tuple[int, int]:
    """The bounds of the sentence round a quotation, within its paragraph and near it."""
    floor = max(0, pair.start - _REACH)
    gaps = [m.end() for m in _PARAGRAPH.finditer(text, floor, pair.start)]
    floor = gaps[-1] if gaps else floor
    lead = text[floor : pair.start]
    begin = pair.start
    if lead.strip() and (not _ENDED.search(lead) or _ABBREVIATED.search(lead)):
        begin = floor + sentences.split(lead)[-1][0]
    gap = _PARAGRAPH.search(text, pair.end, pair.end + _REACH)
    ceiling = gap.start() if gap else min(len(text), pair.end + _REACH)
    after = sentences.split(text[pair.end : ceiling])
    return begin, pair.end + (after[0][1] if after else 0)


def _is_title(words: str) -> bool:
    """Whether words are written as a title is: capitals throughout, no full stop."""
    tokens = words.split()
    if len(tokens) < 2 or words.rstrip().endswith((".", ",", "!", "?")):  # noqa: PLR2004 - one word may be speech
        return False
    return all(not token[0].isalpha() or token[0].isupper() or token in _SMALL for token in tokens)
