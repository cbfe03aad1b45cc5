"""Recordings of raw frames: what the wire said, one JSON line a frame, to be played again or decoded later.

A line is `{"at": UTC ms, "feed": …, "connector": …, "frame": text}`; a frame that is not UTF-8 text stands in
base64 under `base64` instead. A recording holds what viewers wrote: treat the file as personal data.
"""

import logging
import os
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from connectors.language import say
from connectors.problem import BrokenProblem

_log = logging.getLogger(__name__)


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """One raw frame as it arrived at `at` (UTC ms) on `feed`, read by `connector`."""

    at: int
    feed: str
    connector: str
    data: bytes


class _Line(msgspec.Struct, kw_only=True, omit_defaults=True):
    at: int
    feed: str
    connector: str
    frame: str | None = None
    base64: bytes | None = None


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(_Line).decode


class FrameLog:
    """Appends one feed's frames to a file. Call it with each raw frame, as `Opening.record`.

    Recording serves diagnosis and must never disturb a broadcast: a disk that fails ends the recording, and
    `failure` says so. Each line is written at once, so that a crash tears off at most the last.
    """

    def __init__(self, path: Path, *, feed: str, connector: str, now: Callable[[], int]) -> None:
        self.failure = ""
        self._feed = feed
        self._connector = connector
        self._now = now
        try:
            self._file = path.open("a+b", buffering=0)
        except OSError as error:
            raise BrokenProblem(
                say("无法录制", "Cannot record"),
                say(f"{path} 写不了：{error.strerror}。", f"{path} cannot be written: {error.strerror}."),
                say("换一个能写的位置。", "Choose a place that can be written."),
            ) from error
        self._guarded(self._end_torn_line)

    def __call__(self, frame: bytes) -> None:
        """Append one frame, stamped with the present time."""
        if self.failure:
            return
        line = _Line(at=self._now(), feed=self._feed, connector=self._connector)
        try:
            line.frame = frame.decode()
        except UnicodeDecodeError:
            line.base64 = frame
        self._guarded(lambda: self._file.write(_encode(line) + b"\n"))

    def close(self) -> None:
        """Close the file."""
        self._guarded(self._file.close)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _end_torn_line(self) -> None:
        """Close off what a crash left half written, so that it does not swallow the next line."""
        if self._file.seek(0, os.SEEK_END):
            self._file.seek(-1, os.SEEK_END)
            if self._file.read(1) != b"\n":
                self._file.write(b"\n")

    def _guarded(self, write: Callable[[], object]) -> None:
        try:
            write()
        except OSError as error:
            _log.warning("recording of feed %s ended: %s", self._feed, error)
            self.failure = say(f"录制已停止：{error.strerror}", f"recording ended: {error.strerror}")


def read_frame(line: bytes) -> Frame | None:
    """Return the frame of one line; None where the line is torn or no frame at all."""
    try:
        read = _decode(line)
    except (msgspec.MsgspecError, ValueError):
        return None
    data = read.base64 if read.frame is None else read.frame.encode()
    return None if data is None else Frame(at=read.at, feed=read.feed, connector=read.connector, data=data)
