"""An endpoint that speaks the Messages API, and everything that makes asking it safe.

Every reply is kept before it is used; the same request is never paid for twice; offline, stored replies are
replayed and nothing is asked. What fails is a `ModelError` with its reason; after a fatal one (a wrong key,
no credit, an unknown model) nothing more is sent in this run.
"""

from __future__ import annotations

import asyncio
import json
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from bot.errors import ModelError, UserError
from bot.llm import prices, reply, tokens
from bot.llm.answer import words
from bot.llm.budget import Budget
from bot.records import Call, Usage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from anthropic import AsyncAnthropic

    from bot.llm.failures import Failure
    from bot.llm.reply import Body
    from bot.settings import Settings

ATTEMPTS = 3
DEFAULT_HOST = "api.anthropic.com"


class Calls(Protocol):
    """Where replies are kept; the store is one."""

    def find(self, key: str) -> Call | None:
        """The call kept under `key`."""
        ...

    def keep(self, call: Call) -> None:
        """Commit `call`; when this returns it is safe."""
        ...


@dataclass(frozen=True, slots=True)
class Question:
    """One request: a rendered prompt and what is expected of the answer.

    `expects` is a guess at the tokens of the answer and `most` their limit, thinking included; `cached` asks
    the service to cache the instructions, which pays from the second call with the same ones.
    """

    prompt: tuple[str, str, str]
    model: str
    system: str
    message: str
    schema: dict[str, Any]
    expects: int
    most: int
    effort: str | None = None
    cached: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply as it was kept, and what its body says. `replayed`: it was in the store, and cost nothing now."""

    call: Call
    body: Body
    replayed: bool


@dataclass
class Endpoint:
    """Asks questions under the settings of a run.

    Args:
        settings: Key, address, limits.
        calls: Where replies are kept.
        log: Takes one plain dictionary for each call made, replayed or failed; no texts, no keys.
        pause: Seconds before the first retry where the service names none; doubled each time.

    Attributes:
        usage: What the run has paid for so far; replayed replies cost nothing.
        problems: Why answers failed to come, one line each, for the report.
    """

    settings: Settings
    calls: Calls
    log: Callable[[dict[str, Any]], None] | None = None
    pause: float = 0.5
    usage: Usage = field(default_factory=Usage, init=False)
    problems: list[str] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        models = {self.settings.model, self.settings.extraction_model, self.settings.escalation_model}
        unpriced = sorted(model for model in models if model and not prices.known(model))
        if self.settings.max_cost is not None and unpriced and not self.settings.offline:
            raise UserError(f"--max-cost cannot hold: the price of {', '.join(unpriced)} is not known; leave it out")
        self._budget = Budget(self.settings.max_cost)
        self._gate = asyncio.Semaphore(max(self.settings.model_concurrency, 1))
        self._locks: dict[str, asyncio.Lock] = {}
        self._fatal: ModelError | None = None
        self._plain = False
        self._client: AsyncAnthropic | None = None

    @property
    def host(self) -> str:
        """The service's host name, for messages; never the whole address, which may hold a password."""
        return urlsplit(self.settings.base_url or f"https://{DEFAULT_HOST}").hostname or "the model's address"

    @property
    def available(self) -> bool:
        """Whether questions can be asked at all: there is a key, or an address that may need none."""
        return bool(self.settings.api_key or self.settings.base_url)

    async def ask(self, question: Question) -> Answer:
        """The answer to `question`, from the store or from the service.

        Raises:
            ModelError: No answer that can be read as a message came, or the model refused; `reason` says why.
        """
        key = self.key(question)
        async with self._locks.setdefault(key, asyncio.Lock()):
            kept = self.calls.find(key)
            body = reply.read(kept.reply) if kept else None
            if kept and body:
                self._note(question, kept, replayed=True)
                return self._checked(Answer(kept, body, replayed=True))
            return self._checked(await self._paid(question, key))

    def key(self, question: Question) -> str:
        """What the request is kept under: a hash of all that shapes the answer."""
        shape = [self.settings.base_url, question.model, question.system, question.message, question.schema]
        return _hash([*shape, question.effort])

    async def count(self, question: Question) -> int | None:
        """Input tokens of `question` as the service counts them, at no cost; None where it cannot tell."""
        import anthropic

        wire = self._wire(question)
        del wire["max_tokens"]
        try:
            async with asyncio.timeout(self.settings.model_timeout):
                return (await self._connect().messages.count_tokens(**wire)).input_tokens
        except (anthropic.AnthropicError, TimeoutError, ModelError, AttributeError):
            return None

    async def close(self) -> None:
        """Let go of the connections."""
        if self._client is not None:
            await self._client.close()
            self._client = None

    async def _paid(self, question: Question, key: str) -> Answer:
        try:
            self._may_ask()
            async with self._gate, self._held(question) as (limit, bill):
                self._may_ask()
                answer = await self._fetch(question, key, limit, bill)
            self._note(question, answer.call, replayed=False)
        except ModelError as error:
            self._fail(question, error)
            raise
        return answer

    def _may_ask(self) -> None:
        if self._fatal:
            raise self._fatal
        if self.settings.offline:
            raise ModelError("offline, and no stored reply answers this", reason="not_requested")
        if not self.available:
            line = "no key: set ANTHROPIC_API_KEY, or the base URL of an endpoint that needs none"
            raise ModelError(line, reason="no_key", fatal=True)

    @asynccontextmanager
    async def _held(self, question: Question) -> AsyncIterator[tuple[int, Callable[[float], None]]]:
        """Set the call's cost aside; yields the output tokens that can be paid, and where to say what it did cost."""
        paid = [0.0]
        fixed = prices.cost(question.model, prices.Tokens(write_5m=tokens.estimate(self._texts(question)))) or 0.0
        each = prices.cost(question.model, prices.Tokens(output=1)) or 0.0
        held = await self._budget.hold(fixed + question.expects * each, fixed + question.most * each)
        try:
            yield int((held - fixed) / each + 1e-6) if each else question.most, paid.append
        finally:
            await self._budget.settle(held, sum(paid))

    async def _fetch(self, question: Question, key: str, limit: int, bill: Callable[[float], None]) -> Answer:
        wire = {**self._wire(question), "max_tokens": min(limit, question.most)}
        started = time.monotonic()
        text, request_id, retries = await self._send(wire)
        body = reply.read(text)
        if body is None:
            raise ModelError(f"{self.host} answered with something that is no message", reason="unreadable_reply")
        short = body.truncated and limit < question.most
        if short:
            key = _hash([key, limit])  # a later run with more money asks again
        call = Call(
            key=key,
            prompt=question.prompt,
            model=question.model,
            request=json.dumps(wire, ensure_ascii=False, sort_keys=True),
            reply=reply.shorten(text),
            stop_reason=body.stop_reason,
            usage=_usage(question.model, body),
            request_id=request_id,
            seconds=round(time.monotonic() - started, 3),
            retries=retries,
            created_at=datetime.now(UTC),
        )
        self.calls.keep(call)
        bill(call.usage.cost_usd or 0.0)
        if short:
            self.usage = add(self.usage, call.usage)
            raise ModelError("the answer was cut off where the cost limit was reached", reason="budget")
        return Answer(call, reply.read(call.reply) or body, replayed=False)

    async def _send(self, wire: dict[str, Any]) -> tuple[str, str | None, int]:
        """The body of the answer, its request id, and how often it was tried before."""
        deadline = time.monotonic() + self.settings.model_timeout
        retries = 0
        while True:
            try:
                async with asyncio.timeout_at(asyncio.get_running_loop().time() + deadline - time.monotonic()):
                    return *await self._attempt(wire), retries
            except TimeoutError:
                line = f"{self.host} did not answer within {self.settings.model_timeout:g} s"
                raise ModelError(line, reason="timed_out") from None
            except _AttemptError as attempt:
                failure = attempt.failure
            wire = await self._recover(failure, wire, retries, deadline)
            retries += 1

    async def _attempt(self, wire: dict[str, Any]) -> tuple[str, str | None]:
        import anthropic

        from bot.llm import failures

        try:
            raw = await self._connect().messages.with_raw_response.create(**_without(wire, plain=self._plain))
            return raw.http_response.text, raw.headers.get("request-id")
        except anthropic.APIStatusError as error:
            raise _AttemptError(failures.of_status(error, self.host, wire["model"])) from error
        except anthropic.APIConnectionError as error:
            raise _AttemptError(failures.of_connection(error, self.host)) from error
        except anthropic.AnthropicError as error:
            raise ModelError(f"{self.host}: {error}", reason="unreachable") from error

    async def _recover(self, failure: Failure, wire: dict[str, Any], retries: int, deadline: float) -> dict[str, Any]:
        """Wait, or do without the extras, before the next attempt; raises where there is none."""
        if failure.plain and not self._plain:
            self._plain = True
            return wire
        wait = self.pause * 2**retries if failure.wait is None else failure.wait
        if not failure.again or retries + 1 >= ATTEMPTS:
            raise failure.error
        if time.monotonic() + wait >= deadline:
            line = f"{failure.error} (it asks to wait {wait:g} s)"
            raise ModelError(line, reason=failure.error.reason) from None
        await asyncio.sleep(wait)
        return wire

    def _wire(self, question: Question) -> dict[str, Any]:
        import anthropic

        output: dict[str, Any] = {
            "format": {"type": "json_schema", "schema": anthropic.transform_schema(question.schema)}
        }
        if question.effort:
            output["effort"] = question.effort
        block: dict[str, Any] = {"type": "text", "text": question.system}
        if question.cached:
            block["cache_control"] = {"type": "ephemeral"}
        return {
            "model": question.model,
            "max_tokens": question.most,
            "system": [block],
            "messages": [{"role": "user", "content": question.message}],
            "output_config": output,
        }

    def _connect(self) -> AsyncAnthropic:
        if self._client is None:
            import anthropic

            # Key and address are always given: otherwise the SDK would look for its own in the environment
            # and on disk.
            self._client = anthropic.AsyncAnthropic(
                api_key=self.settings.api_key or "none",
                base_url=self.settings.base_url or f"https://{DEFAULT_HOST}",
                timeout=anthropic.Timeout(self.settings.model_timeout, connect=min(5.0, self.settings.model_timeout)),
                max_retries=0,
            )
        return self._client

    def _texts(self, question: Question) -> str:
        return question.system + question.message + json.dumps(question.schema)

    def _note(self, question: Question, call: Call, *, replayed: bool) -> None:
        if not replayed:
            self.usage = add(self.usage, call.usage)
        self._tell(question, call=call, outcome="replayed" if replayed else "answered")

    def _checked(self, answer: Answer) -> Answer:
        if answer.body.refused:
            why = f" ({words(answer.body.refusal, 40)})" if answer.body.refusal else ""
            error = ModelError(f"the model declined to answer{why}", reason="model_refused")
            self._remember(error)
            raise error
        return answer

    def _fail(self, question: Question, error: ModelError) -> None:
        if error.fatal:
            self._fatal = error
        self._remember(error)
        self._tell(question, outcome=error.reason)

    def _remember(self, error: ModelError) -> None:
        if str(error) not in self.problems:
            self.problems.append(str(error))

    def _tell(self, question: Question, *, outcome: str, call: Call | None = None) -> None:
        if self.log:
            self.log(event(question, outcome, call))


class _AttemptError(Exception):
    def __init__(self, failure: Failure) -> None:
        super().__init__(str(failure.error))
        self.failure = failure


def add(one: Usage, other: Usage) -> Usage:
    """Both together; a cost that is not known makes the sum unknown."""
    known = one.cost_usd is not None and other.cost_usd is not None
    return Usage(
        calls=one.calls + other.calls,
        input_tokens=one.input_tokens + other.input_tokens,
        output_tokens=one.output_tokens + other.output_tokens,
        cache_read_tokens=one.cache_read_tokens + other.cache_read_tokens,
        cache_write_tokens=one.cache_write_tokens + other.cache_write_tokens,
        cost_usd=(one.cost_usd or 0.0) + (other.cost_usd or 0.0) if known else None,
    )


def event(question: Question, outcome: str, call: Call | None) -> dict[str, Any]:
    """What a log says of a call: identities, counts and times; no text of the article, the sources or the reply."""
    name, version, digest = question.prompt
    known: dict[str, Any] = {
        "event": "model_call",
        "outcome": outcome,
        "prompt": name,
        "prompt_version": version,
        "prompt_sha256": digest,
        "model": question.model,
    }
    if call is None:
        return known
    return known | {
        "request_id": call.request_id,
        "stop_reason": call.stop_reason,
        "seconds": call.seconds,
        "retries": call.retries,
        "input_tokens": call.usage.input_tokens,
        "output_tokens": call.usage.output_tokens,
        "cache_read_tokens": call.usage.cache_read_tokens,
        "cache_write_tokens": call.usage.cache_write_tokens,
        "cost_usd": call.usage.cost_usd if outcome == "answered" else 0.0,
    }


def _usage(model: str, body: Body) -> Usage:
    taken = body.tokens
    return Usage(
        calls=1,
        input_tokens=taken.input,
        output_tokens=taken.output,
        cache_read_tokens=taken.read,
        cache_write_tokens=taken.write_5m + taken.write_1h,
        cost_usd=prices.cost(model, taken) if body.metered else None,
    )


def _without(wire: dict[str, Any], *, plain: bool) -> dict[str, Any]:
    """The request without what some servers reject, once one has: the schema stands in the prompt too."""
    if not plain:
        return wire
    bare = {name: value for name, value in wire.items() if name != "output_config"}
    return {**bare, "system": "".join(block["text"] for block in wire["system"])}


def _hash(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
