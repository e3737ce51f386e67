"""What a run may cost: money is set aside before a call and settled after it, so that the limit holds."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from bot.errors import ModelError


@dataclass
class Budget:
    """US dollars. `limit` None: no limit. `spent` is what was paid; `held` is set aside for calls under way."""

    limit: float | None
    spent: float = 0.0
    held: float = 0.0
    _settled: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def hold(self, least: float, most: float) -> float:
        """Set money aside for a call that costs between `least` and `most`; it gets what there is, up to
        `most`.

        While other calls are under way, it waits for what they leave rather than make do with less.

        Raises:
            ModelError: Not even `least` is left (reason `budget`).
        """
        if self.limit is None:
            return most
        async with self._settled:
            await self._settled.wait_for(lambda: not self.held or self._left >= most)
            if self._left < least:
                raise ModelError(self._refusal(), reason="budget")
            held = min(most, self._left)
            self.held += held
            return held

    async def settle(self, held: float, paid: float) -> None:
        """Replace what `hold` gave by what the call did cost."""
        async with self._settled:
            self.spent += paid
            if self.limit is not None:
                self.held = max(self.held - held, 0.0)
            self._settled.notify_all()

    @property
    def _left(self) -> float:
        return (self.limit or 0.0) - self.spent - self.held

    def _refusal(self) -> str:
        # No amounts of single calls: a run says this once, however many calls it stops.
        return (
            f"the limit of ${self.limit:.2f} leaves no room for the calls that remain; go on with a higher --max-cost, "
            "what is stored is not paid for again"
        )
