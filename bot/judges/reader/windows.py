"""What the reader may be shown of a passage, and where it must not be believed: words that it cannot have compared."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.language import sentences
from bot.language.addressed import addressed

if TYPE_CHECKING:
    from collections.abc import Iterator

# About what fits the model beside a claim; a single sentence may be longer.
LONGEST, LONGEST_SENTENCE = 420, 560
_NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-ZÀ-Þ][\w'’-]+")
_CAPITAL = re.compile(r"\b[A-ZÀ-Þ][\w'’-]+")
_FIGURE = re.compile(r"\d[\d.,]*")
_VEILED = re.compile(r"\W*(?:[^.;]{1,60}, )?(?:he|she|it|they|his|her|its|their)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{4,}")
_TOKEN = re.compile(r"[\w%$€£]+(?:[.,]\d+)*")
# Of a sentence's words so many begin with a small letter; of a menu, a list of links or a table, fewer. What ends as a
# sentence does may be full of names and dates.
LEAST_SMALL, LEAST_SMALL_ENDED, FEWEST_SMALL = 0.45, 0.25, 3
_ENDED = re.compile(r"[.!?][\"”’)\]]*$")
# A claim of so many words that shares this share of them, in order, with a sentence was made of that sentence.
COPIED, LEAST_WORDS = 0.7, 8
# Terms of medical research; text with two of them is of a kind that the model cannot judge.
_MEDICAL = re.compile(
    r"\b(?:acute|antibod|cells?\b|chronic|clinic|cohort|coronavirus|covid|diagnos|disease|dos(?:age|e)|efficacy|epidemi|"
    r"gen(?:es?\b|om)|immun|infect|inhibit|lung|mortality|pandemic|patient|placebo|plasma|pneumonia|protein|receptor|"
    r"respirat|sars|serum|symptom|syndrome|therap|transmission|trials?\b|tumou?r|vaccin|vir(?:al|us)|vitamin)",
    re.IGNORECASE,
)
MOST_MEDICAL = 1
# What a window holds of a text that it stands for.
NEARLY_ALL = 0.8
# A window that shares fewer of the claim's words than this speaks of something else.
LEAST_COVERED = 0.25
# Words so long may change with the grammar: “is”, “was”, “the”, “had”.
LITTLE = 3


def near(claim: str, text: str, title: str = "") -> Iterator[tuple[int, int]]:
    """The windows of a text that share enough of the claim's words, with those of the text's title, to be about it."""
    for start, end in windows(text):
        if covered(claim, f"{title} {text[start:end]}") >= LEAST_COVERED:
            yield start, end


@lru_cache(maxsize=512)  # the claims of an article meet the same passages again and again
def windows(text: str) -> tuple[tuple[int, int], ...]:
    """Stretches of whole sentences, each as long as the model reads; the last sentence opens the next.

    Returns:
        Offsets `[start, end)` into `text`. A sentence that speaks to a program, or that is no prose, is in none.
    """
    away = list(addressed(text))
    return tuple(_stretches([s for s in sentences.split(text) if _prose(text[s[0] : s[1]]) and not _within(s, away)]))


def brief(text: str) -> bool:
    """Whether one window holds nearly all of a text: a short text, not the one sentence of a page of links."""
    spans = windows(text)
    return len(spans) == 1 and spans[0][1] - spans[0][0] >= NEARLY_ALL * len(text.strip())


def _stretches(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    first = 0
    while first < len(spans):
        last = first
        while last + 1 < len(spans) and spans[last + 1][1] - spans[first][0] <= LONGEST:
            last += 1
        yield spans[first][0], spans[last][1]
        if last + 1 >= len(spans):
            return
        first = max(first + 1, last)


def _prose(sentence: str) -> bool:
    words = _TOKEN.findall(sentence)
    small = sum(word[0].islower() for word in words)
    least = LEAST_SMALL_ENDED if small >= FEWEST_SMALL and _ENDED.search(sentence.rstrip()) else LEAST_SMALL
    return len(sentence) <= LONGEST_SENTENCE and small >= least * len(words)


def _within(span: tuple[int, int], away: list[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in away)


def altered(claim: str, evidence: str) -> bool:
    """Whether the claim is a sentence of the evidence with words changed or moved: its few changes are what matters.

    A model that goes by the whole feels the likeness, not the change.
    """
    words = [word.lower() for word in _TOKEN.findall(claim)]
    if len(words) < LEAST_WORDS:
        return False
    told = ([word.lower() for word in _TOKEN.findall(evidence[s:e])] for s, e in sentences.split(evidence))
    return any(_made_of(words, each) for each in told)


def _made_of(words: list[str], told: list[str]) -> bool:
    steps = SequenceMatcher(None, words, told, autojunk=False).get_opcodes()
    kept = sum(end - start for step, start, end, _, _ in steps if step == "equal")
    moved = kept < len(words) and not Counter(words) - Counter(told)
    changed = (word for step, start, end, *_ in steps if step == "replace" for word in words[start:end])
    return moved or (kept >= COPIED * len(words) and any(len(word) > LITTLE for word in changed))


def covered(claim: str, evidence: str) -> float:
    """The share of the claim's longer words that stand in the evidence, by their first five letters."""
    wanted = {word.lower()[:5] for word in _WORD.findall(claim)}
    held = {word.lower()[:5] for word in _WORD.findall(evidence)}
    return len(wanted & held) / len(wanted) if wanted else 1.0


def general(claim: str) -> bool:
    """Whether a claim has neither a name, its first word apart, nor a figure."""
    return not _NAME.search(claim) and not _FIGURE.search(claim)


def medical(text: str) -> bool:
    """Whether a text speaks of medical research: of infections, doses, trials, patients."""
    return len({term.group().lower() for term in _MEDICAL.finditer(text)}) > MOST_MEDICAL


def veiled(evidence: str) -> bool:
    """Whether evidence begins, if after a phrase, with “he” or “it”: its subject was named before, or in a title."""
    return bool(_VEILED.match(evidence))


def strangers(claim: str, evidence: str) -> tuple[int, int]:
    """How many names, and how many figures, of the claim do not stand in the evidence.

    Words in a row are one name; it is known by its last word, as people are, unless the evidence gives that to another:
    “Rosa Hall” is known by “Hall”, and not by “Olaf Hall”.
    """
    unknown = sum(not _known(name, evidence) for name in _names(claim))
    known = {figure.strip(".,") for figure in _FIGURE.findall(evidence)}
    figures = {figure.strip(".,") for figure in _FIGURE.findall(claim)}
    return unknown, len(figures - known)


def _names(text: str, pattern: re.Pattern[str] = _NAME) -> Iterator[list[str]]:
    """Words that the pattern finds, those in a row together, as the stems that they are known by."""
    row: list[str] = []
    end = 0
    for word in pattern.finditer(text):
        if row and not text[end : word.start()].isspace():
            yield row
            row = []
        row.append(word.group().lower().removesuffix("'s").removesuffix("’s")[:5])
        end = word.end()
    if row:
        yield row


def _known(name: list[str], evidence: str) -> bool:
    *given, last = name
    held = evidence.lower()
    if last not in held:
        return False
    if not given or any(word in held for word in given):
        return True
    bearers = [row for row in _names(evidence, _CAPITAL) if last in row]
    return not bearers or any(row[0] == last for row in bearers)
