"""Quantities in a text: numbers with their bound, unit, what they count and when."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.language.quantities import lexicon
from bot.language.quantities.counting import counted, event, is_plural
from bot.language.quantities.excluded import excluded
from bot.language.quantities.numerals import Numeral, numerals
from bot.language.quantities.quantity import Bound, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable

_SIGN = re.compile(r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, lexicon.SIGNS), key=len, reverse=True)) + r")\s?$")
_UNIT_NAMES = sorted(lexicon.UNIT_WORDS, key=len, reverse=True)
_UNIT = re.compile(
    r"[^\S\n]?-?(?P<unit>"
    + "|".join(re.escape(name) + ("" if name == "%" else "s?") for name in _UNIT_NAMES)
    + r")(?!\w)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:(?<![\w-])(?:"
    + "|".join(sorted((re.escape(b) for b in lexicon.BOUNDS_BEFORE if b[0].isalpha()), key=len, reverse=True))
    + r")\s|[~<>≥≤]\s?)(?:an?\sestimated\s|estimated\s|some\s|the\s|a\s|another\s)?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s?(?P<bound>" + "|".join(sorted(map(re.escape, lexicon.BOUNDS_AFTER), key=len, reverse=True)) + r")(?!\w)",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s?(?:-|–|—|to|and)\s?|\s(?:to|and)\s")
_AGE = re.compile(r"(?:-|\s)?years?(?:-|\s)(?:old|of\sage)s?\b", re.IGNORECASE)
_AGED = re.compile(r"\b(?:aged|age|ages)\s(?:about\s|over\s|under\s)?$", re.IGNORECASE)
_RATE = re.compile(
    r"[\s,]?(?:per|for every|in every)\s(?P<base>[0-9][0-9,]*|hundred thousand|thousand|million)\b|"
    r"\s(?:an?|per|each|every)\s(?P<time>year|month|week|day|hour|head|capita)\b(?!\s(?:ago|earlier|before|later"
    r"|after)\b)",
    re.IGNORECASE,
)
_RATE_BASE = re.compile(r"\b(?:per|for every|in every)\s$", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\w$£€.,-])(?:1[5-9][0-9]{2}|20[0-9]{2})(?![\w%]|[.,-][0-9])")
_BREAK = re.compile(r"[.!?](?=\s+[\"“‘(]?[A-Z0-9])|\n")
_UP = re.compile(
    r"\b(?:ris\w+|rose|increas\w+|grew|grow\w*|gain\w*|climb\w*|jump\w*|surg\w+|soar\w*|added|"
    r"up(?!\sto))\b[^.;,]{0,24}$",
    re.IGNORECASE,
)
_DOWN = re.compile(
    r"\b(?:fall\w*|fell|drop\w*|declin\w+|decreas\w+|los[et]\w*|lost|down|cut|shr[aiu]nk\w*|slump\w*|"
    r"plung\w+|reduc\w+)\b[^.;,]{0,24}$",
    re.IGNORECASE,
)
_TO = re.compile(
    r"\b(?:to|at)\s(?:an?\s|about\s|around\s|nearly\s|almost\s|over\s|more\sthan\s|just\s|record\s)*[$£€]?$",
    re.IGNORECASE,
)
_WIDTH = 48
# Of a list of years without end, those nearby will do.
_MOST_YEARS = 24


def find_quantities(text: str) -> list[Quantity]:
    """The quantities of a text, in order; they do not overlap.

    Names with numbers in them (COVID-19, B-52, Section 230), dates, years, times of day, ages of things such as
    version numbers, list numbers, scores and telephone numbers are no quantities.

    Args:
        text: Any text. Figures and words are read as English writes them.

    Returns:
        Quantities with code-point offsets into `text`.
    """
    return list(_found(text))


@lru_cache(maxsize=1024)  # half a dozen rules read the same sentences one after the other
def _found(text: str) -> tuple[Quantity, ...]:
    found = [_quantity(text, each) for each in numerals(text) if not excluded(text, each)]
    joined = _ranges(text, [each for each in found if each is not None])
    return tuple(_dated(text, joined))


def _quantity(text: str, numeral: Numeral) -> Quantity | None:
    before = text[max(0, numeral.start - _WIDTH) : numeral.start]
    if _RATE_BASE.search(before):
        return None
    sign = _SIGN.search(before)
    numeral = _without_letter(text, numeral) if numeral.suffix.lower() in {"m", "b"} and not sign else numeral
    unit, end = _unit(text, numeral, sign)
    if unit is None:
        return None
    start = numeral.start - (len(sign[0]) if sign else 0)
    start, end, bound = _bound(text, start, end)
    noun, modifiers, _ = _noun(text, numeral, unit, end)
    upper = None
    if numeral.form == "group":
        bound, upper = Bound.BETWEEN, numeral.value * 20
    value, step = numeral.value, numeral.step
    return Quantity(
        start,
        end,
        text[start:end],
        numeral.start,
        numeral.end,
        value,
        unit,
        bound,
        upper,
        step,
        noun,
        modifiers,
        change=_change(before),
        to_level=bool(_TO.search(before)),
        words=numeral.words,
    )


def _without_letter(text: str, numeral: Numeral) -> Numeral:
    """“5m people” are five million, a “100m race” is not."""
    follower = re.match(r"\s(?:more\s|of\s)?([A-Za-z]+)", text[numeral.end : numeral.end + _WIDTH])
    if follower and is_plural(follower[1]):
        return numeral
    scale = lexicon.SUFFIXES[numeral.suffix.lower()]
    end = numeral.end - len(numeral.suffix)
    return replace(numeral, end=end, value=numeral.value / scale, step=numeral.step / scale, suffix="")


def _unit(text: str, numeral: Numeral, sign: re.Match[str] | None) -> tuple[str | None, int]:
    """The unit, and where the quantity ends; None for a number whose letters name no unit (5G)."""
    forms = {"ordinal": "ordinal", "share": "share", "multiple": "times"}
    if numeral.form in forms:
        return forms[numeral.form], numeral.end
    if sign:
        return _rate(text, lexicon.SIGNS[sign[0].strip()], numeral.end)
    if age := _AGE.match(text, numeral.end):
        return "year of age", age.end()
    if _AGED.search(text[max(0, numeral.start - 16) : numeral.start]):
        return "year of age", numeral.end
    match = _UNIT.match(text, numeral.end)
    if match is None:
        glued = numeral.end < len(text) and text[numeral.end].isalpha()
        return (None, numeral.end) if glued else _rate(text, "", numeral.end)
    return _rate(text, _named(match["unit"]), match.end())


def _named(written: str) -> str:
    low = written.lower()
    return lexicon.UNIT_WORDS.get(low) or lexicon.UNIT_WORDS[low.removesuffix("s")]


def _rate(text: str, unit: str, end: int) -> tuple[str, int]:
    match = _RATE.match(text, end)
    if match is None:
        return unit, end
    if match["time"]:
        return f"{unit} per {match['time'].lower().replace('head', 'capita')}".strip(), match.end()
    base = match["base"].lower().replace(",", "")
    names = {"hundred thousand": "100000", "thousand": "1000", "million": "1000000"}
    return f"{unit} per {names.get(base, base)}".strip(), match.end()


def _noun(text: str, numeral: Numeral, unit: str, end: int) -> tuple[str, tuple[str, ...], int]:
    if unit in lexicon.CURRENCIES or unit in {"times", "year of age"}:
        return "", (), end
    if unit and unit not in {"%", "share", "ordinal"} and not unit.startswith("per "):
        return "", (), end
    if unit in {"%", "share"} and not re.match(r"\sof\b", text[end : end + 4]):
        return "", (), end
    noun, modifiers, stop = counted(text, end, one=numeral.value == 1 or unit == "ordinal")
    return (event(text, numeral.start, stop, noun) if not unit else noun), modifiers, stop


def _bound(text: str, start: int, end: int) -> tuple[int, int, Bound]:
    before = _BEFORE.search(text[max(0, start - _WIDTH) : start])
    if before:
        words = re.sub(
            r"\s+(?:an?\s+estimated|estimated|some|the|a|"
            r"another)\s*$",
            "",
            before[0].strip(),
            flags=re.IGNORECASE,
        )
        bound = lexicon.BOUNDS_BEFORE.get(re.sub(r"\s+", " ", words.lower().strip()), Bound.EXACT)
        return start - len(before[0]), end, bound
    after = _AFTER.match(text, end)
    if after:
        return start, after.end(), lexicon.BOUNDS_AFTER[after["bound"].lower()]
    return start, end, Bound.EXACT


def _change(before: str) -> str:
    if _UP.search(before):
        return "up"
    return "down" if _DOWN.search(before) else ""


def _ranges(text: str, found: list[Quantity]) -> list[Quantity]:
    """“10–15 %”, “between 10 and 15”, “$1bn to $2bn” are one quantity."""
    joined: list[Quantity] = []
    for each in found:
        if joined and _spans(text, joined[-1], each):
            joined[-1] = _range(text, joined[-1], each)
        elif not joined or each.start >= joined[-1].end:
            joined.append(each)
        elif each.number_start >= joined[-1].end:
            start = joined[-1].end
            joined.append(replace(each, start=start, text=text[start : each.end]))
    return joined


def _spans(text: str, low: Quantity, high: Quantity) -> bool:
    gap = text[low.end : high.start].lower()
    gap = gap if "—" in gap and gap != "—" else gap.strip()  # “12 — 25 percent —” is an aside
    if (
        gap not in {"-", "–", "—", "to", "and"}
        or low.unit not in {"", high.unit, high.unit.split(" per ")[0]}
        or low.upper is not None
    ):
        return False
    before = text[max(0, low.start - 9) : low.start].lower()
    if gap == "and" and not before.rstrip().endswith("between"):
        return False
    if gap == "to" and re.search(r"\bfrom\s$", before):
        return False
    if gap == "to" and low.unit and low.change:
        return False  # “rose 2% to 7%”
    return high.value > low.value and high.bound is Bound.EXACT


def _range(text: str, low: Quantity, high: Quantity) -> Quantity:
    scale = _shared_scale(low, high)
    between = re.search(r"\bbetween\s$", text[max(0, low.start - 9) : low.start], re.IGNORECASE)
    start = low.start - len(between[0]) if between else low.start
    return replace(
        high,
        start=start,
        text=text[start : high.end],
        number_start=low.number_start,
        value=low.value * scale,
        upper=high.value,
        bound=Bound.BETWEEN,
        change=low.change,
        words=low.words or high.words,
    )


def _shared_scale(low: Quantity, high: Quantity) -> int:
    """“2-3 million”: the scale word of the second is the first's, too."""
    written = high.text[high.number_start - high.start : high.number_end - high.start]
    match = re.search(r"[0-9]\s?-?([A-Za-z]+)$", written)
    if match is None or any(map(str.isalpha, low.text[low.number_start - low.start : low.number_end - low.start])):
        return 1
    scale = lexicon.SUFFIXES.get(match[1].lower(), 1)
    return scale if low.value * scale < high.value else 1


def _dated(text: str, found: Iterable[Quantity]) -> list[Quantity]:
    """Give each quantity the year that it is of: the one in its sentence, the next after it where there are several."""
    years = [(match.start(), int(match[0])) for match in _YEAR.finditer(text)]
    if not years:
        return list(found)
    breaks = [0, *(match.end() for match in _BREAK.finditer(text)), len(text) + 1]
    places = [place for place, _ in years]
    return [replace(each, years=_years_of(each, breaks, places, years)) for each in found]


def _years_of(each: Quantity, breaks: list[int], places: list[int], years: list[tuple[int, int]]) -> tuple[int, ...]:
    at = bisect_right(breaks, each.start)
    first, last = bisect_left(places, breaks[at - 1]), bisect_left(places, breaks[min(at, len(breaks) - 1)])
    at = bisect_left(places, each.start)
    first, last = max(first, at - _MOST_YEARS), min(last, at + _MOST_YEARS)
    near = [(place, year) for place, year in years[first:last] if not each.start <= place < each.number_end]
    if len({year for _, year in near}) <= 1:
        return tuple(year for _, year in near[:1])
    after = [year for place, year in near if 0 <= place - each.end <= _WIDTH]
    before = [year for place, year in near if 0 <= each.start - place <= _WIDTH]
    return tuple(after[:1] or before[-1:] or sorted({year for _, year in near}))
