"""Applying the replacements that are certain to a draft.

Certain are findings of error severity of the NAME family that bring a replacement, except where the register leaves
two readings ("either" in the proof). With a replacement two neighbours may change: the indefinite article before it,
and "was", "is", "has", "does" behind it where a singular name became a plural one or the reverse. Everything else stays
byte for byte. docs/fixing.md says it for readers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.records import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.records import Finding

_ARTICLE = re.compile(r"\b([Aa]n?|AN?)(\s+(?:[*_\[\"“‘(]*))$")
_VERB = re.compile(r"([*_\])\"”’]*(?:\s*\([A-Z]{2,8}\))?\s+)(was|were|is|are|has|have|does|do)\b(?!['’])")
# An apostrophe that ends a plural possessive, and what makes it the end of a quotation instead.
_LONE, _OPENED = re.compile(r"['’](?=\s+\w)"), re.compile(r"‘|(?:^|\s)'")
_SEVERAL = {"was": "were", "is": "are", "has": "have", "does": "do"}
_ONE = {several: one for one, several in _SEVERAL.items()}
# Letters whose names begin with a vowel; words that begin with a vowel letter and a consonant sound, and the reverse.
_VOWEL_NAMES = frozenset("AEFHILMNORSX")
_CONSONANT_SOUND = re.compile(r"(?:un(?:i(?![mn])|anim)|us(?!her)|eu|one\b|ute|u\.)", re.IGNORECASE)
_SILENT_H = re.compile(r"(?:hono|hour|heir|honest)", re.IGNORECASE)
_PLURALS = frozenset("centers centres institutes marshals services boards offices archives nations".split())


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace `text[start:end]` by `new`."""

    start: int
    end: int
    new: str


def fix(text: str, findings: Iterable[Finding]) -> str:
    """`text` with every certain replacement applied; nothing else changes, and fixing again changes nothing.

    Args:
        text: The article's text, as the findings' spans refer to it.
        findings: Any findings; those that are not certain, and those that overlap an earlier one, are left out.
    """
    for edit in reversed(edits(text, findings)):
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text


def edits(text: str, findings: Iterable[Finding]) -> list[Edit]:
    """The edits that `fix` makes, in the order of the text."""
    done: list[Edit] = []
    for finding in chosen(findings):
        around = _with_neighbours(text, finding)
        if not done or done[-1].end <= around[0].start:
            done += around
    return done


def chosen(findings: Iterable[Finding]) -> list[Finding]:
    """The findings whose replacement is certain, in the order of the text, none over another."""
    kept: list[Finding] = []
    for finding in sorted(filter(certain, findings), key=lambda each: (each.start, -each.end, each.code)):
        if not kept or kept[-1].end <= finding.start:
            kept.append(finding)
    return kept


def certain(finding: Finding) -> bool:
    """Whether a finding's replacement needs nobody's judgement."""
    return (
        finding.replacement is not None
        and finding.severity is Severity.ERROR
        and finding.code.startswith("NAME")
        and not finding.proof.detail.get("either")
    )


def _with_neighbours(text: str, finding: Finding) -> Sequence[Edit]:
    new = finding.replacement or ""
    edit = Edit(finding.start, finding.end, new)
    behind = _possessive(text, finding, new) or _verb(text, finding, new)
    return [*_article(text, finding.start, text[finding.start : finding.end], new), edit, *behind]


def _possessive(text: str, finding: Finding, new: str) -> list[Edit]:
    """An "s" behind the apostrophe of a name that has lost its own: "Investigations’ agents", "Investigation’s"."""
    line = text[text.rfind("\n", 0, finding.start) + 1 : finding.start]
    lost = text[finding.start : finding.end].endswith("s") and not new.endswith("s")
    if not lost or _OPENED.search(line) or not _LONE.match(text, finding.end):
        return []
    return [Edit(finding.end + 1, finding.end + 1, "s")]


def _article(text: str, start: int, old: str, new: str) -> list[Edit]:
    """From "a Agency" to "an Agency": only where the first word changed its sound."""
    match = _ARTICLE.search(text, max(0, start - 12), start)
    if match is None or _vowel(old) == _vowel(new):
        return []
    said = match[1]
    right = "an" if _vowel(new) else "a"
    shaped = right.upper() if said.isupper() and len(said) > 1 else right.capitalize() if said[0].isupper() else right
    return [] if shaped == said else [Edit(match.start(1), match.end(1), shaped)]


def _vowel(name: str) -> bool:
    word = name.lstrip('*_["“‘(')
    first = re.split(r"[\s-]", word, maxsplit=1)[0]
    if first.isupper() and 1 < len(first) <= 5 and not set(first) & set("AEIOU"):  # noqa: PLR2004 - read letter by letter
        return first[0] in _VOWEL_NAMES
    if _CONSONANT_SOUND.match(word):
        return False
    return word[:1].lower() in "aeiou" or _SILENT_H.match(word) is not None


def _verb(text: str, finding: Finding, new: str) -> list[Edit]:
    """The verb straight behind a name that changed its number: "The Center … was" → "The Centers … were"."""
    old_number, new_number = plural(text[finding.start : finding.end]), plural(new)
    match = _VERB.match(text, finding.end)
    if match is None or old_number == new_number:
        return []
    table = _SEVERAL if new_number else _ONE
    right = table.get(match[2])
    return [Edit(match.start(2), match.end(2), right)] if right else []


def plural(name: str) -> bool:
    """Whether a name takes a plural verb: its head noun, before "of" or "for", is a plural ("Centers for …").

    "Department of Veterans Affairs" and "Marshals Service" are singular; so is a body that ends in "Services".
    """
    words = [word.lower() for word in re.findall(r"[^\W\d_]+", re.split(r"\s(?:of|for|on)\s", name)[0])]
    return re.search(r"\s(?:of|for|on)\s", name) is not None and bool(words) and words[-1] in _PLURALS
