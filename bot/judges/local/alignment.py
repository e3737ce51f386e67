"""Where the words of a claim stand in a sentence of the evidence, which are missing, and which were replaced."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.judges.local.when import find_whens
from bot.language import dates_calendar as calendar
from bot.language.content import alike, content_words, opposed, stem
from bot.language.quantities import Outcome, compare, find_quantities

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.judges.local.reading import Reading
    from bot.language.content import Word

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[$£€]?[0-9][0-9,.]*[0-9]|[^\W_]+(?:[’'&-][^\W_]+)*|%")
_ANAPHOR = re.compile(
    r"[\"“‘(]?\s*(?:He|She|It|They|His|Her|Its|Their|This|These|The|Both|There)\b|(?:[^,]{0,50},\s){1,3}(?:he"
    r"|she|it|they|the)\b"
)
_PRONOUN = re.compile(r"[\"“]?(?:It|He|She|They)\b")
_TIMES = frozenset((*calendar.WEEKDAYS, *calendar.MONTHS))
# Small words of which one may not stand for another, and words that may not come or go.
_EXCLUSIVE = tuple(
    frozenset(group.split())
    for group in (
        "he she it they we i",
        "his her its their our my",
        "him her them us",
        "this last next that",
        "more less fewer",
        "most least",
        "before after until since",
        "above below",
        "over under",
        "up down",
        "from to",
        "in out",
        "on off",
        "with without against",
        "all some any none every few many most",
        "and or",
        "first second third last",
    )
)
_PRESENT = frozenset(
    "not no never without only may might could would will if less fewer neither nor n't cannot "
    "nearly almost over under".split()
)
# Reported speech puts one for the other.
_TENSE = {"would": "will", "could": "can", "might": "may"}
_IN_FIRST = re.compile(r"(?:in|at|on|from|by|for|to|with|of|as|and)\b", re.IGNORECASE)
_IN = re.compile(r"\b(?:in|at|near|across)\s(?:the\s)?$", re.IGNORECASE)
# A subject comes early in a claim.
_OPENING = 60
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
    for word in claim.words:
        other = _counterpart(word, sentence.words, found)
        if other is None or _in_another_place(word, other, claim, sentence):
            missing.append(word)
        else:
            found.append((word, other))
    return Alignment(tuple(found), tuple(missing), tuple(_subject(claim, sentence, found, missing, around)))


def _counterpart(word: Word, others: Sequence[Word], found: Sequence[tuple[Word, Word]]) -> Word | None:
    """The sentence's word for a claim's: the one after the last found, then the one written alike, then a synonym."""
    used = {theirs.start for _, theirs in found}
    fit = [each for each in others if each.stem == word.stem] or [
        each for each in others if each.start not in used and each.name == word.name and alike(each.stem, word.stem)
    ]
    joined = (each for each in others if "-" in each.text and not each.name)
    fit = fit or [each for each in joined if word.stem in map(stem, each.text.split("-"))]
    after = found[-1][1].end + 1 if found and found[-1][0].end + 1 == word.start else -1
    return min(
        fit,
        key=lambda each: (each.start != after, each.start in used, each.name != word.name, each.start),
        default=None,
    )


def _in_another_place(word: Word, other: Word, claim: Reading, sentence: Reading) -> bool:
    """“In China” of the claim against “a Chinese name” where the sentence says itself that it is in Thailand."""
    adjective = word.name and not other.text.startswith(word.text) and not _place(other, sentence)
    return bool(adjective and _place(word, claim) and any(w.name and _place(w, sentence) for w in sentence.words))


def _subject(
    claim: Reading, sentence: Reading, found: Sequence[tuple[Word, Word]], missing: Sequence[Word], around: str
) -> list[Word]:
    """Missing names that the sentence takes up: by a pronoun or “the film”, or by a surname alone."""
    missing = [word for word in missing if word.text.lower() not in _TIMES]
    partial = [word for word in missing if word.name and _shortened(word, sentence, found)]
    stems = {word.stem for word in content_words(around)}
    if stems:
        return partial + [
            word for word in missing if word.stem in stems and (word.name or _taken_up(word, claim, sentence))
        ]
    lead = _lead(claim, missing)
    return partial + (lead if lead and _ANAPHOR.match(sentence.text) else [])


def _taken_up(word: Word, claim: Reading, sentence: Reading) -> bool:
    """Whether “it” or “she” takes up what the claim is about: “the company”."""
    return word == claim.words[0] and bool(_PRONOUN.match(sentence.text))


def _lead(claim: Reading, missing: Sequence[Word]) -> list[Word]:
    """The name that the claim is about, near its opening, where the sentence lacks all of it and no other.

    “By Olaf Berg”, after another name, is no subject, and nothing takes it up.
    """
    lacking = [word for word in missing if word.name]
    run = list(_name_run(claim, lacking[0])) if lacking and lacking[0].start < _OPENING else []
    before = any(word.name for word in claim.words if run and word.start < run[0].start)
    return run if run == lacking and (not before or _IN_FIRST.match(claim.text)) else []


def _name_run(claim: Reading, first: Word) -> Iterator[Word]:
    """A name: capitalised words side by side, small words between them."""
    end = None
    for word in claim.words[claim.words.index(first) :]:
        if not word.name or (end is not None and len(claim.text[end : word.start]) > 8):  # noqa: PLR2004 - “ It or ”
            return
        end = word.end
        yield word


def _shortened(word: Word, sentence: Reading, found: Sequence[tuple[Word, Word]]) -> bool:
    """“Thatcher” for “Margaret Thatcher”: the surname stands in the sentence, and no other first name before it."""
    for mine, theirs in found:
        if mine.name and mine.start == word.end + 1:
            given = _names_before(theirs, sentence)
            return not given or any(_same_given(word, each) for each in given)
    return False


def _names_before(surname: Word, sentence: Reading) -> list[Word]:
    """The names that stand right before a surname."""
    given: list[Word] = []
    at = surname.start
    for word in reversed(sentence.words):
        if word.name and word.end == at - 1:
            given.append(word)
            at = word.start
    return given


def _same_given(one: Word, other: Word) -> bool:
    """“Chris” and “Christopher”."""
    short, long = sorted((one.text.lower(), other.text.lower()), key=len)
    return len(short) > 2 and long.startswith(short)  # noqa: PLR2004 - an initial tells nothing


def in_order(claim: Reading, sentence: Reading, found: Alignment) -> bool:
    """Whether names stand in the sentence in the claim's order: who did it to whom.

    Where the claim compares (than), every word must. A place (“in Norland”) may stand anywhere.
    """
    bounds = [(each.start, each.end) for each in claim.quantities]
    every = any(
        not any(start <= match.start() < end for start, end in bounds) for match in re.finditer(r"\bthan\b", claim.text)
    )
    if _subject_astray(claim, sentence, found):
        return False
    places = [
        theirs.start
        for mine, theirs in found.found
        if every or (mine.name and not (_place(mine, claim) and _place(theirs, sentence)))
    ]
    return all(one <= other for one, other in pairwise(places))


def _subject_astray(claim: Reading, sentence: Reading, found: Alignment) -> bool:
    """Whether “she” opens the sentence, and the claim names her after another: “She succeeds Feld” is not his deed."""
    taken = [word.start for word in found.elsewhere if word.name]
    named = [mine.start for mine, _ in found.found if mine.name and not _place(mine, claim)]
    return bool(taken and named and _PRONOUN.match(sentence.text)) and min(taken) > min(named)


def _place(word: Word, reading: Reading) -> bool:
    return bool(_IN.search(reading.text[max(0, word.start - 10) : word.start]))


@dataclass(frozen=True, slots=True)
class Swap:
    """One stretch of the claim that stands in place of another of the sentence, all else being the same."""

    mine: str
    theirs: str


def swaps(claim: str, sentence: str) -> tuple[list[Swap], float]:
    """What a claim puts in place of the sentence's words, and what share of the claim's words stands in both in order.

    Words that only the sentence has are left out: a claim may say less. Those that only the claim has stand against
    nothing.
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
            words = claim[mine[a].start() : mine[b - 1].end()]
            found.append(Swap(words, sentence[theirs[c].start() : theirs[d - 1].end()] if d > c else ""))
    return found, same / max(1, len(one))


def _key(token: str) -> str:
    return stem(token) if token[0].isalpha() else token


def exclusive(swap: Swap) -> bool:
    """Whether both sides cannot be true at once, all else being the same: opposites, one name or figure for another."""
    if _measures(swap):
        return True
    mine, theirs = content_words(swap.mine), content_words(swap.theirs)
    if not mine or not theirs or len(mine) > 4 or len(theirs) > 5:  # noqa: PLR2004 - a swap is short
        return False
    if len(mine) == len(theirs) == 1 and opposed(mine[0].stem, theirs[0].stem):
        return True
    return _other_name(mine, theirs, swap)


def _measures(swap: Swap) -> bool:
    """One figure or year for another that rules it out."""
    mine, theirs = find_quantities(swap.mine), find_quantities(swap.theirs)
    if len(mine) == len(theirs) == 1:
        return compare(mine[0], theirs[0]).outcome is Outcome.CONTRADICTS
    dates = list(find_whens(swap.mine)), list(find_whens(swap.theirs))
    return len(dates[0]) == len(dates[1]) == 1 and dates[0][0].apart(dates[1][0])


def harmless(swap: Swap) -> bool:
    """Whether a claim may put these words for the sentence's and still say the same."""
    mine, theirs = _tokens(swap.mine), _tokens(swap.theirs)
    mine, theirs = ({_TENSE.get(word, word) for word in side} for side in (mine, theirs))
    if (mine ^ theirs) & _PRESENT or any(
        (mine & group) and (theirs & group) and mine & group != theirs & group for group in _EXCLUSIVE
    ):
        return False
    if any("n't" in token or "n’t" in token for token in mine ^ theirs):
        return False
    return _same_measures(swap) or all(
        any(alike(word.stem, each.stem) for each in content_words(swap.theirs)) for word in content_words(swap.mine)
    )


def _tokens(text: str) -> set[str]:
    return {match[0].lower() for match in _TOKEN.finditer(text)}


def _same_measures(swap: Swap) -> bool:
    """Whether both sides are one figure or date, and the sentence's makes the claim's true."""
    mine, theirs = find_quantities(swap.mine), find_quantities(swap.theirs)
    if len(mine) == len(theirs) == 1:
        return compare(mine[0], theirs[0]).entailed
    dates = list(find_whens(swap.mine)), list(find_whens(swap.theirs))
    return len(dates[0]) == len(dates[1]) == 1 and dates[1][0].within(dates[0][0])


def _other_name(mine: Sequence[Word], theirs: Sequence[Word], swap: Swap) -> bool:
    if not all(_capital(word) for word in (*mine, *theirs)):
        return False
    if bool(_IN_FIRST.match(swap.mine)) != bool(_IN_FIRST.match(swap.theirs)):
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
