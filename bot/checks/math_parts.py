"""MATH005: parts that do not add up to their whole."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from bot.checks.reckoning import figured, plain, shown, span, total
from bot.checks.rule import ArticleRule, Context, Sample
from bot.language.quantities.rendering import figure
from bot.records import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.article import Article
    from bot.language.quantities import Quantity
    from bot.records import Finding

_OPENS = re.compile(r"(?:\s[\w’'-]+){0,6}\s?[:–—(]\s?")
_COMMA = re.compile(r"(?:\s[\w’'-]+){0,5}\s?,\s")
_PARTIAL = re.compile(
    r"\b(?:includ\w*|such as|among|at least|mostly|more|another|each|or|up from|down from|compared|other|others|rest"
    r"|aged?|since|of whom|most|than|besides|with|plus|only|just|every|per)\b",
    re.IGNORECASE,
)
_SUM = re.compile(
    r",?\s(?:for\s|or\s|making\s|with\s)?(?:an?\s|the\s)?(?:grand\s|combined\s)?(?:total\sof|totall?ing|combined"
    r"|total)\s$"
)
_JOINT = re.compile(r",\s|\sand\s")
_OF_THE = re.compile(r"Of (?:the|its|that|this)\s(?:[a-z]+\s){0,2}$")
_PLACE = re.compile(r"\s(on|in|from|at|for|by|under|against)\s")
# “12 people, seven adults and …” divides; “12 loaves, seven cakes and …” is a list.
_WHOLE = frozenset(
    "people death injury member passenger victim staff employee worker civilian hostage student pupil player "
    "officer patient"
    " resident citizen suspect inmate prisoner athlete candidate delegate senator lawmaker judge juror protester "
    "migrant"
    " refugee soldier survivor guest visitor voter artist teacher".split()
)
_PART = frozenset(
    "man woman child adult boy girl teenager baby infant student teacher civilian soldier officer police passenger"
    " male female democrat republican independent foreigner american worker pedestrian driver firefighter bystander"
    " parent pensioner crew juror adult senior minor toddler tourist".split()
)


class Parts(ArticleRule):
    """A whole and its parts."""

    code: ClassVar[str] = "MATH005"
    name: ClassVar[str] = "parts-of-whole"
    severity: ClassVar[Severity] = Severity.WARNING
    summary: ClassVar[str] = "Parts listed beside a whole that add up to something else."
    what: ClassVar[str] = (
        "Adds up the figures that a colon, dash or bracket lists right after a figure for the same thing, kinds "
        "of people "
        "or parts with the same preposition after a comma, and figures listed before “a total of”."
    )
    why: ClassVar[str] = "A list that does not add up hides a wrong figure, or a part that was left out."
    limits: ClassVar[str] = "Needs whole and parts in one sentence, all of the same noun or the parts without one."
    valid: ClassVar[tuple[Sample, ...]] = (
        Sample("The panel has 12 members: seven women and five men."),
        Sample("The panel has 12 members, including seven women."),
        Sample("She bought 12 loaves, seven cakes and four pies."),
        Sample("The model has 2.7 million parameters (six layers, 384 wide)."),
        Sample("The police arrested 110 people, 70 on Saturday and 40 on Sunday."),
        Sample("It gives $20 million for roads and $15 million for schools, a total of $35 million."),
    )
    invalid: ClassVar[tuple[Sample, ...]] = (
        Sample("The panel has 12 members: seven women and six men.", flagged="12"),
        Sample("The accident killed 10 people, seven adults and four children.", flagged="10"),
        Sample("The police arrested 120 people, 70 on Saturday and 40 on Sunday.", flagged="120"),
        Sample(
            "It gives $20 million for roads and $15 million for schools, a total of $45 million.", flagged="$45 million"
        ),
    )

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """Yield each whole that its parts do not make."""
        del context
        for sentence, figures in figured(article):
            for whole, parts in _divided(sentence.text, figures):
                low, high = (sum(span(each)[n] for each in parts) for n in (0, 1))
                if _near(whole, parts) and (span(whole)[1] < low or high < span(whole)[0]):
                    yield self._found(article, sentence.start, whole, parts)

    def _found(self, article: Article, at: int, whole: Quantity, parts: Sequence[Quantity]) -> Finding:
        made = figure(sum((each.value for each in parts), Fraction()), 2)
        message = f"The parts make {made}, not {whole.text}."
        proof = total(f"{' + '.join(map(shown, parts))} = {made}", whole=whole.text)
        return self.finding(article, at + whole.start, at + whole.end, message, proof)


def _near(whole: Quantity, parts: Sequence[Quantity]) -> bool:
    """Whether the parts make at least half and at most twice the whole: what is further off was never its parts."""
    made = sum((each.value for each in parts), Fraction())
    return whole.value <= 2 * made <= 4 * whole.value


def _divided(text: str, figures: Sequence[Quantity]) -> Iterator[tuple[Quantity, Sequence[Quantity]]]:
    """The wholes of a sentence with their parts."""
    whole, parts = figures[0], figures[1:]
    if _listed(text, whole, parts) and (
        _OPENS.fullmatch(text[whole.end : parts[0].start]) or _kinds(text, whole, parts)
    ):
        yield whole, parts
    if _OF_THE.match(text[: whole.start]) and _shared_out(text, whole, parts):
        yield whole, parts
    *before, last = figures
    if _SUM.search(text[max(0, last.start - 30) : last.start]) and _row(text, before, last):
        yield last, _row(text, before, last)


def _listed(text: str, whole: Quantity, parts: Sequence[Quantity]) -> bool:
    """Whether the figures after the first may be its parts, and all of them."""
    if len(parts) < 2 or not plain(whole, *parts) or {whole.unit} != {each.unit for each in parts}:  # noqa: PLR2004 - one part is no list
        return False
    if whole.unit or not whole.counted or _PARTIAL.search(text[whole.end :]):
        return False
    if any(each.years != whole.years for each in parts) or ")" in text[whole.end : parts[-1].start]:
        return False
    gaps = [text[one.end : other.start] for one, other in pairwise(parts)]
    return all(len(gap) < 60 and ("," in gap or " and " in gap) for gap in gaps) and len(text) - parts[-1].end < 80  # noqa: PLR2004 - a list is close together


def _kinds(text: str, whole: Quantity, parts: Sequence[Quantity]) -> bool:
    """Whether what follows a comma divides the whole: kinds of people, or the same preposition after each."""
    if whole.counted not in _WHOLE or not _COMMA.fullmatch(text[whole.end : parts[0].start]):
        return False
    if all(each.counted in _PART or (each.counted in {"death", "injury"}) for each in parts):
        return bool(re.match(r"[\w\s,’'-]*[.]?$", text[parts[-1].end :])) and _only_nouns(text, parts)
    places = [_PLACE.match(text, each.end) for each in parts]
    return all(places) and len({place[1] for place in places if place}) == 1


def _shared_out(text: str, whole: Quantity, parts: Sequence[Quantity]) -> bool:
    """“Of the $412 million, $310 million will come from … and $112 million from …”: more than there is."""
    if len(parts) < 2 or not plain(whole, *parts) or {whole.unit} != {each.unit for each in parts}:  # noqa: PLR2004 - one part is no list
        return False
    places = [_PLACE.search(text, each.end, each.end + 40) for each in parts]
    alike = all(places) and len({place[1] for place in places if place}) == 1
    more = sum(span(each)[0] for each in parts) > span(whole)[1]
    return alike and more and not _PARTIAL.search(text[whole.end :])


def _only_nouns(text: str, parts: Sequence[Quantity]) -> bool:
    """Whether nothing but a noun or two stands between the parts."""
    gaps = [text[one.end : other.start] for one, other in pairwise(parts)]
    return all(re.fullmatch(r"(?:\s[\w’'-]+){1,3}?(?:,|,?\sand)\s", gap) for gap in gaps)


def _row(text: str, before: Sequence[Quantity], last: Quantity) -> list[Quantity]:
    """The figures of one kind that are listed right before their total; none where another figure stands between."""
    row: list[Quantity] = []
    for each, after in reversed(list(pairwise([*before, last]))):
        gap = text[each.end : after.start]
        if each.unit != last.unit or not plain(each) or len(gap) > 60 or not _JOINT.search(gap):  # noqa: PLR2004 - close together
            break
        row.insert(0, each)
    nouns = {each.counted for each in (*row, last)} - {""}
    whole = len(row) > 1 and plain(last) and len(nouns) <= 1
    return row if whole and not _PARTIAL.search(text[row[0].start : last.start]) else []
