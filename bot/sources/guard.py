"""Where a connection may lead: names are resolved once, every address is checked, and what was checked is connected to.

A name that resolves to a private address, a redirect into the local network and a name that changes its address between
check and connection all end here, because the check and the connection use one and the same answer.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import threading
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpcore

from bot.errors import FetchError

if TYPE_CHECKING:
    import ssl
    from collections.abc import Awaitable, Callable, Iterable

    from bot.settings import Settings

    Address = ipaddress.IPv4Address | ipaddress.IPv6Address
    Lookup = Callable[[str, int], Awaitable[list[str]]]

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# RFC 6890 and its registry; older Pythons count these two as global.
_SPECIAL = (ipaddress.ip_network("192.0.0.0/24"), ipaddress.ip_network("64:ff9b:1::/48"))
_ADDRESSES_TRIED = 3


def is_public(address: str) -> bool:
    """Whether `address` is one of the open internet, and so is any IPv4 address that it carries inside."""
    parsed = ipaddress.ip_address(address.partition("%")[0])
    inner = _embedded(parsed)
    if inner:
        return all(map(_is_public, inner))
    return _is_public(parsed)


def _is_public(address: Address) -> bool:
    special = any(address in network for network in _SPECIAL if network.version == address.version)
    return address.is_global and not (address.is_multicast or address.is_reserved or special)


def _embedded(address: Address) -> list[Address]:
    if isinstance(address, ipaddress.IPv4Address):
        return []
    inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return [one for one in inner if one is not None]


async def lookup(host: str, port: int) -> list[str]:
    """All addresses of a name, in the order of the system's resolver.

    It runs in a daemon thread: a resolver that hangs cannot keep the program from ending.

    Raises:
        OSError: The name is not known, or nobody answers.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[list[str]] = loop.create_future()
    threading.Thread(target=_lookup, args=(host, port, loop, answer), daemon=True).start()
    return await answer


def _lookup(host: str, port: int, loop: asyncio.AbstractEventLoop, answer: asyncio.Future[list[str]]) -> None:
    result: list[str] | OSError
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        result = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    except (OSError, UnicodeError) as error:
        result = OSError(_plain(error))
    if not loop.is_closed():
        loop.call_soon_threadsafe(_settle, answer, result)


def _settle(answer: asyncio.Future[list[str]], result: list[str] | OSError) -> None:
    if answer.done():
        return
    if isinstance(result, OSError):
        answer.set_exception(result)
    else:
        answer.set_result(result)


def _plain(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error)


class Guard(httpcore.AsyncNetworkBackend):
    """Opens connections to checked addresses only.

    Args:
        settings: `allow_hosts` and `resolver` name the exceptions.
        names: Resolves a name; the system's resolver unless a test gives another.
        network: Opens a connection to an address; asyncio's unless a test gives another.
    """

    def __init__(
        self, settings: Settings, names: Lookup = lookup, network: httpcore.AsyncNetworkBackend | None = None
    ) -> None:
        services = (settings.searxng_url or "", *dict(settings.endpoints).values())
        own = [urlsplit(url).netloc for url in services]  # the user's own servers, named outside of any draft
        self._allowed = frozenset(host.lower() for host in (*settings.allow_hosts, *own) if host)
        self._players = dict(settings.resolver)
        self._names = names
        self._network = network or httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
        local_address: str | None = None,  # noqa: ARG002 - httpcore's signature
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,  # noqa: ARG002 - same
    ) -> httpcore.AsyncNetworkStream:
        """Connect to one of the host's addresses, all of them checked.

        Raises:
            FetchError: An address is not public.
            httpcore.ConnectError: The name is not known, or nobody answers.
        """
        player = self._players.get(host, self._players.get("*"))
        if player:
            address, _, door = player.rpartition(":")
            return _Plain(await self._network.connect_tcp(address, int(door), timeout=timeout))
        try:
            addresses = await asyncio.wait_for(self._addresses(host, port), timeout)
        except TimeoutError:
            raise httpcore.ConnectTimeout(f"the name {host} was not resolved in time") from None
        return await self._connect(addresses[:_ADDRESSES_TRIED], port, timeout)

    async def _connect(self, addresses: list[str], port: int, seconds: float | None) -> httpcore.AsyncNetworkStream:
        share = None if seconds is None else seconds / len(addresses)
        for address in addresses[:-1]:
            try:
                return await self._network.connect_tcp(address, port, timeout=share)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return await self._network.connect_tcp(addresses[-1], port, timeout=share)

    async def _addresses(self, host: str, port: int) -> list[str]:
        try:
            addresses = await self._names(host, port)
        except OSError as error:
            raise httpcore.ConnectError(f"the name {host} is not known ({_plain(error)})") from error
        if not addresses:
            raise httpcore.ConnectError(f"the name {host} has no address")
        if not self._allowed & {host.lower(), f"{host.lower()}:{port}"}:
            _refuse_private(host, addresses)
        return addresses

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ARG002, ASYNC109 - httpcore's signature
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,  # noqa: ARG002 - same
    ) -> httpcore.AsyncNetworkStream:
        """Never: a source is not a file of this machine."""
        raise httpcore.ConnectError(f"{path}: a source is read over the network")

    async def sleep(self, seconds: float) -> None:
        """Wait, for the pool's own retries (we use none)."""
        await asyncio.sleep(seconds)


def _refuse_private(host: str, addresses: list[str]) -> None:
    private = next((address for address in addresses if not is_public(address)), None)
    if private is not None:
        raise FetchError(
            f"{host} leads to {private}, which is not on the open internet; "
            "allow the host in your own settings if it is yours",
            reason="blocked",
        )


class _Plain(httpcore.AsyncNetworkStream):
    """A stream to a server that plays a host without TLS, so that one test server can be many https sites."""

    def __init__(self, stream: httpcore.AsyncNetworkStream) -> None:
        self._stream = stream

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 - httpcore's
        return await self._stream.read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 - httpcore's
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,  # noqa: ARG002 - httpcore's signature
        server_hostname: str | None = None,  # noqa: ARG002 - same
        timeout: float | None = None,  # noqa: ARG002, ASYNC109 - httpcore's signature
    ) -> httpcore.AsyncNetworkStream:
        return self

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)
