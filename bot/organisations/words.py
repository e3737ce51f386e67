"""The words of names: how two may be one word gone wrong, and how much a word tells about whose name it is."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import cache

from bot.organisations import places


class Change(StrEnum):
    """What people do to a name. The first ones touch one word, the last ones the row of words."""

    STYLE = "-ise for -ize, or the reverse"
    HYPHEN = "a hyphen too many or missing"
    COMMA = "a comma that does not belong there"
    REGIONAL = "another country's spelling"
    APOSTROPHE = "an apostrophe"
    NUMBER = "singular for plural, or the reverse"
    DERIVED = "another form of the word"
    MISSPELT = "a misspelling"
    SPACING = "two words for one"
    SOUND = "a word that sounds or looks alike"
    TAKEN = "a word taken for another"
    HEAD = "another kind of body"
    CONNECTIVE = "a wrong, missing or added small word"
    ARTICLE = "a missing or added 'the'"
    DROPPED = "a missing word"
    ADDED = "an added word"
    REPLACED = "another word"
    ORDER = "another order of the words"


CONNECTIVES = frozenset("a of for and on the in to at against with without from by de du des la le del".split())

# Words before a name that are no part of it.
OPENERS = frozenset(
    """
    the a an in at on for from to by with and but or as if when while after before since because although though
    whether that this these those it its he she they we our their his her former acting deputy current
    ex-president president secretary director administrator commissioner chairman chairwoman chair chief
    officials agents agent senior special veteran longtime retired meanwhile however yesterday today tomorrow
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december new both all most some many several only even says said via per dear re
    also earlier later last next under over inside outside during between among against about according like
    unlike is are was were does did do has had have can could will would should may might must not then there
    here where who why how what which republican democratic dr mr mrs ms prof professor gov sen rep judge
    justice doctor two three four five six seven eight nine ten eleven twelve dozens hundreds thousands several
    another each every any no its my your
    """.split()
)

# What a body may be, as people take one for another; the others name a body too, but a college is no university.
SWAPPED = frozenset(
    "agency administration bureau department office service commission board authority council committee center "
    "institute institution directorate division organization corporation association society foundation fund "
    "federation league ministry program academy company".split()
)
# Kinds whose names differ by a word from body to body: a word that is missing there makes another body.
NAMED_BY_PLACE = frozenset("university college school hospital court bank museum library academy".split())
HEADS = SWAPPED | frozenset(
    "university college school hospital court bank museum library academy party congress assembly secretariat "
    "tribunal trust observatory laboratory centre organisation programme commissioner".split()
)

# Those long enough for a slip to be seen, by their first letter.
_LONG_KINDS = {
    letter: [one for one in sorted(SWAPPED) if one[0] == letter and len(one) > 5]  # noqa: PLR2004 - see `misspelt`
    for letter in "abcdfilmops"
}

# Who is no body; a body's name may hold them: "High Commissioner for Refugees".
_PERSONS = frozenset(
    "senator librarian officer director secretary commissioner administrator ambassador governor minister president "
    "chairman chairwoman representative attorney inspector surgeon comptroller archivist".split()
)

# Words that many names share: they tell little about whose name it is.
_WEAK = {
    **dict.fromkeys("national american state general".split(), 0.25),
    **dict.fromkeys(
        "international world global central european african public united states nations royal us new joint "
        "research studies affairs administrative".split(),
        0.5,
    ),
}
# Surnames and places by which alone a body is known.
PROPER = frozenset(
    """
    smithsonian brookings carnegie fulbright rockefeller guggenheim wellcome pasteur scripps hopkins johns cato
    hoover aspen karolinska nobel fraunhofer helmholtz leibniz wistar whitehead salk hastings chatham amnesty
    greenpeace interpol europol eurojust mayo sloan kettering dana farber getty kaiser pew gallup rand robert
    koch planck alzheimers antidefamation danafarber bonneville
    reconnaissance geospatial guttmacher niskanen mercatus brennan stimson fogarty menninger hazelden kresge
    """.split()
)

# Pairs that the ear or the eye takes for each other.
_ALIKE = {
    frozenset(pair.split("/"))
    for pair in """
    accountability/accounting accounting/accountability aeronautics/aviation africa/african asia/asian
    atmospheric/atmosphere boarder/border boarders/border calvary/cavalry capitol/capital census/consensus
    chemistry/chemical child/children children/childrens colombia/columbia columbia/colombia consumer/customer
    conversation/conservation corps/core council/consul counsel/council counsel/counsels crime/criminal
    crimes/criminal cultural/culture diplomacy/diplomatic diseases/disease economic/economical
    educational/education emergency/emergencies environmental/environment europe/european financial/finance
    frontiers/borders general/government geologic/geological highway/highways immigration/emigration
    immigration/migration institute/institution intergovernmental/governmental intergovernmental/international
    investigation/intelligence judicial/judiciary judiciary/judicial justice/judicial marshal/martial
    marshals/marshalls money/monetary mountain/mounted narcotics/narcotic naval/navel occupational/occupation
    oceanic/ocean oceanic/oceanographic oceanographic/ocean patrol/protection peace/piece person/people
    personal/personnel persons/people pharmaceutical/pharmacy physics/physical preventative/preventive
    principal/principle protection/prevention railway/railroad railways/railroads regulation/regulatory
    regulations/regulatory reserve/reverse safety/safely science/scientific sciences/scientific security/secure
    statue/statute survey/service trade/trading traffic/transportation transport/transportation woman/women women/womens
    """.split()
}

# Pairs near in meaning, of which people write the one for the other; two real bodies may differ by them.
_KINDRED = {
    frozenset(pair.split("/"))
    for pair in """
    aid/assistance assistance/aid arms/armed arms/firearms atomic/nuclear business/commerce climate/weather
    commerce/trade defense/security election/electoral elections/electoral employment/labor farm/agriculture
    geographic/geological geographic/geologic geographical/geological health/medical health/medicine home/house
    human/humanitarian identification/identity law/legal marine/maritime marine/ocean medical/medicines
    national/natural traffic/transport naval/navy science/scientist sciences/scientists senate/senatorial
    safety/security traffic/transit transit/transport transit/transportation
    """.split()
}

_SUFFIXES = frozenset(
    " s al ial ally ic ics ical ation ations ment ments mental ing ings ed er ers or ors y ies e es ance ence ive ity "
    "tion tions ion ions ional tional ism ist ists ian ians an ans ant ants ary ine l th ual ory ative ship ry "
    "n ese".split()
) | {""}
_UNLIKE = {
    frozenset(pair.split("/"))
    for pair in "policy/police university/universal general/generation senate/senator library/librarian".split()
}

_VOWELS, _CONSONANTS = frozenset("aeiouyh"), 2
MIN_STEM = 5
_SHORT_STEM, _SHORT_ENDINGS = 3, frozenset(("", "e", "s", "es", "ing", "ation", "al", "er", "ers"))
MIN_MISSPELT = 5
TWO_SLIPS = 7


@cache
def fold(word: str) -> str:
    """A word for comparison: no accents, apostrophes, hyphens or full stops, lower case."""
    if word == "&":
        return "and"
    if not word.isascii():
        word = word.replace("ß", "ss").replace("ø", "o").replace("Ø", "O")
        word = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode()
    return word.lower().replace("'", "").replace("-", "").replace(".", "")


@cache
def stem(word: str) -> str:
    """A folded word in the singular, spelt as in the United States: what `number` and `regional` variants share."""
    return number(regional(word))


@cache
def number(word: str) -> str:
    """A folded word without its plural ending."""
    if len(word) > 4 and word.endswith("ies"):  # noqa: PLR2004 - "ties" is not "ty"
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):  # noqa: PLR2004 - "gas", "us"
        return word[:-1]
    return word


_REGIONAL = (
    (re.compile(r"our(s?)\b|our(?=able|ite|ing|ed|er)"), r"or\1"),
    (re.compile(r"tre(s?)$"), r"ter\1"),
    (re.compile(r"([ef])ence(s?)$"), r"\1ense\2"),
    (re.compile(r"ramme(s?)$"), r"ram\1"),
    (re.compile(r"ae"), "e"),
    (re.compile(r"is(ation|ations|e|es|ed|ing)$"), r"iz\1"),
)


_MAY_DIFFER = re.compile("our|tre|ence|ramme|ae|is[ae]|ised|ising").search


@cache
def regional(word: str) -> str:
    """A folded word as the United States spell it."""
    if not _MAY_DIFFER(word):
        return word
    for pattern, american in _REGIONAL:
        word = pattern.sub(american, word)
    return word


@cache
def key(word: str) -> str:
    """What a word and its usual distortions have in common: its first letter and the next consonants, single."""
    single = stem(word)
    found, last = single[:1], ""
    for letter in single[1:]:
        if letter not in _VOWELS:
            found += letter if letter != last else ""
            last = letter
        if len(found) > _CONSONANTS:
            break
    return found


@cache
def anchor(word: str) -> str:
    """The key under which a word leads to names: one for all kinds of bodies, one for words taken for each other."""
    alike = _ANY_HEAD if head(word) else _TAKEN_FOR.get(stem(word))
    if alike:
        return alike
    place = places.code(word.capitalize())
    return f"@{place}" if place else key(word)  # a country and its people


@cache
def strange_anchor(word: str) -> str:
    """The key of a word that no name holds: a misspelt kind of body counts as one."""
    if _nearly_head(word):
        return _ANY_HEAD
    place = _nearly_place(word)
    return anchor(place) if place else anchor(word)


def _nearly_place(word: str) -> str | None:
    """The place of which a strange word is a misspelling: "Massachussetts"."""
    if len(word) < _LONG_PLACE:
        return None
    near = _long_places().get(word[:3], ())
    return next((place for place in near if misspelt(word, place)), None)


@cache
def _long_places() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for place in places.words():
        if len(place) >= _LONG_PLACE:
            found.setdefault(place[:3].lower(), []).append(place.lower())
    return found


_LONG_PLACE = 7


def _nearly_head(word: str) -> bool:
    if len(word) <= MIN_MISSPELT or word in HEADS:
        return False
    begun, ended = word[:2], word[-3:]
    likely = (one for one in _LONG_KINDS.get(word[0], ()) if one[:2] == begun or one[-3:] == ended)
    return any(misspelt(word, one) for one in likely)


@cache
def weight(word: str) -> float:
    """How much a folded word of a name tells about whose name it is: nothing (0) to nearly all (2)."""
    if word in CONNECTIVES:
        return 0
    if word in PROPER:
        return 2
    single = stem(word)
    if single in SWAPPED or word in SWAPPED:
        return _WEAK.get(word, 0.5)
    return _WEAK.get(word, 0.75 if single in HEADS or word in HEADS else 1)


@cache
def head(word: str) -> str | None:
    """The kind of body that a folded word names, if it is one that people take for another."""
    single = stem(word)
    return single if single in SWAPPED else None


_DIRECTION = re.compile(r"(?:north|south|east|west){1,2}(?:ern)?").fullmatch


@cache
def relate(said: str, right: str) -> Change | None:  # noqa: PLR0911 - a list of changes
    """How a folded word of a draft may be another folded word gone wrong; None: by no way that people go.

    Equal words have no change either: ask before.
    """
    if _DIRECTION(said) and _DIRECTION(right):
        return None  # Northwestern is not Northeastern
    if regional(said) == regional(right):
        return Change.STYLE if _ize(said) == _ize(right) else Change.REGIONAL
    if stem(said) == stem(right):
        return Change.NUMBER
    if frozenset((said, right)) in _ALIKE:
        return Change.SOUND
    if head(said) and head(right):
        return Change.HEAD
    if said in _PERSONS and right not in _PERSONS:
        return None  # "the Librarian of Congress"
    if said[0] != right[0] and said[-3:] != right[-3:]:  # most pairs: nothing in common
        kindred = frozenset((stem(said), stem(right))) in _KINDRED or frozenset((said, right)) in _KINDRED
        return Change.TAKEN if kindred else _slip_of_kind(said, right)
    if derived(said, right) or _same_place(said, right):
        return Change.DERIVED
    slip = _slip(said, right)
    return slip or (Change.TAKEN if taken(said, right) else None)


def _slip(said: str, right: str) -> Change | None:
    return Change.MISSPELT if misspelt(said, right) else _slip_of_kind(said, right)


def _slip_of_kind(said: str, right: str) -> Change | None:
    return Change.HEAD if head(right) and _nearly_head(said) else None


def _ize(word: str) -> str:
    return _REGIONAL[-1][0].sub(r"iz\1", word)


_SAME_TWICE = re.compile(r"(.)\1")


def derived(one: str, other: str) -> bool:
    """Whether two words are one stem with different endings: environment, environmental."""
    if one[:_SHORT_STEM] != other[:_SHORT_STEM] or frozenset((one, other)) in _UNLIKE:
        return False
    if _SAME_TWICE.sub(r"\1", one) == _SAME_TWICE.sub(r"\1", other):
        return False  # "Bucknel" for "Bucknell": a slip of the pen
    shared = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    if any(one[at:] in _SUFFIXES and other[at:] in _SUFFIXES for at in range(shared, MIN_STEM - 1, -1)):
        return True
    endings = {one[shared:], other[shared:]}
    return (
        shared >= _SHORT_STEM and len(endings) > 1 and endings <= _SHORT_ENDINGS and not endings <= {"", "e", "s", "es"}
    )


def _same_place(said: str, right: str) -> bool:
    """Whether one names a country and the other its people: Korea, Korean; not London and British."""
    if said[:_SHORT_STEM] != right[:_SHORT_STEM]:
        return False
    place = places.code(said.capitalize())
    return place is not None and place == places.code(right.capitalize())


def taken(said: str, right: str) -> bool:
    """Whether people may take one word for the other: near in meaning, or much of the one is in the other."""
    if frozenset((stem(said), stem(right))) in _KINDRED or frozenset((said, right)) in _KINDRED:
        return True
    begun, ended = said[:3] == right[:3], said[-_SAME_END:] == right[-_SAME_END:]
    if not (begun or ended) or min(len(said), len(right)) < MIN_MISSPELT:
        return False
    if head(said) or head(right) or frozenset((said, right)) in _UNLIKE:
        return False
    if ended and abs(len(said) - len(right)) <= 2 and (said.endswith(right) or right.endswith(said)):  # noqa: PLR2004
        return True  # "reconciliation", "conciliation"
    return begun and _look_alike(said, right)


def _look_alike(said: str, right: str) -> bool:
    from rapidfuzz.distance import Indel, JaroWinkler

    shared = Indel.normalized_similarity(said, right) >= _MUCH_SHARED
    return shared and JaroWinkler.similarity(said, right) >= _ALIKE_AT_LEAST


_MUCH_SHARED, _ALIKE_AT_LEAST, _SAME_END = 0.65, 0.85, 5


# Kinds that are taken for each other, and what it strains to take one for a kind of another row.
_KINDS = (
    "agency administration authority bureau service",
    "office department directorate division ministry program",
    "council commission committee board",
    "institute institution center academy",
    "association organization society",
    "federation foundation fund",
    "league",
    "corporation company",
)
_OF_THE_STATE = 3  # the first rows; the others are of those who band together
_KIND = {word: at for at, words in enumerate(_KINDS) for word in words.split()}
_APART, _FAR_APART = 0.3, 0.8


@cache
def far_apart(said: str, right: str) -> float:
    """How far two kinds of bodies are from being taken for each other; agency and administration are not at all (0)."""
    one, other = _KIND.get(stem(said)), _KIND.get(stem(right))
    if one == other or _look_alike(stem(said), stem(right)):
        return 0.0
    if one is None or other is None:
        return _FAR_APART
    return _APART if (one < _OF_THE_STATE) == (other < _OF_THE_STATE) else _FAR_APART


def misspelt(said: str, right: str) -> bool:
    """Whether a slip or two of the keyboard lead from one word to the other: none in a very short word."""
    longest = max(len(said), len(right))
    if longest < MIN_MISSPELT or min(len(said), len(right)) < MIN_MISSPELT - 1 or abs(len(said) - len(right)) > 2:  # noqa: PLR2004
        return False
    if frozenset((said, right)) in _UNLIKE:
        return False
    from rapidfuzz.distance import OSA

    allowed = 2 if longest >= TWO_SLIPS and said[0] == right[0] else 1
    return OSA.distance(said, right, score_cutoff=allowed) <= allowed


def _taken_for() -> dict[str, str]:
    """For each word of a pair a key that all words share that pairs link to it; kinds of bodies have their own."""
    found: dict[str, str] = {}
    for pair in sorted(sorted({stem(word) for word in words}) for words in _ALIKE | _KINDRED):
        joined = {found.get(word, word) for word in pair}
        name = min(joined)
        found |= dict.fromkeys((*pair, *(word for word, own in found.items() if own in joined)), name)
    heads = {own for word, own in found.items() if word in SWAPPED}
    return {word: _ANY_HEAD if own in heads else f"={own}" for word, own in found.items()}


_ANY_HEAD = "~"
_TAKEN_FOR = _taken_for()
