"""The matcher: finds where a prose names the bodies of a register, rightly and wrongly.

    for mention in matcher(register).mentions(prose): ...

A phrase is read once by its words alone (`candidates.read`, remembered), and then weighed where it stands: whose
country the words around it speak of, whether it is quoted, generic or of the past, which acronym stands beside it.
"""

from __future__ import annotations

import gc
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from bot.organisations.beside import Beside, beside
from bot.organisations.candidates import read
from bot.organisations.index import Index
from bot.organisations.mention import Form, Mention
from bot.organisations.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.organisations.organisation import Organisation
    from bot.organisations.reading import Reading
    from bot.organisations.register import Register

_REMEMBERED = 20_000


class Matcher:
    """Finds the bodies of `register` in prose. Make one with `matcher`, which keeps it with its index."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self._readings: dict[str, Reading] = {}
        self._last: tuple[str, tuple[Mention, ...]] = ("", ())

    @cached_property
    def index(self) -> Index:
        """The register's names, arranged to be found.

        They live as long as the process: frozen, they are not visited at each collection of garbage, which would take
        a fifth of the time.
        """
        found = Index(self.register.organisations)
        _ = found.exact, found.lengths, found.acronyms, found.seeds
        gc.freeze()
        return found

    def mentions(self, prose: str) -> tuple[Mention, ...]:
        """Every place where `prose` names a body of the register, in order; they do not overlap.

        Nothing is judged by its date here: a former name is given as such, with its dates. The last prose is
        remembered, so that several rules may ask for it.
        """
        if self._last[0] is not prose and self._last[0] != prose:
            self._last = (prose, tuple(_without_strangers(prose, list(Page(prose, self).mentions()))))
        return self._last[1]

    def beside(self, prose: str, mention: Mention) -> Beside | None:
        """The acronym beside a mention."""
        return beside(prose, mention.start, mention.end)

    def bodies(self, acronym: str) -> tuple[Organisation, ...]:
        """The bodies that an acronym stands for."""
        return self.index.acronyms.get(acronym, ())

    def reading(self, phrase: str) -> Reading:
        """A phrase read by its words alone, remembered."""
        found = self._readings.get(phrase)
        if found is None:
            if len(self._readings) > _REMEMBERED:
                self._readings.clear()
            found = self._readings[phrase] = read(phrase, self.index)
        return found


@lru_cache(maxsize=4)
def matcher(register: Register) -> Matcher:
    """The matcher of a register: one and the same for the same register, so that its index is built once."""
    return Matcher(register)


def _without_strangers(prose: str, found: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions, without acronyms that the prose itself gives to somebody else: "the Complaints Panel (CIA)"."""
    ends = {(each.end, each.organisation.id) for each in found if each.form is not Form.ACRONYM}
    strange: set[str] = set()
    for each in found:
        if each.form is Form.ACRONYM and prose[each.start - 1 : each.start] == "(":
            before = prose[: each.start - 1].rstrip()
            if (len(before), each.organisation.id) not in ends and before[-1:].isalpha():
                strange.add(prose[each.start : each.end])
    yield from (each for each in found if each.form is not Form.ACRONYM or prose[each.start : each.end] not in strange)
