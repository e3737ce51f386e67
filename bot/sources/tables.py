"""A table as lines that can each be read alone: `Year: 2022 | Deaths: 107,941`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bs4 import Tag

    Grid = list[list["_Cell | None"]]

_MOST_CELLS = 50_000
_MOST_SPAN = 100
_LONGEST_CELL = 400
_YEAR = re.compile(r"\D{0,12}(?:1[89]|20)\d\d(?:[-–/]\d{2,4})?\D{0,12}")
_FLOW = ("table", "ul", "ol", "form", "article", "section", "h1", "h2", "h3")


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    heading: bool


def rows(table: Tag, words: Callable[[Tag], str]) -> list[str] | None:
    """The lines of a data table; None where the table only lays out a page, so that it is read as running text.

    Args:
        table: The `<table>` element.
        words: Gives the words of a cell as a reader sees them.
    """
    if _lays_out(table):
        return None
    grid = _grid(table, words)
    if not grid or (max(map(len, grid)) < 2 and not table.find("th")):  # noqa: PLR2004 - one column is a list
        return None
    head = _heading_rows(grid)
    names = _column_names(grid[:head])
    lines = [_line(row, names) for row in grid[head:]]
    return [line for line in lines if line] or [" | ".join(filter(None, names))]


def _lays_out(table: Tag) -> bool:
    if table.get("role") in {"presentation", "none"}:
        return True
    if table.find(["th", "caption", "thead"]):
        return table.find("table") is not None
    if table.find(list(_FLOW)):
        return True
    return any(len(cell.get_text()) > _LONGEST_CELL for cell in table.find_all("td"))


def _grid(table: Tag, words: Callable[[Tag], str]) -> Grid:
    """Cells by row and column. One that spans columns stands in the first, and in the others where it is a heading."""
    grid: Grid = []
    below: dict[int, tuple[int, _Cell]] = {}
    left = _MOST_CELLS
    for line in table.find_all("tr"):
        row: list[_Cell | None] = []
        for tag in line.find_all(["td", "th"], recursive=False):
            _fall(row, below)
            cell = _Cell(words(tag), tag.name == "th")
            wide, high = _span(tag, "colspan"), _span(tag, "rowspan")
            for offset in range(wide):
                if high > 1:
                    below[len(row)] = (high - 1, cell)
                row.append(cell if offset == 0 or cell.heading else None)
            left -= wide
        _fall(row, below)
        if left < 0:
            break
        if any(cell and cell.text for cell in row):
            grid.append(row)
    return grid


def _fall(row: list[_Cell | None], below: dict[int, tuple[int, _Cell]]) -> None:
    """Fill the next places of a row with cells that reach down from the rows above."""
    while len(row) in below:
        lines, cell = below.pop(len(row))
        if lines > 1:
            below[len(row)] = (lines - 1, cell)
        row.append(cell)


def _span(tag: Tag, name: str) -> int:
    value = str(tag.get(name) or "1").strip()
    return min(max(int(value), 1), _MOST_SPAN) if value.isdecimal() else 1


def _heading_rows(grid: Grid) -> int:
    """How many rows at the top name the columns: all of `<th>`, or words above figures."""
    count = 0
    for row in grid[:-1]:
        if not all(cell.heading for cell in row if cell and cell.text):
            break
        count += 1
    if count or len(grid) < 2 or any(cell and cell.heading for cell in grid[0]):  # noqa: PLR2004 - a head and a body
        return count
    return int(not _figures(grid[0]) and any(_figures(row) for row in grid[1:]) and len(grid[0]) > 1)


def _figures(row: list[_Cell | None]) -> bool:
    """Whether a row states figures beside its first column."""
    texts = [cell.text for cell in row[1:] if cell]
    return any(any(map(str.isdigit, text)) and not _YEAR.fullmatch(text) for text in texts)


def _column_names(heads: Grid) -> list[str]:
    width = max(map(len, heads), default=0)
    names: list[list[str]] = [[] for _ in range(width)]
    for row in heads:
        for at, cell in enumerate(row):
            if cell and cell.text and cell.text not in names[at]:
                names[at].append(cell.text)
    return [" ".join(parts) for parts in names]


def _line(row: list[_Cell | None], names: list[str]) -> str:
    parts = []
    for at, cell in enumerate(row):
        if cell is None or not cell.text:
            continue
        name = names[at] if at < len(names) else ""
        parts.append(cell.text if cell.heading or not name or name == cell.text else f"{name}: {cell.text}")
    if not names and len(parts) == 2 and row[0] and row[0].heading:  # noqa: PLR2004 - a name and its value
        return f"{parts[0].rstrip(':')}: {parts[1]}"
    return " | ".join(parts)
