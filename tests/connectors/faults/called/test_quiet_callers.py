"""Callers that say nothing any more: told as a stall, with its times."""

import pytest

from connectors.contract import FeedState
from connectors.events import FeedGap, FeedResumed, FeedStalled
from tests.connectors.collecting import now_ms
from tests.connectors.faults.called.scene import scene
from tests.connectors.faults.called.table import Called

MINUTE_MS = 60_000


async def test_silence_is_a_stall_until_the_next_call(
    called: Called, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Since the last message, until the next; no gap, for nobody was kept from calling."""
    monkeypatch.setattr("connectors.intake.ticker.TICK_S", 0.01)
    passed = 0
    async with scene(called, lambda: now_ms() + passed, stall_least_s=1, stall_factor=1) as on_air:
        await on_air.tells(*range(1, 8))
        last_heard = now_ms()
        passed = MINUTE_MS
        await on_air.sink.until(lambda: on_air.feed.status.state is FeedState.STALLED)
        await on_air.tells(8)

        assert FeedState.LIVE is on_air.feed.status.state

    (stall,) = on_air.sink.of(FeedStalled)

    assert stall.since <= last_heard < last_heard + MINUTE_MS <= stall.at
    assert stall.since in {event.since for event in on_air.sink.of(FeedResumed)}
    assert [] == [gap for gap in on_air.sink.of(FeedGap) if stall.since < gap.since < stall.at]
