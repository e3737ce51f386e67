"""Write the generated reference (commands, settings, rules), or check that it is up to date.

python docs/generate.py            writes docs/commands.md, docs/settings.md, docs/rules.md,
                                   docs/factcheck.schema.json
python docs/generate.py --check    exit code 1 and the names of the pages that are out of date
"""

from __future__ import annotations

import inspect
import json
import sys
from dataclasses import fields
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import click

DOCS = Path(__file__).parent
TYPERS_OWN = frozenset({"install_completion", "show_completion", "help"})
SETTINGS = """\
What stands first holds: flags, environment variables, your own configuration, the project's file, defaults.

- **Your own configuration** is `factcheck.toml` in the user's configuration folder (`FACTCHECK_CONFIG` names another;
  set to nothing, there is none). It may set everything.
- **The project's file** is the first `factcheck.toml`, or `pyproject.toml` with a table `[tool.factcheck]`, from the
  draft upwards. It comes from outside, as the draft does: settings marked *outside only* are refused there, and `db`,
  `baseline` and `cache` may not lead out of its folder, from which its paths are counted.
- **`[[overrides]]`** in a project's file sets `select`, `ignore`, `extend_select`, `severity` and `require_reason` for
  the drafts that its `paths` match, patterns as in .gitignore; of several that match, the last one holds.

In a variable, lists are comma-separated and tables are written `NAME002=note,NUM=warning`. An unknown key or a wrong
type is one line and exit code 2. `factcheck init` writes a commented file, `factcheck config show` says which value
holds and where it comes from, and [factcheck.schema.json](factcheck.schema.json) lets an editor complete and check it.
"""
NOTE = "<!-- Written by docs/generate.py; change the code, then run `make docs`. -->\n\n"


def commands() -> str:
    """Every command with its help, arguments and options."""
    import typer

    from bot.cli.app import app

    parts = [f"# Commands\n\n{NOTE}"]
    for name, command in _walk("factcheck", typer.main.get_command(app)):
        parts.append(f"## {name}\n\n{inspect.cleandoc(command.help or '')}\n\n{_parameters(command)}")
    return "".join(parts).rstrip() + "\n"


def _walk(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    for child, inner in sorted(getattr(command, "commands", {}).items()):
        yield from _walk(f"{name} {child}", inner)


def _parameters(command: click.Command) -> str:
    rows = [_row(each) for each in command.params if getattr(each, "help", None) and each.name not in TYPERS_OWN]
    return "| argument or option | meaning |\n| --- | --- |\n" + "".join(rows) + "\n" if rows else ""


def _row(parameter: click.Parameter) -> str:
    option = parameter.opts[0].startswith("-")
    name = ", ".join(parameter.opts) if option else parameter.metavar or str(parameter.name).upper()
    kind = type(parameter.default)
    among = f" One of: {', '.join(each.value for each in kind)}." if issubclass(kind, Enum) else ""
    said = f"{' '.join(str(getattr(parameter, 'help', '')).split())}{among}"
    return f"| `{name}` | {said} |\n".replace("PATH|URL", "PATH or URL")


def settings() -> str:
    """Every setting with its meaning, default and environment variable."""
    from bot.settings import Settings
    from bot.settings.description import meanings

    rows = [
        f"| `{field.name}` | `FACTCHECK_{field.name.upper()}` | `{field.default!r}` | {meanings()[field.name]} |"
        for field in fields(Settings)
    ]
    table = "| setting | environment | default | meaning |\n| --- | --- | --- | --- |\n" + "\n".join(rows) + "\n"
    return f"# Settings\n\n{NOTE}{SETTINGS}\n{table}"


def schema() -> str:
    """JSON Schema of factcheck.toml, for editors."""
    from bot.settings.description import schema

    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def rules() -> str:
    """Every rule, as it explains itself."""
    from bot.checks import catalogue
    from bot.checks.document import page

    return page(catalogue.rules())


PAGES = {"commands.md": commands, "settings.md": settings, "rules.md": rules, "factcheck.schema.json": schema}


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
        sys.stdout.write(
            "".join(f"docs/{name}: {'out of date' if '--check' in sys.argv else 'written'}\n" for name in stale)
        )
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
