"""Expected verdicts: reading `seeds/*.expected.yaml`, and holding a JSON report against them. See docs/fixtures.md."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
_MARKS = " \t\n\"'“”‘’«»"


def slugs() -> list[str]:
    """The seeds that have expectations."""
    return sorted(path.name.removesuffix(".expected.yaml") for path in SEEDS.glob("*.expected.yaml"))


def load(slug: str) -> dict[str, Any]:
    """The expectations of a seed, with `text`, the article's, and the place (`start`, `end`) of each entry in it."""
    return deepcopy(_read(slug))


def variant(expected: dict[str, Any], edits: dict[str, Any]) -> dict[str, Any]:
    """The expectations of an edited article: `edits` is one of `expected["variants"]`."""
    text = expected["text"]
    for old, new in edits["replace"].items():
        text = text.replace(old, new)
    return _placed({"claims": [], **edits}, text)


def problems(expected: dict[str, Any], report: dict[str, Any]) -> list[str]:
    """What a report (the JSON one, as a dict) gets wrong, one line each; empty where all is as expected."""
    found = [
        f"claim without verdict: {claim['quote']!r}" for claim in report["claims"] if not claim["verdict"]["label"]
    ]
    for entry in expected["claims"]:
        found += [f"[{entry['id']}] {line}" for line in _about(entry, expected, report)]
    for words in expected.get("not_claims", ()):
        start = expected["text"].index(words)
        inside = [claim for claim in report["claims"] if _touch(claim, {"start": start, "end": start + len(words)})]
        found += [f"not a claim: {claim['quote']!r}" for claim in inside if claim["start"] >= start]
    for code in expected.get("no_findings", ()):
        wrong = [finding for finding in report["findings"] if finding["code"].startswith(code)]
        found += [f"unwanted {finding['code']} on {finding['quote']!r}" for finding in wrong]
    return found


def false_alarms(expected: dict[str, Any], report: dict[str, Any]) -> list[str]:
    """The findings of error severity that touch nothing that is wrong."""
    wrong = [entry for entry in expected["claims"] if entry["truth"] is False]
    return [
        f"false alarm {finding['code']} on {finding['quote']!r}"
        for finding in report["findings"]
        if finding["severity"] == "error" and not any(_touch(finding, entry) for entry in wrong)
    ]


def meant(entry: dict[str, Any], expected: dict[str, Any], report: dict[str, Any]) -> list[dict[str, Any]]:
    """The claims of a report that an entry is about."""
    claims = [claim for claim in report["claims"] if _is(entry, claim)]
    if entry["truth"] in {True, "imprecise"}:
        worse = [other for other in expected["claims"] if other["truth"] in {False, "altered"}]
        claims = [claim for claim in claims if not any(_is(other, claim) for other in worse)]
    return claims


@cache
def _read(slug: str) -> dict[str, Any]:
    expected = yaml.safe_load((SEEDS / f"{slug}.expected.yaml").read_text("utf-8"))
    return _placed(expected, (SEEDS / expected["article"]).read_text("utf-8"))


def _about(entry: dict[str, Any], expected: dict[str, Any], report: dict[str, Any]) -> list[str]:
    found = []
    claims = meant(entry, expected, report)
    labels = {claim["verdict"]["label"] for claim in claims}
    if not claims and entry["truth"] is not True:
        found.append(f"no claim on {entry['quote']!r}")
    if claims and "labels" in entry and not labels & set(entry["labels"]):
        found.append(f"{sorted(labels)} is none of {entry['labels']}: {entry['quote']!r}")
    if labels & set(entry.get("never", ())):
        found.append(f"must never be {sorted(labels & set(entry['never']))}: {entry['quote']!r}")
    evidence = [piece for claim in claims for piece in claim["evidence"]]
    if claims and "evidence_any" in entry and not any(w in e["quote"] for w in entry["evidence_any"] for e in evidence):
        found.append(f"no evidence holds one of {entry['evidence_any']}")
    year = str(entry.get("evidence_year", ""))
    if year and not any((piece["source"]["published"] or "").startswith(year) for piece in evidence):
        found.append(f"no evidence is of {year}")
    if "finding" in entry and not any(_fits(finding, entry) for finding in report["findings"]):
        found.append(f"no such finding: {entry['finding']}")
    return found


def _fits(finding: dict[str, Any], entry: dict[str, Any]) -> bool:
    want = entry["finding"]
    spans = "span" not in want or finding["quote"].strip(_MARKS) == want["span"].strip(_MARKS)
    shown = f"{finding['message']} {finding['proof']}"
    return (
        _touch(finding, entry)
        and finding["code"].startswith(want["code"])
        and finding["severity"] == want.get("severity", finding["severity"])
        and finding["replacement"] == want.get("replacement", finding["replacement"])
        and any(words in shown for words in want.get("message_any", [""]))
        and spans
    )


def _placed(expected: dict[str, Any], text: str) -> dict[str, Any]:
    for entry in expected["claims"]:
        start = -1
        for _ in range(entry.get("occurrence", 0) + 1):
            start = text.index(entry["quote"], start + 1)
        entry |= {"start": start, "end": start + len(entry["quote"])}
    return expected | {"text": text}


def _is(entry: dict[str, Any], claim: dict[str, Any]) -> bool:
    return _touch(claim, entry) and entry.get("kind", claim["kind"]) == claim["kind"]


def _touch(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])
