"""Who speaks: the subject of a verb of saying, beside a quotation or in any sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_VERBS = (
    "said|says|saying|told|tells|stated|states|stating|added|adds|adding|noted|notes|explained|explains|wrote|writes|"
    "writing|tweeted|posted|argued|argues|warned|warns|insisted|insists|announced|announces|declared|declares|claimed|"
    "claims|replied|replies|asked|asks|responded|responds|admitted|admits|acknowledged|acknowledges|confirmed"
    "|confirms|"
    "recalled|recalls|remarked|remarks|commented|comments|concluded|concludes|continued|continues|observed|observes|"
    "urged|urges|testified|testifies|stressed|stresses|emphasi[sz]ed|emphasi[sz]es|exclaimed|cried|yelled|screamed"
    "|muttered|murmured|thought|wondered|shouted|whispered|joked|"
    "quipped|asserted|asserts|alleged|alleges|suggested|suggests|promised|vowed|pledged|predicted|described|describes|"
    "called|calls|dubbed|labelled|labeled|branded|denounced|condemned|criticised|criticized|praised|hailed|reported|"
    "reports|revealed|reveals|reiterated|reiterates|maintained|maintains|contended|denied|denies|cautioned|complained|"
    "quoted|read|reads|repeated|boasted|lamented|answered|demanded|demands|agreed|disclosed|estimated|found|cited"
)
VERB = re.compile(rf"\b(?:{_VERBS})\b")
# Verbs that do nothing but report speech: safe where the quotation is not close by.
PLAIN_VERB = re.compile(
    r"\b(?:said|says|told|tells|stated|states|added|adds|explained|wrote|writes|tweeted|announced|declared|replied"
    r"|insisted|testified|remarked|reiterated)\b"
)
_FAR = frozenset(
    "saying adding argued warned claimed noted announced described confirmed admitted stating reported".split()
)
_CLAUSE = re.compile(
    r".*\s(?:(?:that|after|because|when|while|although|though|if|before|since|where|as)\s+(?=the\b|an?\b|[A-Zhsti])"
    r"|(?:and|but)\s+(?=(?:he|she|they|it|we|I)$))",
    re.DOTALL,
)
_CALL_FOR = re.compile(r"\s+(?:in \d{4} )?for\b")
_ACCORDING = re.compile(r"\b[Aa]ccording to\s+|\b[Ii]n the words of\s+|\b[Qq]uoted by\s+")
_AUXILIARY = re.compile(
    r"(?:\b(?:has|have|had|was|were|is|are|would|will|did|could|also|later|previously|then|earlier|again|once|further|"
    r"since|soon|first|never|always|often|even|further|both|all|as|simply|just|not|now|today|yesterday|\w+ly)\s*)+$"
)
_RELATIVE = re.compile(r",?\s+\b(?:who|which|whose|whom|that)\b")
_AFTER_NAME = re.compile(
    r"[,;:.!?()\n“”\"–—]|\s(?:who|which|whose|in|on|at|during|after|before|as|while|when|following|from|to|about|by"
    r"|that|of the match|yesterday|today|last|this|earlier|later|via|outside|inside|over|under|through"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)
_LEAD = re.compile(
    r"(?:(?:But|And|So|Yet|Or|Then|Also|However|Meanwhile|Still|While|Although|Though|As|When|Because|Later|Earlier"
    r"|Today"
    r"|Yesterday|if|but|and|so|yet|or|while|although|though|as|when|because|that|where|then|after|before)\b,?\s+)+"
)
_ADVERBIAL = re.compile(
    r"(?:On|In|At|By|For|From|With|After|Before|During|Since|Until|Under|Over|Despite|Following|Asked|Speaking"
    r"|Later|Earlier"
    r"|Last|This|Next|Meanwhile|However|But|And|Still|Then|Today|Yesterday|Writing|Addressing|Responding|Quoting"
    r"|Citing"
    r"|Once|If|When|While|As|Although|Though|Because|Recently|Now|Instead|Indeed|Of course|To|\w+ing|\w+ly)\b",
)
_HONORIFIC = re.compile(
    r"(?:(?:The|the|A|a|An|an|Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame|Lord|Lady|Prof|Professor|Rev|Hon|Fr|Sr)\.?\s+)+"
)
_PART = r"[^\W\d_a-z](?:[\w’'-]|\.(?=\w))*(?:(?<=\b\w)\.|(?<=\bJr|\bSr|\bSt)\.)?"
_NAME = re.compile(
    rf"{_PART}(?:\s+(?:(?:of|for|and|the|de|da|di|del|della|der|den|van|von|bin|ibn|al|el|la|le|du|dos|das|y"
    rf"|e)\s+){{0,3}}"
    rf"(?:al-|el-|d’|d'|O’|O')?{_PART})*"
)
_PRONOUN = re.compile(r"(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|I|[Ww]e)\b")
# “superintendent Lee Park”.
_TITLED = re.compile(
    r"(?!(?:as|when|while|but|and|or|if|that|because|which|who|where|since|after|before|though|although|so|then"
    r"|than|what|how"
    r"|why|in|on|at|by|for|to|of|from|with|not|is|was)\b)(?:[a-z][a-z-]+\s+){1,4}(?:[A-Z][\w.’'-]*\s*){1,4}"
)
_MOST_WORDS = 14
# How many characters a closing “, Wang said” may take.
_TAIL = 100


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says it, with the stretch of text that names them, and the verb."""

    speaker: str
    start: int
    end: int
    verb: str


def before(text: str, start: int, end: int, *, near: int = 90) -> Attribution | None:
    """The attribution in `text[start:end]`, the words of a sentence that lead up to what is said.

    Args:
        text: The prose.
        start: Where the sentence begins.
        end: Where the quotation begins.
        near: How many characters may stand between the verb and the quotation.
    """
    verbs = [m for m in VERB.finditer(text, start, end) if end - m.end() <= _reach(m, near)]
    for verb in reversed(verbs):
        participle = verb[0].endswith("ing")
        if found := (_participle if participle else _plain)(text, start, verb):
            return Attribution(text[slice(*found)], *found, verb[0])
    return _according(text, start, end) or _colon(text, start, end)


def after(text: str, start: int, end: int) -> Attribution | None:
    """The attribution that follows a quotation at once: “… ,” Wang said; “… ,” said Wang; “… ,” according to Wang."""
    begin = start + len(text[start:end]) - len(text[start:end].lstrip(" ,\t\n—–-"))
    if found := _according(text, begin, end, reach=30):
        return found
    verb = VERB.search(text, begin, min(end, begin + 120))
    if verb is None:
        return None
    if verb.start() == begin:
        return _inverted(text, verb, end)
    words = text[begin : verb.start()]
    if len(words.split()) > _MOST_WORDS or not _is_noun_phrase(words):
        return None
    found_at = _subject(text, begin, verb.start())
    return Attribution(text[slice(*found_at)], *found_at, verb[0]) if found_at else None


def trailing(text: str, start: int, end: int) -> Attribution | None:
    """The attribution at the end of a sentence: …, Wang said."""
    comma = text.rfind(",", start, end)
    while comma >= 0 and end - comma < _TAIL:
        verb = PLAIN_VERB.search(text, comma, end)
        if verb and (found := after(text, comma + 1, end)):
            return found
        comma = text.rfind(",", start, comma)
    return None


def _reach(verb: re.Match[str], near: int) -> int:
    """Verbs that often mean something else than saying count only close to the quotation."""
    return near if PLAIN_VERB.fullmatch(verb[0]) or verb[0] in _FAR else min(near, 30)


def _plain(text: str, start: int, verb: re.Match[str]) -> tuple[int, int] | None:
    return None if _CALL_FOR.match(text, verb.end()) else _subject(text, start, verb.start())


def _participle(text: str, start: int, verb: re.Match[str]) -> tuple[int, int] | None:
    """The subject of “…, saying”: the name or pronoun that opens the sentence."""
    lead = _LEAD.match(text, start)
    begin = lead.end() if lead else start
    found = _PRONOUN.match(text, begin, verb.start()) or _NAME.match(text, begin, verb.start())
    named = _noun_phrase(text, *found.span()) if found else None
    return named if named and not _HONORIFIC.fullmatch(f"{text[slice(*named)]} ") else None


def _colon(text: str, start: int, end: int) -> Attribution | None:
    """Jane Roe, an analyst: “…”."""
    lead = text[start:end].rstrip()
    found = _NAME.match(text, start, end) if lead.endswith(":") and len(lead) < 120 else None  # noqa: PLR2004
    if found is None or text[found.end() : found.end() + 1] not in {",", ":"}:
        return None
    named = _noun_phrase(text, *found.span())
    return Attribution(text[slice(*named)], *named, ":") if named else None


def _inverted(text: str, verb: re.Match[str], end: int) -> Attribution | None:
    begin = verb.end() + 1
    stop = _AFTER_NAME.search(text, begin + 1, end)
    while stop and stop[0] == "." and re.search(r"\b(?:Mr|Mrs|Ms|Dr|St|Sr|Jr|[A-Z])$", text[begin : stop.start()]):
        stop = _AFTER_NAME.search(text, stop.end(), end)
    found = _noun_phrase(text, begin, stop.start() if stop else end)
    return Attribution(text[slice(*found)], *found, verb[0]) if found else None


def _according(text: str, start: int, end: int, *, reach: int | None = None) -> Attribution | None:
    match = _ACCORDING.search(text, start, min(end, start + reach) if reach else end)
    if match is None:
        return None
    stop = _AFTER_NAME.search(text, match.end() + 1, end)
    found = _noun_phrase(text, match.end(), stop.start() if stop else end)
    return Attribution(text[slice(*found)], *found, "according to") if found else None


def _subject(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The subject of a verb at `end` in a sentence that begins at `start`."""
    clause = text[start:end]
    clause = clause[: _end_of_subject(clause)]
    cut = max(clause.rfind(mark) for mark in ("; ", ": ", "” ", '" ', "– ", "— "))
    offset = cut + 2 if cut >= 0 else 0
    appositive = clause.rstrip().endswith(",")
    pieces = _pieces(clause.rstrip(" ,"), offset)
    while len(pieces) > 1 and _ADVERBIAL.match(clause, pieces[0][0]):
        pieces.pop(0)
    if not pieces:
        return None
    first, last = pieces[0] if appositive else pieces[-1]
    if appositive and len(pieces) > 1 and clause[first].islower() and _NAME.fullmatch(clause, *pieces[-1]):
        first, last = pieces[-1]  # “the mayor, Joe Pell, said”
    return _noun_phrase(text, start + first, start + last)


def _end_of_subject(clause: str) -> int:
    end = len(clause.rstrip())
    auxiliary = _AUXILIARY.search(clause, max(0, end - 60))
    return auxiliary.start() if auxiliary else len(clause)


def _pieces(clause: str, offset: int) -> list[tuple[int, int]]:
    """The stretches between commas, trimmed."""
    bounds = [offset - 1, *(m.start() for m in re.finditer(r",(?=\s)", clause) if m.start() >= offset), len(clause)]
    spans = pairwise(bounds)
    return [
        (a + 1 + len(clause[a + 1 : b]) - len(clause[a + 1 : b].lstrip()), b)
        for a, b in spans
        if clause[a + 1 : b].strip()
    ]


def _noun_phrase(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The name, or the whole phrase where no name ends it, within `text[start:end]`."""
    start, end = _trim(text, start, end)
    if lead := _LEAD.match(text, start, end):
        start = lead.end()
    if clause := _CLAUSE.match(text, start, end):
        start = clause.end()
    verbs = list(VERB.finditer(text, start, end))
    if verbs:
        start, end = _trim(text, verbs[-1].end(), end)
    if relative := _RELATIVE.search(text, start, end):
        start, end = _trim(text, start, relative.start())
    if start >= end or len(text[start:end].split()) > _MOST_WORDS:
        return None
    if pronoun := _PRONOUN.match(text, start, end):
        return (start, end) if pronoun.end() == end else None
    return _name(text, start, end) or ((start, end) if _is_noun_phrase(text[start:end]) else None)


def _name(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The proper name that ends the phrase, without its honorific."""
    if honorific := _HONORIFIC.match(text, start, end):
        start = honorific.end()
    last = next((m for m in _NAME.finditer(text, start, end) if m.end() == end), None)
    if last is None:
        return None
    begin = last.start()
    if honorific := _HONORIFIC.match(text, begin, end):
        begin = honorific.end()
    return (begin, end) if begin < end else None


def _is_noun_phrase(words: str) -> bool:
    """Whether words may name a speaker: they begin with a determiner, a name, a pronoun or a plain plural."""
    words = words.strip()
    return bool(
        re.match(
            r"(?:the|a|an|one|another|his|her|their|its|our|my|some|several|many|most|officials|police|two|three)\s",
            words,
            re.IGNORECASE,
        )
        or words[:1].isupper()
        or _TITLED.fullmatch(words)
        or _PRONOUN.fullmatch(words)
        or re.fullmatch(r"\w+s|police", words)
    )


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    left = len(words) - len(words.lstrip(" \t\n,;:“”\"‘’'–—-"))
    return start + left, start + max(left, len(words.rstrip(' \t\n,;:“”"‘–—-')))
