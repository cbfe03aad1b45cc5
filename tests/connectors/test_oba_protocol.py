"""oba-live-tool's messages. The frames are made up after the tool's published types."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.contract import BadFrameError
from connectors.events import (
    CommentReceived,
    FanclubJoined,
    FeedEvent,
    Followed,
    Liked,
    OrderCreated,
    OrderPaid,
    ViewerEntered,
)
from connectors.intake.dedupe import identity
from connectors.oba import PLUGIN
from connectors.oba.protocol import decoder
from connectors.oba.settings import ObaSettings

AT = 1_760_000_000_500
SENT = 1_760_000_000_000


def frame(msg_type: str, **fields: Any) -> bytes:
    """Return a message as the tool sends it."""
    whole = {"msg_type": msg_type, "msg_id": "m1", "nick_name": "小鱼", "time": SENT, **fields}
    return json.dumps(whole, ensure_ascii=False).encode()


def decoded(data: bytes, settings: ObaSettings | None = None) -> FeedEvent:
    """Return the one event of a frame."""
    (event,) = decoder("main", settings)(data, AT)
    return event


def test_a_douyin_comment_is_keyed_by_name_for_want_of_an_id() -> None:
    """Plain comments carry no user id; the tool's time is the platform's side of the lag."""
    assert CommentReceived(
        at=AT,
        feed="main",
        id="m1",
        text="这个多少钱",
        viewer="douyin:@小鱼",
        name="小鱼",
        platform="douyin",
        sent_at=SENT,
    ) == decoded(frame("comment", content="这个多少钱"))


def test_plain_comments_belong_to_the_platform_the_tool_drives() -> None:
    """The same message type comes from the Kuaishou console."""
    event = decoded(frame("comment", content="1"), ObaSettings(platform="kuaishou"))

    assert isinstance(event, CommentReceived)
    assert ("kuaishou", "kuaishou:@小鱼") == (event.platform, event.viewer)


@pytest.mark.parametrize(
    ("msg_type", "platform"),
    [
        ("wechat_channel_live_msg", "wechat-channels"),
        ("xiaohongshu_comment", "xiaohongshu"),
        ("taobao_comment", "taobao"),
    ],
)
def test_the_other_consoles_say_who_comments(msg_type: str, platform: str) -> None:
    """Their comments are keyed by the user's id, whatever its type on the wire."""
    event = decoded(frame(msg_type, content="有货吗", user_id=9007199254740993))

    assert isinstance(event, CommentReceived)
    assert (platform, f"{platform}:9007199254740993") == (event.platform, event.viewer)


@pytest.mark.parametrize(
    ("msg_type", "kind"),
    [
        ("room_enter", ViewerEntered),
        ("room_like", Liked),
        ("room_follow", Followed),
        ("subscribe_merchant_brand_vip", FanclubJoined),
        ("ecom_fansclub_participate", FanclubJoined),
    ],
)
def test_signals_of_the_compass_screen(msg_type: str, kind: type[FeedEvent]) -> None:
    """Entries, likes, follows and the two ways to join."""
    event = decoded(frame(msg_type, user_id="77"))

    assert kind(at=AT, feed="main", id="m1", viewer="douyin:77", name="小鱼", platform="douyin") == event  # type: ignore[call-arg]  # all five kinds share these fields


@pytest.mark.parametrize(("status", "kind"), [("已下单", OrderCreated), ("已付款", OrderPaid)])
def test_an_order_is_told_by_its_status(status: str, kind: type[FeedEvent]) -> None:
    """The order's id stands before the `#`; its time may come in seconds."""
    event = decoded(
        frame(
            "live_order",
            msg_id="6920001#3",
            order_status=status,
            order_ts=SENT // 1000,
            product_id=35,
            product_title="真丝衬衫",
        )
    )

    assert isinstance(event, kind)
    assert isinstance(event, OrderCreated | OrderPaid)
    assert ("6920001", "35", "真丝衬衫") == (event.id, event.product, event.product_title)
    assert ("douyin:@小鱼", SENT) == (event.viewer, event.placed_at)
    assert (None, None) == (event.amount, event.currency)


def test_created_and_paid_of_one_order_are_two_facts() -> None:
    """De-duplication keeps them apart and recognises each when it is repeated."""
    created, again, paid = (
        identity(decoded(frame("live_order", msg_id=msg_id, order_status=status)))
        for msg_id, status in (("1#1", "已下单"), ("1#1", "已下单"), ("1#3", "已付款"))
    )

    assert created == again
    assert created != paid


@pytest.mark.parametrize("status", ["未知状态", "已取消", "已退款", ""])
def test_an_order_in_a_state_nobody_explains_is_kept_as_a_record(status: str) -> None:
    """The tool names two states; what the others mean is not made up, and the number of the state is told."""
    with pytest.raises(BadFrameError, match="#7") as told:
        decoded(frame("live_order", msg_id="6920001#7", order_status=status))

    assert "6920001" not in str(told.value)


def test_signals_bear_the_messages_id() -> None:
    """So that what comes twice counts once."""
    first, again = (decoded(frame("room_like", user_id=1)) for _ in range(2))

    assert identity(first) is not None
    assert identity(first) == identity(again)


def test_a_time_of_day_is_no_time() -> None:
    """Some versions of the tool say when without saying which day."""
    event = decoded(frame("comment", content="1", time="20:15:30"))

    assert isinstance(event, CommentReceived)
    assert event.sent_at is None


@pytest.mark.parametrize(
    "data",
    [
        frame("live_order", order_status="未知状态"),
        frame("live_order", msg_id="", order_status="已付款"),
        frame("live_gift", content="x"),
        frame("comment"),
        b'{"content": "no type"}',
        b"[]",
        b"not json",
        b"",
    ],
    ids=["unknown state", "no order id", "unknown type", "no text", "no type", "list", "text", "empty"],
)
def test_what_cannot_be_read_is_refused_with_a_reason(data: bytes) -> None:
    """Every refusal says why, for the record that is kept of it."""
    with pytest.raises(BadFrameError, match=r"\w"):
        decoder("main")(data, AT)


def test_hostile_text_is_cleaned() -> None:
    """Escape sequences, bidi controls and broken emoji never leave the protocol."""
    data = rb'{"msg_type":"comment","msg_id":"\u001b1","nick_name":"\u202eevil\n","content":"\u001b[31m\u200bred \ud83d"}'
    event = decoded(data)

    assert isinstance(event, CommentReceived)
    assert ("1", "evil", "[31mred \ufffd") == (event.id, event.name, event.text)


def test_missing_fields_are_unknown_and_not_invented() -> None:
    """A comment with nothing but its text is still a comment."""
    event = decoded(b'{"msg_type":"comment","content":"hi","time":"soon"}')

    assert isinstance(event, CommentReceived)
    assert ("", None, "douyin:@#") == (event.id, event.sent_at, event.viewer)


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)


@given(
    st.sampled_from(["comment", "room_like", "live_order", "taobao_comment"]),
    st.dictionaries(
        st.sampled_from(["msg_id", "nick_name", "time", "content", "user_id", "order_status", "order_ts"]),
        scalars,
    ),
)
def test_no_mixture_of_types_trips_the_decoder(msg_type: str, fields: dict[str, Any]) -> None:
    """Whatever a field holds, the answer is one event or a refusal."""
    data = (
        json.dumps({"msg_type": msg_type, **fields}, allow_nan=False, default=str)
        if _finite(fields)
        else "{}"
    )
    try:
        events = decoder("main")(data.encode(), AT)
    except BadFrameError:
        return

    assert 1 == len(events)


def _finite(fields: dict[str, Any]) -> bool:
    return all(not isinstance(value, float) or abs(value) < 1e300 for value in fields.values())


def test_recorded_frames_are_read_line_by_line() -> None:
    """The plug-in offers its decoder and splits a recording into lines."""
    assert PLUGIN.decoder is not None
    recording = frame("comment", content="一") + b"\n\n" + frame("comment", content="二") + b"\r\n"
    decode = PLUGIN.decoder("main", None)
    texts = [event.text for line in PLUGIN.split(recording) for event in decode(line, AT)]  # type: ignore[attr-defined]  # all are comments

    assert ["一", "二"] == texts


def test_a_user_id_of_zero_is_nobodys() -> None:
    """Consoles write 0 for none: those viewers are told apart by name, not made one person."""
    event = decoded(frame("taobao_comment", content="多少钱", user_id=0))

    assert isinstance(event, CommentReceived)
    assert "taobao:@小鱼" == event.viewer
