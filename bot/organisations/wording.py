"""The words of a correction: what is wrong with a name, and the right one in the draft's own capitals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.organisations.tokens import name_words
from bot.organisations.words import Change, relate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.organisations.deviation import Deviation, Edit
    from bot.organisations.index import Entry
    from bot.organisations.tokens import Token

_FORMS = frozenset((Change.STYLE, Change.NUMBER, Change.DERIVED))
_UNITED = re.compile(r"(?:U\. ?N\.|UN|United Nations) ")
_LEAD = re.compile(r"(?:the\s+)?(?:United\s+States(?:\s+of\s+America)?|U\.\s?S\.(?:\s?A\.)?|US)\s+", re.IGNORECASE)


def replacement(said: str, entry: Entry, first: str) -> str:
    """The whole official name as it should stand in place of `said`.

    Args:
        said: The words of the draft.
        entry: The name that is meant.
        first: The first word of the name proper in the draft.

    Returns:
        The body's official name, or the short form that the draft comes near to;
        "United States" stands before it as the draft has it (U.S., US) or not at all; all in
        capitals where the draft's words are.
    """
    name = entry.body.name if _clipped(entry) or _restyled(entry) else entry.name
    name = name if entry.words[0] == "the" else name.removeprefix("The ")
    own, found = _LEAD.match(name), _LEAD.match(said)
    united, short = _UNITED.match(name), _UNITED.match(said)
    if united and short:
        name = short[0] + name[united.end() :]
    if own and entry.lead:
        name = (said[: found.end()] if found else "") + name[own.end() :]
    name = name.replace(" & ", " and ") if " and " in said.casefold() else name
    name = name.replace(" and ", " & ") if " & " in said else name
    return name.upper() if said.isupper() and len(first) > 1 else name


def _clipped(entry: Entry) -> bool:
    """Whether the name is a former one, or the official one without its end: then the whole of that is offered."""
    official = entry.body.name
    return entry.former is not None or official.startswith(
        (f"{entry.name} and ", f"{entry.name} & ", f"{entry.name}, ")
    )


def _restyled(entry: Entry) -> bool:
    """Whether the name is the official one but for articles, commas, hyphens and the form of a word."""
    if bool(_LEAD.match(entry.name)) != bool(_LEAD.match(entry.body.name)):
        return False
    own, official = _plain(entry.name), _plain(entry.body.name)
    if "".join(own) == "".join(official):
        return True
    return len(own) == len(official) and all(
        one == other or relate(one, other) in _FORMS for one, other in zip(own, official, strict=True)
    )


def _plain(name: str) -> list[str]:
    return [word for word in name_words(name) if word != "the"]


def explain(tokens: Sequence[Token], entry: Entry, found: Deviation) -> str:
    """What is wrong, in few words: 'Agency' for 'Administration', 'and' is missing."""
    official = [word.strip(",") for word in entry.name.split()]
    return "; ".join(_explained(tokens, official[-len(entry.words) :], edit) for edit in found.edits)


def _explained(tokens: Sequence[Token], official: Sequence[str], edit: Edit) -> str:
    said = tokens[edit.said].raw if edit.said is not None else ""
    right = official[edit.right] if edit.right is not None and edit.right < len(official) else ""
    if edit.change is Change.ORDER:
        return "the words stand in another order"
    if not said:
        return f"‘{right}’ is missing"
    if not right:
        return f"‘{said}’ does not belong there"
    return f"‘{said}’ for ‘{right}’ ({edit.change.value})"
