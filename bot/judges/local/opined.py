"""What holding a claim against one text came to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.records import Label, Reason


@dataclass(frozen=True, slots=True)
class Opined:
    """What came out. `spans` are the stretches of the evidence that decided it; `coverage` says how much was found."""

    label: Label
    confidence: float
    why: str
    spans: tuple[tuple[int, int], ...] = ()
    reason: Reason | None = None
    coverage: float = 0.0
