"""Write the generated reference (commands, settings, rules), or check that it is up to date.

    python docs/generate.py            writes docs/commands.md, docs/settings.md, docs/rules.md
    python docs/generate.py --check    exit code 1 and the names of the pages that are out of date
"""

from __future__ import annotations

import os
import re
import sys
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import click

DOCS = Path(__file__).parent
NOTE = "<!-- Written by docs/generate.py; change the code, then run `make docs`. -->\n\n"


def commands() -> str:
    """Every command with its help, as the terminal shows it."""
    os.environ.update(COLUMNS="100", TERM="dumb", NO_COLOR="1")
    import typer
    from bot.cli.app import app

    parts = [f"# Commands\n\n{NOTE}"]
    for name, command, context in _walk("factcheck", typer.main.get_command(app), None):
        parts.append(f"## {name}\n\n```text\n{command.get_help(context).rstrip()}\n```\n\n")
    return "".join(parts).rstrip() + "\n"


def _walk(name: str, command: click.Command, parent: click.Context | None) -> Iterator[tuple[str, click.Command, click.Context]]:
    context = command.context_class(command, info_name=name.split()[-1], parent=parent, max_content_width=100, terminal_width=100)
    yield name, command, context
    for child, inner in sorted(getattr(command, "commands", {}).items()):
        yield from _walk(f"{name} {child}", inner, context)


def settings() -> str:
    """Every setting with its meaning, default and environment variable."""
    from bot.settings import Settings

    said = dict(re.findall(r"^        (\w+): (.+(?:\n            .+)*)", Settings.__doc__ or "", re.MULTILINE))
    rows = [
        f"| `{field.name}` | `FACTCHECK_{field.name.upper()}` | `{field.default!r}` | {' '.join(said[field.name].split())} |"
        for field in fields(Settings)
    ]
    head = "# Settings\n\n" + NOTE + "Flags outrank the environment, which outranks the defaults.\n\n"
    return head + "| setting | environment | default | meaning |\n| --- | --- | --- | --- |\n" + "\n".join(rows) + "\n"


def rules() -> str:
    """Every rule, as it explains itself."""
    from bot.checks.document import markdown

    return markdown()


PAGES = {"commands.md": commands, "settings.md": settings, "rules.md": rules}


def main() -> int:
    """Write the pages, or with `--check` say which are out of date."""
    stale = []
    for name, make in PAGES.items():
        page, text = DOCS / name, make()
        if page.is_file() and page.read_text("utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in sys.argv:
            page.write_text(text, encoding="utf-8")
    if stale:
        sys.stdout.write("".join(f"docs/{name}: {'out of date' if '--check' in sys.argv else 'written'}\n" for name in stale))
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
