"""What counts as the same event twice."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.events import (
    CommentDeleted,
    CommentReceived,
    FeedEvent,
    Followed,
    Liked,
    OrderCreated,
    OrderPaid,
    OrderRefunded,
    StreamEnded,
)
from connectors.intake.dedupe import TRACE_LIFE_MS, TRACES, WINDOW_MS, Dedupe, Newness, Seen

NEW, DUPLICATE, REPEAT = Newness.NEW, Newness.DUPLICATE, Newness.REPEAT


def comment(
    text: str = "1", *, number: str = "", viewer: str = "x:1", sent_at: int | None = None
) -> CommentReceived:
    """Return a comment; without a number it has no id."""
    return CommentReceived(
        at=0, feed="f", id=number, text=text, viewer=viewer, name="n", platform="x", sent_at=sent_at
    )


def order(kind: Any, **more: Any) -> FeedEvent:
    """Return an event of one order."""
    event: FeedEvent = kind(**{"at": 0, "feed": "f", "id": "o1", "platform": "x", **more})
    return event


@given(st.lists(st.integers(0, 50)), st.integers(1, 20))
def test_memory_holds_the_latest_generation_and_never_more_than_two(keys: list[int], size: int) -> None:
    """Against a memory that forgets nothing: recent keys are always known, and the bound holds."""
    seen = Seen(size)
    order_of_arrival: list[int] = []
    for key in keys:
        was_known = not seen.add(key)
        if key in order_of_arrival[-size:]:
            assert was_known
        if key not in order_of_arrival:
            assert not was_known
        if not was_known:
            order_of_arrival.append(key)

        assert len(seen) < 2 * size + 1


@given(st.lists(st.text(max_size=3), unique=True))
def test_every_first_id_is_new_and_every_second_a_duplicate(ids: list[str]) -> None:
    """Within the memory's span nothing is dropped wrongly and nothing passes twice."""
    dedupe = Dedupe()
    events = [comment(number=f"id{one}") for one in ids]

    assert [NEW] * len(ids) == [dedupe.judge(event, 0) for event in events]
    assert [DUPLICATE] * len(ids) == [dedupe.judge(event, 0) for event in events]


def test_one_order_appears_once_in_each_state() -> None:
    """Created and paid are two facts; the same fact again is a repeat."""
    dedupe = Dedupe()

    assert NEW is dedupe.judge(order(OrderCreated), 0)
    assert NEW is dedupe.judge(order(OrderPaid), 0)
    assert DUPLICATE is dedupe.judge(order(OrderPaid), 0)
    assert NEW is dedupe.judge(order(OrderPaid, product="second"), 0)


def test_an_order_may_be_refunded_in_equal_parts() -> None:
    """The order's id is no refund's own: only after a reconnect is the same amount again the same refund."""
    dedupe = Dedupe()

    assert NEW is dedupe.judge(order(OrderRefunded, amount=100), 0)
    assert NEW is dedupe.judge(order(OrderRefunded, amount=200), 1)
    assert NEW is dedupe.judge(order(OrderRefunded, amount=200), 2)

    dedupe.connected(3)

    assert REPEAT is dedupe.judge(order(OrderRefunded, amount=200), 4)
    assert NEW is dedupe.judge(order(OrderRefunded, amount=300), 5)


def test_what_an_earlier_run_delivered_is_known() -> None:
    """After a restart a backlog is recognised by id, and without ids by its content, however the journal names it."""
    dedupe = Dedupe()
    for event in (comment("多少钱", number="7"), comment("包邮吗", number="made-up-1"), order(OrderPaid)):
        dedupe.remember(event)
    dedupe.connected(1_000_000)

    assert DUPLICATE is dedupe.judge(comment("多少钱", number="7"), 1_000_001)
    assert REPEAT is dedupe.judge(comment("包邮吗"), 1_000_002)
    assert DUPLICATE is dedupe.judge(order(OrderPaid), 1_000_003)
    assert NEW is dedupe.judge(comment("有货吗"), 1_000_004)


def test_a_stranger_is_known_by_what_was_said() -> None:
    """The id that kept strangers apart in an earlier run is not what makes a comment the same one."""
    dedupe = Dedupe()
    dedupe.remember(comment("多少钱", number="run-1", viewer="x:@#run-1"))
    dedupe.connected(0)

    assert REPEAT is dedupe.judge(comment("多少钱", viewer="x:@#"), 1)


def test_the_memory_of_an_earlier_run_is_bounded() -> None:
    """However much is handed in, the newest is known and the oldest given up."""
    dedupe = Dedupe()
    for number in range(3 * TRACES):
        dedupe.remember(comment(str(number)))
    dedupe.connected(0)

    assert REPEAT is dedupe.judge(comment(str(3 * TRACES - 1)), 1)
    assert NEW is dedupe.judge(comment("0"), 2)


def test_a_comment_and_its_deletion_share_an_id_and_are_two_events() -> None:
    """Deleting a comment is never taken for the comment coming again."""
    dedupe = Dedupe()

    assert NEW is dedupe.judge(comment(number="7"), 0)
    assert NEW is dedupe.judge(CommentDeleted(at=0, feed="f", id="7"), 0)


def test_people_may_repeat_themselves_in_normal_flow() -> None:
    """Without ids, "1" after "1" is two comments."""
    dedupe = Dedupe()

    assert [NEW, NEW, NEW] == [dedupe.judge(comment("1"), at) for at in (0, 1, 2)]


def test_a_backlog_without_ids_is_recognised_after_a_reconnect() -> None:
    """What was said before the loss and comes again right after it is dropped; what is new passes."""
    dedupe = Dedupe()
    dedupe.judge(comment("多少钱"), 1_000)
    dedupe.connected(5_000)

    assert REPEAT is dedupe.judge(comment("多少钱"), 5_001)
    assert NEW is dedupe.judge(comment("包邮吗"), 5_002)
    assert NEW is dedupe.judge(comment("多少钱", viewer="x:2"), 5_003)


def test_what_is_first_said_after_the_reconnect_may_be_repeated() -> None:
    """Only what came over an earlier connection can be its backlog."""
    dedupe = Dedupe()
    dedupe.connected(0)

    assert [NEW, NEW] == [dedupe.judge(comment("1"), at) for at in (1, 2)]


def test_the_watch_for_a_backlog_ends() -> None:
    """Some seconds after the reconnect people repeat themselves again."""
    dedupe = Dedupe()
    dedupe.judge(comment("1"), 1_000)
    dedupe.connected(2_000)

    assert NEW is dedupe.judge(comment("1"), 2_000 + WINDOW_MS)


def test_a_second_of_the_platforms_time_tells_repeats_apart() -> None:
    """Where the platform gives times, the same words of another second are another comment."""
    dedupe = Dedupe()
    dedupe.judge(comment("1", sent_at=10_900), 11_000)
    dedupe.connected(12_000)

    assert REPEAT is dedupe.judge(comment("1", sent_at=10_100), 12_001)
    assert NEW is dedupe.judge(comment("1", sent_at=11_000), 12_002)


def test_an_old_trace_is_forgotten() -> None:
    """Two lives later a word may be said again, reconnect or not."""
    dedupe = Dedupe()
    dedupe.judge(comment("1"), 0)
    for at in (TRACE_LIFE_MS, 2 * TRACE_LIFE_MS):
        dedupe.judge(comment("other"), at)
    dedupe.connected(2 * TRACE_LIFE_MS + 1)

    assert NEW is dedupe.judge(comment("1"), 2 * TRACE_LIFE_MS + 2)


def test_likes_are_repeated_on_purpose_and_follows_are_not() -> None:
    """A tap of the heart is never a replay; following twice after a reconnect is."""
    dedupe = Dedupe()
    liked = Liked(at=0, feed="f", viewer="x:1", name="n", platform="x")
    followed = Followed(at=0, feed="f", viewer="x:1", name="n", platform="x")
    for event in (liked, followed):
        dedupe.judge(event, 0)
    dedupe.connected(1)

    assert NEW is dedupe.judge(liked, 2)
    assert REPEAT is dedupe.judge(followed, 2)


@pytest.mark.parametrize("times", [1, 3])
def test_an_event_without_any_identity_always_passes(times: int) -> None:
    """The end of the stream has no id and no viewer."""
    dedupe = Dedupe()
    dedupe.connected(0)

    assert [NEW] * times == [dedupe.judge(StreamEnded(at=0, feed="f"), 1) for _ in range(times)]
