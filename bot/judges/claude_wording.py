"""Whether what a model writes to the editor quotes and counts only what was there.

Evidence is checked by itself. This is about the sentence beside it, in which a model can put words into a source's
mouth: an invented quotation costs everything.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.language.locate import locate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.records import Claim, Passage

# One or two words in quotation marks are a term, not what somebody said.
_QUOTED = re.compile(r"[“\"„«]([^“”\"„«»]+)[”\"»“]")
_LEAST_WORDS = 3
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


def invents_nothing(text: str, claim: Claim, passages: Sequence[Passage]) -> bool:
    """Whether every quotation and every figure of `text` stands in the claim, its sentence, or a passage.

    Figures are compared as written, thousands' commas aside; one that was worked out stands nowhere, and counts as
    invented: the evidence says the same without it.
    """
    given = [claim.text, claim.quote, claim.context, *(part for each in passages for part in _parts(each))]
    return all(any(locate(quote, each) for each in given) for quote in _quotations(text)) and set(
        _figures([text])
    ) <= set(_figures(given))


def _parts(passage: Passage) -> Iterator[str]:
    source = passage.source
    yield passage.text
    yield from (each for each in (source.title, source.publisher) if each)
    if source.published:
        yield f"{source.published.isoformat()} {source.published.day} {source.published.month}"


def _quotations(text: str) -> Iterator[str]:
    for quote in _QUOTED.findall(text):
        # Punctuation that a writer puts inside the marks is the writer's.
        bare = quote.strip().rstrip(".,;:!?…")
        if len(bare.split()) >= _LEAST_WORDS:
            yield bare


def _figures(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from (figure.replace(",", "") for figure in _FIGURE.findall(text))
