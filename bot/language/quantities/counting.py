"""What a number counts: the noun phrase beside it, singular and in lower case."""

from __future__ import annotations

import re

_IRREGULAR = {
    "people": "people",
    "persons": "people",
    "person": "people",
    "individuals": "people",
    "men": "man",
    "women": "woman",
    "children": "child",
    "kids": "child",
    "feet": "foot",
    "teeth": "tooth",
    "mice": "mouse",
    "lives": "life",
    "wives": "wife",
    "knives": "knife",
    "police": "police",
    "staff": "staff",
    "troops": "troop",
    "cattle": "cattle",
    "sheep": "sheep",
    "fish": "fish",
    "aircraft": "aircraft",
    "series": "series",
    "species": "species",
    "crises": "crisis",
    "analyses": "analysis",
    "fatality": "death",
    "fatalities": "death",
    "dead": "death",
    "inhabitants": "people",
    "residents": "people",
    "folks": "people",
    "data": "data",
    "criteria": "criterion",
    "media": "media",
    "viruses": "virus",
    "buses": "bus",
    "gases": "gas",
    "personnel": "staff",
}
_PLURALS = {one: many for many, one in reversed(_IRREGULAR.items()) if many not in {"persons", "individuals", "kids"}}
_PLURALS |= {"people": "people", "death": "deaths", "staff": "staff"}
_NOT_PLURAL = frozenset(
    "is was has this its his us as always perhaps plus less across towards afterwards besides thus yes "
    "news politics physics economics mathematics means says rises falls shows remains includes".split()
)
_STOP = frozenset(
    "in at by from for to with and or but as is was were are be been has have had will would can "
    "could may might that which "
    "who whom on off into onto after before during when while where if because than then also it he "
    "she they we you i this "
    "these those not said says per since until between including against through over under about "
    "last next each ago".split()
)
_SKIP = frozenset("of the a an more new other additional further its his her their our all such only".split())
_WORD = re.compile(r"[^\S\n]?[-\s]?([^\W\d_][\w’'-]*)")
_REACH = 5
_SHORTEST = 4
_DEATH = re.compile(
    r"\b(?:die[ds]?|dying|dead|kill(?:ed|s|ing)?|deaths?|fatal\w*|lost (?:their|his|her) li(?:fe|"
    r"ves))\b",
    re.IGNORECASE,
)
_INJURY = re.compile(r"\b(?:injur\w+|wounded|hurt)\b", re.IGNORECASE)
_PERSONS = frozenset({"people", "man", "woman", "child", ""})


def singular(word: str) -> str:
    """The singular of an English noun in lower case, as far as its ending tells; synonyms for persons are one word."""
    word = word.lower().removesuffix("’s").removesuffix("'s")
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word in _NOT_PLURAL or len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):  # noqa: PLR2004 - gas, bus
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    return word[:-1]


def plural(noun: str) -> str:
    """The plural of a noun in the singular, as English writes most."""
    if noun in _PLURALS:
        return _PLURALS[noun]
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def is_plural(word: str) -> bool:
    """Whether a word looks like a plural noun."""
    low = word.lower()
    if low in _NOT_PLURAL or low in _STOP:
        return False
    return low in _IRREGULAR or (
        len(low) >= _SHORTEST and low.endswith("s") and not low.endswith(("ss", "us", "is", "’s", "'s"))
    )


def counted(text: str, end: int, *, one: bool) -> tuple[str, tuple[str, ...], int]:
    """The noun that a number which ends at `end` counts.

    Args:
        text: The text.
        end: Where the number ends.
        one: Whether the number is one, so that its noun is singular.

    Returns:
        The noun in the singular, the words between, and the offset after the noun (`end` where there is none).
    """
    words = _run(text, end)
    plural = next((n for n, (word, _) in enumerate(words) if is_plural(word)), None)
    at = plural if plural is not None and not one else (0 if one or len(words) == 1 else None)
    if at is None or not words:
        return "", (), end
    if one:
        at = len(words) - 1 if len(words) <= 2 else 0  # noqa: PLR2004 - "one police officer"
    return singular(words[at][0]), tuple(singular(word) for word, _ in words[:at]), words[at][1]


def _run(text: str, end: int) -> list[tuple[str, int]]:
    """The words after a number up to the first that ends a noun phrase, each with the offset after it."""
    run: list[tuple[str, int]] = []
    for _ in range(_REACH + 3):
        match = _WORD.match(text, end)
        if match is None or (low := match[1].lower()) in _STOP:
            break
        end = match.end()
        if low not in _SKIP:
            run.append((match[1], end))
        if len(run) == _REACH:
            break
    return run


def event(text: str, start: int, end: int, noun: str) -> str:
    """`death` or `injury` where persons are counted by what befell them (“killed 12 people”), else the noun."""
    if noun not in _PERSONS:
        return noun
    clause = text[max(0, start - 30) : end + 30]
    before = re.split(r"[.;:!?\n]|, (?:and|but|while)\b", clause[: start - max(0, start - 30)])[-1]
    after = re.split(r"[.;:!?\n,]| (?:and|but|while|after|before)\b", clause[end - max(0, start - 30) :])[0]
    near = f"{before[-18:]} | {after}"
    if _DEATH.search(near):
        return "death"
    return "injury" if _INJURY.search(near) else noun
