"""Who gives an opinion on which claim: the register on names, the chosen judge on the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.checks.rule import Context
from bot.judges import quotations
from bot.judges.names import NameJudge
from bot.llm.endpoint import Endpoint
from bot.pipeline.ledger import Ledger
from bot.pipeline.notices import local_judge
from bot.records import Kind, Label, Opinion, Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from bot.article import Article
    from bot.judges.judge import Judge, Task
    from bot.organisations import Register
    from bot.pipeline.gathering import Gathered
    from bot.settings import Settings
    from bot.store import Store

_NO_KEY = "No key is set for the judge that was asked for; set ANTHROPIC_API_KEY, or use --judge local."
_COULD_NOT = {
    Reason.UNREACHABLE: "No source could be read: what was looked for is not reachable.",
    Reason.BLOCKED: "No source could be read: the pages refuse programs or hide their content.",
    Reason.TIMED_OUT: "No source could be read: the servers did not answer in time.",
    Reason.BUDGET: "No source could be read: the budget of pages or bytes is spent.",
}


class Bench:
    """The judges of a run.

    Args:
        settings: Which judge is asked for, and how to reach a model.
        store: Keeps replies and opinions.
        register: The official names.
        log: Is told of every model call.

    Attributes:
        endpoint: The service that judges; None: the local judge does.
        searching: The service that searches the web for the finders; None: none is asked to.
    """

    def __init__(
        self,
        settings: Settings,
        store: Store,
        register: Register,
        log: Callable[[dict[str, Any]], None] | None = None,
    ) -> None:
        self.settings = settings
        self.ledger = Ledger(store.calls)
        self._register = register
        self._names = NameJudge(register)
        reachable = bool(settings.api_key or settings.base_url)
        wanted = settings.judge
        self.name = ("claude" if reachable and not settings.offline else "local") if wanted == "auto" else wanted
        self.keyless = self.name == "claude" and not reachable and not settings.offline
        judging = self.name == "claude" and not self.keyless
        searching = settings.web_search and not settings.offline
        self._service = Endpoint(settings, self.ledger, log) if judging or searching else None
        self.endpoint = self._service if judging else None
        self.searching = self._service if searching else None
        self._judge = self._made(store)
        self.model = self._judge.model

    def _made(self, store: Store) -> Judge:
        if self.endpoint is not None:
            from bot.judges.claude import ClaudeJudge

            return ClaudeJudge(self.endpoint, store.answers)
        from bot.judges.local import LocalJudge
        from bot.judges.reader import beside

        return beside(LocalJudge())

    @property
    def line(self) -> str:
        """Which judge reads, and why it is that one: the first line of every report."""
        if self.keyless:
            return "Judge: claude was asked for, but no key is set; the checks in code ran alone."
        if self.name == "claude":
            offline = " Offline: only stored replies." if self.settings.offline else ""
            return f"Judge: claude ({self.model}).{offline}"
        return local_judge(self.settings)

    @property
    def may_look_again(self) -> bool:
        """Whether the judge can say what is missing, and there is a network to look for it."""
        return self.endpoint is not None and not self.settings.offline

    @property
    def problems(self) -> list[str]:
        """What went wrong on the model's side."""
        return self._service.problems if self._service else []

    @property
    def cost_usd(self) -> float | None:
        """What the run has cost so far; None where a price is not known."""
        return self._service.usage.cost_usd if self._service else 0.0

    async def close(self) -> None:
        """Give connections back."""
        if self._service:
            await self._service.close()

    async def opinions(self, article: Article, tasks: Sequence[Task], gathered: Gathered) -> list[Opinion | None]:
        """An opinion for each task, in their order; None where nobody was asked to look."""
        found: list[Opinion | None] = [self._by_code(article, task, gathered) for task in tasks]
        open_tasks = [n for n, opinion in enumerate(found) if opinion is None and gathered.snapshots]
        if self.keyless:
            for n in open_tasks:
                found[n] = Opinion(self.name, Label.UNCHECKED, _NO_KEY, Reason.NO_KEY)
            return found
        read = await self._judge.judge(article, [tasks[n] for n in open_tasks])
        for n, opinion in zip(open_tasks, read, strict=True):
            found[n] = _honest(opinion, gathered.failed(tasks[n].claim))
        return found

    def _by_code(self, article: Article, task: Task, gathered: Gathered) -> Opinion | None:
        """What needs no judge that reads; None where one is to be asked, or where nobody was asked to look."""
        if task.claim.kind is Kind.NAME:
            named = self._names.opinion(article, task.claim)
            unknown = named.reason is Reason.SILENT and self.endpoint is not None and gathered.snapshots
            if not unknown:  # a name that the register does not know may stand in a source
                return named
        if gathered.snapshots:
            context = Context(self._register, snapshots=gathered.snapshots)
            return quotations.opinion(article, task.claim, context)
        reason = gathered.failed(task.claim)
        if reason is not None:
            return Opinion("policy", Label.UNCHECKED, _COULD_NOT.get(reason, _COULD_NOT[Reason.UNREACHABLE]), reason)
        if gathered.asked:
            return Opinion("policy", Label.NOT_ENOUGH_EVIDENCE, "No source was found that bears on it.", Reason.SILENT)
        return None


def _honest(opinion: Opinion, failed: Reason | None) -> Opinion:
    """Silence of the sources that could be read is not silence of the one that could not."""
    if failed is None or opinion.label is not Label.NOT_ENOUGH_EVIDENCE or opinion.reason is not Reason.SILENT:
        return opinion
    return Opinion("policy", Label.UNCHECKED, f"{_COULD_NOT.get(failed, '')} {opinion.explanation}".strip(), failed)
