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
# Models that see no schema write the verb in another form.
_STANCES = {"support": "supports", "refute": "refutes", "qualify": "qualifies"} | {
    f"{verb}ed": f"{verb}s" for verb in ("support", "refut")
}
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
        number = _number(item.get("claim"), "claim|C")
        ruling = _ruling(item)
        if number is None or not 1 <= number <= count or ruling is None:
            continue
        if number in found and found[number].label is not ruling.label:
            torn.add(number)
        found.setdefault(number, ruling)
    return {number: ruling for number, ruling in found.items() if number not in torn}


def _ruling(item: dict[str, Any]) -> Ruling | None:
    label, listed = _word(item.get("label")), item.get("points")
    if label not in _LABELS:
        return None
    raw = listed[:_MAX_POINTS] if isinstance(listed, list) else []
    return Ruling(
        label=Label(label),
        points=tuple(point for each in raw if isinstance(each, dict) and (point := _point(each))),
        confidence=CONFIDENCE.get(_word(item.get("confidence"))),
        missing=words(item.get("missing"), 300),
        queries=_searches(item.get("queries")),
        explanation=words(item.get("explanation"), 400),
        find=words(item.get("find"), 200),
        replace=words(item.get("replace"), 200),
    )


def _point(item: dict[str, Any]) -> Point | None:
    stance, quote = _word(item.get("stance")), item.get("quote")
    stance = _STANCES.get(stance, stance)
    if not isinstance(quote, str) or stance not in {each.value for each in Stance}:
        return None
    return Point(_number(item.get("passage"), "passage|P") or 0, Stance(stance), quote)


def _searches(value: object) -> tuple[str, ...]:
    """Search words, never an address: a reply steers no fetch."""
    listed = value[:_MAX_QUERIES] if isinstance(value, list) else []
    clean = (words(_ADDRESS.sub(" ", words(each, 400)), 120) for each in listed)
    return tuple(dict.fromkeys(each for each in clean if each))


def _word(value: object) -> str:
    """One of our words, however it is spelt: `Not enough evidence` is `not_enough_evidence`."""
    return re.sub(r"[\s-]+", "_", value.strip().casefold()) if isinstance(value, str) else ""


def _number(value: object, name: str) -> int | None:
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        return None
    match = re.fullmatch(rf"(?:\W*(?:{name}))*\W*(\d{{1,4}})\W*", str(value), re.IGNORECASE)
    return int(match[1]) if match else None
