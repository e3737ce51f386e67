"""Old findings that do not block: a committed JSON file, so that a team can begin today and mend at leisure."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.errors import ConfigError
from bot.suppression.identity import Identity, identified

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.records import Finding

VERSION = 1
_PARTS = {"rule": str, "fingerprint": str, "occurrence": int, "quote": str}


@dataclass(frozen=True, slots=True)
class Baseline:
    """Known findings by draft; a draft's name is its path from the folder of the file.

    `quotes` keeps the words of each finding for whoever reads the file.
    """

    path: Path
    drafts: Mapping[str, Mapping[Identity, str]] = field(default_factory=dict)

    def name(self, draft: str) -> str:
        """What the file calls a draft."""
        return Path(os.path.relpath(draft, self.path.parent)).as_posix()

    def known(self, draft: str) -> Mapping[Identity, str]:
        """The known findings of a draft."""
        return self.drafts.get(self.name(draft), {})

    def with_findings(self, found: Mapping[str, Iterable[Finding]]) -> Baseline:
        """The baseline with exactly these findings for these drafts; what it says of others stays."""
        named = {self.name(draft): _listed(findings) for draft, findings in found.items()}
        return Baseline(self.path, {name: each for name, each in {**self.drafts, **named}.items() if each})

    def pruned(self, found: Mapping[str, Iterable[Finding]]) -> Baseline:
        """The baseline without what was checked and is not found any more, and without drafts that are gone."""
        now = {self.name(draft): _listed(findings) for draft, findings in found.items()}
        kept = {
            name: {each: quote for each, quote in entries.items() if name not in now or each in now[name]}
            for name, entries in self.drafts.items()
            if name in now or (self.path.parent / name).exists()
        }
        return Baseline(self.path, {name: entries for name, entries in kept.items() if entries})

    @property
    def size(self) -> int:
        """How many findings it holds."""
        return sum(map(len, self.drafts.values()))

    def write(self) -> None:
        """Write the file, whole or not at all, sorted so that it can be read as a difference.

        Raises:
            ConfigError: It cannot be written.
        """
        drafts = {name: [_plain(*each) for each in sorted(entries.items())] for name, entries in self.drafts.items()}
        text = json.dumps({"version": VERSION, "drafts": drafts}, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        beside = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        try:
            beside.write_text(text, encoding="utf-8", newline="\n")
            beside.replace(self.path)
        except OSError as error:
            beside.unlink(missing_ok=True)
            raise ConfigError(f"{self.path}: cannot be written ({(error.strerror or str(error)).lower()})") from None


def load(path: str | Path) -> Baseline:
    """The baseline in a file; an empty one where there is no file.

    Raises:
        ConfigError: The file is damaged, or of a version that this program does not know.
    """
    try:
        data = json.loads(Path(path).read_text("utf-8"))
    except FileNotFoundError:
        return Baseline(Path(path))
    except (OSError, ValueError, RecursionError) as error:
        said = getattr(error, "strerror", None) or "it is not JSON"
        raise ConfigError(f"{path}: cannot be read ({said}); `factcheck baseline write` makes a new one") from None
    if not isinstance(data, dict) or data.get("version") != VERSION or not isinstance(data.get("drafts"), dict):
        raise ConfigError(f"{path}: is not a baseline of this version; `factcheck baseline write` makes a new one")
    return Baseline(
        Path(path), {name: dict(_entry(path, each) for each in data["drafts"][name]) for name in data["drafts"]}
    )


def _listed(findings: Iterable[Finding]) -> dict[Identity, str]:
    return {identity: finding.quote for finding, identity in identified(findings)}


def _plain(identity: Identity, quote: str) -> dict[str, object]:
    return {**identity._asdict(), "quote": quote}


def _entry(path: str | Path, entry: Any) -> tuple[Identity, str]:  # noqa: ANN401 - whatever the JSON holds
    good = isinstance(entry, dict) and all(isinstance(entry.get(key), kind) for key, kind in _PARTS.items())
    if not good:
        raise ConfigError(f"{path}: an entry needs rule, fingerprint, occurrence and quote")
    return Identity(entry["rule"], entry["fingerprint"], entry["occurrence"]), entry["quote"]
