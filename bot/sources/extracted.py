"""What was read out of one page or file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a page: an absolute address, and the words it stands under."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Extract:
    """A page as a reader sees it.

    Attributes:
        text: Its words: an empty line between blocks, one line an item or table row. Snapshots hash this.
        title: What it calls itself.
        publisher: Who it says publishes it.
        published: Its day, where it states one.
        modified: The day of its last change, likewise.
        links: Its links, in order, each address once.
        canonical: The address that the page calls its own.
        scholarly: Whether it says that it is an article of a journal.
        rates_claims: Whether it is a fact-checker's verdict (it carries a ClaimReview).
        news: Whether it says that it is a news article.
        blocked: What keeps a reader from its content, in words that follow its URL; None where nothing does.
        notes: What was cut or could not be read, one line each.
    """

    text: str
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    modified: date | None = None
    links: tuple[Link, ...] = ()
    canonical: str | None = None
    scholarly: bool = False
    rates_claims: bool = False
    news: bool = False
    blocked: str | None = None
    notes: tuple[str, ...] = ()
