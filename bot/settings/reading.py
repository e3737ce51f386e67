"""One value, from an environment variable or a configuration file, of the type that its field asks for."""

from __future__ import annotations

import math
from dataclasses import fields
from typing import TYPE_CHECKING

from bot.errors import ConfigError
from bot.settings.fields import CHOICES, Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

KINDS = {field.name: str(field.type).removesuffix(" | None") for field in fields(Settings)}
_SAID = {
    "bool": "true or false",
    "int": "a whole number, 0 or more",
    "float": "a number, 0 or more",
    "str": "a string",
    "tuple[str, ...]": "a list of strings",
    "tuple[tuple[str, str], ...]": "a table of strings",
}
_TRUE, _FALSE = frozenset({"1", "true", "yes", "on"}), frozenset({"0", "false", "no", "off"})


def from_variable(variable: str, name: str, text: str) -> object:
    """The value of the field `name` that an environment variable states; lists are comma-separated, pairs `left=right`.

    Raises:
        ConfigError: It is not of the field's type.
    """
    try:
        value = _READERS[KINDS[name]](text)
    except ValueError:
        raise ConfigError(f"{variable}={text}: must be {_SAID[KINDS[name]]}; see docs/settings.md") from None
    return _chosen(f"{variable}={text}", name, value)


def from_toml(place: str, name: str, value: object) -> object:
    """The value of the field `name` that a file states.

    Args:
        place: File and key, for the message.
        name: The field.
        value: As the TOML reader made it.

    Raises:
        ConfigError: It is not of the field's type.
    """
    try:
        read = _CHECKS[KINDS[name]](value)
    except ValueError:
        raise ConfigError(f"{place}: must be {_SAID[KINDS[name]]}, not {_shown(value)}") from None
    return _chosen(place, name, read)


def nearest(name: str, known: Iterable[str]) -> str:
    """`; did you mean …?` where a known name is near, else where to read."""
    from difflib import get_close_matches

    close = get_close_matches(name.replace("-", "_").lower(), list(known), n=1, cutoff=0.5)
    return f"; did you mean {close[0]}?" if close else "; docs/settings.md lists them"


def _chosen(place: str, name: str, value: object) -> object:
    if name not in CHOICES:
        return value
    words = [right for _, right in value] if isinstance(value, tuple) else [value]
    wrong = next((word for word in words if word not in CHOICES[name]), None)
    if wrong is not None:
        raise ConfigError(f"{place}: must be one of {', '.join(CHOICES[name])}, not {_shown(wrong)}")
    return value


def _shown(value: object) -> str:
    import json

    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:59] + "…"  # noqa: PLR2004 - what fits beside a message on one line


def _bool_word(text: str) -> bool:
    word = text.strip().lower()
    if word not in _TRUE | _FALSE:
        raise ValueError(text)
    return word in _TRUE


def _list_words(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _pair_words(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((left.strip(), right.strip()) for left, right in (part.split("=", 1) for part in _list_words(text)))


def _positive(value: float) -> float:
    if not math.isfinite(value) or value < 0:
        raise ValueError(value)
    return value


def _of(kind: type) -> Callable[[object], object]:
    def check(value: object) -> object:
        if type(value) is not kind:  # a TOML true is no number, though Python's is
            raise ValueError(value)
        return value

    return check


def _int(value: object) -> object:
    return _positive(_of(int)(value))  # type: ignore[arg-type]  # it is an int by then


def _float(value: object) -> object:
    if type(value) not in {int, float}:
        raise ValueError(value)
    return _positive(float(value))  # type: ignore[arg-type]  # it is a number by then


def _list(value: object) -> object:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ValueError(value)
    return tuple(value)


def _table(value: object) -> object:
    if not isinstance(value, dict) or not all(isinstance(each, str) for each in value.values()):
        raise ValueError(value)
    return tuple(value.items())


_READERS: dict[str, Callable[[str], object]] = {
    "str": str,
    "bool": _bool_word,
    "int": lambda text: _positive(int(text)),
    "float": lambda text: _positive(float(text)),
    "tuple[str, ...]": _list_words,
    "tuple[tuple[str, str], ...]": _pair_words,
}
_CHECKS: dict[str, Callable[[object], object]] = {
    "str": _of(str),
    "bool": _of(bool),
    "int": _int,
    "float": _float,
    "tuple[str, ...]": _list,
    "tuple[tuple[str, str], ...]": _table,
}
