"""Being told to stop: one line and a documented exit code, whichever signal says so."""

from __future__ import annotations

import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

INTERRUPTED, TERMINATED = 130, 143  # 128 and the signal's number, as shells have it


class _Terminated(KeyboardInterrupt):
    """SIGTERM, on the way that Ctrl-C takes."""


@contextmanager
def stopping() -> Iterator[None]:
    """Turn Ctrl-C and SIGTERM within the block into one line and exit code 130 or 143."""
    before = signal.signal(signal.SIGTERM, _terminate)
    try:
        yield
    except _Terminated:
        _stop("terminated", TERMINATED)
    except KeyboardInterrupt:
        _stop("interrupted", INTERRUPTED)
    finally:
        signal.signal(signal.SIGTERM, before)


def _terminate(_number: int, _frame: object) -> NoReturn:
    raise _Terminated


def _stop(word: str, code: int) -> NoReturn:
    sys.stderr.write(f"factcheck: {word}; what was done is kept, the same command goes on from here\n")
    raise typer.Exit(code)
