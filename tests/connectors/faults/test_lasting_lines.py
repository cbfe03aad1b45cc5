"""What does not end a connection: nonsense, repeats, disorder, wrong clocks, slowness. The next comment is heard."""

import asyncio
import json
import random
import tracemalloc

import pytest

from connectors.contract import FeedState
from connectors.events import CommentReceived, FeedGap, FeedSampled
from tests.connectors.collecting import now_ms
from tests.connectors.faults import answers, wire
from tests.connectors.faults.scene import scene
from tests.connectors.faults.subjects import DIALLED, Subject
from tests.servers.commanding import Platform, packed

BOUND = 48 * wire.MEGABYTE
"""A frame may have 4 MB; with what a library holds of it at the same time this is plenty, and a bomb needs more."""

_CHANCE = random.Random(11)
NONSENSE: tuple[str | bytes, ...] = (
    "",
    "null",
    "[]",
    "42",
    "\x00",
    "<html>502 Bad Gateway</html>",
    '{"type": "never.seen", "event": "never.seen", "cmd": "NEVER_SEEN", "msg_type": "never_seen", "kind": 99}',
    json.dumps({"data": {"data": {"data": [None, True, -1, 1e308, "\ud83d"]}}}),
    "[" * 50_000 + "]" * 50_000,
    '{"a":' * 50_000,
    '{"id": ' + "9" * 5_000 + "}",
    b"",
    b"\xff\xfe\xfd",
    b"\x1f\x8b\x08\x00broken gzip",
    b"\x78\x9cbroken zlib",
    bytes(1_000),
    *(_CHANCE.randbytes(size) for size in (1, 16, 17, 400, 70_000)),
)


@pytest.mark.process
async def test_nonsense_costs_itself_alone(subject: Subject, platform: Platform) -> None:
    """Unknown events, garbage, broken text and compression: the same line goes on, and a page is asked for again."""
    async with scene(subject, platform, retry_cap_s=0.1) as on_air:
        await on_air.says(1)
        await on_air.hears(1)
        number = 1
        for number, frame in enumerate((*NONSENSE, *subject.junk), 2):
            await platform.send(frame)
            await on_air.says(number)
        await on_air.hears(number)

        assert [*range(1, number + 1)] == on_air.heard
        assert FeedState.LIVE is on_air.feed.status.state

    assert not [gap for gap in on_air.sink.of(FeedGap) if gap.since > gap.until]


@pytest.mark.process
@pytest.mark.parametrize("subject", DIALLED, indirect=True, ids=lambda subject: subject.name)
async def test_text_that_is_none_costs_itself_alone(subject: Subject, platform: Platform) -> None:
    """A frame of text must be UTF-8; where it is not, the same line goes on."""
    async with scene(subject, platform) as on_air:
        await on_air.says(1)
        await platform.raw(wire.NOT_UTF8)
        await on_air.says(2)
        await on_air.hears(2)

        assert [1, 2] == on_air.heard
        assert FeedState.LIVE is on_air.feed.status.state


@pytest.mark.process
async def test_compression_cut_short_costs_no_more_than_the_line(
    subject: Subject, platform: Platform
) -> None:
    """Where compression was agreed on, half a message is nonsense; where not, the line is dropped and dialled anew."""
    async with scene(subject, platform) as on_air:
        await platform.raw(answers.TRUNCATED if subject.idle else wire.TRUNCATED)
        async with asyncio.timeout(10):
            while 1 not in on_air.heard:
                await on_air.says(1)
                await asyncio.sleep(0.05)

        assert [1] == on_air.heard


@pytest.mark.process
async def test_repeats_and_disorder_are_sorted_out(subject: Subject, platform: Platform) -> None:
    """Each comment once, in the order of its arrival."""
    async with scene(subject, platform) as on_air:
        await on_air.says(3, 1, 3, 2, 2, 1, 4)
        await on_air.hears(4)

        assert [3, 1, 2, 4] == on_air.heard

    assert 3 == on_air.sink.of(FeedSampled)[-1].duplicates


@pytest.mark.process
@pytest.mark.parametrize(
    "sent_at", [0, 1, 10**12 * 4, 2**53], ids=["1970", "1970 and a bit", "2096", "never"]
)
async def test_a_platforms_clock_cannot_move_ours(subject: Subject, platform: Platform, sent_at: int) -> None:
    """A comment is received now, whatever the platform thinks the time is; what it thinks is a time, or nothing."""
    async with scene(subject, platform) as on_air:
        began = now_ms()
        await on_air.says(1, sent_at=sent_at)
        await on_air.says(2)
        await on_air.hears(1, 2)

    for comment in on_air.sink.of(CommentReceived):
        assert began <= comment.at <= now_ms()
        assert comment.sent_at is None or comment.sent_at >= 0


@pytest.mark.process
async def test_a_frame_may_come_byte_by_byte(subject: Subject, platform: Platform) -> None:
    """A slow line is a line."""
    async with scene(subject, platform) as on_air:
        comment = subject.comment(1, now_ms())
        opcode = wire.TEXT if isinstance(comment, str) else wire.BINARY
        data = comment.encode() if isinstance(comment, str) else comment
        await platform.do("drip", base64=packed(data if subject.idle else wire.frame(data, opcode)))
        await on_air.hears(1)

        assert FeedState.LIVE is on_air.feed.status.state


@pytest.mark.process
async def test_what_is_too_large_is_not_taken_in(subject: Subject, platform: Platform) -> None:
    """A terabyte announced, a message without end, a bomb: memory stays bounded, and the feed comes back each time."""
    async with scene(subject, platform, retry_cap_s=0.5) as on_air:
        await on_air.says(1)
        await on_air.hears(1)
        tracemalloc.start()
        before = tracemalloc.get_traced_memory()[0]
        tracemalloc.reset_peak()
        try:
            for parts in answers.TOO_LARGE if subject.idle else wire.TOO_LARGE:
                served = await platform.served()
                for data, times in parts:
                    await platform.raw(data, times)
                await platform.met(served + 1)
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        await on_air.says(2)
        await on_air.hears(2)

    assert peak - before < BOUND
    assert [1, 2] == on_air.heard
