"""Which replies a run used: the store's calls, with a note of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.records import Call
    from bot.store.calls import Calls


@dataclass
class Ledger:
    """Finds and keeps calls in the store; `used` tells of each whether it was paid for now."""

    calls: Calls
    used: dict[str, bool] = field(default_factory=dict)

    def find(self, key: str) -> Call | None:
        """The call kept under `key`."""
        call = self.calls.find(key)
        if call:
            self.used.setdefault(key, False)
        return call

    def keep(self, call: Call) -> None:
        """Commit `call`."""
        self.calls.keep(call)
        self.used[call.key] = True
