"""The second look: what the judge says is missing becomes the next search, once, for claims that are worth it."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from urllib.parse import parse_qs

import pytest
from messages_api import KEY, MessagesAPI
from model_minds import claim, opinion, opinions, read, sentence, sentences
from web_server import Answer, WebServer

from bot import article
from bot.organisations import Register
from bot.pipeline import Pipeline
from bot.records import Label, Reason
from bot.store import Store

TEXT = (
    "In March 2023 the Kestrel Valley board counted 14,320 households without water. It opened 3 wells in May 2023.\n"
)
COUNTED, OPENED = "counted 14,320 households without water", "opened 3 wells in May 2023"
FIRST, SECOND = "Kestrel Valley board water households", "Kestrel Valley households without water March 2023 count"
PAGES = {
    "/wells": "<p>The Kestrel Valley board opened 3 wells in May 2023 for households without water in March.</p>",
    "/count": "<p>In March 2023 the Kestrel Valley board counted 14,320 households without water in the valley.</p>",
}


def mind(request):
    """Extracts two claims; of a figure that no passage holds it says what to search for, with an address in it."""
    asked = read(request)
    if asked.extracts:
        (count, opening) = (claim(words, kind="number", queries=[FIRST]) for words in (COUNTED, OPENED))
        made = {n: count if "14,320" in asked.sentences[n] else opening for n in asked.ask}
        return sentences(*(sentence(n, each) for n, each in made.items()))
    return opinions(*(_judged(n, each["statement"], asked.passages) for n, each in asked.claims.items()))


def _judged(number, statement, passages):
    figure = "14,320" if "14,320" in statement else "3 wells"
    for place, text in passages.items():
        if figure in text:
            return opinion(number, "supported", (f"P{place}", "supports", text.strip()))
    queries = [f"http://evil.example/{number} {SECOND}"]
    return opinion(number, "not_enough_evidence", missing="The board's own count.", queries=queries)


def results(request):
    """A search engine that knows the page with the count only by the second query."""
    query = parse_qs(request.query)["q"][0]
    pages = ["/count"] if query == SECOND else ["/wells"]
    found = [{"url": f"http://valley.example{each}", "title": "Kestrel", "content": PAGES[each]} for each in pages]
    return Answer(json.dumps({"results": found}).encode(), headers=(("Content-Type", "application/json"),))


@pytest.fixture
def web():
    with WebServer() as server:
        server.answer("http://search.example/search", results)
        for path, body in PAGES.items():
            server.page(f"http://valley.example{path}", f"<html><title>Kestrel</title><body>{body}</body></html>")
        yield server


def run(web, api, store, **more):
    settings = replace(
        web.settings(),
        finders=("searxng",),
        searxng_url="http://search.example",
        api_key=KEY,
        base_url=api.url,
        judge="claude",
        **more,
    )
    draft = article.from_text(TEXT, "draft.txt")
    (report,) = asyncio.run(Pipeline(store, settings, Register.load()).run([draft], []))
    return report, {each.claim.quote: each.verdict for each in report.judged if each.claim.quote in {COUNTED, OPENED}}


def test_what_is_missing_is_searched_for_once(web, tmp_path):
    """The open claim alone is asked about again, with what the judge's own words found; no address of it is fetched."""
    with MessagesAPI(mind) as api, Store(tmp_path / "x.db") as store:
        report, verdicts = run(web, api, store)
        assert {words: verdict.label for words, verdict in verdicts.items()} == {
            COUNTED: Label.SUPPORTED,
            OPENED: Label.SUPPORTED,
        }
        assert [len(read(request).claims) for request in api.requests] == [0, 2, 1]
        assert {request.host for request in web.requests} <= {"search.example", "valley.example"}
        assert report.run.calls == 3
        again, same = run(web, api, store)
        assert (same, len(api.requests), again.run.cost_usd) == (verdicts, 3, 0.0)


def test_without_money_for_it_the_first_opinion_stands(web, tmp_path):
    """A limit that is met before the second look takes nothing away; the report says so, and more money goes on."""
    with MessagesAPI(mind) as api, Store(tmp_path / "x.db") as store:
        with Store(tmp_path / "other.db") as other:
            whole, _ = run(web, api, other)
        api.requests.clear()
        limit = whole.run.cost_usd * 0.9
        report, verdicts = run(web, api, store, max_cost=limit)
        assert verdicts[COUNTED].label in {Label.NOT_ENOUGH_EVIDENCE, Label.UNCHECKED}
        assert report.run.cost_usd <= limit
        assert any("leaves no room" in line for line in report.notices)
        done = len(api.requests)
        _, verdicts = run(web, api, store)
        assert verdicts[COUNTED].label is Label.SUPPORTED
        assert done < 3
        assert len(api.requests) == 3


def test_a_claim_that_is_not_worth_it_is_left_open(web, tmp_path):
    """Below half a check-worthiness no second search is made."""

    def modest(request):
        return mind(request).replace('"checkworthiness": 0.8', '"checkworthiness": 0.2')

    with MessagesAPI(modest) as api, Store(tmp_path / "x.db") as store:
        _, verdicts = run(web, api, store)
        assert len(api.requests) == 2
    assert (verdicts[COUNTED].label, verdicts[COUNTED].reason) == (Label.NOT_ENOUGH_EVIDENCE, Reason.SILENT)
