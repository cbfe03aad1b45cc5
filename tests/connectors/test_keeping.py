"""Lines kept alive: beats, silence, and the steps before a platform speaks."""

import asyncio
import time
from collections import deque

import pytest

from connectors.links.keeping import EarlyLine, KeptLine, opened
from connectors.links.link import Line, LineLostError
from connectors.problem import UserProblem


class QuietLine:
    """A line that says what it is told to, and is lost once it is closed."""

    def __init__(self) -> None:
        self.sent: list[str | bytes] = []
        self.closings = 0
        self._frames: asyncio.Queue[bytes | None] = asyncio.Queue()

    def say(self, frame: bytes) -> None:
        """Say a frame."""
        self._frames.put_nowait(frame)

    async def receive(self) -> bytes:
        """Return the next frame."""
        frame = await self._frames.get()
        if frame is None:
            raise LineLostError("closed")
        return frame

    async def send(self, data: str | bytes) -> None:
        """Keep what is sent."""
        self.sent.append(data)

    async def close(self) -> None:
        """Close."""
        self.closings += 1
        self._frames.put_nowait(None)


async def beat(line: Line) -> None:
    """Beat."""
    await line.send("♥")


async def test_it_beats_until_it_is_closed() -> None:
    """One beat after each span, none afterwards; frames pass untouched meanwhile."""
    line = QuietLine()
    kept = KeptLine(line, beat=beat, every_s=0.01)
    line.say(b"a")

    assert b"a" == await kept.receive()

    async with asyncio.timeout(5):
        while len(line.sent) < 3:  # noqa: ASYNC110 - plain data
            await asyncio.sleep(0.005)
    await kept.close()
    beats = len(line.sent)
    await asyncio.sleep(0.05)

    assert beats == len(line.sent)
    assert 1 == line.closings


async def test_silence_is_death_and_is_told_as_silence() -> None:
    """The line is closed, and whoever receives is told why, not that it was closed."""
    line = QuietLine()
    kept = KeptLine(line, silent_s=0.05)
    with pytest.raises(LineLostError) as lost:
        await asyncio.wait_for(kept.receive(), 5)
    await kept.close()

    assert lost.value.silent
    assert "closed" != lost.value.cause


async def test_a_frame_now_and_then_is_life() -> None:
    """Silence is counted from the last frame, so that many short ones are none."""
    line = QuietLine()
    kept = KeptLine(line, silent_s=0.4)
    began = time.monotonic()
    while time.monotonic() - began < 0.8:
        line.say(b"a")

        assert b"a" == await kept.receive()

        await asyncio.sleep(0.02)
    await kept.close()


@pytest.mark.parametrize(
    "error",
    [LineLostError("no answer"), UserProblem("title", "sentence", "step"), ValueError("bug")],
    ids=repr,
)
async def test_what_a_beat_raises_is_raised_where_somebody_listens(error: Exception) -> None:
    """A lost line, a person's business or a fault: none dies unheard in a task."""

    async def fail(_: Line) -> None:
        raise error

    kept = KeptLine(QuietLine(), beat=fail, every_s=0.01)
    with pytest.raises(type(error)) as raised:
        await asyncio.wait_for(kept.receive(), 5)
    await kept.close()

    assert error is raised.value


async def test_steps_are_taken_in_order() -> None:
    """The line that is returned is the one that was given."""
    line = QuietLine()

    async def greet(line: Line) -> None:
        await line.send("hello")

    assert line is await opened(line, greet, beat)
    assert ["hello", "♥"] == line.sent
    assert 0 == line.closings


async def test_a_step_that_fails_or_is_cancelled_closes_the_line() -> None:
    """Nobody else knows of the line yet: it must not stay open."""

    async def fail(_: Line) -> None:
        raise UserProblem("title", "sentence")

    async def wait(_: Line) -> None:
        await asyncio.Future()

    failed, left = QuietLine(), QuietLine()
    with pytest.raises(UserProblem):
        await opened(failed, fail, beat)
    opening = asyncio.create_task(opened(left, wait))
    await asyncio.sleep(0)
    opening.cancel()
    await asyncio.wait([opening])

    assert opening.cancelled()
    assert [] == failed.sent
    assert (1, 1) == (failed.closings, left.closings)


async def test_what_came_early_is_given_first() -> None:
    """In its order, before anything newer; sending and closing go to the line itself."""
    line = QuietLine()
    line.say(b"c")
    whole = EarlyLine(line, deque([b"a", b"b"]))
    await whole.send("x")

    assert [b"a", b"b", b"c"] == [await whole.receive() for _ in range(3)]
    assert ["x"] == line.sent
    await whole.close()
    assert 1 == line.closings
