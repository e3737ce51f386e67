"""Whether a claim that a model has put into its own words says anything that the article does not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.article import Article

_WORD = re.compile(r"\w+(?:[.,:/]\d+)*")
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w’'-]*"
_NAME = re.compile(rf"{_CAPITAL}(?:\s+(?:(?:of|the|and|for|de|la|des|du|der|für|und)\s+){{0,2}}{_CAPITAL})+")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_ARTICLES = frozenset({"The", "A", "An", "Der", "Die", "Das", "La", "Le", "El", "Los", "Les"})
# Inflection changes the end of a name; so many characters in common make it the same one.
_STEM = 4
_ENDING = 3


def vocabulary(article: Article) -> frozenset[str]:
    """The words and figures of an article, its date's and the years beside it among them, and its names' initials."""
    date = article.published
    about = [article.title or "", article.byline or "", f"{date:%d %B %Y} {date.day}" if date else ""]
    about += [f"{date.year - 1} {date.year + 1}"] if date else []
    stated = " ".join([article.prose, *about])
    words = {word.casefold() for word in _WORD.findall(stated)}
    return frozenset(
        words | set(_initials(stated)) | {each.replace(".", "").casefold() for each in _DOTTED.findall(stated)}
    )


def adds_nothing(text: str, known: frozenset[str]) -> bool:
    """Whether every figure and every capitalised word of `text`, its first word aside, stands in the article.

    A claim has to stand alone, so words are filled in, and an abbreviation may be written out; but a name or a figure
    that the article does not hold would make it a claim that nobody made.
    """
    plain = _NAME.sub(lambda name: " " if _short(name[0]) in known else name[0], _DOTTED.sub(_joined, text))
    words = _WORD.findall(plain)
    first = words[:1] if words and not any(map(str.isdigit, words[0])) else []
    return all(_stands(word.casefold(), known) for word in words[len(first) :] if _counts(word))


def _joined(match: re.Match[str]) -> str:
    return match[0].replace(".", "") + " "


def _initials(text: str) -> Iterator[str]:
    """What the names in `text` are shortened to: of every stretch of two or more of a name's capitalised words."""
    for name in _NAME.findall(text):
        letters = _short(name)
        for start in range(len(letters) - 1):
            yield from (letters[start:end] for end in range(start + 2, len(letters) + 1))


def _short(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper() and word not in _ARTICLES).casefold()


def _counts(word: str) -> bool:
    return word[0].isupper() or any(map(str.isdigit, word))


def _stands(word: str, known: frozenset[str]) -> bool:
    if word in known:
        return True
    stem = word[: max(_STEM, len(word) - _ENDING)]
    inflected = not any(map(str.isdigit, word)) and len(word) >= _STEM
    return inflected and any(each.startswith(stem) and len(each) <= len(word) + _ENDING for each in known)
