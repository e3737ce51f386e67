"""From a model's words to data: JSON found in prose or fences, cut short or not, and text made fit to show.

Servers that ignore the schema wrap JSON in prose and code fences, and a reply that met its limit ends in the
middle. What is complete is used; what is not there is asked for again by the caller.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPACE = re.compile(r"\s+")
# Local models that think aloud do it in the text.
_THOUGHT = re.compile(r"<think>.*?</think>", re.DOTALL)
# Control characters, and those that reorder or hide text on a terminal or in HTML.
_UNSAFE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_WORD = re.compile(r"\w+")
_RUN = 7
_MAX_ITEMS = 2_000
_MAX_STARTS = 200


def items(text: str, name: str) -> list[dict[str, Any]]:
    """The objects in the list `name` of the JSON object that `text` holds, as far as they are complete.

    A bare list, a lone object of the list, fences and prose around the JSON are understood; of several answers, an
    empty form among them, the fullest counts. NaN and Infinity are not JSON and become None.
    """
    text = _THOUGHT.sub("", text)
    named = f'"{name}"' in text
    listed: list[list[dict[str, Any]]] = []
    for value in _values(text):
        found = value.get(name) if named and isinstance(value, dict) else [value] if isinstance(value, dict) else value
        if isinstance(found, list) and (not named or isinstance(value, dict)):
            listed.append([item for item in found[:_MAX_ITEMS] if isinstance(item, dict)])
    best = max(listed, key=len, default=[])
    return best or list(islice(_complete(text, name), _MAX_ITEMS))


def words(value: object, limit: int) -> str:
    """`value` as one line of plain text of at most `limit` characters; empty where it is no text."""
    if not isinstance(value, str):
        return ""
    line = _SPACE.sub(" ", _UNSAFE.sub("", _SPACE.sub(" ", value[: limit * 4]))).strip()
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def repeats(text: str, instructions: str) -> bool:
    """Whether `text` holds a run of words of the instructions that is too long to be an accident."""
    return bool(_runs(text) & _runs(instructions))


@lru_cache(maxsize=8)
def _runs(text: str) -> frozenset[tuple[str, ...]]:
    found = [word.casefold() for word in _WORD.findall(text)]
    return frozenset(tuple(found[at : at + _RUN]) for at in range(len(found) - _RUN + 1))


def _values(text: str) -> Iterator[Any]:
    """The JSON objects and lists that stand whole in `text`, outermost first."""
    decoder = json.JSONDecoder(parse_constant=lambda _: None)
    starts = islice(re.finditer(r"[{\[]", text), _MAX_STARTS)
    end = 0
    for start in starts:
        if start.start() < end:
            continue
        try:
            value, end = decoder.raw_decode(text, start.start())
        except (ValueError, RecursionError):
            continue
        yield value


def _complete(text: str, name: str) -> Iterator[dict[str, Any]]:
    """The whole objects of a list `name` that was cut off."""
    opening = re.search(rf'"{re.escape(name)}"\s*:\s*\[', text)
    decoder = json.JSONDecoder(parse_constant=lambda _: None)
    at = opening.end() if opening else len(text)
    while (start := text.find("{", at)) >= 0:
        try:
            value, at = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            return
        if isinstance(value, dict):
            yield value
