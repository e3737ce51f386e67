"""Text that speaks to a language model rather than to a reader: orders, forged tags, forged turns, hidden
characters.

It is a sign that somebody tampered with a draft or a page. Nothing is decided by it alone: a finder of such
text can always be evaded, so what a model may do is limited elsewhere; here is what an editor should be told
of.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_OUR_WORDS = r"(?:supported|refuted|true|false|verified|accurate|correct|unchecked|conflicting|imprecise)"
_SIGNS = re.compile(
    r"""
      \b(?:ignore|disregard|forget|override|bypass)\b[^.!?\n]{0,40}
        \b(?:instructions?|prompts?|rules|guidelines|evidence|sources?|passages?|above|previous)\b
    | \b(?:system|developer)\s+(?:prompt|message|instructions?|override|note)\b
    | \byou\s+are\s+(?:now\s+)?(?:an?|the)\s+(?:AI|artificial|language\s+model|assistant|chat\s*bot|fact.?check\w*\s+(?:model|bot|tool))
    | \b(?:note|attention|message|instructions?|important)\s*(?:to|for)\s+(?:the\s+|any\s+|all\s+)?
        (?:AI|LLMs?|language\s+models?|assistants?|models?|Claude|GPT|chat\s*bots?
          |fact.?check(?:ers?|ing)\s+(?:model|bot|tool|system)s?)\b
    | \b(?:as\s+an\s+AI|dear\s+(?:AI|model|assistant|Claude)|if\s+you\s+are\s+an?\s+(?:AI|LLM|language\s+model))\b
    | \b(?:mark|label|rate|classify|treat|report|return|answer|output|respond|judge)\b[^.!?\n]{0,60}
        (?:\bas\b|\bwith\b|:)\s*["'`{]{0,3}"""
    + _OUR_WORDS
    + r"""\b
    | \b(?:reveal|print|repeat|show|output|leak|quote)\b[^.!?\n]{0,30}
        \b(?:system\s+prompt|your\s+(?:prompt|instructions?|rules)|api\s+key|text\s+above)\b
    | \b(?:do\s+not|don't|never)\s+(?:flag|check|verify|fact.?check)\s+(?:this|the|any|these)\b
    | ^\s*(?:system|assistant|human|user|developer)\s*:
    | </?\s*(?:system|assistant|user|article|passages?|claims?|instructions?|data|tool_\w+|function_\w+)(?:-\w+)?\s*/?>
    | <\|\w+\|> | \[/?INST\] | <<\s*/?SYS\s*>> | ^\#{2,}\s*(?:system|instructions?|new\s+instructions?)\b
    | "label"\s*:\s*"\w+" | \b[CP]\d{1,2}\s+(?:is|are|=)\s+"""
    + _OUR_WORDS
    + r"""\b
    | [\U000e0000-\U000e007f\u202a-\u202e\u2066-\u2069]
    | [\u200b\u2060\ufeff]{3,}
    """,
    re.IGNORECASE | re.VERBOSE | re.MULTILINE,
)
_SENTENCE_END = re.compile(r"[.!?]+[\"'”’)]*\s|\n")


def addressed(text: str) -> Iterator[tuple[int, int]]:
    """The sentences (or lines) of `text` that speak to a model, as spans in order, each once."""
    done = 0
    for sign in _SIGNS.finditer(text):
        if sign.start() < done:
            continue
        start = max((m.end() for m in _SENTENCE_END.finditer(text, done, sign.start())), default=done)
        end = _SENTENCE_END.search(text, sign.end())
        done = end.start() if end else len(text)
        while start < done and text[start].isspace():
            start += 1
        yield start, done
