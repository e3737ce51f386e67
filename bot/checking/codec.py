"""Reports as JSON text and back, for the cache. Plain data: reading it runs nothing, whoever wrote it."""

from __future__ import annotations

import json
import types
import typing
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any

from bot import records
from bot.records import Finding, NotCheckable
from bot.reports.report import Consulted, Judged

_AS_THEY_ARE = frozenset({str, int, float, bool, type(None), dict})
Parts = tuple[tuple[Judged, ...], tuple[Finding, ...], tuple[NotCheckable, ...], date | None, str | None]
# With sources: what was consulted, the notices, and where each page of a PDF ends as well.
Whole = tuple[
    tuple[Judged, ...],
    tuple[Finding, ...],
    tuple[NotCheckable, ...],
    tuple[Consulted, ...],
    tuple[str, ...],
    tuple[tuple[str, tuple[int, ...]], ...],
    date | None,
    str | None,
]


def dumped(parts: Parts | Whole) -> str:
    """JSON text of what was found in a draft."""
    return json.dumps(_plain(parts), ensure_ascii=False, separators=(",", ":"))


def loaded(text: str) -> Parts:
    """What was found in a draft by itself, from its JSON text.

    Raises:
        ValueError: The text is not what `dumped` writes.
    """
    return typing.cast("Parts", _loaded(text, Parts))


def loaded_whole(text: str) -> Whole:
    """What was found in a draft with sources, from its JSON text.

    Raises:
        ValueError: The text is not what `dumped` writes.
    """
    return typing.cast("Whole", _loaded(text, Whole))


def _loaded(text: str, kind: Any) -> Any:  # noqa: ANN401 - `_of` builds the type that it is given
    try:
        return _of(kind)(json.loads(text))
    except (TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise ValueError(f"not a kept result: {error}") from error


def _plain(value: Any) -> Any:  # noqa: ANN401 - any part of a record
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if kind is tuple or kind is list:
        return [_plain(each) for each in value]
    if issubclass(kind, Enum):
        return value.value
    if issubclass(kind, date):
        return value.isoformat()
    if is_dataclass(kind):
        return [_plain(getattr(value, name)) for name in _names(kind)]
    return value


@cache
def _names(kind: Any) -> tuple[str, ...]:  # noqa: ANN401 - a dataclass
    return tuple(each.name for each in fields(kind))


@cache
def _of(kind: Any) -> Any:  # noqa: ANN401, PLR0911 - a reader for a type, one return a sort of type
    """A function that makes a value of a type from JSON data."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in {typing.Union, types.UnionType}:
        inner = _of(next(each for each in arguments if each is not types.NoneType))
        return lambda value: None if value is None else inner(value)
    if origin is tuple and arguments[-1] is Ellipsis:
        item = _of(arguments[0])
        return lambda value: tuple([item(each) for each in value])
    if origin is tuple:
        items = [_of(each) for each in arguments]
        return lambda value: tuple([read(each) for read, each in zip(items, value, strict=True)])
    if is_dataclass(kind) and isinstance(kind, type):
        hints = typing.get_type_hints(kind, None, vars(records))
        readers, make = [_of(hints[name]) for name in _names(kind)], typing.cast("Any", kind)
        return lambda value: make(*[read(each) for read, each in zip(readers, value, strict=True)])
    if kind is datetime or kind is date:
        return kind.fromisoformat
    if isinstance(kind, type) and issubclass(kind, Enum):
        members = {member.value: member for member in kind}
        return members.__getitem__
    return lambda value: value
