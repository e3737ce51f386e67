"""Finding words in a text where only white space, quotation marks and dashes may differ."""

from __future__ import annotations

_FOLD = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′ʼ", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)


def fold(text: str) -> tuple[str, list[int]]:
    """`text` with quotes and dashes made plain and white space runs made one space, and where each character came from.

    Returns:
        The folded text, and for each of its characters its code-point offset in `text`, with `len(text)` at the end.
    """
    folded: list[str] = []
    origin: list[int] = []
    for at, character in enumerate(text.translate(_FOLD)):
        if character.isspace():
            if folded and folded[-1] == " ":
                continue
            character = " "  # noqa: PLW2901 - a run of white space is one space
        folded.append(character)
        origin.append(at)
    origin.append(len(text))
    return "".join(folded), origin


def locate(quote: str, text: str, start: int = 0) -> tuple[int, int] | None:
    """Where `quote` stands in `text` at or after `start`: its first occurrence, as offsets into `text`.

    White space, quotation marks and dashes are folded on both sides, and nothing else. None where it is not there,
    and for a quote with no letter or digit.
    """
    needle = fold(quote)[0].strip()
    if not any(map(str.isalnum, needle)):
        return None
    exact = text.find(needle, start)
    if exact >= 0:
        return exact, exact + len(needle)
    haystack, origin = fold(text[start:])
    at = haystack.find(needle)
    if at < 0:
        return None
    return start + origin[at], start + origin[at + len(needle) - 1] + 1
