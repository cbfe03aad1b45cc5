"""Back-pressure, and what is given up when it is not enough."""

import asyncio
import time

from hypothesis import given
from hypothesis import strategies as st

from connectors.contract import FeedStatus
from connectors.events import SOCIAL, CommentReceived, FeedEvent, Liked, OrderPaid, ViewerEntered
from connectors.intake.handover import Handover
from tests.connectors.collecting import Collector

COMMENT = CommentReceived(at=0, feed="f", id="1", text="包邮吗", viewer="x:1", name="n", platform="x")
PAID = OrderPaid(at=0, feed="f", id="o", platform="x")
LIKE = Liked(at=0, feed="f", viewer="x:1", name="n", platform="x")
ENTER = ViewerEntered(at=0, feed="f", viewer="x:1", name="n", platform="x")


class Disk:
    """A disk with rows waiting for it."""

    def __init__(self, pending: int = 0) -> None:
        self.pending = pending
        self.status = FeedStatus("f", "test")
        self.desk = Collector()

    def handover(self, patience_s: float = 5.0) -> Handover:
        """Return a hand-over with water marks at 100 and 40."""
        return Handover(
            self.status,
            self.desk.take,
            lambda: self.pending,
            self.desk.saved,
            high=100,
            low=40,
            patience_s=patience_s,
        )


async def test_events_pass_in_the_same_call_and_in_order() -> None:
    """Nothing stands between the feed and the desk."""
    disk = Disk()
    disk.handover().take([LIKE, COMMENT, PAID])

    assert [LIKE, COMMENT, PAID] == disk.desk.events


async def test_a_disk_that_keeps_up_costs_no_wait() -> None:
    """Up to the high water mark `ready` does not even yield to the loop."""
    disk = Disk(pending=100)
    handover = disk.handover()
    waiting = handover.ready()

    try:
        waiting.send(None)
    except StopIteration:
        return
    raise AssertionError("ready() gave up control")


async def test_above_high_water_the_feed_waits_until_low_water() -> None:
    """Falling just below the high mark is not enough: that would start and stop the feed for every row."""
    disk = Disk(pending=101)
    waiting = asyncio.create_task(disk.handover().ready())
    await asyncio.sleep(0.05)
    disk.pending = 41
    await asyncio.sleep(0.05)

    assert not waiting.done()

    disk.pending = 40
    await asyncio.wait_for(waiting, 5)

    assert 0 == disk.status.shed


async def test_after_its_patience_social_signals_are_shed_and_counted() -> None:
    """A stuck disk costs likes and entries, never a comment or an order; low water ends the shedding."""
    disk = Disk(pending=1_000)
    handover = disk.handover(patience_s=0.05)
    began_at = time.monotonic()
    await handover.ready()

    assert time.monotonic() - began_at >= 0.04

    handover.take([LIKE, COMMENT, ENTER, PAID])
    handover.take([LIKE])

    assert [COMMENT, PAID] == disk.desk.events
    assert 3 == disk.status.shed

    disk.pending = 40
    await handover.ready()
    handover.take([LIKE])

    assert [COMMENT, PAID, LIKE] == disk.desk.events
    assert 3 == disk.status.shed


async def test_while_shedding_every_turn_leaves_room_for_the_commits() -> None:
    """A flood that never pauses must not keep the loop from what would drain the disk."""
    disk = Disk(pending=1_000)
    handover = disk.handover(patience_s=0)
    await handover.ready()
    asyncio.get_running_loop().call_soon(setattr, disk, "pending", 0)
    for _ in range(3):
        await handover.ready()

    assert not handover.shedding


@given(st.lists(st.lists(st.sampled_from([COMMENT, PAID, LIKE, ENTER]))))
def test_everything_taken_is_delivered_or_counted(batches: list[list[FeedEvent]]) -> None:
    """Shedding keeps the books: delivered + shed = taken, and what matters is all there."""
    disk = Disk()
    handover = disk.handover()
    handover.shedding = True
    for batch in batches:
        handover.take(batch)
    taken = [event for batch in batches for event in batch]

    assert len(taken) == len(disk.desk.events) + disk.status.shed
    assert [event for event in taken if not isinstance(event, SOCIAL)] == disk.desk.events
