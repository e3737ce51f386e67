"""Where the words of a claim stand in a sentence of the evidence, which are missing, and which one was put for another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from bot.language.content import alike, content_words, opposed, stem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.judges.local.reading import Reading
    from bot.language.content import Word

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[$£€]?[0-9][0-9,.]*[0-9]|[^\W_]+(?:[’'&-][^\W_]+)*|%")
_ANAPHOR = re.compile(
    r"[\"“‘(]?\s*(?:He|She|It|They|His|Her|Its|Their|This|These|The|Both|There)\b|[^,]{0,50},\s(?:he|she|it|they|the)\b"
)
# A claim must be this long before one changed word in it says that the rest was meant to be the same.
SHORTEST = 6


@dataclass(frozen=True, slots=True)
class Alignment:
    """A claim's words against a sentence.

    Args:
        found: Pairs of a claim's word and the sentence's.
        missing: The claim's words that the sentence lacks.
        elsewhere: Of the missing, those that the text around names as what the sentence is about.
    """

    found: tuple[tuple[Word, Word], ...]
    missing: tuple[Word, ...]
    elsewhere: tuple[Word, ...] = ()

    @property
    def open(self) -> tuple[Word, ...]:
        """The words that nothing covers."""
        return tuple(word for word in self.missing if word not in self.elsewhere)

    @property
    def share(self) -> float:
        """How much of the claim the sentence itself holds, names counting double."""
        have = sum(_weight(mine) for mine, _ in self.found)
        return have / max(1.0, have + sum(map(_weight, self.missing)))

    @property
    def region(self) -> tuple[int, int]:
        """The stretch of the sentence that the found words span."""
        if not self.found:
            return 0, 0
        return min(theirs.start for _, theirs in self.found), max(theirs.end for _, theirs in self.found)


def _weight(word: Word) -> float:
    return 2.0 if word.name else 1.0


def align(claim: Reading, sentence: Reading, around: str) -> Alignment:
    """Find each of a claim's words in a sentence.

    Args:
        claim: The claim.
        sentence: One sentence of the evidence.
        around: What stands before it, and its source's title: a subject named there is not missing.
    """
    found: list[tuple[Word, Word]] = []
    missing: list[Word] = []
    used: set[int] = set()
    for word in claim.words:
        other = _counterpart(word, sentence.words, used)
        if other is None:
            missing.append(word)
        else:
            used.add(other.start)
            found.append((word, other))
    return Alignment(tuple(found), tuple(missing), tuple(_subject(claim, sentence, missing, around)))


def _counterpart(word: Word, others: Sequence[Word], used: set[int]) -> Word | None:
    free = [each for each in others if each.start not in used]
    same = next((each for each in free if each.stem == word.stem), None)
    if same is not None:
        return same
    near = next((each for each in free if alike(each.stem, word.stem) and each.name == word.name), None)
    return near or next((each for each in others if each.stem == word.stem), None)


def _subject(claim: Reading, sentence: Reading, missing: Sequence[Word], around: str) -> list[Word]:
    """Missing names that the sentence takes up by a pronoun or by “the film”, as far as can be known."""
    lead = _lead(claim, missing)
    if not lead:
        return []
    stems = {word.stem for word in content_words(around)}
    if stems:
        return [word for word in missing if word.name and word.stem in stems]
    return lead if _ANAPHOR.match(sentence.text) else []


def _lead(claim: Reading, missing: Sequence[Word]) -> list[Word]:
    """The missing words of the claim's opening name."""
    lead: list[Word] = []
    for word in claim.words:
        if not word.name or word.start > 60:  # noqa: PLR2004 - a subject comes early
            break
        if word in missing:
            lead.append(word)
    return lead or [word for word in missing if word.name]


def in_order(alignment: Alignment) -> bool:
    """Whether names stand in the sentence in the claim's order: who did it to whom."""
    places = [theirs.start for mine, theirs in alignment.found if mine.name]
    return all(one <= other for one, other in zip(places, places[1:], strict=False))


@dataclass(frozen=True, slots=True)
class Swap:
    """One stretch of the claim that stands in place of another of the sentence, all else being the same."""

    mine: str
    theirs: str
    start: int
    end: int
    same: float


def swaps(claim: str, sentence: str) -> tuple[list[Swap], float]:
    """What a claim puts in place of the sentence's words, and what share of the claim's words stands in both in order.

    Words that only the sentence has are left out: a claim may say less.
    """
    mine, theirs = list(_TOKEN.finditer(claim)), list(_TOKEN.finditer(sentence))
    one, other = [_key(m[0]) for m in mine], [_key(m[0]) for m in theirs]
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    found: list[Swap] = []
    same = 0
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            same += b - a
        elif kind != "insert":
            place = (
                (theirs[c].start(), theirs[d - 1].end())
                if d > c
                else (theirs[min(c, len(theirs) - 1)].start(),) * 2
                if theirs
                else (0, 0)
            )
            words = claim[mine[a].start() : mine[b - 1].end()]
            found.append(Swap(words, sentence[place[0] : place[1]], place[0], place[1], 0.0))
    return found, same / max(1, len(one))


def _key(token: str) -> str:
    return stem(token) if token[0].isalpha() else token


def exclusive(swap: Swap) -> bool:
    """Whether both sides cannot be true at once, all else being the same: opposites, or one name for another."""
    mine, theirs = content_words(swap.mine), content_words(swap.theirs)
    if not mine or not theirs or len(mine) > 4 or len(theirs) > 5:  # noqa: PLR2004 - a swap is short
        return False
    if len(mine) == len(theirs) == 1 and opposed(mine[0].stem, theirs[0].stem):
        return True
    return _other_name(mine, theirs, swap)


def _other_name(mine: Sequence[Word], theirs: Sequence[Word], swap: Swap) -> bool:
    if not all(_capital(word) for word in (*mine, *theirs)):
        return False
    one, other = {word.stem for word in mine}, {word.stem for word in theirs}
    if one & other or any(alike(a, b) for a in one for b in other):
        return False
    return not _abbreviates(swap.mine, swap.theirs) and not _abbreviates(swap.theirs, swap.mine)


def _capital(word: Word) -> bool:
    return word.text[0].isupper() or (word.text[0].isdigit() and word.name)


def _abbreviates(short: str, long: str) -> bool:
    letters = re.sub(r"[^A-Za-z]", "", short).lower()
    initials = "".join(part[0] for part in re.findall(r"[A-Za-z]+", long)).lower()
    return letters == initials or long.lower().startswith(letters)
