"""What the service says when it does not answer → one line for the editor, and whether to ask again.

Statuses and error types as in the SDK's `_exceptions.py` and `types/shared/error_type.py`, and on
https://platform.claude.com/docs/en/api/errors.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

from bot.errors import ModelError
from bot.llm.answer import words

if TYPE_CHECKING:
    import anthropic

# Codes in error.details that mean: no more money, whoever set the limit.
_MONEY = (
    "enforced_spend_limit_reached",
    "contract_spend_limit_reached",
    "linked_organization_spend_limit_reached",
    "linked_organization_billing_unavailable",
)
# How services say that a request is too long: Anthropic's, llama.cpp's, vLLM's and Ollama's words.
_TOO_LONG = re.compile(
    r"prompt is too long|(?:exceeds?|larger than|beyond|maximum)\b.{0,40}\bcontext|context (?:length|window|size)",
    re.IGNORECASE,
)
_RETRY = {408, 409, 429}
_TOO_LARGE = 413
_SERVER_ERROR = 500
_OVERLOADED = 529
_PAYMENT_REQUIRED = 402


class TooLargeError(ModelError):
    """The request holds more than the service takes at once; half of it may pass."""


@dataclass(frozen=True, slots=True)
class Failure:
    """`error` is what to raise; `again`: the same request may pass later; `plain`: it may pass without extras."""

    error: ModelError
    again: bool = False
    plain: bool = False
    wait: float | None = None


def of_connection(error: anthropic.APIConnectionError, host: str) -> Failure:
    """No answer came: the service is down, dropped the connection, or took too long."""
    import anthropic

    if isinstance(error, anthropic.APITimeoutError):
        return Failure(ModelError(f"{host} did not answer in time", reason="timed_out"), again=True)
    cause = words(str(error.__cause__ or ""), 120) or "no connection"
    return Failure(ModelError(f"{host} cannot be reached ({cause})", reason="unreachable"), again=True)


def of_status(error: anthropic.APIStatusError, host: str, model: str) -> Failure:
    """An answer came, with an error status."""
    said = words(error.api_message or _bare(error.body), 200)
    status = error.status_code
    if _is_money(error, said):
        line = (
            f"{host}: no credit left or a spending limit is reached ({said or status}); add credit or raise the limit"
        )
        return Failure(ModelError(line, reason="budget", fatal=True))
    if status in _FATAL:
        reason, line = _FATAL[status]
        line = line.format(model=model)
        return Failure(ModelError(f"{host}: {line}{f' ({said})' if said else ''}", reason=reason, fatal=True))
    if status == _TOO_LARGE or _TOO_LONG.search(said):
        return Failure(TooLargeError(f"{host}: the request is too large ({said or status})", reason="blocked"))
    if _may_retry(error) or status >= _SERVER_ERROR:
        return Failure(_busy(status, host, said), again=_may_retry(error), wait=_wait(error))
    line = f"{host} does not accept the request ({said or f'status {status}'})"
    return Failure(ModelError(line, reason="blocked"), plain=status in {400, 422})


_FATAL = {
    401: ("no_key", "the key is wrong, expired or revoked; set ANTHROPIC_API_KEY to a valid one"),
    403: ("blocked", "the key may not use this; check its workspace and permissions"),
    404: ("unreachable", "model {model} or the address is not known there; set --model to one that is"),
}


def _bare(body: object) -> object:
    """What a server says that does not speak the service's own form of errors: `{"error": "no such model"}`."""
    found = body.get("error") or body.get("message") or body.get("detail") if isinstance(body, dict) else ""
    return found.get("message") if isinstance(found, dict) else found


def _is_money(error: anthropic.APIStatusError, said: str) -> bool:
    # An empty balance comes as a plain 400 whose only sign is its message, so the message is read after all.
    empty = "credit balance" in said.lower()
    return (
        error.status_code == _PAYMENT_REQUIRED or error.type == "billing_error" or error.error_code in _MONEY or empty
    )


def _may_retry(error: anthropic.APIStatusError) -> bool:
    """As the SDK decides: the service's own word first, then the status."""
    told = error.response.headers.get("x-should-retry")
    return told == "true" or (told != "false" and (error.status_code in _RETRY or error.status_code >= _SERVER_ERROR))


def _busy(status: int, host: str, said: str) -> ModelError:
    what = {429: "too many requests", _OVERLOADED: "is overloaded"}.get(status, f"failed (status {status})")
    return ModelError(f"{host} {what}{f': {said}' if said else ''}; try again later", reason="unreachable")


def _wait(error: anthropic.APIStatusError) -> float | None:
    headers = error.response.headers
    for name, unit in (("retry-after-ms", 1000.0), ("retry-after", 1.0)):
        try:
            seconds = float(headers[name]) / unit
        except (KeyError, ValueError):
            continue
        if isfinite(seconds):
            return max(seconds, 0.0)
    return None
