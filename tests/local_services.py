"""The local web played by one server: its pages, and the services that finders ask, in the shapes that these have."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from web_server import Answer

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

import local_web

if TYPE_CHECKING:
    from web_server import Request, WebServer

SEARXNG = "http://search.example"
_JSON = (("Content-Type", "application/json"),)


def play(server: WebServer, delay: float = 0.0) -> None:
    """Let a server answer for every host of the local web and for the services; `delay` in seconds for each page."""

    def answer(request: Request) -> Answer:
        service = _SERVICES.get((request.host, request.path))
        if service:
            query = {key: values[0] for key, values in parse_qs(request.query).items()}
            return Answer(json.dumps(service(query)).encode(), headers=_JSON, delay=delay)
        if request.host == "web.archive.org":
            return _copy(request.path)
        page = local_web.load().get((request.host, request.path.lstrip("/")))
        if page is None:
            return Answer(b"<h1>Not found</h1>", 404, (("Content-Type", "text/html"),), delay)
        return Answer(page.body, page.status, (("Content-Type", page.content_type),), delay)

    server.fallback = answer


def _searxng(query: dict[str, str]) -> Any:
    words = query["q"]
    assert query["format"] == "json"
    results = [
        {"url": page.url, "title": page.title, "content": local_web.snippet(page, words), "engine": "local"}
        for page in local_web.search(words)
    ]
    return {"query": words, "number_of_results": len(results), "results": results, "unresponsive_engines": []}


def _wikipedia(query: dict[str, str]) -> Any:
    assert query["action"] == "query"
    assert query["formatversion"] == "2"
    wanted = set(query["gsrsearch"].lower().split())
    scored = [(len(wanted & set(_about(entry).lower().split())), entry) for entry in local_web.SERVICES["wikipedia"]]
    best = sorted((each for each in scored if each[0]), key=lambda each: -each[0])[: int(query["gsrlimit"])]
    pages = [
        {
            "pageid": at,
            "ns": 0,
            "title": entry["title"],
            "index": at + 1,
            "pageprops": {"wikibase_item": entry["wikidata"]},
            "extlinks": [{"url": url} for url in entry["references"]],
        }
        for at, (_, entry) in enumerate(best)
    ]
    return {"batchcomplete": True, "query": {"pages": pages}} if pages else {"batchcomplete": True}


def _about(entry: dict[str, Any]) -> str:
    return " ".join([entry["title"], *entry["aliases"], entry["official_name"] or "", *entry["text"]])


def _wikidata(query: dict[str, str]) -> Any:
    assert query["action"] == "wbgetentities"
    known = {entry["wikidata"]: entry for entry in local_web.SERVICES["wikipedia"]}
    return {"entities": {item: _entity(item, known[item]) for item in query["ids"].split("|")}, "success": 1}


def _entity(item: str, entry: dict[str, Any]) -> dict[str, Any]:
    site = entry["official_website"]
    value = {"mainsnak": {"snaktype": "value", "property": "P856", "datavalue": {"value": site, "type": "string"}}}
    return {
        "type": "item",
        "id": item,
        "claims": {"P856": [{**value, "type": "statement", "rank": "normal"}]} if site else {},
    }


def _federal_register(query: dict[str, str]) -> Any:
    wanted = set(query["conditions[term]"].lower().split())
    documents = [
        d
        for d in local_web.SERVICES["federal_register"]
        if wanted & set(f"{d['title']} {d['abstract']}".lower().split())
    ]
    fields = ("document_number", "type", "title", "abstract", "publication_date")
    results = [{key: document[key] for key in fields} for document in documents]
    return {
        "count": len(results),
        "total_pages": 1,
        "results": [{**r, "html_url": "https://www.federalregister.gov/d"} for r in results],
    }


def _available(query: dict[str, str]) -> Any:
    url = query["url"]
    page = local_web.load().get((urlsplit(url).hostname or "", urlsplit(url).path.lstrip("/")))
    if page is None or page.wayback is None:
        return {"url": url, "archived_snapshots": {}}
    closest = {"status": "200", "available": True, "timestamp": page.wayback}
    return {
        "url": url,
        "archived_snapshots": {"closest": {**closest, "url": f"http://web.archive.org/web/{page.wayback}/{url}"}},
    }


def _copy(path: str) -> Answer:
    stamp, _, url = path.removeprefix("/web/").partition("/")
    page = local_web.load().get((urlsplit(url).hostname or "", urlsplit(url).path.lstrip("/")))
    if page is None or page.wayback != stamp.removesuffix("id_"):
        return Answer(status=404)
    return Answer(page.body, headers=(("Content-Type", page.content_type),))


_SERVICES = {
    ("en.wikipedia.org", "/w/api.php"): _wikipedia,
    ("www.wikidata.org", "/w/api.php"): _wikidata,
    ("www.federalregister.gov", "/api/v1/documents.json"): _federal_register,
    ("archive.org", "/wayback/available"): _available,
    ("search.example", "/search"): _searxng,
}
