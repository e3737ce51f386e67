"""Holding rows of the register against its rules: a wrong row would accuse a right sentence in print.

`python -m bot.organisations.validation [FILE]` names every wrong row and why, and exits with 1 if there is one.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bot.errors import UserError
from bot.organisations import countries
from bot.organisations.lists import ORIGINS
from bot.organisations.organisation import FIELDS, earliest, latest, to_row
from bot.organisations.register import PACKAGED, Register, key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Row = dict[str, Any]

_TEXTS = ("id", "name", "country", "parent", "site", "until")
_LISTS = ("short", "acronyms", "successors", "source")
_ID = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]+)+")
_ACRONYM = re.compile(r"[^\W_](?:[\w&/+-]{0,14}[^\W_])")
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: `row` is the id (or the line) of the row, `why` one sentence."""

    row: str
    why: str

    def __str__(self) -> str:
        return f"{self.row}: {self.why}"


def read(path: str | Path) -> tuple[list[Row], list[Problem]]:
    """The rows of a file, and its lines that are not rows; empty lines count for nothing.

    Raises:
        UserError: The file cannot be read.
    """
    try:
        text = Path(path).read_text("utf-8")
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "not UTF-8"
        raise UserError(f"{path}: cannot be read ({why.lower()})") from None
    rows, wrong = [], []
    for number, written in enumerate(text.split("\n"), 1):
        row = _parsed(written) if written.strip() else {}
        if row is None:
            wrong.append(Problem(f"line {number}", "is not one JSON object"))
        elif row:
            rows.append(row)
    return rows, wrong


def read_valid(path: str | Path, base: Register | None = None) -> list[Row]:
    """The rows of a file that has no wrong one.

    Args:
        path: The file.
        base: A register that the rows are laid over: they may name its bodies, and replace them by id.

    Raises:
        UserError: It cannot be read, or holds a wrong row; the message names the first and says why.
    """
    rows, wrong = read(path)
    wrong += problems(rows, base)
    if wrong:
        more = f" (and {len(wrong) - 1} more)" if wrong[1:] else ""
        raise UserError(f"{path}: {wrong[0]}{more}")
    return rows


def problems(rows: Sequence[Row], base: Register | None = None) -> list[Problem]:
    """All that is wrong with rows, in the order of the rules below.

    Args:
        rows: Rows as they stand in one file, in its order.
        base: A register that they are laid over; what is wrong with its own rows is not looked at.
    """
    found = [problem for row in rows for problem in _shape(row)]
    if found:
        return found
    ids = {row["id"] for row in rows}
    below = [to_row(body) for body in base.organisations if body.id not in ids] if base else []
    everything = [*below, *rows]
    found = [*_order(rows), *(problem for row in rows for problem in _content(row))]
    return [*found, *_references(rows, everything), *_cycles(rows, everything), *_clashes(rows, everything)]


def _parsed(line: str) -> Row | None:
    try:
        row = json.loads(line)
    except ValueError:
        return None
    return row if isinstance(row, dict) and row else None


def _shape(row: Row) -> Iterator[Problem]:
    """Unknown and missing fields, and values of the wrong type: without these right, nothing else can be asked."""
    label = str(row.get("id") or row.get("name") or "a row without id")
    for field in row.keys() - set(FIELDS):
        yield Problem(label, f"unknown field {field!r}; fields are {', '.join(FIELDS)}")
    for field in ("id", "name", "country"):
        if not row.get(field):
            yield Problem(label, f"has no {field}")
    for field in _TEXTS:
        if field in row and not isinstance(row[field], str):
            yield Problem(label, f"{field} is not a text")
    for field in _LISTS:
        if field in row and not _texts(row[field]):
            yield Problem(label, f"{field} is not a list of texts")
    if not _formers(row.get("former", [])):
        yield Problem(label, "former is not a list of objects with name and, where known, from and until")


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) and item for item in value)


def _formers(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(old, dict) and "name" in old and old.keys() <= {"name", "from", "until"} and _texts([*old.values()])
        for old in value
    )


def _order(rows: Sequence[Row]) -> Iterator[Problem]:
    seen: set[str] = set()
    for before, row in zip([None, *rows], rows, strict=False):
        if row["id"] in seen:
            yield Problem(row["id"], "the id is there twice")
        elif before and row["id"] < before["id"]:
            yield Problem(row["id"], f"stands after {before['id']}; rows are sorted by id")
        seen.add(row["id"])


def _content(row: Row) -> Iterator[Problem]:
    yield from (Problem(row["id"], why) for why in (*_identity(row), *_spelling(row), *_dates(row), *_sources(row)))


def _identity(row: Row) -> Iterator[str]:
    if not _ID.fullmatch(row["id"]):
        yield "the id is not words of a-z and 0-9 joined by hyphens"
    elif not row["id"].startswith(row["country"].lower() + "-"):
        yield f"the id does not begin with its country, {row['country'].lower()}-"
    if not countries.known(row["country"]):
        yield f"unknown country {row['country']!r}; ISO 3166 codes, UN, EU or INT"


def _spelling(row: Row) -> Iterator[str]:
    formers = [old["name"] for old in row.get("former", [])]
    for text in (row["name"], *row.get("short", []), *row.get("acronyms", []), *formers):
        if text != " ".join(text.split()):
            yield f"white space in {text!r} is not single spaces between words"
    for acronym in row.get("acronyms", []):
        if not _ACRONYM.fullmatch(acronym) or sum(map(str.isupper, acronym)) < 2:  # noqa: PLR2004 - or a word
            yield f"{acronym!r} does not look like an acronym: two capitals or more, no spaces, no full stops"
    if row.get("site") and not _is_url(row["site"]):
        yield f"the site {row['site']!r} is not a web address"


def _dates(row: Row) -> Iterator[str]:
    written = [old.get(end) for old in row.get("former", []) for end in ("from", "until")]
    bad = [text for text in (*written, row.get("until")) if text and not _is_date(text)]
    yield from (f"{text!r} is not a date such as 1970, 1970-06 or 1970-06-24" for text in bad)
    if bad:
        return
    for old in row.get("former", []):
        since, until = earliest(old.get("from")), latest(old.get("until"))
        if since and until and since > until:
            yield f"the former name {old['name']!r} ends before it begins"


def _sources(row: Row) -> Iterator[str]:
    lists = [source for source in row.get("source", []) if not _is_url(source)]
    for name in lists:
        if name not in ORIGINS:
            yield f"the source {name!r} is neither a list ({', '.join(sorted(ORIGINS))}) nor a web address"
    if len(set(lists)) == 1 and len(row["source"]) == 1:
        yield f"rests on one list alone, {lists[0]!r}; a second one or an official page must agree, or leave source out"


def _references(rows: Sequence[Row], everything: Sequence[Row]) -> Iterator[Problem]:
    ids = {row["id"] for row in everything}
    for row in rows:
        for field, other in [("parent", row.get("parent")), *(("successor", to) for to in row.get("successors", []))]:
            if other and other not in ids:
                yield Problem(row["id"], f"its {field} {other!r} is not in the register")


def _cycles(rows: Sequence[Row], everything: Sequence[Row]) -> Iterator[Problem]:
    parents = {row["id"]: row.get("parent") for row in everything}
    for row in rows:
        seen, at = {row["id"]}, row.get("parent")
        while at and at not in seen:
            seen.add(at)
            at = parents.get(at)
        if at == row["id"]:
            yield Problem(row["id"], "is its own parent, by way of its parents")


def _clashes(rows: Sequence[Row], everything: Sequence[Row]) -> Iterator[Problem]:
    """Names that two bodies of one country would share: no rule could tell which one is meant."""
    holders: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in everything:
        for name in (row["name"], *row.get("short", [])):
            holders[row["country"], key(name)].add(row["id"])
    for row in rows:
        yield from _clash(row, (row["name"], *row.get("short", [])), "name", holders)
        yield from _clash(row, (old["name"] for old in row.get("former", [])), "former name", holders)


def _clash(row: Row, names: Iterable[str], kind: str, holders: dict[tuple[str, str], set[str]]) -> Iterator[Problem]:
    for name in names:
        others = sorted(holders.get((row["country"], key(name)), set()) - {row["id"]})
        if others:
            yield Problem(row["id"], f"its {kind} {name!r} is a name of {others[0]} as well")


def _is_date(text: str) -> bool:
    try:
        return _DATE.fullmatch(text) is not None and isinstance(latest(text), date)
    except ValueError:
        return False


def _is_url(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and "." in (parts.hostname or "") and not re.search(r"\s", text)


def check(path: str | Path | None = None) -> tuple[int, list[Problem]]:
    """How many rows a file holds and all that is wrong with it.

    Args:
        path: A newsroom's own file, which is laid over the packaged register; None for the packaged register itself.

    Raises:
        UserError: The file cannot be read.
    """
    rows, wrong = read(path or PACKAGED)
    return len(rows), wrong + problems(rows, Register.load() if path else None)


def main(arguments: Sequence[str]) -> int:
    """Validate the packaged register, or the file named; print what is wrong; 1 if anything is, else 0."""
    count, wrong = check(arguments[0] if arguments else None)
    for problem in wrong:
        sys.stdout.write(f"{problem}\n")
    sys.stdout.write(f"{count} rows, {len(wrong)} wrong\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
