"""`factcheck fix`: applying the replacements that are certain."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.article import Article
    from bot.records import Finding


def fix(
    article: Annotated[list[str], typer.Argument(help="Files to correct (.txt, .md, .html).", show_default=False)],
    diff: Annotated[bool, typer.Option("--diff", help="Only show what would change; write nothing.")] = False,
    as_of: Annotated[str | None, typer.Option(help="When the draft speaks (ISO date); names are judged by it.")] = None,
    organisations: Annotated[
        Path | None, typer.Option("--organisations", help="Your own register of names, laid over ours.")
    ] = None,
) -> None:
    """Correct misnamed organisations in place, where the right name is certain; everything else stays byte for byte.

    factcheck fix draft.md --diff
    """
    from bot.organisations import Register

    register = Register.load(organisations)
    for path in article:
        _fix(path, register, as_of, diff=diff)


def _fix(path: str, register: object, as_of: str | None, *, diff: bool) -> None:
    from bot.article import read
    from bot.fixing import chosen
    from bot.fixing import fix as fixed

    draft = read(path)
    findings = _findings(draft, register, as_of)
    new = fixed(draft.text, findings)
    if diff:
        _show(path, draft.text, new)
    elif new != draft.text:
        _write(path, new, draft.encoding)
    count = len(chosen(findings))
    typer.echo(f"{path}: {count} name{'' if count == 1 else 's'} {'to correct' if diff else 'corrected'}", err=True)


def _findings(draft: Article, register: object, as_of: str | None) -> list[Finding]:
    from datetime import date

    from bot.checks.catalogue import Choice
    from bot.checks.rule import Context
    from bot.errors import UserError

    try:
        when = date.fromisoformat(as_of) if as_of else draft.published
    except ValueError:
        raise UserError(f"--as-of {as_of}: not a date; write it as 2024-01-31") from None
    context = Context(register, when)  # type: ignore[arg-type] # a Register, imported where it is used
    return [found for rule in Choice(select=("NAME",)).article_rules for found in rule.check(draft, context)]


def _show(path: str, old: str, new: str) -> None:
    from difflib import unified_diff

    lines = unified_diff(old.splitlines(keepends=True), new.splitlines(keepends=True), path, path)
    typer.echo("".join(line if line.endswith("\n") else f"{line}\n" for line in lines), nl=False)


def _write(path: str, text: str, encoding: str) -> None:
    """Write a draft back as it was encoded, line ends and byte-order mark included; `-` goes to standard output.

    Raises:
        UserError: The file cannot be written, or the right name cannot be written in the file's encoding.
    """
    import codecs
    import sys

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
        Path(path).write_bytes(data)
    except (OSError, UnicodeEncodeError) as error:
        raise UserError(f"{path}: cannot be written ({error})") from None
