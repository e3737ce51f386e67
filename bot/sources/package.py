"""The research package: what an author or editor hands over with a draft.

A folder of pages, one page, a URL, or a text file of URLs. Beside a page, `<name>.json` may say what it is (the form of
docs/fixtures.md); a page without one is described by what it says itself: its canonical address, its title, its date. A
page that names no address is secondary: an editor vouches for it, but nobody can see whose it is.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bot.errors import UserError
from bot.records import Attempt, Source, Tier
from bot.sources.extract import extract, kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.sources.extracted import Extract
    from bot.sources.tiers import Tiers

FINDER = "package"
_MOST_BYTES = 50_000_000
_MOST_FILES = 5_000
_GONE = 400


@dataclass(frozen=True, slots=True)
class Document:
    """A page handed over as a file: its bytes, what it shows, and what it is."""

    path: str
    content: bytes
    media_type: str | None
    extract: Extract
    source: Source


@dataclass(frozen=True, slots=True)
class Package:
    """What was handed over: pages to keep, addresses to fetch, and files that could not be read, with the reason."""

    documents: tuple[Document, ...] = ()
    urls: tuple[str, ...] = ()
    skipped: tuple[Attempt, ...] = ()


def read(locations: Iterable[str], tiers: Tiers) -> Package:
    """Everything that was handed over, in order, each page and address once.

    Args:
        locations: Folders, files and URLs.
        tiers: Decides the tier of a page that does not come with one.

    Raises:
        UserError: There is no such file or folder, it holds nothing that can be read, or what stands beside a page is
            not of the form that it should be.
    """
    documents: dict[str, Document] = {}
    urls: dict[str, None] = {}
    skipped: list[Attempt] = []
    for location in locations:
        for found in _one(location, tiers):
            if isinstance(found, Document):
                documents.setdefault(found.path, found)
            elif isinstance(found, Attempt):
                skipped.append(found)
            else:
                urls.setdefault(found)
    return Package(tuple(documents.values()), tuple(urls), tuple(skipped))


def _one(location: str, tiers: Tiers) -> Iterator[Document | Attempt | str]:
    if is_url(location):
        yield location
        return
    path = Path(location)
    if not path.exists():
        raise UserError(f"{location}: no such file or folder; give a page, a folder of pages, a URL or a list of URLs")
    if path.is_dir():
        yield from _folder(path, tiers)
    elif kind(path.name) is None:
        raise UserError(f"{location}: is no page that can be read; give .html, .txt, .md or .pdf")
    else:
        yield from _file(path, tiers)


def _folder(folder: Path, tiers: Tiers) -> Iterator[Document | Attempt | str]:
    inside = (path for path in sorted(folder.rglob("*")) if kind(path.name) and path.is_file())
    pages = [path for path in inside if not any(part.startswith(".") for part in path.relative_to(folder).parts)]
    if not pages:
        raise UserError(f"{folder}: holds no page that can be read (.html, .txt, .md, .pdf)")
    if len(pages) > _MOST_FILES:
        raise UserError(
            f"{folder}: holds {len(pages):,} pages; at most {_MOST_FILES:,} are read, so name a smaller folder"
        )
    for path in pages:
        yield from _file(path, tiers)


def _file(path: Path, tiers: Tiers) -> Iterator[Document | Attempt | str]:
    try:
        content = path.read_bytes() if path.stat().st_size <= _MOST_BYTES else None
    except OSError as error:
        raise UserError(f"{path}: cannot be read ({error.strerror})") from None
    if content is None:
        yield Attempt(str(path), FINDER, "blocked", f"is larger than {_MOST_BYTES:,} bytes")
        return
    listed = list(_listed(content)) if path.suffix.lower() in {".txt", ".text"} else []
    if listed:
        yield from listed
    else:
        yield _document(path, content, tiers)


def _listed(content: bytes) -> Iterator[str]:
    """The addresses in a file of which every line is one, or is empty, or a remark that begins with #; else nothing."""
    lines = [line.strip() for line in content.decode("utf-8-sig", "replace").splitlines()]
    entries = [line for line in lines if line and not line.startswith("#")]
    if all(map(is_url, entries)):
        yield from entries


def _document(path: Path, content: bytes, tiers: Tiers) -> Document | Attempt:
    about, media_type = _about(path), kind(path.name)
    url = about.get("url")
    extracted = extract(content, media_type, url)
    status = about.get("status")
    if isinstance(status, int) and status >= _GONE:
        return Attempt(url or str(path), FINDER, "unreachable", f"the copy handed over is an answer {status}")
    if extracted.blocked:
        return Attempt(url or str(path), FINDER, "blocked", extracted.blocked)
    return Document(str(path), content, media_type, extracted, _source(path, about, extracted, tiers))


def _source(path: Path, about: dict[str, Any], extracted: Extract, tiers: Tiers) -> Source:
    url = about.get("url") if "url" in about else extracted.canonical
    try:
        published = date.fromisoformat(about["published"]) if about.get("published") else extracted.published
        tier = Tier(about["tier"]) if about.get("tier") else tiers.tier(url, extracted)
    except (TypeError, ValueError) as error:
        raise UserError(f"{path.with_suffix('.json')}: {error}") from None
    return Source(
        url=url,
        publisher=about.get("publisher") or (tiers.publisher(url, extracted)),
        title=about.get("title") or extracted.title or path.name,
        published=published,
        tier=tier,
        restatement=about.get("restatement") is True,
    )


def _about(page: Path) -> dict[str, Any]:
    """What stands beside a page; nothing where nothing does."""
    beside = page.with_suffix(".json")
    try:
        about = json.loads(beside.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise UserError(f"{beside}: is not JSON that can be read ({error})") from None
    if not isinstance(about, dict) or any(
        not isinstance(about.get(key), str | None) for key in ("url", "publisher", "title")
    ):
        raise UserError(f"{beside}: must be an object whose url, publisher and title are texts")
    return about


def is_url(text: str) -> bool:
    """Whether a text is an http or https address and nothing else."""
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not any(map(str.isspace, text.strip()))
