"""The archive stands in front of the network: a kept page is not asked for again; offline nothing is behind it."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from web_server import Answer, WebServer

from bot.errors import FetchError
from bot.organisations import Register
from bot.sources.archive import Archive
from bot.sources.fetch import Fetcher
from bot.sources.tiers import Tiers
from bot.store import Store
from bot.store.snapshots import Kept

URL = "http://a.example/report"
PAGE = (
    "<html><title>Report</title><body><p>The bureau counted 107,941 deaths in 2022, it says in its report.</p></body>"
)


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "f.db") as opened:
        yield opened


@pytest.fixture
def web():
    with WebServer() as server:
        server.page(URL, PAGE)
        yield server


def read(store, settings, url=URL):
    async def go():
        async with Fetcher(settings) as fetcher:
            return await Archive(store.snapshots, fetcher, settings, Tiers(Register(())).describe).read(url)

    return asyncio.run(go())


def asked(web):
    return [path for path in web.asked("a.example") if "robots" not in path]


def test_a_page_is_fetched_once(store, web):
    """The second read within the setting's hours comes from the store, and both are the same snapshot."""
    first, second = read(store, web.settings()), read(store, web.settings())
    assert first == second
    assert "107,941 deaths" in first.text
    assert len(asked(web)) == 1
    assert store.snapshots.search('"deaths"', None, 1)[0].snapshot_sha256 == first.sha256


def test_offline_reads_what_is_kept_and_nothing_else(store, web):
    """Offline, a page that was read before is there, however old; another is unreachable, and no socket is opened."""
    kept = read(store, web.settings())
    offline = web.settings(offline=True, snapshot_max_age=0.0)
    assert read(store, offline) == kept
    with pytest.raises(FetchError, match="no copy is kept") as caught:
        read(store, offline, "http://b.example/")
    assert caught.value.reason == "unreachable"
    assert len(asked(web)) == 1


def test_an_old_page_is_asked_for_with_its_validators(store, web):
    """When the server says that nothing has changed, the kept snapshot stands and its age begins anew."""

    def answer(request):
        if request.headers.get("if-none-match") == '"v1"':
            return Answer(status=304)
        return Answer(PAGE.encode(), headers=(("ETag", '"v1"'), ("Content-Type", "text/html")))

    web.answer(URL, answer, answer)
    first = read(store, web.settings())
    old = store.snapshots.recall(URL)
    store.snapshots.remember(URL, replace(old, fetched_at=datetime.now(UTC) - timedelta(days=3)))
    assert read(store, web.settings()) == first
    assert store.snapshots.recall(URL).fetched_at > datetime.now(UTC) - timedelta(hours=1)
    assert isinstance(old, Kept)
    assert len(store.snapshots.all()) == 1


def test_a_page_that_hides_its_content_is_blocked(store, web):
    """A page that shows nothing without a script is blocked, and nothing of it is kept."""
    web.page(
        URL, "<html><body><noscript>Please enable JavaScript to view this page.</noscript><script>x</script></body>"
    )
    with pytest.raises(FetchError) as caught:
        read(store, web.settings())
    assert caught.value.reason == "blocked"
    assert store.snapshots.all() == []
