"""Words for comparing what was said: spelling, contractions, numerals and fillers make no difference."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"(?:\[[^\W_]\])?[^\W_]+(?:['’.][^\W_]+)*|[%&]")
_FILLERS = frozenset("um uh er erm ah hmm mm uhm".split())
_NUMERALS = {
    word: str(number)
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
}
_WHOLE = {
    "%": "percent",
    "&": "and",
    "let's": "let us",
    "cannot": "can not",
    "won't": "will not",
    "can't": "can not",
    "shan't": "shall not",
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "got to",
    "ok": "okay",
    "mr": "mister",
    "programme": "program",
    "cheque": "check",
    "grey": "gray",
    "amongst": "among",
    "whilst": "while",
    "towards": "toward",
    "defence": "defense",
    "offence": "offense",
    "licence": "license",
    "practise": "practice",
}
_CONTRACTED = (
    ("n't", "not"),
    ("'re", "are"),
    ("'ve", "have"),
    ("'ll", "will"),
    ("'m", "am"),
    ("'s", "s"),
    ("'d", "would"),
)
# With other words, ’s marks the possessive.
_IS = frozenset(f"{word}'s" for word in "it that he she what there who here how where this everything nothing".split())
_SPELLING = (
    (re.compile(r"is(?=(?:e|ed|es|ing|ation|ations|er|ers)$)"), "iz"),
    (re.compile(r"ys(?=(?:e|ed|es|ing|er|ers)$)"), "yz"),
    (re.compile(r"(?<=.{2})our(?=s|ed|ing|able|ite|ites|hood|$)"), "or"),
    (re.compile(r"(?<=[aeiou])ll(?=(?:ed|ing|er|ers)$)"), "l"),
    (re.compile(r"(?<=[aeint]t)re(?=s?$)"), "er"),
    (re.compile(r"aes|oes"), "es"),
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word as compared, and where it stands in its text. A contraction gives two words on one stretch."""

    form: str
    start: int
    end: int


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of `text[start:end]`, fillers left out."""
    found: list[Word] = []
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        for form in _forms(match[0]):
            if form == "cent" and found and found[-1].form == "per":
                found[-1] = Word("percent", found[-1].start, match.end())
            else:
                found.append(Word(form, *match.span()))
    return found


@lru_cache(maxsize=50_000)
def _forms(word: str) -> tuple[str, ...]:
    plain = word.casefold().replace("’", "'").replace("[", "").replace("]", "")
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    if plain in _FILLERS:
        return ()
    if whole := _WHOLE.get(plain) or _NUMERALS.get(plain):
        return tuple(whole.split())
    if plain in _IS:
        return (plain[:-2], "is")
    for ending, added in _CONTRACTED:
        if plain.endswith(ending) and len(plain) > len(ending):
            return (_spelled(plain[: -len(ending)]), added)
    return (_spelled(plain),)


def _spelled(word: str) -> str:
    plain = word.replace("'", "")
    plain = plain if plain[:1].isdigit() else plain.replace(".", "")
    for pattern, form in _SPELLING:
        plain = pattern.sub(form, plain) if len(plain) > 4 else plain  # noqa: PLR2004 - short words have no variants
    return plain
