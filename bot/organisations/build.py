"""Building the packaged register: `python -m bot.organisations.build --data FOLDER`.

FOLDER holds the public lists that `bot.organisations.lists` reads. Two kinds of rows come out, sorted by id:

1. The hand-kept rows of `curated/*.jsonl`, each with the official page that it cites, taken as they are.
2. Names of lists that no hand-kept row has. An American name on which two independent lists agree has these as its
   source. A British or Canadian one stands in one list, out of date in places: it has no source and accuses nobody.

`doubts.jsonl` holds names that lists agree on and that must not become rows, each with the reason.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.organisations import lists
from bot.organisations.organisation import line, slug
from bot.organisations.register import PACKAGED, key
from bot.organisations.validation import problems, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.organisations.lists import Entry

Row = dict[str, Any]

CURATED = Path(__file__).with_name("curated")
DOUBTS = Path(__file__).with_name("doubts.jsonl")
# Only these lists overlap enough for one to confirm another.
_CONFIRMED = frozenset({"US"})
_GENERIC = re.compile(r"\d|[/|(]|--|^(?:Office of (?:the )?Inspector General|Other|Civil Service|Youth)$")


def build(entries: Sequence[Entry], curated: Iterable[Row], doubts: Iterable[str] = ()) -> list[Row]:
    """All rows, sorted by id.

    Args:
        entries: What the lists hold.
        curated: The hand-kept rows.
        doubts: Names that must not come in from lists.
    """
    rows = list(curated)
    known = {(row["country"], key(name)) for row in rows for name in _names(row)}
    known |= {(country, key(name)) for name in doubts for country in {entry.country for entry in entries}}
    ids = {row["id"] for row in rows}
    for group in _groups(entry for entry in entries if (entry.country, key(entry.name)) not in known):
        row = _row(group)
        if row and row["id"] not in ids:
            ids.add(row["id"])
            rows.append(row)
    return sorted(rows, key=lambda row: row["id"])


def hand_kept(folder: Path = CURATED) -> list[Row]:
    """The rows of all hand-kept files, in the order of the files' names.

    Raises:
        UserError: A file cannot be read.
    """
    return [row for path in sorted(folder.glob("*.jsonl")) for row in read(path)[0]]


def doubted(path: Path = DOUBTS) -> list[str]:
    """The names that must not come in from lists."""
    return [json.loads(written)["name"] for written in path.read_text("utf-8").splitlines()]


def _names(row: Row) -> Iterator[str]:
    yield from (row["name"], *row.get("short", []))
    yield from (old["name"] for old in row.get("former", []))


def _groups(entries: Iterable[Entry]) -> Iterable[list[Entry]]:
    """The entries of one name together, in the order of the lists."""
    groups: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[entry.country, key(entry.name)].append(entry)
    return groups.values()


def _row(group: Sequence[Entry]) -> Row | None:
    """The row for a name, None where the name is not fit for one: too few lists, too general, too odd."""
    first, origins = group[0], sorted({entry.origin for entry in group})
    confirmed = len(origins) > 1
    words = first.name.split()
    if len(words) < 2 or not first.name[0].isupper() or _GENERIC.search(first.name):  # noqa: PLR2004 - one word
        return None
    if first.country in _CONFIRMED and not confirmed:
        return None
    row: Row = {"id": slug(first.name, first.country), "name": first.name, "country": first.country}
    row |= {"acronyms": _acronyms(group), "site": _site(group)}
    row |= {"until": next((entry.until for entry in group if entry.until), "")}
    row |= {"source": origins if confirmed else []}
    return {field: value for field, value in row.items() if value}


def _acronyms(group: Sequence[Entry]) -> list[str]:
    """The acronyms that two independent lists give."""
    origins: dict[str, set[str]] = defaultdict(set)
    for entry in group:
        origins[entry.acronym.upper()].add(entry.origin)
    return sorted(found for found, who in origins.items() if re.fullmatch(r"[A-Z]{2,8}", found) and len(who) > 1)


def _site(group: Sequence[Entry]) -> str:
    """The site, where the lists give exactly one."""
    sites = {entry.site for entry in group if entry.site.startswith("http") and " " not in entry.site}
    return sites.pop() if len(sites) == 1 else ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the register; 1, and nothing written, if a row of it would be wrong."""
    parser = argparse.ArgumentParser(prog="python -m bot.organisations.build", description="Build the register.")
    parser.add_argument("--data", type=Path, required=True, help="the folder with the public lists")
    parser.add_argument("--output", type=Path, default=PACKAGED, help="where to write (default: the packaged file)")
    chosen = parser.parse_args(arguments)
    rows = build(lists.read(chosen.data), hand_kept(), doubted())
    wrong = problems(rows)
    for problem in wrong:
        sys.stderr.write(f"{problem}\n")
    if not wrong:
        chosen.output.write_text("".join(f"{line(row)}\n" for row in rows), "utf-8")
        sys.stdout.write(f"{chosen.output.name}: {len(rows)} rows\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
