"""The Wayback Machine of the Internet Archive, for pages that are gone or blocked.

`archive.org/wayback/available?url=…&timestamp=…` and its answer (`archived_snapshots.closest` with `available`, `url`,
`timestamp`, `status`) were seen in public descriptions of it. `id_` after the time stamp asks for the page as it was,
without the archive's own frame; that is remembered, not looked up.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.records import Attempt
from bot.sources.finders.finder import Found, Lead, Service, outcome

if TYPE_CHECKING:
    from datetime import date

    from bot.sources.page import Pages

_URL = "https://archive.org/wayback/available"
_COPY = "https://web.archive.org/web/{stamp}id_/{url}"
_STAMP = re.compile(r"\d{14}")
_GOOD = "200"


class Wayback:
    """Looks for a kept copy of a page that could not be read.

    Args:
        pages: How the service is asked.
        url: Where it is, if not at its own address.
    """

    name = "wayback"

    def __init__(self, pages: Pages, url: str | None = None) -> None:
        self._service = Service(pages, self.name, url or _URL)

    async def copy(self, url: str, day: date | None = None) -> Found:
        """A lead to the copy of `url` nearest to a day (None: the newest), as the page was."""
        parameters = {"url": url} | ({"timestamp": f"{day:%Y%m%d}"} if day else {})
        answer, attempt = await self._service.ask(parameters)
        if attempt:
            return Found(attempts=(attempt,))
        stamp = _stamp(answer)
        if stamp is None:
            return Found(attempts=(Attempt(url, self.name, "silent", "no copy is kept"),))
        why = f"copy of {stamp[:4]}-{stamp[4:6]}-{stamp[6:8]} in the Wayback Machine"
        return Found((Lead(_COPY.format(stamp=stamp, url=url), self.name, why),), (outcome(url, self.name, 1, why),))


def _stamp(answer: Any) -> str | None:  # noqa: ANN401 - JSON of others
    closest = ((answer.get("archived_snapshots") or {}).get("closest") or {}) if isinstance(answer, dict) else {}
    stamp = str(closest.get("timestamp") or "")
    good = closest.get("available") and str(closest.get("status") or _GOOD) == _GOOD
    return stamp if good and _STAMP.fullmatch(stamp) else None
