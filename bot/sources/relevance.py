"""How well the words around an address fit a claim: a rare word that both share counts most, as do year and figure."""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from bot.language.thesaurus import related

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.sources.plan import Plan

_TOKEN = re.compile(r"[^\W_]+")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_SHORTEST_STEM = 5
_OTHER_YEAR = 0.5
_SUBJECT, _AROUND = 0.7, 0.3
# A word that is used alike, beside the word itself.
_ALIKE = 0.6
# A report on a year comes out in that year or in the next one.
_LATEST_AFTER = 1


def address_words(url: str) -> str:
    """The words in the path of an address."""
    parts = urlsplit(url)
    return " ".join(_TOKEN.findall(unquote(f"{parts.path} {parts.query}")))


def tokens(text: str) -> set[str]:
    """The words of a text, shortened so that "death", "deaths" and "deadly" come close."""
    return {stem(token.lower()) for token in _TOKEN.findall(text)}


def stem(word: str) -> str:
    """A word without its commonest endings; figures and short words stay whole."""
    for ending in ("ations", "ation", "ments", "ment", "ings", "ing", "ies", "es", "ed", "s", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM - 1:
            return word[: -len(ending)]
    return word


def rank(plan: Plan, candidates: Sequence[str]) -> list[tuple[float, int]]:
    """How well each candidate fits a plan.

    Args:
        plan: What is looked for.
        candidates: For each, the words of its address and what else is known of it.

    Returns:
        `(score, index)` of those that share a word or year with the claim, best first, ties in the given order. A word
        counts the more, the fewer candidates have it; a page of another year counts half.
    """
    bags = [tokens(text) for text in candidates]
    spread = Counter(token for bag in bags for token in bag)
    wanted = _wanted(plan)
    scored = [(_score(plan, wanted, bag, spread, len(bags)), at) for at, bag in enumerate(bags)]
    return sorted((entry for entry in scored if entry[0] > 0), key=lambda entry: (-entry[0], entry[1]))


def _wanted(plan: Plan) -> dict[str, float]:
    """The words that count, and how much: the claim's own most, then whom it may be about, then the sentence before."""
    parts = [
        (_AROUND, plan.around),
        (_SUBJECT, (*plan.named[:2], *plan.topics, *(body.name for body in plan.owners[:2]))),
        (1.0, plan.words),
    ]
    wanted: dict[str, float] = {}
    for weight, texts in parts:
        for word in (found.lower() for text in texts for found in _TOKEN.findall(text)):
            for other, likeness in related(word):
                wanted[stem(other)] = max(wanted.get(stem(other), 0.0), _ALIKE * likeness * weight)
    return wanted | {token: weight for weight, texts in parts for text in texts for token in tokens(text)}


def _score(plan: Plan, wanted: dict[str, float], bag: set[str], spread: Counter[str], count: int) -> float:
    common = (token for token in wanted.keys() & bag if not _YEAR.fullmatch(token))
    shared = sum(wanted[token] * math.log(1 + count / spread[token]) for token in common)
    dated = {int(token) for token in bag if _YEAR.fullmatch(token)}
    return shared * _timely(plan.years, dated) + _dated(plan.years, dated)


def _timely(years: Iterable[int], dated: set[int]) -> float:
    allowed = {year + late for year in years for late in range(_LATEST_AFTER + 1)}
    return 1.0 if not allowed or not dated or allowed & dated else _OTHER_YEAR


def _dated(years: Sequence[int], dated: set[int]) -> float:
    """A year in common is worth something by itself: the likeliest one most."""
    return next((0.5 / (1 + at) for at, year in enumerate(years) if {year, year + 1} & dated), 0.0)
