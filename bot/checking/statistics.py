"""What a job cost: counters that show that unchanged work is not done again."""

from __future__ import annotations

from dataclasses import dataclass

from bot.reports.text import plural


@dataclass(slots=True)
class Statistics:
    """Counters of one job.

    Attributes:
        drafts: Drafts that were checked.
        unchanged: Those whose result was kept from before.
        claims: Claims in all of them.
        worked_on: Claims that had to be worked on: new ones, and those whose sentence changed.
        fetched: Pages fetched and stored.
        asked: Replies of a model that were paid for.
        seconds: Time taken.
    """

    drafts: int = 0
    unchanged: int = 0
    claims: int = 0
    worked_on: int = 0
    fetched: int = 0
    asked: int = 0
    seconds: float = 0.0

    def lines(self) -> list[str]:
        """The counters, for reading."""
        return [
            f"{plural(self.drafts, 'draft')}, {self.unchanged} unchanged",
            f"{plural(self.claims, 'claim')}: {self.worked_on} worked on, {self.claims - self.worked_on} from cache",
            f"{plural(self.fetched, 'page')} fetched, {plural(self.asked, 'model call')} paid for",
            f"{self.seconds:.2f} s",
        ]
