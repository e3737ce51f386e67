"""Rows of capitalised words in prose: the stretches in which a name can stand."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from bot.organisations.words import CONNECTIVES, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_UPPER = "A-ZÀ-ÖØ-ÞŁŚŠŽČ"
# What is tied to a name by a hyphen and is no part of it: "the Federal Aviation Administration-approved seat".
_TIED = r"[-‐‑](?:[a-z]+ed|led|run|based|wide|style|like|owned|only|area|linked)\b"
# It begins with a set of letters, by which `re` skips to where a word can begin.
_WORD = (
    rf"[{_UPPER}](?:(?<=[A-Z])\.(?: ?[A-Z]\.){{1,3}}(?:-[A-Z][^\W_]+)?|(?<=S)t\.|"
    rf"(?<=[a-z] [A-Z])\.(?= (?:and |& )?[A-Z][a-z])|"  # Annie E. Casey
    rf"[^\W_]*(?:(?!{_TIED})[-‐‑'’][^\W_]+|&[A-Z][^\W_]*)*)"
)
_GAP = r"(?:[ \t\xa0\u202f]+(?:\r?\n[ \t\xa0]*)?|\r?\n[ \t\xa0]*)"
_LINK = r"(?:of|for|and|on|the|in|to|at|against|without|with|from|by|&|de|du|des|la|le|del"
# Small words of a few official names only; elsewhere they end one.
_LINK += r"|(?<=for )a|products|former|für|und|et|di|do|sans|bin)"
PHRASE = re.compile(rf"{_WORD}(?:[’']?,?{_GAP}(?:{_LINK}{_GAP}){{0,3}}{_WORD})*")
_TOKEN = re.compile(rf"{_WORD}|{_LINK}(?![\w])|,")
_ALIASES = {"un": ("united", "nations"), "u n": ("united", "nations")}


class Token(NamedTuple):
    """A word of a phrase: offsets into the phrase, as written, folded; `comma`: one stands before it.

    `bare` is the folded word without a possessive ending, the same as `folded` where it has none; `marked`: an
    apostrophe stands behind it, as in "Veterans'".
    """

    start: int
    end: int
    raw: str
    folded: str
    bare: str
    comma: bool
    marked: bool = False

    @property
    def possessive(self) -> bool:
        """Whether the word may be a possessive."""
        return self.folded != self.bare

    @property
    def bare_end(self) -> int:
        """Where the word ends without its possessive ending."""
        return self.end - 2 if self.possessive else self.end


def phrases(prose: str) -> Iterator[re.Match[str]]:
    """Every row of capitalised words, with the small words and commas between them."""
    return PHRASE.finditer(prose)


def tokens(phrase: str) -> tuple[Token, ...]:
    """The words of a phrase, in order; an abbreviation of two words (UN) gives two tokens of the same span."""
    return tuple(_tokens(phrase))


def _tokens(phrase: str) -> Iterator[Token]:
    comma = False
    for match in _TOKEN.finditer(phrase):
        raw = match[0]
        if raw == ",":
            comma = True
            continue
        plain = raw if raw.isalpha() else raw.replace("’", "'").replace("‑", "-").replace("‐", "-").replace(" ", "")
        folded = fold(plain)
        bare = folded[:-1] if len(raw) > 2 and raw[-1] == "s" and raw[-2] in "'’" else folded  # noqa: PLR2004
        marked = phrase[match.end() : match.end() + 1] in {"'", "’"}
        for word in _ALIASES.get(folded, (folded,)):
            yield Token(match.start(), match.end(), raw, word, word if word != folded else bare, comma, marked)
            comma = False


def name_words(name: str) -> tuple[str, ...]:
    """The folded words of an official name, as `tokens` would fold them."""
    return tuple([word for part in name.replace("’", "'").split() for word in _split(part)])


@cache
def _split(part: str) -> Sequence[str]:
    folded = fold(part.strip(',()"“”;:/'))
    return _ALIASES.get(folded, (folded,)) if folded else ()


def content(words: Sequence[str]) -> tuple[str, ...]:
    """The words without the small ones."""
    return tuple([word for word in words if word not in CONNECTIVES])
