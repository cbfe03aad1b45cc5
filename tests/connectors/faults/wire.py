"""Bytes that no sound websocket server sends (RFC 6455, section 5.2; RFC 7692, section 7.2)."""

import struct
import zlib

TEXT, BINARY, CONTINUED = 1, 2, 0
FIN, COMPRESSED = 0x80, 0x40
MEGABYTE = 1 << 20


def frame(data: bytes, opcode: int = TEXT, flags: int = FIN) -> bytes:
    """Return one frame as a server writes it: flags and opcode, length, data."""
    if len(data) < 126:
        length = bytes([len(data)])
    elif len(data) < 1 << 16:
        length = struct.pack(">BH", 126, len(data))
    else:
        length = struct.pack(">BQ", 127, len(data))
    return bytes([flags | opcode]) + length + data


def deflated(size: int) -> bytes:
    """Return so many zeros as permessage-deflate packs them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = b"".join(packer.compress(bytes(MEGABYTE)) for _ in range(size // MEGABYTE))
    return (packed + packer.flush(zlib.Z_SYNC_FLUSH)).removesuffix(b"\x00\x00\xff\xff")


OVERSIZED = bytes([FIN | BINARY, 127]) + struct.pack(">Q", 1 << 40)
"""The head of a frame of a terabyte."""

FIRST_PART = frame(bytes(MEGABYTE), BINARY, 0)
NEXT_PART = frame(bytes(MEGABYTE), CONTINUED, 0)
"""Parts of a message that never ends."""

BOMB = frame(deflated(64 * MEGABYTE), flags=FIN | COMPRESSED)
"""64 MB in 64 kB."""

BAD_DEFLATE = frame(b"\xff\xfe not deflate", flags=FIN | COMPRESSED)
TRUNCATED = frame(deflated(MEGABYTE)[:100], flags=FIN | COMPRESSED)
RESERVED = frame(b"?", opcode=3)
MASKED = b"\x81\x81\x00\x00\x00\x00?"
NOT_UTF8 = frame(b'{"text": "\xff\xc0\xaf"}')

TOO_LARGE = (((OVERSIZED, 1),), ((FIRST_PART, 1), (NEXT_PART, 64)), ((BOMB, 1),))
"""A terabyte announced, a message without end, a bomb: each as bytes in turn, and how often."""
