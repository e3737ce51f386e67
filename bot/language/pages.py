"""Pages of a text that came from a PDF: each ends with a form feed, as `pdftotext` writes it."""

from __future__ import annotations

from bisect import bisect_right

FORM_FEED = "\f"
PAGE_END = f"\n{FORM_FEED}\n"


def ends(text: str) -> tuple[int, ...]:
    """Where each page ends; none for a text without pages."""
    found, at = [], text.find(FORM_FEED)
    while at >= 0:
        found.append(at)
        at = text.find(FORM_FEED, at + 1)
    return tuple(found)


def page(offset: int, known: tuple[int, ...]) -> int | None:
    """The page, from 1, on which a character stands, by the `ends` of its text; None where there are no pages."""
    return bisect_right(known, offset) + 1 if known else None
