"""What the extraction prompt asks for, and reading what came: nothing is trusted to be there or of the right type."""

from __future__ import annotations

import json
import math
import re
from dataclasses import asdict, dataclass
from typing import Any

from bot.llm.answer import items, repeats, words
from bot.records import Kind

NAME = "sentences"
CLAIMS, NOT_CHECKABLE, AMBIGUOUS = "claims", "not_checkable", "ambiguous"
REASONS = (
    "question",
    "opinion",
    "prediction",
    "instruction",
    "boilerplate",
    "vague",
    "addresses_model",
    "no_statement",
    AMBIGUOUS,
)
_MAX_CLAIMS = 20
_MAX_QUERIES = 3
_ADDRESS = re.compile(r"\S*(?:://|www\.)\S*", re.IGNORECASE)
_TEXT = {"type": "string"}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


_CLAIM = _object(
    {
        "quote": _TEXT,
        "text": _TEXT,
        "kind": {"type": "string", "enum": [kind.value for kind in Kind]},
        "speaker": _TEXT,
        "timeframe": _TEXT,
        "checkworthiness": {"type": "number"},
        "why": _TEXT,
        "owner": _TEXT,
        "queries": {"type": "array", "items": _TEXT},
    }
)
_SENTENCE = _object(
    {
        "id": {"type": "integer"},
        "decision": {"type": "string", "enum": [CLAIMS, NOT_CHECKABLE, AMBIGUOUS]},
        "reason": {"type": "string", "enum": ["", *REASONS]},
        "why": _TEXT,
        "claims": {"type": "array", "items": _CLAIM},
    }
)
SCHEMA = _object({NAME: {"type": "array", "items": _SENTENCE}})


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim as the model put it; `quote` is not located yet."""

    quote: str
    text: str
    kind: Kind
    speaker: str | None
    timeframe: str | None
    checkworthiness: float
    why: str
    owner: str | None
    queries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What the model said of one sentence."""

    reason: str
    why: str
    drafts: tuple[Draft, ...]


def decisions(text: str, asked: set[int], instructions: str = "") -> dict[int, Decision]:
    """The decisions that a reply holds, by sentence; those on sentences that nobody asked about are left out.

    Where a sentence comes twice, the first decision with claims counts. One that repeats the instructions is none.
    """
    found: dict[int, Decision] = {}
    for item in items(text, NAME):
        number = _number(item.get("id"))
        decision = decision_of(item)
        if decision and repeats(json.dumps(plain(decision), ensure_ascii=False), instructions):
            continue
        if number in asked and decision and not (number in found and found[number].drafts):
            found[number] = decision
    return found


def decision_of(item: dict[str, Any]) -> Decision | None:
    """The decision that one object states; None where it states none."""
    listed = item.get("claims")
    raw = listed[:_MAX_CLAIMS] if isinstance(listed, list) else []
    drafts = tuple(draft for each in raw if isinstance(each, dict) and (draft := _draft(each)))
    said = item.get("decision")
    if drafts:
        return Decision("", "", drafts)
    if said not in {NOT_CHECKABLE, AMBIGUOUS}:
        return None
    reason = item.get("reason") if item.get("reason") in REASONS else "no_statement"
    return Decision(AMBIGUOUS if said == AMBIGUOUS else str(reason), words(item.get("why"), 200), ())


def plain(decision: Decision) -> dict[str, Any]:
    """`decision` as JSON data that `decision_of` reads back."""
    said = CLAIMS if decision.drafts else AMBIGUOUS if decision.reason == AMBIGUOUS else NOT_CHECKABLE
    claims = [asdict(draft) for draft in decision.drafts]
    return {"decision": said, "reason": decision.reason, "why": decision.why, "claims": claims}


def searches(value: object) -> tuple[str, ...]:
    """Search words that a model proposes: a few, short, and never an address, so that none can steer a fetch."""
    listed = list(value)[: _MAX_QUERIES * 2] if isinstance(value, (list, tuple)) else []
    clean = (words(_ADDRESS.sub(" ", words(each, 400)), 120) for each in listed)
    return tuple(dict.fromkeys(each for each in clean if each))[:_MAX_QUERIES]


def _draft(item: dict[str, Any]) -> Draft | None:
    quote = item.get("quote")
    text = words(item.get("text"), 1_000)
    if not isinstance(quote, str) or not quote.strip() or not text:
        return None
    kind = item.get("kind")
    return Draft(
        quote=quote,
        text=text,
        kind=Kind(kind) if kind in {each.value for each in Kind} else Kind.OTHER,
        speaker=words(item.get("speaker"), 120) or None,
        timeframe=words(item.get("timeframe"), 120) or None,
        checkworthiness=_share(item.get("checkworthiness")),
        why=words(item.get("why"), 200),
        owner=words(item.get("owner"), 120) or None,
        queries=searches(item.get("queries")),
    )


def _share(value: object) -> float:
    number = isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
    return min(max(float(value), 0.0), 1.0) if number else 0.5  # type: ignore[arg-type]  # checked on the line above


def _number(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    match = re.fullmatch(r"\D{0,3}(\d{1,6})\D{0,3}", str(value)) if isinstance(value, (int, str)) else None
    return int(match[1]) if match else None
