"""Facts about reading pages: what a reader sees, and what is called blocked."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from bot.language.pages import ends, page
from bot.sources import barrier, pdf, sitemap
from bot.sources.charset import clean, decode
from bot.sources.extract import extract, kind, read
from bot.sources.page import Page

PROSE = "The agency counted 107,941 deaths in 2022. That is more than in the year before. " * 3


def html(body, head="", **options):
    return extract(
        f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode(), "text/html", **options
    )


# --- text


def test_a_small_page_keeps_all_its_text():
    """A short page loses nothing, not even what stands in its header and footer."""
    found = html("<header><h1>Notice</h1></header><p>Open: 9 to 5.</p><footer>Published by the council.</footer>")
    assert found.text == "Notice\n\nOpen: 9 to 5.\n\nPublished by the council."
    assert found.blocked is None


def test_a_long_page_loses_its_furniture():
    """Menus, footers, asides and related links go; main text, lists and captions stay; the heading comes along."""
    menu = "<nav><ul>" + "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(40)) + "</ul></nav>"
    body = "".join(f"<p>{PROSE} {n}</p>" for n in range(20)) + "<ul><li>First point</li><li>Second point</li></ul>"
    figure = "<figure><img src=x><figcaption>Deaths by year</figcaption></figure>"
    related = "<div class='related-links'><p>Read this next, please.</p></div>"
    page = f"{menu}<h1>Deaths in 2022</h1><main>{body}{figure}{related}</main><footer>© The agency</footer>"
    found = html(page)
    assert found.text.startswith("Deaths in 2022\n\nThe agency counted 107,941")
    assert found.text.endswith("First point\nSecond point\n\nDeaths by year")
    assert "Section 3" not in found.text


def test_a_page_without_main_element_is_cut_to_its_main_text():
    """Where the page does not say what is its main part, short lines before and after it go."""
    around = "".join(f"<div><a href='/{n}'>Also on this site {n}</a></div>" for n in range(60))
    body = "<h1>Deaths in 2022</h1>" + "".join(f"<p>{PROSE} Paragraph {n}.</p>" for n in range(12))
    found = html(f"<div>{around}</div><div>{body}</div><div>{around}</div>")
    assert found.text.startswith("Deaths in 2022")
    assert "Paragraph 11." in found.text[-200:]


def test_menus_of_bare_links_go_from_long_pages():
    """Three or more short items that are nothing but links are a menu; two are not."""
    page = f"<main><p>{PROSE * 20}</p><ul><li><a href=a>One</a><li><a href=b>Two</a><li><a href=c>Three</a></ul>"
    found = html(f"{page}<p>End of it.</p><ul><li><a href=d>Four</a></li></ul></main>")
    assert "Two" not in found.text
    assert found.text.endswith("End of it.\n\nFour")


def test_hidden_things_are_not_read():
    """A reader does not see scripts, hidden elements or note marks."""
    found = html(
        "<p>Seen<sup><a href=#n1>[1]</a></sup> and 10<sup>3</sup>.</p><p hidden>a</p><p style='display: none'>b</p>"
        "<span class='sr-only'>c</span><script>d</script><template><p>e</p></template><!-- f -->"
    )
    assert found.text == "Seen and 103."


def test_inline_elements_do_not_split_words():
    """White space is as a browser shows it."""
    assert (
        html("<p>107<b>,941</b> deaths\n\n in&nbsp;<i>2022</i><br>and on</p>").text == "107,941 deaths in 2022\nand on"
    )


def test_preformatted_text_keeps_its_lines():
    """A line of `pre` stays a line."""
    assert html("<pre>Year  Deaths\n2022  107,941</pre>").text == "Year Deaths\n2022 107,941"


# --- tables


def test_rows_keep_their_headings():
    """Each row can be read alone, whatever spans what."""
    found = html(
        "<table><caption>Table 1. Deaths</caption><thead><tr><th rowspan=2>Year</th><th colspan=2>Deaths</th></tr>"
        "<tr><th>All</th><th>Opioid</th></tr></thead><tbody><tr><th>2021</th><td>106,699</td><td>80,411</td></tr>"
        "<tr><td rowspan=2>2022</td><td>107,941</td><td>81,806</td></tr>"
        "<tr><td colspan=2>provisional</td></tr></tbody></table>"
    )
    assert found.text.split("\n") == [
        "Table 1. Deaths",
        "",
        "2021 | Deaths All: 106,699 | Deaths Opioid: 80,411",
        "Year: 2022 | Deaths All: 107,941 | Deaths Opioid: 81,806",
        "Year: 2022 | Deaths All: provisional",
    ]


def test_a_table_without_marked_headings():
    """Words above figures are headings; bare years above figures are, too."""
    found = html("<table><tr><td>Service<td>2023<td>2024</tr><tr><td>Fire<td>$3.1 million<td>$3.4 million</tr></table>")
    assert found.text == "Service: Fire | 2023: $3.1 million | 2024: $3.4 million"


def test_a_table_of_names_and_values():
    """A row heading and one value read as such."""
    assert html("<table><tr><th>Mayor:</th><td>A. Lund</td></tr></table>").text == "Mayor: A. Lund"


def test_a_table_that_only_lays_out_is_running_text():
    """Paragraphs in a layout table stay paragraphs."""
    long = "<td><h2>News</h2><p>One.</p><p>Two.</p></td>"
    assert html(f"<table><tr>{long}<td>Side</td></tr></table>").text == "News\n\nOne.\n\nTwo.\n\nSide"
    assert html("<table role=presentation><tr><td>a<td>b</table>").text == "a\n\nb"


def test_spans_without_end_are_capped():
    """A colspan of a million costs no memory."""
    assert html("<table><tr><th colspan=1000000>Deaths</th></tr><tr><td>5</td></tr></table>").text == "Deaths: 5"


# --- what a page says of itself


def test_title_publisher_and_dates():
    """Metadata is read where pages state it."""
    found = html(
        "<p>Text of the page.</p>",
        "<title>Deaths | Agency</title><meta property=og:title content='Deaths in 2022'>"
        "<meta property=og:site_name content='The Agency'>"
        "<meta property=article:published_time content='2024-03-21T10:00:00Z'>"
        "<meta name=dcterms.modified content=2024-04-02><link rel=canonical href='/deaths'>",
        url="https://www.agency.example/x",
    )
    assert (found.title, found.publisher) == ("Deaths in 2022", "The Agency")
    assert (found.published, found.modified) == (date(2024, 3, 21), date(2024, 4, 2))
    assert found.canonical == "https://www.agency.example/deaths"


def test_linked_data_says_what_a_page_is():
    """Publisher and date come from JSON-LD; a fact-checker's verdict, an article of news or of a journal are known."""
    data = '{"@graph": [{"@type": ["NewsArticle"], "publisher": {"name": "The Post"}, "datePublished": "2024-01-30"}]}'
    found = html("<p>Text.</p>", f'<script type="application/ld+json">{data}</script>')
    assert (found.publisher, found.published, found.news) == ("The Post", date(2024, 1, 30), True)
    assert html("x", '<script type="application/ld+json">{"@type": "ClaimReview"}</script>').rates_claims
    journal = html("x", "<meta name=citation_journal_title content=Letters><meta name=citation_date content=2023/4/9>")
    assert (journal.scholarly, journal.published) == (True, date(2023, 4, 9))
    assert html("x", '<script type="application/ld+json">{broken</script>').news is False


def test_a_date_in_the_heading_or_the_address():
    """A `<time>` beside the heading counts, and so does a day in the path; any other `<time>` does not."""
    assert html("<header><h1>A</h1><time datetime=2024-05-15>May</time></header>").published == date(2024, 5, 15)
    assert html("<p><time datetime=2024-05-15>May</time></p>").published is None
    assert html("a", url="https://a.example/2024/1/30/a").published == date(2024, 1, 30)


def test_links_are_absolute_and_once():
    """Links come in order, resolved against the base, without what is no page."""
    found = html(
        "<a href='a#x'>A</a><a href='/b'>B <b>b</b></a><a href='a'>again</a><a href='mailto:x@y.z'>m</a><a href='http://[bad'>x</a>",
        "<base href='/deep/'>",
        url="https://a.example/",
    )
    assert [(link.url, link.text) for link in found.links] == [
        ("https://a.example/deep/a", "A"),
        ("https://a.example/b", "B b"),
    ]


# --- encodings


@pytest.mark.parametrize(
    ("content", "declared", "text"),
    [
        ("Zürich".encode("utf-8-sig"), "iso-8859-1", "Zürich"),
        ("Zürich".encode("utf-16"), None, "Zürich"),
        ("Größe in Zürich: für".encode(), "iso-8859-1", "Größe in Zürich: für"),
        ("Zürich".encode("latin-1"), "utf-8", "Zürich"),
        ("“Zürich”".encode("cp1252"), "iso-8859-1", "“Zürich”"),
        ("<meta charset=shift_jis>東京".encode("shift_jis"), None, "<meta charset=shift_jis>東京"),
        (
            "Москва и Санкт-Петербург — города в России".encode("cp1251"),
            "windows-1251",
            "Москва и Санкт-Петербург — города в России",
        ),
        (b"plain", "rot13", "plain"),
        (b"plain", "unicode_escape", "plain"),
        (b"caf\x81\xe9", None, "caf�é"),
    ],
)
def test_the_bytes_decide_over_a_wrong_declaration(content, declared, text):
    """A mark, then valid UTF-8, then the header, then the page, then a guess; never an error."""
    assert decode(content, declared)[0] == text


def test_text_is_cleaned():
    """Control and invisible characters go, accents are composed, line breaks are of one kind."""
    assert clean("a\0b\x1b[31m\r\nso\u00adft\u202e e\u0301\ud800") == "ab [31m\nsoft é?"


# --- what is not shown


@pytest.mark.parametrize(
    ("body", "head", "why"),
    [
        ("<h1>Page not found</h1><p>Try the search.</p>", "", "not there"),
        ("<p>Sorry, the page you asked for could not be found.</p>", "<title>Agency</title>", "not there"),
        ("<p>Text of some length.</p>", "<title>404</title>", "not there"),
        ("<div id=root></div><script>app()</script>", "", "JavaScript"),
        ("<noscript>Please enable JavaScript</noscript><div></div>", "", "JavaScript"),
        ("<p>You need to enable JavaScript to run this app.</p>", "", "JavaScript"),
        ("<p>Checking your browser before you go on.</p>", "", "human"),
        ("<h1>Access Denied</h1><p>You have no permission.</p>", "", "human"),
        ("<h1>Long read</h1><p>The council met.</p><p>Subscribe to continue reading.</p>", "", "subscribers"),
        ("<p>We value your privacy. Accept all cookies?</p>", "", "cookies"),
        ("", "", "no text"),
        (
            "<p>The start.</p>",
            '<script type="application/ld+json">{"isAccessibleForFree": false}</script>',
            "subscribers",
        ),
    ],
)
def test_walls_are_called_blocked(body, head, why):
    """A page that does not show what it holds is blocked, with the reason."""
    assert why in html(body, head).blocked


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>Who accepts cookies?</h1><p>Readers agree to cookies. {PROSE * 3}</p>",
        "<h1>Meeting of 14 May</h1><p>The council adopted the budget. Members were present.</p>",
        f"<h1>The 404 area code</h1><p>{PROSE * 8}</p>",
        "<p>The document was found in the archive in 1998. It is free for members and visitors.</p>",
        f"<h1>JavaScript is required in schools</h1><p>{PROSE * 3}</p>",
    ],
)
def test_pages_about_such_things_are_read(body):
    """An article about cookies, scripts or members is no wall."""
    assert html(body).blocked is None


def test_a_long_page_that_ends_at_a_paywall():
    """A first paragraph that ends in a call to subscribe is blocked."""
    assert "subscribers" in html(f"<p>{PROSE * 4}</p><p>Subscribe to continue reading.</p>").blocked


def test_a_page_that_led_home_is_not_there():
    """A deep address that ends on the front page is a soft 404."""
    page = Page(
        "https://a.example/deep/x",
        "https://a.example/",
        200,
        "text/html",
        None,
        b"<p>Welcome to us.</p>",
        datetime.now(UTC),
    )
    assert "front page" in read(page).blocked
    assert not barrier.led_home("https://a.example/", "https://www.a.example/")


def test_the_server_says_when_a_page_changed():
    """Last-Modified stands in where the page states no date of change."""
    headers = {"last-modified": "Tue, 30 Jan 2024 10:00:00 GMT"}
    page = Page(
        "https://a.example/", "https://a.example/", 200, None, None, b"<html>Hello you", datetime.now(UTC), headers
    )
    assert read(page).modified == date(2024, 1, 30)


# --- hostile pages


def test_a_nest_of_tags_is_read():
    """A thousand tags deep, or fifty thousand, the text is found."""
    for depth in (1_000, 50_000):
        found = html("<div>" * depth + "Deep down." + "</div>" * depth + "<p>And after.</p>")
        assert "Deep down." in found.text


def test_nul_bytes_and_noise_end_in_an_outcome():
    """NUL bytes in a text are dropped; noise is called what it is."""
    assert html("<p>An\0 agency</p>").text == "An agency"
    noise = random.Random(7).randbytes(50_000)
    assert extract(noise, "text/html").blocked == "is neither a text nor a PDF"
    assert extract(b"", "text/html").blocked


def test_plain_text_and_markdown():
    """Text files and Markdown are sources, too."""
    plain = extract(b"Minutes\n\nThe council met.", "text/plain")
    assert (plain.title, plain.text) == ("Minutes", "Minutes\n\nThe council met.")
    marked = extract(b"# Minutes\n\nThe [council](https://a.example/c) met.\n", None, "minutes.md")
    assert (marked.title, marked.text) == ("Minutes", "Minutes\n\nThe council met.")
    assert marked.links[0].url == "https://a.example/c"


def test_kinds_are_known_by_suffix():
    """Names and addresses tell what they are."""
    assert kind("https://a.example/b/report.PDF?x=1") == "application/pdf"
    assert kind("data.csv") is None


# --- PDF


def made(*pages, title="", password=None):
    """A PDF with these texts, one a page; lines are separated by a line feed."""
    writer = PdfWriter()
    for text in pages:
        page = writer.add_blank_page(595, 842)
        font = DictionaryObject(
            {
                NameObject(f"/{k}"): NameObject(f"/{v}")
                for k, v in (("Type", "Font"), ("Subtype", "Type1"), ("BaseFont", "Helvetica"))
            }
        )
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        stream = DecodedStreamObject()
        lines = "".join(f"({line}) Tj T* " for line in text.split("\n"))
        stream.set_data(f"BT /F1 12 Tf 14 TL 50 780 Td {lines} ET".encode("latin-1"))
        page[NameObject("/Contents")] = stream
    if title:
        writer.add_metadata({"/Title": title})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_keeps_its_page_numbers():
    """Each character of a PDF's text can be placed on its page; a text with no pages has none."""
    text = extract(made("First page.", "Second page."), "application/octet-stream", "x").text
    assert text.split() == ["First", "page.", "Second", "page."]
    assert [page(text.index(words), ends(text)) for words in ("First", "Second")] == [1, 2]
    assert page(0, ends(extract(b"<p>x\f").text)) is None


def test_lines_of_a_pdf_become_paragraphs():
    """Lines are joined, and words split at a line's end are mended as the document writes them elsewhere."""
    text = (
        "The number of opioid-\ninvolved deaths rose. The investi-\ngation went on for more than a year\n"
        "and found little. Opioid-involved deaths are counted."
    )
    found = extract(made(text, title="Report"))
    assert found.title == "Report"
    assert "opioid-involved deaths rose. The investigation went on for more than a year and found" in found.text


def test_an_encrypted_pdf_is_blocked():
    """A PDF that asks for a password says so."""
    assert extract(made("Secret.", password="x")).blocked == "is a PDF that asks for a password"


def test_a_pdf_of_many_pages_is_read_in_part():
    """Of five thousand pages only so many are read, and a note says so."""
    found = pdf.extract(made(*["A page."] * 5_000))
    assert found.text.count("A page.") == 400
    assert found.notes == ("only the first 400 of 5,000 pages were read",)


def test_a_pdf_that_takes_too_long_is_given_up():
    """Reading happens in a process that can be stopped."""
    assert "within 0.01 s" in pdf.extract(made("x"), seconds=0.01).blocked


@pytest.mark.parametrize("content", [b"%PDF-1.7 garbage", b"%PDF-1.4\n" + b"\0" * 5000, made("")])
def test_broken_and_empty_pdfs_are_named(content):
    """What is no PDF, or holds no text, ends in a reason."""
    assert extract(content).blocked.startswith("is a PDF")


def test_what_the_process_for_pdfs_does():
    """The same in this process: texts, the number of pages, and what cannot be opened."""
    found = pdf._read(made("One.", "Two.", title="Report"), 1)
    assert found == {"pages": ["One.\n"], "broken": [], "count": 2, "title": "Report"}
    assert pdf._read(made("x", password="y"), 5)["blocked"] == "is a PDF that asks for a password"
    assert "cannot be read" in pdf._read(b"%PDF-1.7 garbage", 5)["blocked"]


# --- sitemaps


def test_sitemaps_and_feeds_are_read():
    """Addresses come out of sitemaps, indexes, RSS and Atom; titles where they are stated."""
    site = b"<urlset><url><loc>https://a.example/1?a=1&amp;b=2</loc></url><url></url>"
    site += b"<url><loc>\n https://a.example/2 </loc>"
    found = sitemap.entries(site + b"<news:title><![CDATA[The news]]></news:title></url></urlset>")
    assert [(link.url, link.text) for link in found] == [
        ("https://a.example/1?a=1&b=2", ""),
        ("https://a.example/2", "The news"),
    ]
    feed = b"<feed><entry><title>One</title><link rel=alternate href='https://a.example/3'/></entry></feed>"
    assert sitemap.entries(feed)[0].text == "One"
    rss = b"<rss><item><title>Two</title><link>https://a.example/4</link></item></rss>"
    assert sitemap.entries(rss)[0].url == "https://a.example/4"


def test_a_packed_sitemap_is_unpacked_with_a_cap():
    """Gzip is undone; what is broken gives nothing."""
    import gzip

    packed = gzip.compress(b"<urlset><url><loc>https://a.example/1</loc></url></urlset>")
    assert len(sitemap.entries(packed)) == 1
    assert sitemap.entries(b"\x1f\x8bbroken") == []
