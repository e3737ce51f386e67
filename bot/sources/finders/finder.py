"""What a finder is: it is asked about one claim and answers with leads, and with what it did.

A finder never judges and never keeps pages: it names addresses. It does not raise for a service that is down: it says
so.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlencode

from bot.errors import FetchError
from bot.records import Attempt
from bot.sources.plan import Plan

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.article import Article
    from bot.records import Claim
    from bot.sources.page import Page, Pages


@dataclass(frozen=True, slots=True)
class Lead:
    """An address that may hold the fact.

    Attributes:
        url: Where.
        finder: Who says so.
        why: In a few words, for the report.
        words: What is known of the page (its title, the words of a link), to rank it by.
        score: How well it fits, above 0; comparable within one finder.
    """

    url: str
    finder: str
    why: str
    words: str = ""
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Site:
    """The official site of a body, as a finder learnt of it."""

    url: str
    body: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a finder came back with: leads, best first; sites of bodies; and what it tried.

    `spare` are leads beyond what a claim may cost, best first, for where some of the others cannot be read; `aside` is
    what was found and can never be evidence.
    """

    leads: tuple[Lead, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    sites: tuple[Site, ...] = ()
    spare: tuple[Lead, ...] = ()
    aside: tuple[Lead, ...] = ()


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What a finder may know: the claim, the draft, the plan, and the sites that are known so far."""

    claim: Claim
    article: Article
    plan: Plan = field(default_factory=Plan)
    sites: tuple[Site, ...] = ()


class Finder(Protocol):
    """A way to find sources. `name` is what settings and reports call it."""

    name: str

    async def find(self, inquiry: Inquiry) -> Found:
        """Leads for one claim. What fails comes back as an attempt."""
        ...


@dataclass(frozen=True, slots=True)
class Service:
    """A service that answers questions in JSON.

    Args:
        pages: How it is asked.
        finder: Who asks, for the attempts.
        url: Its address, without a query.
    """

    pages: Pages
    finder: str
    url: str

    async def ask(self, parameters: Mapping[str, Any]) -> tuple[Any, Attempt | None]:
        """Its answer, and None; or None, and what went wrong."""
        url = f"{self.url}?{urlencode(parameters, doseq=True)}"
        try:
            page = await self.pages.get(url, service=True)
        except FetchError as error:
            return None, failed(url, self.finder, error)
        return self._read(page, url)

    def _read(self, page: Page, url: str) -> tuple[Any, Attempt | None]:
        try:
            return json.loads(page.content), None
        except (ValueError, RecursionError):
            return None, Attempt(url, self.finder, "unreachable", "the service does not answer in JSON")


def parted(leads: Sequence[Lead], is_discovery: Callable[[str], bool]) -> tuple[tuple[Lead, ...], tuple[Lead, ...]]:
    """Leads that may be evidence, and those that never can."""
    aside = tuple(lead for lead in leads if is_discovery(lead.url))
    return tuple(lead for lead in leads if lead not in aside), aside


def failed(url: str, finder: str, error: FetchError) -> Attempt:
    """An attempt that ended in an error."""
    return Attempt(url, finder, error.reason, str(error).removeprefix(f"{url}: "))


def outcome(url: str, finder: str, leads: int, what: str) -> Attempt:
    """An attempt that was answered: `found` where there are leads, else `silent`."""
    return Attempt(url, finder, "found" if leads else "silent", f"{leads} {what}")
