"""NUM001: a figure that a primary source contradicts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from bot.checks.rule import ClaimRule, Context, Sample
from bot.language import sentences
from bot.language.content import Word, content_words, missing, stem
from bot.language.quantities import Bound, Outcome, Quantity, compare, find_quantities
from bot.records import Evidence, Proof, Severity, Stance, Tier

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.article import Article
    from bot.records import Claim, Finding, Passage, Span

# A clause is short; a longer "sentence" is a table whose figures stand together by chance.
_LONGEST = 600
_DOUBT = re.compile(
    r"\b(?:not|never|no|n[o']t|might|may|could|would|if|expect\w*|forecast\w*|predict\w*|project\w*|"
    r"claim\w*|alleg\w*|target\w*|"
    r"goal|average|median|per|each|every|previous\w*|earlier|initial\w*|first|revis\w*|among|"
    r"excluding|except|of whom|of which)\b",
    re.IGNORECASE,
)
# Verbs and nouns that say that something is reported or exists: they do not change what is counted.
_PLAIN = frozenset(
    "report record register total number figure occur happen estimat preliminary provisional final "
    "show find accord cit releas publish "
    "announc data statistic see recorded involv relat caus due result attribut amount reach stand "
    "count nationwide".split()
)
# So many words of a source's sentence that the draft lacks are grammar; more tell of something else.
_GRAMMAR = 2
_YEAR = re.compile(r"\b(?:1[5-9]|20)[0-9]{2}\b")


@dataclass(frozen=True, slots=True)
class _Stated:
    """A figure in a source's sentence: where it stands in the snapshot, and the sentence."""

    quantity: Quantity
    sentence: str
    start: int
    passage: Passage

    @property
    def evidence(self) -> Evidence:
        return Evidence(
            self.passage.snapshot_sha256,
            self.start,
            self.start + len(self.sentence),
            self.sentence,
            Stance.REFUTES,
            self.passage.source,
        )


class FigureAgainstSource(ClaimRule):
    """A figure of the draft against the figures of its sources."""

    code: ClassVar[str] = "NUM001"
    name: ClassVar[str] = "figure-against-source"
    severity: ClassVar[Severity] = Severity.ERROR
    summary: ClassVar[str] = "A figure that a primary source contradicts."
    what: ClassVar[str] = (
        "Compares each figure of a claim with those that the sources give for the same thing, in the "
        "same period and place. It flags "
        "a figure that a primary source rules out, bounds and rounding allowed for, where no source "
        "gives one that fits."
    )
    why: ClassVar[str] = (
        "A wrong figure is the error that readers remember, and the one that a source settles at a glance."
    )
    limits: ClassVar[str] = (
        "Where claim and source do not use the same noun, or either names a place, a group or a year "
        "that the other does "
        "not, it says nothing. It converts no currencies."
    )
    valid: ClassVar[tuple[Sample, ...]] = (
        Sample(
            "Over 100,000 people died of drug overdoses in the United States in 2022.",
            source="There were 107,941 drug overdose deaths in the United States in 2022.",
            note="the bound holds",
        ),
        Sample(
            "Some 1.2 million cases of measles were recorded in Freedonia in 2019.",
            source="Freedonia recorded 1,187,340 cases of measles in 2019.",
            note="as people round",
        ),
        Sample(
            "Freedonia recorded 900 cases of measles in 2018.",
            source="Freedonia recorded 1,187,340 cases of measles in 2019.",
            note="another year's figure is no contradiction",
        ),
        Sample(
            "Freedonia recorded 2,100 deaths in 2019.",
            source="Freedonia recorded 1,187,340 cases of measles in 2019.",
            note="deaths are not cases",
        ),
    )
    invalid: ClassVar[tuple[Sample, ...]] = (
        Sample(
            "There were over 200,000 drug overdose deaths in the United States in 2022.",
            flagged="over 200,000",
            replacement="107,941",
            source="There were 107,941 drug overdose deaths in the United States in 2022.",
        ),
        Sample(
            "The Ministry of Roads of Freedonia spent $4.2 million on bridges in 2021.",
            flagged="$4.2 million",
            replacement="$4.2 billion",
            source="In 2021 the Ministry of Roads of Freedonia spent $4.2 billion on bridges.",
            note="million is not billion",
        ),
    )

    def check(self, claim: Claim, passages: Sequence[Passage], article: Article, context: Context) -> Iterator[Finding]:
        """Yield a finding for each figure of the claim that a primary source rules out."""
        del context
        own, base, sentence = _where(claim, article)
        stated = [each for passage in passages for each in _stated(passage)]
        for mine in find_quantities(sentence):
            inside = own.start <= base + mine.start and base + mine.end <= own.end
            if inside and mine.unit != "ordinal" and (against := self._against(mine, claim, sentence, stated)):
                yield self._finding(article, claim, mine, base, against)

    def _against(self, mine: Quantity, claim: Claim, sentence: str, stated: Sequence[_Stated]) -> list[_Stated]:
        """The primary sources' figures that rule it out; none where any source's figure fits."""
        results = [(compare(mine, each.quantity).outcome, each) for each in stated]
        if any(
            outcome in {Outcome.SAME, Outcome.COMPATIBLE} and _noun(mine, each.quantity) for outcome, each in results
        ):
            return []
        wanted = _wanted(mine, claim, sentence)
        return [
            each
            for outcome, each in results
            if outcome is Outcome.CONTRADICTS and each.passage.source.tier is Tier.PRIMARY and _same(mine, wanted, each)
        ]

    def _finding(self, article: Article, claim: Claim, mine: Quantity, base: int, against: list[_Stated]) -> Finding:
        theirs = against[0]
        publisher = theirs.passage.source.publisher or "the source"
        message = f"“{mine.text}” does not fit the figure of {publisher}: “{theirs.quantity.text.strip()}”."
        values = {(each.quantity.value, each.quantity.unit) for each in against}
        certain = len(values) == 1 and theirs.quantity.bound is Bound.EXACT and theirs.quantity.unit == mine.unit
        proof = Proof(
            "evidence",
            compare(mine, theirs.quantity).why,
            {"draft": mine.text, "source": theirs.quantity.text},
            tuple(each.evidence for each in against),
        )
        return self.finding(
            article,
            base + mine.start,
            base + mine.end,
            message,
            proof,
            replacement=theirs.quantity.text.strip() if certain else None,
            claim=claim,
            stance=Stance.REFUTES,
        )


def _where(claim: Claim, article: Article) -> tuple[Span, int, str]:
    """The claim's stretch of the prose, and the sentence that it stands in with the offset of its start."""
    own = article.prose_span(claim.start, claim.end)
    for each in article.sentences:
        if each.start <= own.start and own.end <= each.end:
            return own, each.start, each.text
    return own, own.start, article.prose[own.start : own.end]


def _stated(passage: Passage) -> Iterator[_Stated]:
    if passage.source.tier is Tier.DISCOVERY:
        return
    for start, end in sentences.split(passage.text):
        if end - start <= _LONGEST:
            text = passage.text[start:end]
            for quantity in find_quantities(text):
                yield _Stated(quantity, text, passage.start + start, passage)


def _noun(mine: Quantity, theirs: Quantity) -> bool:
    """Whether both count the same, as far as they say."""
    return not mine.counted or not theirs.counted or mine.counted == theirs.counted


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a source's sentence must hold to speak of the claim's figure: its words, and its years."""

    words: tuple[Word, ...]
    context: frozenset[str]
    years: frozenset[int]
    doubtful: bool


def _wanted(mine: Quantity, claim: Claim, sentence: str) -> _Wanted:
    figures = find_quantities(claim.text)
    words = tuple(
        word
        for word in content_words(claim.text)
        if not any(each.start <= word.start < each.end for each in figures) and not word.text.isdigit()
    )
    years = {int(year) for year in _YEAR.findall(f"{claim.text} {claim.timeframe or ''}")} | set(mine.years)
    around = frozenset(word.stem for word in content_words(f"{sentence} {claim.context} {claim.text}"))
    return _Wanted(words, around, frozenset(years), bool(_DOUBT.search(claim.text)))


def _same(mine: Quantity, wanted: _Wanted, each: _Stated) -> bool:
    """Whether a source's figure is surely of the same thing, period and scope as the claim's."""
    theirs = each.quantity
    if wanted.doubtful or _DOUBT.search(each.sentence) or bool(mine.change) != bool(theirs.change):
        return False
    if mine.unit == theirs.unit == "" and (not mine.counted or mine.counted != theirs.counted):
        return False
    if wanted.years != set(theirs.years) and (wanted.years or theirs.years):
        return False
    return _covers(wanted, each) and not _narrower(wanted, each)


def _covers(wanted: _Wanted, each: _Stated) -> bool:
    """Whether the source's sentence, title and publisher hold all the claim's names and nearly all its words."""
    source = each.passage.source
    stems = {word.stem for word in content_words(f"{source.title or ''}. {source.publisher or ''}. {each.sentence}")}
    lacking = [word for word in missing(wanted.words, stems) if word.stem not in _PLAIN]
    return len(wanted.words) > 1 and not any(word.name for word in lacking) and len(lacking) <= 0.15 * len(wanted.words)


def _narrower(wanted: _Wanted, each: _Stated) -> bool:
    """Whether the source's figure is of a part: it names a place, body or kind that the draft does not."""
    source = each.passage.source
    known = {word.stem for word in content_words(f"{source.title or ''}. {source.publisher or ''}")} | wanted.context
    figures = find_quantities(each.sentence)
    extra = [
        word
        for word in missing(content_words(each.sentence), known)
        if word.stem not in _PLAIN
        and not word.text.isdigit()
        and not any(f.start <= word.start < f.end for f in figures)
    ]
    return (
        any(word.name for word in extra)
        or len(extra) > _GRAMMAR
        or any(m not in known for m in map(stem, each.quantity.modifiers))
    )
