"""QUOTE003: words that the source gives to somebody else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from bot.checks.quoting import places, proof, publisher, quotation_of, same_speaker
from bot.checks.rule import ClaimRule, Context, Sample
from bot.claims.people import People
from bot.language.quotations_alignment import Match
from bot.records import Severity, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.article import Article
    from bot.checks.quoting import Place
    from bot.language.quotations import Quotation
    from bot.records import Claim, Finding, Passage

# Shorter words are said by many.
_FEWEST = 6
_END = re.compile(r"[.!?][\"”’)]*\s+(?=[A-Z\"“])")
_SOURCE = "Bo Lind spoke first. “The bridge will be open to traffic by the spring,” Ada Okafor told the council."


class OtherSpeaker(ClaimRule):
    """QUOTE003."""

    code: ClassVar[str] = "QUOTE003"
    name: ClassVar[str] = "other-speaker"
    severity: ClassVar[Severity] = Severity.WARNING
    summary: ClassVar[str] = "The source gives these words to another speaker."
    what: ClassVar[str] = (
        "Where the quoted words stand in a source word for word, in quotation marks, and every source that has them "
        "names a person "
        "other than the draft does, it shows both names."
    )
    why: ClassVar[str] = "Words put into the wrong mouth are an error even where they are right."
    limits: ClassVar[str] = (
        "Both names must be persons’ names in full, given in the draft and in the source, and the draft’s speaker "
        "must not stand in the sentence that gives the "
        "words in the source. Bodies and their spokespeople are not compared."
    )
    valid: ClassVar[tuple[Sample, ...]] = (
        Sample("Ada Okafor came. “The bridge will be open to traffic by the spring,” Okafor said.", source=_SOURCE),
        Sample("“The bridge will be open to traffic by the spring,” the council said.", source=_SOURCE, note="a body"),
    )
    invalid: ClassVar[tuple[Sample, ...]] = (
        Sample(
            "Mayor Jan Novak came. “The bridge will be open to traffic by the spring,” Novak said.",
            "“The bridge will be open to traffic by the spring,”",
            source=_SOURCE,
        ),
    )

    def check(self, claim: Claim, passages: Sequence[Passage], article: Article, context: Context) -> Iterator[Finding]:
        """Yield a finding where all sources that have the words name another person."""
        quotation = quotation_of(claim, article)
        if quotation is None or claim.speaker is None or " " not in claim.speaker:
            return
        found = [p for p in places(quotation, passages, context) if p.alignment.kind is Match.VERBATIM]
        others = [_other(place, claim.speaker) for place in found]
        if (
            found
            and found[0].alignment.words >= _FEWEST
            and all(others)
            and People(article.prose).is_person(claim.speaker)
        ):
            yield self._finding(claim, quotation, found, others[0] or "", article)

    def _finding(self, claim: Claim, quotation: Quotation, found: list[Place], other: str, article: Article) -> Finding:
        return self.finding(
            article,
            quotation.start,
            quotation.end,
            f"The draft gives these words to {claim.speaker}, {publisher(found[0].source)} to {other}.",
            proof(quotation, found, Stance.REFUTES),
            claim=claim,
            stance=Stance.REFUTES,
        )


def _near(text: str, said: Quotation) -> str:
    """Where the draft's speaker must not stand: the sentence that names the speaker, or more where it says “he”."""
    if said.speaker is None or not said.speaker[0].isupper():
        return text[max(0, said.start - 300) : said.end + 300]
    first = min(said.start, said.speaker_start)
    last = max(said.end - 2, said.speaker_start + len(said.speaker))  # its full stop may stand inside the marks
    begins = [match.end() for match in _END.finditer(text, max(0, first - 300), first)]
    end = _END.search(text, last)
    return text[begins[-1] if begins else max(0, first - 300) : end.start() if end else last + 300]


def _other(place: Place, speaker: str) -> str | None:
    """The full name of the person to whom the source gives the words, where that cannot be `speaker`."""
    said = place.quoted
    if said is None or said.speaker is None:
        return None
    people = People(place.text)
    name = people.resolve(said.speaker, said.speaker_start)
    near = _near(place.text, said)
    if not people.is_person(name) or same_speaker(speaker, name) or speaker.rsplit(maxsplit=1)[-1] in near:
        return None
    return name
