"""What the judgement prompt asks for, and reading what came: nothing is trusted to be there or of the right type."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from bot.llm.answer import items, words
from bot.records import Label, Stance

NAME = "opinions"
CONFIDENCE = {"high": 0.9, "medium": 0.6, "low": 0.3}
_LABELS = {label.value for label in Label} - {Label.UNCHECKED.value}
_MAX_POINTS = 12
_MAX_QUERIES = 2
_ADDRESS = re.compile(r"\S*(?:://|www\.)\S*", re.IGNORECASE)
_TEXT = {"type": "string"}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


_POINT = _object(
    {
        "passage": _TEXT,
        "stance": {"type": "string", "enum": [stance.value for stance in Stance]},
        "quote": _TEXT,
    }
)
_OPINION = _object(
    {
        "claim": _TEXT,
        "points": {"type": "array", "items": _POINT},
        "label": {"type": "string", "enum": sorted(_LABELS)},
        "confidence": {"type": "string", "enum": list(CONFIDENCE)},
        "missing": _TEXT,
        "queries": {"type": "array", "items": _TEXT},
        "explanation": _TEXT,
        "find": _TEXT,
        "replace": _TEXT,
    }
)
SCHEMA = _object({NAME: {"type": "array", "items": _OPINION}})


@dataclass(frozen=True, slots=True)
class Point:
    """What one passage (numbered from 1) does to the claim, in words that are not located yet."""

    passage: int
    stance: Stance
    quote: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the model said of one claim."""

    label: Label
    points: tuple[Point, ...]
    confidence: float | None
    missing: str
    queries: tuple[str, ...]
    explanation: str
    find: str
    replace: str


def rulings(text: str, count: int) -> dict[int, Ruling]:
    """The rulings that a reply holds on claims 1 to `count`, by number.

    Claims that nobody asked about are left out, and so is a claim on which the reply says two different
    things.
    """
    found: dict[int, Ruling] = {}
    torn: set[int] = set()
    for item in items(text, NAME):
        number = _number(item.get("claim"), "C")
        ruling = _ruling(item)
        if number is None or not 1 <= number <= count or ruling is None:
            continue
        if number in found and found[number].label is not ruling.label:
            torn.add(number)
        found.setdefault(number, ruling)
    return {number: ruling for number, ruling in found.items() if number not in torn}


def _ruling(item: dict[str, Any]) -> Ruling | None:
    label, listed = item.get("label"), item.get("points")
    if not isinstance(label, str) or label not in _LABELS:
        return None
    raw = listed[:_MAX_POINTS] if isinstance(listed, list) else []
    confidence = item.get("confidence")
    return Ruling(
        label=Label(label),
        points=tuple(point for each in raw if isinstance(each, dict) and (point := _point(each))),
        confidence=CONFIDENCE.get(confidence) if isinstance(confidence, str) else None,
        missing=words(item.get("missing"), 300),
        queries=_searches(item.get("queries")),
        explanation=words(item.get("explanation"), 400),
        find=words(item.get("find"), 200),
        replace=words(item.get("replace"), 200),
    )


def _point(item: dict[str, Any]) -> Point | None:
    stance, quote = item.get("stance"), item.get("quote")
    if not isinstance(quote, str) or not isinstance(stance, str) or stance not in {each.value for each in Stance}:
        return None
    return Point(_number(item.get("passage"), "P") or 0, Stance(stance), quote)


def _searches(value: object) -> tuple[str, ...]:
    """Search words, never an address: a reply steers no fetch."""
    listed = value[:_MAX_QUERIES] if isinstance(value, list) else []
    clean = (words(_ADDRESS.sub(" ", words(each, 400)), 120) for each in listed)
    return tuple(dict.fromkeys(each for each in clean if each))


def _number(value: object, letter: str) -> int | None:
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        return None
    match = re.fullmatch(rf"\W*{letter}?(\d{{1,4}})\W*", str(value), re.IGNORECASE)
    return int(match[1]) if match else None
