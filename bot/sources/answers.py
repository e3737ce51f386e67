"""What a server's answer means: which status ends a fetch and how, which may be over in a moment, what can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import FetchError
from bot.sources.pace import retry_after

if TYPE_CHECKING:
    from collections.abc import Mapping

_READABLE = frozenset(
    {
        "application/pdf",
        "application/x-pdf",
        "application/xml",
        "application/json",
        "application/octet-stream",
    }
    | {"application/gzip", "application/x-gzip", "binary/octet-stream"}
)
_BLOCKED = {
    401: "asks for a login",
    402: "asks for payment",
    403: "refuses programs",
    407: "asks for a login",
    429: "says that it was asked too often",
    451: "may not be shown for legal reasons",
}
_GONE = {404: "is not there", 410: "is gone"}


class PassingError(FetchError):
    """A failure that may be over in a moment. `wait` is what the server asks us to wait, in seconds."""

    def __init__(
        self,
        message: str,
        *,
        reason: str = "unreachable",
        status: int | None = None,
        wait: float | None = None,
    ) -> None:
        super().__init__(message, reason=reason, status=status)
        self.wait = wait


def require_success(status: int, headers: Mapping[str, str]) -> None:
    """Let a 2xx or a 304 pass.

    Raises:
        FetchError: The server does not give the page; a `PassingError` where it may in a moment.
    """
    if 200 <= status < 300 or status == 304:  # noqa: PLR2004 - HTTP's own numbers
        return
    said = f"answers {status}"
    if status in _GONE:
        raise FetchError(f"{said}, the page {_GONE[status]}", status=status)
    if status == 429 or status >= 500:  # noqa: PLR2004
        raise _passing(said, status, headers)
    reason = "blocked" if status in _BLOCKED else "unreachable"
    raise FetchError(
        f"{said}, the server {_BLOCKED.get(status, 'does not give the page')}", reason=reason, status=status
    )


def _passing(said: str, status: int, headers: Mapping[str, str]) -> PassingError:
    wait = retry_after(headers.get("retry-after"))
    asks = "" if wait is None else f" and asks to wait {wait:,.0f} s"
    return PassingError(
        f"{said}, the server {_BLOCKED.get(status, 'fails')}{asks}",
        reason="blocked" if status in _BLOCKED else "unreachable",
        status=status,
        wait=wait,
    )


def content_type(header: str) -> tuple[str | None, str | None]:
    """Media type, in lower case, and character set of a Content-Type header."""
    media_type, *parameters = (part.strip() for part in header.split(";"))
    charset = next((p.partition("=")[2].strip("'\" ") for p in parameters if p.lower().startswith("charset=")), None)
    return media_type.lower() or None, charset or None


def is_readable(media_type: str | None) -> bool:
    """Whether what a server sends may be a page, a document or an answer of a service."""
    return (
        media_type is None
        or media_type.startswith("text/")
        or media_type in _READABLE
        or (media_type.startswith("application/") and media_type.endswith(("+xml", "+json")))
    )
