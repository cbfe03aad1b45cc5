"""Callers that break off, hang, or take their time: what they did not say whole is not taken, and nobody else waits."""

import asyncio

import pytest

from connectors.contract import FeedState
from connectors.events import FeedSampled, Unparsed
from tests.connectors.collecting import now_ms
from tests.connectors.faults.called.lines import Line, content, request
from tests.connectors.faults.called.scene import Scene, scene
from tests.connectors.faults.called.table import Called

MANY = 12
"""Callers at once; fewer than the pages that one port takes."""

SHARES = {"nothing": 0, "half a head": 0.5, "no body": 1, "half a body": 1.5}
SOON_S = 2.0  # a goodbye takes a twentieth of a second here, and anybody's patience many


async def begin(on_air: Scene, number: int, share: float) -> Line:
    """Say the head of a call, or (below 1) a share of it, and then (above 1) a share of its body."""
    line, at = await on_air.dial(), now_ms()
    body = on_air.called.body(number, at)
    head, rest = request(on_air.called, body, at), content(on_air.called, body)
    await line.write(head[: int(len(head) * min(share, 1))])
    if share > 1:
        if on_air.called.is_page:
            assert on_air.welcome == await line.status()
        await line.write(rest[: int(len(rest) * (share - 1))])
    return line


@pytest.mark.parametrize("share", SHARES.values(), ids=list(SHARES))
async def test_a_call_broken_off_is_as_if_it_never_was(called: Called, share: float) -> None:
    """Reset at any point: no trace on the desk, no error of ours, and the next caller is taken."""
    async with scene(called) as on_air:
        await on_air.tells(1)
        for number in range(100, 100 + MANY):
            (await begin(on_air, number, share)).reset()
        await on_air.tells(2)

        assert [1, 2] == on_air.heard
        assert FeedState.LIVE is on_air.feed.status.state

    assert [] == on_air.sink.of(Unparsed)


@pytest.mark.parametrize("share", SHARES.values(), ids=list(SHARES))
async def test_callers_that_never_finish_keep_nobody_waiting(called: Called, share: float) -> None:
    """All of them hang while others are heard."""
    async with scene(called) as on_air:
        for number in range(100, 100 + MANY):
            await begin(on_air, number, share)
        await on_air.tells(1, 2, 3)

        assert [1, 2, 3] == on_air.heard


@pytest.mark.parametrize("share", SHARES.values(), ids=list(SHARES))
async def test_leaving_waits_for_nobody_who_hangs(called: Called, share: float) -> None:
    """The desk closes when it is told to, and hands on its totals."""
    async with scene(called) as on_air:
        await on_air.tells(1)
        for number in range(100, 100 + MANY):
            await begin(on_air, number, share)
        await on_air.tells(2)
        async with asyncio.timeout(SOON_S):
            await on_air.leave()

    assert isinstance(on_air.sink.events[-1], FeedSampled)


@pytest.mark.usefixtures("impatient")
async def test_half_a_call_is_given_up(called: Called) -> None:
    """Whoever promised a body and does not send it is told so, or hung up on, while others come and go."""
    async with scene(called) as on_air:
        await on_air.tells(1)
        hanging = [await begin(on_air, number, 1.5) for number in range(100, 103)]
        statuses = await asyncio.gather(*(line.status() for line in hanging)) if not called.is_page else []
        await asyncio.gather(*(line.hung_up() for line in hanging))
        await on_air.call(called.body(2, now_ms()))
        await on_air.sink.until(lambda: 2 in on_air.heard)

        assert [1, 2] == on_air.heard

    assert {408} >= set(statuses)


async def test_a_call_may_come_byte_by_byte(called: Called) -> None:
    """A slow caller is a caller, and others need not wait for it to end."""
    async with scene(called) as on_air:
        at, line = now_ms(), await on_air.dial()
        body = called.body(1, at)
        await line.drip(request(called, body, at))
        if called.is_page:
            assert on_air.welcome == await line.status()
        whole = content(called, body)
        await line.drip(whole[:-1])
        await on_air.tells(2)
        await line.drip(whole[-1:])
        await on_air.sink.until(lambda: 1 in on_air.heard)

        assert [2, 1] == on_air.heard


async def test_many_callers_at_once_are_all_heard(called: Called) -> None:
    """Each once, and each answered."""
    async with scene(called) as on_air:
        numbers = range(1, MANY + 1)
        statuses = await asyncio.gather(*(on_air.call(called.body(number, now_ms())) for number in numbers))
        await on_air.sink.until(lambda: MANY == len(on_air.heard))

        assert {on_air.welcome} == set(statuses)
        assert list(numbers) == sorted(on_air.heard)
