"""A row of a table as the statements that it makes: `State: Ohio | 2022: 412` says that Ohio had 412 in 2022."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.language.content import content_words
from bot.language.quantities.counting import plural, singular

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.judges.local.reading import Reading

_CELL = re.compile(r"(?:(?P<head>[^:|]{1,60}):\s)?(?P<value>[^|]+)")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_FIGURE = re.compile(r"[$£€]?\d[\d,.]*\s?(?:%|million|billion|thousand)?")
_HEADING = 160


def statements(claim: Reading, line: str, before: str, about: str) -> Iterator[str]:
    """What a row says, cell by cell, in words that can be held against a claim.

    Args:
        claim: The claim; of a row with a column a year, only its year's cell is read.
        line: The row.
        before: What stands before it, whose last line that is no row is taken for the table's heading.
        about: The title of its source.
    """
    cells = [each for part in line.split("|") if (each := _CELL.fullmatch(part.strip()))]
    if len(cells) < 2 or len(claim.quantities) != 1:  # noqa: PLR2004 - a name and a value
        return
    subject = cells[0]["value"].strip()
    heading = f"{about}. {_heading(before)}"
    dated = any(_YEAR.search(each["head"] or "") for each in cells)
    for each in cells[1:]:
        head, value = each["head"] or "", each["value"].strip()
        year = _YEAR.search(head)
        if (
            not _FIGURE.fullmatch(value)
            or (dated and not _of_year(claim, year))
            or (not dated and not _named(claim, head))
        ):
            continue
        noun = _noun(claim, f"{heading} {head} {cells[0]['head'] or ''}")
        when = f" in {year[0]}" if year else ""
        yield f"{heading} {_YEAR.sub('', head)} – {subject}: {value}{noun}{when}."


def _heading(before: str) -> str:
    lines = [line.strip() for line in before.splitlines() if line.strip() and "|" not in line]
    return lines[-1] if lines and len(lines[-1]) < _HEADING else ""


def _of_year(claim: Reading, year: re.Match[str] | None) -> bool:
    return bool(year) and [each.first for each in claim.whens] == [int(year[0])] if year else False


def _named(claim: Reading, head: str) -> bool:
    """Whether a column's name speaks of what the claim says."""
    return any(word.stem in claim.stems for word in content_words(head))


def _noun(claim: Reading, heading: str) -> str:
    """What the claim counts, where the table's heading counts the same."""
    counted = claim.quantities[0].counted
    said = {singular(word.text) for word in content_words(heading)}
    return f" {plural(counted)}" if counted in said else ""
