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

# Each sign is an order, a forged mark or a hidden character; what reporters write about ("critics ignore the
# evidence", "we rate this claim as false") is none.
_SIGNS = re.compile(
    r"""
      \b(?:ignore|disregard|forget|override|bypass)\s+(?:(?:all|any|the|of|your|these|those|every|my|our)\s+){0,3}
        (?:(?:previous|prior|above|earlier|preceding|other|system)\s+){1,2}
        (?:instructions?|prompts?|rules|guidelines|directions|text|context|messages?)\b
    | (?:^|[.!?:]\s+)(?:please\s+)?(?:ignore|disregard|forget|bypass)\s+(?:all\s+|any\s+)?(?:of\s+)?
        (?:the|your|these)\s+(?:evidence|passages?|sources?|instructions?|rules|guidelines)\b
    | \bsystem\s+(?:prompt|override)\b | \b(?:system|developer)\s+(?:message|note|instructions?)\s*:
    | \byou\s+are\s+(?:now\s+)?(?:an?|the)\s+(?:AI|artificial\s+intelligence|(?:large\s+)?language\s+model
        |chat\s*bot|fact.?check\w*\s+(?:model|bot|tool|AI))\b
    | (?:^|[.!?(\[]\s*)(?:note|attention|message|instructions?|important|notice)\s*(?:to|for|,|:)?\s*
        (?:(?:the|any|all)\s+)?
        (?:AIs?|LLMs?|(?:large\s+)?language\s+models?|AI\s+\w+|Claude|GPT|chat\s*bots?
          |fact.?check\w*\s+(?:model|bot|tool|AI)s?)\b
    | \b(?:dear\s+(?:AI|language\s+model|Claude)|if\s+you\s+are\s+an?\s+(?:AI|LLM|(?:large\s+)?language\s+model))\b
    | (?:^|[.!?:;,]\s*|["“]|\b(?:please|must|should|always|now|simply|just|and)\s+)
        (?:mark|label|rate|classify|treat|report|return|judge|consider)\s+
        (?:(?:this|these|the|all|every|each|any|everything|it|them|following|claims?|statements?|article|C\d+)\s+){1,3}
        (?:as\s+|with\s+|:\s*)["'`]?(?:supported|refuted|true|false|verified|accurate|correct|checked)\b
    | (?:^|[.!?]\s+)(?:answer|respond|output|reply)\s+(?:only\s+)?with\b
    | \b(?:reveal|print|repeat|output|leak)\b[^.!?\n]{0,30}\b(?:your\s+(?:prompt|instructions)|api\s+key|text\s+above)\b
    | \b(?:do\s+not|don't|never)\s+(?:flag|fact.?check)\s+(?:this|these|the|any)\s+
        (?:article|claims?|sentences?|text|page)\b
    | ^[^\S\n]*(?:system|assistant|human)[^\S\n]*:\s
    | </?\s*(?:system|assistant|user|article|passages?|claims?|instructions?|data|tool_\w+|function_\w+)(?:-\w+)?\s*/?>
    | <\|\w+\|> | \[/?INST\] | <<\s*/?SYS\s*>> | ^\#{2,}\s*(?:system|instructions?|new\s+instructions?)\b
    | "label"\s*:\s*"\w+" | \b[CP]\d{1,2}\s+(?:is|are|=)\s+(?:supported|refuted|true|false)\b
    | (?<![\U0001f3f4\U000e0000-\U000e007f])[\U000e0000-\U000e007f] | [\u202d\u202e]
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
        begun = sign.end() - len(sign.group().lstrip(".!?:;, \n"))
        start = max((m.end() for m in _SENTENCE_END.finditer(text, done, begun)), default=done)
        end = _SENTENCE_END.search(text, sign.end())
        done = end.end() if end else len(text)
        stretch = text[start:done]
        yield start + len(stretch) - len(stretch.lstrip()), start + len(stretch.rstrip())
