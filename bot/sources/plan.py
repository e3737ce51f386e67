"""What to look for, for one claim: who owns the fact, which words and figures mark the page, from which time it is.

In code alone, from the claim, the sentence and the draft around it; queries and an owner that came with the claim (from
the model that extracted it) go first.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from bot.language.thesaurus import related
from bot.organisations.matching import matcher
from bot.records import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from bot.article import Article, Sentence
    from bot.organisations import Organisation, Register
    from bot.organisations.matching import Matcher
    from bot.records import Claim

T = TypeVar("T")

_WORD = re.compile(r"[^\W_]+(?:[’'.,&-][^\W_]+)*")
_NAME = re.compile(
    r"(?:[A-Z][\w’'&.-]*|[A-Z]{2,})(?:(?:\s+(?:of|for|and|the|de|du|la|des|der|und|on|&))*\s+(?:[A-Z][\w’'&-]*|[A-Z]{2,}))*"
)
_ACRONYM = re.compile(r"\b(?:[A-Z]{3,7}|(?:[A-Z]\.){3,7})(?![\w-])")
_YEAR = re.compile(r"(?<![\d.,])(?:1[89]|20)\d\d(?![\d,]|\.\d)")
# Sentences before a claim in which its subject may be named; further back where these name nobody.
_NEAR, _FAR = 2, 8
_MOST_NAMES = 6
_QUERY_WORDS = 14
_TOPICS = 2
_OFTEN, _OPENING = 2, 4
# Capitalised by their place or their kind, and no names of bodies.
_NO_NAMES = frozenset(
    "the a an in on at by for from to of and but or as it its he she they we i this that these those there here "
    "when while after before since until during according however meanwhile also last next most many some all "
    "both each every more no not if so than then now one two three mr mrs ms dr what who how why where which his "
    "her their our your my january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday celsius fahrenheit".split()
)
# Bodies that are called by one common word.
_INSTITUTIONS = frozenset("Parliament Congress Senate Bundestag Knesset Duma Storting Riksdag Sejm".split())
# Words of a heading may all be capitalised; a byline names the author.
_NO_SENTENCES = frozenset({"heading", "byline", "boilerplate"})
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
        named: Other names that may be of bodies, people or places, likeliest first.
        subject: Whom the claim is about: the nearest body or name; empty where nobody is near.
        topics: The names that the draft as a whole is about.
        everybody: Every name in the draft.
        words: The words of the claim and its sentence that can mark a page, lower case, in order.
        around: The same of the sentence before, where the claim leans on it.
        years: The years that it speaks of.
        until: The day on which the draft speaks; None: unknown.
        queries: What to ask a search engine, best first.
        proof: What would prove it, in a few words.
    """

    owners: tuple[Organisation, ...] = ()
    named: tuple[str, ...] = ()
    subject: str = ""
    topics: tuple[str, ...] = ()
    everybody: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
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
        known = matcher(self.register)
        draft = self._drafts.setdefault(article.sha256, Draft(article, known))
        sentence, before = draft.sentences(claim)
        said = f"{claim.text} {' '.join(each.text for each in sentence)}"
        leaning = " ".join(each.text for each in before[:1])
        owners = [mention.organisation for mention in known.mentions(claim.owner or "")]
        named = [name for text in (claim.owner, claim.speaker) if text for name in names(f", {text}")]
        plan = Plan(
            owners=tuple(_once([*owners, *draft.bodies([*sentence, *before])]))[:_MOST_NAMES],
            named=tuple(_once([*named, *draft.names([*sentence, *before]), *draft.topics]))[:_MOST_NAMES],
            subject=next((name for each in [*sentence, *before] for name in draft.everybody(each)), ""),
            topics=draft.topics,
            everybody=draft.everyone,
            words=tuple(_once(content_words(said))),
            around=tuple(_once(content_words(leaning))),
            years=tuple(_years(said, as_of)),
            until=as_of,
            proof=_PROOF.get(claim.kind, _RECORD),
        )
        return replace(plan, queries=tuple(_queries(claim, plan)))


class Draft:
    """What a draft names, and where.

    Args:
        article: The draft.
        known: Finds bodies of the register, also where they are misnamed.
    """

    def __init__(self, article: Article, known: Matcher) -> None:
        self._article = article
        self._known = known
        self._mentions = known.mentions(article.prose)

    def sentences(self, claim: Claim) -> tuple[list[Sentence], list[Sentence]]:
        """The sentences that a claim stands in, and those before it, nearest first, until one names somebody."""
        span = self._article.prose_span(claim.start, claim.end)
        own = [each for each in self._article.sentences if each.start < span.end and span.start < each.end]
        before = [each for each in self._article.sentences if each.end <= span.start and each not in own][::-1]
        near = _NEAR if self.bodies([*own, *before[:_NEAR]]) or self.names([*own, *before[:_NEAR]]) else _FAR
        return own, before[:near]

    def bodies(self, sentences: Iterable[Sentence]) -> list[Organisation]:
        """Bodies of the register that these sentences name, in the order of the sentences."""
        return [body for sentence in sentences for body in self._bodies(sentence)]

    def everybody(self, sentence: Sentence) -> list[str]:
        """The names in a sentence, those of the register first."""
        return [*(body.name for body in self._bodies(sentence)), *self._others(sentence)]

    def _bodies(self, sentence: Sentence) -> list[Organisation]:
        inside = [each for each in self._mentions if sentence.start <= each.start < sentence.end]
        short = (self._bearer(found[0].replace(".", "")) for found in _ACRONYM.finditer(sentence.text))
        return [*(mention.organisation for mention in inside), *filter(None, short)]

    def _bearer(self, acronym: str) -> Organisation | None:
        """The body that is likeliest meant by an acronym: of a country that the draft speaks of, then of the US.

        It only leads to a site to look at, so a guess does no harm.
        """
        countries = Counter(mention.organisation.country for mention in self._mentions)
        order = [country for country, _ in countries.most_common()] + ["US"]
        places = {country: at for at, country in reversed(list(enumerate(order)))}
        bodies = self._known.bodies(acronym)
        return min(bodies, key=lambda body: places.get(body.country, len(order)), default=None)

    def names(self, sentences: Iterable[Sentence]) -> list[str]:
        """Other names in these sentences."""
        return [name for sentence in sentences for name in self._others(sentence)]

    def _others(self, sentence: Sentence) -> list[str]:
        if sentence.kind in _NO_SENTENCES:
            return []
        known = [(each.start, each.end) for each in self._mentions]
        spans = ((sentence.start + start, sentence.start + end, name) for start, end, name in name_spans(sentence.text))
        return [name for start, end, name in spans if not any(start < to and at < end for at, to in known)]

    @cached_property
    def everyone(self) -> tuple[str, ...]:
        """Every name in the draft, once."""
        return tuple(_once(name for sentence in self._article.sentences for name in self.everybody(sentence)))

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """The names that come most often, those of the title and of the first sentences counting more."""
        counted = Counter(name for sentence in self._article.sentences for name in self._others(sentence))
        opening = " ".join([self._article.title or "", *(each.text for each in self._article.sentences[:_OPENING])])
        weight = {name: sum(many for other, many in counted.items() if name in other) for name in counted}
        weight |= {name: many + _OFTEN * (name in opening) for name, many in weight.items()}
        often = sorted((name for name in weight if weight[name] >= _OFTEN), key=lambda name: (-weight[name], name))
        return tuple(often[:_TOPICS])


def names(text: str) -> Iterator[str]:
    """Stretches of capitalised words that may name a body, person or place; no common word that begins a sentence."""
    return (name for _, _, name in name_spans(text))


def name_spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Where such names stand: start and end offsets in `text`, and the name."""
    for found in _NAME.finditer(text):
        words = found[0].removesuffix("’s").removesuffix("'s").strip(" .,").split()
        while words and words[0].lower() in _NO_NAMES:
            words = words[1:]
        name = " ".join(words)
        before = text[: found.start()].rstrip()
        starts = not before or before[-1] in '.!?“”"\n'
        alone = not starts or name.isupper() or name in _INSTITUTIONS or _is_rare(name)
        if len(name) > 2 and (len(words) > 1 or alone):  # noqa: PLR2004 - initials
            yield found.start(), found.end(), name


def _is_rare(name: str) -> bool:
    """Whether a word that begins a sentence is no common word, in none of its forms: then it is likely a name."""
    word = name.lower().removesuffix("’s").removesuffix("'s")
    forms = {word, *(word.removesuffix(ending) for ending in ("s", "es", "ed", "d", "ing", "ly", "er"))}
    return word.isalpha() and not any(map(related, forms))


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


def _queries(claim: Claim, plan: Plan) -> list[str]:
    """What came with the claim; its sentence with its subject; that with the draft's topic and the sentence before."""
    topic = next(iter(plan.topics), "")
    short = " ".join(plan.words[:_QUERY_WORDS])
    wide = " ".join(_once([*plan.words[:_QUERY_WORDS], *plan.around])[: 2 * _QUERY_WORDS])
    return _once([*claim.queries, _about(plan.subject, short), _about(topic, wide)])


def _about(subject: str, words: str) -> str:
    return words if subject.lower() in words else f"{subject} {words}".strip()


def _once(items: Iterable[T]) -> list[T]:
    return list(dict.fromkeys(items))
