"""Does the search find the planted primary source? For each seed article, over the local web, with its crowd of others.

An expectation that names its `source` counts as found when that page is among the leads of its own claim; beside it
stands how many are found by the leads of any claim of the article, which is what ranking then reads. The claim is made
of the expectation's words and its sentence, so that the splitting of claims is not measured here. With `--show`, what
was not found is printed. With `--finders`, only those are asked.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parent.parent
sys.path += [str(ROOT / "tests"), str(Path(__file__).parent)]

import expected  # noqa: E402 - script folders, not packages
import local_services  # noqa: E402 - script folders, not packages
import local_web  # noqa: E402 - script folders, not packages
from web_server import WebServer  # noqa: E402 - script folders, not packages

from bot import article as articles  # noqa: E402 - script folders, not packages
from bot.organisations import Register  # noqa: E402 - script folders, not packages
from bot.records import Claim, Kind  # noqa: E402 - script folders, not packages
from bot.sources.fetch import Fetcher  # noqa: E402 - script folders, not packages
from bot.sources.search import Search  # noqa: E402 - script folders, not packages
from bot.sources.tiers import Tiers  # noqa: E402 - script folders, not packages

if TYPE_CHECKING:
    from bot.article import Article
    from bot.settings import Settings


def claim(draft: Article, entry: dict) -> Claim:
    """A claim of an expectation's words, in its sentence."""
    span = draft.prose_span(entry["start"], entry["end"])
    context = " ".join(s.text for s in draft.sentences if s.start < span.end and span.start < s.end)
    quote = draft.text[entry["start"] : entry["end"]]
    text = draft.prose[span.start : span.end]
    return Claim(entry["start"], entry["end"], quote, text, Kind.OTHER, str(entry["id"]), context=context)


@dataclass
class Score:
    """Expectations with a source; found by their own leads, by any; leads asked for, and how many are discovery."""

    wanted: int = 0
    own: int = 0
    any: int = 0
    asked: int = 0
    discovery: int = 0
    missed: list[str] = field(default_factory=list)


async def search(slug: str, settings: Settings) -> Score:
    """Ask for the leads of every expectation of a seed at once, as a run does."""
    want = expected.load(slug)
    draft, register = articles.read(str(ROOT / "seeds" / want["article"])), Register.load()
    entries = [entry for entry in want["claims"] if "source" in entry]
    tiers, score = Tiers(register), Score(len(entries))
    async with Fetcher(settings) as fetcher:
        finder = Search(settings, register, fetcher, tiers)
        day = want.get("as_of") or draft.published
        results = await asyncio.gather(*(finder.leads(claim(draft, entry), draft, day) for entry in entries))
    together = {lead.url for result in results for lead in result.leads}
    for entry, result in zip(entries, results, strict=True):
        urls = [lead.url for lead in result.leads]
        address = "//{host}/{path}".format(**entry["source"])
        score.asked += len(urls)
        score.discovery += sum(map(tiers.is_discovery, urls))
        score.any += any(url.endswith(address) for url in together)
        if any(url.endswith(address) for url in urls):
            score.own += 1
        else:
            score.missed.append(f"  {entry['id']}: {entry['quote'][:90]!r}\n    wanted {address}\n    got {urls}")
    return score


def main() -> None:
    """Print the shares, seed by seed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--finders", help="comma-separated")
    parser.add_argument("--pages", type=int, help="pages a claim may cost")
    options = parser.parse_args()
    with WebServer() as server:
        local_services.play(server)
        settings = server.settings(searxng_url=local_services.SEARXNG, host_concurrency=8)
        if options.finders:
            settings = replace(settings, finders=tuple(options.finders.split(",")))
        if options.pages:
            settings = replace(settings, pages_per_claim=options.pages)
        print(f"{len(local_web.load()):,} pages in the local web")
        scores = [show(slug, settings, options.show) for slug in expected.slugs() if "web" in expected.load(slug)]
    wanted = sum(score.wanted for score in scores)
    own, together = sum(score.own for score in scores), sum(score.any for score in scores)
    print(f"all: {own}/{wanted} = {own / wanted:.0%} by their own leads, {together / wanted:.0%} by the article's")


def show(slug: str, settings: Settings, missed: bool) -> Score:  # noqa: FBT001 - a flag of the command line
    """Measure one seed and print its line."""
    began = time.monotonic()
    score = asyncio.run(search(slug, settings))
    print(
        f"{slug}: {score.own}/{score.wanted} by their own leads, {score.any} by the article's; "
        f"{score.asked / score.wanted:.1f} pages a claim, {score.discovery} of discovery, "
        f"{time.monotonic() - began:.1f} s"
    )
    print("\n".join(score.missed if missed else ()), end="\n" if missed else "")
    return score


if __name__ == "__main__":
    main()
