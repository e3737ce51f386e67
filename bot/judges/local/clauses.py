"""The statements that a sentence makes beside its main one: relative clauses, told of the noun before them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# “Harmon Field, which was built in 1962 and seats 15,500, …”
_RELATIVE = re.compile(
    r"(?P<noun>(?:\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er)\s)?(?:[\w’'.-]+\s){0,4}?[\w’'-]+),\s(?:which|who)\s"
    r"(?P<told>[^;]+?)(?=,\s(?:[a-z]+\s){1,3}|[;.]?\s?$|[.]\s)"
)
_NAME = re.compile(r"(?:[A-Z][\w’'.-]*\s){0,4}[A-Z][\w’'-]*$")
_NOUN = re.compile(r"(?:\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er)\s)(?:[\w’'-]+\s){0,2}[\w’'-]+$")


def beside(sentence: str) -> Iterator[tuple[str, str]]:
    """The relative clauses of a sentence as statements, each with the noun that it is told of.

    Yields:
        `Harmon Field`, and `Harmon Field was built in 1962 and seats 15,500.`
    """
    if ", which " not in sentence and ", who " not in sentence:
        return
    for match in _RELATIVE.finditer(sentence):
        noun = _NAME.search(match["noun"]) or _NOUN.search(match["noun"])
        if noun is not None:
            yield noun[0], f"{noun[0]} {match['told'].rstrip('., ')}."
