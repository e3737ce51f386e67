"""What the register knows of one body, and how a row of the register's files is read and written.

A row is one JSON object on one line. Empty fields are left out; `former` is a list of objects with `name` and,
where they are known, `from` and `until`. Dates are ISO 8601, as exact as they are known: `1970`, `1970-06`,
`1970-06-24`.
"""

from __future__ import annotations

import json
import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

FIELDS = (
    "id",
    "name",
    "short",
    "acronyms",
    "country",
    "parent",
    "site",
    "former",
    "until",
    "successors",
    "source",
)


@dataclass(frozen=True, slots=True)
class Former:
    """A name that the body once bore officially: `since` and `until` are ISO dates as exact as they are known.

    `until` is the day on which the name was given up, None where it is not known.
    """

    name: str
    since: str | None = None
    until: str | None = None

    @property
    def last(self) -> date | None:
        """The last day on which the name may still have been right: an inexact date counts to its end."""
        return latest(self.until)

    @property
    def first(self) -> date | None:
        """The first day on which the name may have been right: an inexact date counts from its beginning."""
        return earliest(self.since)


class Organisation(NamedTuple):  # made in half the time of a frozen dataclass: there are thousands
    """One body.

    Args:
        id: Its country and its name as a slug: `us-centers-for-disease-control-and-prevention`.
        name: The official name, without an article.
        short: Other forms that are right in print.
        acronyms: As printed, without full stops.
        country: ISO 3166-1 alpha-2, ISO 3166-2 for a state (`US-NY`), or a wider scope: `UN`, `EU`, `INT`.
        parent: The id of the body that it belongs to.
        site: Its official site.
        former: Names that it bore before, oldest first.
        until: When the body ceased to exist; None while it exists.
        successors: Ids of the bodies that took up its work.
        source: The lists that agree on the name, or the official page that states it. Empty: unproved.
    """

    id: str
    name: str
    country: str
    short: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    parent: str | None = None
    site: str | None = None
    former: tuple[Former, ...] = ()
    until: str | None = None
    successors: tuple[str, ...] = ()
    source: tuple[str, ...] = ()

    @property
    def accuses(self) -> bool:
        """Whether an error may rest on this row: its name has a source. Any other row only silences or softens."""
        return bool(self.source)

    @property
    def names(self) -> tuple[str, ...]:
        """The official name, then the short forms."""
        return (self.name, *self.short)


def earliest(text: str | None) -> date | None:
    """The first day of an ISO date that may lack its day or month; None for None."""
    if text is None:
        return None
    year, month, day = [*map(int, text.split("-")), 1, 1][:3]
    return date(year, month, day)


def latest(text: str | None) -> date | None:
    """The last day of an ISO date that may lack its day or month; None for None."""
    if text is None:
        return None
    parts = [int(part) for part in text.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else monthrange(year, month)[1])  # noqa: PLR2004 - y, m, d


def slug(name: str, country: str) -> str:
    """The id of the body of this name: ASCII lower case, words joined by hyphens, its country first."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", "").replace("&", " and "))
    return "-".join([country.lower(), *words])


def from_row(row: dict[str, Any]) -> Organisation:
    """The organisation that a row describes; the row is taken to be valid (see `bot.organisations.validation`)."""
    get = row.get
    former = get("former")
    return Organisation._make(  # in the order of the fields: by their names it takes twice the time
        (
            row["id"],
            row["name"],
            row["country"],
            tuple(get("short", ())),
            tuple(get("acronyms", ())),
            get("parent"),
            get("site"),
            tuple([Former(old["name"], old.get("from"), old.get("until")) for old in former]) if former else (),
            get("until"),
            tuple(get("successors", ())),
            tuple(get("source", ())),
        )
    )


def to_row(body: Organisation) -> dict[str, Any]:
    """The row that describes a body: its fields in the file's order, without the empty ones."""
    former = [
        {key: value for key, value in (("name", old.name), ("from", old.since), ("until", old.until)) if value}
        for old in body.former
    ]
    values = {name: getattr(body, name) for name in FIELDS} | {"former": former}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items() if value}


def line(row: dict[str, Any]) -> str:
    """A row as the line that a file holds, without its line break."""
    return json.dumps({name: row[name] for name in FIELDS if row.get(name)}, ensure_ascii=False)
