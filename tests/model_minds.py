"""Minds for `messages_api`: what a model would answer to our prompts, made by plain code from the request itself."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Asked:
    """A request as a model reads it: `sentences` and `ask`, or `claims` and `passages`."""

    system: str
    text: str
    sentences: dict[int, str] = field(default_factory=dict)
    ask: list[int] = field(default_factory=list)
    claims: dict[int, dict[str, str]] = field(default_factory=dict)
    passages: dict[int, str] = field(default_factory=dict)

    @property
    def extracts(self) -> bool:
        return bool(self.ask)


def read(request: dict[str, Any]) -> Asked:
    system = request["system"]
    text = request["messages"][0]["content"]
    asked = Asked(system if isinstance(system, str) else "".join(b["text"] for b in system), text)
    wanted = re.search(r"^Sentences asked about: ([\d, ]+)$", text, re.MULTILINE)
    if wanted:
        asked.ask = [int(n) for n in wanted[1].split(",")]
        asked.sentences = {int(n): s for n, s in re.findall(r"^\[(\d+)\] (.*)$", text, re.MULTILINE)}
        return asked
    for number, body in re.findall(
        r"^<passage-\w{10} P(\d+)>\n[^\n]*\n(.*?)\n</passage-\w{10}>$", text, re.MULTILINE | re.DOTALL
    ):
        asked.passages[int(number)] = body
    claims = re.search(r"<claims-\w{10}>\n(.*?)</claims-\w{10}>", text, re.DOTALL)
    for number, body in re.findall(r"^C(\d+)\n((?:  .*\n?)*)", claims[1] if claims else "", re.MULTILINE):
        asked.claims[int(number)] = dict(re.findall(r"^  ([a-z ]+): (.*)$", body, re.MULTILINE))
    return asked


def claim(quote: str, **more: Any) -> dict[str, Any]:
    whole = {"quote": quote, "text": quote, "kind": "other", "speaker": "", "timeframe": "", "checkworthiness": 0.8}
    return whole | {"why": "a figure", "owner": "", "queries": ["the figure"]} | more


def sentence(number: int, *claims: dict[str, Any], **more: Any) -> dict[str, Any]:
    whole = {"id": number, "decision": "claims" if claims else "not_checkable"}
    return whole | {"reason": "" if claims else "opinion", "why": "", "claims": list(claims)} | more


def opinion(number: int, label: str, *points: tuple[str, str, str], **more: Any) -> dict[str, Any]:
    """An opinion on claim `number`; a point is (passage, stance, quote)."""
    whole = {
        "claim": f"C{number}",
        "points": [{"passage": p, "stance": s, "quote": q} for p, s, q in points],
        "label": label,
        "confidence": "high",
        "missing": "",
        "queries": [],
        "explanation": "The source says so.",
        "find": "",
        "replace": "",
    }
    return whole | more


def sentences(*items: dict[str, Any]) -> str:
    return json.dumps({"sentences": list(items)})


def opinions(*items: dict[str, Any]) -> str:
    return json.dumps({"opinions": list(items)})


def careful(request: dict[str, Any]) -> str:
    """A mind that extracts sentences with figures or names, and supports what a passage repeats figure for figure."""
    asked = read(request)
    if asked.extracts:
        return sentences(*(_extract(n, asked.sentences[n]) for n in asked.ask))
    return opinions(*(_judge(n, each, asked.passages) for n, each in asked.claims.items()))


def _extract(number: int, text: str) -> dict[str, Any]:
    if text.endswith("?"):
        return sentence(number, reason="question")
    if not re.search(r"\d|[A-Z]\w+ [A-Z]", text):
        return sentence(number, reason="opinion")
    return sentence(number, claim(text.rstrip("."), kind="number" if re.search(r"\d", text) else "event"))


def _judge(number: int, stated: dict[str, str], passages: dict[int, str]) -> dict[str, Any]:
    figures = set(re.findall(r"\d[\d,.]*\d|\d", stated["statement"]))
    for place in re.findall(r"\d+", stated.get("look at", "")):
        for line in re.split(r"(?<=[.!?])\s+", passages.get(int(place), "")):
            if figures and figures <= set(re.findall(r"\d[\d,.]*\d|\d", line)):
                return opinion(number, "supported", (f"P{place}", "supports", line))
    return opinion(number, "not_enough_evidence", missing="The same figure.", queries=["the figure, official"])
