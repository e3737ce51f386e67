"""Calling the command as a user does: in this process for speed, or as a process of its own where that matters."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
SEED = ROOT / "seeds" / "fentanyl-trafficking.txt"
PACKAGE = ROOT / "fixtures" / "fentanyl-trafficking"


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str

    @property
    def report(self) -> Any:
        return json.loads(self.out)


class Command:
    """`factcheck` in this process, in the test's own folder."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch, self._capsys = monkeypatch, capsys

    def __call__(self, *arguments: object) -> Result:
        from bot.cli import main

        self._monkeypatch.setattr(sys, "argv", ["factcheck", *map(str, arguments)])
        self._capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        shown = self._capsys.readouterr()
        code = ended.value.code
        return Result(code if isinstance(code, int) else 0 if code is None else 1, shown.out, shown.err)


def process(*arguments: object, **options: Any) -> subprocess.Popen[str]:
    """`factcheck` as a process, with its output piped."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen([sys.executable, "-m", "bot.cli", *map(str, arguments)], **pipes | options)
