"""Bytes → text: by mark, by what is valid, by what the server or the page says, by how the bytes look."""

from __future__ import annotations

import codecs
import re
import unicodedata

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w:.-]{2,40})""")
_HEAD = 4096
# https://encoding.spec.whatwg.org/#names-and-labels: these labels mean windows-1252 on the web.
_WESTERN = frozenset({"ascii", "iso8859-1", "cp1252"})
# Python's codecs that are no character sets of pages.
_NOT_CHARSETS = frozenset(
    {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "utf-7", "undefined", "mbcs", "oem"}
)
_SURE = 3  # so many sequences valid as UTF-8 are no accident, whatever a header says
_WESTERN_LOOKS = (
    "cp1252",
    "cp1250",
    "cp1254",
    "cp1257",
    "cp1258",
    "cp437",
    "cp85",
    "latin",
    "mac_roman",
    "mac_latin",
    "iso8859_1",
)
_TELLING = 20  # so many bytes beyond ASCII are enough to guess by
_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_CONTROL = {code: " " for code in (*range(9), 11, 12, *range(14, 32), *range(127, 160)) if code} | {0: None}


def decode(content: bytes, declared: str | None = None) -> tuple[str, str]:
    """The text of `content`, and the character set it was read in.

    Args:
        content: The bytes of a page.
        declared: What the server's header says.

    A declaration that the bytes contradict is not believed. Bytes that fit nowhere become U+FFFD.
    """
    for name in _candidates(content, declared):
        try:
            return content.decode(name), name
        except (UnicodeError, LookupError):
            continue
    return content.decode("cp1252", "replace"), "cp1252"


def _candidates(content: bytes, declared: str | None) -> list[str]:
    mark = next((name for start, name in _MARKS if content.startswith(start)), None)
    if mark:
        return [mark, "utf-8"]
    stated = [name for label in (declared, *_stated(content)) if label and (name := _name(label))]
    return ["utf-8", *stated] if _surely_utf8(content) else [*stated, "utf-8", *_guess(content)]


def _stated(content: bytes) -> list[str]:
    head = content[:_HEAD]
    return [found[1].decode("ascii") for pattern in (_META, _XML) if (found := pattern.search(head))]


def _name(label: str) -> str | None:
    try:
        name = codecs.lookup(label).name
        b"".decode(name)
    except (LookupError, ValueError):
        return None
    if name in _NOT_CHARSETS:
        return None
    return "cp1252" if name in _WESTERN else name


def _surely_utf8(content: bytes) -> bool:
    if content.isascii():
        return False
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return len(content) - len(text) >= _SURE


def _guess(content: bytes) -> list[str]:
    """Western European unless the bytes look like something else: charset-normalizer alone errs on short texts."""
    from charset_normalizer import from_bytes

    head = content[:200_000]
    best = from_bytes(head).best() if sum(byte > 127 for byte in head) >= _TELLING else None  # noqa: PLR2004 - ASCII
    if best is None or best.encoding.startswith(("utf", *_WESTERN_LOOKS)):
        return ["cp1252"]
    return [best.encoding, "cp1252"]


def clean(text: str) -> str:
    """Text as a reader sees it: no control or invisible characters, composed accents, one kind of line break."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROL).translate(_INVISIBLE)
    plain = plain.encode("utf-8", "replace").decode("utf-8")
    return unicodedata.normalize("NFC", plain)
