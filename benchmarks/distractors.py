"""The crowd in the local web, made from `fixtures/web/distractors.yaml`: other years, other places, copies, rewrites.

Everything is made the same way each time: a figure is drawn from the checksum of the page's address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

TEMPLATES = Path(__file__).parent.parent / "fixtures" / "web" / "distractors.yaml"
WIRE, REPRINT, REWRITE = "www.harbour-wire.example", "www.coastal-courier.example", "www.daily-quill.example"
_MONTHS = "January February March April May June July August September October November December".split()
_VARIABLE = re.compile(r"\{(\w+)(-\}|:name\}|[+-]\d+\}|\})")
_DRAW = re.compile(r"\[([^\]]+)\]")
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title} | {publisher}</title>
<meta property="og:site_name" content="{publisher}">{stamp}
</head>
<body>
<header><nav><a href="/">Home</a> <a href="/news/">News</a></nav></header>
<main>
<article>
<h1>{title}</h1>
{lines}
</article>
</main>
<footer><p>{publisher}. Invented for tests: no such body exists.</p></footer>
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Draft:
    """A page to be: `paragraphs` are plain text, `links` stand below them as references."""

    host: str
    path: str
    publisher: str
    title: str
    published: str | None
    tier: str
    paragraphs: tuple[str, ...]
    links: tuple[str, ...] = ()


def drafts() -> Iterator[Draft]:
    """All distractors but the copies."""
    templates = yaml.safe_load(TEMPLATES.read_text("utf-8"))
    for family in templates["families"]:
        names = list(family["each"])
        choices = (
            templates["lists"].get(each, each) if isinstance(each, str) else each for each in family["each"].values()
        )
        for values in product(*choices):
            yield from _member(family, dict(zip(names, values, strict=True)))


def copies(original: Draft) -> Iterator[Draft]:
    """A planted page as others carry it the day after: a wire story, its reprint, a rewrite with wrong figures."""
    place, file = original.host.split(".")[-2], original.path.rsplit("/", 1)[-1]
    slug = f"{place}-{file.split('.')[0]}"
    day = str(date.fromisoformat(original.published or "2023-10-02") + timedelta(days=1))
    first, *rest = original.paragraphs
    story = (f"({original.publisher}, by way of the wire) – {first}", *rest)
    title = original.title
    yield Draft(WIRE, f"stories/{slug}.html", "Harbour Wire", title, day, "secondary", story)
    yield Draft(
        REPRINT, f"news/{slug}.html", "Coastal Courier", title, day, "secondary", (*story, "Source: Harbour Wire.")
    )
    wrong = tuple(map(_misprint, original.paragraphs))
    yield Draft(REWRITE, f"{day[:4]}/{slug}.html", "The Daily Quill", f"What we know: {title}", day, "secondary", wrong)


def html(draft: Draft) -> str:
    """The page of a draft, with the furniture that pages have."""
    stamp = f'\n<meta property="article:published_time" content="{draft.published}">' if draft.published else ""
    lines = [f"<p>{escape(line)}</p>" for line in draft.paragraphs]
    if draft.links:
        links = "\n".join(f'<li><a href="{escape(url)}">{escape(url)}</a></li>' for url in draft.links)
        lines.append(f"<h2>References</h2>\n<ul>\n{links}\n</ul>")
    title, publisher = escape(draft.title), escape(draft.publisher)
    return _PAGE.format(title=title, publisher=publisher, stamp=stamp, lines="\n".join(lines))


def _member(family: dict[str, Any], values: dict[str, Any]) -> Iterator[Draft]:
    first = next(iter(values.values()))
    values = {**values, "value": family.get("series", {}).get(first)}
    host, path = (_fill(family[part], values) for part in ("host", "path"))
    if any(part in path for part in family.get("skip", ())):
        return
    publisher, title, published = (_fill(family[part], values) for part in ("publisher", "title", "published"))
    text = tuple(_draw(_fill(line, values), f"{host}/{path}") for line in family["text"])
    yield Draft(host, path, publisher, title, published, "primary", text)


def _fill(template: str, values: dict[str, Any]) -> str:
    def value(match: re.Match[str]) -> str:
        name, how = match[1], match[2][:-1]
        given = values[name]
        if how == "-":
            return str(given).lower().replace(" ", "-")
        if how == ":name":
            return _MONTHS[given - 1]
        return f"{given:02}" if name == "month" else str(given + int(how) if how else given)

    return _VARIABLE.sub(value, template)


def _draw(text: str, seed: str) -> str:
    def drawn(match: re.Match[str]) -> str:
        checksum = crc32(f"{seed}#{match.start()}".encode())
        low, dots, high = match[1].partition("..")
        if not dots:
            phrases = match[1].split("|")
            return phrases[checksum % len(phrases)]
        decimals = len(low.partition(".")[2])
        start, end = (round(float(bound.replace(",", "")) * 10**decimals) for bound in (low, high))
        number = (start + checksum % (end - start + 1)) / 10**decimals
        return f"{number:,.{decimals}f}" if "," in high else f"{number:.{decimals}f}"

    return _DRAW.sub(drawn, text)


def _misprint(line: str) -> str:
    """The line with the first digit of its first figure that is not a year changed, as a hasty rewriter would."""
    figure = r"(?<![\d.,])(?!(?:19|20)\d\d\b)(\d)(?=\d|\.\d)"
    return re.sub(figure, lambda match: str(int(match[1]) % 9 + 1), line, count=1)
