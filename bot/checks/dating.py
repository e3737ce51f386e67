"""What the rules on dates share: the dates of a prose, whether they are quoted, and how to write one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.language.dates import find_dates
from bot.language.quotations import find_quotations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.article import Article
    from bot.language.dates import DateMention


_PRONOUN = re.compile(r"(?:He|She|It)\s")
_READ = frozenset({"text", "item", "caption"})


@lru_cache(maxsize=64)
def dates_of(prose: str, today: date | None) -> tuple[DateMention, ...]:
    """The dates of a prose, read once."""
    return tuple(find_dates(prose, today))


def in_quotation(article: Article, mention: DateMention) -> bool:
    """Whether a date stands in somebody's quoted words: they may be wrong, and the draft right to give them so."""
    return any(start <= mention.start < end for start, end in _quoted(article.prose))


def told_together(article: Article) -> Iterator[tuple[int, str]]:
    """Each sentence with its offset, and each with the next where that goes on about the same he, she or it."""
    sentences = [each for each in article.sentences if each.kind in _READ]
    for n, sentence in enumerate(sentences):
        after = sentences[n + 1] if n + 1 < len(sentences) else None
        same = after is not None and _PRONOUN.match(after.text)
        if after and same and not article.prose[sentence.end : after.start].strip():
            yield sentence.start, article.prose[sentence.start : after.end]
        else:
            yield sentence.start, sentence.text


def long_date(day: date) -> str:
    """12 May 2014."""
    return f"{day.day} {day:%B %Y}"


@lru_cache(maxsize=8)
def _quoted(prose: str) -> tuple[tuple[int, int], ...]:
    return tuple((each.start, each.end) for each in find_quotations(prose))
