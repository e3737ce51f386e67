"""Numbers as written, in digits or words: where they stand, and their value. What they mean is decided elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.language.quantities import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

# A number of more digits counts nothing.
MOST_DIGITS = 24


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written.

    Args:
        start: Offset of its first character.
        end: Offset after its last, scale word included.
        value: Its value.
        step: The smallest difference that the way it is written shows.
        form: `cardinal`, `ordinal`, `share` (two thirds, one in five), `multiple` (tenfold) or `group` (hundreds).
        words: Whether it is written in words.
        suffix: The scale letters after digits (`m`, `bn`), as written.
    """

    start: int
    end: int
    value: Fraction
    step: Fraction
    form: str = "cardinal"
    words: bool = False
    suffix: str = ""


def _any(words: object) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))  # type: ignore[call-overload]


_ONE = f"(?:{_any([*lexicon.UNITS, *lexicon.TENS])})"
_SCALE = f"(?:{_any(lexicon.SCALES)})"
_GAP = r"(?:[^\S\n]{1,2}|-)"
_CARDINAL = rf"(?:{_ONE}|{_SCALE})(?:{_GAP}(?:and[^\S\n])?(?:{_ONE}|{_SCALE})){{0,9}}"
_PART = r"(?:half|halves|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)"
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_SUFFIX = f"(?:{_any(lexicon.SUFFIXES)})"
_NUMBER = re.compile(
    rf"""
    (?<!\w)(?<![^\W0-9_][-–’'])(?:
      (?P<fold>(?:[0-9]{{1,4}}|{_ONE})[-\s]?fold)\b
    | (?P<multiple>{_any(lexicon.MULTIPLES)})\b
    | (?P<oneIn>
        (?:(?:1|one)\s(?:in|out\sof)\s(?:every\s)?(?!(?:1[5-9]|20)[0-9]{{2}}\b)(?:[0-9]{{1,5}}|{_ONE}|hundred|thousand)
        | (?:[0-9]{{1,3}}|{_ONE})\s(?:in|out\sof)\s(?:every\s)?(?:[0-9]|1[0-9]|20|100|1000|{_ONE}|hundred|thousand)
        | (?:[0-9]{{1,3}}|{_ONE})\sout\sof\s(?:every\s)?(?:[0-9]{{1,5}}))
      )(?![\w,.]*[0-9])\b
    | (?P<mixed>(?:[0-9]{{1,3}}|{_ONE})\sand\sa\s(?:half|quarter)(?:\s{_SCALE})?)\b
    | (?P<halfScale>(?:half\s(?:an?\s)|a\squarter\s(?:of\s)?an?\s)(?:{_SCALE}|dozen))\b
    | (?P<halfUnit>(?:half|a\squarter|three[-\s]quarters)(?:\sof)?\s(?:an?|one|1))
        (?=\s(?:percent|per\scent|point|pct)\w*)
    | (?P<share>(?:(?:an?|{_ONE})[-\s]{_PART}|half)(?:\sof)?)\b(?!-)(?=\s\w|[,;)]|\W*$)
    | (?P<fraction>[0-9]{{1,2}}/[0-9]{{1,2}})(?![\w/])
    | (?P<group>(?:tens|hundreds)\sof\s(?:thousands|millions)|(?:{_any(lexicon.GROUPS)})(?=\sof\b))\b
    | (?P<nth>[0-9]{{1,4}}(?:st|nd|rd|th))\b
    | (?P<digits>{_DIGITS})(?P<joint>[^\S\n]?|-)(?P<suffix>{_SUFFIX})?
        (?(suffix)(?!\w)|(?=\W|\Z|[A-Za-z°]))
    | (?P<aScale>an?\s(?:hundred|thousand|million|billion|trillion|dozen)(?:{_GAP}(?:and\s)?{_ONE}){{0,2}})\b
    | (?P<ordinal>{_any(lexicon.ORDINALS)})\b
    | (?P<words>{_CARDINAL})\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)


def numerals(text: str) -> Iterator[Numeral]:
    """The numbers of a text, in order; they do not overlap.

    Args:
        text: Any text; numbers are read as English writes them.

    Yields:
        Each number with code-point offsets. Dates, times and names with numbers in them are among them.
    """
    for match in _NUMBER.finditer(text):
        found = _READERS[str(match.lastgroup) if match.lastgroup in _READERS else _group(match)](match)
        if found is not None:
            yield found


def _group(match: re.Match[str]) -> str:
    return next(name for name in _READERS if match.group(name) is not None)


def _digits(match: re.Match[str]) -> Numeral | None:
    figure = match["digits"]
    if len(figure) > MOST_DIGITS:
        return None
    suffix = match["suffix"]
    scale = Fraction(lexicon.SUFFIXES[suffix.lower()]) if suffix else Fraction(1)
    end = match.end("suffix") if suffix else match.end("digits")
    return Numeral(match.start(), end, _plain(figure) * scale, _step(figure, scale), suffix=suffix or "")


def _plain(figure: str) -> Fraction:
    return Fraction(figure.replace(",", ""))


def _step(figure: str, scale: Fraction) -> Fraction:
    _, point, decimals = figure.partition(".")
    if point:
        return scale / Fraction(10 ** len(decimals))
    digits = figure.replace(",", "")
    zeros = len(digits) - len(digits.rstrip("0"))
    rounded = len(digits) > max(zeros, 2)  # 20 is exact, 200 may be round
    return scale * Fraction(10**zeros) if rounded else scale


def _nth(match: re.Match[str]) -> Numeral:
    return Numeral(match.start(), match.end(), Fraction(match["nth"][:-2]), Fraction(1), "ordinal")


def _ordinal(match: re.Match[str]) -> Numeral:
    value = Fraction(lexicon.ORDINALS[match["ordinal"].lower()])
    return Numeral(match.start(), match.end(), value, Fraction(1), "ordinal", words=True)


def _multiple(match: re.Match[str]) -> Numeral:
    value = Fraction(lexicon.MULTIPLES[match["multiple"].lower()])
    return Numeral(match.start(), match.end(), value, value / 10, "multiple", words=True)


def _fold(match: re.Match[str]) -> Numeral:
    value = _small(re.sub(r"[-\s]?fold$", "", match["fold"], flags=re.IGNORECASE))
    return Numeral(match.start(), match.end(), value, Fraction(1), "multiple")


def _one_in(match: re.Match[str]) -> Numeral | None:
    part, whole = re.split(r"\s(?:in|out\sof)\s(?:every\s)?", match["oneIn"], maxsplit=1, flags=re.IGNORECASE)
    over, under = _small(part), _small(whole)
    if not 0 < over <= under or under in {0, 1}:
        return None
    return Numeral(match.start(), match.end(), over / under, over / under / 10, "share")


def _fraction(match: re.Match[str]) -> Numeral | None:
    over, under = (int(each) for each in match["fraction"].split("/"))
    if not 0 < over < under or under > 10:  # noqa: PLR2004 - 9/11 and 24/7 are names, 3/4 is a share
        return None
    value = Fraction(over, under)
    return Numeral(match.start(), match.end(), value, value / 20, "share")


def _share(match: re.Match[str]) -> Numeral:
    phrase = re.sub(r"\sof$", "", match["share"], flags=re.IGNORECASE)
    words = re.split(r"[-\s]", phrase.lower())
    part = lexicon.PARTS[words[-1] if words[-1] in lexicon.PARTS else words[-1].removesuffix("s")]
    count = Fraction(1) if len(words) == 1 or words[0] in {"a", "an"} else _small(words[0])
    return Numeral(match.start(), match.start() + len(phrase), count * part, part / 10, "share", words=True)


def _mixed(match: re.Match[str]) -> Numeral:
    words = match["mixed"].lower().split()
    scale = Fraction(lexicon.SCALES[words[-1]]) if words[-1] in lexicon.SCALES else Fraction(1)
    part = lexicon.PARTS["half" if "half" in words else "quarter"]
    return Numeral(match.start(), match.end(), (_small(words[0]) + part) * scale, part * scale, words=True)


def _half_scale(match: re.Match[str]) -> Numeral:
    words = match["halfScale"].lower().split()
    scale = Fraction(lexicon.SUFFIXES[words[-1]])
    part = lexicon.PARTS["half" if words[0] == "half" else "quarter"]
    return Numeral(match.start(), match.end(), part * scale, part * scale / 5, words=True)


def _half_unit(match: re.Match[str]) -> Numeral:
    words = match["halfUnit"].lower()
    part = (
        Fraction(3, 4)
        if words.startswith("three")
        else lexicon.PARTS["half" if words.startswith("half") else "quarter"]
    )
    return Numeral(match.start(), match.end(), part, part / 5, words=True)


def _a_scale(match: re.Match[str]) -> Numeral:
    words = re.split(r"[-\s]+", match["aScale"].lower())[1:]
    value = Fraction(12) if words[0] == "dozen" else _value(words)
    return Numeral(match.start(), match.end(), value, value / (4 if len(words) == 1 else value), words=True)


def _groups(match: re.Match[str]) -> Numeral:
    words = [lexicon.GROUPS[word] for word in match["group"].lower().split() if word != "of"]
    value = Fraction(words[0] * (words[1] if len(words) > 1 else 1))
    return Numeral(match.start(), match.end(), value, value, "group", words=True)


def _words(match: re.Match[str]) -> Numeral | None:
    words = re.split(r"[-\s]+", match["words"].lower())
    if words[0] in lexicon.SCALES and words[0] not in {"lakh", "crore"} and len(words) == 1:
        return None  # "a few hundred": no value
    value = _value(words)
    step = Fraction(lexicon.SCALES[words[-1]]) if words[-1] in lexicon.SCALES else Fraction(1)
    return Numeral(match.start(), match.end(), value, step, words=True)


@lru_cache(maxsize=512)
def _spelled(phrase: str) -> Fraction | None:
    """The value of number words that belong together, by text2num."""
    from text_to_num import text2num

    try:
        return Fraction(text2num(phrase, "en"))
    except ValueError:
        return None


def _value(words: list[str]) -> Fraction:
    spelled = _spelled(" ".join(words))
    return _added(words) if spelled is None else spelled


def _added(words: list[str]) -> Fraction:
    """Words that text2num does not take (twenty hundred, two lakh): scales multiply, the rest adds up."""
    total = current = 0
    for word in words:
        if word in lexicon.SCALES:
            current = max(current, 1) * lexicon.SCALES[word]
            if lexicon.SCALES[word] > 100:  # noqa: PLR2004 - a hundred may still be multiplied
                total, current = total + current, 0
        else:
            current += lexicon.UNITS.get(word, lexicon.TENS.get(word, 0))
    return Fraction(total + current)


def _small(word: str) -> Fraction:
    word = word.lower().strip()
    if word.isdecimal():
        return Fraction(int(word))
    return Fraction(lexicon.UNITS.get(word) or lexicon.TENS.get(word) or lexicon.SCALES.get(word) or 0)


_READERS = {
    "fold": _fold,
    "multiple": _multiple,
    "oneIn": _one_in,
    "mixed": _mixed,
    "halfScale": _half_scale,
    "halfUnit": _half_unit,
    "share": _share,
    "fraction": _fraction,
    "group": _groups,
    "digits": _digits,
    "nth": _nth,
    "aScale": _a_scale,
    "ordinal": _ordinal,
    "words": _words,
}
