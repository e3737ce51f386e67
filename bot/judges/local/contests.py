"""Figures that are told by more than their number: scores, ages by a birth date, and one number in two units."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.language.quantities import Bound, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.judges.local.reading import Reading
    from bot.language.quantities import Quantity

_SCORE = re.compile(r"(?<![\w–.-])(?P<one>\d{1,3})[–-](?P<other>\d{1,3})(?![\w–-]|\.\d)")
_RESULT = re.compile(
    r"\b(?:w[io]ns?|winning|victor\w+|beat\w*|defeat\w*|los[es]\w*|lost|dr[ae]w\w*|tied?|passed|vot\w+|approved"
    r"|scores?|led)\b",
    re.IGNORECASE,
)
_APPOSED = re.compile(r"[A-Z][\w’'-]+,\s(?P<age>[1-9]\d{0,2})(?=,|\.?$)")
_BORN = re.compile(r"\b[Bb]orn\b")


def score(reading: Reading) -> re.Match[str] | None:
    """The one score of a sentence that tells a result: won 3–1."""
    found = list(_SCORE.finditer(reading.text))
    return found[0] if len(found) == 1 and _RESULT.search(reading.text) else None


def same_score(mine: re.Match[str], theirs: re.Match[str]) -> bool:
    """Whether two scores are one, from either side."""
    return {mine["one"], mine["other"]} == {theirs["one"], theirs["other"]}


def another_unit(mine: Quantity, theirs: Quantity) -> bool:
    """Whether one number stands in two units that cannot both be right: dollars and euros, a month and a year."""
    if mine.value != theirs.value or mine.unit == theirs.unit or mine.upper or theirs.upper:
        return False
    if mine.bound is not theirs.bound or mine.bound is not Bound.EXACT:
        return False
    one, other = (each.unit.split(" per ") for each in (mine, theirs))
    if len(one) == len(other) == 2:  # noqa: PLR2004 - unit and base
        return one[0] == other[0]
    if {mine.unit, theirs.unit} == {"%", "pp"}:
        return bool(mine.change and theirs.change)
    sizes = [lexicon.MEASURES.get(each.unit) for each in (mine, theirs)]
    measured = all(sizes) and len({size[0] for size in sizes if size}) == 1
    return measured or {mine.unit, theirs.unit} <= lexicon.CURRENCIES


def ages(claim: Reading) -> Iterator[tuple[int, int, int]]:
    """The ages that a claim gives for today, with their offsets: 52 years old; Ann Lee, 52."""
    for each in claim.quantities:
        if each.unit == "year of age" and each.bound is Bound.EXACT and not claim.whens:
            yield int(each.value), each.start, each.end
    for match in _APPOSED.finditer(claim.text):
        yield int(match["age"]), match.start("age"), match.end("age")


def age_by_birth(sentence: Reading, today: date) -> tuple[int, int] | None:
    """The ages that the one birth date of a sentence allows today."""
    births = [each for each in sentence.whens if each.first and each.first == each.last]
    if len(births) != 1 or not _BORN.search(sentence.text):
        return None
    born = births[0]
    oldest = today.year - born.first
    if not born.month:
        return oldest - 1, oldest
    past = (today.month, today.day) >= (born.month, born.day or 31)
    sure = born.day or today.month != born.month
    return (oldest - (not past), oldest - (not past)) if sure else (oldest - 1, oldest)
