"""Which lines of a draft changed since a commit.

Git hands over the old text by `cat-file`, which runs no filter, no text conversion and no external tool that a
repository's settings may name; the comparison is our own, so no diff is parsed.
"""

from __future__ import annotations

import subprocess
from difflib import SequenceMatcher
from functools import cached_property
from pathlib import Path

from bot.errors import UserError

_SECONDS = 60


class Changes:
    """Changes since a commit, seen from where the branch left it.

    Args:
        base: A branch, tag or commit.

    Raises:
        UserError: There is no git, no repository, or no such commit.
    """

    def __init__(self, base: str) -> None:
        self._base = base
        if base.startswith("-"):
            raise UserError(f"--diff-base {base}: is not a commit")
        commit = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}")
        if commit is None:
            raise UserError(f"--diff-base {base}: no such commit here; fetch it first, or run in the repository")
        fork = _git("merge-base", commit.decode().strip(), "HEAD")  # none in a shallow clone
        self._commit = (fork or commit).decode().strip()

    @cached_property
    def _root(self) -> Path:
        found = _git("rev-parse", "--show-toplevel")
        assert found is not None
        return Path(found.decode("utf-8", "surrogateescape").rstrip("\n"))

    @cached_property
    def _renamed(self) -> dict[str, str]:
        """The name that a file had, by the one that it was given since."""
        told = _git("diff-tree", "-r", "-M", "--diff-filter=R", "--name-status", "-z", self._commit, "HEAD") or b""
        parts = told.decode("utf-8", "surrogateescape").split("\0")
        return dict(zip(parts[2::3], parts[1::3], strict=False))

    def lines(self, path: str, text: str) -> set[int]:
        """The lines of `text`, from 1, that are not in the old version of the draft at `path`, or differ from it.

        Raises:
            UserError: The draft lies outside the repository.
        """
        place = Path(path).resolve()
        if not place.is_relative_to(self._root.resolve()):
            raise UserError(f"{path}: lies outside the repository; --diff-base cannot tell what changed in it")
        name = place.relative_to(self._root.resolve()).as_posix()
        old = _git("cat-file", "blob", f"{self._commit}:{name}")
        if old is None and name in self._renamed:
            old = _git("cat-file", "blob", f"{self._commit}:{self._renamed[name]}")
        new = _split(text)
        if old is None:
            return set(range(1, len(new) + 1))
        return changed(_split(_decoded(old, path)), new)


def changed(old: list[str], new: list[str]) -> set[int]:
    """The lines of `new`, from 1, that differ from `old`; where lines were taken out, the one that follows."""
    found: set[int] = set()
    for tag, _, _, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            found.update(range(start + 1, max(end, start + 1) + 1))
    return found


def _decoded(data: bytes, path: str) -> str:
    from bot.article import decode

    try:
        return decode(data, path)[0]
    except UserError:
        return ""


def _split(text: str) -> list[str]:
    return [line.rstrip("\r") for line in text.split("\n")]


def _git(*arguments: str) -> bytes | None:
    """What git says, or None where it says no.

    Raises:
        UserError: There is no git, or it does not answer.
    """
    command = ["git", *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=_SECONDS, stdin=subprocess.DEVNULL)  # noqa: S603 - no shell; what comes from outside cannot be an option
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UserError(f"--diff-base: git does not answer ({error})") from None
    return done.stdout if done.returncode == 0 else None
