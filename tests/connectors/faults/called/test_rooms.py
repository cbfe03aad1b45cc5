"""All feeds that are called in one room with a healthy one and a real journal: no misery crosses over, nothing is lost."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from connectors.contract import FeedState
from connectors.events import CommentReceived, FeedGap, FeedLost, FeedStalled, Unparsed
from connectors.intake.handover import Handover
from console.journal.database import Database
from tests.connectors.collecting import now_ms
from tests.connectors.faults.called.caller import Caller
from tests.connectors.faults.called.hostile import CALLS, FRAMES, NONSENSE
from tests.connectors.faults.called.lines import content, request
from tests.connectors.faults.called.rooms import HEALTHY, on_air, written
from tests.connectors.faults.called.table import CALLED, told

ROUNDS = 12
FLOOD = 30
"""Calls to each feed while the disk is stuck."""

HIGH_WATER = 40
"""Rows that may wait for the disk, in the room of these tests."""


@contextmanager
def stuck_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let no commit end in the block."""
    works = threading.Event()
    original = Database.write

    def write(self: Database, *arguments: Any) -> None:
        works.wait(30)
        original(self, *arguments)

    monkeypatch.setattr(Database, "write", write)
    try:
        yield
    finally:
        works.set()


async def until_written(folder: Path, wanted: dict[str, list[int]]) -> None:
    """Return when the journal holds what was told, by feed; fail after 15 s."""
    async with asyncio.timeout(15):
        while any(len(told(written(folder)[name])) < len(numbers) for name, numbers in wanted.items()):  # noqa: ASYNC110 - it is a file
            await asyncio.sleep(0.02)


async def test_a_flood_while_the_disk_is_stuck_is_not_confirmed_and_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """503 for everybody, and no more in memory than the mark; once the disk is back all of it is taken, and once."""
    monkeypatch.setattr("connectors.calls.receiver.SAVED_WITHIN_S", 0.2)
    assert Handover.__init__.__kwdefaults__ is not None
    monkeypatch.setitem(Handover.__init__.__kwdefaults__, "high", HIGH_WATER)
    monkeypatch.setitem(Handover.__init__.__kwdefaults__, "low", HIGH_WATER // 2)
    flood = range(2, 2 + FLOOD)
    async with on_air(tmp_path) as (room, callers):
        platforms = [caller for caller in callers if not caller.called.is_page]
        (page,) = [caller for caller in callers if caller.called.is_page]
        for caller in callers:
            assert caller.welcome == await caller.tell(1)
        with stuck_disk(monkeypatch):
            statuses = await asyncio.gather(
                *(caller.call(caller.called.body(n, now_ms())) for caller in platforms for n in flood)
            )
            for number in flood:
                await page.tell(number)

            assert {503} == set(statuses)
            assert room.journal.pending < 3 * HIGH_WATER

        for caller in platforms:
            for number in flood:
                while caller.welcome != await caller.call(caller.called.body(number, now_ms())):  # noqa: ASYNC110 - it is asked again
                    await asyncio.sleep(0.01)
        await until_written(tmp_path, {called.name: [1, *flood] for called in CALLED})

    books = written(tmp_path)
    for called in CALLED:
        assert [1, *flood] == sorted(told(books[called.name])), called.name


async def suffer(caller: Caller, round_: int) -> None:
    """Make one of many kinds of bad call."""
    called = caller.called
    body = called.body(1_000, now_ms())
    hostile = list((FRAMES if called.is_page else CALLS).values())
    attempt = hostile[round_ % len(hostile)](called, body, now_ms())
    line = await caller.dial()
    await line.write(attempt.head)
    await line.write(attempt.first + attempt.part)
    broken = await caller.dial()
    await broken.write(request(called, body, now_ms()) + content(called, body)[:-1])
    await caller.call(NONSENSE[round_ % len(NONSENSE)])
    await caller.call(body, changes=called.strangers[round_ % len(called.strangers)])
    for each in (line, broken):
        each.reset()


@pytest.mark.parametrize("suffering", [CALLED[::2], CALLED[1::2]], ids=["these", "those"])
async def test_one_feeds_misery_touches_no_other(tmp_path: Path, suffering: tuple[Any, ...]) -> None:
    """Every other feed is called badly, and told things all the same; the rest hear, without a gap or a scrap."""
    names = {called.name for called in suffering}
    numbers = list(range(1, ROUNDS + 1))
    async with on_air(tmp_path) as (room, callers):
        for number in numbers:
            miseries = [suffer(caller, number) for caller in callers if caller.called.name in names]
            _, statuses = await asyncio.gather(
                asyncio.gather(*miseries), asyncio.gather(*(caller.tell(number) for caller in callers))
            )

            assert [caller.welcome for caller in callers] == statuses

        await until_written(tmp_path, {called.name: numbers for called in CALLED})

        assert {FeedState.LIVE} == {status.state for status in room.statuses}

    books = written(tmp_path)
    for called in CALLED:
        assert numbers == told(books[called.name]), called.name
        if called.name not in names:
            assert [] == [event for event in books[called.name] if isinstance(event, Unparsed)]
    healthy = books[HEALTHY]
    assert [event for event in healthy if isinstance(event, CommentReceived)]
    assert [] == [
        event for event in healthy if isinstance(event, FeedGap | FeedLost | FeedStalled | Unparsed)
    ]
