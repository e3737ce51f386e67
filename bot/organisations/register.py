"""The register of official names: what the packaged file holds, and a newsroom's own rows on top of it."""

from __future__ import annotations

import gc
import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from bot.organisations.organisation import Organisation, from_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PACKAGED = Path(__file__).with_name("organisations.jsonl")


@dataclass(frozen=True, eq=False)  # a look-up by register must not hash 2,500 rows: it is itself, and no other
class Register:
    """All bodies that the program knows, sorted by id."""

    organisations: tuple[Organisation, ...]

    @classmethod
    def load(cls, extra: str | Path | None = None) -> Register:
        """The packaged register, with the rows of a newsroom's own file laid over it.

        Args:
            extra: A file of the same shape; a row with an id of ours replaces ours.

        Raises:
            UserError: `extra` cannot be read, or a row of it is wrong; the message says which and why.
        """
        packaged = _packaged()
        if extra is None:
            return packaged
        from bot.organisations.validation import read_valid

        return packaged.extended(map(from_row, read_valid(extra, packaged)))

    def extended(self, rows: Iterable[Organisation]) -> Register:
        """This register with `rows` added; a row whose id is here already replaces the one that is here."""
        merged = {**self.by_id, **{body.id: body for body in rows}}
        return Register(tuple(merged[key] for key in sorted(merged)))

    @cached_property
    def by_id(self) -> Mapping[str, Organisation]:
        """Every body by its id."""
        return {body.id: body for body in self.organisations}

    @cached_property
    def version(self) -> str:
        """A hash of all rows: what a cached result that used the register depends on."""
        return sha256(repr(self.organisations).encode()).hexdigest()

    def search(self, words: str, limit: int = 20) -> tuple[Organisation, ...]:
        """Bodies that one knows by all of these words, best first.

        Args:
            words: Words, beginnings of words, an acronym or an id, in any case; accents do not matter.
            limit: How many at most.

        Returns:
            An equal name, acronym or id first, then names over former ones, then the shorter names.
        """
        wanted = fold(words)
        parts = wanted.split()
        scored = ((_score(body, wanted, parts), body) for body in self.organisations if parts)
        found = sorted(((score, len(body.name), body.id), body) for score, body in scored if score is not None)
        return tuple(body for _, body in found[:limit])


@cache
def _packaged() -> Register:
    """The packaged register, read once a process: what is built from it is kept by the register's identity."""
    text, collecting = PACKAGED.read_text("utf-8"), gc.isenabled()
    gc.disable()  # thousands of rows that all stay: the collector would look through them again and again
    try:
        return Register(tuple(map(from_row, json.loads(_array(text)))))
    finally:
        if collecting:
            gc.enable()


def fold(text: str) -> str:
    """Text for comparison: no accents, no punctuation, lower case, single spaces, `&` as `and`."""
    plain = unicodedata.normalize("NFKD", text.replace("&", " and ")).casefold()
    plain = "".join(char for char in plain if not unicodedata.combining(char)).replace("’", "").replace("'", "")
    return " ".join(re.findall(r"\w+", plain))


def key(name: str) -> str:
    """What two spellings of one name share: `fold`, without articles and without the country in front.

    The key of "The U.S. Centers for Medicare & Medicaid Services" is "centers for medicare and medicaid services".
    """
    words = re.sub(r"^(?:the )?(?:united states|u s|us) (?=\w)", "", fold(name))
    return " ".join(word for word in words.split() if word != "the")


def _score(body: Organisation, wanted: str, parts: list[str]) -> int | None:
    """How near a body is to the words: 0 is nearest, None is not at all."""
    names = [fold(name) for name in (*body.names, *body.acronyms, body.id)]
    if wanted in names:
        return 0
    if any(_holds(name, parts) for name in names):
        return 1
    return 2 if any(_holds(fold(old.name), parts) for old in body.former) else None


def _holds(name: str, parts: list[str]) -> bool:
    spaced = f" {name}"
    return all(f" {part}" in spaced for part in parts)


def _array(lines: str) -> str:
    """One JSON array of all lines: reading it at once takes half the time of reading them one by one."""
    return "[" + lines.rstrip("\n").replace("\n", ",") + "]"
