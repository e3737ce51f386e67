"""Rules as text: one rule for the terminal or the documentation, and the whole of docs/rules.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.checks.rule import Rule, Sample

_HEAD = """# Rules

Every finding stands under the code of a rule; codes are never used again for anything else. `factcheck rule CODE`
shows one of these pages, `factcheck rules` the list. Each example is run as a test.

This page is written from the rules' own modules: `make docs` writes it again.
"""


def page(rules: Iterable[Rule]) -> str:
    """docs/rules.md: a table of the rules, then each in full."""
    every = list(rules)
    table = "\n".join(
        f"| [{each.code}](#{_anchor(each)}) | {each.name} | {each.severity} | {each.summary} |" for each in every
    )
    head = f"{_HEAD}\n| code | name | severity | finds |\n| --- | --- | --- | --- |\n{table}\n"
    return "\n".join([head, *map(section, every)])


def section(rule: Rule) -> str:
    """One rule in full, as Markdown."""
    parts = [
        f"## {rule.code} {rule.name}",
        rule.summary,
        f"Severity: {rule.severity}, unless a finding says otherwise.",
        f"**What it does.** {rule.what}",
        f"**Why it matters.** {rule.why}",
        f"**Known limits.** {rule.limits}",
        "**Flagged**",
        "\n".join(_flagged(rule.invalid)),
        "**Not flagged**",
        "\n".join(_silent(rule.valid)),
    ]
    return "\n\n".join(parts) + "\n"


def _anchor(rule: Rule) -> str:
    return f"{rule.code.lower()}-{rule.name}"


def _flagged(samples: Iterable[Sample]) -> Iterator[str]:
    for sample in samples:
        became = f" → `{_line(sample.replacement)}`" if sample.replacement else ""
        yield f"- {_code(sample.text)}: `{_line(sample.flagged or '')}`{became}{_note(sample)}"


def _silent(samples: Iterable[Sample]) -> Iterator[str]:
    return (f"- {_code(sample.text)}{_note(sample)}" for sample in samples)


def _note(sample: Sample) -> str:
    said = [sample.note] if sample.note else []
    said += [f"the draft speaks on {sample.as_of.isoformat()}"] if sample.as_of else []
    said += [f"the source says: {_line(sample.source)}"] if sample.source else []
    return f" ({'; '.join(said)})" if said else ""


def _code(text: str) -> str:
    line = _line(text)
    return f"`` {line} ``" if "`" in line else f"`{line}`"


def _line(text: str) -> str:
    return " ".join(text.split())
