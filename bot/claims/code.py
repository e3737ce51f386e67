"""Article → claims, in code alone: every sentence gives claims, or is not checkable and says why."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.claims import silence, weight
from bot.claims.clauses import anaphoric, clauses, reported
from bot.claims.draft import Draft, sentence
from bot.claims.fingerprint import fingerprint
from bot.claims.people import People
from bot.claims.said import leaves_more, said
from bot.language.quotations import Quotation, find_quotations
from bot.organisations.matching import matcher
from bot.organisations.mention import Form
from bot.records import Claim, Kind, NotCheckable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.article import Article, Sentence
    from bot.organisations import Register
    from bot.organisations.mention import Mention

_MOST_CONTEXT = 1_000


def split(article: Article, register: Register) -> tuple[list[Claim], list[NotCheckable]]:
    """The claims of an article, and the sentences that hold none.

    Args:
        article: The draft.
        register: The official names: where the draft names a body, rightly or wrongly, that is a claim of its own.

    Returns:
        Both in the order of the text. Every sentence overlaps at least one of them; `start` and `end` lie in
        `article.text`. Claims with the same words and kind are told apart by their occurrence.
    """
    return _Splitting(article, register).run()


class _Splitting:
    """One walk over an article's sentences, with its quotations and the bodies that it names beside them."""

    def __init__(self, article: Article, register: Register) -> None:
        self.article = article
        self.quotations = find_quotations(article.prose)
        self.mentions = _worth_a_claim(matcher(register).mentions(article.prose))
        self.people = People(article.prose)
        self._quotation_starts = [q.start for q in self.quotations]
        self._mention_starts = [m.start for m in self.mentions]
        self._made: set[Draft] = set()  # a speaker's office is stated once, however often it is quoted from
        self._spoken_to = 0
        self._speaker = ("", 0)

    def run(self) -> tuple[list[Claim], list[NotCheckable]]:
        claims: list[Claim] = []
        silent: list[NotCheckable] = []
        for number, here in enumerate(self.article.sentences):
            drafts = [draft for draft in dict.fromkeys(self._drafts(here)) if draft not in self._made]
            self._made.update(drafts)
            why = self._silence(here, drafts)
            if why:
                silent.append(self._not_checkable(here, why))
            claims += [self._claim(draft, number) for draft in drafts]
        return _numbered(claims), silent

    def _drafts(self, here: Sentence) -> Iterator[Draft]:
        if here.kind not in {"boilerplate", "byline", "dateline"}:
            yield from self._names(here)
        quoted = self._quoted(here)
        if self._reason(here, quoted):
            return
        for quotation in quoted:
            if quotation.spoken and quotation.start >= here.start:
                yield from said(self._resolved(quotation), self.article.prose)
                self._spoken_to = max(self._spoken_to, quotation.end)
        yield from self._statements(here, quoted)

    def _names(self, here: Sentence) -> Iterator[Draft]:
        first = bisect_left(self._mention_starts, here.start)
        last = bisect_left(self._mention_starts, here.end)
        for mention in self.mentions[first:last]:
            words = " ".join(self.article.prose[mention.start : mention.end].split())
            yield Draft(mention.start, mention.end, f"The official name of the body is “{words}”.", Kind.NAME)

    def _quoted(self, here: Sentence) -> list[Quotation]:
        """Quotations that overlap the here."""
        first = bisect_left(self._quotation_starts, here.start)
        if first and self.quotations[first - 1].end > here.start:
            first -= 1
        return self.quotations[first : bisect_left(self._quotation_starts, here.end)]

    def _resolved(self, quotation: Quotation) -> Quotation:
        if quotation.speaker is None:
            return quotation
        return replace(quotation, speaker=self._who(quotation.speaker, quotation.speaker_start))

    def _who(self, speaker: str, at: int) -> str:
        """The fullest name of a speaker; for a pronoun, the speaker before, where nobody else was named since."""
        if speaker.casefold() not in {"he", "she"}:
            name = self.people.resolve(speaker, at)
            self._speaker = (name, at) if self.people.is_person(name) else self._speaker
            return name
        name, since = self._speaker
        return name if name and at - since < _MOST_CONTEXT and self.people.alone(name, since, at) else speaker

    def _statements(self, here: Sentence, quoted: list[Quotation]) -> Iterator[Draft]:
        prose = self.article.prose
        spans = [(q.start, q.end) for q in quoted]
        for clause in clauses(prose, here.start, here.end, spans):
            inside = [q for q in quoted if q.spoken and q.start < clause.end and clause.start < q.end]
            if not leaves_more(prose, clause.start, clause.end, inside):
                continue
            words = prose[clause.start : clause.end]
            who = clause.speaker and self._who(clause.speaker, clause.start)
            kind = weight.kind_of(words, spoken=bool(who or inside))
            yield Draft(clause.start, clause.end, sentence(words), kind, who, anaphoric(words))

    def _reason(self, here: Sentence, quoted: list[Quotation]) -> str | None:
        words = here.text
        attributed = any(q.spoken and q.speaker for q in quoted) or reported(self.article.prose, here.start, here.end)
        return silence.reason(
            words, here.kind, figure=weight.figured(words), dated=weight.dated(words), attributed=attributed
        )

    def _silence(self, here: Sentence, drafts: list[Draft]) -> str | None:
        """Why the sentence has no claim; nothing where it has one, or lies within a quotation that has."""
        if drafts or here.end <= self._spoken_to:
            return None
        quoted = self._quoted(here)
        part = any(q.spoken and q.start < here.start for q in quoted)
        return self._reason(here, quoted) or ("part of a quotation" if part else "nothing is stated")

    def _not_checkable(self, here: Sentence, why: str) -> NotCheckable:
        span = self.article.source_span(here.start, here.end)
        return NotCheckable(span.start, span.end, self.article.text[span.start : span.end], why)

    def _claim(self, draft: Draft, number: int) -> Claim:
        span = self.article.source_span(draft.start, draft.end)
        words = self.article.prose[draft.start : draft.end]
        return Claim(
            start=span.start,
            end=span.end,
            quote=self.article.text[span.start : span.end],
            text=draft.text,
            kind=draft.kind,
            fingerprint=fingerprint(words, draft.kind),
            speaker=draft.speaker,
            context=self._context(number, leans=draft.leans),
            checkworthiness=weight.checkworthiness(words, draft.kind),
            queries=weight.queries(words, draft.speaker),
        )

    def _context(self, number: int, *, leans: bool) -> str:
        """The sentence; and the one before it in its paragraph where the claim leans on that."""
        sentences = self.article.sentences
        here = sentences[number]
        before = sentences[number - 1] if number and sentences[number - 1].block == here.block else None
        words = f"{before.text} {here.text}" if leans and before else here.text
        return words if len(words) <= _MOST_CONTEXT else words[-_MOST_CONTEXT:]


def _worth_a_claim(mentions: Iterable[Mention]) -> list[Mention]:
    """Names in full: the first time that they are right, every time that they are not."""
    seen: set[tuple[str, str]] = set()
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, m.end)):
        key = (mention.organisation.id, mention.form.value)
        if mention.form in {Form.MISNAMED, Form.FORMER} or (mention.form is Form.OFFICIAL and key not in seen):
            kept.append(mention)
        seen.add(key)
    return kept


def _numbered(claims: list[Claim]) -> list[Claim]:
    seen: Counter[str] = Counter()
    ordered: list[Claim] = []
    for claim in sorted(claims, key=lambda each: (each.start, each.end, each.kind)):
        ordered.append(replace(claim, occurrence=seen[claim.fingerprint]))
        seen[claim.fingerprint] += 1
    return ordered
