"""The audience: who speaks next, and what the person is called. A few speak often, most of them once or twice."""

from collections.abc import Callable
from zlib import crc32

import msgspec

from connectors.demo.catalogue import read
from connectors.text import clean_name

PLATFORM = "demo"
_FLATTENING = 40  # Zipf-Mandelbrot's offset: keeps the busiest viewer below one comment in a hundred


class _Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    first: tuple[str, ...]
    second: tuple[str, ...]
    latin: tuple[str, ...]
    marks: tuple[str, ...]
    hostile: tuple[str, ...]


class Crowd:
    """`size` viewers, numbered from 0, busiest first. Names and keys are computed, never stored."""

    def __init__(self, size: int, random: Callable[[], float]) -> None:
        self.size = size
        self._random = random
        self._span = (size + _FLATTENING) / _FLATTENING
        self._names = read("names.toml", _Names)
        self._hostile = tuple(clean_name(name) for name in self._names.hostile)

    def speaker(self) -> int:
        """Return a viewer by activity: the chance falls as 1 / (number + 40)."""
        return int(_FLATTENING * (self._span ** self._random() - 1))

    def anybody(self) -> int:
        """Return any viewer."""
        return int(self.size * self._random())

    def name(self, viewer: int) -> str:
        """Return the display name of a viewer, always the same one."""
        if viewer % 97 == 11:
            return self._hostile[viewer // 97 % len(self._hostile)]
        mixed = crc32(viewer.to_bytes(4, "little"))  # scatters neighbours
        parts = self._names
        style = mixed % 16
        if style == 0:
            return f"用户{mixed % 90_000_000 + 10_000_000}"
        if style == 1:
            return f"{parts.latin[mixed // 16 % len(parts.latin)]}_{mixed // 256 % 97}"
        first = parts.first[mixed // 16 % len(parts.first)]
        second = parts.second[mixed // 1024 % len(parts.second)]
        mark = parts.marks[mixed // 65_536 % len(parts.marks)]
        return f"{first}{second}{mark}"


def key(viewer: int) -> str:
    """Return the viewer's key."""
    return f"{PLATFORM}:u{viewer:05d}"
