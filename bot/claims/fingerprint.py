"""A claim's identity from one version of a draft to the next: its words and its kind."""

from __future__ import annotations

import unicodedata
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.records import Kind


def fingerprint(words: str, kind: Kind) -> str:
    """The first 16 hex digits of a hash over `words` (the claim's stretch of the article) and `kind`.

    Case, Unicode composition and white space make no difference.
    """
    plain = " ".join(unicodedata.normalize("NFC", words).casefold().split())
    return sha256(f"{kind.value}\n{plain}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
