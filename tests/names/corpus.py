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
    """As the README says: space folded, quotes straight, Markdown off, `&` as `and`, "United Nations" as "UN"."""
    words = _MARKS.sub("", text or "").replace("’", "'").replace("&", "and").split()
    return " ".join(words).replace("United Nations", "UN")


def caught(row: dict[str, Any]) -> bool:
    """Whether a finding of weight lies on the wrong name, and its replacement gives the text with the right one.

    The text decides: "U.S." before a name, or "of the United Nations" behind it, may be taken into the span or not.
    """
    text, flagged = row["text"], row["flagged"]
    start = text.index(flagged)
    wanted = plain(text[:start] + row["replacement"] + text[start + len(flagged) :])
    return any(
        plain(text[: each.start] + each.replacement + text[each.end :]) == wanted
        for each in findings(row)
        if each.severity is not Severity.NOTE and each.replacement and _over(each, start, start + len(flagged))
    )


def _over(found: Finding, start: int, end: int) -> bool:
    return found.start < end and start < found.end


def recall(name: str) -> float:
    every = rows(name)
    return sum(map(caught, every)) / len(every)


def false_errors(name: str) -> list[str]:
    return [row["text"] for row in rows(name) if any(each.severity is Severity.ERROR for each in findings(row))]
