"""The seeds, the fixtures and the local web: the data that others are measured on is sound in itself."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

import expected as expectations
import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from bot.records import Kind, Label, Severity, Tier

if TYPE_CHECKING:
    from pathlib import Path

ROOT = expectations.ROOT
FIXTURES = ROOT / "fixtures"
sys.path.insert(0, str(ROOT / "benchmarks"))

import local_web  # noqa: E402 - a script folder, not a package

CARDS = sorted(path for path in FIXTURES.rglob("*.json") if path.name != "services.json")
BODIES = (".html", ".htm", ".pdf")
TRUTHS = {True, False, "imprecise", "altered", "disputed"}


def shown(path: Path) -> str:
    """The text that a reader sees of a page, runs of white space made one."""
    if path.suffix == ".pdf":
        text = " ".join(page.extract_text() for page in PdfReader(path).pages)
    else:
        soup = BeautifulSoup(path.read_bytes(), "lxml")
        text = (soup.find("article") or soup).get_text(" ")
    return re.sub(r"\s+", " ", text)


def entries() -> list[Any]:
    """Every expectation of every seed, with its seed's slug."""
    return [
        pytest.param(slug, entry, id=f"{slug}-{entry['id']}")
        for slug in expectations.slugs()
        for entry in expectations.load(slug)["claims"]
    ]


def report(slug: str) -> dict[str, Any]:
    """A report that says exactly what is expected: one claim an entry."""
    claims, findings = [], []
    for entry in expectations.load(slug)["claims"]:
        label = entry.get("labels", ["not_enough_evidence"])[0]
        page = {"published": f"{entry.get('evidence_year', 2024)}-01-01"}
        evidence = [{"quote": words, "source": page} for words in entry.get("evidence_any", ())[:1]]
        place = {"start": entry["start"], "end": entry["end"], "quote": entry["quote"]}
        kind = entry.get("kind", "other")
        claims.append({**place, "kind": kind, "verdict": {"label": label}, "evidence": evidence})
        if "finding" in entry:
            want = entry["finding"]
            message = "; ".join(want.get("message_any", ["-"]))
            finding = {"severity": "error", "replacement": None, "message": message, "proof": {}, **want}
            findings.append({**place, **finding, "quote": want.get("span", entry["quote"])})
    return {"claims": claims, "findings": findings}


def test_the_example_is_the_users_own_article_to_the_byte():
    """Nobody has touched a character of the article that this project began with."""
    digest = hashlib.sha256((expectations.SEEDS / "fentanyl-trafficking.txt").read_bytes()).hexdigest()
    assert digest == "983b9650e69d835289ad8d5a17b4da04c3c6d467c9244555a80317a00c52052d"


def test_every_seed_has_expectations():
    """An article without expectations measures nothing."""
    articles = {path.stem for path in expectations.SEEDS.iterdir() if path.suffix in {".txt", ".md", ".html"}}
    assert articles - {"README"} == set(expectations.slugs())


@pytest.mark.parametrize(("slug", "entry"), entries())
def test_an_expectation_speaks_of_words_of_its_article_in_known_terms(slug, entry):
    """The quote stands in the article once (or says which time), and every term is one of the product's."""
    text = expectations.load(slug)["text"]
    assert text.count(entry["quote"]) == 1 or "occurrence" in entry
    assert entry["truth"] in TRUTHS
    assert {*entry.get("labels", ()), *entry.get("never", ())} <= set(Label)
    assert entry.get("kind", Kind.OTHER) in set(Kind)
    finding = entry.get("finding", {})
    assert finding.get("severity", "error") in set(Severity)
    assert finding.get("span", "") in text
    assert (entry["truth"] is False) or "error" not in entry or entry["truth"] == "altered"


@pytest.mark.parametrize(("slug", "entry"), [e for e in entries() if "gold" in e.values[1]])
def test_the_gold_passage_stands_in_its_planted_source(slug, entry):
    """The passage that settles a claim is in the very words of its page, which the web serves as primary."""
    host, path = entry["source"]["host"], entry["source"]["path"]
    file = FIXTURES / "web" / "pages" / host / path
    page = local_web.load()[host, path]
    assert entry["gold"] in shown(file)
    assert (page.planted, page.tier) == (True, Tier.PRIMARY)
    if "page" in entry["source"]:
        assert entry["gold"].split()[-1] in PdfReader(file).pages[entry["source"]["page"] - 1].extract_text()


@pytest.mark.parametrize("slug", expectations.slugs())
def test_an_edit_of_a_variant_changes_the_article(slug):
    """A variant replaces words that are there, and its expectations are of the edited text."""
    expected = expectations.load(slug)
    for edits in expected.get("variants", ()):
        changed = expectations.variant(expected, edits)
        assert all(new in changed["text"] and old not in changed["text"] for old, new in edits["replace"].items())


@pytest.mark.parametrize("card", CARDS, ids=lambda path: path.stem)
def test_a_page_says_what_it_is(card):
    """A page has its metadata; a summary of a real publisher's page says so in its text, an invention in its footer."""
    about = json.loads(card.read_text("utf-8"))
    file = next(card.with_suffix(suffix) for suffix in BODIES if card.with_suffix(suffix).exists())
    assert {"url", "status", "publisher", "title", "published", "tier", "restatement", "fetched_at"} <= set(about)
    assert about["tier"] in set(Tier)
    assert about["published"] is None or date.fromisoformat(about["published"])
    assert about["url"] is None or about["url"].startswith(("http://", "https://"))
    assert about["fetched_at"] is None
    assert about["restatement"] is not about.get("invented", False)
    if about["restatement"]:
        assert "Our own short summary" in shown(file)
    elif file.suffix != ".pdf":
        assert ".example/" in about["url"]


def test_no_page_stands_without_metadata():
    """Every body under fixtures has its card."""
    bodies = [path for path in FIXTURES.rglob("*") if path.suffix in BODIES]
    assert len(bodies) == len(CARDS)
    assert all(path.with_suffix(".json").exists() for path in bodies)


def test_the_planted_pages_stand_in_a_crowd():
    """For each planted page there are ten that are not; they come out the same each time."""
    pages = [page for page in local_web.load().values() if page.title]
    planted = [page for page in pages if page.planted]
    assert len(pages) - len(planted) >= 10 * len(planted)
    local_web.load.cache_clear()
    assert [page for page in local_web.load().values() if page.title] == pages


def test_a_gold_passage_is_a_primary_source_alone():
    """Elsewhere in the web the words of a gold passage stand in copies only, never on another primary page."""
    golds = {
        (entry["source"]["host"], entry["gold"])
        for slug in expectations.slugs()
        for entry in expectations.load(slug)["claims"]
        if "gold" in entry and entry.get("kind") != "name"
    }
    crowd = [page for page in local_web.load().values() if page.tier == Tier.PRIMARY and not page.planted]
    texts = [(page.url, " ".join(local_web.lines(page))) for page in crowd]
    assert [(url, gold) for url, text in texts for _, gold in golds if gold in text] == []


def test_every_host_has_its_furniture():
    """Each host answers its home page, newsroom index, sitemap and robots.txt; one forbids all robots."""
    web = local_web.load()
    hosts = {host for host, _ in web}
    assert all((host, path) in web for host in hosts for path in ("", "news/", "sitemap.xml", "robots.txt"))
    assert b"Disallow: /\n" in web["www.daily-quill.example", "robots.txt"].body
    assert {page.trap for page in web.values()} == {None, "javascript", "soft-404", "cookie-wall", "paywall"}
    assert [page.url for page in web.values() if page.status == 404] == [
        "http://www.skerra.example/council/2024-06-12-statement.html"
    ]


def test_the_search_finds_the_crowd_too():
    """What a search engine answers is the planted page among its copies, rewrites and an encyclopaedia."""
    found = local_web.search("Bank of Marrowick key rate February 2024", 10)
    tiers = Counter(page.tier for page in found)
    assert any(page.planted for page in found)
    assert set(tiers) == set(Tier)
    assert "Bank of Marrowick" in local_web.snippet(found[0], "Bank of Marrowick key rate")


@pytest.mark.parametrize("slug", expectations.slugs())
def test_a_report_as_expected_has_no_problems(slug):
    """The comparison accepts a report that says what is expected, and finds no false alarm in it."""
    expected = expectations.load(slug)
    assert expectations.problems(expected, report(slug)) == []
    assert expectations.false_alarms(expected, report(slug)) == []


@pytest.mark.parametrize("slug", expectations.slugs())
def test_a_report_that_supports_everything_has_problems(slug):
    """The comparison sees every planted error that a report calls supported."""
    expected, given = expectations.load(slug), report(slug)
    for claim in given["claims"]:
        claim["verdict"] = {"label": "supported"}
    given["findings"] = []
    wrong = [entry for entry in expected["claims"] if entry["truth"] is False]
    assert len(expectations.problems(expected, given)) >= len(wrong)


def test_an_error_on_something_true_is_a_false_alarm():
    """A finding of error severity beside all planted errors is told apart from one on them."""
    expected, given = expectations.load("kelp-survey"), report("kelp-survey")
    start = expected["text"].index("310 square")
    given["findings"].append({"code": "NUM001", "severity": "error", "start": start, "end": start + 3, "quote": "310"})
    assert len(expectations.false_alarms(expected, given)) == 1
