"""Configuration files: where they are, what they say, and what they may not say.

A project's file lies beside its drafts and comes from outside like them: it may choose rules and limits, but not where
keys are sent, which hosts of an intranet are read, or what is written outside its own folder.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.errors import ConfigError
from bot.settings.fields import OUTSIDE_ONLY, PATHS, PER_PATH, WRITTEN
from bot.settings.reading import KINDS, from_toml, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME, PYPROJECT = "factcheck.toml", "pyproject.toml"
# Environment variable that names the user's configuration; set to nothing, there is none.
USER_FILE = "FACTCHECK_CONFIG"


@dataclass(frozen=True, slots=True)
class Override:
    """Settings for the drafts of a project whose path, seen from the file's folder, matches one of `patterns`."""

    patterns: tuple[str, ...]
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class File:
    """What a configuration file sets, by field name; its paths are made absolute."""

    path: Path
    values: Mapping[str, object] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()


def beside(place: Path) -> File | None:
    """The project's file that holds for a draft or folder: the first one upwards.

    Raises:
        ConfigError: It cannot be read, is not TOML, or sets what it may not.
    """
    start = place.absolute()
    for folder in (start, *start.parents):
        if (folder / NAME).is_file():
            return _project(folder / NAME, _toml(folder / NAME))
        if (folder / PYPROJECT).is_file():
            table = _toml(folder / PYPROJECT).get("tool", {})
            if isinstance(table, dict) and "factcheck" in table:
                return _project(folder / PYPROJECT, table["factcheck"])
    return None


def of_user(environment: Mapping[str, str]) -> File | None:
    """The user's own configuration, which may set everything.

    Raises:
        ConfigError: It cannot be read, is not TOML, or sets what is not known.
    """
    named = environment.get(USER_FILE)
    if named is None:
        from platformdirs import user_config_path

        path = user_config_path("factcheck", appauthor=False) / NAME
    else:
        path = Path(named)
    if named == "" or (named is None and not path.is_file()):
        return None
    return File(path, _values(path, _toml(path), path.parent))


def _toml(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({(error.strerror or str(error)).lower()})") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ConfigError(f"{path}: is not TOML: {error}") from None


def _project(path: Path, table: object) -> File:
    if not isinstance(table, dict):
        raise ConfigError(f"{path}: tool.factcheck must be a table")
    table = dict(table)
    listed = table.pop("overrides", [])
    for key in table:
        if key in OUTSIDE_ONLY:
            raise ConfigError(
                f"{path}: {key} may not be set beside drafts; set FACTCHECK_{key.upper()} or your own configuration"
            )
    values = _values(path, table, path.parent)
    for key in WRITTEN & values.keys():
        _stays(path, key, str(values[key]))
    return File(path, values, tuple(_overrides(path, listed)))


def _stays(path: Path, key: str, value: str) -> None:
    """Refuse a path that leads out of the folder: a file beside a draft does not choose what is written elsewhere."""
    if value and not Path(os.path.realpath(value)).is_relative_to(os.path.realpath(path.parent)):
        raise ConfigError(f"{path}: {key} may not lead out of this file's folder; set FACTCHECK_{key.upper()} instead")


def _values(path: Path, table: Mapping[str, object], folder: Path) -> dict[str, object]:
    values = {}
    for key, value in table.items():
        if key not in KINDS:
            raise ConfigError(f"{path}: unknown key {key!r}{nearest(key, [*KINDS, 'overrides'])}")
        read = from_toml(f"{path}: {key}", key, value)
        values[key] = os.path.normpath(folder / read) if key in PATHS and isinstance(read, str) and read else read
    return values


def _overrides(path: Path, listed: object) -> list[Override]:
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        raise ConfigError(f"{path}: overrides must be written as [[overrides]] tables")
    return [_override(f"{path}: overrides[{number}]", dict(each)) for number, each in enumerate(listed)]


def _override(place: str, table: dict[str, object]) -> Override:
    patterns = table.pop("paths", None)
    if not isinstance(patterns, list) or not patterns or not all(isinstance(each, str) for each in patterns):
        raise ConfigError(f"{place}: needs paths, a list of patterns")
    for key in table:
        if key in KINDS and key not in PER_PATH:
            raise ConfigError(f"{place}: {key} holds for a whole run; only {', '.join(PER_PATH)} can differ by path")
        if key not in KINDS:
            raise ConfigError(f"{place}: unknown key {key!r}{nearest(key, ['paths', *PER_PATH])}")
    return Override(tuple(patterns), {key: from_toml(f"{place}.{key}", key, value) for key, value in table.items()})
