"""Reading the lists of official names that the register is built from, each as it comes.

Every list yields entries: a name as the list spells it, made tidy, with what else it says of the body. Which entries
are believed is not decided here (see `bot.organisations.build`).
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


# Who keeps the lists; what the sources of a row may name beside web addresses.
ORIGINS = frozenset({"acronym", "canada", "cisa", "federal-register", "open-data", "uk-register", "usaspending"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One name in one list. `origin` names who keeps the list: two files of one origin do not agree, they repeat."""

    origin: str
    name: str
    country: str
    acronym: str = ""
    site: str = ""
    since: str = ""
    until: str = ""


def read(folder: Path) -> list[Entry]:
    """All entries of the lists in a folder, in the order of `LISTS`.

    Raises:
        UserError: A list is missing.
    """
    missing = [name for name, _ in LISTS if not (folder / name).is_file()]
    if missing:
        raise UserError(f"{folder}: lacks {', '.join(missing)}; give the folder that holds the lists")
    return [entry for name, reader in LISTS for entry in reader(folder / name) if entry.name]


def tidy(name: str) -> str:
    """A name without what lists add to it: an acronym in brackets, odd spaces, a final stop, an article in front."""
    name = re.sub(r"\s*\([^)]*\)", "", name.replace("’", "'").replace("\N{NO-BREAK SPACE}", " "))
    name = re.sub(r"^(?:The|the) ", "", " ".join(name.split())).rstrip(" .,;-")
    return re.sub(r"^(?:United States|U\. ?S\.|US) ", "U.S. ", name)


def upright(name: str) -> str:
    """An inverted name as it is spoken: `Energy Department` is the Department of Energy."""
    found = re.fullmatch(r"(.+) Department", name)
    return f"Department of {found[1]}" if found else name


def _rows(path: Path, delimiter: str = ",") -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter=delimiter):
            yield {key: value.strip() for key, value in row.items() if isinstance(value, str)}


def _cisa_domains(path: Path) -> Iterator[Entry]:
    for row in _rows(path):
        body = row["Suborganization name"] or row["Organization name"]
        yield Entry("cisa", tidy(body), "US", site=f"https://{row['Domain name'].lower()}/")


def _cisa_agencies(path: Path) -> Iterator[Entry]:
    for row in _rows(path):
        yield Entry("cisa", tidy(row["Agency"]), "US")
        yield Entry("cisa", tidy(row["Bureau"]), "US")


def _usaspending(path: Path) -> Iterator[Entry]:
    for row in _rows(path):
        top = row["AGENCY NAME"] == row["SUBTIER NAME"]
        site = row["WEBSITE"] if top and row["WEBSITE"].startswith("http") else ""
        yield Entry("usaspending", tidy(row["AGENCY NAME"]), "US", row["AGENCY ABBREVIATION"], site)
        yield Entry("usaspending", tidy(row["SUBTIER NAME"]), "US", row["SUBTIER ABBREVIATION"])


def _federal_register(path: Path) -> Iterator[Entry]:
    for row in _rows(path):
        yield Entry("federal-register", upright(tidy(row["agency_name"])), "US")


def _acronyms(path: Path) -> Iterator[Entry]:
    for name, acronym in re.findall(r"^  agency: (.*)\n  acronym: ?(.*)$", path.read_text("utf-8"), re.MULTILINE):
        yield Entry("acronym", tidy(name), "US", acronym.strip().upper())


def _open_data(path: Path) -> Iterator[Entry]:
    for row in _rows(path):
        yield Entry("open-data", tidy(row["name"]), "US", row["abbreviation"])


def _united_kingdom(path: Path) -> Iterator[Entry]:
    for row in _rows(path, "\t"):
        site = row["website"]
        yield Entry("uk-register", tidy(row["name"]), "GB", "", site, row["start-date"], row["end-date"])


def _canada(path: Path) -> Iterator[Entry]:
    for row in _rows(path):
        yield Entry("canada", tidy(row["name"]), "CA", row["abbr"], row["url"])


# Best speller first: where lists agree but for capitals or "&", the first one's spelling is taken.
LISTS: tuple[tuple[str, Callable[[Path], Iterator[Entry]]], ...] = (
    ("cisa_current-federal.csv", _cisa_domains),
    ("cisa_agencies-and-subs.csv", _cisa_agencies),
    ("projectopendata_offices.csv", _open_data),
    ("federalregister_agencies.csv", _federal_register),
    ("unitedstates_acronym_agencies.yml", _acronyms),
    ("usaspending_agency_codes.csv", _usaspending),
    ("uk_government_organisations.tsv", _united_kingdom),
    ("canada_departments.csv", _canada),
)
