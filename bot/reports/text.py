"""Showing text from outside to a person: what could command a terminal or hide itself is made visible."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import lru_cache
from typing import Any

# Cc: control; Cf: format (direction overrides, zero-width marks, tags); Zl, Zp: line and paragraph separators.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_OTHER = re.compile(r"[^\n -~]")


def visible(text: str) -> str:
    """`text` on one line: line breaks and tabs become spaces, other unseen characters their code in brackets."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_shown, text))


def _shown(character: str) -> str:
    if character in "\n\r\t\f\v":
        return " "
    if unicodedata.category(character) in _UNSEEN:
        return f"<U+{ord(character):04X}>"
    return character


def width(text: str) -> int:
    """The columns that `text` takes on a terminal: an emoji or a Chinese character two, a combining mark none."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def as_json(value: Any, **options: Any) -> str:  # noqa: ANN401 - what json.dumps takes
    """`value` as JSON text that no terminal obeys: unseen characters are escaped, the data are the same."""
    text = json.dumps(value, ensure_ascii=False, **options)
    return text if text.isascii() else _OTHER.sub(lambda match: _escaped(match[0]), text)


@lru_cache(maxsize=4096)
def _escaped(character: str) -> str:
    return json.dumps(character)[1:-1] if unicodedata.category(character) in _UNSEEN else character


def plural(count: int, noun: str) -> str:
    """`1 claim`, `2 claims`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
