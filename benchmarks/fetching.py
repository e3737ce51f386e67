"""How long fetching takes against what arithmetic allows: pages from many hosts of a server that takes its time.

By default 50 claims with 4 pages each, 200 pages of 20 hosts, 200 ms a page, 4 requests a host at once. A host's ten
pages take three rounds, and its robots.txt one before them: 0.8 s, whatever the number of hosts. `--read` also reads
every page (text, title, dates), which a run does. The server runs in a process of its own, as servers do.
"""

from __future__ import annotations

import argparse
import asyncio
import math
import multiprocessing
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parent.parent
sys.path += [str(ROOT / "tests")]

from web_server import Answer, WebServer  # noqa: E402 - a script folder, not a package

from bot.settings import Settings  # noqa: E402 - after the path is set
from bot.sources import extract  # noqa: E402 - same
from bot.sources.fetch import Fetcher  # noqa: E402 - same

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

PARAGRAPH = "<p>The agency counted {n},941 deaths in 2022, after {n},699 in 2021, as its report of March says.</p>"


def serve(pipe: Connection, delay: float) -> None:
    """Play every host until told to stop."""
    body = f"<html><head><title>Report</title></head><body><main>{PARAGRAPH * 60}</main></body></html>".encode()
    headers = (("Content-Type", "text/html; charset=utf-8"),)
    with WebServer() as server:
        server.fallback = lambda request: Answer(body, 404 if request.path == "/robots.txt" else 200, headers, delay)
        pipe.send(server.port)
        pipe.recv()


async def fetch(settings: Settings, claims: list[list[str]], *, reading: bool) -> int:
    """Fetch the pages of every claim; the number of pages that came."""

    async def one(url: str) -> bool:
        page = await fetcher.get(url)
        return not reading or bool(extract.read(page).text)

    async def all_of(urls: list[str]) -> int:
        return sum(await asyncio.gather(*map(one, urls)))

    async with Fetcher(settings) as fetcher:
        return sum(await asyncio.gather(*map(all_of, claims)))


def main() -> None:
    """Run it and print the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=50)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--hosts", type=int, default=20)
    parser.add_argument("--at-once", type=int, default=4)
    parser.add_argument("--delay", type=float, default=0.2, help="seconds a page")
    parser.add_argument("--read", action="store_true", help="read each page, too")
    options = parser.parse_args()
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(theirs, options.delay), daemon=True)
    server.start()
    urls = [f"https://www.host{n % options.hosts}.example/{n}" for n in range(options.pages)]
    claims = [urls[n :: options.claims] for n in range(options.claims)]
    settings = Settings(
        resolver=(("*", f"127.0.0.1:{ours.recv()}"),),
        requests_per_second=1e6,
        host_concurrency=options.at_once,
    )
    began = time.monotonic()
    came = asyncio.run(fetch(settings, claims, reading=options.read))
    took = time.monotonic() - began
    ours.send("stop")
    rounds = 1 + math.ceil(math.ceil(options.pages / options.hosts) / options.at_once)
    print(
        f"{came} of {options.pages} pages in {took:.2f} s; arithmetic allows {rounds * options.delay:.2f} s, "
        f"robots.txt included: {took / (rounds * options.delay):.2f} times that"
    )


if __name__ == "__main__":
    main()
