"""Which codes are listed: the rules' own by the catalogue's choice, those of verdicts and ignores by the same words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.records import Severity
from bot.reports.report import CLAIM_CODES
from bot.suppression.silencing import STALE, UNUSABLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.checks.catalogue import Choice
    from bot.records import Finding
    from bot.settings import Settings

# Codes that no rule has. That a claim is not settled is no finding of a job unless asked for: --extend-select CLAIM
BESIDE_RULES = (*(code for code, _, _ in CLAIM_CODES.values()), STALE, UNUSABLE)
LISTED = ("CLAIM001", "CLAIM002", "CLAIM003", "IGNORE")


def choice(settings: Settings) -> Choice:
    """The rules that run.

    Raises:
        ConfigError: An entry names no rule.
    """
    from bot.checks.catalogue import Choice, rules

    select, ignore = _of_rules(settings.select), _of_rules(settings.ignore)
    if settings.select:
        select += _of_rules(settings.extend_select)
        if not select:  # only codes beside the rules are chosen: no rule runs
            ignore = tuple(rule.code for rule in rules())
    weights = {entry: Severity(weight) for entry, weight in settings.severity if not _beside(entry)}
    return Choice(select, ignore, weights)


def listed(findings: Iterable[Finding], settings: Settings) -> list[Finding]:
    """The findings to list, with the severities that were set; what the rules say was chosen before they ran."""
    chosen = (each for each in findings if each.code not in BESIDE_RULES or _wanted(each.code, settings))
    return [_weighed(each, settings) for each in chosen]


def _of_rules(entries: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(entry for entry in entries if not _beside(entry))


def _beside(entry: str) -> bool:
    return bool(entry) and any(code.startswith(entry.upper()) for code in BESIDE_RULES)


def _wanted(code: str, settings: Settings) -> bool:
    wanted = _longest(code, (*(settings.select or LISTED), *settings.extend_select))
    return wanted > _longest(code, settings.ignore)


def _longest(code: str, entries: Iterable[str]) -> int:
    return max((len(entry) for entry in entries if code.startswith(entry.upper())), default=0)


def _weighed(finding: Finding, settings: Settings) -> Finding:
    if finding.code not in BESIDE_RULES:
        return finding
    entries = {entry: weight for entry, weight in settings.severity if finding.code.startswith(entry.upper())}
    return replace(finding, severity=Severity(entries[max(entries, key=len)])) if entries else finding
