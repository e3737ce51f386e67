"""A question as the body of a request, with as many extras as the server takes, and where it is sent.

Fields as in the SDK's `types/message_create_params.py` and `types/output_config_param.py`. Other servers, and some
models, reject `effort`, a schema or a block to cache; the schema stands in the prompt too, so a request can do without.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from bot.llm.question import Question
    from bot.settings import Settings

DEFAULT = "https://api.anthropic.com"
# Shorter ones are words ("ollama", "none"), and no secrets.
_LEAST_SECRET = 8
_PATH = re.compile(r"/v1(?:/messages)?/*$|/+$")


class Extras(IntEnum):
    """How much beside the bare message a request carries; each step leaves something out."""

    ALL = 0
    NO_EFFORT = 1
    NONE = 2


def body(question: Question, most: int, extras: Extras) -> dict[str, Any]:
    """The request as `messages.create` takes it, with room for `most` tokens of answer."""
    import anthropic

    bare = {
        "model": question.model,
        "max_tokens": most,
        "messages": [{"role": "user", "content": question.message}],
    }
    if question.tools:
        return bare | {"system": question.system, "tools": list(question.tools)}
    if extras is Extras.NONE:
        return bare | {"system": question.system}
    schema = anthropic.transform_schema(question.schema)
    output: dict[str, Any] = {"format": {"type": "json_schema", "schema": schema}}
    if question.effort and extras is Extras.ALL:
        output["effort"] = question.effort
    block: dict[str, Any] = {"type": "text", "text": question.system}
    if question.cached:
        block["cache_control"] = {"type": "ephemeral"}
    return bare | {"system": [block], "output_config": output}


def fewer(question: Question, extras: Extras) -> Extras:
    """The next step down from `extras` that changes the request; `NONE` is the last."""
    return Extras.NO_EFFORT if question.effort and extras is Extras.ALL else Extras.NONE


def address(base_url: str | None) -> str:
    """Where requests go: the SDK adds /v1/messages itself, and many write their server's address with a part of it."""
    return _PATH.sub("", base_url) if base_url else DEFAULT


def host(base_url: str | None) -> str:
    """The service's host name, for messages; never the whole address, which may hold a password."""
    return urlsplit(base_url or DEFAULT).hostname or "the model's address"


def secrets(settings: Settings) -> tuple[str, ...]:
    """What no message, record or log may hold, though a server may repeat it: the key, the address's password."""
    password = urlsplit(settings.base_url or "").password or ""
    known = (settings.api_key or "", password, unquote(password))
    return tuple(dict.fromkeys(each for each in known if len(each) >= _LEAST_SECRET))


def hidden(text: str, secret: tuple[str, ...]) -> str:
    """`text` with secrets blotted out."""
    for each in secret:
        text = text.replace(each, "[key]")
    return text
