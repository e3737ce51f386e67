"""Which quotation marks open and which close: curly, straight, single and nested marks, guillemets, corner brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARK = re.compile(r"\n[^\S\n]*\n\s*|[“”„‟\"＂«»‹›「」『』‘’‚‛']")
_DOUBLE = frozenset('“”„‟"＂')
_SINGLE = frozenset("‘’‚‛'")
_PAIRED = {"«": "»", "‹": "›", "「": "」", "『": "』"}
_BEFORE_OPENING = frozenset("([{—–-/:“„«\"‘'…¿¡")
_APOSTROPHE_WORD = re.compile(r"(?:\d0s|tis|twas|em|til|cause|n|round|bout|cos)\b", re.IGNORECASE)
# How far a quotation may reach: beyond this, an opening mark is a slip that nothing closes.
_LONGEST = 20_000
_LONGEST_SINGLE = 600


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair of marks: `[start, end)` with them, `[inner_start, inner_end)` between them."""

    start: int
    end: int
    inner_start: int
    inner_end: int


def pairs(text: str) -> list[Pair]:
    """The outermost pairs of quotation marks, in order.

    A mark that nothing closes in its paragraph is passed over, unless the next paragraph opens with the same mark, as
    a quotation of several paragraphs does. Apostrophes, primes of feet and inches, and marks round no word are none.
    """
    return list(_Pairing(text).run())


class _Pairing:
    """One walk over the marks of a text, from the left."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.marks = list(_MARK.finditer(text))
        self.at = 0
        self.open: re.Match[str] | None = None

    def run(self) -> Iterator[Pair]:
        while self.at < len(self.marks):
            found = self._step(self.marks[self.at])
            self.at += 1
            if found and any(map(str.isalnum, self.text[found.inner_start : found.inner_end])):
                yield found

    def _step(self, mark: re.Match[str]) -> Pair | None:
        if self.open and mark.start() - self.open.start() > _LONGEST:
            self.open = None
        if mark[0][0] == "\n":
            self._paragraph(mark)
        elif mark[0] in _DOUBLE:
            return self._double(mark)
        elif self.open:
            return None
        elif mark[0] in _PAIRED:
            return self._closed_by(mark, _PAIRED[mark[0]])
        elif mark[0] in _SINGLE:
            return self._single(mark)
        return None

    def _paragraph(self, gap: re.Match[str]) -> None:
        """At the end of a paragraph an open quotation goes on only where the next one opens with a mark, too."""
        if self.open is None:
            return
        if self.text[gap.end() : gap.end() + 1] == self.open[0]:
            self.at += 1
        else:
            self.open = None

    def _double(self, mark: re.Match[str]) -> Pair | None:
        if self.open is None:
            self.open = mark if self._may_open(mark) else None
            return None
        low = self.open[0] in "„‟"
        if mark[0] in "“„‟" and not low:
            if not self._at_line_start(mark):
                self.open = mark
            return None
        if mark[0] == '"' and self.open[0] == "“" and any(m[0] == "”" for _, m in self._ahead(mark, 400)):
            return None
        if mark[0] == '"' and self._looks_opening(mark):
            self.open = mark
            return None
        opened, self.open = self.open, None
        return Pair(opened.start(), mark.end(), opened.end(), mark.start())

    def _single(self, mark: re.Match[str]) -> Pair | None:
        if mark[0] == "’" or not self._may_open(mark) or _APOSTROPHE_WORD.match(self.text, mark.end()):
            return None
        closing = self._single_closing(mark)
        if closing is None:
            return None
        self.at = closing
        return Pair(mark.start(), self.marks[closing].end(), mark.end(), self.marks[closing].start())

    def _single_closing(self, mark: re.Match[str]) -> int | None:
        """The mark that closes a single quotation; a plural's apostrophe (the workers’ rights) is passed over."""
        plural: int | None = None
        for number, other in self._ahead(mark, _LONGEST_SINGLE):
            if other[0] in "‘‚‛" or (other[0] == "'" and self._looks_opening(other)):
                break
            if other[0] in "’'" and self._may_close(other):
                if not self._may_be_plural(other):
                    return number
                plural = number if plural is None else plural
        return plural

    def _ahead(self, mark: re.Match[str], reach: int) -> Iterator[tuple[int, re.Match[str]]]:
        for number in range(self.at + 1, min(len(self.marks), self.at + 60)):
            other = self.marks[number]
            if other[0][0] == "\n" or other.start() - mark.start() > reach:
                return
            yield number, other

    def _closed_by(self, mark: re.Match[str], closer: str) -> Pair | None:
        for number, other in self._ahead(mark, _LONGEST):
            if other[0] == closer:
                self.at = number
                return Pair(mark.start(), other.end(), mark.end(), other.start())
        return None

    def _may_open(self, mark: re.Match[str]) -> bool:
        return mark[0] in "“„‟‘‚" or self._looks_opening(mark)

    def _looks_opening(self, mark: re.Match[str]) -> bool:
        before, after = self.text[mark.start() - 1 : mark.start()] if mark.start() else "", self._after(mark)
        return (not before or before.isspace() or before in _BEFORE_OPENING) and bool(after) and not after.isspace()

    def _may_close(self, mark: re.Match[str]) -> bool:
        return not self.text[mark.start() - 1].isspace() and not self._after(mark).isalnum()

    def _may_be_plural(self, mark: re.Match[str]) -> bool:
        return self.text[mark.start() - 1] in "sS" and self.text[mark.end() : mark.end() + 1] == " "

    def _after(self, mark: re.Match[str]) -> str:
        return self.text[mark.end() : mark.end() + 1]

    def _at_line_start(self, mark: re.Match[str]) -> bool:
        return self.text[max(0, mark.start() - 20) : mark.start()].rstrip(" \t").endswith("\n")
