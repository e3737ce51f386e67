"""Which value holds, and where it comes from: flags > environment > user configuration > project's file > defaults."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.settings import files
from bot.settings.fields import Settings
from bot.settings.reading import from_variable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# Names under which others keep the same thing; ours, FACTCHECK_API_KEY and FACTCHECK_BASE_URL, come first.
_SYNONYMS = {"api_key": "ANTHROPIC_API_KEY", "base_url": "ANTHROPIC_BASE_URL"}
FLAG, DEFAULT = "flag", "default"


@dataclass(frozen=True, slots=True)
class Resolution:
    """Settings with the origin of each: `flag`, an environment variable's name, a file's path, or `default`."""

    settings: Settings
    origins: Mapping[str, str]
    project: files.File | None = None

    def for_draft(self, path: str | Path) -> Settings:
        """The settings for one draft: the project's overrides whose patterns match it, the last one first."""
        if self.project is None or not self.project.overrides:
            return self.settings
        values: dict[str, Any] = {}
        for override in self.project.overrides:
            if _matches(override, Path(path).absolute(), self.project.path.parent):
                values.update(override.values)
        own = (DEFAULT, str(self.project.path))
        return replace(self.settings, **{key: value for key, value in values.items() if self.origins[key] in own})


def resolve(
    flags: Mapping[str, Any], environment: Mapping[str, str] | None = None, place: str | Path | None = None
) -> Settings:
    """The settings of a run; `trace` says the arguments."""
    return trace(flags, environment, place).settings


def trace(
    flags: Mapping[str, Any], environment: Mapping[str, str] | None = None, place: str | Path | None = None
) -> Resolution:
    """The settings of a run, with the origin of each.

    Args:
        flags: Values from the command line by field name; None means that the flag was not given.
        environment: Environment variables, `os.environ` where None: `FACTCHECK_` and the field name in capitals.
        place: The draft or folder from which a project's file is looked for upwards; None: the working folder.

    Raises:
        ConfigError: A value is not of its field's type, a key is not known, or may not be set where it is.
    """
    environment = os.environ if environment is None else environment
    project = files.beside(Path.cwd() if place is None else Path(place))
    user = files.of_user(environment)
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for name in (field.name for field in fields(Settings)):
        found = next(_candidates(name, flags, environment, (user, project)), None)
        origins[name] = found[0] if found else DEFAULT
        if found:
            values[name] = found[1]
    return Resolution(Settings(**values), origins, project)


def _candidates(
    name: str, flags: Mapping[str, Any], environment: Mapping[str, str], layers: tuple[files.File | None, ...]
) -> Iterator[tuple[str, Any]]:
    """Origin and value of a setting, the one that holds first."""
    if flags.get(name) is not None:
        yield FLAG, flags[name]
    for variable in (f"FACTCHECK_{name.upper()}", _SYNONYMS.get(name, "")):
        if environment.get(variable):
            yield variable, from_variable(variable, name, environment[variable])
    for file in layers:
        if file and name in file.values:
            yield str(file.path), file.values[name]


def _matches(override: files.Override, path: Path, folder: Path) -> bool:
    from pathspec import GitIgnoreSpec

    if not path.is_relative_to(folder):
        return False
    return GitIgnoreSpec.from_lines(override.patterns).match_file(path.relative_to(folder).as_posix())
