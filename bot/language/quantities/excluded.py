"""Numbers that are no figures: parts of names, dates, times, scores, versions, telephone and list numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.language.quantities.numerals import Numeral

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_AFTER_MONTH = re.compile(
    rf"\b{_MONTH}\s(?:the\s)?(?:[0-9]{{1,2}}(?:st|nd|rd|th)?(?:\s?[-–]\s?|,\s?|\s(?:and|to)\s))?$"
)
_BEFORE_MONTH = re.compile(
    rf"(?:st|nd|rd|th)?(?:\s?[-–]\s?[0-9]{{1,2}}|\s(?:and|to)\s[0-9]{{1,2}})?(?:\sof)?\s{_MONTH}\b"
)
_YEAR = re.compile(r"(?:1[0-9]{3}|20[0-9]{2})")
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|of|by|until|till|from|before|after|during|early|mid|late|circa|year|and|"
    r"through|throughout|spring|"
    r"summer|autumn|fall|winter|season|fiscal|the|this|a|an|to|its|their|his|her|ending|ended|end|"
    r"released|born|between"
    rf"|for|{_MONTH})|[-–—,(/’'])\s*$",
    re.IGNORECASE,
)
_DESIGNATORS = frozenset(
    "section sections article articles chapter route highway flight boeing airbus title proposition "
    "prop amendment room "
    "page pages phase stage type level grade class unit order resolution act rule area apollo no "
    "no. nos number nr "
    "version windows iphone ios android interstate line platform gate terminal channel radio lot "
    "district ward precinct "
    "division brigade regiment battalion protocol appendix annex table figure fig exhibit part "
    "volume vol episode book "
    "season week group pier bay dock hole tier category magnitude size model series serial id "
    "paragraph clause schedule "
    "psalm verse formula agenda vision horizon call dial item point question step game round day "
    "studio catch expo "
    "covid falcon soyuz voyager pioneer ariane generation playstation xbox galaxy pixel nikkei "
    "topix stoxx bitcoin "
    "zone sector bus box po suite apartment apt floor case docket bill hb sb hr code covid-19 act.".split()
)
_WORD_BEFORE = re.compile(r"([^\W\d_][\w.’'&-]*)[\s(]{1,2}$")
_TWO_BEFORE = re.compile(r"(\S+)\s+\S+\s*$")
_PREPOSITION = frozenset(
    "in at by of from across within for to near around about with between over under and or than".split()
)
_WORD_AFTER = re.compile(r"[\s-]([A-Za-z][\w’'-]*)")
# A figure of five characters is no part of a name.
_LONG = 5
_LIST = re.compile(r"(?:^|\n)[^\S\n]*[(\[]?$")
_CLOCK_AFTER = re.compile(r"\s?(?::[0-9]{2}|[ap]\.?m\b|o[’']clock|hrs?\b|GMT|BST|UTC)", re.IGNORECASE)
_FUNCTION = frozenset(
    "in at by of from for to with and or but as is was were are be been has have had will would can "
    "could may might "
    "that which who whom on off into onto after before during when while where if because than then "
    "also it he she "
    "they we you i this these those its his her their the a an not said says".split()
)


def excluded(text: str, numeral: Numeral) -> bool:
    """Whether a number is no figure: a year, part of a date or time, a name, a score, a list or telephone number."""
    if numeral.form == "ordinal":
        return _in_a_date(text, numeral) or (numeral.words and _names(text, numeral))
    if numeral.words:
        return _idle(text, numeral)
    return any(test(text, numeral) for test in _TESTS)


def _names(text: str, numeral: Numeral) -> bool:
    """Second World War, and First Motion Picture Unit at the start of a sentence."""
    if not text[numeral.start].isupper():
        return False
    return not _opens(text, numeral.start) or bool(re.match(r"\s[A-Z]", _after(text, numeral, 3)))


def _before(text: str, numeral: Numeral, width: int = 40) -> str:
    return text[max(0, numeral.start - width) : numeral.start]


def _after(text: str, numeral: Numeral, width: int = 40) -> str:
    return text[numeral.end : numeral.end + width]


def _glued(text: str, numeral: Numeral) -> bool:
    """Digits that touch letters or other digits in a way that no unit does: 2.0.1, 5G, 1980s, 555-1234, 3-1, 24/7."""
    after, before = _after(text, numeral, 8), _before(text, numeral, 3)
    if re.match(
        r"(?:[./:]|-(?=[0-9]{4}))[0-9]|[’']?s\b|[A-Za-z]\b(?![-\s]?(?:fold))(?<![xXkm])|[A-Z]{2,}", after
    ) and not re.match(
        r"x\b|°|[CFkKM]?W\b|MW|GW|kg|km|mm|cm|mg|g\b|m\b|ft|lb|mph|kph|bn|pp|bps|th\b|st\b|nd\b|rd\b", after
    ):
        return True
    return bool(re.search(r"[0-9][./:,]$|[/@#_]$|[0-9]-$", before)) and not re.search(r"[0-9]\s?[-–]$", before)


def _in_a_date(text: str, numeral: Numeral) -> bool:
    day = 0 < numeral.value <= 31  # noqa: PLR2004 - the days of a month
    if day and (_AFTER_MONTH.search(_before(text, numeral)) or _BEFORE_MONTH.match(_after(text, numeral))):
        return True
    return bool(_CLOCK_AFTER.match(_after(text, numeral)) and numeral.value <= 24)  # noqa: PLR2004 - hours


def _a_year(text: str, numeral: Numeral) -> bool:
    if not _YEAR.fullmatch(text[numeral.start : numeral.end]):
        return bool(re.search(r"[12][0-9]{3}[-–—/]$", _before(text, numeral, 6)) and numeral.value < 100)  # noqa: PLR2004 - 2019–20
    before, word = _before(text, numeral), _WORD_AFTER.match(_after(text, numeral))
    if re.search(r"[$£€¥]\s?$", before):
        return False
    if _YEAR_BEFORE.search(before) or word is None or word[1].lower() in _FUNCTION:
        return True
    return not _plural(word[1])


def _a_name(text: str, numeral: Numeral) -> bool:
    """Boeing 737, Section 230, Channel 4: a number that stands after a name and counts nothing."""
    match = _WORD_BEFORE.search(_before(text, numeral))
    if match is None:
        return False
    word = match[1]
    if word.lower() in _DESIGNATORS and (word[0].isupper() or word.lower() in _PLAIN_DESIGNATORS):
        return True
    if not word[0].isupper() or _opens(text, numeral.start - len(match[0])) or "," in text[numeral.start : numeral.end]:
        return False
    follower = _WORD_AFTER.match(_after(text, numeral))
    if follower is None or follower[1].lower() in _FUNCTION or follower[1][0].isupper():
        return (
            not re.match(r"\s?(?:%|percent|per\scent|p[pc]t?\b)", _after(text, numeral))
            and numeral.value == int(numeral.value)
            and numeral.end - numeral.start < _LONG
        )
    earlier = _TWO_BEFORE.search(_before(text, numeral, 60))
    return bool(earlier and earlier[1].lower() in {"the", "a", "an"} and not _plural(follower[1]))


_PLAIN_DESIGNATORS = _DESIGNATORS - frozenset(
    "act order area line part book group week day game round point question call series size".split()
)


def _a_list_number(text: str, numeral: Numeral) -> bool:
    return bool(
        numeral.value < 1000  # noqa: PLR2004 - nobody numbers a list so high
        and _LIST.search(_before(text, numeral))
        and re.match(r"[.)\]]\s", _after(text, numeral, 2))
    )


def _a_score(text: str, numeral: Numeral) -> bool:
    """3-1, 555-1234, 90-210-10: digits joined by hyphens that do not rise, or more than two of them."""
    whole = re.search(r"[0-9]+(?:[-–][0-9]+)*[-–]$", _before(text, numeral, 20))
    rest = re.match(r"(?:[-–][0-9][0-9,.]*)+", _after(text, numeral, 20))
    if not whole and not rest:
        return False
    left = whole[0] if whole else ""
    figures = re.findall(
        r"[0-9]+",
        left + text[numeral.start : numeral.end].replace(",", "") + (rest[0].replace(",", "") if rest else ""),
    )
    if len(figures) != 2 or figures[1].startswith("0"):  # noqa: PLR2004 - a range has two ends
        return True
    return int(figures[0]) >= int(figures[1]) or len(figures[1]) - len(figures[0]) > 2  # noqa: PLR2004 - 5-5000 is no range


def _idle(text: str, numeral: Numeral) -> bool:
    """Number words that count nothing: “one of the”, “no one”, “one another”, “Seven Sisters”."""
    phrase = text[numeral.start : numeral.end].lower()
    before, after = _before(text, numeral, 24), _after(text, numeral, 24)
    if phrase == "one":
        return _one_is_idle(before, after)
    if phrase.startswith("half") and re.match(r"\s?(?:-|time|past|way|brother|sister|hour\b.*\bpast)", after):
        return True
    if numeral.form == "share":
        return (
            bool(re.search(r"\b(?:first|second|other|final|latter|last|better)\s$", before, re.IGNORECASE))
            or phrase == "a second"
        )
    return text[numeral.start].isupper() and not _opens(text, numeral.start)


def _one_is_idle(before: str, after: str) -> bool:
    if re.search(r"\b(?:no|any|every|some|this|that|each|which|the|only|number|day|another)\s$", before, re.IGNORECASE):
        return True
    follower = re.match(r"[\s-]([a-z]+)", after)
    return follower is None or follower[1] in _FUNCTION | {
        "another",
        "day",
        "thing",
        "way",
        "time",
        "more",
        "side",
        "off",
        "point",
        "hand",
    }


def _opens(text: str, at: int) -> bool:
    """Whether a sentence starts at `at`."""
    before = text[max(0, at - 4) : at].rstrip(" \t\"“‘'(")
    return not before or before[-1] in ".!?:\n;—–"


def _plural(word: str) -> bool:
    from bot.language.quantities.counting import is_plural

    return is_plural(word)


_TESTS = (_glued, _in_a_date, _a_list_number, _a_score, _a_year, _a_name)
