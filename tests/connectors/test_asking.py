"""Questions on a line: each answer finds its question, and nothing else is lost on the way."""

import asyncio
import json

import pytest

from connectors.links.asking import AskingLine
from connectors.links.link import LineLostError, UnansweredError


class Wire:
    """A line whose other side is the test: `heard` is what was sent, `arrive` lets a frame arrive, `cut` ends it."""

    def __init__(self) -> None:
        self.heard: list[str | bytes] = []
        self._frames = asyncio.Queue[bytes | None]()

    def arrive(self, **fields: str) -> None:
        """Let a frame arrive."""
        self._frames.put_nowait(json.dumps(fields).encode())

    def cut(self) -> None:
        """End the line."""
        self._frames.put_nowait(None)

    async def receive(self) -> bytes:
        """Return the next frame."""
        frame = await self._frames.get()
        if frame is None:
            raise LineLostError("cut")
        return frame

    async def send(self, data: str | bytes) -> None:
        """Keep what is sent."""
        self.heard.append(data)

    async def close(self) -> None:
        """Stay as it is."""


def answered(frame: bytes) -> tuple[str, str] | None:
    """Read an answer."""
    whole = json.loads(frame)
    return (whole["to"], whole["says"]) if "to" in whole else None


async def test_answers_find_their_questions_in_any_order() -> None:
    """Two questions are open at once, with other frames between; all frames are received."""
    wire = Wire()
    line = AskingLine(wire, answered)
    first, second = (asyncio.create_task(line.ask(id_, f"?{id_}")) for id_ in "ab")
    wire.arrive(to="b", says="two")
    wire.arrive(other="x")
    wire.arrive(to="a", says="one")
    wire.arrive(to="z", says="nobody asked")
    await asyncio.sleep(0)
    frames = [json.loads(await line.receive()) for _ in range(4)]

    assert ("one", "two") == (await first, await second)
    assert ["?a", "?b"] == wire.heard
    assert {"other": "x"} == frames[1]


async def test_what_comes_before_the_first_answer_is_kept() -> None:
    """Shaking hands costs no event."""
    wire = Wire()
    line = AskingLine(wire, answered)
    wire.arrive(other="early")
    wire.arrive(to="a", says="yes")

    assert "yes" == await line.ask_first("a", "?")
    assert [{"other": "early"}, {"to": "a", "says": "yes"}] == [
        json.loads(await line.receive()) for _ in range(2)
    ]


async def test_silence_is_no_answer() -> None:
    """Whether the question was acted on is unknown, and nobody waits for ever."""
    line = AskingLine(Wire(), answered)

    with pytest.raises(UnansweredError):
        await line.ask("a", "?", within_s=0.01)
    with pytest.raises(UnansweredError):
        await line.ask_first("a", "?", within_s=0.01)


async def test_a_line_that_is_cut_ends_the_waiting() -> None:
    """Those who wait for answers hear of it at once."""
    wire = Wire()
    line = AskingLine(wire, answered)
    asked = asyncio.create_task(line.ask("a", "?"))
    await asyncio.sleep(0)
    wire.cut()

    with pytest.raises(LineLostError):
        await line.receive()
    with pytest.raises(UnansweredError, match="cut"):
        await asked


async def test_closing_ends_the_waiting() -> None:
    """The feed goes away while a reply is on its way: its fate is unknown, not forgotten."""
    line = AskingLine(Wire(), answered)
    asked = asyncio.create_task(line.ask("a", "?"))
    await asyncio.sleep(0)
    await line.close()

    with pytest.raises(UnansweredError):
        await asked


class BreakingWire(Wire):
    """A line that breaks as something is sent."""

    async def send(self, data: str | bytes) -> None:
        """Break."""
        raise LineLostError("broke")


async def test_a_line_that_breaks_under_a_question_leaves_its_fate_unknown() -> None:
    """It may have left before the line broke: asking again could do it twice."""
    with pytest.raises(UnansweredError, match="broke"):
        await AskingLine(BreakingWire(), answered).ask("a", "?")
