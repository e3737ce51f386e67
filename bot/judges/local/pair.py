"""One claim against one text: supported, refuted, imprecise or cannot tell, and the words that decided it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.judges.local.alignment import SHORTEST, Alignment, align, exclusive, in_order, swaps
from bot.judges.local.figures import Measured, State, measure
from bot.judges.local.reading import DIRECTIONS, Reading, read
from bot.language import sentences
from bot.language.content import opposed
from bot.records import Label, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

# A longer sentence is a list or a table: words in it stand together by chance.
LONGEST = 700
_SAME = 0.75


@dataclass(frozen=True, slots=True)
class Opined:
    """What came out. `spans` are the stretches of the evidence that decided it; `coverage` says how much was found."""

    label: Label
    confidence: float
    why: str
    spans: tuple[tuple[int, int], ...] = ()
    reason: Reason | None = None
    coverage: float = 0.0


def judge_pair(claim_text: str, evidence_text: str, about: str = "") -> Opined:
    """Hold a claim against a text.

    Args:
        claim_text: One statement that can be read alone.
        evidence_text: Prose; each of its sentences is looked at alone, with those before it for context.
        about: What the text is about (its title), to tell whom “he” or “the film” means.

    Returns:
        A label with its reason, a confidence from 0 to 1, and spans that are offsets into `evidence_text`.
    """
    claim = read(claim_text)
    if not claim.words and not claim.quantities:
        return Opined(Label.NOT_ENOUGH_EVIDENCE, 1.0, "The claim holds nothing to look for.", reason=Reason.SILENT)
    found = sorted(_all(claim, evidence_text, about), key=lambda each: (-each.coverage, each.spans))
    settled = [each for each in found if each.label is not Label.NOT_ENOUGH_EVIDENCE]
    if not settled:
        return found[0] if found else _silent(0.0)
    if {each.label for each in settled} >= {Label.SUPPORTED, Label.REFUTED}:
        return Opined(Label.NOT_ENOUGH_EVIDENCE, 0.5, "The text says both.", reason=Reason.INCONCLUSIVE)
    return settled[0]


def _all(claim: Reading, evidence: str, about: str) -> Iterator[Opined]:
    for start, end in sentences.split(evidence):
        if end - start <= LONGEST:
            sentence = read(evidence[start:end])
            around = f"{about}. {evidence[max(0, start - 400) : start]}".strip(". ")
            yield _moved(_settle(claim, sentence, align(claim, sentence, around)), start, end)


def _moved(each: Opined, start: int, end: int) -> Opined:
    spans = ((start, end),) if each.label is not Label.NOT_ENOUGH_EVIDENCE else ()
    return Opined(each.label, each.confidence, each.why, spans, each.reason, each.coverage)


def _settle(claim: Reading, sentence: Reading, found: Alignment) -> Opined:
    measured = measure(claim, sentence)
    for test in (_swapped, _measured_wrong, _turned, _supported):
        opined = test(claim, sentence, found, measured)
        if opined is not None:
            return opined
    return _silent(found.share)


def _silent(share: float) -> Opined:
    if share < 0.5:  # noqa: PLR2004 - less than half of the claim's words
        return Opined(Label.NOT_ENOUGH_EVIDENCE, 0.6, "Nothing that was read speaks of it.", (), Reason.SILENT, share)
    return Opined(
        Label.NOT_ENOUGH_EVIDENCE,
        0.6,
        "What was read speaks of it, and does not settle it.",
        (),
        Reason.INCONCLUSIVE,
        share,
    )


def _refuted(why: str, confidence: float, found: Alignment) -> Opined:
    return Opined(Label.REFUTED, confidence, why, coverage=max(found.share, 0.8))


def _swapped(claim: Reading, sentence: Reading, found: Alignment, measured: list[Measured]) -> Opined | None:
    """Nearly the sentence's own words, but for one that cannot be true beside it."""
    changes, same = swaps(claim.text, sentence.text)
    if same < _SAME or len(claim.text.split()) < SHORTEST or len(changes) != 1 or not changes[0].theirs:
        return None
    change = changes[0]
    if exclusive(change):
        return _refuted(f"the source says “{change.theirs}” where the draft says “{change.mine}”", 0.8, found)
    return None


def _measured_wrong(claim: Reading, sentence: Reading, found: Alignment, measured: list[Measured]) -> Opined | None:
    """A figure or a date that contradicts the sentence's, where all else is the same."""
    wrong = [each for each in measured if each.state is State.CONTRADICTED]
    if not wrong or any(word.name for word in found.open) or _turns(claim, sentence, found):
        return None
    if len(found.open) > max(0.2 * len(claim.words), 0 if len(claim.words) < 4 else 1):  # noqa: PLR2004 - a short claim must be whole
        return None
    return _refuted(wrong[0].why, 0.85, found)


def _turned(claim: Reading, sentence: Reading, found: Alignment, measured: list[Measured]) -> Opined | None:
    """The same words with a negation on one side, or one word replaced by its opposite."""
    if any(each.state is not State.ENTAILED for each in measured) or len(found.found) < 2 or not in_order(found):  # noqa: PLR2004 - one word is no statement
        return None
    negated = _negations(sentence, found)
    if not found.open and bool(claim.negations) != bool(negated) and len(found.found) >= 3 and found.share >= 0.75:  # noqa: PLR2004 - as above
        return _refuted(f"one says it, the other denies it (“{_shown(claim, sentence, negated)}”)", 0.75, found)
    if len(found.open) == 1 and not claim.negations and not negated:
        word = found.open[0]
        matched = {theirs.start for _, theirs in found.found}
        other = next((w for w in sentence.words if opposed(word.stem, w.stem) and w.start not in matched), None)
        if other is not None and _within(other.start, found):
            return _refuted(f"the source says “{other.text}”, the draft “{word.text}”", 0.75, found)
    return None


def _shown(claim: Reading, sentence: Reading, negated: list[tuple[int, int]]) -> str:
    start, end = negated[0] if negated else claim.negations[0]
    return (sentence if negated else claim).text[start:end]


def _within(at: int, found: Alignment) -> bool:
    start, end = found.region
    return start - 40 <= at <= end + 40


def _negations(sentence: Reading, found: Alignment) -> list[tuple[int, int]]:
    start, end = found.region
    return [span for span in sentence.negations if start - 30 <= span[0] <= end + 5]


def _hedges(sentence: Reading, found: Alignment) -> list[tuple[int, int]]:
    start, end = found.region
    return [span for span in sentence.hedges if start - 60 <= span[0] <= end + 5]


def _turns(claim: Reading, sentence: Reading, found: Alignment) -> bool:
    return bool(claim.negations) != bool(_negations(sentence, found)) or (
        bool(_hedges(sentence, found)) and not claim.hedges
    )


def _supported(claim: Reading, sentence: Reading, found: Alignment, measured: list[Measured]) -> Opined | None:
    if found.open or not in_order(found) or _turns(claim, sentence, found):
        return None
    if len(found.found) + len(measured) < 2 or not claim.strong <= sentence.strong:  # noqa: PLR2004 - one word is no statement
        return None
    if any(DIRECTIONS[word] in " ".join(sentence.directions) for word in claim.directions - sentence.directions):
        return None
    if any(each.state not in {State.ENTAILED, State.LOOSE} for each in measured):
        return None
    loose = next((each for each in measured if each.state is State.LOOSE), None)
    if loose is not None:
        return Opined(Label.IMPRECISE, 0.7, loose.why, coverage=found.share)
    shown = ", ".join(f"“{each.theirs.strip()}”" for each in measured if each.theirs) or "the claim's words"
    return Opined(Label.SUPPORTED, 0.8, f"the source states it: {shown}", coverage=found.share)
