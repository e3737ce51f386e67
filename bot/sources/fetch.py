"""The only door to the network for sources: polite, guarded, bounded. No other module imports httpx.

Every way for a fetch to end has a name: a `Page`, or a `FetchError` whose reason is `unreachable`, `blocked`,
`timed_out`, `budget` or, where nobody asked for the network, `not_requested`.
"""

from __future__ import annotations

import asyncio
import logging
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from http.cookiejar import DefaultCookiePolicy
from typing import TYPE_CHECKING, Self, TypeVar
from urllib.parse import urlsplit

import httpcore
import httpx

from bot import __version__
from bot.errors import FetchError, UserError
from bot.sources.answers import PassingError, content_type, is_readable, require_success
from bot.sources.guard import Guard, lookup
from bot.sources.inflate import Inflater
from bot.sources.pace import Budget, Pace, Stopwatch
from bot.sources.page import Page
from bot.sources.robots import AGENT, MAX_BYTES, Robots

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine
    from types import TracebackType

    from bot.settings import Settings
    from bot.sources.guard import Lookup
    from bot.sources.pace import Host

T = TypeVar("T")

_CONNECT_SECONDS = 10.0
_ACCEPT = "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.8,*/*;q=0.5"
_KEPT_HEADERS = ("etag", "last-modified", "content-language", "content-location", "link", "memento-datetime")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# stamina logs each retry; the outcome is reported once, as an attempt.
logging.getLogger("stamina").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class _Ask:
    """One question to a server: what is sent along, and how much may come back."""

    limit: int
    service: bool = False
    etag: str | None = None
    last_modified: str | None = None

    def headers(self) -> dict[str, str]:
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in given.items() if value}


class Fetcher:
    """Reads pages over HTTP: an async context manager, one for a run.

    It opens connections to checked addresses only, obeys robots.txt and Retry-After, keeps to a pace and a number of
    requests for each host, shares identical fetches in flight, and stops at the run's budget of time, pages and bytes.

    Args:
        settings: Limits, pace, contact, and what may be on the local network.
        names: How host names are resolved; the system's way unless a test gives another.
        network: What opens connections; asyncio unless a test gives another.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        names: Lookup = lookup,
        network: httpcore.AsyncNetworkBackend | None = None,
    ) -> None:
        self._settings = settings
        self._guard = Guard(settings, names, network)
        self._pace = Pace(settings)
        self._budget = Budget(settings.max_pages, settings.max_run_bytes)
        self._robots = Robots(self._robots_txt, self._pace.slow)
        self._flying: dict[tuple[str, _Ask], asyncio.Task[Page]] = {}
        self._client: httpx.AsyncClient | None = None
        self._deadline = 0.0

    async def __aenter__(self) -> Self:
        self._deadline = asyncio.get_running_loop().time() + self._settings.run_timeout
        if not self._settings.offline:
            self._client = _client(self._settings, self._guard)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._robots.aclose()
        flying = list(self._flying.values())
        for task in flying:
            task.cancel()
        await asyncio.gather(*flying, return_exceptions=True)
        if self._client:
            await self._client.aclose()

    async def get(
        self, url: str, *, service: bool = False, etag: str | None = None, last_modified: str | None = None
    ) -> Page:
        """The page at `url`, its redirects followed.

        Args:
            url: An absolute http or https URL; its fragment is dropped.
            service: Whether it is an endpoint made for programs, for which robots.txt does not speak.
            etag: Validator of a copy at hand; the answer may then be a 304 without content.
            last_modified: The copy's `Last-Modified`, likewise.

        Raises:
            FetchError: There is no page to be had; its reason and one line say why.
        """
        ask = _Ask(self._settings.max_bytes, service, etag, last_modified)
        key = (url.partition("#")[0], ask)
        if key not in self._flying:
            self._flying[key] = asyncio.ensure_future(self._bounded(url, self._follow(*key)))
            self._flying[key].add_done_callback(lambda _: self._flying.pop(key, None))
        return await asyncio.shield(self._flying[key])

    async def sitemaps(self, url: str) -> list[str]:
        """The sitemaps that the robots.txt of a site names; `url` is any address on it.

        Raises:
            FetchError: The robots.txt cannot be read, though it may be there.
        """
        return await self._bounded(url, self._robots.sitemaps(url))

    async def _bounded(self, url: str, work: Coroutine[None, None, T]) -> T:
        try:
            async with asyncio.timeout_at(self._deadline):
                return await work
        except TimeoutError:
            spent = f"the run's time for fetching ({self._settings.run_timeout:g} s) is spent"
            raise FetchError(f"{_shown(url)}: {spent}", reason="timed_out") from None
        except FetchError as error:
            raise FetchError(f"{_shown(url)}: {error}", reason=error.reason, status=error.status) from error

    async def _robots_txt(self, url: str) -> bytes:
        page = await self._follow(url, _Ask(MAX_BYTES, service=True))
        return page.content

    async def _follow(self, url: str, ask: _Ask) -> Page:
        if self._client is None:
            raise FetchError("not fetched, because this run is offline", reason="not_requested")
        watch, seen, at = Stopwatch(self._settings.timeout), list[str](), _checked(url)
        while at not in seen:
            if len(seen) > self._settings.max_redirects:
                raise FetchError(f"redirects more than {self._settings.max_redirects} times")
            seen.append(at)
            answer = await self._step(at, url, ask, watch, seen)
            if isinstance(answer, Page):
                return answer
            at = answer
        raise FetchError("redirects in a circle")

    async def _step(self, at: str, url: str, ask: _Ask, watch: Stopwatch, seen: list[str]) -> Page | str:
        try:
            if not (ask.service and _site(at) == _site(seen[0])):
                await self._robots.check(at)
            return await self._persist(at, url, ask, watch)
        except FetchError as error:
            if len(seen) == 1:
                raise
            raise FetchError(f"redirects to {at}: {error}", reason=error.reason, status=error.status) from error

    async def _persist(self, at: str, url: str, ask: _Ask, watch: Stopwatch) -> Page | str:
        import stamina

        attempts = stamina.retry_context(
            on=self._patience(watch),
            attempts=self._settings.retries + 1,
            timeout=None,
            wait_initial=self._settings.retry_wait,
            wait_max=self._settings.max_retry_after,
            wait_jitter=self._settings.retry_wait,
        )
        async for attempt in attempts:
            with attempt:
                return await self._visit(at, url, ask, watch)
        raise AssertionError("stamina raises the last error")  # pragma: no cover

    def _patience(self, watch: Stopwatch) -> Callable[[Exception], bool | float]:
        def wait(error: Exception) -> bool | float:
            if not isinstance(error, PassingError):
                return False
            asked = error.wait
            if asked is None:
                return watch.left > 0
            if asked > min(self._settings.max_retry_after, watch.left):
                return False
            watch.left -= asked
            return asked

        return wait

    async def _visit(self, at: str, url: str, ask: _Ask, watch: Stopwatch) -> Page | str:
        async with self._pace.turn(_site(at)) as host:
            self._budget.ask()
            try:
                async with watch.running():
                    return await self._send(at, url, ask)
            except TimeoutError:
                error = FetchError(f"not read within {self._settings.timeout:g} s", reason="timed_out")
                host.failed(error, for_good=False)
                raise error from None
            except httpcore.TimeoutException as late:
                error = FetchError(f"the server does not answer ({_plain(late)})", reason="timed_out")
                host.failed(error, for_good=isinstance(late, httpcore.ConnectTimeout))
                raise error from late
            except (httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError) as broken:
                raise self._broken(broken, host) from broken
            except PassingError as passing:
                self._hold(passing, host)
                raise

    def _broken(self, error: Exception, host: Host) -> FetchError:
        if _certificate(error):
            failure = FetchError(f"its certificate cannot be trusted ({_certificate(error)})")
            host.failed(failure, for_good=True)
            return failure
        if isinstance(error, httpcore.ConnectError):
            refused = PassingError(f"no connection ({_plain(error)})")
            host.refused(refused, self._settings.retries)
            return refused
        return PassingError(f"the connection broke ({_plain(error)})")

    def _hold(self, error: PassingError, host: Host) -> None:
        if error.wait is None:
            return
        if error.wait > self._settings.max_retry_after:
            host.failed(error, for_good=True)
        else:
            host.hold(error.wait)

    async def _send(self, at: str, url: str, ask: _Ask) -> Page | str:
        assert self._client is not None
        request = self._client.build_request("GET", at, headers=ask.headers())
        response = await self._client.send(request, stream=True)
        try:
            if response.status_code in _REDIRECTS and "location" in response.headers:
                return _target(response)
            require_success(response.status_code, response.headers)
            return await self._page(response, url, ask)
        finally:
            await response.aclose()

    async def _page(self, response: httpx.Response, url: str, ask: _Ask) -> Page:
        media_type, charset = content_type(response.headers.get("content-type", ""))
        if not is_readable(media_type):
            raise FetchError(f"is {media_type}, which is not read")
        content = await self._content(response, ask.limit)
        return Page(
            requested_url=url,
            url=str(response.url),
            status=response.status_code,
            media_type=media_type,
            charset=charset,
            content=content,
            fetched_at=datetime.now(UTC),
            headers={name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers},
        )

    async def _content(self, response: httpx.Response, limit: int) -> bytes:
        announced = response.headers.get("content-length", "")
        if announced.isdecimal() and int(announced) > limit:
            raise FetchError(f"the page is larger than {limit:,} bytes")
        inflater, pieces = Inflater(response.headers.get("content-encoding"), limit), list[bytes]()
        async for piece in response.aiter_raw():
            self._budget.read(len(piece))
            pieces.append(inflater.feed(piece))
        return b"".join(pieces)


class _Transport(httpx.AsyncBaseTransport):
    """httpx over pools that open their connections through the guard. Errors stay httpcore's own.

    Each host has a pool of its own: httpcore looks through a whole pool at every request.
    """

    def __init__(self, settings: Settings, guard: Guard) -> None:
        self._settings = settings
        self._guard = guard
        self._pools: dict[tuple[str, bytes], httpcore.AsyncConnectionPool] = {}
        if settings.ca_file:
            _ = self._trust  # a wrong file is told at once; without one, TLS is set up for the first https address

    @cached_property
    def _trust(self) -> ssl.SSLContext:
        return _trusting(self._settings.ca_file)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        answer = await self._pool(url).handle_async_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions)

    def _pool(self, url: httpx.URL) -> httpcore.AsyncConnectionPool:
        site = (url.scheme, url.netloc)
        if site not in self._pools:
            trust = self._trust if url.scheme == "https" else None
            self._pools[site] = httpcore.AsyncConnectionPool(
                ssl_context=trust, max_connections=None, network_backend=self._guard
            )
        return self._pools[site]

    async def aclose(self) -> None:
        for pool in self._pools.values():
            await pool.aclose()


class _Body(httpx.AsyncByteStream):
    """The bytes of an answer as they come."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._answer.aiter_stream():
            yield piece

    async def aclose(self) -> None:
        await self._answer.aclose()


def _trusting(ca_file: str | None) -> ssl.SSLContext:
    trust = httpx.create_ssl_context(trust_env=False)
    if ca_file:
        try:
            trust.load_verify_locations(ca_file)
        except (OSError, ssl.SSLError) as error:
            raise UserError(f"{ca_file}: holds no certificates that can be read ({error})") from None
    return trust


def _client(settings: Settings, guard: Guard) -> httpx.AsyncClient:
    contact = f" (+{settings.contact})" if settings.contact else ""
    client = httpx.AsyncClient(
        transport=_Transport(settings, guard),
        headers={
            "User-Agent": f"{AGENT}/{__version__}{contact}",
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip, deflate",
        },
        timeout=httpx.Timeout(settings.timeout, connect=min(settings.timeout, _CONNECT_SECONDS)),
        trust_env=False,
    )
    client.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    return client


@lru_cache(4096)
def _checked(url: str) -> str:
    try:
        parsed = httpx.URL(url)
        host = parsed.raw_host
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise FetchError(f"is not a URL ({error})") from None
    if parsed.scheme not in {"http", "https"} or not host:
        raise FetchError("only http and https addresses are read", reason="blocked")
    if parsed.userinfo:
        raise FetchError("a URL that carries a login is not read", reason="blocked")
    return str(parsed.copy_with(fragment=None))


def _shown(url: str) -> str:
    """A URL for a message: what it carries as a login is left out."""
    scheme, mark, rest = url.partition("://")
    authority, slash, path = rest.partition("/")
    return scheme + mark + authority.rpartition("@")[2] + slash + path


def _site(url: str) -> str:
    return urlsplit(url).netloc


def _target(response: httpx.Response) -> str:
    try:
        return _checked(str(response.url.join(response.headers["location"])))
    except httpx.InvalidURL as error:
        raise FetchError(f"redirects to what is not a URL ({error})") from None


def _certificate(error: BaseException | None) -> str | None:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return error.verify_message
        error = error.__cause__ or error.__context__
    return None


def _plain(error: Exception) -> str:
    return str(error) or type(error).__name__
