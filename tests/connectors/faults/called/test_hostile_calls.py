"""Calls that say nothing, lie about themselves or are a trap: each costs itself alone, and a bounded amount of memory."""

import asyncio
import tracemalloc
from collections.abc import Awaitable
from typing import Any

import msgspec
import pytest

from connectors.contract import FeedState
from connectors.events import CommentReceived, FeedGap, Unparsed
from tests.connectors.collecting import now_ms
from tests.connectors.faults.called import hostile
from tests.connectors.faults.called.hostile import CALLS, FRAMES, NONSENSE, Hostile, Make
from tests.connectors.faults.called.scene import Scene, scene
from tests.connectors.faults.called.table import BY_HTTP, CALLED, Called

BOUND = 32 * hostile.MEGABYTE
"""A call may have 4 MB, unpacked 4 MB more; with what is on its way this is plenty, and a bomb needs more."""

HOSTILE = [
    pytest.param(called, make, id=f"{called.name}-{name}")
    for called in CALLED
    for name, make in (FRAMES if called.is_page else CALLS).items()
]


async def peak_of(doing: Awaitable[Any]) -> int:
    """Return how many bytes more there were at the worst moment than before."""
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        await doing
        return tracemalloc.get_traced_memory()[1] - before
    finally:
        tracemalloc.stop()


async def attack(on_air: Scene, attempt: Hostile) -> int:
    """Send all of it, whether or not anybody still listens; returns the answer's status."""
    line = await on_air.dial()
    await line.write(attempt.head)
    is_let_in = attempt.statuses == {on_air.welcome} and on_air.called.is_page
    status = await line.status() if is_let_in else 0

    async def send() -> None:
        await line.write(attempt.first)
        for _ in range(attempt.times):
            await line.write(attempt.part)

    sending = asyncio.create_task(send())
    try:
        if is_let_in:
            await line.hung_up()
            return status
        return await line.status()
    finally:
        sending.cancel()
        await asyncio.wait([sending])


@pytest.mark.parametrize(("called", "make"), HOSTILE)
async def test_a_call_that_lies_or_bursts_costs_itself_alone(called: Called, make: Make) -> None:
    """It is answered with what is wrong, within bounds of memory, and the next caller is heard."""
    async with scene(called) as on_air:
        await on_air.tells(1)
        attempt = make(called, called.body(100, now_ms()), now_ms())
        statuses = []

        async def attacked() -> None:
            statuses.append(await attack(on_air, attempt))

        peak = await peak_of(attacked())
        await on_air.tells(2)

        assert set(statuses) <= attempt.statuses
        assert [1, 2] == on_air.heard
        assert FeedState.LIVE is on_air.feed.status.state

    assert peak < BOUND


async def test_nonsense_is_confirmed_kept_and_costs_itself_alone(called: Called) -> None:
    """It could not be read the second time either: it is recorded, and the caller need not come again."""
    async with scene(called) as on_air:
        await on_air.tells(1)
        bodies = (*NONSENSE, *(msgspec.json.encode(body) for body in called.junk))
        for number, body in enumerate(bodies, 2):
            assert on_air.welcome == await on_air.call(body)
            await on_air.tells(number)

        assert list(range(1, len(bodies) + 2)) == on_air.heard
        assert FeedState.LIVE is on_air.feed.status.state
        await on_air.sink.until(lambda: len(bodies) / 2 <= len(on_air.sink.of(Unparsed)))


@pytest.mark.parametrize("called", BY_HTTP, ids=lambda called: called.name)
async def test_a_swarm_of_tiny_things_is_not_looked_at_one_by_one(called: Called) -> None:
    """A call within the limit may hold millions of them; it is one record, and the desk goes on at once."""
    async with scene(called) as on_air:
        for body in hostile.swarms():
            assert on_air.welcome == await on_air.call(body)
        await on_air.tells(1)

        assert len(on_air.sink.of(Unparsed)) <= 4


async def test_a_call_made_again_is_told_once(called: Called) -> None:
    """One after the other and all at once: each is confirmed, for the caller did not hear of it. A page has no ids."""
    async with scene(called) as on_air:
        body = called.body(1, now_ms())
        await on_air.tells(1)
        statuses = [await on_air.call(body) for _ in range(3)]
        statuses += await asyncio.gather(*(on_air.call(body) for _ in range(5)))
        await on_air.tells(2)

        assert {on_air.welcome} == set(statuses)
        if called.knows_repeats:
            assert [1, 2] == on_air.heard
        else:
            await on_air.sink.until(lambda: 9 == on_air.heard.count(1))


async def test_disorder_is_the_order_of_arrival(called: Called) -> None:
    """Nothing waits for a number that may never come."""
    async with scene(called) as on_air:
        await on_air.tells(3, 1, 2, 5, 4)

        assert [3, 1, 2, 5, 4] == on_air.heard


@pytest.mark.parametrize("late_s", [-86_400, -310, -290, 0, 290, 310, 86_400])
async def test_a_callers_clock(called: Called, late_s: int) -> None:
    """Within the window it is believed, outside refused where the time is signed; our own clock is never moved."""
    async with scene(called) as on_air:
        began, at = now_ms(), now_ms() - late_s * 1_000
        is_fine = called.window_s is None or abs(late_s) <= called.window_s
        status = await on_air.call(called.body(1, at), at)
        await on_air.tells(2)
        if is_fine:
            await on_air.sink.until(lambda: 1 in on_air.heard)

        assert (on_air.welcome if is_fine else 401) == status
        assert ([1, 2] if is_fine else [2]) == sorted(on_air.heard)

    for comment in on_air.sink.of(CommentReceived):
        assert began <= comment.at <= now_ms()


async def test_strangers_are_turned_away_and_leave_no_trace(called: Called) -> None:
    """A wrong or missing signature, token or page: refused, not recorded, and others go on."""
    async with scene(called) as on_air:
        await on_air.tells(1)
        for changes in called.strangers:
            status = await on_air.call(called.body(100, now_ms()), changes=changes)

            assert status in {400, 401, 403}, changes

        await on_air.tells(2)

        assert [1, 2] == on_air.heard
        assert "" == on_air.feed.status.problem

    assert [] == on_air.sink.of(Unparsed)
    assert [] == [gap for gap in on_air.sink.of(FeedGap) if gap.since > on_air.sink.events[-1].at]
