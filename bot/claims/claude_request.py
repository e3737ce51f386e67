"""What the model is shown of an article: numbered sentences between tags that the article cannot forge."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING

from bot import prompts
from bot.claims.claude_reply import SCHEMA
from bot.llm import parts
from bot.llm.question import Question

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.article import Article
    from bot.settings import Settings

# A chunk is what one answer can hold: fifty sentences of claims are about 10,000 tokens.
_CHUNK_SENTENCES = 50
_CHUNK_CHARACTERS = 12_000
# Sentences shown beside those asked about: what a pronoun stands for comes before it, and who people are, at the top.
_BEFORE, _AFTER, _LEAD = 5, 2, 3
# Characters shown of a sentence beyond all measure: one asked about, one beside it.
_LONGEST = 4_000
_LONGEST_BESIDE = 600
_TOKENS = 200
_FIGURE = re.compile(r"\d")
_QUOTED = re.compile(r"[“\"«„][^”\"»“]{3,}[”\"»“]")
_NAME = re.compile(
    r"\b[A-Z]{2,}\b|\b\w[\w’'-]*\s+(?:(?:of|the|and|for)\s+)*[A-Z][\w’'-]+\s+(?:(?:of|the|and|for)\s+)*[A-Z]"
)


def looks_checkable(text: str) -> bool:
    """Whether a sentence holds what sources can settle: a figure, a date, a quotation, a name of several words."""
    if text.rstrip().endswith("?"):
        return False
    return bool(_FIGURE.search(text) or _QUOTED.search(text) or _NAME.search(text))


def chunks(article: Article, asked: Sequence[int]) -> Iterator[list[int]]:
    """Cut the sentences asked about into runs of about equal length that one answer can hold."""
    most = math.ceil(len(asked) / max(math.ceil(len(asked) / _CHUNK_SENTENCES), 1))
    chunk: list[int] = []
    size = 0
    for number in asked:
        length = len(article.sentences[number].text)
        if chunk and (len(chunk) == most or size + length > _CHUNK_CHARACTERS):
            yield chunk
            chunk, size = [], 0
        chunk.append(number)
        size += length
    if chunk:
        yield chunk


def neighbours(article: Article, number: int) -> list[list[object]]:
    """The two sentences nearest to one, each with its distance: before and after, or both on one side at an end."""
    last = len(article.sentences) - 1
    steps = (-1, 1) if 0 < number < last else (1, 2) if number == 0 else (-1, -2)
    places = [step for step in steps if 0 <= number + step <= last]
    return [[step, article.sentences[number + step].text] for step in places] or [[0, ""]]


def question(article: Article, numbers: Sequence[int], settings: Settings, note: str) -> Question:
    """The request about some sentences of an article. Sentences are numbered from 0 over the whole article."""
    prompt = prompts.load("extract")
    shown = _shown(article, numbers)
    about = {
        "title": _line(article.title or "unknown"),
        "date": article.published.isoformat() if article.published else "unknown",
        "byline": _line(article.byline or "unknown"),
    }
    system, message = prompt.render(
        about
        | {
            "sentences": shown,
            "ask": ", ".join(map(str, numbers)),
            "fence": prompts.fence([shown, *about.values()]),
            "schema": json.dumps(SCHEMA, separators=(",", ":")),
            "note": note,
        }
    )
    return Question(
        prompt=prompt.identity,
        model=settings.extraction_model or settings.model,
        system=system,
        message=message,
        schema=SCHEMA,
        expects=_TOKENS * len(numbers),
        most=parts.room(_TOKENS, len(numbers), settings.effort),
        effort=settings.effort,
        cached=True,
    )


def _shown(article: Article, numbers: Sequence[int]) -> str:
    near = {*range(_LEAD), *(n + step for n in numbers for step in range(-_BEFORE, _AFTER + 1))}
    asked = set(numbers)
    lines: list[str] = []
    previous = -1
    for number in sorted(n for n in near if 0 <= n < len(article.sentences)):
        if number > previous + 1:
            lines.append("[…]")
        limit = _LONGEST if number in asked else _LONGEST_BESIDE
        lines.append(f"[{number}] {_line(article.sentences[number].text, limit)}")
        previous = number
    return "\n".join(lines)


def _line(text: str, limit: int = _LONGEST_BESIDE) -> str:
    """One line of what a reader sees, by its beginning where it is longer than `limit`."""
    return " ".join(prompts.visible(text[:limit]).split())
