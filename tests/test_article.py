"""A draft is read from a file or standard input, or refused in one clear line."""

import io
import sys

import pytest

from bot.article import decode, from_text, read
from bot.errors import UserError


def test_a_file_is_read_as_it_is(tmp_path):
    """Line ends stay as they are in the file, and the hash is of the text."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"One.\r\nTwo.\n")
    draft = read(str(path))
    assert draft.text == "One.\r\nTwo.\n"
    assert draft.sha256 == from_text("One.\r\nTwo.\n", "b.txt").sha256


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        ("Zürich — “ja”.".encode(), "Zürich — “ja”.", "utf-8"),
        ("\ufeffZürich.".encode(), "Zürich.", "utf-8-sig"),
        ("Zürich.".encode("utf-16"), "Zürich.", "utf-16"),
        ("The café in Zürich costs £5.".encode("latin-1"), "The café in Zürich costs £5.", "cp1252"),
        ("“Café” – she said".encode("cp1252"), "“Café” – she said", "cp1252"),
    ],
)
def test_encodings_are_recognised(data, text, encoding):
    """A byte-order mark decides, then UTF-8, then Western European, and the encoding is kept for writing back."""
    assert decode(data, "a.txt") == (text, encoding)
    assert text.encode(encoding) == data


def test_other_encodings_are_guessed():
    """A text in another script is not read as Western European."""
    russian = "Москва столица России, город федерального значения, крупнейший по численности населения. " * 5
    assert decode(russian.encode("koi8-r"), "a.txt")[0] == russian


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "holds no words"),
        ("blank.txt", b" \n\t\n", "holds no words"),
        ("rule.md", b"---\n\n***\n", "holds no words"),
        ("binary.txt", b"PK\x03\x04\x00\x00\x01", "is not a text file"),
        ("control.txt", bytes(range(1, 32)) * 4, "is not a text file"),
        ("broken.txt", b"\xef\xbb\xbf\xff\xfe", "encoding is not known"),
    ],
)
def test_what_is_no_article_is_refused_in_one_line(tmp_path, name, content, says):
    """Empty, blank and binary files each give one line that names the file and the fault."""
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UserError, match=says) as caught:
        read(str(path))
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    """The line says which it is."""
    with pytest.raises(UserError, match="no such file"):
        read(str(tmp_path / "none.txt"))
    with pytest.raises(UserError, match="is a folder"):
        read(str(tmp_path))
    with pytest.raises(UserError, match="cannot be read"):
        read("nul\0byte.txt")


def test_standard_input_is_an_article(monkeypatch):
    """`-` reads plain text from standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"One sentence.")))
    assert read("-").sentences[0].text == "One sentence."


def test_a_byline_is_no_sentence_of_the_story():
    """A line that only says who wrote it is a byline, and names the author where nothing else does."""
    draft = from_text("A headline\n\nBy Carla Mendes, Staff Writer\n\nBy noon it rained.\n", "a.txt")
    assert [each.kind for each in draft.sentences] == ["heading", "byline", "text"]
    assert draft.byline == "Carla Mendes, Staff Writer"
