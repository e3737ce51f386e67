"""How often and how many at a time one host is asked, and how much a run may ask in all."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from aiolimiter import AsyncLimiter

    from bot.settings import Settings

# A Crawl-delay beyond this would spend a run's whole time on one page; Google ignores the field, Bing honours up to 30.
_LONGEST_DELAY = 30.0
_OPEN_AT_ONCE = 200
# Wikimedia allows 200 requests a minute to who says how to be reached.
_WIKIMEDIA, _WIKIMEDIA_ALLOWS = (".wikipedia.org", ".wikidata.org"), 3.0
_OWN_SERVICE = 10.0
_TIMEOUTS_BORNE = 2


@dataclass(slots=True)
class Host:
    """What a run knows of one host: its pace, its free places, and whether asking it again is pointless."""

    limiter: AsyncLimiter
    places: asyncio.Semaphore
    failure: FetchError | None = None
    timeouts: int = 0
    refusals: int = 0
    resume_at: float = 0.0

    def failed(self, error: FetchError, *, for_good: bool) -> None:
        """Remember a failure of the host itself: one for good, or time running out twice."""
        self.timeouts += error.reason == "timed_out"
        if for_good or self.timeouts >= _TIMEOUTS_BORNE:
            self.failure = error

    def refused(self, error: FetchError, borne: int) -> None:
        """Remember that nobody listened; more than `borne` times is for good."""
        self.refusals += 1
        self.failed(error, for_good=self.refusals > borne)

    def hold(self, seconds: float) -> None:
        """Ask nothing of this host for so long."""
        self.resume_at = max(self.resume_at, asyncio.get_running_loop().time() + seconds)


@dataclass(slots=True)
class Pace:
    """The hosts of a run."""

    settings: Settings
    _hosts: dict[str, Host] = field(default_factory=dict)
    _open: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_OPEN_AT_ONCE))

    def host(self, name: str) -> Host:
        """The state of a host (`name:port`), made at the first question."""
        if name not in self._hosts:
            limiter = _limiter(1 / self._rate(name))
            self._hosts[name] = Host(limiter, asyncio.Semaphore(self.settings.host_concurrency))
        return self._hosts[name]

    def _rate(self, name: str) -> float:
        """Requests a second: more where a service allows more, and on the user's own search engine."""
        usual, host = self.settings.requests_per_second, name.partition(":")[0]
        if name == urlsplit(self.settings.searxng_url or "").netloc:
            return max(usual, _OWN_SERVICE)
        if self.settings.contact and host.endswith(_WIKIMEDIA):
            return max(usual, _WIKIMEDIA_ALLOWS)
        return usual

    def slow(self, name: str, delay: float) -> None:
        """Obey the Crawl-delay of a host, in seconds, where it is longer than our own."""
        own = 1 / self.settings.requests_per_second
        if delay > own:
            self.host(name).limiter = _limiter(min(delay, _LONGEST_DELAY))

    @asynccontextmanager
    async def turn(self, name: str) -> AsyncIterator[Host]:
        """Wait for a place at a host and for its pace.

        Raises:
            FetchError: The host has failed for good in this run.
        """
        host = self.host(name)
        async with host.places:
            _check(host)
            await asyncio.sleep(max(host.resume_at - asyncio.get_running_loop().time(), 0))
            await host.limiter.acquire()
            async with self._open:
                _check(host)
                yield host


def _check(host: Host) -> None:
    if host.failure:
        known = host.failure
        raise FetchError(str(known), reason=known.reason, status=known.status)


def _limiter(seconds: float) -> AsyncLimiter:
    from aiolimiter import AsyncLimiter

    return AsyncLimiter(1, seconds)


@dataclass(slots=True)
class Budget:
    """What a run may still ask and read."""

    pages: int
    bytes: int

    def ask(self) -> None:
        """Take one request.

        Raises:
            FetchError: All are spent.
        """
        if self.pages <= 0:
            raise FetchError("the run's budget of requests is spent", reason="budget")
        self.pages -= 1

    def read(self, count: int) -> None:
        """Take `count` bytes.

        Raises:
            FetchError: All are spent.
        """
        self.bytes -= count
        if self.bytes < 0:
            raise FetchError("the run's budget of bytes is spent", reason="budget")


@dataclass(slots=True)
class Stopwatch:
    """The seconds that one fetch may still spend with servers; waiting for a turn does not count."""

    left: float

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Let the time run.

        Raises:
            TimeoutError: It has run out.
        """
        loop = asyncio.get_running_loop()
        started = loop.time()
        try:
            async with asyncio.timeout(max(self.left, 0)):
                yield
        finally:
            self.left -= loop.time() - started


def retry_after(value: str | None, now: datetime | None = None) -> float | None:
    """Seconds that a `Retry-After` header asks for (RFC 9110, 10.2.3: seconds or a date)."""
    if not value:
        return None
    if value.strip().isdecimal():
        return float(value)
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    aware = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max((aware - (now or datetime.now(UTC))).total_seconds(), 0.0)
