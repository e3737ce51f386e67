"""The corpus of names, and what the NAME rules make of it."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.article import from_text
from bot.checks.catalogue import Choice
from bot.checks.rule import Context
from bot.organisations import Register
from bot.records import Severity

if TYPE_CHECKING:
    from bot.records import Finding

FOLDER = Path(__file__).parents[1] / "corpus" / "names"
_MARKS = re.compile(r"\]\([^)]*\)|[*_\[\]`]")


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines() if line]


@cache
def register() -> Register:
    return Register.load()


def findings(row: dict[str, Any]) -> list[Finding]:
    article = from_text(row["text"], row.get("path", "sample.txt"))
    context = Context(register(), date.fromisoformat(row["as_of"]) if row.get("as_of") else None)
    return [found for rule in Choice(select=("NAME",)).article_rules for found in rule.check(article, context)]


def plain(text: str | None) -> str:
    """As the corpus's README says: white space folded, quotes straight, Markdown marks taken off."""
    return " ".join(_MARKS.sub("", text or "").replace("’", "'").split())


def caught(row: dict[str, Any]) -> bool:
    """Whether a finding of weight spans the wrong name and offers the right one."""
    return any(
        each.quote == row["flagged"] and plain(each.replacement) == plain(row["replacement"])
        for each in findings(row)
        if each.severity is not Severity.NOTE
    )


def recall(name: str) -> float:
    every = rows(name)
    return sum(map(caught, every)) / len(every)


def false_errors(name: str) -> list[str]:
    return [row["text"] for row in rows(name) if any(each.severity is Severity.ERROR for each in findings(row))]
