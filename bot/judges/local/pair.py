"""One claim against one text: supported, refuted, imprecise or cannot tell, and the words that decided it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.judges.local.alignment import SHORTEST, Alignment, Swap, align, exclusive, harmless, in_order, swaps
from bot.judges.local.clauses import beside
from bot.judges.local.figures import Measured, State, measure
from bot.judges.local.opined import Opined
from bot.judges.local.quoted import said_by, verbatim
from bot.judges.local.reading import DIRECTIONS, Reading, read
from bot.judges.local.roles import other_office, turned_round
from bot.judges.local.rows import statements
from bot.language import sentences
from bot.language.content import content_words, opposed, stem
from bot.records import Label, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from bot.language.content import Word

# A longer sentence is a list or a table: words in it stand together by chance.
LONGEST = 700
_SAME = 0.75
# Beside a wrong figure these words add nothing.
_ALL = frozenset("all some both every".split())
_ROW = re.compile(r"[^|\n]+\|[^\n]+")
# That something is counted or reported, a figure says by itself.
_PLAIN = frozenset(
    map(stem, "report record register number figure occur happen count amount reach total stand people".split())
)
_COMPARED = re.compile(r"(?<=, )(?P<way>up|down) from\b")
_RISE, _FALL = stem("rise"), stem("fall")
# “…, the council said on Friday”, “…, according to the report”: who says it is no part of what is said.
_TRAILING = re.compile(
    r",\s(?:according\sto\s[^,“”\"]{3,100}"
    r"|(?!(?:but|and|which|who|while|he|she|it|they)\b)[^,“”\"]{3,140}?\s(?:said|says|announced|reported|confirmed)"
    r"(?:\son\s[A-Z][a-z]+|\sin\sa\s[a-z]+|\syesterday|\stoday)?)(?=[.]?\s*$)"
)
# So far back the heading of a table is sought.
_BEFORE = 4000
# A person, and what they did.
_PERSON = 3
# One word is no statement.
_STATEMENT = 2
# What tells titles apart after a name, as in “Hush (2016 film)”; it is no part of the statement.
_TITLE = re.compile(
    r"(?<=\w)\s\(\s?(?:[12][0-9]{3}\s)?(?:[a-zA-Z]+\s){0,2}(?:film|song|album|band|novel|book|series|"
    r"play|game|magazine|singer|actor)\)"
)
# A claim that somebody said so is true where somebody claimed so.
_TELLS = re.compile(
    r"\b(?:said|says|told|stated|claim(?:s|ed)|alleg(?:es|ed)|accus(?:es|ed)|argu(?:es|ed)|suggest(?:s|ed))\b"
)
_TOLD = re.compile(r"(?:claim|alleg|accus|argu|suggest|believ)\w*", re.IGNORECASE)
# Below this share of found words nothing can come of a closer look.
_WORTH = 0.4


def judge_pair(claim_text: str, evidence_text: str, about: str = "", today: date | None = None) -> Opined:
    """Hold a claim against a text.

    Args:
        claim_text: One statement that can be read alone.
        evidence_text: Prose; each of its sentences is looked at alone, with those before it for context.
        about: What the text is about (its title), to tell whom “he” or “the film” means.
        today: When the claim speaks, for “last year” and for ages.

    Returns:
        A label with its reason, a confidence from 0 to 1, and spans that are offsets into `evidence_text`.
    """
    if (quoted := verbatim(claim_text, evidence_text)) is not None:
        return quoted
    tests = _TESTS_OF_WORDS if said_by(claim_text) else _TESTS
    opined = _opined(read(_TITLE.sub(_blank, claim_text), today), evidence_text, about, today, tests)
    bare = _TRAILING.sub(_blank, claim_text)
    if opined.label is not Label.NOT_ENOUGH_EVIDENCE or bare == claim_text or tests is _TESTS_OF_WORDS:
        return opined
    return _opined(read(_TITLE.sub(_blank, bare), today), evidence_text, about, today, _TESTS_OF_REPORTS)


def _opined(claim: Reading, evidence: str, about: str, today: date | None, tests: Sequence[_Test]) -> Opined:
    if not claim.words and not claim.quantities:
        return Opined(Label.NOT_ENOUGH_EVIDENCE, 1.0, "The claim holds nothing to look for.", reason=Reason.SILENT)
    found = sorted(_all(claim, evidence, about, today, tests), key=lambda each: (-each.coverage, each.spans))
    settled = [each for each in found if each.label is not Label.NOT_ENOUGH_EVIDENCE]
    if not settled:
        return found[0] if found else _silent(0.0)
    if {each.label for each in settled} >= {Label.SUPPORTED, Label.REFUTED}:
        return Opined(Label.NOT_ENOUGH_EVIDENCE, 0.5, "The text says both.", reason=Reason.INCONCLUSIVE)
    return settled[0]


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _all(claim: Reading, evidence: str, about: str, today: date | None, tests: Sequence[_Test]) -> Iterator[Opined]:
    for start, end in sentences.split(evidence):
        if end - start <= LONGEST and _shares(claim, evidence[start:end]):
            sentence = read(evidence[start:end])
            around = f"{about}. {evidence[max(0, start - 400) : start]}".strip(". ")
            opined = _settle(claim, sentence, align(claim, sentence, around), today, tests)
            yield _silent(opined.coverage) if _of_another(claim, sentence) else _moved(opined, start, end)
            for _, told in beside(sentence.text):
                clause = read(told)
                yield _moved(_settle(claim, clause, align(claim, clause, around), today, tests), start, end)
        for line in _ROW.finditer(evidence, start, end):
            for said in statements(claim, line[0], evidence[max(0, line.start() - _BEFORE) : line.start()], about):
                row = read(said)
                yield _moved(_settle(claim, row, align(claim, row, ""), today, tests), *line.span())


def _of_another(claim: Reading, sentence: Reading) -> bool:
    """Whether the claim says of the sentence's subject what a relative clause of it tells of another noun."""
    for noun, told in beside(sentence.text):
        at, clause, owner = sentence.text.find(noun), read(told), read(noun)
        outside = read(sentence.text[:at])
        own = [word for word in claim.words[:1] if word.stem in outside.stems and word.stem not in owner.stems]
        values = {each.value for each in clause.quantities} & {each.value for each in claim.quantities}
        if own and values and owner.stems.isdisjoint(claim.stems):
            return True
    return False


def _shares(claim: Reading, sentence: str) -> bool:
    """Whether a sentence holds a word or figure of the claim at all: what does not is not read closely."""
    return (
        not claim.words
        or not claim.stems.isdisjoint(word.stem for word in content_words(sentence))
        or any(map(str.isdigit, claim.text))
    )


def _moved(each: Opined, start: int, end: int) -> Opined:
    spans = ((start, end),) if each.label is not Label.NOT_ENOUGH_EVIDENCE else ()
    return Opined(each.label, each.confidence, each.why, spans, each.reason, each.coverage)


@dataclass(frozen=True, slots=True)
class _Held:
    """A claim held against a sentence: which words are found, what figures and dates come to, what was changed."""

    claim: Reading
    sentence: Reading
    found: Alignment
    measured: tuple[Measured, ...]
    changes: tuple[Swap, ...]
    same: float

    @property
    def open(self) -> list[Word]:
        """The claim's words that neither the sentence nor the way it dates covers."""
        covered = {every for each in self.measured for every in each.covers}
        covered |= _PLAIN if self.measured else set()
        return [word for word in self.found.open if word.stem not in covered]

    @property
    def near(self) -> bool:
        """Whether the claim is nearly the sentence's own words."""
        return self.same >= _SAME and len(self.claim.text.split()) >= SHORTEST

    @property
    def negations(self) -> list[tuple[int, int]]:
        """Negations of the sentence that touch what was found."""
        start, end = self.found.region
        return [span for span in self.sentence.negations if start - 30 <= span[0] <= end + 5]

    @property
    def turned(self) -> bool:
        """Whether one side denies or doubts what the other states."""
        start, end = self.found.region
        told = bool(_TELLS.search(self.claim.text))
        hedges = [span for span in self.sentence.hedges if not (told and _TOLD.match(self.sentence.text, span[0]))]
        hedged = any(start - 60 <= span[0] <= end + 5 for span in hedges)
        return bool(self.claim.negations) != bool(self.negations) or (hedged and not self.claim.hedges)


def _settle(claim: Reading, sentence: Reading, found: Alignment, today: date | None, tests: Sequence[_Test]) -> Opined:
    changes, same = swaps(claim.text, sentence.text) if found.share > _WORTH else ([], 0.0)
    held = _Held(claim, sentence, found, tuple(measure(claim, sentence, today)), tuple(changes), same)
    for test in tests:
        opined = test(held)
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


def _swapped(held: _Held) -> Opined | None:
    """Nearly the sentence's own words, but for one that cannot be true beside it."""
    wrong = [each for each in held.changes if not harmless(each)]
    if not held.sentence.text.rstrip("”’\"')] ").endswith((".", "!", "?")):  # a heading states nothing
        return None
    if not held.near or len(wrong) != 1 or not wrong[0].theirs or not exclusive(wrong[0]):
        return None
    return _refuted(f"the source says “{wrong[0].theirs}” where the draft says “{wrong[0].mine}”", 0.8, held.found)


def _measured_wrong(held: _Held) -> Opined | None:
    """A figure or a date that contradicts the sentence's, where all else is the same."""
    wrong = [each for each in held.measured if each.state is State.CONTRADICTED]
    if (
        not wrong
        or any(word.name and word.text.lower() not in _ALL for word in held.open)
        or held.turned
        or not in_order(held.claim, held.sentence, held.found)
    ):
        return None
    allowed = 0 if len(held.claim.words) < 5 else 1  # noqa: PLR2004 - a short claim must be found whole
    lacking = [word for word in held.open if word.text.lower() not in _ALL]
    return _refuted(wrong[0].why, 0.85, held.found) if len(lacking) <= allowed else None


def _other_office(held: _Held) -> Opined | None:
    """Another office for the same person, all else being the same."""
    if held.turned or any(each.state is not State.ENTAILED for each in held.measured):
        return None
    offices = other_office(held.claim, held.sentence, held.open, held.found)
    if offices is None or len(held.found.found) < _PERSON:
        return None
    return _refuted(f"the source says “{offices[1]}”, the draft “{offices[0]}”", 0.75, held.found)


def _turned_round(held: _Held) -> Opined | None:
    """Who did it to whom, the other way round."""
    if held.open or held.turned or not turned_round(held.claim, held.sentence):
        return None
    return _refuted("the source tells it the other way round", 0.75, held.found)


def _turned(held: _Held) -> Opined | None:
    """The same words with a negation on one side, or one word replaced by its opposite."""
    found = held.found
    if (
        any(each.state is not State.ENTAILED for each in held.measured)
        or len(found.found) < _STATEMENT
        or not in_order(held.claim, held.sentence, found)
    ):
        return None
    if held.claim.hedges or len(held.sentence.hedges) > 0:
        return None
    if not held.open:
        return _denied(held)
    word = held.open[0]
    denying = any(not word.start <= span[0] < word.end for span in held.claim.negations)
    if len(held.open) == 1 and not denying and not held.negations:
        return _opposite(held, word)
    return None


def _denied(held: _Held) -> Opined | None:
    """All that the claim says, with a negation right before a word of it on one side only."""
    direct = [span for span in held.negations if _negates(span, held)]
    if bool(held.claim.negations) == bool(held.negations) or len(held.found.found) < 3 or held.found.share < _SAME:  # noqa: PLR2004 - too little to deny
        return None
    if held.negations and not direct:
        return None
    start, end = direct[0] if direct else held.claim.negations[0]
    shown = (held.sentence if direct else held.claim).text[start:end]
    return _refuted(f"one says it, the other denies it (“{shown}”)", 0.75, held.found)


def _negates(span: tuple[int, int], held: _Held) -> bool:
    """Whether the first content word after a negation is one of the claim's."""
    after = next((word for word in held.sentence.words if word.start >= span[1]), None)
    return after is not None and any(theirs.start == after.start for _, theirs in held.found.found)


def _opposite(held: _Held, word: Word) -> Opined | None:
    """The claim's one word that the sentence lacks, and its opposite there: “rose”, “down from”."""
    compared = _COMPARED.search(held.sentence.text)
    if compared and opposed(word.stem, _RISE if compared["way"] == "up" else _FALL):
        return _refuted(f"the source says “{compared[0]}”, the draft “{word.text}”", 0.75, held.found)
    matched = {theirs.start for _, theirs in held.found.found}
    start, end = held.found.region
    for other in held.sentence.words:
        if other.start not in matched and opposed(word.stem, other.stem) and start - 20 <= other.start <= end + 20:
            return _refuted(f"the source says “{other.text}”, the draft “{word.text}”", 0.75, held.found)
    return None


def _supported(held: _Held) -> Opined | None:
    claim, sentence, found = held.claim, held.sentence, held.found
    if held.open or not in_order(claim, sentence, found) or held.turned:
        return None
    if len(found.found) + len(held.measured) < 2 or not claim.strong <= sentence.strong:  # noqa: PLR2004 - one word is no statement
        return None
    if not _same_direction(claim, sentence) or (held.near and not all(_tolerable(each, held) for each in held.changes)):
        return None
    if any(each.state not in {State.ENTAILED, State.LOOSE} for each in held.measured):
        return None
    loose = next((each for each in held.measured if each.state is State.LOOSE), None)
    if loose is not None:
        return Opined(Label.IMPRECISE, 0.7, loose.why, coverage=found.share)
    shown = ", ".join(f"“{each.theirs.strip()}”" for each in held.measured if each.theirs) or "the claim's words"
    return Opined(Label.SUPPORTED, 0.8, f"the source states it: {shown}", coverage=found.share)


def _supported_itself(held: _Held) -> Opined | None:
    """The claim's words and its speaker in the sentence itself: no “he” will do for who spoke."""
    return None if held.found.elsewhere else _supported(held)


def _tolerable(change: Swap, held: _Held) -> bool:
    """Whether a change leaves the sense: harmless words, the subject taken up, a figure that stands elsewhere."""
    proved = [each.mine.strip() for each in held.measured if each.state is not State.OPEN]
    taken = {word.stem for word in held.found.elsewhere}
    mine, theirs = content_words(change.mine), content_words(change.theirs)
    subject = bool(mine) and all(word.stem in taken for word in mine) and not any(word.name for word in theirs)
    return harmless(change) or subject or any(change.mine in each for each in proved)


def _same_direction(claim: Reading, sentence: Reading) -> bool:
    """Whether small words with an opposite (more, before) stand on both sides."""
    return all(
        word in sentence.directions
        for word in claim.directions
        if word in _TELLING or any(other in sentence.directions for other in DIRECTIONS[word].split())
    )


_Test = Callable[[_Held], Opined | None]
_TESTS: tuple[_Test, ...] = (_swapped, _measured_wrong, _other_office, _turned_round, _turned, _supported)
# That somebody said so is not refuted by its opposite: only figures and dates are held against the source's.
_TESTS_OF_REPORTS: tuple[_Test, ...] = (_measured_wrong, _supported)
# Whether words were changed is for the rules on quotations.
_TESTS_OF_WORDS: tuple[_Test, ...] = (_supported_itself,)
_TELLING = frozenset("more less fewer before after without than least most".split())
