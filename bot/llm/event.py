"""What a log says of a call: identities, counts and times; no text of the article, the sources or the reply."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.llm.question import Question
    from bot.records import Call


def event(question: Question, outcome: str, call: Call | None) -> dict[str, Any]:
    """One call as plain data.

    Args:
        question: What was asked.
        outcome: `answered`, `replayed`, or the reason why there is no answer.
        call: What is kept of it; None where nothing was sent.
    """
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
        "at": call.created_at.isoformat(timespec="milliseconds"),
        "request_id": call.request_id,
        "stop_reason": call.stop_reason,
        "seconds": call.seconds,
        "retries": call.retries,
        "input_tokens": call.usage.input_tokens,
        "output_tokens": call.usage.output_tokens,
        "cache_read_tokens": call.usage.cache_read_tokens,
        "cache_write_tokens": call.usage.cache_write_tokens,
        "cost_usd": call.usage.cost_usd if outcome != "replayed" else 0.0,
    }
