"""Text from outside on its way into a format: nothing of it may command, mark up or break what it is put into."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import quote

from bot.reports.text import visible

# What XML 1.0 does not allow even as a reference, https://www.w3.org/TR/xml/#charsets
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Everything that GitHub's Markdown could read as a mark, https://spec.commonmark.org/0.31.2/#backslash-escapes
_MARKS = re.compile(r"([\\`*_{}\[\]<>()#!|~&$@:^])")


def markdown(text: str) -> str:
    """`text` on one line, so that Markdown shows it as it is: no mark, no tag, no link, no column of a table."""
    return _MARKS.sub(r"\\\1", visible(text)).replace("www.", "www\\.")


def xml(text: str) -> str:
    """`text` on one line, of characters that XML allows; the serialiser escapes its marks."""
    return _NOT_XML.sub(lambda match: f"<U+{ord(match.group()):04X}>", visible(text))


def uri(path: str) -> str:
    """A draft's path as a relative URI, seen from the working folder where it lies below it."""
    return quote(relative(path), safe="/", errors="surrogateescape")


def relative(path: str) -> str:
    """A draft's path with forward slashes and no `./`, seen from the working folder where it lies below it."""
    plain = os.path.normpath(path)
    inside = os.path.relpath(plain) if Path(plain).is_absolute() else plain
    return Path(plain if inside.startswith("..") else inside).as_posix()


def link(url: str | None) -> str | None:
    """A web address fit to stand between `(<` and `>)` in Markdown; None for anything that is not one."""
    if not url or not url.startswith(("https://", "http://")):
        return None
    return quote(url, safe="/:?#@!$&'*+,;=%~-._", errors="replace")
