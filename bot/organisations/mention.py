"""Where a draft names a body of the register, rightly or wrongly."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.organisations.organisation import Former, Organisation


class Form(StrEnum):
    """How the body is named."""

    OFFICIAL = "official"
    SHORT = "short"
    FORMER = "former"
    ACRONYM = "acronym"
    MISNAMED = "misnamed"


class Certainty(StrEnum):
    """How sure it is that this body is meant, and of a wrong name that it is wrong."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch `prose[start:end]` that names `organisation`.

    Args:
        start: Offset into the prose.
        end: Offset after the name, without a possessive ending.
        organisation: The body that is meant.
        form: How it is named.
        certainty: How sure it is.
        replacement: The name that should stand there: for a misnamed body or a former name, else None.
        why: For a misnamed body, what is wrong with the name, as a phrase; else empty.
        former: For a name that the body once bore, that name with its dates (a misnamed body may bear it too).
        quoted: Whether the name stands inside somebody's quoted words.
        past: Whether the sentence speaks of the past or of the renaming.
        twice: Whether a misnamed body is known as such only because the prose names it rightly elsewhere.
    """

    start: int
    end: int
    organisation: Organisation
    form: Form
    certainty: Certainty = Certainty.CERTAIN
    replacement: str | None = None
    why: str = ""
    former: Former | None = None
    quoted: bool = False
    past: bool = False
    twice: bool = False
