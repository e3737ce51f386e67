"""The words that carry what a sentence says, each with its stem; and how far one text's are found in another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.language import content_words as tables

if TYPE_CHECKING:
    from collections.abc import Iterable

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:[’'&-][^\W_]+)*(?:\+\+|#)?")
_PLACES = re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(tables.PLACES, key=len, reverse=True))) + r")(?!\w)")
_OPENING = re.compile(r"(?:^|[.!?:;\n][”’\"')\]]*\s+|[“‘\"(]\s*)$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word that carries meaning.

    Args:
        start: Offset of its first character.
        end: Offset after its last.
        text: As written.
        stem: What it is compared by: lower case, without inflection; countries and their adjectives are one.
        name: Whether it is written like a name.
    """

    start: int
    end: int
    text: str
    stem: str
    name: bool


def content_words(text: str) -> list[Word]:
    """The content words of a text in order; function words and verbs of being are none.

    Args:
        text: Any text, read as English.
    """
    return list(_content_words(text))


@lru_cache(maxsize=16_384)  # a source's sentences are read again for each claim
def _content_words(text: str) -> tuple[Word, ...]:
    found: list[Word] = []
    places = {match.start(): match for match in _PLACES.finditer(text)}
    at = 0
    for match in _TOKEN.finditer(text):
        if match.start() < at:
            continue
        place = places.get(match.start())
        if place:
            at = place.end()
            found.append(Word(place.start(), at, place[0], tables.PLACES[place[0]], name=True))
        elif word := _word(text, match):
            found.append(word)
    return tuple(found)


def _word(text: str, match: re.Match[str]) -> Word | None:
    written = re.sub(r"[’']s?$", "", match[0]) or match[0]
    low = written.lower().replace("’", "'")
    capital = written[0].isupper()
    opens = capital and bool(_OPENING.search(text[max(0, match.start() - 4) : match.start()]))
    if (
        low in tables.FUNCTION
        and (not capital or opens or len(low) > 1)
        and not (written.isupper() and len(written) > 1)
    ):
        return None
    known = opens and not written.isupper() and (low in tables.COMMON_OPENERS or low.endswith(("ing", "ly", "tion")))
    name = capital and not known and not written.isdigit()
    return Word(match.start(), match.start() + len(written), written, stem(written), name)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """What a word is compared by: lower case, inflection taken off, irregular forms led back, accents dropped."""
    low = _plain(word.lower().replace("’", "'").removesuffix("'s").strip("'.").replace(".", ""))
    if low in tables.IRREGULAR:
        return tables.IRREGULAR[low]
    for ending, put in (
        ("ies", "y"),
        ("ied", "y"),
        ("ying", "y"),
        ("sses", "ss"),
        ("ches", "ch"),
        ("shes", "sh"),
        ("xes", "x"),
    ):
        if low.endswith(ending) and len(low) > len(ending) + 2:
            return low[: -len(ending)] + put
    for ending in ("ings", "ing", "ed", "es", "s"):
        if low.endswith(ending) and len(low) - len(ending) > 2 and not low.endswith(("ss", "us", "is")):  # noqa: PLR2004 - a stem has three letters
            return _trimmed(low[: -len(ending)])
    return _trimmed(low) if len(low) > 4 else low  # noqa: PLR2004 - short words keep their e


def _trimmed(low: str) -> str:
    if len(low) > 3 and low[-1] == low[-2] and low[-1] not in "aeious" and low[-1] != "l":  # noqa: PLR2004 - as above
        low = low[:-1]
    return low.removesuffix("e") if len(low) > 3 else low  # noqa: PLR2004 - as above


def _plain(low: str) -> str:
    if low.isascii():
        return low
    from unicodedata import combining, normalize

    return "".join(c for c in normalize("NFKD", low) if not combining(c))


@lru_cache(maxsize=20_000)
def alike(one: str, other: str) -> bool:
    """Whether two stems mean the same: equal, synonyms, or one word with another ending (`develop`, `development`)."""
    if one == other or other in _synonyms().get(one, ()):
        return True
    short, long = sorted((one, other), key=len)
    return len(short) > 4 and long.startswith(short) and long[len(short) :] in tables.ENDINGS  # noqa: PLR2004 - a short stem starts many words


def opposed(one: str, other: str) -> bool:
    """Whether two stems are opposites."""
    return other in _opposites().get(one, ())


@lru_cache(maxsize=1)
def _synonyms() -> dict[str, set[str]]:
    table: dict[str, set[str]] = {}
    for group in tables.SYNONYMS:
        stems = {stem(word) for word in group.split()}
        for each in stems:
            table.setdefault(each, set()).update(stems - {each})
    return table


@lru_cache(maxsize=1)
def _opposites() -> dict[str, set[str]]:
    table: dict[str, set[str]] = {}
    for pair in tables.OPPOSITES:
        sides = [{stem(word) for word in side.split()} for side in pair.split("|")]
        for side in sides:
            for each in side:
                table.setdefault(each, set()).update(*(other for other in sides if other is not side))
    return table


def missing(claim: Iterable[Word], stems: frozenset[str] | set[str]) -> list[Word]:
    """The words of a claim that none of `stems` is alike to."""
    return [word for word in claim if word.stem not in stems and not any(alike(word.stem, each) for each in stems)]
