"""A text as the local judge reads it: its content words, figures, dates, and the small words that turn its sense."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.judges.local.when import When, find_whens
from bot.language.content import Word, content_words, stem
from bot.language.quantities import find_quantities

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from bot.language.quantities import Quantity

_NEGATION = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|neither|nor|without|cannot|n[o']t|hardly|rarely|seldom|"
    r"barely|unable"
    r"|fail(?:s|ed|ing|ure)?|refus(?:e[sd]?|ing|al)|den(?:y|ies|ied|ying|ial)|lack(?:s|ed|ing)?|"
    r"reject(?:s|ed|ing)?|turn(?:s|ed|ing)?\sdown|spurn(?:s|ed)?|rebuff(?:s|ed)?|unlikely"
    r"|instead\sof|rather\sthan|far\sfrom|yet\sto|false(?:ly)?|incorrect(?:ly)?|untrue|myth|hoax|"
    r"debunked|declin(?:e[sd]?|ing)\sto|stopped|ceased"
    r"|avoid(?:s|ed|ing)?|prevent(?:s|ed|ing)?|absence|exclud(?:e[sd]?|ing)|except)\b|\b\w+n[’']t\b",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"\b(?:may|might|could|would|should|will|shall|reportedly|allegedly|alleged|supposedly|"
    r"purported(?:ly)?|rumou?red|possibly|perhaps|probably"
    r"|likely|potential(?:ly)?|apparently|presumably|seems?|appears?|suggest(?:s|ed|ing)?|expect(?:s|"
    r"ed)?|plan(?:s|ned)?\sto"
    r"|intend(?:s|ed)?|hop(?:es|ed|ing)\sto|aim(?:s|ed|ing)?\sto|propos(?:es|ed|al)|claim(?:s|ed|"
    r"ing)?|believ(?:e[sd]?|ing)|argu(?:e[sd]?|ing)"
    r"|accus(?:e[sd]?|ing)|if|whether|unless|unclear|unknown|uncertain|hypothes\w+|theor(?:y|ies)|"
    r"estimated\sto"
    r"|consider(?:s|ed|ing)|tr(?:ies|ied|ying)\sto|offer(?:s|ed)?\sto|attempt(?:s|ed|ing)?|want(?:s|ed)?|ask(?:s|ed)?|"
    r"call(?:s|ed)?\sfor|set\sto|due\sto\sbe|forecast|predict(?:s|ed))\b",
    re.IGNORECASE,
)
# Words that make a statement stronger: the evidence must hold them, too.
_STRONG = re.compile(
    r"\b(?:only|all|every|everyone|always|never|none|exclusively|solely|sole|entirely|completely|"
    r"most|first|last|majority|primary|primarily|main"
    r"|mainly|alone|unanimous(?:ly)?|guarantee[sd]?|proven?|proves|both|each|any|many|few|best|worst|"
    r"unique|permanently|immediately|exactly"
    r"|current(?:ly)?|still|now|former(?:ly)?|[a-z]{3,}(?<!for)(?<!inter)(?<!mod)(?<!hon)(?<!qu)est(?!\w))\b",
    re.IGNORECASE,
)
_NO_SUPERLATIVE = frozenset(
    "west east test guest request interest latest forest rest nest arrest protest contest invest "
    "best suggest harvest chest quest west modest honest northwest northeast southwest southeast midwest "
    "manifest digest priest".split()
)
# Small words that come in opposite pairs.
DIRECTIONS = {
    "more": "less fewer",
    "less": "more",
    "fewer": "more",
    "before": "after",
    "after": "before",
    "above": "below",
    "below": "above",
    "over": "under",
    "under": "over",
    "up": "down",
    "down": "up",
    "inside": "outside",
    "outside": "inside",
    "with": "without",
    "without": "with",
    "against": "for",
    "higher": "lower",
    "lower": "higher",
    "earlier": "later",
    "later": "earlier",
    "most": "least",
    "least": "most",
    "better": "worse",
    "worse": "better",
    "larger": "smaller",
    "smaller": "larger",
    "increase": "decrease",
    "decrease": "increase",
    "until": "since",
    "since": "until",
}
_DIRECTION = re.compile(r"(?<![\w-])(?:" + "|".join(DIRECTIONS) + r")(?![\w-])", re.IGNORECASE)
# A score is a figure, held against another by itself.
_SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}")
_TAIL = 4
_BOILER = re.compile(r"\((?:meta data)?\)|\[[^\]]{0,80}\]")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text, read.

    Args:
        text: The text.
        words: Its content words; those within figures and dates are left out.
        quantities: Its figures.
        whens: Its dates.
        negations: Words of negation, as offsets.
        hedges: Words that make it less than stated, as offsets.
        strong: Words that make it stronger, in lower case.
        directions: Small words with an opposite, in lower case.
    """

    text: str
    words: tuple[Word, ...]
    quantities: tuple[Quantity, ...]
    whens: tuple[When, ...]
    negations: tuple[tuple[int, int], ...]
    hedges: tuple[tuple[int, int], ...]
    strong: frozenset[str]
    directions: frozenset[str]

    @property
    def stems(self) -> frozenset[str]:
        """The stems of its content words."""
        return frozenset(word.stem for word in self.words)

    @property
    def names(self) -> tuple[Word, ...]:
        """Its content words that are written like names."""
        return tuple(word for word in self.words if word.name)


@lru_cache(maxsize=4096)
def read(text: str, today: date | None = None) -> Reading:
    """Read a sentence or two; as of today, “last year” is a date."""
    whens = tuple(sorted(find_whens(text, today), key=lambda each: each.start))
    quantities = tuple(
        each for each in find_quantities(text) if not any(w.start < each.end and each.start < w.end for w in whens)
    )
    taken = [*((when.start, when.end) for when in whens), *((each.start, each.end) for each in quantities)]
    words = tuple(kept for word in content_words(text) if (kept := _beyond(word, taken)) is not None)
    return Reading(
        text,
        words,
        quantities,
        whens,
        tuple(match.span() for match in _NEGATION.finditer(text)),
        tuple(match.span() for match in _HEDGE.finditer(text) if not _month_of_may(match)),
        frozenset(
            m[0].lower()
            for m in _STRONG.finditer(text)
            if m[0].lower() not in _NO_SUPERLATIVE and not any(w.start <= m.start() < w.end for w in whens)
        ),
        frozenset(
            m[0].lower() for m in _DIRECTION.finditer(text) if not any(start <= m.start() < end for start, end in taken)
        ),
    )


def _beyond(word: Word, taken: Iterable[tuple[int, int]]) -> Word | None:
    """A word that no figure or date covers; of “third-quarter”, the quarter; None of a score."""
    if _SCORE.fullmatch(word.text):
        return None
    over = next(((start, end) for start, end in taken if start <= word.start < end), None)
    if over is None:
        return word
    tail = word.text[over[1] - word.start :]
    if len(tail) < _TAIL or tail[0] != "-":
        return None
    return Word(over[1] + 1, word.end, tail[1:], stem(tail[1:]), name=False)


def _month_of_may(match: re.Match[str]) -> bool:
    return match[0] == "May" or match[0] == "Will"
