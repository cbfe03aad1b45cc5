"""Recordings of raw frames."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.framelog import FrameLog, read_frame
from connectors.problem import BrokenProblem


def frames(path: Path) -> list[bytes | None]:
    """Return the data of each line, None for those that are no frame."""
    read = [read_frame(line) for line in path.read_bytes().splitlines()]
    return [None if frame is None else frame.data for frame in read]


def record(path: Path, *written: bytes) -> None:
    """Append frames to a recording."""
    with FrameLog(path, feed="main", connector="oba", now=lambda: 1_760_000_000_000) as log:
        for frame in written:
            log(frame)


@given(st.lists(st.binary() | st.text().map(str.encode)))
def test_every_frame_comes_back_byte_for_byte(
    tmp_path_factory: pytest.TempPathFactory, written: list[bytes]
) -> None:
    """Text, line ends, bytes that are no text: one line each, and nothing changes."""
    path = tmp_path_factory.mktemp("log") / "frames.jsonl"
    record(path, *written)

    assert written == frames(path)


def test_a_line_tells_when_where_and_by_whom(tmp_path: Path) -> None:
    """Readable text stays readable in the file."""
    path = tmp_path / "frames.jsonl"
    record(path, "包邮吗".encode())

    assert '{"at":1760000000000,"feed":"main","connector":"oba","frame":"包邮吗"}\n' == path.read_text(
        "utf-8"
    )


def test_a_torn_line_costs_only_itself(tmp_path: Path) -> None:
    """After a crash the recording is appended to, and the half line does not swallow the next."""
    path = tmp_path / "frames.jsonl"
    record(path, b"one", b"two")
    path.write_bytes(path.read_bytes()[:-8])
    record(path, b"three")

    assert [b"one", None, b"three"] == frames(path)


@pytest.mark.parametrize(
    "line", [b"", b"{}", b"[1]", b'{"at":1,"feed":"f","connector":"c"}', b'{"kind":"x"}']
)
def test_what_is_no_recorded_frame_is_none(line: bytes) -> None:
    """Foreign lines are told apart without an exception."""
    assert read_frame(line) is None


def test_a_place_that_cannot_be_written_is_told_before_the_broadcast(tmp_path: Path) -> None:
    """A recording that cannot begin is said at once, in words."""
    with pytest.raises(BrokenProblem):
        FrameLog(tmp_path, feed="f", connector="c", now=lambda: 0)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_ends_the_recording_and_not_the_feed() -> None:
    """The first refused write stops the recording; further frames are ignored in silence."""
    log = FrameLog(Path("/dev/full"), feed="f", connector="c", now=lambda: 0)
    log(b"frame")

    assert log.failure

    log(b"frame")
    log.close()
