"""Facts about finding sources: tiers, the research package, plans, each finder against a real server, all together."""

from __future__ import annotations

import asyncio
import json
from datetime import date
from functools import cache

import local_services
import pytest
from messages_api import KEY, MessagesAPI, Reply, error, refusal, results
from model_tools import Shelf, using
from web_server import Answer, WebServer

from bot import article as articles
from bot.errors import UserError
from bot.organisations import Organisation, Register
from bot.records import Claim, Kind, Snapshot, Source, Tier
from bot.sources import package, search_form
from bot.sources.extracted import Extract
from bot.sources.fetch import Fetcher
from bot.sources.finders.citations import Citations
from bot.sources.finders.federal_register import FederalRegister
from bot.sources.finders.finder import Inquiry, Lead, Site
from bot.sources.finders.official_site import OfficialSite
from bot.sources.finders.searxng import SearXNG
from bot.sources.finders.wayback import Wayback
from bot.sources.finders.wikipedia import Wikipedia
from bot.sources.independence import independent, same
from bot.sources.plan import Plan, Planner
from bot.sources.relevance import rank
from bot.sources.search import Search, instead
from bot.sources.tiers import Tiers, wire

CDC = "https://www.cdc.gov/nchs/x.htm"


@cache
def register():
    return Register.load()


@pytest.fixture
def tiers():
    return Tiers(register())


@pytest.fixture
def web():
    with WebServer() as server:
        yield server


def claim(article, words, **options):
    at = article.text.index(words)
    return Claim(at, at + len(words), words, words, options.pop("kind", Kind.NUMBER), "f", **options)


def inquiry(text, words, path="draft.txt", as_of=date(2024, 5, 1), sites=(), **options):
    article = articles.from_text(text, path)
    wanted = claim(article, words, **options)
    return Inquiry(wanted, article, Planner(register()).plan(wanted, article, as_of), sites)


def find(settings, make, *inquiries):
    """What a finder made by `make(fetcher)` finds, for each inquiry."""

    async def ask():
        async with Fetcher(settings) as fetcher:
            finder = make(fetcher)
            return [await finder.find(each) for each in inquiries]

    found = asyncio.run(ask())
    return found[0] if len(found) == 1 else found


def urls(found):
    return [lead.url for lead in found.leads]


# --- tiers


@pytest.mark.parametrize(
    ("url", "tier"),
    [
        (CDC, Tier.PRIMARY),
        ("https://www.somewhere.gov/a", Tier.PRIMARY),
        ("https://www.moh.gov.xx/a", Tier.PRIMARY),
        ("https://ec.europa.eu/a", Tier.PRIMARY),
        ("https://www.reuters.com/a", Tier.SECONDARY),
        ("https://www.cdc.gov.example.com/a", Tier.SECONDARY),
        ("https://notgov/a", Tier.SECONDARY),
        ("https://en.wikipedia.org/wiki/A", Tier.DISCOVERY),
        ("https://www.politifact.com/a", Tier.DISCOVERY),
        (f"https://web.archive.org/web/20240130101500id_/{CDC}", Tier.PRIMARY),
        (None, Tier.SECONDARY),
    ],
)
def test_an_address_has_a_tier(tiers, url, tier):
    """The register and the domain decide, through the Wayback Machine too; a look-alike domain gains nothing."""
    assert tiers.tier(url) is tier


@pytest.mark.parametrize(
    ("extract", "tier"),
    [
        (Extract("The agency counted 5 deaths."), Tier.PRIMARY),
        (Extract("WASHINGTON, Jan 30 (Reuters) - The agency said so."), Tier.SECONDARY),
        (Extract("Good news.\n\nReprinted with permission from The Post."), Tier.SECONDARY),
        (Extract("Text.", canonical="https://www.thepost.example/story"), Tier.SECONDARY),
        (Extract("Text.", canonical="https://cdc.gov/nchs/x.htm"), Tier.PRIMARY),
        (Extract("Text.", news=True), Tier.SECONDARY),
        (Extract("Text.", rates_claims=True), Tier.DISCOVERY),
        (Extract("Published on 30 January 2024. Source: National Vital Statistics System"), Tier.PRIMARY),
    ],
)
def test_a_page_can_lower_its_tier(tiers, extract, tier):
    """Another's words on an official site are secondary; a fact-checker's verdict is never evidence."""
    assert tiers.tier(CDC, extract) is tier


def test_a_journals_article_is_primary(tiers):
    """A journal's own article is the document whose finding it is."""
    assert tiers.tier("https://letters.example/2024/1", Extract("We found.", scholarly=True)) is Tier.PRIMARY


def test_preferred_denied_and_learnt_hosts():
    """Settings and what is found out in a run decide, too; a newspaper does not own what it reports."""
    tiers = Tiers(register(), prefer=("council.example",), deny=("bad.example",))
    tiers.learn([("https://www.lund.example/", "Lund Institute"), ("https://post.example/", "The Morning Post")])
    assert tiers.tier("https://www.council.example/a") is Tier.PRIMARY
    assert tiers.is_discovery("https://a.bad.example/a")
    assert tiers.tier("https://data.lund.example/a") is Tier.PRIMARY
    assert tiers.publisher("https://data.lund.example/a") == "Lund Institute"
    assert tiers.tier("https://post.example/a") is Tier.SECONDARY


def test_the_publisher_is_the_nearest_body(tiers):
    """The longest address of the register wins; else what the page says; else the host."""
    assert tiers.publisher("https://www.cdc.gov/nchs/x") == "National Center for Health Statistics"
    assert tiers.publisher("https://www.cdc.gov/nchsx") == "Centers for Disease Control and Prevention"
    assert tiers.publisher("https://a.example/", Extract("", publisher="The A")) == "The A"
    assert tiers.publisher("https://www.a.example/", Extract("")) == "a.example"
    assert tiers.publisher(None, Extract("")) is None


def test_a_kept_copy_says_so(tiers):
    """The day of a copy in the Wayback Machine is shown with its title."""
    source = tiers.source(f"https://web.archive.org/web/20240130101500id_/{CDC}", Extract("x", title="Deaths"))
    assert source.title == "Deaths (copy of 2024-01-30 in the Wayback Machine)"


def test_copies_are_one_source():
    """The same text, and a wire story with a local first paragraph, count once."""
    story = " ".join(f"word{n}" for n in range(400))
    other = " ".join(f"other{n}" for n in range(400))

    def snapshot(text, host):
        return Snapshot(host, host, text, Source(host, None, None, None, Tier.SECONDARY), None, 200)

    made = [snapshot(story, "a"), snapshot(other, "b"), snapshot(f"Here in town. {story}", "c"), snapshot("", "d")]
    assert [[each.sha256 for each in group] for group in independent(made)] == [["a", "c"], ["b"], ["d"]]
    assert same(story, story[: len(story) // 2])
    assert not same(story, other)
    assert wire("BEIJING, Jan 30 (Xinhua) -- China and") == "Xinhua"


# --- the research package


def test_a_folder_is_read_with_what_stands_beside_its_pages(tiers, tmp_path):
    """A page with a `.json` beside it is what that says; one without is what it says itself; lists give addresses."""
    folder = tmp_path / "www.cdc.gov"
    folder.mkdir()
    (folder / "a.html").write_text("<title>A</title><p>The agency counted 5 deaths.")
    about = {"url": CDC, "publisher": "NCHS", "title": "Deaths", "published": "2024-03-21", "restatement": True}
    (folder / "a.json").write_text(json.dumps({**about, "status": 200, "tier": "primary", "fetched_at": None}))
    (folder / "b.html").write_text(f"<link rel=canonical href='{CDC}?b'><h1>Cause</h1><p>Words.")
    (folder / "c.md").write_text("# Notes\n\nThe council met.\n")
    (folder / "list.txt").write_text("# to read\nhttps://a.example/1\n\nhttps://a.example/2\n")
    (folder / "gone.html").write_text("<p>Gone.")
    (folder / "gone.json").write_text('{"status": 404, "url": "https://a.example/gone"}')
    (folder / "wall.html").write_text("<div id=app></div><script>x()</script>")
    (folder / ".hidden.html").write_text("x")
    found = package.read([str(tmp_path), "https://a.example/2"], tiers)
    sources = [document.source for document in found.documents]
    assert sources == [
        Source(CDC, "NCHS", "Deaths", date(2024, 3, 21), Tier.PRIMARY, restatement=True),
        Source(f"{CDC}?b", "National Center for Health Statistics", "Cause", None, Tier.PRIMARY),
        Source(None, None, "Notes", None, Tier.SECONDARY),
    ]
    assert found.urls == ("https://a.example/1", "https://a.example/2")
    assert [(each.url, each.outcome) for each in found.skipped] == [
        ("https://a.example/gone", "unreachable"),
        (str(folder / "wall.html"), "blocked"),
    ]


def test_what_cannot_be_handed_over_is_named(tiers, tmp_path):
    """A missing path, a folder without pages, a picture, a broken description: one line each."""
    (tmp_path / "picture.png").write_bytes(b"x")
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "a.html").write_text("<p>x")
    for content, words in (
        ("{", "not JSON"),
        ("[]", "must be an object"),
        ('{"tier": "first"}', "first"),
        ('{"url": 5}', "must be"),
    ):
        (tmp_path / "bad" / "a.json").write_text(content)
        with pytest.raises(UserError, match=words):
            package.read([str(tmp_path / "bad")], tiers)
    for name, words in (("none", "no such file"), ("picture.png", "no page that can be read")):
        with pytest.raises(UserError, match=words):
            package.read([str(tmp_path / name)], tiers)
    (tmp_path / "empty").mkdir()
    with pytest.raises(UserError, match="holds no page"):
        package.read([str(tmp_path / "empty")], tiers)


# --- plans

DRAFT = """Kelp returns to the Lund Islands

The U.S. Environment Protection Agency counted 5 sites. The Lund Institute of Ecology says that kelp covers 28 hectares.

It took part in the survey of 2023. "We count what is there," said Ilse Brand, its director.

The islands have 4,118 residents. They were closed in 2008.
"""


def test_a_plan_knows_whose_fact_it_is():
    """Bodies of the register are found though misnamed; other names, years and queries come with them."""
    plan = inquiry(DRAFT, "counted 5 sites").plan
    assert [body.name for body in plan.owners] == ["Environmental Protection Agency"]
    plan = inquiry(DRAFT, "kelp covers 28 hectares").plan
    assert plan.named[0] == "Lund Institute of Ecology"
    assert plan.years == (2024, 2023)
    assert plan.queries[0].startswith("Lund Institute of Ecology")
    assert plan.until == date(2024, 5, 1)


def test_a_plan_looks_back_for_its_subject():
    """A claim that names nobody leans on the sentence before it; figures stay whole."""
    plan = inquiry(DRAFT, "It took part in the survey of 2023").plan
    assert plan.named[0] == "Lund Institute of Ecology"
    assert plan.years == (2023,)
    assert "hectares" in plan.around
    assert "4,118" in inquiry(DRAFT, "The islands have 4,118 residents").plan.words


def test_what_came_with_the_claim_goes_first():
    """The owner and queries that a model gave lead; the kind says what would prove it."""
    options = {"owner": "the Centers for Disease Control and Prevention", "queries": ("own query",), "kind": Kind.QUOTE}
    plan = inquiry(DRAFT, "They were closed in 2008", **options).plan
    assert plan.owners[0].acronyms == ("CDC",)
    assert plan.queries[0] == "own query"
    assert "speaker" in plan.proof


def test_rare_words_and_the_right_year_rank_first():
    """A page of another year counts half; one that shares nothing is left out."""
    plan = Plan(words=("kelp", "survey"), years=(2023,))
    order = [at for _, at in rank(plan, ["kelp survey 2019", "kelp survey 2023", "kelp survey 2024", "lead pipes"])]
    assert order[:2] == [1, 2]
    assert 3 not in order


# --- finders


def test_links_in_the_sentence_come_first():
    """What is cited beside the claim is the first lead; a draft without links is silent."""
    text = "Old [report](https://a.example/old).\n\nSee [this](https://a.example/near). It fell by 5 percent, [says](https://a.example/own).\n"
    asked = inquiry(text, "It fell by 5 percent", "draft.md")
    found = asyncio.run(Citations().find(asked))
    assert urls(found) == ["https://a.example/own", "https://a.example/near", "https://a.example/old"]
    silent = asyncio.run(Citations().find(inquiry("Nothing here fell by 5 percent.", "fell by 5 percent")))
    assert silent.attempts[0].outcome == "silent"


SITE = Site("https://www.lund.example/", "Lund Institute")
KELP = "The Lund Institute says that kelp covers 28 hectares in 2023."


def test_an_official_site_is_looked_through(web):
    """Sitemap, front page, newsroom and search form give the pages; those that fit the claim are leads, once a run."""
    web.page("https://www.lund.example/robots.txt", "Sitemap: https://www.lund.example/map.xml", "text/plain")
    web.page(
        "https://www.lund.example/map.xml",
        "<sitemapindex><sitemap><loc>https://www.lund.example/2.xml</loc></sitemap></sitemapindex>",
        "text/xml",
    )
    web.page(
        "https://www.lund.example/2.xml",
        "<urlset><url><loc>https://www.lund.example/2023/kelp-hectares</loc></url></urlset>",
        "text/xml",
    )
    form = "<form action='/find'><input type=hidden name=l value=en><input type=search name=q></form>"
    web.page(
        "https://www.lund.example/",
        f"<a href='/news'>Newsroom</a><a href='/kelp.jpg'>kelp</a><a href='https://else.example/kelp'>k</a>{form}",
    )
    web.page("https://www.lund.example/news", "<a href='/n/1'>Kelp survey of 2023</a><a href='/n/2'>Staff party</a>")
    web.page("https://www.lund.example/find", "<a href='/deep/5'>How much kelp covers the sea</a>")
    one, two = find(web.settings(), OfficialSite, *[inquiry(KELP, "28 hectares", sites=(SITE,))] * 2)
    assert set(urls(one)) == {f"https://www.lund.example/{path}" for path in ("2023/kelp-hectares", "n/1", "deep/5")}
    assert urls(one) == urls(two)
    assert web.asked("www.lund.example").count("/") == 1
    assert one.attempts[-1].outcome == "found"
    assert web.requests[-1].query.startswith("l=en&q=")


def test_the_register_names_the_site(web):
    """For a body of the register its own site is asked; what it refuses is said."""
    web.page("https://www.cdc.gov/robots.txt", "User-agent: *\nDisallow: /", "text/plain")
    found = find(web.settings(), OfficialSite, inquiry("The CDC counted 5 deaths in 2022.", "counted 5 deaths"))
    assert [(each.url, each.outcome) for each in found.attempts] == [("https://www.cdc.gov/", "blocked")]


def test_a_search_form_of_another_host_is_not_used():
    """Only a form that is sent by GET to the same host is the site's own search."""
    assert search_form.template("<form action='https://g.example/'><input name=q></form>", "https://a.example/") is None
    assert search_form.template("<form method=post><input name=q></form>", "https://a.example/") is None
    found = search_form.template("<form action='/s?x=1'><input type=search name=words></form>", "https://a.example/")
    assert search_form.fill(found, "kelp & sea") == "https://a.example/s?x=1&words=kelp+%26+sea"


def wikipedia(tiers):
    return lambda pages: Wikipedia(pages, tiers.is_discovery)


def test_wikipedia_gives_sites_and_references_and_nothing_else(web, tiers):
    """An encyclopaedia leads to the official site and to what it cites; its own pages are never a lead."""
    article = {"title": "Lund Institute", "index": 1, "pageprops": {"wikibase_item": "Q1"}}
    links = [{"url": "//www.lund.example/kelp-2023"}, {"url": "https://en.wikipedia.org/wiki/Kelp"}, {"odd": 1}]
    answer = {"query": {"pages": [{**article, "extlinks": links}, {"title": "Elsewhere", "extlinks": []}, "odd"]}}
    web.json("https://en.wikipedia.org/w/api.php", answer)
    value = {"mainsnak": {"datavalue": {"value": "https://www.lund.example/"}}, "rank": "normal"}
    old = {"mainsnak": {"datavalue": {"value": "https://old.example/"}}, "rank": "deprecated"}
    web.json("https://www.wikidata.org/w/api.php", {"entities": {"Q1": {"claims": {"P856": [old, value]}}}})
    found = find(web.settings(), wikipedia(tiers), inquiry(KELP, "28 hectares"))
    assert urls(found) == ["https://www.lund.example/kelp-2023"]
    assert found.sites == (Site("https://www.lund.example/", "Lund Institute"),)
    assert {each.outcome for each in found.attempts} == {"found"}


@pytest.mark.parametrize(
    ("status", "body", "outcome"), [(503, "x", "unreachable"), (429, "x", "blocked"), (200, "<p>", "unreachable")]
)
def test_a_service_that_fails_says_so(web, tiers, status, body, outcome):
    """A service that is down, refuses, or answers in something else is an attempt, not an error."""
    web.page("https://en.wikipedia.org/w/api.php", body, status=status)
    web.page("http://search.example/search", body, status=status)
    web.page("https://www.federalregister.gov/api/v1/documents.json", body, status=status)
    rule = inquiry("The EPA proposed a rule in 2023.", "proposed a rule")
    made = (
        wikipedia(tiers),
        lambda pages: SearXNG(pages, "http://search.example", tiers.is_discovery),
        FederalRegister,
    )
    for make in made:
        found = find(
            web.settings(retries=0), make, inquiry(KELP, "28 hectares") if make is not FederalRegister else rule
        )
        assert found.leads == ()
        assert found.attempts[0].outcome == outcome


@pytest.mark.parametrize(
    "answer", [[], {"query": {"pages": {"1": {}}}}, {"results": "x", "query": 5}, {"results": [5, {}]}]
)
def test_answers_of_another_shape_are_silent(web, tiers, answer):
    """What is not of the known shape gives nothing and breaks nothing."""
    web.json("https://en.wikipedia.org/w/api.php", answer)
    web.json("http://search.example/search", answer)
    web.json("https://archive.org/wayback/available", answer)
    made = (wikipedia(tiers), lambda pages: SearXNG(pages, "http://search.example", tiers.is_discovery))
    for make in made:
        assert find(web.settings(), make, inquiry(KELP, "28 hectares")).attempts[0].outcome == "silent"

    async def copy():
        async with Fetcher(web.settings()) as fetcher:
            return await Wayback(fetcher).copy("https://a.example/x")

    assert asyncio.run(copy()).attempts[0].outcome == "silent"


def test_searxng_leads_to_pages(web, tiers):
    """Results are leads, ranked by the claim, without what can never be evidence."""
    results = [
        {"url": "https://en.wikipedia.org/wiki/Kelp", "title": "Kelp covers 28 hectares"},
        {"url": "https://a.example/1", "title": "Party", "content": "Lund"},
        {"url": "https://a.example/2", "title": "Kelp", "content": "covers 28 hectares"},
        {"url": "javascript:alert(1)"},
    ]
    web.json("http://search.example/search", {"results": results})
    found = find(
        web.settings(),
        lambda pages: SearXNG(pages, "http://search.example", tiers.is_discovery),
        inquiry(KELP, "28 hectares"),
    )
    assert urls(found) == ["https://a.example/2", "https://a.example/1"]
    assert "format=json" in web.requests[-1].query


def test_the_federal_register_is_asked_for_rules(web):
    """A rule of an American body leads to the text at govinfo, published before the draft; other claims ask nothing."""
    document = {
        "document_number": "2023-26148",
        "title": "Lead and Copper",
        "publication_date": "2023-12-06",
        "abstract": "lead rule",
    }
    other = {"document_number": "../x", "title": "A rule on lead", "html_url": "https://www.federalregister.gov/d/1"}
    web.json("https://www.federalregister.gov/api/v1/documents.json", {"results": [document, other, {"title": "lead"}]})
    found, nothing = find(
        web.settings(),
        FederalRegister,
        inquiry("The EPA proposed a rule on lead in 2023.", "a rule on lead"),
        inquiry(KELP, "28 hectares"),
    )
    assert set(urls(found)) == {
        "https://www.govinfo.gov/content/pkg/FR-2023-12-06/html/2023-26148.htm",
        "https://www.federalregister.gov/d/1",
    }
    assert "publication_date%5D%5Blte%5D=2024-05-01" in web.requests[-1].query
    assert nothing.leads == nothing.attempts == ()


def test_the_wayback_machine_keeps_what_is_gone(web):
    """A copy near the draft's day is a lead to the page as it was; where none is kept, that is said."""
    closest = {"available": True, "status": "200", "timestamp": "20240130101500", "url": "http://web.archive.org/web/x"}
    good, none = ({"archived_snapshots": {"closest": closest}}, {"archived_snapshots": {}})
    web.answer("https://archive.org/wayback/available", *(Answer(json.dumps(each).encode()) for each in (good, none)))
    web.page("https://archive.org/wayback/available", json.dumps(good), "application/json")

    async def copy():
        async with Fetcher(web.settings()) as fetcher:
            return await Wayback(fetcher).copy("https://a.example/x", date(2024, 1, 31))

    found = asyncio.run(copy())
    assert urls(found) == ["https://web.archive.org/web/20240130101500id_/https://a.example/x"]
    assert "2024-01-30" in found.leads[0].why
    assert web.requests[-1].query.endswith("timestamp=20240131")
    web.json("https://archive.org/wayback/available", none)
    assert asyncio.run(copy()).attempts[0].detail == "no copy is kept"


# --- all together


def leads(settings, tiers, text, words, path="draft.txt"):
    async def ask():
        async with Fetcher(settings) as fetcher:
            search = Search(settings, register(), fetcher, tiers)
            article = articles.from_text(text, path)
            return await search.leads(claim(article, words), article, date(2024, 5, 1))

    return asyncio.run(ask())


def test_the_planted_sources_are_found(tiers):
    """In the local web, at least nine in ten of the planted primary sources are among the leads of their own claims."""
    import finding

    with WebServer() as server:
        local_services.play(server)
        settings = server.settings(searxng_url=local_services.SEARXNG, host_concurrency=8)
        slugs = ("kelp-survey", "marrowick-economy", "tannersby-budget")
        scores = [asyncio.run(finding.search(slug, settings)) for slug in slugs]
    assert sum(score.own for score in scores) >= 0.9 * sum(score.wanted for score in scores)
    assert all(score.discovery == 0 for score in scores)


def test_a_copy_waits_behind_its_original(web, tiers):
    """Of two leads with the same words, the official one is read, and the other only where there is room."""
    words = "Kelp covers 28 hectares of the sea floor around the islands in 2023 says the institute of ecology"
    pages = [
        {"url": f"https://{host}/kelp", "title": words, "content": words}
        for host in ("www.copy.example", "www.epa.gov")
    ]
    web.json("http://search.example/search", {"results": pages})
    settings = web.settings(searxng_url="http://search.example", finders=("searxng",), pages_per_claim=1)
    assert urls(leads(settings, tiers, KELP, "28 hectares")) == ["https://www.epa.gov/kelp"]


def test_finders_can_be_switched_off(web, tiers):
    """A finder that is not in the settings is not asked."""
    settings = web.settings(finders=("citations",))
    assert leads(settings, tiers, KELP, "28 hectares").leads == ()
    assert web.requests == []

    async def copy():
        async with Fetcher(settings) as fetcher:
            return await Search(settings, register(), fetcher, tiers).copy("https://a.example/x")

    assert asyncio.run(copy()).attempts[0].outcome == "not_tried"


def test_services_may_be_elsewhere(web, tiers):
    """A mirror of a service is asked instead, where the user's own settings name one, on this machine even."""
    here = f"http://127.0.0.1:{web.port}"
    article = {"title": "Lund Institute of Ecology", "index": 1, "pageprops": {"wikibase_item": "Q1"}}
    web.json(f"{here}/wiki-api", {"query": {"pages": [article]}})
    site = [{"mainsnak": {"datavalue": {"value": "https://www.lund.example/"}}, "rank": "normal"}]
    web.json(f"{here}/data-api", {"entities": {"Q1": {"claims": {"P856": site}}}})
    named = (("wikipedia", f"{here}/wiki-api"), ("wikidata", f"{here}/data-api"), ("wayback", f"{here}/copies"))
    settings = web.settings(resolver=(), endpoints=named, finders=("wikipedia", "wayback"))
    draft = articles.from_text(DRAFT, "draft.txt")

    async def ask():
        async with Fetcher(settings) as fetcher:
            search = Search(settings, register(), fetcher, tiers)
            found = await search.leads(claim(draft, "kelp covers 28 hectares"), draft)
            await search.copy("https://gone.example/a")
            return found

    assert asyncio.run(ask()).sites == (Site("https://www.lund.example/", "Lund Institute of Ecology"),)
    assert {request.path for request in web.requests} == {"/wiki-api", "/data-api", "/copies"}


def test_an_organisation_of_a_newsroom_has_its_site(web):
    """A row of a newsroom's own register leads to its site like any other."""
    own = register().extended([Organisation("xx-lund", "Lund Institute", "XX", site="https://www.lund.example/")])
    web.page("https://www.lund.example/", "<a href='/kelp'>Kelp</a>")

    async def ask():
        async with Fetcher(web.settings()) as fetcher:
            article = articles.from_text(KELP, "draft.txt")
            wanted = claim(article, "28 hectares")
            plan = Planner(own).plan(wanted, article)
            return await OfficialSite(fetcher).find(Inquiry(wanted, article, plan))

    assert urls(asyncio.run(ask())) == ["https://www.lund.example/kelp"]


# --- the web search of the Messages API


def searched(web, api, shelf=None, words="kelp covers 28 hectares", **more):
    """What a run's search finds where only the web search is on."""
    article = articles.from_text(DRAFT, "draft.txt")
    wanted = claim(article, words)
    settings = web.settings(api_key=KEY, base_url=api.url, web_search=True, finders=(), **more)

    async def ask(endpoint):
        async with Fetcher(settings) as fetcher:
            search = Search(settings, register(), fetcher, Tiers(register()), endpoint)
            return await search.leads(wanted, article, date(2024, 5, 1)), endpoint.usage

    limits = {name: value for name, value in more.items() if name == "max_cost"}
    return using(api, ask, shelf, **limits)


def test_the_web_search_gives_addresses_to_fetch(web):
    """Result blocks are leads, without what is never evidence; an address that the model writes itself is none."""
    found = [
        ("https://www.lund.example/kelp-2023", "Kelp covers 28 hectares"),
        ("https://en.wikipedia.org/wiki/Kelp", "Kelp"),
        ("file:///etc/passwd", "kelp"),
    ]
    usage = {"input_tokens": 9000, "output_tokens": 40, "server_tool_use": {"web_search_requests": 2}}
    reply = results(*found, text="See https://evil.example/kelp", usage=usage)
    with MessagesAPI(lambda request: reply) as api:
        shelf = Shelf()
        domains = ("lund.example",)
        answer, paid = searched(web, api, shelf, search_domains=domains)
        again, _ = searched(web, api, shelf, search_domains=domains)
    assert urls(answer) == urls(again) == ["https://www.lund.example/kelp-2023"]
    assert [(each.finder, each.outcome) for each in answer.attempts] == [
        ("web_search", "found"),
        ("web_search", "not_tried"),  # the encyclopaedia
    ]
    (request,) = api.requests
    assert request["tools"][0]["allowed_domains"] == ["lund.example"]
    assert "28 hectares" in request["messages"][0]["content"]
    assert paid.cost_usd == pytest.approx(9000 * 2e-6 + 40 * 1e-5 + 2 * 0.01)
    assert [call.prompt[0] for call in shelf.calls.values()] == ["search"]
    assert api.rejected == []


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (results(error="too_many_requests"), "blocked"),
        (results(error="unavailable"), "unreachable"),
        (results(), "silent"),
        (refusal(), "model_refused"),
        (error(400, "invalid_request_error", "web search is not enabled for this organization"), "blocked"),
        (error(401, "authentication_error", "invalid api key"), "no_key"),
        (Reply(body={"content": [{"type": "web_search_tool_result", "content": 5}, 7]}), "silent"),
    ],
)
def test_a_web_search_that_fails_says_so(web, reply, outcome):
    """A search that is rate-limited, down, not allowed or without a key is an attempt with its name."""
    with MessagesAPI(lambda request: reply) as api:
        answer, _ = searched(web, api)
        assert len(api.requests) == 1
    assert [each.outcome for each in answer.attempts] == [outcome]
    assert answer.leads == ()


def test_a_web_search_keeps_to_the_limit_of_cost(web):
    """Where a search may cost more than is left, it is not made; blocked domains go along where none are chosen."""
    with MessagesAPI(lambda request: results(("https://a.example/kelp-hectares", "kelp"))) as api:
        answer, _ = searched(web, api, max_cost=0.01)
        assert [each.outcome for each in answer.attempts] == ["budget"]
        assert api.requests == []
        searched(web, api, max_cost=1.0, deny_domains=("bad.example",))
        assert api.requests[0]["tools"][0]["blocked_domains"] == ["bad.example"]


# --- which of many is the original


def ranked(web, leads, words, text=DRAFT):
    """The order in which a run would follow leads that a search gave for a claim."""
    article = articles.from_text(text, "draft.md")
    wanted = claim(article, words)

    async def ask():
        settings = web.settings(finders=(), pages_per_claim=len(leads))
        async with Fetcher(settings) as fetcher:
            search = Search(settings, register(), fetcher, Tiers(register()))
            plan = Planner(register()).plan(wanted, article, date(2024, 5, 1))
            return [lead.url for lead in search._best(plan, leads)[0]]

    return asyncio.run(ask())


def test_the_site_of_whom_the_draft_names_comes_before_a_newspapers(web):
    """Of copies with the same words the host that bears a name of the draft is read first, a newspaper's last."""
    text = "The Harbour Safety Board fined the yard 18 million crowns.\n\nIt lies there. The penalty is the largest.\n"
    words = "Penalty of 18 million crowns for the yard, the largest penalty since the board was set up years ago"
    hosts = ("www.daily-courier.example", "reader.example", "www.harboursafetyboard.example")
    leads = [Lead(f"https://{host}/penalty", "searxng", "", words) for host in hosts]
    assert ranked(web, leads, "The penalty is the largest", text)[0] == "https://www.harboursafetyboard.example/penalty"
    parliament = [Lead(f"https://{host}/act", "searxng", "", words) for host in (*hosts[:2], "www.parliament.example")]
    text = "The yard was fined. Parliament passed the act with a penalty of 18 million crowns.\n"
    assert ranked(web, parliament, "Parliament passed the act", text)[0] == "https://www.parliament.example/act"


def test_a_title_in_other_words_fits():
    """A page on a penalty is a lead for a claim about a fine; the author of the draft is no topic of it."""
    plan = Plan(words=("regulator", "fined", "yard"))
    found = rank(plan, ["opening hours", "penalties and charges", "the regulator fined the yard"])
    assert [at for _, at in found] == [2, 1]
    text = "Fine\n\nBy Lena Orsted\n\nThe Lund Institute was fined. The Lund Institute will appeal.\n"
    made = Planner(register()).plan(
        claim(articles.from_text(text, "a.txt"), "will appeal"), articles.from_text(text, "a.txt")
    )
    assert made.topics == ("Lund Institute",)


def test_copies_of_a_lost_page_are_read_in_its_place():
    """Where a page cannot be read, its copy is tried, then the best of what was left."""
    words = "Kelp covers 28 hectares of the sea floor around the islands in 2023 says the institute of ecology"
    lost, other, copy = (
        Lead(f"https://{n}.example/", "searxng", "", w) for n, w in enumerate((words, "Urchins", words))
    )
    assert instead([other, copy], [lost]) == [copy]
    assert instead([other, copy], [lost, lost]) == [copy, other]


def test_a_wiki_is_discovery(tiers):
    """What calls itself an encyclopaedia or a wiki is never evidence, wherever it stands; a newsroom may prefer it."""
    for url in ("https://encyclopaedia.example/a", "https://www.ballotpedia.org/a", "https://x.example/wiki/A"):
        assert tiers.is_discovery(url)
    assert tiers.tier("https://a.example/x", Extract("x", publisher="The Free Encyclopedia")) is Tier.DISCOVERY
    assert Tiers(register(), prefer=("x.example",)).tier("https://x.example/wiki/A") is Tier.PRIMARY
    assert tiers.tier("https://www.quickitems.example/a") is Tier.SECONDARY
