"""A PDF → its text with page numbers, read in a process of its own.

A PDF can be made to take for ever or to fill the memory; a thread cannot be stopped, a process can. Run as a program,
this module reads a PDF on standard input and writes JSON.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

from bot.language.pages import PAGE_END
from bot.sources.charset import clean
from bot.sources.extracted import Extract

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_PAGES = 400
MOST_SECONDS = 30.0
MOST_MEMORY = 1_500_000_000
_MOST_TEXT = 4_000_000
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HYPHENATED = re.compile(r"([^\W\d_]+)[-\u00ad\u2010]\n([^\W\d_]+)")
_ENDS = (".", "!", "?", ":", ";", "”", '"', "…")
_BULLET = re.compile(r"^(?:[•▪◦‣·*–—]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s")


def extract(content: bytes, *, seconds: float = MOST_SECONDS, pages: int = MOST_PAGES) -> Extract:
    """The text of a PDF.

    Args:
        content: Its bytes.
        seconds: What reading it may take; after that it is blocked.
        pages: How many pages are read; a note says so where there are more.
    """
    command = [sys.executable, "-P", "-m", __name__, str(pages), str(seconds)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=seconds, check=False)  # noqa: S603 - our own module
    except subprocess.TimeoutExpired:
        return Extract("", blocked=f"is a PDF that cannot be read within {seconds:g} s")
    try:
        found = json.loads(done.stdout)
    except ValueError:
        return Extract("", blocked="is a PDF that cannot be read: reading it broke off")
    return _extract(found, pages)


def _extract(found: dict[str, Any], most: int) -> Extract:
    if found.get("blocked"):
        return Extract("", blocked=found["blocked"])
    words = "".join(f"{text}{PAGE_END}" for text in _paragraphs(found["pages"]))
    notes = [f"only the first {most} of {found['count']:,} pages were read"] if found["count"] > most else []
    if found["broken"]:
        notes.append(f"pages that could not be read: {', '.join(map(str, found['broken'][:10]))}")
    blocked = None if words.strip() else "is a PDF without text (a scan, perhaps)"
    return Extract(words, title=found["title"] or None, notes=tuple(notes), blocked=blocked)


def _paragraphs(pages: Iterable[str]) -> Iterator[str]:
    """Each page with its lines joined to paragraphs, and words joined that a line break had split."""
    cleaned = [clean(page) for page in pages]
    known = Counter(word.lower() for page in cleaned for word in _WORD.findall(page))
    for page in cleaned:
        yield unwrap(_HYPHENATED.sub(lambda found: _joined(found[1], found[2], known), page))


def _joined(first: str, second: str, known: Counter[str]) -> str:
    """A word split at a line's end: with its hyphen where the document writes it so elsewhere, else without."""
    hyphenated, plain = f"{first}-{second}", f"{first}{second}"
    keeps = known[hyphenated.lower()] > known[plain.lower()] or second[0].isupper()
    return f"{hyphenated if keeps else plain}"


def unwrap(text: str) -> str:
    """Lines joined to paragraphs: a line goes on where it is long and the next one does not begin something new."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    usual = sorted(len(line) for line in lines if line)
    full = usual[len(usual) * 3 // 4] * 0.7 if usual else 0
    out: list[str] = []
    for before, line in zip(["", *lines], lines, strict=False):
        if not line:
            continue
        if out and _goes_on(before, line, full):
            out[-1] += f" {line}"
        else:
            out.append(line)
    return "\n".join(out)


def _goes_on(before: str, line: str, full: float) -> bool:
    if not before or _BULLET.match(line):
        return False
    if before.endswith(_ENDS):
        return len(before) > full and not line[0].isdigit() and before.endswith((".", "”", '"'))
    return len(before) > full or line[0].islower()


def _read(content: bytes, most: int) -> dict[str, Any]:
    """What pypdf finds, as JSON data; runs in the process of its own."""
    from io import BytesIO

    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            return {"blocked": "is a PDF that asks for a password"}
        title = str((reader.metadata.title if reader.metadata else None) or "").strip()
        texts, broken = _texts(reader, most)
        return {"pages": texts, "broken": broken, "count": len(reader.pages), "title": title}
    except DependencyError:
        return {"blocked": "is a PDF that asks for a password"}
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, MemoryError) as error:
        return {"blocked": f"is a PDF that cannot be read ({type(error).__name__})"}


def _texts(reader: Any, most: int) -> tuple[list[str], list[int]]:  # noqa: ANN401 - pypdf is imported in its process only
    texts, broken, size = [], [], 0
    for number in range(min(len(reader.pages), most)):
        try:
            text = reader.pages[number].extract_text()
        except Exception:  # noqa: BLE001 - pypdf fails in many ways on a broken page; the others are still read
            text = ""
            broken.append(number + 1)
        texts.append(text)
        size += len(text)
        if size > _MOST_TEXT:
            break
    return texts, broken


def _main() -> None:
    import logging
    import resource

    seconds = int(float(sys.argv[2])) + 1
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    logging.disable(logging.CRITICAL)
    json.dump(_read(sys.stdin.buffer.read(), int(sys.argv[1])), sys.stdout)


if __name__ == "__main__":
    _main()
