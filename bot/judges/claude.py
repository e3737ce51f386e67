"""The judge that reads: several claims in one question, every quote found in its passage, doubt stated as
doubt.

What goes wrong with one claim touches no other: what an answer leaves out, says twice or quotes from nowhere
is asked about once more, by itself; what is still wrong then is `unchecked` with its reason.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.errors import ModelError
from bot.judges.claude_evidence import ground
from bot.judges.claude_key import key, moved
from bot.judges.claude_opinion import NAME, opinion
from bot.judges.claude_reply import rulings
from bot.judges.claude_request import batches, pool, question
from bot.llm import parts
from bot.records import Label, Opinion, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Protocol

    from bot.article import Article
    from bot.judges.judge import Task
    from bot.llm.endpoint import Endpoint
    from bot.llm.question import Answer, Question

    class Opinions(Protocol):
        """Where opinions are kept under what they depend on; the store's `answers` is one."""

        def find(self, keys: Iterable[str]) -> dict[str, Opinion]:
            """The opinions that are known, by key."""
            ...

        def keep(self, opinions: Mapping[str, Opinion]) -> None:
            """Commit opinions under their keys."""
            ...


SILENT = "No passage was found that bears on it."
UNREADABLE = "The model's answer on this claim could not be read, twice."
UNGROUNDED = "The model quoted words that are not in the source, twice; its opinion is void."
_UNSURE = 0.5
# Reasons that are the model's own doing: another model may do better, and asking the same one again would
# not.
_ANSWERED = frozenset({Reason.MODEL_REFUSED, Reason.UNREADABLE_REPLY, Reason.UNGROUNDED})
_AGAIN = "You were asked before, and the answer could not be used: {faults}. Copy quotes character for character."


@dataclass
class ClaudeJudge:
    """A judge behind an endpoint that speaks the Messages API.

    Args:
        endpoint: Where to ask; its settings name the models.
        opinions: Where opinions are kept by what they depend on, so that a claim is judged anew only when its
            words, its passages, the prompt or the model change; None keeps none.
    """

    endpoint: Endpoint
    opinions: Opinions | None = None
    name: str = NAME
    model: str | None = field(init=False)

    def __post_init__(self) -> None:
        self.model = self.endpoint.settings.model

    async def judge(self, article: Article, tasks: Sequence[Task]) -> list[Opinion]:
        """One opinion a task, in their order; what fails is `unchecked` with its reason."""
        keys = [key(article, task, self.endpoint.settings) for task in tasks]
        kept = self.opinions.find(keys) if self.opinions else {}
        found = {n: moved(kept[k], tasks[n].claim.start) for n, k in enumerate(keys) if k in kept}
        fresh = await self._fresh(article, {n: task for n, task in enumerate(tasks) if n not in found})
        if self.opinions:
            final = {n: each for n, each in fresh.items() if _is_final(each)}
            self.opinions.keep({keys[n]: moved(each, -tasks[n].claim.start) for n, each in final.items()})
        found |= fresh
        return [found[n] for n in range(len(tasks))]

    async def _fresh(self, article: Article, tasks: Mapping[int, Task]) -> dict[int, Opinion]:
        silent = Opinion(NAME, Label.NOT_ENOUGH_EVIDENCE, SILENT, Reason.SILENT)
        found = {n: silent for n, task in tasks.items() if not task.passages}
        settings = self.endpoint.settings
        found |= await self._by(settings.model, article, {n: tasks[n] for n in tasks if n not in found})
        larger = settings.escalation_model
        unsure = {n: tasks[n] for n, each in found.items() if tasks[n].passages and _is_unsure(each)}
        if larger and larger != settings.model:
            better = await self._by(larger, article, unsure)
            found |= {n: _both(found[n], each) for n, each in better.items() if each.label is not Label.UNCHECKED}
        return found

    async def _by(self, model: str, article: Article, tasks: Mapping[int, Task]) -> dict[int, Opinion]:
        """Opinions of one model on tasks, by their numbers; batches run side by side.

        Those that matter most go first: where money ends, it ends with the others.
        """
        order = list(tasks)
        cut = iter(order)
        parted = [[next(cut) for _ in batch] for batch in batches([tasks[n] for n in order])]
        parted.sort(key=lambda numbers: -sum(tasks[n].claim.checkworthiness for n in numbers) / len(numbers))
        runs = [self._batch(model, article, [tasks[n] for n in numbers]) for numbers in parted]
        made = zip(parted, await asyncio.gather(*runs), strict=True)
        return {n: each for numbers, opinions in made for n, each in zip(numbers, opinions, strict=True)}

    async def _batch(self, model: str, article: Article, tasks: Sequence[Task]) -> list[Opinion]:
        first = await self._ask(model, article, tasks, "")
        wrong = [n for n, each in enumerate(first) if isinstance(each, Fault)]
        if not wrong:
            return [each for each in first if isinstance(each, Opinion)]
        # An answer of which nothing could be used was too much at once: half of it may come through.
        size = (len(wrong) + 1) // 2 if len(wrong) == len(tasks) else len(wrong)
        halves = [wrong[start : start + size] for start in range(0, len(wrong), size)]
        runs = (self._ask(model, article, [tasks[n] for n in h], _note(first[n] for n in h)) for h in halves)
        second = [each for half in await asyncio.gather(*runs) for each in half]
        again = dict(zip(wrong, second, strict=True))
        return [_final(each, again.get(n)) for n, each in enumerate(first)]

    async def _ask(self, model: str, article: Article, tasks: Sequence[Task], note: str) -> list[Opinion | Fault]:
        """What one question brought for each task: an opinion, or what was wrong with the answer."""

        def about(some: Sequence[Task]) -> Question:
            return question(article, some, self.endpoint.settings, model, note)

        found: list[Opinion | Fault] = []
        for some, answer in await parts.ask(self.endpoint, tasks, about):
            if isinstance(answer, ModelError):
                found += [_unchecked(answer, model)] * len(some)
            else:
                found += _read(some, answer, about(some))
        return found


@dataclass(frozen=True, slots=True)
class Fault:
    """An answer on one claim that cannot be used, and what it did cost. `line` holds nothing that the model wrote."""

    line: str
    reason: Reason
    cost: float | None
    model: str


def _read(tasks: Sequence[Task], answer: Answer, asked: Question) -> list[Opinion | Fault]:
    passages = pool(tasks)
    said = rulings(answer.body.text, len(tasks))
    whole = answer.call.usage.cost_usd
    cost = None if whole is None else whole / len(tasks)
    found: list[Opinion | Fault] = []
    for number, task in enumerate(tasks, 1):
        if number not in said:
            found.append(Fault("missing, incomplete or stated twice", Reason.UNREADABLE_REPLY, cost, asked.model))
            continue
        evidence, wrong = ground(said[number], passages)
        if wrong:
            found.append(Fault(wrong[0], Reason.UNGROUNDED, cost, asked.model))
            continue
        each = opinion(task.claim, said[number], evidence, passages, asked.system)
        found.append(replace(each, model=asked.model, prompt=asked.prompt, cost_usd=cost))
    return found


def _note(faults: Iterable[Opinion | Fault]) -> str:
    """What was wrong with each claim, in our words and in the numbers of the second question."""
    lines = (f"C{n}: {each.line}" for n, each in enumerate(faults, 1) if isinstance(each, Fault))
    return _AGAIN.format(faults="; ".join(lines))


def _final(first: Opinion | Fault, second: Opinion | Fault | None) -> Opinion:
    if isinstance(first, Opinion):
        return first
    if isinstance(second, Opinion) and second.label is not Label.UNCHECKED:
        return replace(second, cost_usd=_sum(first.cost, second.cost_usd))
    if isinstance(second, Opinion):
        return second
    last = second or first
    why = UNGROUNDED if last.reason is Reason.UNGROUNDED else UNREADABLE
    cost = _sum(first.cost, second.cost if second else 0.0)
    return Opinion(NAME, Label.UNCHECKED, why, last.reason, model=last.model, cost_usd=cost)


def _both(first: Opinion, second: Opinion) -> Opinion:
    return replace(second, cost_usd=_sum(first.cost_usd, second.cost_usd))


def _sum(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one + other


def _unchecked(error: ModelError, model: str) -> Opinion:
    return Opinion(NAME, Label.UNCHECKED, str(error), Reason(error.reason), model=model)


def _is_unsure(each: Opinion) -> bool:
    if each.label is Label.UNCHECKED:
        return each.reason in _ANSWERED
    return each.confidence is not None and each.confidence < _UNSURE


def _is_final(each: Opinion) -> bool:
    """Whether asking again would bring the same: an answer came. A failure to get one is tried again next time."""
    return each.label is not Label.UNCHECKED or each.reason in _ANSWERED
