"""The acronym that a draft puts beside a name, before it or behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ACRONYM = r"[A-Z](?:[A-Za-z&]|\.(?=[A-Z])|-(?=[A-Z])){1,9}\.?"
_QUOTE = "[\"'“”‘’]?"
_OR = r"(?:or|also known as|known as|better known as|abbreviated(?: as| to)?|shortened to|called|i\.e\.)"
_AFTER = (
    ("brackets", re.compile(rf"(?:[’']s|[’'])?\s*[(\[]\s*(?:or |the |or the )?{_QUOTE}({_ACRONYM}){_QUOTE}\s*[)\];,]")),
    (
        "or",
        re.compile(rf",\s+{_OR}\s+(?:simply |just )?(?:as )?(the\s+)?{_QUOTE}({_ACRONYM}){_QUOTE}\b\s*(?=[,.;:)—–]|$)"),
    ),
    ("dash", re.compile(rf"\s*(?:—|–|--|\s-\s)\s*(?:or )?(the\s+)?({_ACRONYM})\s*(?=[—–,]|--|\s-\s)")),
)
_STANDS = r"(?:,?\s+(?:which\s+)?(?:short|stands|standing)\s+for|,?\s+meaning)"
_BEFORE = (
    ("brackets", re.compile(rf"(?<![\w(])(?:[Tt]he\s+)?({_ACRONYM})\s*[(\[]\s*(?:or )?(?:the\s+)?{_QUOTE}$")),
    ("stands", re.compile(rf"(?<!\w)({_ACRONYM}){_QUOTE}{_STANDS}(?:\s+the)?\s+{_QUOTE}$")),
    ("or", re.compile(rf"(?<!\w)({_ACRONYM}){_QUOTE},\s+{_OR}(?:\s+as)?(?:\s+the)?\s+{_QUOTE}$")),
    ("dash", re.compile(rf"(?<!\w)({_ACRONYM})\s*(?:—|–|--|\s-\s)\s*(?:or )?(?:the\s+)?$")),
)
_REACH = 60


@dataclass(frozen=True, slots=True)
class Beside:
    """An acronym beside a name: `prose[start:end]`, and what joins the two: `brackets`, `stands`, `or`, `dash`.

    `before`: whether it stands before the name. `closed`: whether a comma, dash or
    bracket closes the pair, as it does an apposition and need not an alternative.
    """

    acronym: str
    start: int
    end: int
    joint: str
    before: bool
    closed: bool


def beside(prose: str, start: int, end: int) -> Beside | None:
    """The acronym beside the name `prose[start:end]`, None where there is none."""
    return _behind(prose, end) or _ahead(prose, start, end)


def _behind(prose: str, end: int) -> Beside | None:
    if prose[end : end + 1].isalnum():
        return None
    near = prose[end : end + _REACH]
    for joint, pattern in _AFTER:
        match = pattern.match(near)
        if match and _capital(match[match.lastindex or 1]):
            place = match.lastindex or 1
            return Beside(
                _plain(match[place]), end + match.start(place), end + match.end(place), joint, before=False, closed=True
            )
    return None


def _ahead(prose: str, start: int, end: int) -> Beside | None:
    low = max(0, start - _REACH)
    near = prose[low:start]
    for joint, pattern in _BEFORE:
        match = pattern.search(near)
        if match and _capital(match[1]):
            closed = re.match(rf"{_QUOTE}\s*(?:[,)\]—–]|--|$)", prose[end : end + 4]) is not None
            return Beside(_plain(match[1]), low + match.start(1), low + match.end(1), joint, before=True, closed=closed)
    return None


def _capital(word: str) -> bool:
    return sum(map(str.isupper, word)) * 2 > len(word.replace(".", ""))


def _plain(acronym: str) -> str:
    return acronym.replace(".", "")
