"""Bytes that no sound HTTP server answers with (RFC 9110, section 8; RFC 9112, section 6)."""

import gzip
import json
import zlib

import brotli

MEGABYTE = 1 << 20


def answer(body: bytes, *headers: str, status: int = 200) -> bytes:
    """Return an answer with these headers; without a length its body goes on until the connection ends."""
    return "\r\n".join((f"HTTP/1.1 {status} So", *headers, "", "")).encode() + body


def packed(body: bytes, coding: str) -> bytes:
    """Return an answer whose body is said to be compressed."""
    return answer(body, f"Content-Encoding: {coding}", f"Content-Length: {len(body)}")


_ZEROS = bytes(64 * MEGABYTE)
_SOME = json.dumps({"kind": "x", "items": list(range(1_000))}).encode()

HALF = answer(b"{", "Content-Length: 100")
NO_HTTP = b"SSH-2.0-not-for-you\r\n"
NO_LENGTH = answer(b"{}", "Content-Length: -1")
NO_CHUNK = answer(b"zz\r\n{}\r\n0\r\n\r\n", "Transfer-Encoding: chunked")
ERROR_PAGE = answer(b"<html>502 Bad Gateway</html>", "Content-Type: text/html")
ENDLESS_HEAD = answer(b"", "X: " + "x" * MEGABYTE)

BAD_GZIP = packed(b"\xff\xfe not gzip", "gzip")
TRUNCATED = packed(gzip.compress(_SOME)[:200], "gzip")
BAD_BROTLI = packed(b"\xff\xfe not brotli", "br")

OVERSIZED = answer(bytes(MEGABYTE), f"Content-Length: {1 << 40}")
"""The head of a terabyte, and some of it."""

ENDLESS = answer(bytes(MEGABYTE))

BOMB = packed(gzip.compress(_ZEROS), "gzip")
DEFLATE_BOMB = packed(zlib.compress(_ZEROS), "deflate")
BROTLI_BOMB = packed(brotli.compress(_ZEROS, quality=1), "br")
"""64 MB in a few kB."""

TOO_LARGE = (
    ((OVERSIZED, 32),),
    ((ENDLESS, 32),),
    ((ENDLESS_HEAD, 1),),
    ((BOMB, 1),),
    ((DEFLATE_BOMB, 1),),
    ((BROTLI_BOMB, 1),),
)
"""Each as bytes in turn, and how often."""
