"""How close a page stands to the fact: decided from the register, the address and the page, never by a model.

Primary is the body whose fact, data, document or words these are: an official site, a journal's own article. Discovery
leads to sources and is never evidence: an encyclopaedia, a search result, a fact-checker's verdict. All else is
secondary, and so is another's text on an official site.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.markup.dates import iso_date
from bot.records import Source, Tier

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.organisations import Organisation, Register
    from bot.sources.extracted import Extract
    from bot.sources.page import Page

# Encyclopaedias, search engines, forums; and fact-checkers, whose verdicts are shown and never evidence.
_FACT_CHECKERS = frozenset(
    "snopes.com politifact.com factcheck.org fullfact.org leadstories.com truthorfiction.com checkyourfact.com "
    "chequeado.com maldita.es correctiv.org mimikama.org africacheck.org boomlive.in altnews.in hoax-slayer.com "
    "mediabiasfactcheck.com factcheck.afp.com factcheckni.org verafiles.org pagellapolitica.it newtral.es aosfatos.org "
    "lupa.uol.com.br teyit.org demagog.org.pl stopfake.org factly.in".split()
)
_DISCOVERY = _FACT_CHECKERS | frozenset(
    "wikipedia.org wikidata.org wikimedia.org wiktionary.org wikiquote.org dbpedia.org britannica.com encyclopedia.com "
    "infoplease.com citizendium.org fandom.com google.com bing.com duckduckgo.com search.brave.com yandex.com "
    "baidu.com reddit.com quora.com answers.com stackexchange.com".split()
)
# What calls itself an encyclopaedia or a wiki: anybody may have written it.
_ENCYCLOPAEDIA = re.compile(r"encyclop(?:a?e|æ)di|pedia$|^wiki|wiki$", re.IGNORECASE)
_WIKI_PAGE = re.compile(r"^/wiki/|^/w/index\.php")
# Where only a government body, or an organisation under treaty, can have a name (get.gov; IANA on .int).
_OFFICIAL_SUFFIX = re.compile(
    r"(?:^|\.)(?:gov|mil|int|(?:gov|gob|gouv|gub|govt|go|mil|gc)\.[a-z]{2}|"
    r"europa\.eu|bund\.de|admin\.ch|gv\.at|un\.org|parliament\.uk)$"
)
_WIRES = (
    *("Reuters", "AP", "Associated Press", "AFP", "Xinhua", "dpa", "ANI", "PTI", "UPI"),
    *("TASS", "Kyodo", "EFE", "ANSA", "PA Media"),
)
_DATELINE = re.compile(rf"^.{{0,80}}?\((?P<wire>{'|'.join(_WIRES)})\)\s*[-–—]", re.MULTILINE)
_REPRINT = re.compile(
    r"^\W*(?:this (?:article|story|text|piece|item) )?(?:was |is )?"
    r"(?:(?:reprinted|republished|reproduced|reposted)\b.{0,40}\b(?:from|by|with (?:the )?permission)|"
    r"(?:first|originally) (?:published|appeared|printed)\b.{0,40}\b(?:in|by|on))\b",
    re.IGNORECASE | re.MULTILINE,
)
_EDGE = 1_200
_KEPT_COPY = re.compile(r"https?://web\.archive\.org/web/(?P<day>\d{8})\d*(?:id_)?/(?P<url>https?://.+)")
# A newspaper's site is official too, and yet reports on others.
_NEWS = re.compile(
    r"\b(?:times|post|herald|news|newspaper|ledger|tribune|gazette|journal|daily|weekly|messenger|chronicle|telegraph|"
    r"guardian|courier|observer|magazine|broadcasting|radio|television|tv|press|review|star|sun|mirror|independent)\b",
    re.IGNORECASE,
)


@dataclass
class Tiers:
    """Decides tiers, and describes pages as sources.

    Args:
        register: The official names, with their sites.
        prefer: Hosts that a newsroom counts as primary.
        deny: Hosts whose pages are never evidence.
        named: Hosts found to be the official site of a body that the draft names, with the body's name.
    """

    register: Register
    prefer: Iterable[str] = ()
    deny: Iterable[str] = ()
    named: dict[str, str] = field(default_factory=dict)

    @cached_property
    def _sites(self) -> Mapping[str, list[tuple[str, Organisation]]]:
        sites: dict[str, list[tuple[str, Organisation]]] = {}
        for body in self.register.organisations:
            if body.site:
                parts = urlsplit(body.site)
                sites.setdefault(_bare(parts.hostname or ""), []).append((parts.path.rstrip("/"), body))
        return sites

    def owner(self, url: str | None) -> Organisation | None:
        """The body of the register on whose official site a page stands: the one with the longest matching address."""
        if not url:
            return None
        parts = urlsplit(original(url))
        bodies = [entry for host in _parents(_bare(parts.hostname or "")) for entry in self._sites.get(host, ())]
        fitting = [(path, body) for path, body in bodies if f"{parts.path}/".startswith(f"{path}/")]
        return max(fitting, key=lambda entry: len(entry[0]))[1] if fitting else None

    def tier(self, url: str | None, extract: Extract | None = None) -> Tier:
        """The tier of a page.

        Args:
            url: Where it stands; None for a file that does not say where it comes from.
            extract: What it shows, where it has been read.
        """
        url = original(url or "")
        hosts = _parents(_bare(urlsplit(url).hostname or ""))
        if any(host in _DISCOVERY or host in self._denied for host in hosts) or (extract and extract.rates_claims):
            return Tier.DISCOVERY
        if not any(host in self._preferred for host in hosts) and _is_encyclopaedia(url, extract):
            return Tier.DISCOVERY
        if extract and (extract.news or self._repeats_another(extract, url)):
            return Tier.SECONDARY
        official = any(_OFFICIAL_SUFFIX.search(host) for host in hosts[:1]) or self.owner(url)
        known = any(host in self._preferred or host in self.named for host in hosts)
        return Tier.PRIMARY if official or known or (extract and extract.scholarly) else Tier.SECONDARY

    def is_discovery(self, url: str) -> bool:
        """Whether a page at this address can never be evidence."""
        return self.tier(url) is Tier.DISCOVERY

    def rates_claims(self, url: str) -> bool:
        """Whether an address is a fact-checker's."""
        return any(host in _FACT_CHECKERS for host in _parents(_bare(urlsplit(original(url)).hostname or "")))

    def learn(self, sites: Iterable[tuple[str, str]]) -> None:
        """Count sites as the official ones of bodies, but for the news: pairs of an address and the body's name."""
        for url, body in sites:
            if not _NEWS.search(body):
                self.named.setdefault(_bare(urlsplit(url).hostname or ""), body)

    @cached_property
    def _denied(self) -> frozenset[str]:
        return frozenset(map(_bare, self.deny))

    @cached_property
    def _preferred(self) -> frozenset[str]:
        return frozenset(map(_bare, self.prefer))

    def _repeats_another(self, extract: Extract, url: str) -> bool:
        """Whether it gives another's words: a wire's dateline, a note of reprinting, a canonical address elsewhere."""
        if wire(extract.text) or _REPRINT.search(extract.text[:_EDGE]) or _REPRINT.search(extract.text[-_EDGE:]):
            return True
        here, there = (_bare(urlsplit(address or "").hostname or "") for address in (url, extract.canonical))
        return bool(here and there) and here not in _parents(there) and there not in _parents(here)

    def publisher(self, url: str | None, extract: Extract | None = None) -> str | None:
        """Whose page it is: the register's name of the body, what the page says, or the host."""
        body = self.owner(url)
        if body:
            return body.name
        host = _bare(urlsplit(original(url or "")).hostname or "")
        named = next((self.named[name] for name in _parents(host) if name in self.named), None)
        return named or (extract.publisher if extract else None) or host or None

    def describe(self, page: Page, extract: Extract) -> Source:
        """A fetched page as a source."""
        return self.source(page.url, extract)

    def source(self, url: str | None, extract: Extract) -> Source:
        """A page that was read, as a source."""
        copied = _KEPT_COPY.fullmatch(url or "")
        kept = f" (copy of {iso_date(_dashed(copied['day']))} in the Wayback Machine)" if copied else ""
        title = f"{extract.title or ''}{kept}".strip() or None
        return Source(url, self.publisher(url, extract), title, extract.published, self.tier(url, extract))


def _is_encyclopaedia(url: str, extract: Extract | None) -> bool:
    """Whether a page is one of an encyclopaedia or a wiki, by its host, its path, or what the site calls itself."""
    parts = urlsplit(url)
    labels = (parts.hostname or "").split(".")[:-1]
    site = (extract.publisher or "").split() if extract else []
    return bool(_WIKI_PAGE.search(parts.path)) or any(map(_ENCYCLOPAEDIA.search, (*labels, *site)))


def original(url: str) -> str:
    """The address that a kept copy in the Wayback Machine is a copy of; any other address is its own."""
    copied = _KEPT_COPY.fullmatch(url)
    return copied["url"] if copied else url


def _dashed(day: str) -> str:
    return f"{day[:4]}-{day[4:6]}-{day[6:]}"


def wire(text: str) -> str | None:
    """The agency whose dateline stands at the top of a text: a copy of one wire story is not a second source."""
    found = _DATELINE.search(text[:_EDGE])
    return found["wire"] if found else None


def _bare(host: str) -> str:
    return host.lower().rstrip(".").removeprefix("www.")


def _parents(host: str) -> list[str]:
    """A host and the domains above it, nearest first, without the top-level domain alone."""
    labels = host.split(".")
    return [".".join(labels[at:]) for at in range(max(len(labels) - 1, 1))] if host else []
