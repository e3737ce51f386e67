"""What a claim is about, how much it is worth checking, and what to search for."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.records import Kind

_DATE = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?"
    r"|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?(?:\s+\d{1,2}(?:st|nd|rd|th)?\b)?(?:,?\s+(?:1[0-9]|20)\d\d\b)?"
    r"|\b(?:1[0-9]|20)\d\d(?:s\b|\b(?!\s*(?:people|deaths|cases|dollars|[a-z]+s\b)))"
    r"|\b\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?"
    r"|\b\d{1,2}\s*[ap]\.?m\b\.?|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:yesterday|today|last (?:week"
    r"|month|year))\b"
)
_NUMERAL = re.compile(
    r"\d|\b(?:hundred|thousand|million|billion|trillion|dozen|per\s?cent|half (?:a|an|of|as|its|their|the (?!time))"
    r"|quarters?|fifth of|third of|doubled?|doubling|tripled?|"
    r"quadrupled?|twice|thrice|\w+fold|zero)s?\b|(?<!\bthe )(?<!\bthese )(?<!\bthose )(?<!\bboth )\b(?:two|three"
    r"|four|five|six|seven|"
    r"eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty"
    r"|forty|fifty|sixty|"
    r"seventy|eighty|ninety)\b",
    re.IGNORECASE,
)
_NOT_FIGURE = re.compile(
    r"https?://\S+|\b[A-Za-z]+-?\d+\w*\b|\b(?:No|Nos|Section|Article|Title|Route|Highway|Chapter|Phase|Order)\.?\s+\d+"
)
_EVENT = re.compile(
    r"\b(?:was|were|had|did|\w{3,}ed|met|won|lost|left|began|came|went|took|made|held|led|sent|shot|struck|built"
    r"|became|fell|rose)\b"
)
_REPORTING = re.compile(
    r"\b(?:sa(?:id|ys)|told|claim(?:s|ed|ing)|den(?:y|ies|ied|ying)|alleg(?:es|ed|ing)|accus(?:es|ed|ing))\b"
)
_SUPERLATIVE = re.compile(
    r"\b(?:first|only|last|largest|biggest|smallest|highest|lowest|most|least|record|never|always|every|all|none)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:many|some|several|often|various|numerous|a lot|lots|things?|issues?|struggling|huge|very|really)\b",
    re.IGNORECASE,
)
_PERSONAL = re.compile(r"\b(?:I|we|my|our|us|me|you|your)\b", re.IGNORECASE)
_PROPER = re.compile(r"(?<!^)(?<![.!?] )\b[A-Z][\w’'-]*(?:\s+(?:(?:of|the|for|and)\s+)?[A-Z][\w’'-]*)*")
_WORD = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*")
_COMMON = frozenset(
    "a about after all also an and any are as at be been before being between both but by can could did do does "
    "during each for from had "
    "has have he her him his how however i if in into is it its it's it’s more most no not of on one or other our "
    "out over said says she so "
    "some such than that the their them then there these they this those through to under until up was we were what "
    "when which while who "
    "will with would you your according stated told added".split()
)
_QUERY_WORDS = 10
_QUERIES = 3


@lru_cache(maxsize=4096)
def dated(words: str) -> bool:
    """Whether words hold a date, a year, a weekday or a time of day."""
    return bool(_DATE.search(words))


@lru_cache(maxsize=4096)
def figured(words: str) -> bool:
    """Whether words state a figure that is not just a date, a name's number (COVID-19) or a section's."""
    return bool(_NUMERAL.search(_NOT_FIGURE.sub(" ", _DATE.sub(" ", words))))


def kind_of(words: str, *, spoken: bool) -> Kind:
    """The kind of a statement: a figure before a date, a date before who said it, and that before what happened."""
    if figured(words):
        return Kind.NUMBER
    if spoken or _REPORTING.search(words):
        return Kind.ATTRIBUTION
    if dated(words):
        return Kind.DATE
    return Kind.EVENT if _EVENT.search(words) and _PROPER.search(words) else Kind.OTHER


def checkworthiness(words: str, kind: Kind) -> float:
    """How much a claim is worth checking, 0 to 1, by features that an editor would name.

    From 0.35: a figure +0.25, a date +0.1, a proper name +0.15, a quotation +0.2, a superlative or an absolute +0.15;
    vague words -0.1, first and second person -0.15. A name's claim weighs 0.6: wrong names are cheap to put right.
    """
    if kind is Kind.NAME:
        return 0.6
    features = (
        (figured(words), 0.25),
        (dated(words), 0.1),
        (bool(_PROPER.search(words)), 0.15),
        (kind is Kind.QUOTE, 0.2),
        (bool(_SUPERLATIVE.search(words)), 0.15),
        (bool(_VAGUE.search(words)), -0.1),
        (kind is not Kind.QUOTE and bool(_PERSONAL.search(words)), -0.15),
    )
    return round(min(1.0, max(0.0, 0.35 + sum(weight for holds, weight in features if holds))), 2)


def queries(words: str, speaker: str | None) -> tuple[str, ...]:
    """At most three keyword strings: the telling words; names and the first figure; who spoke, and of what."""
    telling = [w for w in _WORD.findall(words) if w.casefold() not in _COMMON and (len(w) > 1 or w.isdigit())]
    names = _PROPER.findall(words)
    at = next((n for n, w in enumerate(telling) if w[0].isdigit()), None)
    beside = telling[max(0, at - 2) : at + 5] if at is not None and len(telling) > _QUERY_WORDS else []
    wanted = (
        " ".join(telling[:_QUERY_WORDS]),
        " ".join(dict.fromkeys([*names[:2], *beside])) if beside else "",
        f"{speaker} {' '.join(telling[:6])}" if speaker else "",
    )
    return tuple(dict.fromkeys(q for q in wanted if q))[:_QUERIES]
