"""All rules, found in the modules of this package, and a choice of them by code."""

from __future__ import annotations

import pkgutil
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import import_module
from inspect import isabstract
from typing import TYPE_CHECKING

import bot.checks
from bot.checks.rule import ArticleRule, ClaimRule, Rule
from bot.errors import ConfigError, UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.records import Finding, Severity


@cache
def rules() -> tuple[Rule, ...]:
    """One of each rule, by code."""
    return _family("")


@cache
def _family(beginning: str) -> tuple[Rule, ...]:
    """The rules of the modules whose names begin so, by code: to show one rule, the others need not be read."""
    for module in pkgutil.iter_modules(bot.checks.__path__):
        if module.name.startswith(beginning):
            import_module(f"bot.checks.{module.name}")
    kinds = [kind for base in (ArticleRule, ClaimRule) for kind in _below(base)]
    own = [kind for kind in kinds if kind.__module__.startswith("bot.checks.") and not isabstract(kind)]
    return tuple(sorted(map(_made, own), key=lambda rule: rule.code))


@cache
def _made(kind: type[Rule]) -> Rule:
    return kind()


def rule(code: str) -> Rule:
    """The rule with a code.

    Raises:
        UserError: There is none.
    """
    family = code.rstrip("0123456789").lower()
    found = _named(code, _family(family)) or _named(code, rules())
    if found is None:
        raise UserError(f"{code}: no such rule; `factcheck rules` lists them")
    return found


def _named(code: str, among: Iterable[Rule]) -> Rule | None:
    return next((each for each in among if code.upper() in {each.code, each.name.upper()}), None)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rules run and what their findings weigh.

    Args:
        select: Codes or beginnings of codes (NAME, NUM001) of the rules that run; empty: all.
        ignore: Codes or beginnings of codes of the rules that do not. The longer one wins where both name a
            rule; a tie is ignored.
        severities: Codes or beginnings of codes, and what the findings of those rules weigh instead.

    Raises:
        ConfigError: An entry names no rule.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=dict)

    def __post_init__(self) -> None:
        codes = [each.code for each in rules()]
        for entry in (*self.select, *self.ignore, *self.severities):
            if not entry or not any(code.startswith(entry.upper()) for code in codes):
                raise ConfigError(f"{entry}: names no rule; `factcheck rules` lists the codes")

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that run, by code."""
        return tuple(each for each in rules() if self._runs(each.code))

    @property
    def article_rules(self) -> tuple[ArticleRule, ...]:
        """Those that read the article alone."""
        return tuple(each for each in self.rules if isinstance(each, ArticleRule))

    @property
    def claim_rules(self) -> tuple[ClaimRule, ...]:
        """Those that hold a claim against passages."""
        return tuple(each for each in self.rules if isinstance(each, ClaimRule))

    def weighed(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings with the severities that were set."""
        return [self._weigh(finding) for finding in findings]

    def _runs(self, code: str) -> bool:
        wanted = _longest(code, self.select) if self.select else 0
        return wanted is not None and wanted > (-1 if (no := _longest(code, self.ignore)) is None else no)

    def _weigh(self, finding: Finding) -> Finding:
        entries = [entry for entry in self.severities if finding.code.startswith(entry.upper())]
        return replace(finding, severity=self.severities[max(entries, key=len)]) if entries else finding


def _longest(code: str, entries: Iterable[str]) -> int | None:
    """The length of the longest entry that a code begins with."""
    return max((len(entry) for entry in entries if code.startswith(entry.upper())), default=None)


def _below(kind: type[Rule]) -> list[type[Rule]]:
    return [each for child in kind.__subclasses__() for each in (child, *_below(child))]
