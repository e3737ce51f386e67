"""What to look for, for one claim: who owns the fact, which words and figures mark the page, from which time it is.

In code alone, from the claim, the sentence and the draft around it; queries and an owner that came with the claim (from
the model that extracted it) go first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from bot.records import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from bot.article import Article
    from bot.organisations import Organisation, Register
    from bot.records import Claim

T = TypeVar("T")

_WORD = re.compile(r"[^\W_]+(?:[’'.&-][^\W_]+)*")
_NAME = re.compile(
    r"(?:[A-Z][\w’'&.-]*|[A-Z]{2,})(?:(?:\s+(?:of|for|and|the|de|du|la|des|der|und|on|&))*\s+(?:[A-Z][\w’'&-]*|[A-Z]{2,}))*"
)
_YEAR = re.compile(r"(?<![\d.,])(?:1[89]|20)\d\d(?![\d,]|\.\d)")
_LONGEST_NAME = 10
# Sentences before a claim, and at the head of the draft, in which its subject may be named.
_NEAR, _LEAD = 8, 3
_MOST_NAMES = 6
_QUERY_WORDS = 12
# Capitalised by their place or their kind, and no names of bodies.
_NO_NAMES = frozenset(
    "the a an in on at by for from to of and but or as it its he she they we i this that these those there here when "
    "while after before since until during according however meanwhile also last next most many some all both each every "
    "more no not if so than then now one two three mr mrs ms dr what who how why where which his her their our your my "
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday".split()
)
_COMMON = _NO_NAMES | frozenset(
    "is are was were be been being has have had do does did will would can could might shall should about into over "
    "under between against among per said says say with without up down out off only just very".split()
)
_RECORD = "a statement of the body that acted, or a record of it"
_PROOF = {
    Kind.NAME: "the body's own name for itself",
    Kind.QUOTE: "the speaker's words, in a transcript or the speaker's own publication",
    Kind.NUMBER: "the figure, in the release or table of the body that counts it",
    Kind.DATE: "the day, in the record of the body that acted",
    Kind.ATTRIBUTION: "the statement, where the speaker published it",
}


@dataclass(frozen=True, slots=True)
class Plan:
    """How to look for one claim.

    Attributes:
        owners: Bodies of the register whose fact this may be, likeliest first.
        named: Other names that may be of bodies or people, likeliest first.
        words: The claim's own words that can mark a page, lower case, in order.
        years: The years that it speaks of.
        until: The day on which the draft speaks; None: unknown.
        queries: What to ask a search engine, best first.
        proof: What would prove it, in a few words.
    """

    owners: tuple[Organisation, ...] = ()
    named: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    until: date | None = None
    queries: tuple[str, ...] = ()
    proof: str = _RECORD


@dataclass
class Planner:
    """Makes plans for the claims of drafts.

    Args:
        register: The official names.
    """

    register: Register
    _drafts: dict[str, Draft] = field(default_factory=dict)

    def plan(self, claim: Claim, article: Article, as_of: date | None = None) -> Plan:
        """The plan for a claim of a draft.

        Args:
            claim: The claim.
            article: The draft that it stands in.
            as_of: When the draft speaks.
        """
        draft = self._drafts.setdefault(article.sha256, Draft(article))
        sentence = f"{claim.text} {claim.context}"
        near = [sentence, *draft.before(claim)]
        owner = [claim.owner] if claim.owner else []
        owners = _once(body for text in (*owner, *near) for body in self.bodies(text))
        named = _once(name for text in (*owner, claim.speaker or "", *near) for name in names(text))
        others = [name for name in named if not any(self.bodies(name))]
        words = tuple(dict.fromkeys(content_words(sentence)))
        return Plan(
            owners=tuple(owners)[:_MOST_NAMES],
            named=tuple(others)[:_MOST_NAMES],
            words=words,
            years=tuple(_years(sentence, as_of)),
            until=as_of,
            queries=_queries(claim, owners, others),
            proof=_PROOF.get(claim.kind, _RECORD),
        )

    def bodies(self, text: str) -> Iterator[Organisation]:
        """The bodies of the register that a text names, by any of their names or by an acronym of one body only."""
        words = [word[0] for word in _WORD.finditer(text)]
        at = 0
        while at < len(words):
            length, body = self._longest(words, at)
            if body:
                yield body
            at += length

    def _longest(self, words: list[str], at: int) -> tuple[int, Organisation | None]:
        for length in range(min(_LONGEST_NAME, len(words) - at), 1, -1):
            body = self._by_name.get(" ".join(words[at : at + length]).lower())
            if body and words[at][0].isupper():
                return length, body
        return 1, self._by_acronym.get(words[at].replace(".", ""))

    @cached_property
    def _by_name(self) -> Mapping[str, Organisation]:
        found: dict[str, Organisation] = {}
        for body in self.register.organisations:
            for name in (*body.names, *(former.name for former in body.former)):
                found.setdefault(" ".join(word[0] for word in _WORD.finditer(name)).lower(), body)
        return found

    @cached_property
    def _by_acronym(self) -> Mapping[str, Organisation]:
        found: dict[str, set[str]] = {}
        for body in self.register.organisations:
            for acronym in body.acronyms:
                if acronym.isupper() and len(acronym) > 2:  # noqa: PLR2004 - two letters mean too much else
                    found.setdefault(acronym, set()).add(body.id)
        by_id = self.register.by_id
        return {acronym: by_id[next(iter(ids))] for acronym, ids in found.items() if len(ids) == 1}


class Draft:
    """The sentences of a draft, to find what stands before a claim."""

    def __init__(self, article: Article) -> None:
        self._article = article

    def before(self, claim: Claim) -> Iterator[str]:
        """The sentences before a claim, nearest first, and the title: where "the institute" got its name."""
        at = self._article.prose_span(claim.start, claim.end).start
        earlier = [sentence for sentence in self._article.sentences if sentence.end <= at]
        yield from (sentence.text for sentence in reversed(earlier[-_NEAR:]))
        yield self._article.title or ""
        yield from (sentence.text for sentence in self._article.sentences[:_LEAD])


def names(text: str) -> Iterator[str]:
    """Stretches of capitalised words that may name a body, a person or a place; no lone word that begins a sentence."""
    for found in _NAME.finditer(text):
        words = found[0].removesuffix("’s").removesuffix("'s").strip(" .,").split()
        while words and words[0].lower() in _NO_NAMES:
            words = words[1:]
        name = " ".join(words)
        starts = not text[: found.start()].strip() or text[: found.start()].rstrip()[-1:] in '.!?“”"\n'
        if len(name) > 2 and (len(words) > 1 or not starts or name.isupper()):  # noqa: PLR2004 - initials
            yield name


def content_words(text: str) -> Iterator[str]:
    """The words and figures of a text that can tell one page from another, in lower case."""
    for found in _WORD.finditer(text):
        word = found[0].lower().removesuffix("’s").removesuffix("'s")
        if word not in _COMMON and (len(word) > 2 or word.isdigit()):  # noqa: PLR2004 - "us", "it"
            yield word


def _years(text: str, as_of: date | None) -> list[int]:
    """The years named; where none is, the year in which the draft speaks and the one before."""
    years = list(dict.fromkeys(int(found) for found in _YEAR.findall(text)))
    return years or ([as_of.year, as_of.year - 1] if as_of else [])


def _queries(claim: Claim, owners: Iterable[Organisation], named: Iterable[str]) -> tuple[str, ...]:
    subject = next((body.name for body in owners), None) or next(iter(named), None)
    words = " ".join(dict.fromkeys(content_words(claim.text)))
    short = " ".join(words.split()[:_QUERY_WORDS])
    about = f"{subject} {short}" if subject and subject.lower() not in short else short
    return tuple(dict.fromkeys([*claim.queries, about, short]))


def _once(items: Iterable[T]) -> list[T]:
    return list(dict.fromkeys(items))
