"""A bridge's stand-in in a process of its own: losing it, beats, the room's state, and recordings of real ones."""

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from connectors.contract import FeedState, Opening, Outgoing, SendError
from connectors.douyin.bridge import PLUGIN
from connectors.douyin.bridge.settings import BridgeSettings
from connectors.events import (
    AudienceSampled,
    CommentReceived,
    FeedGap,
    Gifted,
    StreamEnded,
    StreamStarted,
    Unparsed,
)
from connectors.problem import UserProblem
from tests.connectors.collecting import Collector, now_ms, running
from tests.connectors.douyin_frames import AT, in_a, in_b, in_c
from tests.connectors.hearing import heard
from tests.servers.starting import Running, started

FRAMES = Path(__file__).parents[3] / "shared/reference/frames/douyin"
Play = Callable[..., Running]


@pytest.fixture
def play(tmp_path: Path) -> Iterator[Play]:
    """Return a function that starts a stand-in with these frames, until the test ends."""
    with ExitStack() as servers:

        def start(*frames: bytes | str) -> Running:
            lines = [frame.decode() if isinstance(frame, bytes) else frame for frame in frames]
            file = tmp_path / "frames"
            file.write_text("\n".join(lines), "utf-8")
            return servers.enter_context(started("bridge_server.py", file))

        yield start


def status(code: str) -> str:
    """Return what douyinLive says of a room."""
    return json.dumps({"type": "system", "event": "live_status", "code": code, "live": None})


@pytest.mark.process
async def test_a_broadcast_with_everything_that_goes_wrong(play: Play) -> None:
    """Comments, garbage, a cut line, a repeat after it, a goodbye: nothing lost, nothing twice; then the end."""
    server = play(
        in_a(1, Content="多少钱", MsgId=1),
        "<html>",
        in_a(1, Content="有货吗", MsgId=2),
        "!drop",
        in_a(1, Content="有货吗", MsgId=2),
        in_a(6, OnlineUserCount=41),
        "!close",
        in_a(1, Content="谢谢", MsgId=3),
        in_a(9),
    )
    sink = Collector()
    settings = BridgeSettings(url=server.url, retry_cap_s=0.2)
    async with running(PLUGIN, settings, sink) as feed:
        await sink.until(lambda: feed.status.state is FeedState.ENDED)

    assert ["多少钱", "有货吗", "谢谢"] == sink.texts
    assert ["<html>"] == [event.sample for event in sink.of(Unparsed)]
    assert [41] == [sample.count for sample in sink.of(AudienceSampled)]
    assert 2 == len(sink.of(FeedGap))
    assert 1 == len(sink.of(StreamEnded))


@pytest.mark.process
@pytest.mark.parametrize("frame", [in_a(1, Content="x"), in_c("WebcastChatMessage", content="x")])
async def test_programs_that_answer_are_sent_beats(play: Play, frame: bytes) -> None:
    """Dialects A and C know `ping`; the answer is no message."""
    server = play(frame)
    sink = Collector()
    settings = BridgeSettings(url=server.url, beat_s=0.05)
    async with running(PLUGIN, settings, sink):
        assert ["ping\n", "ping\n"] == await heard(server, 2)
        assert [] == sink.of(Unparsed)


@pytest.mark.process
async def test_a_program_that_may_not_know_beats_is_sent_none(play: Play) -> None:
    """Of dialect B nobody has written what it does with them."""
    server = play(in_b(3, Content="x"))
    sink = Collector()
    settings = BridgeSettings(url=server.url, beat_s=0.05)
    async with running(PLUGIN, settings, sink):
        await sink.until(lambda: sink.texts)
        await asyncio.sleep(0.2)
    server.process.kill()

    assert "" == await asyncio.to_thread(server.output.read)


@pytest.mark.process
async def test_waiting_for_a_room_is_told_and_is_no_outage(play: Play) -> None:
    """The socket stays; when the room goes live the wait is over."""
    server = play(status("ROOM_OFFLINE"))
    sink = Collector()
    async with running(PLUGIN, BridgeSettings(url=server.url), sink) as feed:
        await sink.until(lambda: feed.status.problem)

        assert "waiting" in feed.status.problem
        assert FeedState.LIVE is feed.status.state

    server = play(status("ROOM_OFFLINE"), status("ROOM_ONLINE"), in_c("WebcastChatMessage", content="来了"))
    async with running(PLUGIN, BridgeSettings(url=server.url), sink) as feed:
        await sink.until(lambda: sink.texts)

        assert "" == feed.status.problem

    assert 1 == len(sink.of(StreamStarted))


@pytest.mark.process
async def test_a_room_that_does_not_exist_is_for_a_person_to_mend(play: Play) -> None:
    """Trying again would not help: the feed stops, and says what to look at."""
    server = play(status("ROOM_NOT_FOUND"))
    feed = PLUGIN.open(Opening("test", BridgeSettings(url=server.url), now_ms))

    with pytest.raises(UserProblem, match="No such room"):
        await feed.run(Collector())

    assert FeedState.FAILED is feed.status.state


@pytest.mark.process
async def test_the_probe_tells_which_program_is_there(play: Play) -> None:
    """Or that it has not spoken yet, that the room is not live, or that nothing is there."""
    assert PLUGIN.probe is not None
    server = play(in_b(3, Content="x"))
    found = await PLUGIN.probe(BridgeSettings(url=server.url))

    assert "BarrageGrab" in found[1]

    server = play(status("ROOM_OFFLINE"))
    found = await PLUGIN.probe(BridgeSettings(url=server.url))

    assert "not live yet" in found[2]

    url = server.url
    server.process.kill()
    server.process.wait()
    with pytest.raises(UserProblem, match="cannot be reached"):
        await PLUGIN.probe(BridgeSettings(url=url))


def test_an_address_that_is_none_is_told_by_the_check() -> None:
    """With the key it stands under."""
    assert ["url"] == [key for key, _ in PLUGIN.check(BridgeSettings(url="http://127.0.0.1:8888"))]
    assert [] == list(PLUGIN.check(BridgeSettings()))


async def test_replies_are_refused_for_good() -> None:
    """The programs take none: the desk must not queue them."""
    feed = PLUGIN.open(Opening("test", BridgeSettings(), now_ms))

    assert not feed.can_send
    with pytest.raises(SendError) as refusal:
        await feed.send(Outgoing(id="r", text="您好"))

    assert not refusal.value.transient


@pytest.mark.skipif(not FRAMES.is_dir(), reason="the recordings are not here")
def test_every_recording_is_read() -> None:
    """Each file gives what its name says, and nothing that could not be read."""
    assert PLUGIN.decoder is not None
    kinds: dict[str, list[str]] = {}
    comments: list[CommentReceived] = []
    for file in sorted(FRAMES.rglob("*.json")):
        if file.parent.name == "official-push":
            continue
        decode = PLUGIN.decoder("test", None)
        events = [event for frame in PLUGIN.split(file.read_bytes()) for event in decode(frame, AT)]
        kinds[f"{file.parent.name}/{file.stem}"] = [event.__struct_config__.tag for event in events]  # type: ignore[misc]  # events are tagged by text
        comments += [event for event in events if isinstance(event, CommentReceived)]
        assert not [event for event in events if isinstance(event, Unparsed)]
        assert all(event.id.isdigit() for event in events if isinstance(event, Gifted | CommentReceived))

    for name, told in (
        ("chat", ["comment.received"]),
        ("like", ["like"]),
        ("enter", ["viewer.enter"]),
        ("follow", ["follow"]),
        ("gift", ["gift"]),
        ("stats", ["audience.sample"]),
        ("fansclub", ["fanclub.join"]),
    ):
        found = [kinds[key] for key in kinds if key.startswith("bridge-data") and key.endswith(f"-{name}")]

        assert [told, told] == found

    assert ["gift"] == kinds["webcast-json/WebcastGiftMessage"]
    assert ["audience.sample"] == kinds["webcast-json/WebcastRoomUserSeqMessage"]
    assert ["audience.sample"] == kinds["webcast-json/WebcastStatsMessage"]
    assert ["product.exposed"] == kinds["third-party-api/dydata-product-list-one-row"]
    assert ["follow", "viewer.enter", "viewer.enter", "viewer.enter", "comment.received"] == kinds[
        "third-party-api/dydata-chat-batch-c-flat"
    ]
    assert 7 == len(kinds["third-party-api/dydata-chat-batch-a"])
    assert 4 == len(comments)
    assert {"1411400097607259", "60302287312", "4006248980690445"} == {
        comment.viewer.removeprefix("douyin:") for comment in comments
    }
    assert all(comment.text and comment.name for comment in comments)
