"""Which drafts a job is about: files, folders, patterns; what .gitignore leaves out stays out."""

from __future__ import annotations

import glob
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bot.article import STDIN, SUFFIXES
from bot.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pathspec import GitIgnoreSpec


@dataclass(frozen=True, slots=True)
class Draft:
    """A file to check. `named`: the caller named it, so that it is an error if it cannot be read."""

    path: str
    named: bool


@dataclass(frozen=True, slots=True)
class _Ignored:
    """Patterns that hold from a folder down."""

    folder: Path
    patterns: GitIgnoreSpec

    def covers(self, path: Path) -> bool | None:
        """True: ignored; False: taken in again; None: nothing said."""
        if not path.is_relative_to(self.folder):
            return None
        name = path.relative_to(self.folder).as_posix() + ("/" if path.is_dir() else "")
        return self.patterns.check_file(name).include


@dataclass(slots=True)
class _Walk:
    excluded: tuple[_Ignored, ...]
    files: dict[str, bool] = field(default_factory=dict)

    def folder(self, path: Path, ignored: tuple[_Ignored, ...]) -> None:
        """Take in the drafts of a folder and of those in it, by name; depth costs no recursion."""
        stack = [(path, ignored, True)]
        while stack:
            here, ignored, is_folder = stack.pop()
            if is_folder:
                stack += reversed(list(_inside(here, ignored)))
            else:
                self.files.setdefault(_shown(here), False)


def _inside(path: Path, ignored: tuple[_Ignored, ...]) -> Iterator[tuple[Path, tuple[_Ignored, ...], bool]]:
    """The folders and drafts of a folder, with what is ignored in them; no pipes, devices or links."""
    ignored = (*ignored, *_patterns(path, ".gitignore"))
    for entry in sorted(os.scandir(path), key=lambda each: each.name):
        inner = path / entry.name
        if entry.name.startswith(".") or entry.is_symlink() or _covered(inner.absolute(), ignored):
            continue
        if entry.is_dir() or (entry.is_file() and inner.suffix.lower() in SUFFIXES):
            yield inner, ignored, entry.is_dir()


def found(paths: Iterable[str], excluded: Sequence[str] = (), root: Path | None = None) -> list[Draft]:
    """The drafts that paths stand for, each once: in the order of the paths, files of a folder by their names.

    Args:
        paths: Files, folders, patterns such as `drafts/**/*.md`, or `-` for standard input.
        excluded: Patterns, as in .gitignore, of files in folders that are left out, seen from `root`.
        root: A folder; None: the working folder.

    Hidden files and folders, symbolic links, and what a .gitignore names are left out of folders and patterns; a file
    that is named is always taken.

    Raises:
        UserError: A path or pattern stands for nothing, or a folder cannot be read.
    """
    walk = _Walk(tuple(_excluded(excluded, root or Path.cwd())))
    for path in paths:
        try:
            _add(walk, path)
        except OSError as error:
            raise UserError(f"{error.filename}: cannot be read ({(error.strerror or '').lower()})") from None
    return [Draft(path, named) for path, named in walk.files.items()]


def _add(walk: _Walk, path: str) -> None:
    if path == STDIN:
        walk.files[STDIN] = True
    elif Path(path).is_dir():
        top = Path(os.path.normpath(path))
        walk.folder(top, (*_above(top.absolute()), *walk.excluded))
    elif Path(path).exists() or not glob.has_magic(path):
        walk.files[_shown(Path(os.path.normpath(path)))] = True
    else:
        _pattern(walk, path)


def _pattern(walk: _Walk, path: str) -> None:
    matches = [Path(match) for match in sorted(glob.glob(path, recursive=True))]  # noqa: PTH207 - Path.glob takes no absolute pattern
    if not matches:
        raise UserError(f"{path}: matches no file")
    for match in matches:
        ignored = (*_above(match.absolute()), *walk.excluded)
        wanted = match.is_file() and not match.is_symlink() and match.suffix.lower() in SUFFIXES
        if wanted and not _covered(match.absolute(), ignored):
            walk.files.setdefault(_shown(match), False)


def _shown(path: Path) -> str:
    """A path that cannot be read as a command where a line begins with it."""
    text = str(path)
    return f"./{text}" if text.startswith((":", "-")) else text


def _covered(path: Path, ignored: tuple[_Ignored, ...]) -> bool:
    said = [each for rule in ignored if (each := rule.covers(path)) is not None]
    return bool(said) and said[-1]


def _above(folder: Path) -> Iterator[_Ignored]:
    """The .gitignore files above a folder, up to the root of its repository."""
    parents = list(folder.parents)
    root = next((n for n, parent in enumerate(parents) if (parent / ".git").exists()), None)
    if (folder / ".git").exists() or root is None:
        return
    for parent in reversed(parents[: root + 1]):
        yield from _patterns(parent, ".gitignore")


def _patterns(folder: Path, name: str) -> Iterator[_Ignored]:
    from pathspec import GitIgnoreSpec

    try:
        lines = (folder / name).read_text("utf-8", "replace").splitlines()
    except OSError:
        return
    yield _Ignored(folder.absolute(), GitIgnoreSpec.from_lines(lines))


def _excluded(patterns: Sequence[str], root: Path) -> Iterator[_Ignored]:
    from pathspec import GitIgnoreSpec

    if patterns:
        yield _Ignored(root.absolute(), GitIgnoreSpec.from_lines(patterns))
