"""What tokens cost, from `prices.json`. A model that is not listed costs "unknown" (None), never nothing."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("prices.json")
_DATED = re.compile(r"-\d{8}$")
_MILLION, _THOUSAND = 1_000_000, 1_000


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens of one call, as they are billed. `input` counts what was neither written to nor read from a cache."""

    input: int = 0
    output: int = 0
    write_5m: int = 0
    write_1h: int = 0
    read: int = 0

    @property
    def prompt(self) -> int:
        """All tokens of the prompt, cached or not."""
        return self.input + self.write_5m + self.write_1h + self.read


def cost(model: str, tokens: Tokens) -> float | None:
    """US dollars that `tokens` of `model` cost; None where its price is not known."""
    bands = _table()["models"].get(_DATED.sub("", model))
    if bands is None:
        return None
    band = next(b for b in bands if tokens.prompt <= b.get("up_to", tokens.prompt))
    return float(sum(getattr(tokens, kind) * band[kind] for kind in Tokens.__dataclass_fields__)) / _MILLION


def searching(times: int) -> float:
    """US dollars that the service asks for so many web searches, beside the tokens that they bring."""
    return float(times * _table()["web_search"]) / _THOUSAND


def known(model: str) -> bool:
    """Whether the price of `model` is listed."""
    return cost(model, Tokens()) is not None


def as_of() -> str:
    """The day on which the prices were read off, in ISO form."""
    return str(_table()["as_of"])


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return table
