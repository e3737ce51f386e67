"""Plain text, Markdown and HTML become prose whose every character maps back to the file."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import article, markup
from bot.article import from_text

MARKDOWN = """---
title: A **draft**
author: Jo Doe
date: 2024-03-05
---

# The **Drug** Enforcement Agency

See [the *report*](https://a.example/r "t"), `code` and &amp; \\* <b>bold</b><!-- hidden -->.[^1]

> quoted *line*
> goes on [ref][a] [not a link]

- item one
  goes on
- <https://auto.example/x>

| A | B |
|---|---|
| x **y** | ünï 😀 |

```python
print("code")
```

    indented code

[a]: https://ref.example "Title"

[^1]: A footnote.
"""

HTML = """<!doctype html><html><head><title>The &amp; title</title><meta name="author" content="Jo Doe">
<meta property="article:published_time" content="2024-01-02T10:00:00Z"></head>
<body><nav>Menu</nav><h1>The <em>Drug</em>
Enforcement Agency</h1><p>One &amp; two&nbsp;three <a href="https://a.example/">the <b>link</b></a>.<br>Caf&eacute;
&#8220;q&#8221;
</p><ul><li>item</ul><table><caption>Cap</caption><tr><th>A</th><td>1</td></tr></table>
<script>if (a<b) {}</script><pre>code</pre><footer>Copyright</footer></body></html>"""


def blocks(text, suffix):
    prose = markup.read(text, suffix)
    return [(block.kind, prose.text[block.start : block.end]) for block in prose.blocks]


def test_markdown_shows_what_a_reader_sees():
    """Marks, targets, code blocks, comments, footnote marks and front matter are not prose; what they dress is."""
    assert blocks(MARKDOWN, ".md") == [
        ("heading", "The Drug Enforcement Agency"),
        ("text", "See the report, code and & * bold."),
        ("text", "quoted line\ngoes on ref [not a link]"),
        ("item", "item one\ngoes on"),
        ("item", "https://auto.example/x"),
        ("cell", "A"),
        ("cell", "B"),
        ("cell", "x y"),
        ("cell", "ünï 😀"),
        ("text", "A footnote."),
    ]


def test_markdown_front_matter_names_title_byline_and_date():
    """Front matter says what it says; its text is no prose."""
    prose = markup.read(MARKDOWN, ".md")
    assert (prose.title, prose.byline, str(prose.published)) == ("A **draft**", "Jo Doe", "2024-03-05")


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: Head\nauthor: Jo Doe\ndate: March 5, 2024\n---",
        "+++\ntitle = 'Head'\nauthor = 'Jo Doe'\ndate = 2024-03-05\n+++",
        "+++\ntitle = 'Head'\nauthor = 'Jo Doe'\ndate = 2024-03-05T08:00:00Z\n+++",
    ],
)
def test_front_matter_may_be_toml_and_its_date_in_words(front):
    """YAML between dashes and TOML between plus signs say the same."""
    prose = markup.read(f"{front}\n\nText.\n", ".md")
    assert (prose.title, prose.byline, str(prose.published)) == ("Head", "Jo Doe", "2024-03-05")
    assert prose.text.strip() == "Text."


_LAUGHS = "a: &a [x, x, x, x, x, x, x, x]\n" + "".join(
    f"{one}: &{one} [{', '.join([f'*{before}'] * 8)}]\n"
    for before, one in zip("abcdefghijk", "bcdefghijkl", strict=True)
)


@pytest.mark.parametrize(
    "front",
    [
        "a: [",
        "just words",
        "title: 3",
        "date: 2024-13-45",
        f"title: {'[' * 5000}",
        f"{_LAUGHS}date: *l\ntitle: *l\nauthor: *l",
        "a: &a [*a]\ndate: *a",
    ],
)
def test_front_matter_that_says_nothing_is_ignored(front):
    """Broken or odd front matter is no error, and the first heading is the title."""
    assert markup.read(f"---\n{front}\n---\n\n# Head\n\nText.\n", ".md").title == "Head"


def test_markdown_links_carry_their_words_and_target():
    """Links of every form are found with the prose that they stand on."""
    prose = markup.read(MARKDOWN, ".md")
    assert [(prose.text[start:end], url) for start, end, url in prose.links] == [
        ("the report", "https://a.example/r"),
        ("ref", "https://ref.example"),
        ("https://auto.example/x", "https://auto.example/x"),
    ]


def test_html_shows_what_a_browser_shows():
    """White space runs are one space, entities are characters, navigation, scripts and code are left out."""
    assert blocks(HTML, ".html") == [
        ("heading", "The Drug Enforcement Agency"),
        ("text", "One & two\xa0three the link.\nCafé “q”"),
        ("item", "item"),
        ("caption", "Cap"),
        ("cell", "A"),
        ("cell", "1"),
    ]


def test_html_head_names_title_byline_and_date():
    """The headline wins over the page's title; author and date come from the metadata."""
    prose = markup.read(HTML, ".html")
    assert (prose.title, prose.byline, str(prose.published)) == ("The Drug Enforcement Agency", "Jo Doe", "2024-01-02")
    assert [(prose.text[s:e], url) for s, e, url in prose.links] == [("the link", "https://a.example/")]


def test_html_time_element_dates_the_page():
    """A time element gives the date where no metadata does, and the title stands in for a missing headline."""
    prose = markup.read('<title>T</title><p>On <time datetime="2023-05-06">6 May</time> it rained.</p>', ".html")
    assert (prose.title, str(prose.published)) == ("T", "2023-05-06")


def test_unclosed_html_loses_nothing():
    """Stray end tags, unclosed elements and a bare ampersand are data, not errors."""
    assert blocks("<p>A & B</p></nav></a><p>R&D and &bogus; <a>x", ".html") == [
        ("text", "A & B"),
        ("text", "R&D and &bogus; x"),
    ]


def test_plain_text_is_cut_at_blank_lines_items_and_headings():
    """A short line without closing punctuation is a heading; marks start items; hard-wrapped lines stay one."""
    text = (
        "A Headline\nThe first paragraph is long enough to be one and\nit goes on.\n\nItems:\n- one\n2) two\n\nEnd.\n"
    )
    assert blocks(text, ".txt") == [
        ("heading", "A Headline"),
        ("text", "The first paragraph is long enough to be one and\nit goes on."),
        ("text", "Items:"),
        ("item", "one"),
        ("item", "two"),
        ("text", "End."),
    ]


def test_plain_text_links_end_before_punctuation():
    """A URL in running text does not take the full stop with it."""
    prose = markup.read("See https://a.example/x_(y), and (https://b.example/z).", ".txt")
    assert [url for _, _, url in prose.links] == ["https://a.example/x_(y", "https://b.example/z"]


@pytest.mark.parametrize(("text", "path"), [(MARKDOWN, "a.md"), (HTML, "a.html"), (MARKDOWN, "a.txt")])
def test_a_sentence_maps_to_its_own_characters(text, path):
    """From prose to file and back gives the same sentence, and its first characters stand at both ends."""
    draft = from_text(text, path)
    for sentence in draft.sentences:
        span = draft.source_span(sentence.start, sentence.end)
        assert draft.prose_span(span.start, span.end).start == sentence.start
        assert draft.text[span.start] in {sentence.text[0], "&", "\\"}


def test_a_name_under_emphasis_maps_to_the_marked_up_characters():
    """The span of a name with emphasis inside covers the marks inside it and none outside."""
    draft = from_text("The **Drug *Enforcement*** Agency said.", "a.md")
    start = draft.prose.index("Drug")
    span = draft.source_span(start, start + len("Drug Enforcement Agency"))
    assert draft.text[span.start : span.end] == "Drug *Enforcement*** Agency"


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200), st.sampled_from([".md", ".html", ".txt"]))
def test_nothing_raises_on_any_text(text, suffix):
    """Every string has a prose, its map has its length, and offsets never run backwards."""
    prose = markup.read(text, suffix)
    assert len(prose.starts) == len(prose.ends) == len(prose.text)
    assert all(a <= b for a, b in zip(prose.starts, list(prose.starts)[1:], strict=False))
    assert all(start <= end <= len(text) for start, end in zip(prose.starts, prose.ends, strict=True))


@settings(max_examples=100, deadline=None)
@given(st.text("ab*_`[]()<>!#-> \n\\&;é😀|", max_size=80))
def test_markdown_soup_keeps_its_letters_in_place(text):
    """Whatever the marks do, a letter of the prose is the file's own letter at the place that it maps to."""
    prose = markup.read(text, ".md")
    for character, start in zip(prose.text, prose.starts, strict=True):
        if character.isalpha():
            assert text[start] in {character, "&"}


def test_positions_count_lines_and_code_points():
    """Line and column count from 1, in code points, on the file's own lines."""
    draft = from_text("One.\nTwo 😀 three.\r\nFour.", "a.txt")
    assert draft.position(draft.text.index("three")) == (2, 7)
    assert [draft.line(n) for n in (1, 2, 3)] == ["One.", "Two 😀 three.", "Four."]


def test_the_suffix_decides_the_reader():
    """A .txt file that looks like Markdown is plain text."""
    assert article.from_text("**A** b.", "a.txt").prose == "**A** b."


def test_hidden_html_is_not_read():
    """What no reader sees is no prose, however it is nested; what follows it is."""
    html = (
        "<div hidden><div>a</div>b<br></div><p>One.</p><p style='Display: none'>c</p><p>Two.</p>"
        "<ul><li hidden>d<li>e</ul><p>Three.</p>"
    )
    assert blocks(html, ".html") == [("text", "One."), ("text", "Two."), ("text", "Three.")]
