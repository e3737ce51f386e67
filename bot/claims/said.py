"""What a quotation claims: that these words were said, who the speaker is, and the figures in what was said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.claims import weight
from bot.claims.draft import Draft, sentence
from bot.claims.silence import has_verb
from bot.language import sentences
from bot.records import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.language.quotations import Quotation

_ROLE = re.compile(r",\s+((?:(?:the|an?|his|her)\s|[^\W\d_]+[’']s\s|[^\W\d_])[^,.“”\"();:\n]{3,100})(?=[,.])")
_NO_ROLE = re.compile(
    r"(?:who|which|whose|and|or|but|in|on|at|from|of|to|by|for|with|when|while|as|after|before|during|however|too"
    r"|also|meanwhile|speaking"
    r"|said|says|adding|according|now|then|\w+ing|\w+ed|aged)\b",
    re.IGNORECASE,
)
# More words than this beside a quotation say more than who spoke, where and when.
_BESIDE = 12
_FEWEST = 5
# A shorter fragment (a “sham”) proves nothing by itself; it stays with its sentence.
_FEWEST_QUOTED = 3
# Characters behind a quotation in which its sentence goes on, if it does.
_NEXT = 40


def said(quotation: Quotation, prose: str) -> Iterator[Draft]:
    """The claims of a quotation: its words, its speaker's office where it is named, and each figure in it."""
    if len(quotation.words.split()) >= _FEWEST_QUOTED or not _is_fragment(quotation, prose, len(prose)):
        yield Draft(quotation.start, quotation.end, _text(quotation), Kind.QUOTE, quotation.speaker)
    if role := _role(quotation, prose):
        yield role
    if len(quotation.parts) == 1:
        yield from _figures(quotation, prose)


def leaves_more(prose: str, start: int, end: int, inside: Sequence[Quotation]) -> bool:
    """Whether a clause states more than that its quotations were said."""
    if not inside:
        return True
    if any(_is_fragment(q, prose, end) for q in inside):
        return True
    rest = prose[start : max(start, inside[0].start)] + " " + prose[min(end, inside[-1].end) : end]
    return len(rest.split()) > _BESIDE or weight.figured(_without_age(rest))


def _text(quotation: Quotation) -> str:
    words = " ".join(quotation.words.split())
    if quotation.speaker is None:
        return f"Somebody said: “{words}”"
    verb = (
        "said"
        if quotation.verb in {None, ":", "according to", "told", "tells", "described", "called", "cited"}
        else quotation.verb
    )
    return f"{quotation.speaker[:1].upper()}{quotation.speaker[1:]} {verb}: “{words}”"


def _is_fragment(quotation: Quotation, prose: str, end: int) -> bool:
    """Whether the quoted words are part of the sentence's own grammar: called it “a sham” in public."""
    words = quotation.words.strip()
    whole = words[:1].isupper() or words[-1:] in {".", "!", "?", ","}
    return not whole and bool(quotation.speaker or prose[quotation.end : min(end, quotation.end + _NEXT)].strip())


def _role(quotation: Quotation, prose: str) -> Draft | None:
    if quotation.speaker is None or not quotation.speaker[:1].isupper():
        return None
    match = _ROLE.match(prose, quotation.speaker_end)
    if match is None or _NO_ROLE.match(match[1]) or not _is_common(match[1]):
        return None
    return Draft(quotation.speaker_start, match.end(1), f"{quotation.speaker} is {match[1]}.", Kind.OTHER)


def _is_common(role: str) -> bool:
    """Whether an apposition holds a common noun, as an office does; a place or a further name has none."""
    return bool(re.search(r"\b[a-z]{4,}", role))


def _figures(quotation: Quotation, prose: str) -> Iterator[Draft]:
    base = quotation.inner_start
    for start, end in sentences.split(prose[base : quotation.inner_end]):
        words = prose[base + start : base + end].rstrip(" ,.;")
        if len(words.split()) >= _FEWEST and weight.figured(words) and has_verb(words) and not words.endswith("?"):
            span = (base + start, base + start + len(words))
            yield Draft(*span, sentence(words), Kind.NUMBER, quotation.speaker, leans=True)


def _without_age(words: str) -> str:
    return re.sub(r",\s*\d{1,3}\s*(?=[,.;]|$)|\baged \d+", " ", words)
