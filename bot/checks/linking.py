"""What the rules on links share: the page that was read behind a link."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from bot.article import Link
    from bot.checks.rule import Context
    from bot.records import Snapshot


def page(link: Link, context: Context) -> Snapshot | None:
    """The snapshot of a link's page, where the run has it."""
    wanted = address(link.url)
    return next((each for each in context.snapshots if each.source.url and address(each.source.url) == wanted), None)


def address(url: str) -> tuple[str, str, str]:
    """Host, path and query: what tells pages apart. Scheme, `www.`, a closing slash and the fragment do not."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", url, ""
    return parts.netloc.casefold().removeprefix("www."), parts.path.rstrip("/"), parts.query
