"""Undoing a Content-Encoding with a cap on what comes out, whatever goes in."""

from __future__ import annotations

import zlib

from bot.errors import FetchError

# zlib's window bits: 47 reads gzip and zlib alike, -15 a bare deflate stream.
_ANY, _BARE = 47, -15
_ENCODINGS = frozenset({"gzip", "x-gzip", "deflate"})


class Inflater:
    """Takes compressed pieces and gives plain ones, never more than a cap in all.

    Args:
        encoding: The Content-Encoding header; None or `identity` for none.
        limit: Bytes that may come out.

    Raises:
        FetchError: The encoding is not one that we asked for.
    """

    def __init__(self, encoding: str | None, limit: int) -> None:
        names = [name for name in (encoding or "").lower().replace(" ", "").split(",") if name not in {"", "identity"}]
        if len(names) > 1 or not _ENCODINGS.issuperset(names):
            raise FetchError(f"the answer is packed as {encoding!r}, which was not asked for")
        self._compressed = bool(names)
        self._unpack = zlib.decompressobj(_ANY)
        self._started = False
        self._limit = limit
        self._count = 0

    def feed(self, piece: bytes) -> bytes:
        """The plain bytes of one piece.

        Raises:
            FetchError: More comes out than the cap allows, or it cannot be unpacked.
        """
        plain = self._inflate(piece) if self._compressed else piece
        self._count += len(plain)
        if self._count > self._limit:
            raise FetchError(f"the page is larger than {self._limit:,} bytes")
        return plain

    def _inflate(self, piece: bytes) -> bytes:
        room = self._limit - self._count + 1
        try:
            return self._unpack.decompress(piece, room)
        except zlib.error:
            if self._started:
                raise FetchError("the answer cannot be unpacked: its compression is broken") from None
        finally:
            self._started = True
        self._unpack = zlib.decompressobj(_BARE)
        return self._inflate(piece)
