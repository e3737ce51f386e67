"""A claim before it is moved into the file's text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.records import Kind


@dataclass(frozen=True, slots=True)
class Draft:
    """What `prose[start:end]` states. `leans`: it cannot be understood without the sentence before."""

    start: int
    end: int
    text: str
    kind: Kind
    speaker: str | None = None
    leans: bool = False


def sentence(words: str) -> str:
    """Words as a sentence: a capital letter, a full stop, single spaces."""
    plain = " ".join(words.split())
    return f"{plain[:1].upper()}{plain[1:]}" + ("" if plain[-1:] in {".", "!", "?"} else ".")
