"""Generated slips: every sourced name of the register, distorted as people distort names, in plain sentences.

    python benchmarks/name_mutations.py [--show CLASS]

For each class of slip: how many were made, and how many NAME001 flags over the whole name as an error or warning.
Then the same slips of American names as another country's bodies ("the Kenyan …", "… of Kenya"): none of those may be
an error.
These figures stand apart from the corpus, whose sentences are people's.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from typing import TYPE_CHECKING

from bot.article import from_text
from bot.checks.catalogue import rule
from bot.checks.rule import ArticleRule, Context
from bot.organisations import Register
from bot.organisations.matching import matcher
from bot.records import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.records import Finding

HEADS = {
    "Agency": "Administration",
    "Administration": "Agency",
    "Bureau": "Agency",
    "Commission": "Committee",
    "Committee": "Commission",
    "Service": "Agency",
    "Board": "Commission",
    "Association": "Society",
    "Society": "Association",
    "Institution": "Institute",
    "Organization": "Association",
}
SMALL = {"of": "for", "for": "of", "on": "for"}
SPELLING = {"Labor": "Labour", "Defense": "Defence", "Center": "Centre", "Centers": "Centres", "Labour": "Labor"}
FOREIGN = ("The Kenyan {} said so.", "The {} of Kenya said so.", "Kenya's {} said so.", "In Kenya, the {} said so.")


def slips(name: str) -> Iterator[tuple[str, str]]:
    """Each slip of a name with its class."""
    words = name.split()
    for at, word in enumerate(words):
        for kind, new in _word_slips(word, at, len(words)):
            yield kind, " ".join([*words[:at], new, *words[at + 1 :]] if new else [*words[:at], *words[at + 1 :]])


def _word_slips(word: str, at: int, count: int) -> Iterator[tuple[str, str]]:
    if word in HEADS:
        yield "head noun", HEADS[word]
    if word in SMALL:
        yield "small word", SMALL[word]
    if word == "the" and at:
        yield "'the' missing", ""
    if word in SPELLING:
        yield "spelling of another country", SPELLING[word]
    if re.fullmatch(r"[A-Z][a-z]{3,}[^s]s", word):
        yield "singular for plural", word[:-1]
    elif re.fullmatch(r"[A-Z][a-z]{4,}[b-rt-xz]", word) and at == count - 1:
        yield "plural for singular", f"{word}s"
    if re.fullmatch(r"[A-Z][a-z]{7,}", word):
        yield "letter missing", word[:4] + word[5:]
        yield "letters swapped", word[:4] + word[5] + word[4] + word[6:]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", help="print what was missed in this class")
    show = parser.parse_args().show
    register = Register.load()
    known = matcher(register).index.exact
    made: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    abroad: Counter[str] = Counter()
    for body in register.organisations:
        if not body.accuses or body.until or body.country not in {"US", "UN", "EU", "INT"}:
            continue
        for kind, said in slips(body.name):
            if said == body.name or tuple(said.lower().split()) in known:
                continue
            made[kind] += 1
            hit = _flagged(f"On Monday the {said} said that it agreed.", said, register)
            caught[kind] += hit
            if not hit and show == kind:
                print("missed:", said)
            if body.country == "US" and not said.startswith(("U.S.", "United States")) and "America" not in said:
                abroad.update(frame for frame in FOREIGN if _errors(frame.format(said), register))
                abroad["made"] += 1
    for kind, count in sorted(made.items()):
        print(f"{kind:28} {caught[kind]:5} of {count:5}  {caught[kind] / count:.2f}")
    print(f"{'all':28} {caught.total():5} of {made.total():5}  {caught.total() / made.total():.2f}")
    for frame in FOREIGN:
        print(f"{frame:28} {abroad[frame]:5} errors in {abroad['made']}")


def _findings(text: str, register: Register) -> list[Finding]:
    misnamed = rule("NAME001")
    assert isinstance(misnamed, ArticleRule)
    return list(misnamed.check(from_text(text, "slip.txt"), Context(register)))


def _flagged(text: str, said: str, register: Register) -> bool:
    found = [each for each in _findings(text, register) if each.severity is not Severity.NOTE]
    return any(said.endswith(each.quote) for each in found)


def _errors(text: str, register: Register) -> list[Finding]:
    return [each for each in _findings(text, register) if each.severity is Severity.ERROR]


if __name__ == "__main__":
    main()
