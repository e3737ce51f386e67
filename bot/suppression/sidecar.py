"""Ignores in a file beside a draft, for plain text: `<draft>.factcheck.toml`.

[[ignore]]
codes = ["NAME001"]
reason = "the name of a ship"
quote = "Drug Enforcement Agency"   # only findings on these words; without it, the whole draft
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.errors import ConfigError
from bot.records import Span
from bot.suppression.directive import ALL, Directive

if TYPE_CHECKING:
    from bot.article import Article

SUFFIX = ".factcheck.toml"
_KEYS = {"codes": list, "reason": str, "quote": str}


def read(article: Article, *, require_reason: bool) -> list[Directive]:
    """The ignores beside a draft; none where there is no such file.

    Raises:
        ConfigError: The file is not TOML or does not say what it must.
    """
    path = Path(article.path + SUFFIX)
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return []
    except (OSError, ValueError, RecursionError) as error:
        raise ConfigError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from None
    entries = table.get("ignore")
    if set(table) - {"ignore"} or not isinstance(entries, list):
        raise ConfigError(f"{path}: holds [[ignore]] tables with codes, reason and quote, and nothing else")
    return [_directive(article, f"{path}: ignore[{n}]", each, require_reason) for n, each in enumerate(entries)]


def _directive(article: Article, place: str, entry: Any, require_reason: bool) -> Directive:  # noqa: ANN401, FBT001 - TOML
    if not isinstance(entry, dict) or set(entry) - set(_KEYS):
        raise ConfigError(f"{place}: has codes, reason and quote, and nothing else")
    if any(not isinstance(value, _KEYS[key]) for key, value in entry.items()) or not entry.get("codes"):
        raise ConfigError(f"{place}: needs codes, a list of strings; reason and quote are strings")
    if require_reason and not entry.get("reason", "").strip():
        raise ConfigError(f"{place}: gives no reason; write one, or set require_reason = false")
    codes = tuple(ALL if str(code).lower() == ALL else str(code).upper() for code in entry["codes"])
    here = Span(0, len(article.text))
    return Directive(codes, entry.get("reason", ""), here, Span(0, 0), place, entry.get("quote"))
