"""Loads, checks and renders `prompts/*.md`, and fences the data that goes into them.

A prompt is Markdown with front matter (id, version, inputs, output). Above the line `<!-- data -->` stands
what the model is told, the same in every call; below it the message that carries the data. Both are
`string.Template`s, filled in one
pass: what a value holds is never read as a placeholder.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from bot.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_PACKAGED = Path(__file__).parent / "_prompts"
_CHECKOUT = Path(__file__).parent.parent / "prompts"
_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_DATA = "\n<!-- data -->\n"
_FIELDS = {"id", "version", "inputs", "output"}
# Characters that no reader sees and that can carry hidden instructions: controls, and Unicode's tag
# characters.
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\U000e0000-\U000e007f]")


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt as stored: `output` says in one line what it asks for, `sha256` hashes the whole file."""

    id: str
    version: str
    inputs: frozenset[str]
    output: str
    system: str
    message: str
    sha256: str

    @property
    def identity(self) -> tuple[str, str, str]:
        """What is stored with everything that this prompt brought: id, version, hash."""
        return self.id, self.version, self.sha256

    def render(self, values: Mapping[str, str]) -> tuple[str, str]:
        """The instructions and the message, filled with `values`.

        Raises:
            ConfigError: `values` are not exactly the prompt's inputs.
        """
        if set(values) != self.inputs:
            wrong = ", ".join(sorted(set(values) ^ self.inputs))
            raise ConfigError(f"prompt {self.id}: missing or unknown input: {wrong}")
        return Template(self.system).substitute(values), Template(self.message).substitute(values)


@cache
def load(name: str) -> Prompt:
    """The prompt `prompts/<name>.md`: from the installed package, or from the checkout.

    Raises:
        ConfigError: There is no such prompt, or it is malformed.
    """
    folder = _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT
    try:
        text = (folder / f"{name}.md").read_text(encoding="utf-8")
    except OSError:
        raise ConfigError(f"prompt {name}: not found; the installation is incomplete") from None
    return parse(text, name)


def parse(text: str, name: str) -> Prompt:
    """The prompt that `text` holds.

    Raises:
        ConfigError: Front matter is missing or incomplete, the id is not `name`, or placeholders are not the
            inputs.
    """
    match = _FRONT_MATTER.match(text)
    if not match:
        raise ConfigError(f"prompt {name}: has no front matter")
    fields = dict(_field(line) for line in match[1].splitlines() if line.strip())
    if set(fields) != _FIELDS or fields["id"] != name:
        raise ConfigError(f"prompt {name}: front matter must state id ({name}), version, inputs and output")
    inputs = frozenset(fields["inputs"].replace(",", " ").split())
    system, _, message = text[match.end() :].partition(_DATA)
    found = _placeholders(system, name) | _placeholders(message, name)
    if found != inputs:
        raise ConfigError(f"prompt {name}: inputs and placeholders differ: {', '.join(sorted(found ^ inputs))}")
    digest = sha256(text.encode()).hexdigest()
    return Prompt(name, fields["version"], inputs, fields["output"], system.strip(), message.strip(), digest)


def fence(texts: Iterable[str]) -> str:
    """A word for the delimiters around `texts`, such that none of them can hold it.

    It is made from the texts themselves, so that the same data gives the same request; and a text that did
    guess it would only change it.
    """
    whole = "\x1f".join(texts)
    word = sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    while word in whole.lower():
        word = sha256(word.encode()).hexdigest()[:10]
    return word


def visible(text: str) -> str:
    """`text` as a reader sees it: without control characters and Unicode's invisible tags. Nothing else is touched."""
    return _UNSEEN.sub("", text)


def _field(line: str) -> tuple[str, str]:
    name, _, value = line.partition(":")
    return name.strip(), value.strip()


def _placeholders(text: str, name: str) -> set[str]:
    template = Template(text)
    if not template.is_valid():
        raise ConfigError(f"prompt {name}: a lone $ must be written $$")
    return set(template.get_identifiers())
