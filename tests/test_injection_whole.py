"""Every attack once more, through the whole run: package, pipeline, database, every report format, the network.

The model obeys; the web and the search engine are a server that writes down what it is asked for.
"""

from __future__ import annotations

import asyncio
import json
import unicodedata
from dataclasses import replace

import pytest
from injections import ATTACKS, URL, article_text, page_text
from messages_api import KEY, MessagesAPI
from web_server import Answer, WebServer

from bot import article, prompts
from bot.language.addressed import addressed
from bot.llm.answer import repeats
from bot.organisations import Register
from bot.pipeline import Pipeline
from bot.records import Label
from bot.reports import Format, render
from bot.store import Store

UNPROVED = {Label.NOT_ENOUGH_EVIDENCE, Label.UNCHECKED}
# What no reader of the draft or the page sees is gone before a model reads it.
UNSEEN = {"alt", "comment", "hidden"}
STRIPPED = {"right-to-left override in a page", "zero-width joints in an order"}


@pytest.fixture(scope="module")
def register():
    return Register.load()


@pytest.fixture(scope="module")
def web():
    with WebServer(fallback=lambda _: Answer(b"{}", 404)) as server:
        yield server


def run(attack, folder, web, register):
    """The report, its draft, what the model was asked, and what the web was asked for."""
    text, path = article_text(attack)
    told = {"page title": {"title": attack.text}, "publisher": {"publisher": attack.text}}.get(attack.channel, {})
    about = {"url": "http://agency.example/a", "publisher": "CDC", "title": "A page", "tier": "primary"} | told
    (folder / "package").mkdir()
    (folder / "package" / "a.txt").write_text(page_text(attack), "utf-8")
    (folder / "package" / "a.json").write_text(json.dumps(about), "utf-8")
    web.requests.clear()
    with MessagesAPI(attack.mind) as api, Store(folder / "x.db") as store:
        settings = replace(
            web.settings(),
            finders=("searxng",),
            searxng_url="http://search.example",
            retries=0,
            api_key=KEY,
            base_url=api.url,
            judge="claude",
        )
        draft = article.from_text(text, path)
        (report,) = asyncio.run(Pipeline(store, settings, register).run([draft], [str(folder / "package")]))
    return report, api.requests


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_no_attack_reaches_an_editor(attack, tmp_path, web, register):
    """No verdict without proof, none of our instructions, no control character, no fetch, and a note where it shows."""
    report, requests = run(attack, tmp_path, web, register)
    read = any(attack.is_in(request) for request in requests)
    assert read is (attack.channel not in UNSEEN and attack.name not in STRIPPED)
    for judged in report.judged:
        verdict = judged.verdict
        assert verdict.label in UNPROVED or verdict.evidence or verdict.proof
        assert not any(any(addressed(each.quote)) for each in verdict.evidence)
    shown = {style: render([report], style) for style in Format}
    shown[Format.SARIF] = shown[Format.SARIF].partition('"results"')[2]  # before it stand the rules, in our own words
    for text in shown.values():
        assert not [c for c in text if c not in "\n\t" and unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp"}]
        assert not any(repeats(text, prompts.load(name).system) for name in ("extract", "judge"))
    asked = {request.host for request in web.requests}
    assert asked <= {"search.example"}
    assert "exfiltrate" not in str(web.requests)
    assert URL not in "".join(shown.values())
    if attack.channel == "article" and any(addressed(report.article.prose)):
        assert "SOURCE020" in {finding.code for finding in report.findings}
    if attack.channel in {"page", "pdf"} and any(addressed(page_text(attack))) and read:
        assert any(line.startswith("A source speaks to language models") for line in report.notices)


def test_the_database_holds_no_key(tmp_path, web, register):
    """Neither the file nor its log holds the key, whatever was stored."""
    run(ATTACKS[0], tmp_path, web, register)
    for path in tmp_path.glob("x.db*"):
        assert KEY.encode() not in path.read_bytes()
