"""Facts about fetching, each against a real server on loopback."""

from __future__ import annotations

import asyncio
import gzip
import ssl
import subprocess
import time
import zlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpcore
import pytest
from web_server import Answer, WebServer

from bot.errors import FetchError, UserError
from bot.settings import Settings
from bot.sources.fetch import Fetcher
from bot.sources.guard import Guard, is_public
from bot.sources.pace import Pace, retry_after
from bot.sources.page import Page

URL = "https://www.agency.example/report"


@pytest.fixture
def web():
    with WebServer() as server:
        yield server


def get(settings, *urls, **options):
    """Fetch all at once; what fails comes back as its error."""

    async def fetch():
        async with Fetcher(settings) as fetcher:
            return await asyncio.gather(*(fetcher.get(url, **options) for url in urls), return_exceptions=True)

    results = asyncio.run(fetch())
    return results[0] if len(urls) == 1 else results


def failed(result, reason):
    assert isinstance(result, FetchError), result
    assert result.reason == reason, result
    assert "\n" not in str(result)
    return str(result)


def test_a_page_comes_with_what_the_server_says_of_it(web):
    """A page carries its bytes, type, charset, validators and final address."""
    web.redirect(URL, "/report/2024#top")
    headers = (("ETag", '"7"'), ("Last-Modified", "Tue, 30 Jan 2024 10:00:00 GMT"), ("Set-Cookie", "a=b"))
    web.page("https://www.agency.example/report/2024", "<p>Hello", "Text/HTML; Charset=latin-1", headers=headers)
    page = get(web.settings(contact="desk@paper.example"), URL)
    assert (page.requested_url, page.url, page.status) == (URL, "https://www.agency.example/report/2024", 200)
    assert (page.media_type, page.charset, page.content) == ("text/html", "latin-1", b"<p>Hello")
    assert (page.etag, page.modified) == ('"7"', datetime(2024, 1, 30, 10, tzinfo=UTC))
    assert datetime.now(UTC) - page.fetched_at < timedelta(seconds=9)


def test_requests_name_who_asks_and_carry_no_cookie(web):
    """Each request carries the contact in its User-Agent, and never a cookie that a server has set."""
    web.page(URL, "a", headers=(("Set-Cookie", "session=1; Path=/"),))
    web.page("https://www.agency.example/other", "b")

    async def both():
        async with Fetcher(web.settings(contact="desk@paper.example")) as fetcher:
            await fetcher.get(URL)
            await fetcher.get("https://www.agency.example/other")

    asyncio.run(both())
    assert len(web.requests) == 3
    assert all("(+desk@paper.example)" in request.headers["user-agent"] for request in web.requests)
    assert not any("cookie" in request.headers for request in web.requests)


def test_the_environment_gives_no_proxy(web, monkeypatch):
    """A proxy in the environment is not used."""
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    web.page(URL, "a")
    assert get(web.settings(), URL).content == b"a"


def test_an_unchanged_page_is_a_304_without_content(web):
    """Validators are sent along, and a 304 is an answer."""
    web.answer(URL, lambda request: Answer(status=304 if request.headers.get("if-none-match") == '"7"' else 200))
    page = get(web.settings(), URL, etag='"7"', last_modified="Tue, 30 Jan 2024 10:00:00 GMT")
    assert (page.status, page.content) == (304, b"")
    assert web.requests[-1].headers["if-modified-since"] == "Tue, 30 Jan 2024 10:00:00 GMT"


def test_offline_opens_no_socket():
    """An offline run resolves nothing and connects nowhere."""

    async def names(host, port):
        raise AssertionError(host)

    async def ask():
        async with Fetcher(Settings(offline=True), names=names) as fetcher:
            await fetcher.get(URL)

    with pytest.raises(FetchError, match="offline") as error:
        asyncio.run(ask())
    assert error.value.reason == "not_requested"


# --- where a fetch may lead


@pytest.mark.parametrize("url", ["ftp://a.example/", "file:///etc/passwd", "data:text/html,x", "https:///x", "a b"])
def test_only_http_and_https_are_read(web, url):
    """Any other kind of address is refused before anything is asked."""
    failed(get(web.settings(), url), "blocked")
    assert not web.requests


def test_an_address_that_is_no_url_is_named(web):
    """An address that cannot be parsed ends in one line."""
    assert "is not a URL" in failed(get(web.settings(), "https://[::1/"), "unreachable")


def test_a_login_in_a_url_is_refused_and_not_repeated(web):
    """A URL with a login is not read, and the message does not show the login."""
    assert "secret" not in failed(get(web.settings(), "https://me:secret@www.agency.example/"), "blocked")


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.1/", "http://169.254.169.254/latest/", "http://[::1]/", "http://localhost/", "http://2130706433/"],
)
def test_a_redirect_into_the_local_network_is_blocked(web, target):
    """A public page cannot lead us to this machine or to a cloud's metadata service."""
    web.redirect(URL, target)
    settings = web.settings(resolver=(("www.agency.example", f"127.0.0.1:{web.port}"),))
    message = failed(get(settings, URL), "blocked")
    assert message.startswith(f"{URL}: redirects to ")
    assert "not on the open internet" in message


def test_a_redirect_to_a_file_is_blocked(web):
    """A redirect to another scheme is refused like a link to it."""
    web.redirect(URL, "file:///etc/passwd")
    failed(get(web.settings(), URL), "blocked")


def test_a_loop_of_redirects_ends(web):
    """A circle is seen at once; an endless chain ends at the limit."""
    web.redirect(URL, "/a")
    web.redirect("https://www.agency.example/a", "/report")
    assert "in a circle" in failed(get(web.settings(), URL), "unreachable")
    web.answer(URL, lambda request: Answer(status=302, headers=(("Location", f"?n={len(web.requests)}"),)))
    assert "more than 5 times" in failed(get(web.settings(), URL), "unreachable")


class Recorder(httpcore.AsyncNetworkBackend):
    """A network that notes where it is asked to connect, and connects nowhere."""

    def __init__(self):
        self.asked = []

    async def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):  # noqa: ASYNC109 - httpcore's signature
        self.asked.append(host)
        raise httpcore.ConnectError("nobody")


def connect(names, **settings):
    network = Recorder()
    guard = Guard(Settings(**settings), names, network)
    with pytest.raises((FetchError, httpcore.ConnectError)) as error:
        asyncio.run(guard.connect_tcp("host.example", 443, timeout=1))
    return error.value, network.asked


def test_a_name_that_resolves_to_a_private_address_is_blocked():
    """One private address among public ones is enough, and nothing is connected to."""

    async def names(host, port):
        return ["93.184.216.34", "10.0.0.1"]

    error, asked = connect(names)
    assert "10.0.0.1" in failed(error, "blocked")
    assert asked == []


def test_a_name_that_changes_between_check_and_connect_has_no_effect():
    """The name is resolved once; what is connected to is what was checked."""
    answers = [["93.184.216.34"], ["127.0.0.1"]]

    async def names(host, port):
        return answers.pop(0)

    _, asked = connect(names)
    assert asked == ["93.184.216.34"]
    assert answers == [["127.0.0.1"]]


def test_every_address_of_a_host_is_tried():
    """Where the first address does not answer, the next one is asked."""

    async def names(host, port):
        return ["2606:4700::1", "93.184.216.34"]

    assert connect(names)[1] == ["2606:4700::1", "93.184.216.34"]


@pytest.mark.parametrize("allowed", ["host.example", "host.example:443"])
def test_an_allowed_host_may_be_private(allowed):
    """The allowlist lets an intranet source through, by name or by name and port."""

    async def names(host, port):
        return ["10.0.0.1"]

    assert connect(names, allow_hosts=(allowed,))[1] == ["10.0.0.1"]


def test_a_resolver_that_hangs_is_given_up():
    """A name server that never answers costs the time for connecting, not more."""

    async def names(host, port):
        await asyncio.Event().wait()

    guard = Guard(Settings(), names, Recorder())
    with pytest.raises(httpcore.ConnectTimeout):
        asyncio.run(guard.connect_tcp("host.example", 443, timeout=0.01))


def test_unknown_names_are_unreachable():
    """A name without an address ends as unreachable, after the usual retries."""

    async def names(host, port):
        raise OSError("Name or service not known")

    async def ask():
        async with Fetcher(Settings(retry_wait=0, requests_per_second=1000), names=names) as fetcher:
            await fetcher.get(URL)

    with pytest.raises(FetchError, match=r"the name www\.agency\.example is not known") as error:
        asyncio.run(ask())
    assert error.value.reason == "unreachable"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("::ffff:8.8.8.8", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("192.0.0.8", False),
        ("224.0.0.1", False),
        ("0.0.0.0", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("::ffff:127.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::808:808", True),
        ("ff02::1", False),
    ],
)
def test_what_counts_as_the_open_internet(address, public):
    """An address is public only if it and every address inside it are."""
    assert is_public(address) is public


# --- how much may come


def bomb():
    """10 GB of zeros, gzipped to 10 MB."""
    packer, middle = zlib.compressobj(9, wbits=31), zlib.compressobj(9, wbits=-15)
    piece = middle.compress(bytes(1 << 24)) + middle.flush(zlib.Z_FULL_FLUSH)
    return packer.compress(b"") + packer.flush(zlib.Z_FULL_FLUSH) + piece * 640


def test_a_bomb_is_not_unpacked(web):
    """Zeros packed a thousandfold end at the cap, and no more than the cap is ever unpacked."""
    web.page(URL, bomb(), headers=(("Content-Encoding", "gzip"),))
    started = time.monotonic()
    assert "larger than 20,000,000 bytes" in failed(get(web.settings(), URL), "unreachable")
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(("encoding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_packed_pages_are_unpacked(web, encoding, pack):
    """Gzip and deflate are undone."""
    web.page(URL, pack(b"hello" * 99), headers=(("Content-Encoding", encoding),))
    assert get(web.settings(), URL).content == b"hello" * 99


def test_a_bare_deflate_stream_is_unpacked(web):
    """Some servers send deflate without its zlib frame."""
    packer = zlib.compressobj(wbits=-15)
    web.page(URL, packer.compress(b"hello" * 99) + packer.flush(), headers=(("Content-Encoding", "deflate"),))
    assert get(web.settings(), URL).content == b"hello" * 99


@pytest.mark.parametrize(("encoding", "body"), [("br", b"x"), ("gzip, gzip", b"x"), ("gzip", b"\x1f\x8b garbage!")])
def test_what_cannot_be_unpacked_is_named(web, encoding, body):
    """A packing that was not asked for, twice packed, or broken: one line."""
    web.page(URL, body, headers=(("Content-Encoding", encoding),))
    assert "packed" in failed(get(web.settings(), URL), "unreachable") or encoding == "gzip"


def test_an_announced_size_beyond_the_cap_is_not_read(web):
    """A Content-Length beyond the cap ends the fetch before the body."""
    web.page(URL, "x" * 2000)
    assert "larger than 1,000 bytes" in failed(get(web.settings(max_bytes=1000), URL), "unreachable")


def test_a_content_length_that_lies(web):
    """A server that announces more than it sends broke off; one that announces less is believed."""

    async def more(request, reader, writer):
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\nContent-Type: text/html\r\n\r\nshort")
        await writer.drain()

    web.answer(URL, more)
    assert "the connection broke" in failed(get(web.settings(), URL), "unreachable")
    web.page(URL, "long and longer", headers=(("Content-Length", "4"),))
    assert get(web.settings(), URL).content == b"long"


def test_what_is_no_text_is_not_read(web):
    """A film is refused by its type."""
    web.page(URL, b"\0" * 999, "video/mp4")
    assert "is video/mp4" in failed(get(web.settings(), URL), "unreachable")


def test_nonsense_instead_of_http_is_named(web):
    """A server that does not speak HTTP is unreachable."""

    async def nonsense(request, reader, writer):
        writer.write(b"\x00\xffSSH-2.0 hello\r\n\r\n")
        await writer.drain()

    web.answer(URL, nonsense)
    failed(get(web.settings(), URL), "unreachable")


# --- how long it may take


def test_a_byte_a_second_ends_in_time(web):
    """The time limit holds for the whole fetch, however steadily it drips."""

    async def drip(request, reader, writer):
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.05)

    web.answer(URL, drip)
    started = time.monotonic()
    assert "not read within 0.4 s" in failed(get(web.settings(timeout=0.4), URL), "timed_out")
    assert time.monotonic() - started < 2


def test_a_server_that_says_nothing_is_given_up_for_the_run(web):
    """After running out of time twice, a host is not waited for again."""

    async def silent(request, reader, writer):
        await reader.read()

    urls = [f"https://www.agency.example/{number}" for number in range(9)]
    for url in urls:
        web.answer(url, silent)
    started = time.monotonic()
    for result in get(web.settings(timeout=0.3), *urls):
        failed(result, "timed_out")
    assert time.monotonic() - started < 2
    assert len(web.asked("www.agency.example")) <= 4


def test_the_time_of_a_run_is_bounded(web):
    """When the run's time for fetching is spent, what is still waiting ends as timed out."""
    urls = [f"https://www.agency.example/{number}" for number in range(9)]
    web.fallback = lambda request: Answer(b"x", delay=0.2)
    results = get(web.settings(run_timeout=0.5, host_concurrency=1), *urls)
    late = [result for result in results if isinstance(result, FetchError)]
    assert late
    assert all("time for fetching (0.5 s) is spent" in failed(result, "timed_out") for result in late)


def test_every_host_dead_ends_quickly():
    """Sixty pages on twenty hosts where nobody listens: all unreachable, each host tried a few times at most."""
    with WebServer() as server:
        settings = server.settings()
    urls = [f"https://www.host{number % 20}.example/{number}" for number in range(60)]
    started = time.monotonic()
    for result in get(settings, *urls):
        assert "no connection" in failed(result, "unreachable")
    assert time.monotonic() - started < 5


# --- manners


def test_a_site_that_asks_programs_not_to_read_is_obeyed(web):
    """robots.txt is asked for once, obeyed, and does not speak for endpoints made for programs."""
    web.page("https://www.agency.example/robots.txt", "User-agent: *\nDisallow: /private\n", "text/plain")
    web.page("https://www.agency.example/private/a", "a")
    web.page(URL, "b")
    blocked, open_ = get(web.settings(), "https://www.agency.example/private/a", URL)
    assert "robots.txt asks programs not to read it" in failed(blocked, "blocked")
    assert open_.content == b"b"
    assert web.asked("www.agency.example").count("/robots.txt") == 1
    assert get(web.settings(), "https://www.agency.example/private/a", service=True).content == b"a"


@pytest.mark.parametrize(("status", "reason"), [(503, "unreachable"), (429, "blocked")])
def test_robots_that_cannot_be_read_forbid_everything(web, status, reason):
    """RFC 9309: where the rules are there but cannot be had, nothing is read."""
    web.page("https://www.agency.example/robots.txt", status=status)
    web.page(URL, "b")
    assert "its robots.txt" in failed(get(web.settings(), URL), reason)


def test_a_crawl_delay_slows_us_down(web):
    """Crawl-delay is kept where it is longer than our own pace."""
    web.page("https://www.agency.example/robots.txt", "User-agent: *\nCrawl-delay: 0.2\n", "text/plain")
    web.fallback = lambda request: Answer(b"x")
    started = time.monotonic()
    get(web.settings(), *(f"https://www.agency.example/{number}" for number in range(3)))
    assert 0.4 <= time.monotonic() - started < 2


def test_a_site_names_its_sitemaps(web):
    """The sitemaps of robots.txt are handed on."""
    web.page("https://www.agency.example/robots.txt", "Sitemap: https://www.agency.example/map.xml\n", "text/plain")

    async def ask():
        async with Fetcher(web.settings()) as fetcher:
            return await fetcher.sitemaps(URL)

    assert asyncio.run(ask()) == ["https://www.agency.example/map.xml"]


def test_services_have_a_pace_of_their_own():
    """One's own search engine and, for who can be reached, Wikimedia are asked faster than a stranger's site."""
    pace = Pace(Settings(searxng_url="http://search.example:8080", contact="desk@paper.example"))
    hosts = ("search.example:8080", "en.wikipedia.org", "www.wikidata.org", "www.agency.example", "notwikipedia.org")
    assert [round(1 / pace.host(host).limiter.time_period) for host in hosts] == [10, 3, 3, 1, 1]
    assert Pace(Settings()).host("en.wikipedia.org").limiter.time_period == 1


def test_a_host_is_asked_no_more_than_so_many_times_at_once(web):
    """Concurrency is bounded for each host."""
    web.fallback = lambda request: Answer(b"x", delay=0.05)
    get(web.settings(host_concurrency=3), *(f"https://www.agency.example/{number}" for number in range(12)))
    assert web.busiest["www.agency.example"] <= 3


def test_a_passing_failure_is_tried_again(web):
    """A 503 with Retry-After, then a broken connection, then the page."""

    async def cut(request, reader, writer):
        writer.close()

    web.answer(URL, Answer(status=503, headers=(("Retry-After", "0"),)), cut, Answer(b"there"))
    assert get(web.settings(), URL).content == b"there"


def test_a_429_that_asks_to_wait_a_day_blocks_the_host(web):
    """A Retry-After beyond the limit is not waited for, and the host is asked nothing more in this run."""
    web.answer(URL, Answer(status=429, headers=(("Retry-After", "86400"),)))

    async def ask():
        async with Fetcher(web.settings()) as fetcher:
            for url in (URL, "https://www.agency.example/other"):
                with pytest.raises(FetchError, match="asks to wait 86,400 s") as error:
                    await fetcher.get(url)
                assert error.value.reason == "blocked"

    started = time.monotonic()
    asyncio.run(ask())
    assert web.asked("www.agency.example") == ["/robots.txt", "/report"]
    assert time.monotonic() - started < 2


@pytest.mark.parametrize(
    ("status", "reason"),
    [(401, "blocked"), (403, "blocked"), (404, "unreachable"), (451, "blocked"), (500, "unreachable")],
)
def test_each_status_has_an_outcome(web, status, reason):
    """A refusal is blocked; what is gone or broken is unreachable; the status is kept."""
    web.page(URL, "no", status=status)
    result = get(web.settings(), URL)
    failed(result, reason)
    assert result.status == status


def test_identical_fetches_in_flight_are_one(web):
    """Twenty claims that need one page at once cost one request."""
    web.page(URL, "x", delay=0.1)
    results = get(web.settings(), *[URL] * 20, f"{URL}#part")
    assert {page.content for page in results if isinstance(page, Page)} == {b"x"}
    assert web.asked("www.agency.example").count("/report") == 1


def test_the_budget_of_a_run_is_kept(web):
    """Requests and bytes of a run are bounded; what is over the budget says so."""
    web.fallback = lambda request: Answer(b"x" * 600 if request.path != "/robots.txt" else b"")
    urls = [f"https://www.agency.example/{number}" for number in range(5)]
    results = get(web.settings(max_pages=3), *urls)
    assert sum(isinstance(result, Page) for result in results) == 2
    assert all("budget of requests" in failed(r, "budget") for r in results if not isinstance(r, Page))
    results = get(web.settings(max_run_bytes=1500), *urls)
    assert sum(isinstance(result, Page) for result in results) == 2
    assert all("budget of bytes" in failed(r, "budget") for r in results if not isinstance(r, Page))


def test_retry_after_is_seconds_or_a_date():
    """Both forms of RFC 9110 are read; nonsense says nothing."""
    now = datetime(2024, 1, 30, tzinfo=UTC)
    assert retry_after("120", now) == 120
    assert retry_after(format_datetime(now + timedelta(minutes=5), usegmt=True), now) == 300
    assert retry_after("Tue, 30 Jan 2024 00:01:00 -0000", now) == 60
    assert retry_after(format_datetime(now - timedelta(1), usegmt=True), now) == 0
    assert retry_after("soon", now) is None
    assert retry_after(None, now) is None


# --- certificates


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for other.example, made by openssl."""
    folder = tmp_path_factory.mktemp("tls")
    key, cert = folder / "key.pem", folder / "cert.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    command += ["-keyout", key, "-out", cert, "-days", "2", "-subj", "/CN=other.example"]
    command += ["-addext", "subjectAltName=DNS:other.example,DNS:localhost"]
    subprocess.run(command, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    return context, cert


def test_a_certificate_for_another_name_is_refused(certificate):
    """TLS is checked against the host's name, though an address was connected to; a match is read."""
    context, cert = certificate
    with WebServer(tls=context) as server:
        server.fallback = lambda request: Answer(b"secret")
        hosts = (f"127.0.0.1:{server.port}", f"localhost:{server.port}")
        settings = server.settings(resolver=(), allow_hosts=hosts, ca_file=str(cert))
        wrong, right = get(settings, f"https://{hosts[0]}/", f"https://{hosts[1]}/")
        assert "certificate cannot be trusted" in failed(wrong, "unreachable")
        assert right.content == b"secret"
        unknown = get(server.settings(resolver=(), allow_hosts=hosts), f"https://{hosts[1]}/")
        assert "certificate cannot be trusted" in failed(unknown, "unreachable")


def test_a_file_that_holds_no_certificates_is_a_wrong_setting(web, tmp_path):
    """`ca_file` must be certificates."""
    (tmp_path / "ca.pem").write_text("nothing")
    with pytest.raises(UserError, match=r"ca\.pem"):
        get(web.settings(ca_file=str(tmp_path / "ca.pem")), URL)
