"""What the rules on names share: mentions, the register's row as proof, a replacement that keeps mark-up."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from bot.records import Proof

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.article import Article
    from bot.checks.rule import Context
    from bot.organisations import Organisation
    from bot.organisations.mention import Mention

_WORD = re.compile(r"\S+")


def mentions(article: Article, context: Context) -> Sequence[Mention]:
    """Where the article names bodies of the register, in order."""
    from bot.organisations.matching import matcher

    return matcher(context.register).mentions(article.prose)


def proof(body: Organisation) -> Proof:
    """The register's row as a proof."""
    detail = {"id": body.id, "name": body.name, "country": body.country, "site": body.site, "source": list(body.source)}
    former = [{"name": old.name, "from": old.since, "until": old.until} for old in body.former]
    site = f" ({body.site})" if body.site else ""
    return Proof("register", f"Official name: {body.name}{site}", {**detail, "former": former})


def in_source(article: Article, start: int, end: int, new: str) -> str:
    """The source of `prose[start:end]` with its words changed to those of `new`, and nothing else.

    Mark-up and line breaks between words that stay are kept.
    """
    said = [match.span() for match in _WORD.finditer(article.prose, start, end)]
    words = new.split()
    old = [article.prose[low:high] for low, high in said]
    whole = article.source_span(start, end)
    pieces, at = [], whole.start
    for tag, low, high, first, last in SequenceMatcher(None, old, words, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for begin, stop, text in _edits(article, said, words, (low, high, first, last)):
            pieces += [article.text[at:begin], text]
            at = stop
    return "".join([*pieces, article.text[at : whole.end]])


def _edits(
    article: Article, said: list[tuple[int, int]], words: list[str], opcode: tuple[int, int, int, int]
) -> list[tuple[int, int, str]]:
    """The edits of the source for one difference: word for word, the rest added behind or taken away."""
    low, high, first, last = opcode
    pairs = min(high - low, last - first)
    edits = [(*_place(article, *said[low + at]), words[first + at]) for at in range(pairs)]
    more = " ".join(words[first + pairs : last])
    if more and low + pairs:
        after = article.ends[said[low + pairs - 1][1] - 1]
        edits.append((after, after, f" {more}"))
    elif more:
        begin = article.starts[said[0][0]]
        edits.append((begin, begin, f"{more} "))
    for at in range(low + pairs, high):
        first_words = low + pairs == 0  # nothing stays before them: the gap behind each goes
        begin = article.starts[said[at][0]] if first_words else article.ends[said[at - 1][1] - 1]
        stop = article.starts[said[at + 1][0]] if first_words else article.ends[said[at][1] - 1]
        edits.append((begin, stop, ""))
    return edits


def _place(article: Article, low: int, high: int) -> tuple[int, int]:
    span = article.source_span(low, high)
    return span.start, span.end
