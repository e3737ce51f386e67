"""True sentences rewritten: kept true in other words, or made false by one change that says what it changed.

A change is an edit `(start, end, text)` of a sentence. Keepers shorten and rephrase; falsifiers alter a figure, a date, a
name, a kind, a direction, a polarity or a role. The parse is spaCy's; nothing here is part of the product.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from training.words import KINDS, OPPOSITES, QUANTIFIERS, SAME

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

Sentence = Any  # a spaCy Span or Doc; spaCy is no dependency of the project


class Edit(NamedTuple):
    """Replace `[start, end)` of a sentence's text; `kind` names what it changes."""

    start: int
    end: int
    text: str
    kind: str


MONTHS = "January February March April May June July August September October November December".split()
_MONTH = "|".join(MONTHS)
_DATE_US = re.compile(rf"\b({_MONTH}) (\d{{1,2}}), (\d{{4}})\b")
_DATE_UK = re.compile(rf"\b(\d{{1,2}}) ({_MONTH}) (\d{{4}})\b")
_YEAR = re.compile(r"(?<![\d,.$€£-])(1[5-9]\d\d|20[0-2]\d)(?![\d%]|[.,]\d)")
_NUMBER = re.compile(r"(?<![\w.,])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\w]|[.,]\d)")
_WORDED = "zero one two three four five six seven eight nine ten eleven twelve".split()
_PAREN = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
SWAPPED = ("PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "WORK_OF_ART", "EVENT", "PRODUCT")


def apply(text: str, edits: Sequence[Edit]) -> str:
    """The text with edits made; an edit that overlaps one made further right is left out."""
    limit = len(text) + 1
    for edit in sorted(edits, reverse=True):
        if edit.end <= limit:
            text = text[: edit.start] + edit.text + text[edit.end :]
            limit = edit.start
    return tidy(text)


def tidy(text: str) -> str:
    """The text without what deletions leave behind."""
    text = re.sub(r"\s+", " ", text).strip(" ,;–—")
    text = re.sub(r"\s+([,.;:!?])", r"\1", text)
    text = re.sub(r",\s*(?=[,.;])", "", text)
    return text[:1].upper() + text[1:]


def _pairs(listed: list[str], *, both: bool) -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for each in listed:
        one, _, other = each.replace("_", " ").partition("/")
        table.setdefault(one, []).append(other)
        if both:
            table.setdefault(other, []).append(one)
    return table


_OPPOSITES = _pairs(OPPOSITES, both=True)
_SAME = _pairs(SAME, both=False)
_KINDS: dict[str, list[tuple[str, ...]]] = {}
for _kind in KINDS:
    for _word in _kind:
        _KINDS.setdefault(_word, []).append(_kind)


def cuts(sentence: Sentence) -> list[Edit]:
    """What can be left out of a sentence without making it false."""
    text, base = sentence.text, sentence.start_char
    found = [Edit(m.start(), m.end(), "", "cut") for m in _PAREN.finditer(text)]
    brackets = [(f.start, f.end) for f in found]
    for token in sentence:
        if token.dep_ in {"appos", "relcl", "advcl", "npadvmod", "prep", "advmod", "amod", "acl"} and _free(token):
            start, end = token.left_edge.idx - base, token.right_edge.idx + len(token.right_edge) - base
            nested = any(s < end and start < e for s, e in brackets)
            if end - start < 0.6 * len(text) and not nested:
                comma = re.match(r"\s*,", text[end:])
                if token.dep_ not in {"amod", "advmod", "prep"} and comma and text[:start].rstrip().endswith(","):
                    end += comma.end()
                found.append(Edit(max(0, start), end, "", "cut"))
    return found


def _free(token: Any) -> bool:
    """Whether nothing hangs on the token that turns the sentence: a negation, a condition, a hedge, a head that needs it."""
    if token.dep_ == "prep":
        head = token.head
        return head.pos_ in {"VERB", "NOUN", "PROPN"} and token.lower_ not in {
            "without",
            "against",
            "of",
            "for",
            "from",
            "by",
            "to",
            "than",
        }
    if token.dep_ == "advmod":
        return (
            token.lower_.endswith("ly")
            and token.lower_ not in {"hardly", "rarely", "only", "nearly", "allegedly", "reportedly", "early"}
            and token.head.pos_ == "VERB"
        )
    if token.dep_ == "amod":
        return (
            token.head.pos_ == "NOUN"
            and token.pos_ == "ADJ"
            and not token.ent_type_
            and token.lower_
            not in {
                "former",
                "alleged",
                "fake",
                "false",
                "first",
                "last",
                "only",
                "possible",
                "potential",
                "likely",
                "future",
                "few",
                "many",
            }
            and not list(token.children)
            and "-" not in token.doc[max(0, token.i - 1) : token.i + 2].text
        )
    if token.dep_ == "advcl":
        return not any(c.lower_ in {"if", "unless", "until", "without", "though", "whether"} for c in token.subtree)
    return True


def clauses(sentence: Sentence) -> Iterator[str]:
    """Shorter statements that the sentence makes: each verb with the subject, each apposition as “is”."""
    root = sentence.root
    subject = next((c for c in root.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None or (
        subject.pos_ == "PRON" and subject.lower_ in {"who", "which", "that", "it", "this", "there"}
    ):
        return
    name = "".join(t.text_with_ws for t in subject.subtree).strip()
    name = _PAREN.sub("", name).split(",")[0].strip()
    for verb in [root, *(c for c in root.conjuncts if c.pos_ in {"VERB", "AUX"})]:
        own = [t for t in verb.subtree if not any(a in verb.conjuncts for a in (t, *t.ancestors) if a.i > verb.i)]
        if verb is not root and any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children):
            continue
        tail = [t for t in own if t.i > subject.right_edge.i]
        if tail and tail[0].dep_ == "cc":
            tail = tail[1:]
        words = "".join(t.text_with_ws for t in tail).strip()
        if verb is not root and verb.tag_ in {"VBN", "VBG", "VB"}:
            helper = next((c for c in root.children if c.dep_ in {"aux", "auxpass"}), None)
            own_helper = any(c.dep_ in {"aux", "auxpass"} for c in verb.children)
            if not own_helper and helper is None:
                continue
            words = words if own_helper else f"{helper.text} {words}"
        if 2 < len(words.split()) < 30:
            yield re.sub(r",? (?:but|and|or|who|which)$", "", tidy(f"{name} {words}").rstrip(".,;: ")) + "."
    for token in subject.children:
        if token.dep_ == "appos" and token.pos_ == "NOUN":
            yield tidy(f"{name} is {''.join(t.text_with_ws for t in token.subtree)}").rstrip(".,; ") + "."


def passive(sentence: Sentence, *, swapped: bool = False) -> str | None:
    """The sentence turned round (“A beat B” to “B was beaten by A”); `swapped` keeps the words and swaps the roles."""
    root = sentence.root
    subject = next((c for c in root.children if c.dep_ == "nsubj"), None)
    thing = next((c for c in root.children if c.dep_ == "dobj"), None)
    simple = (
        root.tag_ == "VBD" and root.lower_.endswith("ed") and not any(c.dep_ in {"neg", "aux"} for c in root.children)
    )
    if not (subject and thing and simple) or "PRON" in {subject.pos_, thing.pos_}:
        return None
    who, what = (_PAREN.sub("", "".join(t.text_with_ws for t in each.subtree)).strip(" ,") for each in (subject, thing))
    if max(len(who.split()), len(what.split())) > 9:
        return None
    if swapped:
        return f"{what[:1].upper()}{what[1:]} {root.text} {_lower(who, subject)}."
    was = "were" if thing.tag_ in {"NNS", "NNPS"} else "was"
    return f"{what[:1].upper()}{what[1:]} {was} {root.text} by {_lower(who, subject)}."


def _lower(words: str, head: Any) -> str:
    return words if head.left_edge.ent_type_ or head.left_edge.pos_ == "PROPN" else words[:1].lower() + words[1:]


def rephrasings(text: str, rng: Random) -> list[Edit]:
    """Edits that keep what the text says: other words, other forms of dates, figures rounded as people round."""
    found = list(_dates_rewritten(text, rng)) + list(_numbers_rounded(text, rng))
    for match in re.finditer(r"[\w%-]+", text):
        if match[0] in _SAME and rng.random() < 0.6:
            found.append(Edit(match.start(), match.end(), rng.choice(_SAME[match[0]]), "same"))
    return found


def _dates_rewritten(text: str, rng: Random) -> Iterator[Edit]:
    for match in _DATE_US.finditer(text):
        month, day, year = match.groups()
        other = rng.choice((f"{day} {month} {year}", f"{month} {year}", year, f"{month[:3]}. {day}, {year}"))
        yield Edit(*_with_on(text, match, other), "date form")
    for match in _DATE_UK.finditer(text):
        day, month, year = match.groups()
        yield Edit(*_with_on(text, match, rng.choice((f"{month} {day}, {year}", f"{month} {year}", year))), "date form")
    for match in re.finditer(r"\b[Ii]n (1[89]|20)(\d)\d\b(?![-–/,.]\d)", text):
        if rng.random() < 0.3:
            yield Edit(match.start(), match.end(), f"in the {match[1]}{match[2]}0s", "date form")


def _with_on(text: str, match: re.Match[str], other: str) -> tuple[int, int, str]:
    if text[: match.start()].endswith("on ") and not other[-6:-4].strip(", ").isdigit() and len(other.split()) < 3:
        return match.start() - 3, match.end(), f"in {other}"
    return match.start(), match.end(), other


def _plain_numbers(text: str) -> Iterator[tuple[re.Match[str], float]]:
    dates = [m.span() for p in (_DATE_US, _DATE_UK, _YEAR) for m in p.finditer(text)]
    for match in _NUMBER.finditer(text):
        named = re.search(rf"(?:{_MONTH}) $", text[: match.start()]) or re.match(rf" (?:{_MONTH})", text[match.end() :])
        if not named and not any(s <= match.start() < e for s, e in dates):
            yield match, float(match[1].replace(",", ""))


def _styled(value: float, like: str) -> str:
    if "." in like:
        return f"{value:.{len(like.split('.')[1])}f}"
    return f"{round(value):,}" if "," in like or value >= 10_000 else str(round(value))


def _numbers_rounded(text: str, rng: Random) -> Iterator[Edit]:
    for match, value in _plain_numbers(text):
        before = text[: match.start()]
        if (
            re.search(r"(than|about|over|least|nearly|around|almost|most|to|-|and|under|below|some)\s*[$€£]?$", before)
            or value == 0
        ):
            continue
        money = before[-1:] if before[-1:] in "$€£" else ""
        start = match.start() - len(money)
        if (
            0 < value <= 12
            and value == int(value)
            and "." not in match[1]
            and not money
            and rng.random() < 0.6
            and re.match(r" [a-z]", text[match.end() :])
        ):
            yield Edit(start, match.end(), _WORDED[int(value)], "number form")
        elif value >= 15:
            digits = len(str(int(value)))
            step = 10 ** max(0, digits - rng.choice((1, 2, 2)))
            nearest, floor = round(value / step) * step, int(value / step) * step
            if nearest and abs(nearest - value) / value < 0.06 and rng.random() < 0.5:
                yield Edit(
                    start,
                    match.end(),
                    f"{rng.choice(('about', 'around', 'nearly' if nearest > value else 'roughly'))} {money}{_styled(nearest, match[1].split('.')[0])}",
                    "rounded",
                )
            elif floor and floor < value and rng.random() < 0.6:
                yield Edit(
                    start,
                    match.end(),
                    f"{rng.choice(('more than', 'over'))} {money}{_styled(floor, match[1].split('.')[0])}",
                    "bound",
                )
            elif rng.random() < 0.6:
                yield Edit(
                    start,
                    match.end(),
                    f"{rng.choice(('fewer than', 'less than'))[:99]} {money}{_styled(floor + step, match[1].split('.')[0])}",
                    "bound",
                )


def falsifiers(
    sentence: Sentence, others: dict[str, list[str]], mined: dict[str, list[str]], rng: Random
) -> list[Edit]:
    """Edits of the sentence's text of which each makes it say what the sentence does not."""
    text = sentence.text
    content = {t.idx - sentence.start_char for t in sentence if t.pos_ in {"VERB", "ADJ", "ADP", "SCONJ", "ADV"}}
    return [
        *_numbers_changed(text, rng),
        *_years_changed(text, rng),
        *(e for e in _words_changed(text, mined, rng) if e.kind != "mined" or e.start in content),
        *_names_changed(sentence, others, rng),
        *_negated(sentence, rng),
    ]


def _numbers_changed(text: str, rng: Random) -> Iterator[Edit]:
    for match, value in _plain_numbers(text):
        if value == 0:
            continue
        factor = rng.choice((0.2, 0.4, 0.6, 0.75, 1.3, 1.6, 2, 3, 5, 10))
        new = value * factor if value > 12 else max(1, value + rng.choice((-3, -2, -1, 1, 2, 3, 5)))
        styled = _styled(new, match[1])
        if styled != match[1]:
            yield Edit(match.start(), match.end(), styled, "number")
        if value >= 15:
            step = 10 ** (len(str(int(value))) - 1)
            bound = rng.choice(
                (
                    f"more than {_styled((int(value / step) + rng.randint(1, 4)) * step, match[1])}",
                    f"fewer than {_styled(max(step / 2, int(value / step * rng.choice((0.5, 0.8))) * step), match[1])}",
                )
            )
            if bound.startswith("more") or float(bound.split()[-1].replace(",", "")) < value:
                yield Edit(match.start(), match.end(), bound, "wrong bound")


def _years_changed(text: str, rng: Random) -> Iterator[Edit]:
    for match in _YEAR.finditer(text):
        year = int(match[1]) + rng.choice((-40, -20, -10, -7, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 7, 10, 20))
        yield Edit(match.start(), match.end(), str(year), "year")
    for match in re.finditer(rf"\b({_MONTH}) (\d{{1,2}})\b", text):
        yield Edit(match.start(2), match.end(2), str((int(match[2]) + rng.randint(2, 20)) % 28 + 1), "day")


def _words_changed(text: str, mined: dict[str, list[str]], rng: Random) -> Iterator[Edit]:
    for match in re.finditer(
        r"[A-Za-z][\w-]*(?: (?:of|game|series|party|executive|minister|hop|force|America))?", text
    ):
        for word in dict.fromkeys((match[0], match[0].split(" ")[0])):
            end = match.start() + len(word)
            for kind in _KINDS.get(word, ()):
                yield Edit(match.start(), end, rng.choice([w for w in kind if w != word]), "kind")
            for table, name in ((_OPPOSITES, "opposite"), (mined, "mined")):
                if word in table and word not in {"his", "her", "for", "over", "under", "he", "she"}:
                    yield Edit(match.start(), end, rng.choice(table[word]), name)
            if word.lower() in QUANTIFIERS:
                yield Edit(match.start(), end, rng.choice(QUANTIFIERS[word.lower()]), "quantifier")


def _names_changed(sentence: Sentence, others: dict[str, list[str]], rng: Random) -> Iterator[Edit]:
    base = sentence.start_char
    ents = [e for e in sentence.ents if e.label_ in SWAPPED]
    for ent in ents:
        local = [e.text for e in ents if e.label_ == ent.label_ and e.text not in ent.text and ent.text not in e.text]
        pool = others.get(ent.label_, [])
        new = rng.choice(local) if local and rng.random() < 0.3 else rng.choice(pool) if pool else None
        if new and new not in sentence.text and new not in ent.text and ent.text not in new:
            subject = ent.root.dep_ in {"nsubj", "nsubjpass", "poss"}
            yield Edit(ent.start_char - base, ent.end_char - base, new, "subject" if subject else "name")


def _negated(sentence: Sentence, rng: Random) -> Iterator[Edit]:
    base, root = sentence.start_char, sentence.root
    negation = next((c for c in root.children if c.dep_ == "neg"), None)
    if negation is not None:
        if negation.lower_ in {"not", "never"}:
            yield Edit(negation.idx - base - 1, negation.idx + len(negation) - base, "", "negation off")
        return
    helper = next((c for c in root.children if c.dep_ in {"aux", "auxpass"}), None)
    start, end = root.idx - base, root.idx + len(root) - base
    if helper is not None and helper.i < root.i and helper.lower_ not in {"to", "'ve", "'s", "'d", "'re", "'ll"}:
        yield Edit(
            helper.idx + len(helper) - base,
            helper.idx + len(helper) - base,
            rng.choice((" not", " not", " never")),
            "negation",
        )
    elif root.lemma_ == "be" and root.tag_ in {"VBD", "VBZ", "VBP"}:
        yield Edit(end, end, rng.choice((" not", " not", " never")) if root.tag_ == "VBD" else " not", "negation")
    elif root.pos_ == "VERB" and helper is None and root.tag_ in {"VBD", "VBZ", "VBP"}:
        does = {"VBD": "did not", "VBZ": "does not", "VBP": "do not"}[root.tag_]
        failed = {
            "VBD": ("failed to", "refused to", "never did"),
            "VBZ": ("fails to", "refuses to"),
            "VBP": ("fail to", "refuse to"),
        }[root.tag_]
        how = does if rng.random() < 0.65 else rng.choice(failed)
        yield Edit(start, end, f"{how} {root.lemma_}".replace("never did", "never managed to"), "negation")


def mine(pairs: Iterator[tuple[str, str]]) -> dict[str, list[str]]:
    """Words that stood for each other in otherwise equal sentences of which one is false of the other."""
    table: dict[str, list[str]] = {}
    for one, other in pairs:
        a, b = one.split(), other.split()
        head = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), 0)
        tail = next((i for i, (x, y) in enumerate(zip(a[::-1], b[::-1], strict=False)) if x != y), 0)
        x, y = a[head : len(a) - tail], b[head : len(b) - tail]
        if (
            len(x) == len(y) == 1
            and x[0].isalpha()
            and y[0].isalpha()
            and x[0].islower()
            and y[0].islower()
            and len(y[0]) > 3
        ):
            table.setdefault(y[0], []).append(x[0])
            table.setdefault(x[0], []).append(y[0])
    return table
