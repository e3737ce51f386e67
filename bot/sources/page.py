"""One page as fetched: what a server said, before anything is read out of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Page:
    """A server's answer: 2xx with its content, or 304 with none.

    `url` is where the redirects ended. `headers` holds the few that say something of the page, in lower case.
    `content` is decompressed; nothing else has been done to it.
    """

    requested_url: str
    url: str
    status: int
    media_type: str | None
    charset: str | None
    content: bytes
    fetched_at: datetime
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def etag(self) -> str | None:
        """The validator to send with the next request, as the server wrote it."""
        return self.headers.get("etag")

    @property
    def last_modified(self) -> str | None:
        """The `Last-Modified` header, as the server wrote it."""
        return self.headers.get("last-modified")

    @property
    def modified(self) -> datetime | None:
        """`Last-Modified` as a time; None where it is missing or malformed."""
        try:
            return parsedate_to_datetime(self.headers.get("last-modified", ""))
        except ValueError:
            return None


class Pages(Protocol):
    """What hands out pages: the fetcher, or an archive in front of it."""

    async def get(self, url: str, *, service: bool = False) -> Page:
        """The page at `url`.

        Args:
            url: An absolute http or https URL.
            service: Whether it is an endpoint made for programs, for which robots.txt does not speak.

        Raises:
            FetchError: It cannot be read; `reason` says how that ended.
        """
        ...

    async def sitemaps(self, url: str) -> list[str]:
        """The sitemaps that the robots.txt of a site names.

        Raises:
            FetchError: The robots.txt cannot be read, though it may be there.
        """
        ...
