"""Article → claims, by a model that reads: selection, disambiguation, decomposition, sentence by sentence.

The model proposes and code decides: a claim stands only on words that are found in its sentence; a sentence
that holds something checkable and got no claim is asked about once more; what got no answer falls back on
what code alone finds. An unchanged sentence keeps its claims: its decision is kept beside the reply, under
the sentence and a neighbour of it.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, TypeVar

from bot import prompts
from bot.claims.claude_reply import AMBIGUOUS, Decision, decision_of, decisions, plain
from bot.claims.claude_request import chunks, looks_checkable, neighbours, question
from bot.claims.claude_words import adds_nothing, vocabulary
from bot.claims.fingerprint import fingerprint
from bot.errors import ModelError
from bot.language.addressed import addressed
from bot.language.locate import locate
from bot.llm import parts
from bot.llm.share import share
from bot.records import Claim, Kind, NotCheckable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.article import Article, Sentence
    from bot.claims.claude_reply import Draft
    from bot.llm.endpoint import Endpoint
    from bot.llm.question import Answer, Question

T = TypeVar("T", Claim, NotCheckable)

# What belongs to the page rather than the story; no model need be asked.
PAGE = frozenset({"boilerplate", "byline", "dateline"})
PROMPT = "extract"
_AGAIN = (
    "You were asked about these sentences before. Code finds a figure, a name, a date or a quotation in each, but got "
    "no claim, or none whose quote stands in its sentence. Look again; where your answer stands, give it again."
)


@dataclass(frozen=True, slots=True)
class Said:
    """A decision, the answer that it comes from, and among how many it shares that answer's cost."""

    decision: Decision
    answer: Answer
    of: int


async def extract(
    article: Article, endpoint: Endpoint, fallback: tuple[Iterable[Claim], Iterable[NotCheckable]] = ((), ())
) -> tuple[list[Claim], list[NotCheckable]]:
    """The claims of an article, and the sentences that hold none.

    Args:
        article: The draft.
        endpoint: Where to ask; its settings name the model.
        fallback: What code alone finds in the article; it stands in for sentences that got no answer. A
            sentence that it says nothing of becomes one claim.

    Returns:
        Both in the order of the text; every sentence is in one of them. Never raises a ModelError: what
        failed is in `endpoint.problems`.
    """
    asked = [n for n, sentence in enumerate(article.sentences) if sentence.kind not in PAGE]
    known = {n: found for n in asked if (found := _kept(article, n, endpoint))}
    said = await _ask(article, endpoint, [n for n in asked if n not in known])
    for number, each in said.items():
        _keep(article, number, each, endpoint)
    known |= {number: each.decision for number, each in said.items()}
    return _assemble(article, known, fallback)


async def _ask(article: Article, endpoint: Endpoint, asked: Sequence[int]) -> dict[int, Said]:
    said, failed = await _round(article, endpoint, asked, "")
    # Where the request itself failed, the endpoint has tried as often as is sensible.
    again = [n for n in asked if n not in failed and not (n in said and _covered(article, n, said[n].decision))]
    second, _ = await _round(article, endpoint, again, _AGAIN)
    found = {n: _better(said.get(n), second.get(n)) for n in {*said, *second}}
    void = [n for n in again if n not in found or not _stands(article, n, found[n].decision)]
    if void:
        line = f"the model's answer on {len(void)} of {len(article.sentences)} sentences could not be used, twice"
        endpoint.problems.append(f"{line}; there, claims are those that code finds")
    return found


async def _round(
    article: Article, endpoint: Endpoint, asked: Sequence[int], note: str
) -> tuple[dict[int, Said], set[int]]:
    """What was said of which sentences, and the sentences about which nothing came at all."""

    def ask_about(numbers: Sequence[int]) -> Question:
        return question(article, numbers, endpoint.settings, note)

    runs = (parts.ask(endpoint, chunk, ask_about) for chunk in chunks(article, asked))
    said: dict[int, Said] = {}
    failed: set[int] = set()
    for numbers, answer in (pair for pairs in await asyncio.gather(*runs) for pair in pairs):
        if isinstance(answer, ModelError):
            failed |= set(numbers)
        else:
            found = decisions(answer.body.text, set(numbers), prompts.load(PROMPT).system)
            said |= {n: Said(decision, answer, len(found)) for n, decision in found.items()}
    return said, failed


def _better(first: Said | None, second: Said | None) -> Said:
    """The second look counts where it brings claims, or where there was no first."""
    both = [each for each in (second, first) if each]
    return next((each for each in both if each.decision.drafts), both[-1])


def _covered(article: Article, number: int, decision: Decision) -> bool:
    checkable = not decision.drafts and looks_checkable(article.sentences[number].text)
    return _stands(article, number, decision) and not checkable


def _stands(article: Article, number: int, decision: Decision) -> bool:
    """Whether a decision can be used: it names no claims, or one at least stands on the sentence's words."""
    text = article.sentences[number].text
    return not decision.drafts or any(locate(draft.quote, text) for draft in decision.drafts)


def _kept(article: Article, number: int, endpoint: Endpoint) -> Decision | None:
    for key in _keys(article, number, endpoint):
        call = endpoint.calls.find(key)
        if call and (decision := decision_of(json.loads(call.reply))):
            return decision
    return None


def _keep(article: Article, number: int, said: Said, endpoint: Endpoint) -> None:
    part = json.dumps(plain(said.decision), ensure_ascii=False)
    for key in _keys(article, number, endpoint):
        endpoint.calls.keep(share(said.answer, key, part, said.of))


def _keys(article: Article, number: int, endpoint: Endpoint) -> list[str]:
    """What a sentence's decision is kept under: the sentence with each of two neighbours.

    One of them may change and the sentence is still known; the same words in another article are not the same
    sentence.
    """
    settings = endpoint.settings
    shape = [prompts.load(PROMPT).sha256, settings.extraction_model or settings.model, settings.effort]
    sentence = article.sentences[number].text
    return [_hash([*shape, sentence, *place]) for place in neighbours(article, number)]


def _hash(value: object) -> str:
    return sha256(json.dumps(value).encode()).hexdigest()


def _assemble(
    article: Article, known: Mapping[int, Decision], fallback: tuple[Iterable[Claim], Iterable[NotCheckable]]
) -> tuple[list[Claim], list[NotCheckable]]:
    plain_claims, plain_rest = list(fallback[0]), list(fallback[1])
    words = vocabulary(article)
    # A draft that speaks to models may have told this one that there is nothing to check.
    believed = not any(addressed(article.prose))
    claims: list[Claim] = []
    rest: list[NotCheckable] = []
    for number, sentence in enumerate(article.sentences):
        decision = known.get(number)
        anchored = _anchored(article, sentence, decision.drafts, words) if decision else []
        if anchored:
            claims += anchored
        elif decision and not decision.drafts and (believed or not _within(article, sentence, plain_claims)):
            rest.append(_not_checkable(article, sentence, _reason(decision)))
        elif sentence.kind in PAGE:
            rest.append(_not_checkable(article, sentence, sentence.kind))
        else:
            held, none = _within(article, sentence, plain_claims), _within(article, sentence, plain_rest)
            claims += held or ([] if none else [_whole(article, sentence)])
            rest += none
    return _numbered(claims), rest


def _reason(decision: Decision) -> str:
    clear = decision.reason.replace("_", " ")
    return f"{clear}: {decision.why}" if decision.reason == AMBIGUOUS and decision.why else clear


def _anchored(article: Article, sentence: Sentence, drafts: Iterable[Draft], known: frozenset[str]) -> list[Claim]:
    found: dict[tuple[int, int, str], Claim] = {}
    for draft in drafts:
        place = locate(draft.quote, sentence.text)
        if place:
            claim = _claim(article, sentence, place, draft, known)
            found.setdefault((claim.start, claim.end, claim.kind.value), claim)
    return sorted(found.values(), key=lambda claim: (claim.start, claim.end))


def _claim(article: Article, sentence: Sentence, place: tuple[int, int], draft: Draft, known: frozenset[str]) -> Claim:
    span = article.source_span(sentence.start + place[0], sentence.start + place[1])
    return Claim(
        start=span.start,
        end=span.end,
        quote=article.text[span.start : span.end],
        text=draft.text if adds_nothing(draft.text, known) else sentence.text,
        kind=draft.kind,
        fingerprint=fingerprint(article.text[span.start : span.end], draft.kind),
        speaker=draft.speaker,
        context=sentence.text,
        checkworthiness=draft.checkworthiness,
        queries=draft.queries,
        owner=draft.owner,
        timeframe=draft.timeframe,
        worth=draft.why,
    )


def _whole(article: Article, sentence: Sentence) -> Claim:
    """The sentence itself as a claim: nobody could say what it holds, and nothing is dropped."""
    span = article.source_span(sentence.start, sentence.end)
    quote = article.text[span.start : span.end]
    mark = fingerprint(quote, Kind.OTHER)
    return Claim(span.start, span.end, quote, sentence.text, Kind.OTHER, mark, context=sentence.text)


def _within(article: Article, sentence: Sentence, found: Iterable[T]) -> list[T]:
    span = article.source_span(sentence.start, sentence.end)
    return [each for each in found if span.start <= each.start < max(span.end, span.start + 1)]


def _not_checkable(article: Article, sentence: Sentence, reason: str) -> NotCheckable:
    span = article.source_span(sentence.start, sentence.end)
    return NotCheckable(span.start, span.end, article.text[span.start : span.end], reason)


def _numbered(claims: list[Claim]) -> list[Claim]:
    """Claims with the same words told apart by their place in the article."""
    seen: Counter[str] = Counter()
    numbered: list[Claim] = []
    for claim in sorted(claims, key=lambda each: (each.start, each.end)):
        numbered.append(replace(claim, occurrence=seen[claim.fingerprint]))
        seen[claim.fingerprint] += 1
    return numbered
