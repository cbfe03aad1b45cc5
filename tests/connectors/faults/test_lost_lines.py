"""Every way in which a connection can end: it is back at once, nothing is told twice, and the books say since when."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import ExitStack

import pytest

from connectors.contract import FeedState, Opening
from connectors.events import FeedGap, FeedLost, FeedResumed
from connectors.problem import Problem
from connectors.registry import load
from tests.connectors.collecting import Collector, now_ms
from tests.connectors.faults import answers, wire
from tests.connectors.faults.scene import Stopwatch, greet, scene, settings
from tests.connectors.faults.subjects import SUBJECTS, Subject
from tests.servers.commanding import Platform, commanding, packed, platform_process

FIRST_RETRY_S = 2.0
BUSY_S = 1.0  # for the handshake, on a busy machine

Fault = Callable[[Platform], Awaitable[object]]


def _raw(data: bytes, times: int = 1) -> Fault:
    return lambda platform: platform.raw(data, times)


LOSSES: dict[str, Fault] = {
    "reset": lambda platform: platform.do("reset"),
    "cut": lambda platform: platform.do("cut"),
}
LOST_SOCKETS: dict[str, Fault] = LOSSES | {
    "goodbye": lambda platform: platform.do("close", code=1000),
    "going away": lambda platform: platform.do("close", code=1001),
    "server error": lambda platform: platform.do("close", code=1011),
    "restarting": lambda platform: platform.do("close", code=1012),
    "busy": lambda platform: platform.do("close", code=1013),
    "oversized": _raw(wire.OVERSIZED),
    "bomb": _raw(wire.BOMB),
    "bad compression": _raw(wire.BAD_DEFLATE),
    "reserved opcode": _raw(wire.RESERVED),
    "masked": _raw(wire.MASKED),
}
LOST_PAGES: dict[str, Fault] = LOSSES | {
    "half an answer": _raw(answers.HALF),
    "no HTTP": _raw(answers.NO_HTTP),
    "no length": _raw(answers.NO_LENGTH),
    "no chunk": _raw(answers.NO_CHUNK),
    "an error's page": _raw(answers.ERROR_PAGE),
    "oversized": _raw(answers.OVERSIZED, 16),
    "bomb": _raw(answers.BOMB),
    "bad gzip": _raw(answers.BAD_GZIP),
    "gzip cut short": _raw(answers.TRUNCATED),
    "bad brotli": _raw(answers.BAD_BROTLI),
    **{
        f"HTTP {status}": _raw(answers.answer(b"", status=status))
        for status in (408, 429, 500, 502, 503, 504)
    },
}

EXPIRING = [subject for subject in SUBJECTS if subject.expired]
"""Feeds whose platform tells of it otherwise than by refusing the connection."""


@pytest.mark.process
@pytest.mark.parametrize(
    ("subject", "fault"),
    [
        pytest.param(subject, fault, id=f"{name}-{subject.name}")
        for subject in SUBJECTS
        for name, fault in (LOST_PAGES if subject.idle else LOST_SOCKETS).items()
    ],
    indirect=["subject"],
)
async def test_a_lost_line_is_back_at_once(subject: Subject, platform: Platform, fault: Fault) -> None:
    """A replayed backlog is no news; the gap has its times and its cause."""
    async with scene(subject, platform) as on_air:
        served = await platform.served()
        await on_air.says(1, 2)
        await on_air.hears(1, 2)
        broke_at = now_ms()
        await fault(platform)
        await platform.met(served + 1)
        await on_air.says(1, 2, 3)
        await on_air.hears(3)

        assert FeedState.LIVE is on_air.feed.status.state
        assert [1, 2, 3] == on_air.heard

    (lost,) = on_air.sink.of(FeedLost)
    (gap,) = [gap for gap in on_air.sink.of(FeedGap) if gap.since >= broke_at]

    assert lost.since == gap.since <= gap.until <= now_ms()
    assert lost.cause
    assert lost.cause == gap.cause
    assert gap.since in {event.since for event in on_air.sink.of(FeedResumed)}


@pytest.mark.process
async def test_the_first_retry_comes_within_two_seconds(
    subject: Subject, platform: Platform, luck: Callable[[float], None]
) -> None:
    """With the longest wait that chance allows."""
    luck(1.0)
    async with scene(subject, platform) as on_air:
        served = await platform.served()
        await on_air.says(1)
        await on_air.hears(1)
        watch = Stopwatch()
        await platform.do("reset")
        await platform.met(served + 1)

        assert watch.seconds < FIRST_RETRY_S + BUSY_S


@pytest.mark.process
async def test_a_platform_that_starts_anew_is_found(subject: Subject) -> None:
    """Its process dies and another takes the port: what is said then is heard, and told once."""
    with ExitStack() as first:
        address = first.enter_context(platform_process())
        async with commanding(address) as before, scene(subject, before, retry_cap_s=0.2) as on_air:
            await on_air.says(1)
            await on_air.hears(1)
            first.close()
            await on_air.is_in(FeedState.LOST)
            with platform_process(address.port) as second:
                async with commanding(second) as after:
                    await on_air.moves_to(after)
                    await on_air.says(1, 2)
                    await on_air.hears(2)

                    assert [1, 2] == on_air.heard


@pytest.mark.process
async def test_a_platform_away_for_a_while_is_found(
    subject: Subject, platform: Platform, impatient: None
) -> None:
    """Nobody listens, then somebody babbles, then nobody answers, then nothing but errors: one gap over all of it."""
    async with scene(subject, platform, retry_cap_s=0.1) as on_air:
        await on_air.says(1)
        await on_air.hears(1)
        served = await platform.served()
        await platform.do("refuse")
        await on_air.is_in(FeedState.LOST)
        for trouble in (
            platform.do("babble", base64=packed("SSH-2.0-not-for-you\r\n")),
            platform.do("babble", base64=packed("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n")),
            platform.do("hang"),
            platform.do("reject", status=503),
            platform.do("listen"),
        ):
            await trouble
            await asyncio.sleep(0.25)  # some tries' time

            assert FeedState.LOST is on_air.feed.status.state

        await platform.do("reject", status=None)
        await platform.met(served + 1)
        await on_air.says(1, 2)
        await on_air.hears(2)

        assert [1, 2] == on_air.heard

    assert 1 == len(on_air.sink.of(FeedLost))


@pytest.mark.process
@pytest.mark.parametrize("status", [401, 403])
async def test_credentials_that_are_refused_end_the_feed_in_words(
    subject: Subject, platform: Platform, status: int
) -> None:
    """Trying again would not help: the feed fails with a title, a sentence and a next step."""
    await greet(subject, platform)
    await platform.do("reject", status=status)

    _in_words(await _failure(subject, platform))


@pytest.mark.process
@pytest.mark.parametrize("subject", EXPIRING, indirect=True, ids=lambda subject: subject.name)
async def test_credentials_that_run_out_end_the_feed_in_words(subject: Subject, platform: Platform) -> None:
    """They are looked at again with each connection: what was good for the first is not for the next."""
    expired = {**subject.answers(platform.url), **subject.expired}
    await greet(subject, platform)
    served = await platform.served()

    async def run_out() -> None:
        await platform.met(served + 1)
        await greet(subject, platform, expired)
        await platform.do("reset")

    problem, _ = await asyncio.gather(_failure(subject, platform), run_out())

    _in_words(problem)


async def _failure(subject: Subject, platform: Platform) -> Problem:
    """Run a feed until it gives up, within ten seconds; returns what it says."""
    plugin = load(subject.feed)
    feed = plugin.open(Opening("test", settings(subject, plugin, platform.url), now_ms))
    with pytest.raises(Problem) as problem:
        async with asyncio.timeout(10):
            await feed.run(Collector())

    assert FeedState.FAILED is feed.status.state

    return problem.value


def _in_words(problem: Problem) -> None:
    assert problem.title
    assert problem.sentence
    assert problem.next_step
