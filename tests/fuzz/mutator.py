"""Makes bad frames of good ones, reproducibly: the same seed makes the same frames in the same order."""

import binascii
import random
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

_MARK = "@@raw@@"
_ODD_VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 2**31, 2**53 + 1, 2**63, -(2**63), 0.1, 1e308, -1e-308, "", "0", "-1", " ", "null",
    "\u0000", "\u202e", "\ufeff", "é" * 40, "🌹" * 20, "<b onclick=x>&amp;&#0;", "9" * 400, "1e999", "NaN",
    "2026-02-30T25:61:61Z", "0001-01-01T00:00:00-23:59", "$1,2.3,4", [], {}, [[]], [None], {"": None}, {"id": {}},
)  # fmt: skip
_ODD_TEXTS = (
    b"9" * 400, b"-" + b"9" * 30, b"1e999", b"-0.0", b"1.0e-400", b"18446744073709551616", b"NaN", b"Infinity",
    rb'"\ud83d"', rb'"\udc00\ud800"', rb'"\u0000"', b'"\xff"', b"[" * 300 + b"]" * 300, b"[" * 5_000,
    b'{"a":' * 300 + b"1" + b"}" * 300, b'"' + b"A" * 70_000 + b'"', b"",
)  # fmt: skip
_ODD_BYTES = (
    b"\x00", b"\xff", b"\x7f", b"\x80", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\x00\x00\x00\x00",
    b"\x80\x00\x00\x00", b"\xff" * 9 + b"\x01", b"\x00\x00\x00\x10", b"\r\n", b";", b" :", b"\x1f\x8b", b"\x78\x9c",
    b"\xed\xa0\x80", b"\xf4\x90\x80\x80",
)  # fmt: skip
_LIKELY_BASE64 = 20  # characters; shorter ones are words
LARGEST = 200_000  # bytes of a frame; larger ones only cost time

_Change = Callable[[bytes], bytes]


class Mutator:
    """An endless supply of frames made of `seeds`."""

    def __init__(self, seeds: Sequence[bytes], seed: int) -> None:
        self._seeds = list(seeds)
        self._chance = random.Random(seed)
        self._bytewise: tuple[_Change, ...] = (
            self._flip, self._cut, self._drop, self._splice, self._repeat, self._insert, self._overwrite, self._noise,
        )  # fmt: skip

    def frame(self) -> bytes:
        """Return the next frame: one to three changes to one of the seeds."""
        chance = self._chance
        frame = chance.choice(self._seeds)
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            is_json = frame[:1] in {b"{", b"["} and chance.random() < 0.7
            changed = self._retyped(frame) if is_json else None
            frame = chance.choice(self._bytewise)(frame) if changed is None else changed
        return frame[:LARGEST]

    def _place(self, frame: bytes) -> int:
        return self._chance.randrange(len(frame) + 1)

    def _span(self, frame: bytes) -> tuple[int, int]:
        start = self._place(frame)
        return start, start + self._chance.choice((1, 2, 4, 16, 200))

    def _flip(self, frame: bytes) -> bytes:
        changed = bytearray(frame or b"\x00")
        for _ in range(self._chance.choice((1, 1, 2, 8))):
            changed[self._chance.randrange(len(changed))] ^= 1 << self._chance.randrange(8)
        return bytes(changed)

    def _cut(self, frame: bytes) -> bytes:
        return frame[: self._place(frame)]

    def _drop(self, frame: bytes) -> bytes:
        start, end = self._span(frame)
        return frame[:start] + frame[end:]

    def _splice(self, frame: bytes) -> bytes:
        other = self._chance.choice(self._seeds)
        return frame[: self._place(frame)] + other[self._place(other) :]

    def _repeat(self, frame: bytes) -> bytes:
        start, end = self._span(frame)
        return frame[:end] + frame[start:end] * self._chance.choice((1, 2, 50)) + frame[end:]

    def _insert(self, frame: bytes) -> bytes:
        place = self._place(frame)
        return frame[:place] + self._chance.choice(_ODD_BYTES) + frame[place:]

    def _overwrite(self, frame: bytes) -> bytes:
        place, odd = self._place(frame), self._chance.choice(_ODD_BYTES)
        return frame[:place] + odd + frame[place + len(odd) :]

    def _noise(self, frame: bytes) -> bytes:
        start, end = self._span(frame)
        return frame[:start] + self._chance.randbytes(end - start) + frame[end:]

    def _retyped(self, frame: bytes) -> bytes | None:
        """Return a JSON frame with one of its values, at any depth, replaced; None where it is no JSON any more."""
        try:
            whole = msgspec.json.decode(frame)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            return None
        raw, whole = self._changed_inside(whole)
        try:
            text = msgspec.json.encode(whole)
        except (TypeError, ValueError, OverflowError, RecursionError):
            return None
        return text.replace(f'"{_MARK}"'.encode(), raw)

    def _changed_inside(self, value: Any) -> tuple[bytes, Any]:
        """Return a value changed somewhere inside, and the text that stands for the mark left in it, if one was."""
        chance = self._chance
        if isinstance(value, dict | list) and value and chance.random() < 0.85:
            key = chance.choice(list(value)) if isinstance(value, dict) else chance.randrange(len(value))
            if isinstance(value, dict) and chance.random() < 0.1:
                return self._beside(value, key)
            raw, value[key] = self._changed_inside(value[key])
            return raw, value
        if isinstance(value, str) and value[:1] in {"{", "["} and chance.random() < 0.8:
            inner = self._retyped(value.encode("utf-8", "replace"))  # JSON within JSON
            if inner is not None:
                return b"", inner.decode("utf-8", "replace")
        if isinstance(value, str) and len(value) > _LIKELY_BASE64 and chance.random() < 0.7:
            packed = self._changed_base64(value)
            if packed is not None:
                return b"", packed
        if chance.random() < 0.3:
            return chance.choice(_ODD_TEXTS), _MARK
        return b"", chance.choice(_ODD_VALUES)

    def _changed_base64(self, text: str) -> str | None:
        """Return bytes that travel as text, changed; None where the text is no base64."""
        try:
            inner = binascii.a2b_base64(text, strict_mode=True)
        except ValueError:
            return None
        return binascii.b2a_base64(self._chance.choice(self._bytewise)(inner), newline=False).decode()

    def _beside(self, value: dict[Any, Any], key: Any) -> tuple[bytes, Any]:
        """Return an object that has a key twice, or no more."""
        if self._chance.random() < 0.5:
            del value[key]
            return b"", value
        twice = (
            msgspec.json.encode(value)[:-1]
            + b","
            + msgspec.json.encode({key: self._chance.choice(_ODD_VALUES)})[1:]
        )
        return twice, _MARK
