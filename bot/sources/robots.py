"""What a site lets programs read: robots.txt as RFC 9309 has it, asked for once a run."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from protego import Protego

AGENT = "factcheck-bot"
# RFC 9309, 2.5: at least 500 KiB must be read.
MAX_BYTES = 512_000


class Robots:
    """The rules of the sites of one run.

    Args:
        fetch: Gives the bytes of a robots.txt, or raises FetchError.
        slow: Told of a site's Crawl-delay: host and port, seconds.
    """

    def __init__(self, fetch: Callable[[str], Awaitable[bytes]], slow: Callable[[str, float], None]) -> None:
        self._fetch = fetch
        self._slow = slow
        self._sites: dict[str, asyncio.Task[Protego]] = {}

    async def check(self, url: str) -> None:
        """Let `url` pass, or refuse it.

        Raises:
            FetchError: The site does not want it read, or does not say what it wants (RFC 9309, 2.3.1.4).
        """
        rules = await self._rules(url)
        if not rules.can_fetch(url, AGENT):
            raise FetchError("the site's robots.txt asks programs not to read it", reason="blocked")

    async def sitemaps(self, url: str) -> list[str]:
        """The sitemaps that the robots.txt of the site of `url` names."""
        return list((await self._rules(url)).sitemaps)

    async def _rules(self, url: str) -> Protego:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._sites:
            self._sites[site] = asyncio.ensure_future(self._load(site))
        return await asyncio.shield(self._sites[site])

    async def _load(self, site: str) -> Protego:
        from protego import Protego

        rules = Protego.parse(await self._text(f"{site}/robots.txt"))
        delay = rules.crawl_delay(AGENT)
        if delay:
            self._slow(urlsplit(site).netloc, delay)
        return rules

    async def _text(self, url: str) -> str:
        try:
            content = await self._fetch(url)
        except FetchError as error:
            if error.status is not None and 400 <= error.status < 500 and error.status != 429:  # noqa: PLR2004
                return ""
            raise FetchError(f"its robots.txt: {error}", reason=error.reason, status=error.status) from error
        return content[:MAX_BYTES].decode("utf-8", "replace").replace("\0", "")

    async def aclose(self) -> None:
        """Give up what is still being asked, and take note of what failed."""
        for task in self._sites.values():
            task.cancel()
        await asyncio.gather(*self._sites.values(), return_exceptions=True)
