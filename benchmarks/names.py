"""How fast the NAME rules read, beside a plain regular expression that looks for as many names.

    python benchmarks/names.py --data prose.jsonl     (rows with a "text")

Prints megabytes of text per second and core: all NAME rules together over whole articles, and `re` over an alternation
of the names. Each article is read once; the caches for words and phrases start empty.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bot.article import from_text
from bot.checks.catalogue import Choice
from bot.checks.rule import Context
from bot.organisations import Register
from bot.organisations.matching import matcher

if TYPE_CHECKING:
    from collections.abc import Callable


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path, required=True, help="JSON Lines with a text a row")
    texts = [json.loads(line)["text"] for line in arguments.parse_args().data.read_text("utf-8").splitlines()]
    articles = [from_text(text, "bench.txt") for text in texts]
    size = sum(len(text.encode()) for text in texts) / 1e6

    began = time.perf_counter()
    register = Register.load()
    loaded = time.perf_counter()
    index = matcher(register).index
    _ = index.exact, index.lengths, index.seeds, index.vocabulary, index.acronyms, index.pairs
    built = time.perf_counter()
    print(f"register {1000 * (loaded - began):.0f} ms, index {1000 * (built - loaded):.0f} ms")

    context, rules = Context(register), Choice(select=("NAME",)).article_rules
    names = sorted({entry.name for entry in index.entries}, key=len, reverse=True)
    plain = re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b")

    def ours() -> int:
        return sum(1 for article in articles for rule in rules for _ in rule.check(article, context))

    def theirs() -> int:
        return sum(1 for text in texts for _ in plain.finditer(text))

    for label, work in (("NAME rules, first time", ours), ("NAME rules, again", ours), ("plain re", theirs)):
        took = seconds(work)
        print(f"{label}: {size / took:.2f} MB/s ({len(names)} names, {size:.2f} MB)")


if __name__ == "__main__":
    main()
