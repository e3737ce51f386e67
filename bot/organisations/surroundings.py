"""What stands around a name: whose country it speaks of, whether it is quoted, generic, made up or of the past."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from typing import TYPE_CHECKING

from bot.organisations import places, words
from bot.organisations.words import CONNECTIVES, OPENERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.organisations.organisation import Former, Organisation
    from bot.organisations.tokens import Token

# It begins with a set of letters, by which `re` skips to where a word can begin.
_CAPITAL = re.compile(
    r"[A-ZÀ-Þ](?<!\w[A-ZÀ-Þ])(?:(?:(?<=L)atin|(?<=S)outh|(?<=C)entral|(?<=I)bero|(?<=P)an|(?<=I)nter)[ -]Americ\w+|"
    r"(?<=U)\. ?S\.(?: ?A\.)?|[^\W\d_]+)"
)
_LOCATED = re.compile(r"(?:\b(?i:in|of|across|throughout|at|near|inside|by)\s+(?:the\s+)?(?:[A-Z][a-z]+\s+)?)$")
_SENTENCE_END = re.compile(r"(?<![A-Z]\.)(?<!\b[A-Z][a-z]\.)(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(]?[A-Z])|\n[ \t\r]*\n")
_GENERIC = re.compile(
    r"\b(?:an?|any|every|each|another|no|(?:its|their|his|her|our|your) own|fictional|fictitious|imaginary|hypothetical"
    r"|proposed|would-be|such an?)"
    # Adjectives, not "a professor at".
    r"(?:\s+(?!(?:at|from|of|for|by|with|within|in|to|on|into|the|and|or|as|than|that|via|against)\b)[a-z-]+){0,2}\s*$",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"[’']?s?\s+(?:(?:special|senior|former|field|regional|supervisory|top|research|news|press|public|health|"
    r"internal|official|survey|"
    r"data|emergency|advisory|safety|undercover|draft|recent|new|internal)\s+)?"
    r"(?:agents?|officials?|officers?|spokes\w+|reports?|stud(?:y|ies)|surveys?|directors?|investigat\w+|employees?|"
    r"workers?|analys\w+|"
    r"chiefs?|heads?|memos?|rules?|rulings?|data|research\w*|scientists?|experts?|advis\w+|panels?|lab\w*|teams?|"
    r"probes?|raids?|"
    r"grants?|regulat\w+|statements?|databases?|figures|estimates?|guidelines?|guidance|inspectors?|inspections?|"
    r"administrators?|"
    r"lawyers?|attorneys?|program\w*|projects?|press|web\s?sites?|pages?|documents?|bulletins?|briefings?|hearings?|"
    r"decisions?|"
    r"orders?|warnings?|alerts?|reviews?|audits?|contracts?|staff\w*|veterans?|task|operations?|offices?|clinics?|"
    r"hospitals?|"
    r"recommendations?|approvals?|filings?|licen[cs]es?|permits?|professors?|students?|graduates?|fellows?|economists?|"
    r"epidemiologists?|doctors?|physicians?|trials?|sources?|stings?|complaints?|forecasts?|advisor\w+|"
    r"representatives?)\b"
)
_MADE_UP = re.compile(
    r"\b(?:fictional|fictitious|imaginary|hypothetical\w*|made-up|invented|parody|satirical"
    r"|in (?:the|his|her|this|that) (?:\w+ ){0,2}(?:novel|film|movie|series|game|sitcom|comic))\b",
    re.IGNORECASE,
)
_ABOUT_WORDS = re.compile(
    r"\b(?:mistaken\w*|wrongly|misnam\w+|incorrect\w*|erroneous\w*|miscall\w*|misidentif\w+|mislabel\w*|"
    r"not to be confused|misspel\w+|correction|corrected|earlier version|(?:correct|right|proper|official) name|"
    r"copy desk|style ?(?:guide|book)|"
    r"(?:often|sometimes|commonly|usually|frequently|always|people|readers|reporters|journalists|many|some) "
    r"(?:mis)?(?:write|writes|wrote|call|calls|called|say|type|spell|spelled|spelt|shortened|rendered|printed|"
    r"referred to as|refer to))\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:former(?:ly)?|then(?:-|\s+(?:known|called|named|the|director|head|chief))|previously|originally|"
    r"once (?:known|called|named)|"
    r"predecessors?|forerunners?|precursors?|renam\w+|rebrand\w*|chang\w+ (?:its|the|their) name|name change|new name|"
    r"old name|"
    r"was (?:known|called|named)|were (?:known|called|named)|known as|at the time|(?:what|which) (?:was|is) (?:then|"
    r"now)|now (?:the|called|known|part)|"
    r"later (?:became|the|known|renamed)|became|evolved into|turned into|succeeded by|replaced by|merged|abolished|"
    r"defunct|"
    r"dissolved|disbanded|historical\w*|histor(?:y|ian|ians)|founded as|created as|established as|back when|"
    r"used to be|decades ago|"
    r"(?:early|late|mid)?-?\s?(?:18|19)\d0s|(?:twen|thir|for|fif|six|seven|eigh|nine)ties|in those days|archiv\w+)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
_AMERICAS = frozenset("latin south central north pan inter ibero african native".split())
_FOLLOWERS = frozenset(
    """
    administrator director secretary commissioner chairman chairwoman chair chief president deputy acting
    special agent agents spokesman spokeswoman spokesperson official officials inspector general counsel
    assistant associate undersecretary executive senior governor head vice principal resident officer attorney
    professor dr dean ceo press says said is was were are has had will would may can and or but
    """.split()
)
_OPENING, _CLOSING = frozenset("\"'“‘`"), frozenset("\"'”’`")
HEADLINE_LENGTH = 160
_JOINTS = frozenset("@#_=\\")
_IN_THE = frozenset("public arts sciences humanities behavioral behavioural social workplace world americas".split())
_ON_SOMETHING = frozenset("commission committee subcommittee council board panel conference".split())


class Standing(Enum):
    """How the words next to a name bear on it."""

    FREE = auto()  # they do not belong to it
    HOME = auto()  # they say that it is the body's own country
    FOREIGN = auto()  # they say that it is another country's or state's body
    UNKNOWN = auto()  # they may belong to a longer name


@dataclass(frozen=True)
class Sentence:
    """The sentence around `prose[start:end]`, found by its stops alone: a rough one is enough to look for signs in."""

    prose: str
    start: int
    end: int

    @cached_property
    def bounds(self) -> tuple[int, int]:
        """Offsets of the sentence."""
        low, high = max(0, self.start - 500), self.end + 500
        ends = [match.end() for match in _SENTENCE_END.finditer(self.prose, low, self.start)]
        stop = _SENTENCE_END.search(self.prose, self.end, high)
        return ends[-1] if ends else low, stop.start() if stop else min(len(self.prose), high)

    @cached_property
    def text(self) -> str:
        """Its words."""
        return self.prose[slice(*self.bounds)]

    @property
    def outside(self) -> str:
        """Its words without the name."""
        return f"{self.prose[self.bounds[0] : self.start]} {self.prose[self.end : self.bounds[1]]}"

    @cached_property
    def codes(self) -> frozenset[str]:
        """The places that it names, outside the name itself."""
        low, high = self.bounds
        return codes(self.prose[low : self.start]) | codes(self.prose[self.end : high])

    @cached_property
    def located(self) -> frozenset[str]:
        """The places in which it says that something is or happens, and the peoples that it names."""
        low, high = self.bounds
        return _located(self.prose[low : self.start]) | _located(self.prose[self.end : high])

    def names_within(self, body: Organisation) -> bool:
        """Whether the name itself holds a place in the body's country: the body of a state says whose it is."""
        own = body.country.partition("-")[0]
        return any(code.partition("-")[0] == own for code in codes(self.prose[self.start : self.end]))

    @property
    def american(self) -> bool:
        """Whether it says that it speaks of the United States."""
        return any(code.partition("-")[0] == "US" for code in self.codes) or any(
            word in self.outside for word in places.WASHINGTON
        )

    @property
    def address(self) -> bool:
        """Whether it is part of a web address, a handle or a file's name."""
        before, behind = self.prose[self.start - 1 : self.start], self.prose[self.end : self.end + 2]
        return before in _JOINTS or (behind[:1] in _JOINTS | {"."} and behind[1:].isalnum())

    @property
    def federal(self) -> bool:
        """Whether it speaks of the United States, and not of a state alone."""
        return "US" in self.codes or any(word in self.outside for word in places.WASHINGTON)

    @property
    def made_up(self) -> bool:
        """Whether it speaks of fiction, or of a name as a name."""
        return _MADE_UP.search(self.text) is not None

    @property
    def about_words(self) -> bool:
        """Whether it says itself that a name is wrong."""
        alone = self.prose[self.start - 1 : self.start] in _OPENING and self.prose[self.end : self.end + 1] in _CLOSING
        denied = re.search(r"\bnot (?:the |an? )?$", self.prose[max(0, self.start - 10) : self.start]) is not None
        return alone or denied or _ABOUT_WORDS.search(self.outside) is not None

    def past(self, former: Former | None) -> bool:
        """Whether it speaks of the past or of a renaming, or gives a year in which the former name was right."""
        if _PAST.search(self.prose[self.bounds[0] : self.start]) or _PAST.search(self.prose[self.end : self.bounds[1]]):
            return True
        last, first = (former.last, former.first) if former else (None, None)
        years = [int(year) for year in _YEAR.findall(self.text)]
        return last is not None and any(year <= last.year and (first is None or year >= first.year) for year in years)

    @cached_property
    def generic(self) -> bool:
        """Whether "a", "any", "its own" stands before the name, and no noun behind that would bear the article."""
        before = self.prose[max(0, self.start - 40) : self.start].rpartition("\n\n")[2]  # not from a block before
        return _GENERIC.search(before) is not None and _ATTRIBUTE.match(self.prose[self.end : self.end + 60]) is None


def country(word: str) -> str | None:
    """The country of the place or people that a word names, None where it names none."""
    found = places.code(word.strip(","))
    return found.partition("-")[0] if found else None


def codes(text: str) -> frozenset[str]:
    """The places that a text names."""
    return frozenset(filter(None, (places.code(match[0]) for match in _CAPITAL.finditer(text))))


def _located(text: str) -> frozenset[str]:
    found = set()
    for match in _CAPITAL.finditer(text):
        place = places.code(match[0])
        possessive = text[match.end() : match.end() + 2] in {"'s", "’s"}
        if place and (possessive or _LOCATED.search(text[max(0, match.start() - 40) : match.start()])):
            found.add(place)
    return frozenset(found)


def headline(prose: str, start: int, end: int) -> bool:
    """Whether the line of `prose[start:end]` is set as a headline: short, in capitals nearly throughout, no stop."""
    low, high = prose.rfind("\n", 0, start) + 1, prose.find("\n", end)
    line = prose[low : high if high >= 0 else len(prose)].strip()
    if len(line) > HEADLINE_LENGTH or line.endswith((".", ";", ":")):
        return False
    large = _large(line)
    return len(large) > len(_large(prose[start:end])) and sum(word[0].isupper() for word in large) >= 0.8 * len(large)


def _large(text: str) -> list[str]:
    """Its words, without those that are small in a headline too."""
    return [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]  # noqa: PLR2004


def before(tokens: Sequence[Token], start: int, body: Organisation) -> Standing:
    """What the word before the window says of whose body it is."""
    if start == 0 or tokens[start].comma:
        return Standing.FREE
    token = tokens[start - 1]
    if token.folded in CONNECTIVES:
        return _part_of(tokens, start)
    if token.raw[0].islower():
        return Standing.FREE
    if token.folded == "american" and start > 1 and tokens[start - 2].folded in _AMERICAS:
        return Standing.FOREIGN
    return _by_place(places.code(token.raw[: token.bare_end - token.start]), body, state=True) or _opener(token)


def _part_of(tokens: Sequence[Token], start: int) -> Standing:
    """Words behind a kind of body and "of" are the rest of its name: "Division of Occupational Safety"."""
    large = [token for token in tokens[max(0, start - 3) : start] if token.folded not in CONNECTIVES]
    small = {token.folded for token in tokens[max(0, start - 2) : start]}
    return (
        Standing.UNKNOWN
        if large and words.head(large[-1].bare) and small <= {"of", "for", "on", large[-1].folded}
        else Standing.FREE
    )


def _opener(token: Token) -> Standing:
    return Standing.FREE if token.possessive or token.folded in OPENERS else Standing.UNKNOWN


def _by_place(place: str | None, body: Organisation, *, state: bool) -> Standing | None:
    if place is None:
        return None
    if place == body.country:
        return Standing.HOME
    inside = place.partition("-")[0] == body.country
    return Standing.HOME if inside and not state else Standing.FOREIGN


def after(tokens: Sequence[Token], end: int, body: Organisation) -> Standing:  # noqa: PLR0911 - a list of signs
    """What the words behind the window say of whose body it is, and whether its name goes on."""
    if end >= len(tokens) or tokens[end].comma or tokens[end - 1].possessive:
        return Standing.FREE
    token = tokens[end]
    if token.folded not in CONNECTIVES:
        free = token.folded in _FOLLOWERS or token.raw.isdigit() or token.raw[0].islower()
        return Standing.FREE if free else Standing.UNKNOWN
    following = next((each for each in tokens[end:] if each.folded not in CONNECTIVES), None)
    place = places.code(following.raw[: following.bare_end - following.start]) if following else None
    if token.folded in {"in", "at"}:
        anywhere = body.country in {"UN", "EU", "INT"}
        if tokens[end].folded == "in" and following and following.folded in _IN_THE:
            return Standing.UNKNOWN  # "Center for Science in the Public Interest"
        return Standing.FREE if anywhere else _by_place(place, body, state=False) or Standing.FREE
    if token.folded in {"of", "for"}:
        found = _by_place(place, body, state=True)
        return Standing.UNKNOWN if found in {None, Standing.HOME} and place != "US" else found or Standing.UNKNOWN
    if token.folded == "on" and following and tokens[end - 1].bare in _ON_SOMETHING:
        dated = following.folded in OPENERS or place or following.raw.isdigit()
        return Standing.FREE if dated else Standing.UNKNOWN  # "the Commission on Artificial Intelligence"
    return _and(tokens, end, following) if token.folded == "and" else Standing.FREE


def _and(tokens: Sequence[Token], end: int, following: Token | None) -> Standing:
    """Behind "and" ("… Health and Medical Research") the name goes on, unless an article, acronym or place follows."""
    if following is None or tokens[end + 1].folded == "the" or places.code(following.raw):
        return Standing.FREE
    return Standing.FREE if following.raw.isupper() and len(following.raw) > 1 else Standing.UNKNOWN
