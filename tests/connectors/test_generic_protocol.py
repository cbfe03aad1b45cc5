"""Any JSON, by a mapping."""

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.contract import BadFrameError
from connectors.events import (
    AudienceSampled,
    CommentDeleted,
    CommentReceived,
    ExplainStarted,
    ExplainStopped,
    FanclubJoined,
    FeedEvent,
    Followed,
    Gifted,
    Liked,
    OrderCancelled,
    OrderCreated,
    OrderPaid,
    OrderRefunded,
    Shared,
    StreamEnded,
    Unparsed,
    ViewerEntered,
)
from connectors.generic.protocol import decoder
from connectors.generic.settings import GenericSettings
from connectors.mapping.builders import BUILDERS
from connectors.mapping.fields import Fields
from connectors.problem import UserProblem

AT = 1_760_000_000_500
SENT = 1_760_000_000_000
WHO: dict[str, Any] = {"feed": "main", "at": AT, "viewer": "generic:7", "name": "小鱼", "platform": "generic"}


def settings(fields: dict[str, str] | None = None, **more: Any) -> GenericSettings:
    """Return settings with a mapping."""
    return GenericSettings(url="ws://localhost", fields=Fields(**(fields or {})), **more)


def events(message: Any, own: GenericSettings | None = None) -> list[FeedEvent]:
    """Return the events of one message."""
    return list(decoder("main", own)(json.dumps(message, ensure_ascii=False).encode(), AT))


def test_without_a_word_of_mapping_the_usual_names_are_tried() -> None:
    """`id`, `text`, `user.id`, `user.name` and `time` in ms make a comment."""
    message = {"id": 5, "text": "包邮吗", "user": {"id": 7, "name": "小鱼"}, "time": SENT}

    assert [CommentReceived(id="5", text="包邮吗", sent_at=SENT, **WHO)] == events(message)


def test_paths_step_through_keys_and_lists() -> None:
    """A number is an index into a list, or a key that looks like one."""
    own = settings({"text": "data.0.body", "viewer": "data.1", "name": "data.2.0", "id": "data.3.0"})
    (event,) = events({"data": [{"body": "hi"}, 7, {"0": "小鱼"}, ["x"]]}, own)

    assert isinstance(event, CommentReceived)
    assert ("hi", "generic:7", "小鱼", "x") == (event.text, event.viewer, event.name, event.id)


@pytest.mark.parametrize(
    ("unit", "value"),
    [
        ("s", SENT / 1000),
        ("s", "1760000000"),
        ("ms", SENT),
        ("ms", str(SENT)),
        ("us", SENT * 1000),
        ("iso", "2025-10-09T08:53:20Z"),
        ("iso", "2025-10-09T16:53:20+08:00"),
        ("iso", "2025-10-09T08:53:20.000000"),
    ],
)
def test_times_of_every_unit_are_utc_ms(unit: str, value: object) -> None:
    """One moment, told in many ways."""
    (event,) = events({"text": "x", "time": value}, settings(time_unit=unit))

    assert isinstance(event, CommentReceived)
    assert event.sent_at == SENT


@pytest.mark.parametrize("value", [None, "soon", True, 0, -1, SENT * 1000, {"at": 1}, 10**400])
def test_what_cannot_be_a_time_is_unknown(value: object) -> None:
    """A wrong unit gives no lag of fifty thousand years."""
    (event,) = events({"text": "x", "time": value})

    assert isinstance(event, CommentReceived)
    assert event.sent_at is None


KINDS = {kind: kind for kind in BUILDERS}
ORDER: dict[str, Any] = {
    "feed": "main",
    "at": AT,
    "id": "o1",
    "platform": "generic",
    "viewer": "generic:7",
    "name": "小鱼",
    "product": "p1",
    "product_title": "衬衫",
    "quantity": 2,
    "amount": 19900,
    "currency": "CNY",
    "placed_at": SENT,
}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("comment.deleted", CommentDeleted(feed="main", at=AT, id="o1")),
        ("viewer.enter", ViewerEntered(id="o1", **WHO)),
        ("audience.sample", AudienceSampled(feed="main", at=AT, platform="generic", count=3)),
        ("follow", Followed(id="o1", **WHO)),
        ("like", Liked(id="o1", count=3, **WHO)),
        ("share", Shared(id="o1", **WHO)),
        ("fanclub.join", FanclubJoined(id="o1", **WHO)),
        ("gift", Gifted(id="o1", gift="玫瑰", count=3, **WHO)),
        ("order.created", OrderCreated(**ORDER)),
        ("order.paid", OrderPaid(**ORDER)),
        ("order.cancelled", OrderCancelled(**ORDER)),
        ("order.refunded", OrderRefunded(**ORDER)),
        ("explain.start", ExplainStarted(feed="main", at=AT, product="p1", product_title="衬衫")),
        ("explain.stop", ExplainStopped(feed="main", at=AT, product="p1")),
        ("stream.end", StreamEnded(feed="main", at=AT)),
    ],
)
def test_every_kind_can_be_mapped(kind: str, expected: FeedEvent) -> None:
    """The feed's own word for it is looked up in `kinds`; what bears the message's id is not counted twice."""
    message = {
        "type": kind,
        "id": "o1",
        "user": {"id": 7, "name": "小鱼"},
        "time": SENT,
        "count": 3,
        "gift": "玫瑰",
        "product": {"id": "p1", "title": "衬衫"},
        "quantity": 2,
        "amount": 19900,
    }

    assert [expected] == events(message, settings({"kind": "type"}, kinds=KINDS))


def test_known_noise_is_ignored_and_unknown_kinds_are_told() -> None:
    """What the mapping says to ignore is silent; what it does not know is recorded."""
    own = settings({"kind": "type"}, kinds={"chat": "comment", "ping": "ignore"})

    assert [] == events({"type": "ping"}, own)
    with pytest.raises(BadFrameError, match="poll"):
        events({"type": "poll"}, own)


def test_a_kind_that_livedesk_lacks_is_refused_before_connecting() -> None:
    """A slip in the settings is answered with what was meant."""
    with pytest.raises(UserProblem) as problem:
        decoder("main", settings(kinds={"chat": "coment"}))

    assert "comment" in problem.value.next_step


def test_one_bad_message_does_not_drop_its_batch() -> None:
    """The others come through, the bad one is recorded with its own text."""
    own = settings(items="data.list")
    first, bad, last = events({"data": {"list": [{"text": "a"}, {"no": "text"}, {"text": "b"}]}}, own)

    assert isinstance(first, CommentReceived)
    assert isinstance(last, CommentReceived)
    assert isinstance(bad, Unparsed)
    assert ("a", "b", '{"no":"text"}') == (first.text, last.text, bad.sample)


def test_a_frame_that_is_a_list_is_a_batch_without_being_told() -> None:
    """Some feeds push lists now and single messages then."""
    assert 2 == len(events([{"text": "a"}, {"text": "b"}]))


@pytest.mark.parametrize("message", [{"data": {}}, {"data": {"list": "none"}}, "text", 7, None, {}])
def test_a_frame_without_the_list_is_refused(message: object) -> None:
    """A wrong `items` path is seen at once, not taken for silence."""
    with pytest.raises(BadFrameError):
        events(message, settings(items="data.list"))


@pytest.mark.parametrize(
    ("value", "unit", "currency", "expected"),
    [
        (1999, "minor", "CNY", (1999, "CNY")),
        ("1999", "minor", "CNY", (1999, "CNY")),
        (19.99, "major", "cny", (1999, "CNY")),
        ("0.005", "major", None, (1, "CNY")),
        (500, "major", "JPY", (500, "JPY")),
        ("free", "minor", "CNY", (None, None)),
        (None, "minor", "CNY", (None, None)),
        (True, "minor", "CNY", (None, None)),
        (10**30, "minor", "CNY", (None, None)),
        ("1e999999999", "minor", "CNY", (None, None)),
        ("1e999999999", "major", "CNY", (None, None)),
        ("-1e999999", "major", "CNY", (None, None)),
        ("1e-999999999", "major", "CNY", (0, "CNY")),
        ("NaN", "minor", "CNY", (None, None)),
        ("sNaN", "major", "CNY", (None, None)),
        ("-Infinity", "major", "CNY", (None, None)),
        ("9" * 5_000, "major", "CNY", (None, None)),
        ("-" + " " * 200_000 + "x", "major", "CNY", (None, None)),  # would hold the desk up for minutes
    ],
)
def test_money_is_minor_units_or_unknown(
    value: object, unit: str, currency: object, expected: object
) -> None:
    """Yuan become fen exactly; what is no amount is unknown, and the order counts all the same."""
    own = settings({"kind": "t"}, kinds={"paid": "order.paid"}, amount_unit=unit)
    (event,) = events({"t": "paid", "id": 1, "amount": value, "currency": currency}, own)

    assert isinstance(event, OrderPaid)
    assert expected == (event.amount, event.currency)


@pytest.mark.parametrize("value", [1e300, "9" * 4_000, 2**63, -1, "many", None])
def test_a_number_beyond_counting_is_unknown(value: object) -> None:
    """No count is too large to be written down."""
    (event,) = events({"t": "like", "count": value}, settings({"kind": "t"}, kinds={"like": "like"}))

    assert isinstance(event, Liked)
    assert 1 == event.count


def test_an_order_by_nobody_known_has_no_buyer() -> None:
    """Without id and name no viewer is made up."""
    (event,) = events({"t": "paid", "id": 1}, settings({"kind": "t"}, kinds={"paid": "order.paid"}))

    assert isinstance(event, OrderPaid)
    assert (None, None) == (event.viewer, event.name)


def test_a_backlog_is_passed_on_as_such() -> None:
    """Where the feed marks what it replays, the mark goes with the comment."""
    own = settings({"history": "replayed"})
    marks = [events({"text": "x", "replayed": value}, own)[0] for value in (True, False, None)]

    assert [True, False, False] == [event.history for event in marks if isinstance(event, CommentReceived)]


def test_hostile_text_is_cleaned_in_every_field() -> None:
    """No control character gets past the mapping."""
    evil = "\x1b[31m\u202e\u200bx\n"
    own = settings({"kind": "type"}, kinds={"g": "gift", "o": "order.paid", "c": "comment"})
    for kind in "goc":
        message = {"type": kind, "id": evil, "text": evil, "user": {"id": evil, "name": evil}, "gift": evil}
        (event,) = events(message | {"product": {"id": evil, "title": evil}}, own)
        texts = [getattr(event, name) for name in event.__struct_fields__]

        assert [] == [
            text for text in texts if isinstance(text, str) and set("\x1b\u202e\u200b\n") & set(text)
        ]


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.sampled_from(["id", "text", "user", "0", "type"]), inner)
    ),
    max_leaves=8,
)


@given(anything)
def test_no_message_trips_the_decoder(message: object) -> None:
    """Any JSON is read or refused, and everything read is one of our events."""
    own = settings({"kind": "type", "viewer": "user.0.id"}, kinds=KINDS)
    for mapping in (None, own):
        try:
            found = events(message, mapping)
        except BadFrameError:
            continue

        assert all(isinstance(event, FeedEvent) for event in found)


def test_a_comment_is_decoded_in_microseconds() -> None:
    """A mapping costs microseconds, not tens of them (about 4 where this was written)."""
    decode = decoder("main", settings({"id": "msg_id", "time": "ts"}, time_unit="us"))
    frame = json.dumps(
        {"msg_id": "74" * 9, "ts": SENT * 1000, "user": {"id": "7", "name": "小鱼"}, "text": "包邮吗"}
    ).encode()
    best = min(_seconds(decode, frame, 500) for _ in range(5))

    assert best / 500 < 40e-6


def _seconds(decode: Any, frame: bytes, times: int) -> float:
    began_at = time.perf_counter()
    for _ in range(times):
        decode(frame, AT)
    return time.perf_counter() - began_at
