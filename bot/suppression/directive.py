"""Ignores that stand in a draft: comments such as `<!-- factcheck: ignore[NAME001] as the court writes it -->`.

    ignore[CODES] reason        the line that it stands in, or the next one where it stands alone
    off[CODES] reason … on      everything between the two comments; without `on`, to the end
    ignore-file[CODES] reason   the whole file

CODES are rule codes or beginnings of codes, with commas; `all` stands for every rule.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bot import markup
from bot.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.article import Article
    from bot.records import Finding

ALL = "all"
_COMMENT = re.compile(r"<!--\s*factcheck\s*:\s*(.*?)\s*-->", re.DOTALL | re.IGNORECASE)
_DIRECTIVE = re.compile(r"(?P<verb>ignore-file|ignore|off)\s*\[(?P<codes>[^\]]*)\]\s*(?P<reason>.*)", re.DOTALL)
_USE = "write ignore[CODE] reason, off[CODE] reason, on, or ignore-file[CODE] reason"


@dataclass(frozen=True, slots=True)
class Directive:
    """An ignore: `codes` in the stretch `scope` of the draft, for `reason`.

    `place` is where it stands in the draft, empty where it stands in a file beside it; `quote` limits it to
    findings on these words; `origin` is what to call it in a message.
    """

    codes: tuple[str, ...]
    reason: str
    scope: Span
    place: Span
    origin: str = "this ignore"
    quote: str | None = None

    def covers(self, finding: Finding) -> bool:
        """Whether it silences a finding, its code aside."""
        here = Span(finding.start, max(finding.end, finding.start + 1)).overlaps(self.scope)
        return here and (self.quote is None or " ".join(self.quote.split()) == " ".join(finding.quote.split()))


@dataclass(slots=True)
class Directives:
    """The ignores of a draft; `faults` are those that cannot be used: where, and what is wrong."""

    usable: list[Directive] = field(default_factory=list)
    faults: list[tuple[Span, str]] = field(default_factory=list)


def names(entry: str, code: str) -> bool:
    """Whether an entry of CODES stands for a rule's code."""
    return entry == ALL or code.startswith(entry.upper())


def read(article: Article, *, require_reason: bool) -> Directives:
    """The ignores in a Markdown or HTML draft; plain text holds none."""
    found = Directives()
    opened: list[tuple[Span, tuple[str, ...], str]] = []
    for place, said in _comments(article):
        if said.lower() == "on":
            if not opened:
                found.faults.append((place, "nothing is off here"))
            for start, codes, reason in opened:
                found.usable.append(Directive(codes, reason, Span(start.end, place.start), start))
            opened.clear()
            continue
        match = _DIRECTIVE.fullmatch(said)
        codes = _codes(match["codes"]) if match else ()
        fault = _fault(match, codes, require_reason=require_reason)
        if fault or match is None:
            found.faults.append((place, fault or _USE))
        elif match["verb"].lower() == "off":
            opened.append((place, codes, match["reason"]))
        else:
            scope = _scope(article, place) if match["verb"].lower() == "ignore" else Span(0, len(article.text))
            found.usable.append(Directive(codes, match["reason"], scope, place))
    end = len(article.text)
    found.usable += [Directive(codes, reason, Span(start.end, end), start) for start, codes, reason in opened]
    return found


def _fault(match: re.Match[str] | None, codes: tuple[str, ...], *, require_reason: bool) -> str | None:
    if match is None or not codes:
        return _USE
    return (
        "it gives no reason; write one after the brackets" if require_reason and not match["reason"].strip() else None
    )


def _codes(text: str) -> tuple[str, ...]:
    parts = [part.strip() for part in text.split(",")]
    return tuple(ALL if part.lower() == ALL else part.upper() for part in parts if part)


def _comments(article: Article) -> Iterator[tuple[Span, str]]:
    """Comments to this program, with their place; what stands in code is an example, not a comment."""
    if "factcheck" not in article.text or Path(article.path).suffix.lower() not in markup.MARKDOWN | markup.HTML:
        return
    code = markup.listings(article.text, Path(article.path).suffix)
    starts = [start for start, _ in code]
    for match in _COMMENT.finditer(article.text):
        at = bisect_right(starts, match.start()) - 1
        if at < 0 or code[at][1] <= match.start():
            yield Span(match.start(), match.end()), " ".join(match[1].split())


def _scope(article: Article, place: Span) -> Span:
    """The line of a comment, or the next one with words where the comment stands alone."""
    text = article.text
    start = text.rfind("\n", 0, place.start) + 1
    end = _line_end(text, place.end)
    if text[start : place.start].strip() or text[place.end : end].strip():
        return Span(start, end)
    while end < len(text):
        start, end = end, _line_end(text, end)
        if text[start:end].strip():
            break
    return Span(start, end)


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1
