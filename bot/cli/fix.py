"""`factcheck fix`: applying the replacements that are certain."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.checks.rule import ArticleRule
    from bot.organisations import Register


def fix(
    article: Annotated[list[str], typer.Argument(help="Files to correct (.txt, .md, .html).", show_default=False)],
    diff: Annotated[bool, typer.Option("--diff", help="Only show what would change; write nothing.")] = False,
    as_of: Annotated[str | None, typer.Option(help="When the draft speaks (ISO date); names are judged by it.")] = None,
) -> None:
    """Correct misnamed organisations in place, where the right name is certain; everything else stays byte for byte.

    factcheck fix draft.md --diff
    """
    from bot.cli.options import chosen
    from bot.organisations import Register
    from bot.settings import resolve

    for path in article:
        settings = resolve({}, place=None if path == "-" else path)
        rules = [rule for rule in chosen(settings).article_rules if rule.code.startswith("NAME")]
        _fix(path, rules, Register.load(settings.organisations), _date(as_of), diff=diff)


def _fix(path: str, rules: Sequence[ArticleRule], register: Register, as_of: date | None, *, diff: bool) -> None:
    from bot import fixing
    from bot.article import read
    from bot.checks.rule import Context
    from bot.cli.options import tell
    from bot.reports.text import plural

    draft = read(path)
    context = Context(register, as_of or draft.published)
    findings = [found for rule in rules for found in rule.check(draft, context)]
    new = fixing.fix(draft.text, findings)
    if diff:
        typer.echo(difference(path, draft.text, new), nl=False)
    elif new != draft.text or path == "-":
        write_back(path, new, draft.encoding)
    count = len(fixing.chosen(findings))
    tell(f"{path}: {plural(count, 'name')} {'to correct' if diff else 'corrected'}")


def _date(text: str | None) -> date | None:
    from datetime import date

    from bot.errors import UserError

    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UserError(f"--as-of {text}: not a date; write it as 2024-01-31") from None


def difference(path: str, old: str, new: str) -> str:
    """What a correction changes, as `diff -u` shows it."""
    from difflib import unified_diff

    lines = unified_diff(old.splitlines(keepends=True), new.splitlines(keepends=True), path, path)
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def write_back(path: str, text: str, encoding: str) -> None:
    """Write a draft back as it was encoded, line ends and byte-order mark included; `-` goes to standard output.

    Raises:
        UserError: The file cannot be written, or the right name cannot be written in the file's encoding.
    """
    import codecs
    import sys

    from bot.cli.files import write_whole
    from bot.errors import UserError

    try:
        data = text.encode(encoding)
        if path == "-":
            sys.stdout.buffer.write(data)
            return
        if encoding == "utf-16":  # Python writes the mark of this machine's order: keep the file's own
            big = Path(path).read_bytes().startswith(codecs.BOM_UTF16_BE)
            mark, order = (codecs.BOM_UTF16_BE, "utf-16-be") if big else (codecs.BOM_UTF16_LE, "utf-16-le")
            data = mark + text.encode(order)
        write_whole(Path(path), data)
    except (OSError, UnicodeEncodeError) as error:
        why = (getattr(error, "strerror", None) or str(error)).lower()
        raise UserError(f"{path}: cannot be written ({why})") from None
