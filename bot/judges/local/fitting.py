"""Does the claim's figure fit, though the source does not settle the whole claim?

A sentence of the source that counts the same thing, says all that the claim's own clause says of it, and gives a figure
that makes the claim's true, shows that the claim is right as far as its figure goes. What the claim leaves out (the
period, the bound) or says beside it is not settled by that: the answer is “imprecise”, never “supported”.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.judges.local.alignment import align, harmless, swaps
from bot.judges.local.figures import State, measure
from bot.judges.local.opined import Opined
from bot.judges.local.reading import read
from bot.language import sentences
from bot.language.content import alike, content_words, stem
from bot.language.quantities import Outcome, compare
from bot.records import Label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.judges.local.figures import Measured
    from bot.judges.local.reading import Reading
    from bot.language.content import Word
    from bot.language.quantities import Quantity

# “Built in 1937” says nothing of when the figure was counted.
_BEGUN = re.compile(r"\b(?:built|born|founded|opened|established|completed|created)\s(?:in|on)\s(?:[A-Z]\w+\s)?$")
_EDGE = re.compile(r"[,;:–—]\s|\s(?:and|but|while|since|because|although|though|whereas|which|that|who)\s")
# The same where both give one figure of so many digits: two of those do not meet by chance in one subject.
_SHARE_TELLING, _DIGITS = 0.5, 3
# What happened to those who are counted: the killed are not the injured, and cases are neither.
_FATES = frozenset(
    map(
        stem,
        "killed died injured wounded hurt infected arrested charged convicted sentenced hospitalized missing rescued "
        "displaced evacuated born hired fired lost won".split(),
    )
)
_CELLS = re.compile(r"\s\|\s|\n")
# How much of the clause's own words the sentence must hold, names and the thing counted apart: those it must hold all.
_SHARE = 0.75
_COPY = 0.6
_LONGEST = 600
_AROUND = 400
_CONFIDENCE = 0.6
_MOST = 2


def fit(claim_text: str, evidence_text: str, about: str = "") -> Opined | None:
    """Whether a text gives a figure that the claim's fits.

    Args:
        claim_text: A claim with one figure; one with none, or with several, is not looked at.
        evidence_text: Prose; each of its sentences is looked at alone.
        about: What the text is about (its title).

    Returns:
        `imprecise` with the sentence's offsets into `evidence_text`; None where nothing fits.
    """
    whole = read(claim_text)
    figures = [each for each in whole.quantities if each.unit != "ordinal"]
    if len(figures) != 1:
        return None
    clause = read(_clause(claim_text, figures[0]))
    if not clause.quantities:
        return None
    found = list(_fitting(whole, clause, evidence_text, about))
    if not found:
        return None
    share = max(each.coverage for each in found)
    best = [each for each in found if each.coverage == share][-_MOST:]  # of a series, the latest stand last
    return replace(best[-1], spans=tuple(span for each in best for span in each.spans))


def _fitting(whole: Reading, clause: Reading, evidence: str, about: str) -> Iterator[Opined]:
    subject = _subject(whole, clause)
    for start, end in _units(evidence):
        sentence = read(evidence[start:end])
        share = _share(clause, sentence, (*subject, *whole.names), about, evidence[max(0, start - _AROUND) : start])
        needed = _SHARE_TELLING if _telling(clause, sentence) else _SHARE
        why = _fits(clause, sentence) if share >= needed and not _altered(whole, sentence) else ""
        if why:
            yield Opined(Label.IMPRECISE, _CONFIDENCE, why, ((start, end),), coverage=share)


def _units(evidence: str) -> Iterator[tuple[int, int]]:
    """Sentences, and of a table's row its cells: each figure of a row is of something else."""
    for start, end in sentences.split(evidence):
        if end - start > _LONGEST:
            continue
        if _CELLS.search(evidence, start, end):
            edges = [start, *(at for edge in _CELLS.finditer(evidence, start, end) for at in edge.span()), end]
            yield from zip(edges[::2], edges[1::2], strict=True)
        else:
            yield start, end


def _clause(text: str, figure: Quantity) -> str:
    """The stretch between commas and conjunctions that holds the figure."""
    start = max((edge.end() for edge in _EDGE.finditer(text, 0, figure.start)), default=0)
    after = _EDGE.search(text, figure.end)
    return text[start : after.start() if after else len(text)]


def _subject(whole: Reading, clause: Reading) -> tuple[Word, ...]:
    """What the clause is about, where it does not say so itself: the first word of the claim."""
    stems = {word.stem for word in clause.words}
    return tuple(word for word in whole.words[:1] if word.stem not in stems)


def _share(clause: Reading, sentence: Reading, subject: Sequence[Word], about: str, before: str) -> float:
    """How much of the clause stands in the sentence or its title; 0 where a name or the subject is missing.

    What stands in the text before may name the subject, and no more: the next figure may be of something else.
    """
    around = f"{about}. {before}"
    parts = {word.stem for word in content_words(sentence.text.replace("-", " "))}  # of words such as “boat-related”
    said = parts | {word.stem for word in content_words(about)}
    missing = [word for word in align(clause, sentence, around).open if word.stem not in said]
    if any(word.stem in _FATES for word in missing):
        return 0.0
    near = sentence.stems | said | {word.stem for word in content_words(before)}
    if any(word.stem not in near for word in subject) or any(word.name for word in missing):
        return 0.0
    return (len(clause.words) - len(missing)) / len(clause.words) if clause.words else 0.0


def _telling(clause: Reading, sentence: Reading) -> bool:
    """Whether the claim's figure stands in the sentence as it is, in its unit, with digits enough to be known by."""
    mine = clause.quantities[0]
    digits = sum(map(str.isdigit, clause.text[mine.start : mine.end].rstrip("0")))
    return digits >= _DIGITS and any(
        compare(mine, each).outcome is Outcome.SAME and mine.unit == each.unit for each in sentence.quantities
    )


def _altered(whole: Reading, sentence: Reading) -> bool:
    """Whether the claim is nearly the sentence's own words, with one changed: then it is no loose account of it."""
    changes, same = swaps(whole.text, sentence.text)
    return same >= _COPY and not all(map(harmless, changes))


def _fits(clause: Reading, sentence: Reading) -> str:
    """Why the figure fits; empty where it does not, where it counts something else, or where one side denies."""
    if clause.negations or sentence.negations or not clause.strong <= sentence.strong:
        return ""
    figure = next(each for each in measure(clause, sentence) if each.mine == clause.quantities[0].text)
    if figure.state not in {State.ENTAILED, State.LOOSE} or not _same_thing(clause, sentence, figure):
        return ""
    if any(each.state is State.CONTRADICTED for each in measure(clause, sentence)):
        return ""
    return (
        f"the figure fits: the source gives {sentence.text[figure.start : figure.end].strip()}{_when(clause, sentence)}"
    )


def _same_thing(clause: Reading, sentence: Reading, figure: Measured) -> bool:
    """Whether both count the same, or the sentence speaks of it where its figure names nothing."""
    mine = clause.quantities[0]
    theirs = next(each for each in sentence.quantities if each.start == figure.start)
    if mine.unit or not mine.counted:
        return mine.unit == theirs.unit
    counted = stem(mine.counted)
    if theirs.counted:
        return mine.counted == theirs.counted or alike(mine.counted, theirs.counted)
    return any(alike(counted, word.stem) or counted == word.stem for word in sentence.words)


def _when(clause: Reading, sentence: Reading) -> str:
    """The period that the source names and the draft does not."""
    if clause.whens or not sentence.whens:
        return ""
    named = sentence.whens[0]
    if _BEGUN.search(sentence.text, 0, named.start):
        return ""
    return f" for {sentence.text[named.start : named.end]}, the draft names no period"
