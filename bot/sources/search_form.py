"""The search page of a site, where its front page has a form for it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote_plus, urlencode, urljoin, urlsplit, urlunsplit

from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from bs4 import Tag

_PLACE = "{words}"
_WORDS_FIELDS = frozenset(
    {"q", "s", "query", "search", "keyword", "keywords", "searchtext", "search_api_fulltext", "term"}
)


def template(markup: str, url: str) -> str | None:
    """The address of a site's search with `{words}` in it; None where the page has no search form that is sent by GET.

    Args:
        markup: The front page.
        url: Where it stands.
    """
    soup = BeautifulSoup(markup, "lxml")
    for form in soup.find_all("form"):
        if str(form.get("method") or "get").lower() == "get" and (field := _field(form)):
            return _address(form, field, url)
    return None


def fill(address: str, words: str) -> str:
    """A template with the words to search for."""
    return address.replace(_PLACE, quote_plus(words))


def _field(form: Tag) -> str | None:
    """The name of the field for the words: marked as search, or called as such fields are."""
    for field in form.find_all("input"):
        name, kind = str(field.get("name") or ""), str(field.get("type") or "text").lower()
        if name and (kind == "search" or (kind == "text" and name.lower() in _WORDS_FIELDS)):
            return name
    return None


def _address(form: Tag, field: str, url: str) -> str | None:
    parts = urlsplit(urljoin(url, str(form.get("action") or "")))
    if parts.hostname != urlsplit(url).hostname:
        return None
    hidden = [
        (str(f["name"]), str(f.get("value") or "")) for f in form.find_all("input", type="hidden") if f.get("name")
    ]
    query = urlencode([*parse_qsl(parts.query), *hidden])
    return urlunsplit(parts._replace(query=f"{query}&{field}={_PLACE}" if query else f"{field}={_PLACE}", fragment=""))
