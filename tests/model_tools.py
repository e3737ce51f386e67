"""Small parts for tests of the model's side: a keeper in memory, endpoints on a loopback server, sources."""

from __future__ import annotations

import asyncio
import os
from dataclasses import replace
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeVar
from unittest import mock

from messages_api import KEY, MessagesAPI

from bot import article
from bot.claims.claude import extract
from bot.judges.claude import ClaudeJudge
from bot.llm.endpoint import Endpoint
from bot.llm.question import Question
from bot.records import Call, Claim, Kind, NotCheckable, Opinion, Passage, Source, Tier
from bot.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping

    from bot.judges.judge import Task

T = TypeVar("T")


class Shelf:
    """Keeps calls as the store does: the first under a key stays."""

    def __init__(self) -> None:
        self.calls: dict[str, Call] = {}

    def find(self, key: str) -> Call | None:
        return self.calls.get(key)

    def keep(self, call: Call) -> None:
        self.calls.setdefault(call.key, call)

    @property
    def paid(self) -> list[Call]:
        return [call for call in self.calls.values() if call.usage.calls]


class Opinions:
    """Keeps opinions as the store does."""

    def __init__(self) -> None:
        self.kept: dict[str, Opinion] = {}

    def find(self, keys: Iterable[str]) -> dict[str, Opinion]:
        return {key: self.kept[key] for key in keys if key in self.kept}

    def keep(self, opinions: Mapping[str, Opinion]) -> None:
        self.kept |= opinions


def settings(api: MessagesAPI | None, **more: Any) -> Settings:
    base = Settings(api_key=KEY, base_url=api.url if api else None, model_timeout=20.0)
    return replace(base, **more)


def using(
    api: MessagesAPI | None, work: Callable[[Endpoint], Awaitable[T]], shelf: Shelf | None = None, **more: Any
) -> T:
    """Run `work` with an endpoint on `api`; more arguments are settings, but `log` is the endpoint's."""
    log = more.pop("log", None)

    async def run() -> T:
        endpoint = Endpoint(settings(api, **more), shelf or Shelf(), log=log, pause=0.01)
        try:
            return await work(endpoint)
        finally:
            await endpoint.close()

    # No TLS on loopback: without this every client would read all of the machine's certificates.
    with TemporaryDirectory() as empty, mock.patch.dict(os.environ, {"SSL_CERT_FILE": "", "SSL_CERT_DIR": empty}):
        return asyncio.run(run())


def a_question(**more: Any) -> Question:
    schema = {"type": "object", "properties": {}, "required": [], "additionalProperties": False}
    base = Question(("p", "1", "hash"), "claude-sonnet-5-5", "Be brief.", "Hello.", schema, expects=50, most=400)
    return replace(base, **more)


def source(publisher: str = "CDC", tier: Tier = Tier.PRIMARY, **more: Any) -> Source:
    return replace(Source("https://example.org/a", publisher, "A page", None, tier), **more)


def passage(text: str, snapshot: str = "s1", start: int = 100, **more: Any) -> Passage:
    return Passage(snapshot, start, start + len(text), text, source(**more))


def draft(text: str) -> article.Article:
    return article.from_text(text, "draft.txt")


def a_claim(text: str, start: int = 0, **more: Any) -> Claim:
    base = Claim(start, start + len(text), text, text, Kind.NUMBER, f"f{start}", context=text)
    return replace(base, **more)


def judged(
    api: MessagesAPI, tasks: list[Task], opinions: Opinions | None = None, shelf: Shelf | None = None, **more: Any
) -> list[Opinion]:
    text = "\n\n".join(task.claim.context for task in tasks)
    return using(api, lambda e: ClaudeJudge(e, opinions).judge(draft(text), tasks), shelf, **more)


def extracted(
    api: MessagesAPI, text: str, shelf: Shelf | None = None, **more: Any
) -> tuple[list[Claim], list[NotCheckable]]:
    fallback = more.pop("fallback", ((), ()))
    return using(api, lambda e: extract(draft(text), e, fallback), shelf, **more)
