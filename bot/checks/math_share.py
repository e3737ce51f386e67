"""MATH002: a share in per cent that does not follow from part and whole, or a part greater than its whole."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from bot.checks.reckoning import close, figured, outside, plain, said, shown, span, total
from bot.checks.rule import ArticleRule, Context, Sample
from bot.checks.skeleton import skeleton
from bot.language.patterns import Lazy
from bot.language.quantities import Bound
from bot.language.quantities.rendering import figure
from bot.records import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.article import Article
    from bot.checks.reckoning import Span
    from bot.checks.skeleton import Skeleton
    from bot.language.quantities import Quantity
    from bot.records import Finding

_N = r"(?:\s(?!(?:and|but|while|to|from|of|or|than)\b)[a-z][\w’'-]*){0,3}"
_OWN = (
    r"(?:(?:(?:the|its|their|his|her|our|all|those|these|a\stotal\sof)\s){1,2}(?:(?!and\b|or\b)[\w’'-]+\s){0,2}?"
    r"|(?:[\w-]+[’']s?\s)?)"
)
_OF = rf"(?P<part>¤){_N}\s(?:out\s)?of\s{_OWN}(?P<whole>¤)"
_MARK = r"(?:\s?,\sor\s|\sor\s|\s?\((?:or\s)?|\s?,\s|\s[–—-]\s)(?:(?:just|only|exactly|i\.e\.|that\sis)\s)*"
# “Half of the 40 members, 12, …”.
_INSET = rf"(?P<stated>¤)\sof\s{_OWN}(?P<whole>¤)(?!-){_N}(?:,\sor\s|,\s|\s\()(?P<part>¤)(?=[,)])"
# After a share that stands by itself: no “40% more than last year”, no “40% of them women”.
_ALONE = (
    r"(?=\s?[,.;:)–—]|\s?$|\s(?:said|say|says|voted|were|was|are|is|have|had|has|did|do)\b"
    r"|\sof\s(?:the\s)?(?:total|whole)\b)"
)
_FORMS = tuple(
    Lazy(each, re.IGNORECASE)
    for each in (
        rf"{_OF}(?!-){_N}{_MARK}(?P<stated>¤){_ALONE}",
        (
            rf"\bof\s{_OWN}(?P<whole>¤)(?!-)(?:\s[a-z][\w’'-]*){{0,6}}\s?,\s(?:only\s"
            rf"|just\s)?(?P<part>¤){_N}{_MARK}(?P<stated>¤){_ALONE}"
        ),
        (
            rf"(?P<part>¤){_N}{_MARK}(?P<stated>¤)\sof\s(?:the|its|their|all"
            rf"|a\stotal\sof)\s(?:[\w’'-]+\s){{0,3}}?(?P<whole>¤)(?!-)"
        ),
        (
            rf"(?P<stated>¤)(?:\sof\s[\w’' -]{{3,40}}?)?(?:,\sor\s"
            rf"|\s?\()(?P<part>¤){_N}\s(?:out\s)?of\s{_OWN}(?P<whole>¤)(?!-)"
        ),
        _INSET,
    )
)
_RATIO = Lazy(rf"(?P<ratio>¤){_N}(?:,\sor\s|\s\()(?P<stated>¤){_ALONE}", re.IGNORECASE)
_OUT_OF = Lazy(r"\s(?:in|out\sof)\s")
_PART = Lazy(_OF + r"(?!-)", re.IGNORECASE)
_OF_WHICH = Lazy(r"\bof\s(?:which|whom|these|those|them)\b", re.IGNORECASE)
_MAJORITY = Lazy(rf"{_OF}{_N},\san?\s(?:clear\s|narrow\s|bare\s|slim\s|simple\s|large\s)?(?P<most>majority)\b")
# “A third” may be three or four in ten.
_LOOSE = Fraction(12, 100)
_FEW = 3


class Share(ArticleRule):
    """Part, whole, and what per cent it is said to be."""

    code: ClassVar[str] = "MATH002"
    name: ClassVar[str] = "share-of-whole"
    severity: ClassVar[Severity] = Severity.ERROR
    summary: ClassVar[str] = (
        "A percentage that is not the share that its part and whole give, or a part that exceeds the whole."
    )
    what: ClassVar[str] = (
        "Reads “45 of the 90 members, or 50%” and its kin and reckons the share again, with room for rounding. "
        "“A third” "
        "and the like are held loosely; where a figure has a bound (about, nearly), the finding is a warning."
    )
    why: ClassVar[str] = "A share beside its part and whole can be checked by every reader."
    limits: ClassVar[str] = "Part, whole and share must stand side by side in one sentence."
    valid: ClassVar[tuple[Sample, ...]] = (
        Sample("Some 45 of the 90 members (50%) voted against."),
        Sample("In all, 45 of the 90 members, or 50%, voted against."),
        Sample("She was 12 of the 15 times late."),
        Sample("Of the 90 members, 45, 40% of them women, voted against."),
        Sample("Some 45 of the 90 members, 40% more than last year, voted against."),
        Sample("Women hold 48 of the 150 seats, about a third."),
    )
    invalid: ClassVar[tuple[Sample, ...]] = (
        Sample("In all, 45 of the 90 members, or 40%, voted against.", flagged="40%", replacement="50%"),
        Sample("In all, 95 of the 90 members voted against.", flagged="95"),
        Sample("Of the 400 people surveyed, 100, or 40 percent, had been robbed.", flagged="40 percent"),
        Sample("It will cut 1,500 jobs, about 5 percent of its 15,000 employees.", flagged="about 5 percent"),
        Sample("Women hold 27 of the 150 seats, about a third.", flagged="about a third"),
        Sample("Three of the seven judges, a majority, agreed.", flagged="majority"),
    )

    def check(self, article: Article, context: Context) -> Iterator[Finding]:
        """Yield each share that its part and whole rule out, and each part greater than its whole."""
        del context
        for sentence, figures in figured(article):
            if "of" not in sentence.text and "Of" not in sentence.text and " in " not in sentence.text:
                continue
            bones = skeleton(sentence.text, figures)
            yield from self._parts(article, sentence.start, bones)
            yield from self._shares(article, sentence.start, bones)
            yield from self._ratios(article, sentence.start, bones)
            yield from self._majorities(article, sentence.start, bones)

    def _parts(self, article: Article, at: int, bones: Skeleton) -> Iterator[Finding]:
        for match in _PART.finditer(bones.text):
            part, whole = (bones.named(match)[name] for name in ("part", "whole"))
            if (
                _OF_WHICH.search(match[0])
                or not _pair(part, whole)
                or whole.unit
                or not plain(whole)
                or not _least(part) > whole.value
            ):
                continue
            if whole.value > _FEW or part.value <= _FEW**2:
                message = f"{part.text} cannot be a part of {whole.text}."
                proof = total(f"{shown(part)} > {shown(whole)}")
                yield self.finding(article, at + part.start, at + part.end, message, proof)

    def _shares(self, article: Article, at: int, bones: Skeleton) -> Iterator[Finding]:
        seen: set[int] = set()
        for form in _FORMS:
            for match in form.finditer(bones.text):
                part, whole, stated = (bones.named(match)[name] for name in ("part", "whole", "stated"))
                if stated.start not in seen and _pair(part, whole) and _wrong(part, whole, stated, close):
                    seen.add(stated.start)
                    yield self._share(article, at, part, whole, stated)

    def _ratios(self, article: Article, at: int, bones: Skeleton) -> Iterator[Finding]:
        """“18 out of 24 schools, or 60%”."""
        for match in _RATIO.finditer(bones.text):
            ratio, stated = (bones.named(match)[name] for name in ("ratio", "stated"))
            value, loose = ratio.value * 100, ratio.value * 100 * _LOOSE
            known = ratio.unit == "share" and stated.unit == "%" and plain(ratio) and _OUT_OF.search(ratio.text)
            if known and outside(stated, (value - loose, value + loose)):
                result = f"{figure(value, 1)}%"
                start, end = at + stated.start, at + stated.end
                message = f"{ratio.text} is {result}, not {stated.text}."
                severity = None if plain(stated) else Severity.WARNING
                yield self.finding(article, start, end, message, total(f"{ratio.text} = {result}"), severity=severity)

    def _share(self, article: Article, at: int, part: Quantity, whole: Quantity, stated: Quantity) -> Finding:
        result = f"{figure(part.value / whole.value * 100, 1)}%"
        message = f"{part.text} of {whole.text} is {result}, not {stated.text}."
        proof = total(f"{shown(part)} ÷ {shown(whole)} = {result}", stated=stated.text)
        sure = plain(part, whole, stated) and _wrong(part, whole, stated)
        edit = result if stated.text.endswith("%") and sure else None
        severity = None if sure else Severity.WARNING
        start, end = at + stated.start, at + stated.end
        return self.finding(article, start, end, message, proof, replacement=edit, severity=severity)

    def _majorities(self, article: Article, at: int, bones: Skeleton) -> Iterator[Finding]:
        for match in _MAJORITY.finditer(bones.text):
            part, whole = (bones.named(match)[name] for name in ("part", "whole"))
            word = bones.source.find("majority", whole.end)
            if _pair(part, whole) and plain(part, whole) and part.value * 2 <= whole.value and word >= 0:
                message = f"{part.text} of {whole.text} is no majority."
                proof = total(f"{shown(part)} ÷ {shown(whole)} = {figure(part.value / whole.value * 100, 1)}%")
                yield self.finding(article, at + word, at + word + len("majority"), message, proof)


def _pair(part: Quantity, whole: Quantity) -> bool:
    """Whether two figures can be a part and its whole: of one unit, and the whole no round thousand."""
    exact = plain(whole) or whole.bound in {Bound.ABOUT, Bound.NEARLY}
    return (
        part.unit == whole.unit
        and part.unit not in {"%", "share", "times", "ordinal", "pp"}
        and exact
        and (whole.value > 1 and part.upper is None)
    )


def _least(part: Quantity) -> Fraction:
    """The least that a part may be."""
    return Fraction(0) if part.bound in {Bound.UNDER, Bound.AT_MOST} else span(part)[0]


def _wrong(part: Quantity, whole: Quantity, stated: Quantity, reach: Callable[[Quantity], Span] = span) -> bool:
    if part.value > whole.value or whole.upper is not None or stated.upper is not None:
        return False
    low, high = reach(part)[0] / reach(whole)[1], reach(part)[1] / reach(whole)[0]
    if stated.unit == "%":
        return outside(stated, (low * 100, high * 100))
    first, last = said(stated)
    return stated.unit == "share" and (high < first * (1 - _LOOSE) or low > last * (1 + _LOOSE))
