"""Reading a stored reply: the body of a `/v1/messages` answer, as it came over the wire.

Live and replayed replies go the same way. Nothing in a body is trusted to have the right type: other servers
leave fields out.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from bot.llm.prices import Tokens

# A reply is at most some ten thousand tokens; what is longer is cut before it is kept, and read as far as it
# goes.
MAX_CHARACTERS = 1_000_000
# No call takes more; a number beyond it is nonsense, and more than a database's whole number.
_MOST_TOKENS = 10**9


@dataclass(frozen=True, slots=True)
class Body:
    """What a reply's body says: its text blocks joined (thinking left out), why it stopped, what it took.

    `searches` counts the web searches that are billed.
    """

    text: str
    stop_reason: str | None
    tokens: Tokens
    metered: bool
    refusal: str | None
    searches: int = 0

    @property
    def refused(self) -> bool:
        """Whether the model declined to answer."""
        return self.stop_reason == "refusal"

    @property
    def truncated(self) -> bool:
        """Whether the answer ended before it was complete."""
        return self.stop_reason in {"max_tokens", "model_context_window_exceeded", "pause_turn"}


def read(body: str) -> Body | None:
    """What the JSON text `body` says; None where it is no message."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or not isinstance(data.get("content"), list):
        return None
    reason, usage = data.get("stop_reason"), data.get("usage")
    details = data.get("stop_details")
    return Body(
        text="".join(_texts(data["content"])),
        stop_reason=reason if isinstance(reason, str) else None,
        tokens=_tokens(usage if isinstance(usage, dict) else {}),
        metered=isinstance(usage, dict) and "output_tokens" in usage,
        refusal=str(details.get("category") or "") or None if isinstance(details, dict) else None,
        searches=_searches(usage if isinstance(usage, dict) else {}),
    )


def shorten(body: str) -> str:
    """`body` as it is kept: a message whose text blocks hold at most `MAX_CHARACTERS` together."""
    if len(body) <= MAX_CHARACTERS:
        return body
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return body[:MAX_CHARACTERS]
    if not isinstance(data, dict) or not isinstance(data.get("content"), list):
        return body[:MAX_CHARACTERS]
    text = "".join(_texts(data["content"]))[:MAX_CHARACTERS]
    return json.dumps({**data, "content": [{"type": "text", "text": text}]}, ensure_ascii=False)


def _texts(content: list[Any]) -> list[str]:
    blocks = [block for block in content if isinstance(block, dict) and block.get("type") == "text"]
    return [block["text"] for block in blocks if isinstance(block.get("text"), str)]


def _tokens(usage: dict[str, Any]) -> Tokens:
    split = usage.get("cache_creation")
    long = _count(split, "ephemeral_1h_input_tokens") if isinstance(split, dict) else 0
    return Tokens(
        input=_count(usage, "input_tokens"),
        output=_count(usage, "output_tokens"),
        write_5m=max(_count(usage, "cache_creation_input_tokens") - long, 0),
        write_1h=long,
        read=_count(usage, "cache_read_input_tokens"),
    )


def _searches(usage: dict[str, Any]) -> int:
    used = usage.get("server_tool_use")
    return _count(used, "web_search_requests") if isinstance(used, dict) else 0


def _count(usage: dict[str, Any], name: str) -> int:
    value = usage.get(name)
    return min(max(value, 0), _MOST_TOKENS) if isinstance(value, int) else 0
