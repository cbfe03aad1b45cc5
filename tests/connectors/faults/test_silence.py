"""A connection that stands and says nothing: told as a stall, and where nobody answers any more, as a loss."""

import asyncio

import pytest

from connectors.contract import FeedState
from connectors.events import FeedGap, FeedLost, FeedResumed, FeedStalled
from tests.connectors.collecting import now_ms
from tests.connectors.faults.scene import scene
from tests.connectors.faults.subjects import POLLED, Subject
from tests.servers.commanding import Platform, packed


@pytest.mark.process
async def test_a_silent_line_is_a_stall_with_its_times(subject: Subject, platform: Platform) -> None:
    """Since the last message, until the next; no gap, for nothing was lost."""
    async with scene(subject, platform, stall_least_s=1, stall_factor=1) as on_air:
        for number in range(1, 8):
            await on_air.says(number)
        await on_air.hears(7)
        silent_from = now_ms()
        await on_air.is_in(FeedState.STALLED)
        await on_air.says(8)
        await on_air.hears(8)
        await on_air.is_in(FeedState.LIVE)

    (stall,) = on_air.sink.of(FeedStalled)

    assert stall.since <= silent_from < stall.at
    assert stall.since in {event.since for event in on_air.sink.of(FeedResumed)}
    assert not [gap for gap in on_air.sink.of(FeedGap) if gap.until >= silent_from]


@pytest.mark.process
async def test_a_dead_peer_is_noticed(subject: Subject, platform: Platform, impatient: None) -> None:
    """Half open: no frame, no answer, no close. The gap begins where the last message was, not where it was noticed."""
    async with scene(subject, platform) as on_air:
        await on_air.says(1)
        await on_air.hears(1)
        last_heard = now_ms()
        served = await platform.served()
        await platform.do("deafen")
        await asyncio.sleep(0)
        await platform.met(served + 1)
        await on_air.says(1, 2)
        await on_air.hears(2)

        assert [1, 2] == on_air.heard

    (lost,) = on_air.sink.of(FeedLost)

    assert lost.since <= last_heard
    assert lost.since in {gap.since for gap in on_air.sink.of(FeedGap)}


@pytest.mark.process
@pytest.mark.parametrize("subject", POLLED, indirect=True, ids=lambda subject: subject.name)
async def test_an_answer_that_takes_for_ever_is_given_up(
    subject: Subject, platform: Platform, impatient: None
) -> None:
    """Bytes that keep coming are no sign of life when the page never ends; it is asked for again."""
    async with scene(subject, platform) as on_air:
        comment = subject.comment(1, now_ms())
        assert isinstance(comment, str)
        await platform.do("drip", base64=packed(comment + " " * 10_000))
        await on_air.is_in(FeedState.LOST)
        await on_air.says(1)
        await on_air.hears(1)

        assert [1] == on_air.heard

    assert 1 == len(on_air.sink.of(FeedLost)) == len(on_air.sink.of(FeedResumed))
