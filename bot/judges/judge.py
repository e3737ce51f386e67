"""What a judge is: it reads claims with their passages and gives one opinion each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.article import Article
    from bot.records import Claim, Opinion, Passage


@dataclass(frozen=True, slots=True)
class Task:
    """One claim with the passages found for it, best first."""

    claim: Claim
    passages: tuple[Passage, ...]


class Judge(Protocol):
    """A judge. `name` is `local` or `claude`; `model` names the model behind it, where there is one."""

    name: str
    model: str | None

    async def judge(self, article: Article, tasks: Sequence[Task]) -> Sequence[Opinion]:
        """One opinion a task, in the order of the tasks. What fails is `unchecked` with its reason: it never raises."""
        ...
