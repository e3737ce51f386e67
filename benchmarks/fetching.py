"""How long fetching takes against what arithmetic allows: pages from many hosts of a server that takes its time.

By default 50 claims with 4 pages each, 200 pages of 20 hosts, 200 ms a page, 4 requests a host at once. A host's ten
pages take three rounds, and its robots.txt one before them: 0.8 s, whatever the number of hosts. `--read` also reads
every page (text, title, dates), which a run does. The server runs in a process of its own, as servers do. It is done
three times: the first pays for imports, too.
"""

from __future__ import annotations

import argparse
import asyncio
import math
import multiprocessing
import time
from typing import TYPE_CHECKING

from bot.settings import Settings
from bot.sources import extract
from bot.sources.fetch import Fetcher

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_PARAGRAPH = "<p>The agency counted {n},941 deaths in 2022, after {n},699 in 2021, as its report of March says.</p>"
_BODY = f"<html><head><title>Report</title></head><body><main>{_PARAGRAPH * 60}</main></body></html>".encode()
PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(_BODY), _BODY)
NONE = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


class Host(asyncio.Protocol):
    """Answers every request after its delay, and costs next to nothing itself."""

    def __init__(self, delay: float) -> None:
        self.delay = delay

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        answer = NONE if data.startswith(b"GET /robots.txt ") else PAGE
        asyncio.get_running_loop().call_later(self.delay, self.transport.write, answer)


def serve(pipe: Connection, delay: float) -> None:
    """Play every host until killed."""

    async def run() -> None:
        server = await asyncio.get_running_loop().create_server(lambda: Host(delay), "127.0.0.1", 0)
        pipe.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


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
    urls = [f"http://www.host{n % options.hosts}.example/{n}" for n in range(options.pages)]
    claims = [urls[n :: options.claims] for n in range(options.claims)]
    settings = Settings(
        resolver=(("*", f"127.0.0.1:{ours.recv()}"),),
        requests_per_second=1e6,
        host_concurrency=options.at_once,
    )
    rounds = 1 + math.ceil(math.ceil(options.pages / options.hosts) / options.at_once)
    for _ in range(3):
        began = time.monotonic()
        came = asyncio.run(fetch(settings, claims, reading=options.read))
        report(came, options.pages, time.monotonic() - began, rounds * options.delay)
    server.kill()


def report(came: int, wanted: int, took: float, allowed: float) -> None:
    """Print one line."""
    print(
        f"{came} of {wanted} pages in {took:.2f} s; arithmetic allows {allowed:.2f} s, robots.txt included: "
        f"{took / allowed:.2f} times that"
    )


if __name__ == "__main__":
    main()
