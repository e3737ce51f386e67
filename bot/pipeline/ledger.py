"""Which replies a run used, and which it paid for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.records import Call
    from bot.store.calls import Calls


@dataclass
class Ledger:
    """Finds and keeps calls in the store, for one run after the other.

    What is paid for is noted with its run at once, so that a killed run knows its cost; what is only read, at its end.
    """

    calls: Calls
    _run: str | None = None
    _read: dict[str, bool] = field(default_factory=dict)

    def open(self, run_id: str) -> None:
        """The run for which replies are used from now on."""
        self._run, self._read = run_id, {}

    def close(self) -> None:
        """Note what the run read."""
        if self._run is not None:
            self.calls.used(self._run, self._read)
        self._run, self._read = None, {}

    def find(self, key: str) -> Call | None:
        """The call kept under `key`."""
        call = self.calls.find(key)
        if call:
            self._read.setdefault(key, False)
        return call

    def keep(self, call: Call) -> None:
        """Commit `call`."""
        self.calls.keep(call)
        if self._run is not None:
            self.calls.used(self._run, {call.key: True})
