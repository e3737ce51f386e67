"""`factcheck run` with a network: the local web, played by one server, as a user meets it."""

from __future__ import annotations

import asyncio
import sqlite3
import time

import expected as expectations
import local_services
import local_web
import pytest
from command import ROOT, Command
from test_extract import made
from test_fetch import bomb, certificate  # noqa: F401 - a fixture
from web_server import WebServer

from bot.records import Tier

DRAFT = """<html><head><title>Ferry | The Quay</title></head><body>
<div class="menu"><div>Subscribe to our daily letter of 12 stories</div><div>Weather today 14 degrees</div></div>
<main><h1>Ferry returns</h1><p>By Ann Reed</p><p>May 6, 2024</p>
<p>The ferry to Norwick <a href="/report">carried</a> 41,200 passengers in 2023. It lay for 14 days.</p>
</main></body></html>"""
REPORT = "<html><title>Report</title><body><p>The ferry to Norwick carried 41,200 passengers in 2023.</p></body></html>"


@pytest.fixture
def factcheck(monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(tmp_path)
    return Command(monkeypatch, capsys)


@pytest.fixture
def web(monkeypatch):
    """A server that plays every host for the command, as its settings in the environment tell it."""
    with WebServer() as server:
        monkeypatch.setenv("FACTCHECK_RESOLVER", f"*=127.0.0.1:{server.port}")
        monkeypatch.setenv("FACTCHECK_REQUESTS_PER_SECOND", "1000")
        monkeypatch.setenv("FACTCHECK_RETRY_WAIT", "0")
        yield server


@pytest.mark.parametrize("slug", ["kelp-survey", "marrowick-economy", "tannersby-budget"])
def test_the_seeds_find_their_planted_sources(factcheck, web, monkeypatch, slug):
    """Among ten times as many others, nine in ten planted sources are read; discovery is neither read nor cited."""
    monkeypatch.setenv("FACTCHECK_SEARXNG_URL", local_services.SEARXNG)
    local_services.play(web)
    want = expectations.load(slug)
    report = factcheck("run", ROOT / "seeds" / want["article"], "--format", "json").report
    read = {each["url"].partition("://")[2] for each in report["sources"] if each["outcome"] == "found"}
    planted = ["{host}/{path}".format(**entry["source"]) for entry in want["claims"] if "source" in entry]
    found = [url for url in planted if url in read or any(each.endswith(f"/{url}") for each in read)]
    assert len(found) >= 0.9 * len(planted), sorted(set(planted) - set(found))
    discovery = {f"{page.host}/{page.path}" for page in local_web.load().values() if page.tier == Tier.DISCOVERY}
    cited = {piece["source"]["url"].partition("://")[2] for each in report["claims"] for piece in each["evidence"]}
    assert cited
    assert not cited & discovery
    outcomes = {tried["outcome"] for each in report["claims"] for tried in each["attempts"]}
    assert outcomes >= {"found", "silent", "blocked", "not_tried"}


def test_an_article_on_the_web_is_checked(factcheck, web):
    """An address is an article: its menus hold no claim, its links are sources, its spans slice the page as decoded."""
    web.page("https://quay.example/ferry", DRAFT)
    web.page("https://quay.example/report", REPORT)
    report = factcheck("run", "https://quay.example/ferry", "--format", "json").report
    quotes = [each["quote"] for each in report["claims"]]
    assert report["article"]["path"] == "https://quay.example/ferry"
    assert report["article"]["as_of"] == "2024-05-06"
    assert not any("12 stories" in quote or "Weather" in quote for quote in quotes)
    assert all(each["quote"] == DRAFT[each["start"] : each["end"]] for each in report["claims"])
    (ferry,) = (each for each in report["claims"] if "41,200" in each["quote"])
    assert ferry["verdict"]["label"] == "supported"
    assert ferry["evidence"][0]["source"]["url"] == "https://quay.example/report"
    assert ("https://quay.example/report", "found") in {(each["url"], each["outcome"]) for each in ferry["attempts"]}
    shown = factcheck("show", ferry["id"]).out
    assert "tried    citations: found, https://quay.example/report" in shown
    assert "not_tried, searxng no searxng_url is set" in shown


@pytest.mark.parametrize(("status", "body"), [(404, "gone"), (200, "<div id=app></div><script>x()</script>")])
def test_an_article_that_cannot_be_read_is_code_3(factcheck, web, status, body):
    """A draft that is not there, or is all script, ends in one line and as incomplete."""
    web.page("https://quay.example/ferry", body, status=status)
    result = factcheck("run", "https://quay.example/ferry")
    assert (result.code, result.err.count("\n")) == (3, 1)
    assert factcheck("run", "https://quay.example/ferry", "--offline").code == 3


def test_a_pdf_is_cited_by_its_page(factcheck, web, tmp_path):
    """Evidence from a PDF says on which page it stands, in the report, in `show` and in `sources show`."""
    pages = ("Minutes of the port.", "The ferry to Norwick carried 41,200 passengers in 2023.", "The end.")
    web.page("https://port.example/minutes.pdf", made(*pages), "application/pdf")
    (tmp_path / "a.md").write_text(
        "The ferry to Norwick carried 41,200 passengers in 2023. [Minutes](https://port.example/minutes.pdf)\n"
    )
    report = factcheck("run", "a.md", "--format", "json").report
    (claim,) = (each for each in report["claims"] if each["evidence"])
    assert [piece["page"] for piece in claim["evidence"]] == [2]
    assert "page 2, https://port.example/minutes.pdf" in factcheck("run", "a.md").out
    assert "minutes.pdf, page 2 (" in factcheck("show", claim["id"]).out
    shown = factcheck("sources", "show", claim["evidence"][0]["snapshot_sha256"]).out
    assert [line for line in shown.splitlines() if line.startswith("page ")] == ["page 1", "page 2", "page 3"]


def test_the_draft_itself_proves_nothing(factcheck, web, tmp_path):
    """A reprint of the draft that a search finds is no source of it."""
    text = " ".join(f"Point {n}: the ferry to Norwick carried {n}1,200 people in {1980 + n}." for n in range(1, 21))
    (tmp_path / "a.md").write_text(f"{text} [More](https://paper.example/reprint).\n")
    web.page("https://paper.example/reprint", f"<title>Ferry</title><p>{text}</p>")
    report = factcheck("run", "a.md", "--format", "json").report
    assert not any(each["evidence"] for each in report["claims"])
    assert "a copy of the draft itself" in {each["detail"] for each in report["sources"]}


def test_what_an_earlier_run_read_is_a_source(factcheck, web, tmp_path):
    """The archive of all runs is asked, too: a page that one draft led to settles a claim of the next."""
    web.page("https://port.example/report", REPORT)
    (tmp_path / "a.md").write_text("The ferry is old. [Report](https://port.example/report).\n")
    (tmp_path / "b.md").write_text("The ferry to Norwick carried 41,200 passengers in 2023.\n")
    factcheck("run", "a.md")
    (claim,) = factcheck("run", "b.md", "--format", "json").report["claims"]
    assert claim["verdict"]["label"] == "supported"
    assert ("archive", "found") in {(each["finder"], each["outcome"]) for each in claim["attempts"]}


def test_every_host_dead_and_twenty_claims(factcheck, monkeypatch, tmp_path):
    """Where nobody listens, twenty claims end in time, all of them unchecked: unreachable, and the code is 3."""
    monkeypatch.setenv("FACTCHECK_RESOLVER", "*=127.0.0.1:9")
    monkeypatch.setenv("FACTCHECK_SEARXNG_URL", local_services.SEARXNG)
    monkeypatch.setenv("FACTCHECK_RUN_TIMEOUT", "20")
    text = "\n\n".join(
        f"The council of Norwick spent ${n}.5 million on bridge {n} in 20{n:02}, [it says](https://host{n}.example/a)."
        for n in range(1, 21)
    )
    (tmp_path / "a.md").write_text(text)
    began = time.monotonic()
    result = factcheck("run", "a.md", "--format", "json")
    assert time.monotonic() - began < 30
    assert result.code == 3
    assert len(result.report["claims"]) >= 20
    assert {each["verdict"]["label"] for each in result.report["claims"]} == {"unchecked"}
    assert {each["verdict"]["reason"] for each in result.report["claims"]} == {"unreachable"}


def test_a_fact_checkers_page_is_shown_and_never_read(factcheck, web, monkeypatch, tmp_path):
    """What others ruled stands beside the claim, with its title; nobody fetches it, and it proves nothing."""
    monkeypatch.setenv("FACTCHECK_SEARXNG_URL", local_services.SEARXNG)
    url = "https://www.politifact.com/ferry"
    web.json(f"{local_services.SEARXNG}/search", {"results": [{"url": url, "title": "Did the ferry carry 41,200?"}]})
    (tmp_path / "a.md").write_text("The ferry to Norwick carried 41,200 passengers in 2023.\n")
    (claim,) = factcheck("run", "a.md", "--format", "json").report["claims"]
    (tried,) = (each for each in claim["attempts"] if each["url"] == url)
    assert tried["outcome"] == "not_tried"
    assert tried["detail"] == "a fact-checker's page, never evidence: Did the ferry carry 41,200?"
    assert web.asked("www.politifact.com") == []


async def drip(request, reader, writer):
    """A byte now and then, for ever."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.1)


async def short(request, reader, writer):
    """Less than announced."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\nContent-Type: text/html\r\n\r\nshort")
    await writer.drain()


def hostile(web, tls):
    """Servers that misbehave, each under a host of its own, and how each must end."""
    packed, day = (("Content-Encoding", "gzip"),), (("Retry-After", "86400"),)
    web.redirect("https://loop.example/a", "https://loop.example/b")
    web.redirect("https://loop.example/b", "https://loop.example/a")
    for name, target in (("here", "127.0.0.1"), ("cloud", "169.254.169.254"), ("six", "[::1]"), ("name", "localhost")):
        web.redirect(f"https://{name}.example/a", f"http://{target}/latest/")
    web.page("https://bomb.example/a", bomb(), headers=packed)
    web.answer("https://drip.example/a", drip)
    web.answer("https://short.example/a", short)
    web.page("https://locked.example/a", made("Secret.", password="x"), "application/pdf")
    web.page("https://long.example/a", made(*["A page of a long report."] * 1_000), "application/pdf")
    web.page("https://script.example/a", "<div id=app></div><script>load()</script>")
    web.page("https://late.example/a", status=429, headers=day)
    web.page("https://nest.example/a", f"{'<div>' * 1_000}<p>The nest holds 7 eggs.")
    web.page("https://charset.example/a", "<p>The café has 12 tables.</p>", "text/html; charset=utf-16")
    web.page("https://nul.example/a", "<p>The har\0bour has 3 cranes.</p>")
    ends = dict.fromkeys(("loop", "bomb", "short"), "unreachable") | {"drip": "timed_out"}
    ends |= dict.fromkeys(("here", "cloud", "six", "name", "locked", "script", "late"), "blocked")
    ends |= dict.fromkeys(("long", "nest", "charset", "nul"), "found")
    return {f"https://{name}.example/a": end for name, end in ends.items()} | {tls: "unreachable"}


def test_a_run_goes_on_among_hostile_servers(factcheck, web, monkeypatch, tmp_path, certificate):  # noqa: F811 - the fixture
    """Each ends in its named outcome within the time limit, and the page that can be read settles its claim."""
    with WebServer(tls=certificate[0]) as other:
        ends = hostile(web, f"https://127.0.0.1:{other.port}/a")
        hosts = [url.partition("://")[2].partition("/")[0] for url in ends if "127" not in url] + ["port.example"]
        monkeypatch.setenv("FACTCHECK_RESOLVER", ",".join(f"{host}=127.0.0.1:{web.port}" for host in hosts))
        monkeypatch.setenv("FACTCHECK_ALLOW_HOSTS", f"127.0.0.1:{other.port}")
        monkeypatch.setenv("FACTCHECK_TIMEOUT", "8")
        monkeypatch.setenv("FACTCHECK_FINDERS", "citations")
        monkeypatch.setenv("FACTCHECK_PAGES_PER_CLAIM", "40")
        web.page("https://port.example/report", REPORT)
        links = " ".join(f"[{at}]({url})" for at, url in enumerate([*ends, "https://port.example/report"]))
        (tmp_path / "a.md").write_text(f"The ferry to Norwick carried 41,200 passengers in 2023.\n\nMore: {links}\n")
        began = time.monotonic()
        report = factcheck("run", "a.md", "--format", "json").report
    assert time.monotonic() - began < 60
    assert {each["url"]: each["outcome"] for each in report["sources"] if each["url"] in ends} == ends
    assert "only the first 400 of 1,000 pages" in "".join(each["detail"] for each in report["sources"])
    assert [each["verdict"]["label"] for each in report["claims"] if "41,200" in each["quote"]] == ["supported"]


def test_an_allowlist_lets_an_intranet_source_in(factcheck, monkeypatch, tmp_path):
    """This machine is refused as a source, unless the user's own settings allow it; a file beside the draft cannot."""
    with WebServer() as server:
        url = f"http://127.0.0.1:{server.port}/report"
        server.page(url, REPORT)
        (tmp_path / "a.md").write_text("The ferry to Norwick carried 41,200 passengers in 2023.\n")
        refused = factcheck("run", "a.md", "--sources", url, "--format", "json")
        assert refused.code == 3
        assert [each["outcome"] for each in refused.report["sources"] if each["url"] == url] == ["blocked"]
        (tmp_path / "factcheck.toml").write_text(f'allow_hosts = ["127.0.0.1:{server.port}"]\n')
        assert factcheck("run", "a.md", "--sources", url).code == 2
        (tmp_path / "factcheck.toml").unlink()
        monkeypatch.setenv("FACTCHECK_ALLOW_HOSTS", f"127.0.0.1:{server.port}")
        monkeypatch.setenv("FACTCHECK_FINDERS", "citations")
        (claim,) = factcheck("run", "a.md", "--sources", url, "--format", "json").report["claims"]
        assert claim["verdict"]["label"] == "supported"


def test_the_snapshots_of_a_run_are_pages_as_they_came(factcheck, web, tmp_path):
    """What was fetched is kept with its bytes, status and time, and is used again without asking."""
    web.page("https://port.example/report", REPORT)
    (tmp_path / "a.md").write_text("The ferry carried 41,200 passengers, [it says](https://port.example/report).\n")
    factcheck("run", "a.md")
    with sqlite3.connect("factcheck.db") as connection:
        ((raw, status, fetched),) = connection.execute("SELECT raw, status, fetched_at FROM snapshot").fetchall()
    assert (raw.decode(), status) == (REPORT, 200)
    assert fetched
    factcheck("run", "a.md")
    assert web.asked("port.example").count("/report") == 1
