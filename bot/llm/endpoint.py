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

from bot.errors import ModelError, UserError
from bot.llm import prices, reply, tokens, usage
from bot.llm.answer import words
from bot.llm.budget import Budget
from bot.llm.event import event
from bot.llm.question import Answer, Question
from bot.llm.wire import Extras, address, body, fewer, hidden, host, secrets
from bot.records import Call, Usage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from anthropic import AsyncAnthropic, Timeout

    from bot.llm.failures import Failure
    from bot.llm.reply import Body
    from bot.settings import Settings

ATTEMPTS = 3


class Calls(Protocol):
    """Where replies are kept; the store is one."""

    def find(self, key: str) -> Call | None:
        """The call kept under `key`."""
        ...

    def keep(self, call: Call) -> None:
        """Commit `call`; when this returns it is safe."""
        ...


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
        self._extras: dict[str, Extras] = {}
        self._secrets = secrets(self.settings)
        self._client: AsyncAnthropic | None = None

    @property
    def host(self) -> str:
        """The service's host name, for messages."""
        return host(self.settings.base_url)

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
        return _hash([*shape, question.effort, *question.tools])

    async def count(self, question: Question) -> int | None:
        """Input tokens of `question` as the service counts them, at no cost; None where it cannot tell."""
        import anthropic

        wire = body(question, question.most, self._extras.get(question.model, Extras.ALL))
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
            async with self._gate, self._held(question) as hold:
                self._may_ask()
                got = await self._fetch(question, key, hold)
        except ModelError as error:  # nothing was sent
            raise self._failed(question, _Failed(error, None)) from None
        if isinstance(got, _Failed):
            raise self._failed(question, got)
        self._note(question, got.call, replayed=False)
        return got

    def _may_ask(self) -> None:
        if self._fatal:
            raise self._fatal
        if self.settings.offline:
            raise ModelError("offline, and no stored reply answers this", reason="not_requested")
        if not self.available:
            line = "no key: set ANTHROPIC_API_KEY, or the base URL of an endpoint that needs none"
            raise ModelError(line, reason="no_key", fatal=True)

    @asynccontextmanager
    async def _held(self, question: Question) -> AsyncIterator[_Hold]:
        """Set the call's cost aside while it is made; what it did cost is said to what this yields."""
        taken = prices.Tokens(write_5m=tokens.estimate(self._texts(question)) + question.reads)
        fixed = (prices.cost(question.model, taken) or 0.0) + prices.searching(question.searches)
        each = prices.cost(question.model, prices.Tokens(output=1)) or 0.0
        held = await self._budget.hold(fixed + question.expects * each, fixed + question.most * each)
        hold = _Hold(int((held - fixed) / each + 1e-6) if each else question.most, held)
        try:
            yield hold
        finally:
            await self._budget.settle(held, hold.paid)

    async def _fetch(self, question: Question, key: str, hold: _Hold) -> Answer | _Failed:
        sent = _Sent(question, min(hold.limit, question.most), self._extras.get(question.model, Extras.ALL))
        try:
            text, request_id, read = await self._message(sent)
        except ModelError as error:
            # Nobody says whether a call that was given up is billed; within the limit, it counts as if it were.
            hold.paid = hold.money if error.reason == "timed_out" else 0.0
            return self._unanswered(sent, key, error)
        short = read.truncated and hold.limit < question.most
        used = usage.of(question.model, read)
        # Where the limit of cost cut it short, a later run with more money asks again.
        call = sent.call(_hash([key, hold.limit]) if short else key, text, read.stop_reason, request_id, used)
        self.calls.keep(call)
        hold.paid = call.usage.cost_usd or 0.0
        if short:
            self.usage = usage.add(self.usage, call.usage)
            why = "the answer was cut off where the cost limit was reached"
            return _Failed(ModelError(why, reason="budget"), call)
        return Answer(call, reply.read(call.reply) or read, replayed=False)

    async def _message(self, sent: _Sent) -> tuple[str, str | None, Body]:
        """The answer as text, its request id, and what it says."""
        text, request_id = await self._send(sent)
        read = reply.read(text)
        if read is None:
            raise ModelError(f"{self.host} answered with something that is no message", reason="unreadable_reply")
        return text, request_id, read

    def _unanswered(self, sent: _Sent, key: str, error: ModelError) -> _Failed:
        """Record a call that brought no reply, under a key that no request finds."""
        if error.fatal:
            self._fatal = error
        gone = _hash([key, error.reason, datetime.now(UTC).isoformat()])
        call = sent.call(gone, "", f"failed: {error.reason}", None, Usage(calls=1))
        self.calls.keep(call)
        return _Failed(error, call)

    async def _send(self, sent: _Sent) -> tuple[str, str | None]:
        """The body of the answer and its request id."""
        client = self._connect()  # loading the SDK takes its time, which is not the service's
        began = asyncio.get_running_loop().time()
        while True:
            try:
                async with asyncio.timeout_at(began + self.settings.model_timeout):
                    got = await self._attempt(client, sent.wire)
            except TimeoutError:
                line = f"{self.host} did not answer within {self.settings.model_timeout:g} s"
                raise ModelError(line, reason="timed_out") from None
            except _AttemptError as attempt:
                await self._recover(attempt.failure, sent, began + self.settings.model_timeout)
            else:
                self._extras[sent.question.model] = sent.extras
                return got

    async def _attempt(self, client: AsyncAnthropic, wire: dict[str, Any]) -> tuple[str, str | None]:
        import anthropic

        from bot.llm import failures

        try:
            raw = await client.messages.with_raw_response.create(**wire, timeout=self._timeout())
            return hidden(raw.http_response.text, self._secrets), raw.headers.get("request-id")
        except anthropic.APIStatusError as error:
            raise _AttemptError(failures.of_status(error, self.host, wire["model"])) from error
        except anthropic.APIConnectionError as error:
            raise _AttemptError(failures.of_connection(error, self.host)) from error
        except anthropic.AnthropicError as error:
            raise ModelError(f"{self.host}: {words(str(error), 200)}", reason="unreachable") from error

    async def _recover(self, failure: Failure, sent: _Sent, deadline: float) -> None:
        """Wait, or do without the extras, before the next attempt; raises where there is none."""
        if failure.plain and sent.extras is not Extras.NONE and not sent.question.tools:
            sent.extras = fewer(sent.question, sent.extras)
            return
        if not failure.again or sent.retries + 1 >= ATTEMPTS:
            raise failure.error
        wait = self.pause * 2**sent.retries if failure.wait is None else failure.wait
        if asyncio.get_running_loop().time() + wait >= deadline:
            line = f"{failure.error} (it asks to wait {wait:g} s)"
            raise ModelError(line, reason=failure.error.reason) from None
        await asyncio.sleep(wait)
        sent.retries += 1

    def _connect(self) -> AsyncAnthropic:
        if self._client is None:
            import anthropic

            # Key and address are always given: otherwise the SDK would look for its own in the environment
            # and on disk.
            self._client = anthropic.AsyncAnthropic(
                api_key=self.settings.api_key or "none", base_url=address(self.settings.base_url), max_retries=0
            )
        return self._client

    def _timeout(self) -> Timeout:
        """Given with each request: without it the SDK refuses long answers that are not streamed."""
        import anthropic

        return anthropic.Timeout(self.settings.model_timeout, connect=min(5.0, self.settings.model_timeout))

    def _texts(self, question: Question) -> str:
        return question.system + question.message + json.dumps(question.schema)

    def _note(self, question: Question, call: Call, *, replayed: bool) -> None:
        if not replayed:
            self.usage = usage.add(self.usage, call.usage)
        self._tell(question, call=call, outcome="replayed" if replayed else "answered")

    def _checked(self, answer: Answer) -> Answer:
        if answer.body.refused:
            why = f" ({words(answer.body.refusal, 40)})" if answer.body.refusal else ""
            error = ModelError(f"the model declined to answer{why}", reason="model_refused")
            self._remember(error)
            raise error
        return answer

    def _failed(self, question: Question, failed: _Failed) -> ModelError:
        if failed.error.fatal:
            self._fatal = failed.error
        self._remember(failed.error)
        self._tell(question, outcome=failed.error.reason, call=failed.call)
        return failed.error

    def _remember(self, error: ModelError) -> None:
        error.args = (hidden(str(error), self._secrets),)
        if str(error) not in self.problems:
            self.problems.append(str(error))

    def _tell(self, question: Question, *, outcome: str, call: Call | None = None) -> None:
        if self.log:
            self.log(event(question, outcome, call))


@dataclass
class _Sent:
    """A request under way: with how many extras it goes, how often it was tried before, since when."""

    question: Question
    most: int
    extras: Extras
    retries: int = 0
    began: float = field(default_factory=time.monotonic)

    @property
    def wire(self) -> dict[str, Any]:
        return body(self.question, self.most, self.extras)

    def call(self, key: str, text: str, stop_reason: str | None, request_id: str | None, used: Usage) -> Call:
        """What is kept of it."""
        return Call(
            key=key,
            prompt=self.question.prompt,
            model=self.question.model,
            request=json.dumps(self.wire, ensure_ascii=False, sort_keys=True),
            reply=reply.shorten(text),
            stop_reason=stop_reason,
            usage=used,
            request_id=request_id,
            seconds=round(time.monotonic() - self.began, 3),
            retries=self.retries,
            created_at=datetime.now(UTC),
        )


@dataclass
class _Hold:
    """Money set aside for a call: output tokens that it can pay, US dollars, and what of them the call took."""

    limit: int
    money: float
    paid: float = 0.0


@dataclass(frozen=True, slots=True)
class _Failed:
    """Why there is no answer, and what is kept of the call where one was made."""

    error: ModelError
    call: Call | None


class _AttemptError(Exception):
    def __init__(self, failure: Failure) -> None:
        super().__init__(str(failure.error))
        self.failure = failure


def _hash(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
