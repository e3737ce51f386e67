"""What is asked of a model, and what came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.llm.reply import Body
    from bot.records import Call


@dataclass(frozen=True, slots=True)
class Question:
    """One request: a rendered prompt and what is expected of the answer.

    `expects` is a guess at the tokens of the answer and `most` their limit, thinking included; `cached` asks
    the service to cache the instructions, which pays from the second call with the same ones. `tools` are the
    service's own (then there is no schema to hold to), `searches` how often they may search the web, and `reads` a
    guess at the tokens that these bring to read.
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
    tools: tuple[dict[str, Any], ...] = ()
    searches: int = 0
    reads: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply as it was kept, and what its body says. `replayed`: it was in the store, and cost nothing now."""

    call: Call
    body: Body
    replayed: bool
