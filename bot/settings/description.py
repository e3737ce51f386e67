"""Settings explained: for `factcheck init`, for editors (JSON Schema) and for the documentation, from one docstring."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from typing import Any

from bot.settings.fields import CHOICES, OUTSIDE_ONLY, PER_PATH, Settings
from bot.settings.reading import KINDS

_HEAD = """\
# Settings of factcheck for the drafts in this folder and below. Each line shows a default; remove the # to change it.
# What comes first holds: flags, FACTCHECK_ variables, your own configuration, this file, defaults.
# `factcheck config show` says which value holds here and where it comes from.
"""
_TAIL = """
# For some drafts only; of several that match, the last one holds.
# [[overrides]]
# paths = ["archive/**"]
# ignore = ["NAME002"]
"""


def meanings() -> dict[str, str]:
    """What each setting means, by its name, on one line."""
    said = re.findall(r"^        (\w+): (.+(?:\n            .+)*)", Settings.__doc__ or "", re.MULTILINE)
    return {name: " ".join(words.split()) for name, words in said}


def template() -> str:
    """A commented factcheck.toml with every setting that a project may choose."""
    meaning = meanings()
    parts = [
        f"\n# {meaning[field.name]}\n# {field.name} = {_toml(field.name, field.default)}\n"
        for field in fields(Settings)
        if field.name not in OUTSIDE_ONLY
    ]
    return "".join([_HEAD, *parts, _TAIL])


def _toml(name: str, default: Any) -> str:  # noqa: ANN401 - a default is of any of the types that a setting has
    if default is None:
        return {"float": "10.0"}.get(KINDS[name], '"…"') + "  # not set by default"
    if KINDS[name].startswith("tuple[tuple"):
        return '{ NAME002 = "note" }  # an example'
    return json.dumps(default, ensure_ascii=False)


def schema() -> dict[str, Any]:
    """JSON Schema of factcheck.toml, and of [tool.factcheck] in pyproject.toml."""
    known = {field.name: _property(field.name, field.default) for field in fields(Settings)}
    beside = {name: each for name, each in known.items() if name not in OUTSIDE_ONLY}
    paths = {"type": "array", "minItems": 1, "items": {"type": "string"}, "description": "Patterns, as in .gitignore."}
    override = {
        "type": "object",
        "additionalProperties": False,
        "required": ["paths"],
        "properties": {"paths": paths, **{name: _bare(known[name]) for name in PER_PATH}},
    }
    beside["overrides"] = {"type": "array", "items": override, "description": "Settings for some drafts only."}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "factcheck.toml",
        "description": "Settings of factcheck for the drafts in a folder and below.",
        "type": "object",
        "additionalProperties": False,
        "properties": beside,
    }


def _property(name: str, default: Any) -> dict[str, Any]:  # noqa: ANN401 - see _toml
    described = {"description": meanings()[name], **_type(name)}
    if default is not None and not KINDS[name].startswith("tuple[tuple"):
        described["default"] = list(default) if isinstance(default, tuple) else default
    return described


def _bare(described: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in described.items() if key != "default"}


def _type(name: str) -> dict[str, Any]:
    words = {"type": "string", **({"enum": list(CHOICES[name])} if name in CHOICES else {})}
    types: dict[str, dict[str, Any]] = {
        "str": words,
        "bool": {"type": "boolean"},
        "int": {"type": "integer", "minimum": 0},
        "float": {"type": "number", "minimum": 0},
        "tuple[str, ...]": {"type": "array", "items": words},
        "tuple[tuple[str, str], ...]": {"type": "object", "additionalProperties": words},
    }
    return types[KINDS[name]]
