"""What the model is shown for a judgement: claims and numbered passages, between tags that neither can forge."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

from bot import prompts
from bot.judges.claude_reply import SCHEMA
from bot.llm import parts
from bot.llm.answer import words
from bot.llm.question import Question

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.article import Article
    from bot.judges.judge import Task
    from bot.records import Passage
    from bot.settings import Settings

PROMPT = "judge"
# More claims in one question are judged with less care; fewer cost the instructions again.
_BATCH = 12
_CHARACTERS = 60_000
_LONGEST = 4_000
_TOKENS = 220


def batches(tasks: Sequence[Task]) -> Iterator[list[Task]]:
    """Cut tasks into runs of about equal length that one question can hold; neighbours share passages, so they stay."""
    if not tasks:
        return
    whole = sum(len(passage.text) for passage in pool(tasks))
    count = max(math.ceil(len(tasks) / _BATCH), math.ceil(whole / _CHARACTERS))
    size = math.ceil(len(tasks) / count)
    for start in range(0, len(tasks), size):
        yield list(tasks[start : start + size])


def pool(tasks: Sequence[Task]) -> list[Passage]:
    """The passages of the tasks, each once, in the order in which they are numbered from 1."""
    unique = {(p.snapshot_sha256, p.start, p.end): p for task in tasks for p in task.passages}
    return list(unique.values())


def question(article: Article, tasks: Sequence[Task], settings: Settings, model: str, note: str = "") -> Question:
    """The request about some claims with their passages; claims are numbered from 1 in the order of `tasks`."""
    prompt = prompts.load(PROMPT)
    passages = pool(tasks)
    numbers = {id_(passage): n for n, passage in enumerate(passages, 1)}
    claims = "\n\n".join(_claim(n, task, numbers) for n, task in enumerate(tasks, 1))
    date = article.published.isoformat() if article.published else "unknown"
    fence = prompts.fence([claims, *map(_heading, passages), *(_body(each) for each in passages)])
    shown = "\n\n".join(
        f"<passage-{fence} P{n}>\n{_heading(each)}\n{_body(each)}\n</passage-{fence}>"
        for n, each in enumerate(passages, 1)
    )
    schema = json.dumps(SCHEMA, separators=(",", ":"))
    system, message = prompt.render(
        {"claims": claims, "passages": shown, "fence": fence, "date": date, "schema": schema, "note": note}
    )
    return Question(
        prompt=prompt.identity,
        model=model,
        system=system,
        message=message,
        schema=SCHEMA,
        expects=_TOKENS * len(tasks),
        most=parts.room(_TOKENS, len(tasks), settings.effort),
        effort=settings.effort,
        cached=True,
    )


def id_(passage: Passage) -> tuple[str, int, int]:
    """What tells passages apart."""
    return passage.snapshot_sha256, passage.start, passage.end


def _claim(number: int, task: Task, numbers: dict[tuple[str, int, int], int]) -> str:
    """A claim on lines of its own; no value can begin a line."""
    claim = task.claim
    look = ", ".join(f"P{numbers[id_(passage)]}" for passage in task.passages)
    lines = [
        ("statement", claim.text),
        ("words", claim.quote),
        ("sentence", claim.context if claim.context != claim.text else ""),
        ("kind", claim.kind.value),
        ("speaker", claim.speaker or ""),
        ("time", claim.timeframe or ""),
        ("look at", look),
    ]
    shown = (f"  {name}: {' '.join(prompts.visible(value).split())[:_LONGEST]}" for name, value in lines if value)
    return "\n".join([f"C{number}", *shown])


def _heading(passage: Passage) -> str:
    source = passage.source
    published = source.published.isoformat() if source.published else "undated"
    publisher = words(source.publisher, 100) or "publisher unknown"
    title = words(source.title, 150)
    return " | ".join(each for each in (publisher, title, published, source.tier.value) if each)


def _body(passage: Passage) -> str:
    return prompts.visible(passage.text[:_LONGEST])
