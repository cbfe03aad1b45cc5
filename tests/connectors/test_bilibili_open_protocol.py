"""The open-live interface's messages. The frames are made up after the platform's list of fields."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.bilibili.open.protocol import Session, decoder
from connectors.contract import BadFrameError
from connectors.events import (
    CommentDeleted,
    CommentReceived,
    FanclubJoined,
    FeedEvent,
    Gifted,
    Liked,
    StreamEnded,
    StreamStarted,
    ViewerEntered,
)
from tests.connectors.moments import AT

SENT_S = 1_760_000_000
WHO = {"open_id": "o-1", "uname": "小鱼", "timestamp": SENT_S, "msg_id": "m-1"}
VIEWER: dict[str, Any] = {"viewer": "bilibili:o-1", "name": "小鱼", "platform": "bilibili"}
HERE: dict[str, Any] = {"at": AT, "feed": "main"}


def frame(kind: str, **data: Any) -> bytes:
    """Return a message as the platform sends it."""
    return json.dumps({"cmd": f"LIVE_OPEN_PLATFORM_{kind}", "data": data}, ensure_ascii=False).encode()


def decoded(data: bytes, session: Session | None = None) -> list[FeedEvent]:
    """Return the events of a message."""
    return list(decoder("main", None, session)(data, AT))


@pytest.mark.parametrize("kind", ["DM", "DM_MIRROR", "DM:0:1"])
def test_a_comment(kind: str) -> None:
    """With the platform's time, which is in seconds."""
    expected = CommentReceived(**HERE, **VIEWER, id="m-1", text="有货吗", sent_at=SENT_S * 1000)

    assert [expected] == decoded(frame(kind, **WHO, msg="有货吗", dm_type=0, is_admin=0))


def test_old_messages_name_people_by_number() -> None:
    """`uid` counts where there is no `open_id`; 0 is nobody's."""
    old = decoded(frame("DM", uid=9007199254740993, uname="甲", msg="1"))
    new = decoded(frame("DM", uid=0, open_id="o-1", uname="甲", msg="1"))
    masked = decoded(frame("DM", uid=0, open_id="", uname="甲", msg="1"))

    assert ["bilibili:9007199254740993", "bilibili:o-1", "bilibili:@甲"] == [
        event.viewer for (event,) in (old, new, masked) if isinstance(event, CommentReceived)
    ]


@pytest.mark.parametrize(
    ("fields", "is_staff"),
    [
        ({"is_admin": 1}, True),
        ({"open_id": "host"}, True),
        ({"is_admin": 0}, False),
        ({"open_id": ""}, False),
    ],
)
def test_the_hosts_side_is_marked(fields: dict[str, Any], is_staff: bool) -> None:  # noqa: FBT001 - a case of the table
    """Moderators, and the host, whom the session names; where it names nobody, nobody is."""
    (event,) = decoded(frame("DM", **{**WHO, **fields}, msg="好的"), Session(host="host"))
    (other,) = decoded(frame("DM", **{**WHO, "open_id": ""}, msg="好的"), Session(host=""))

    assert isinstance(event, CommentReceived)
    assert isinstance(other, CommentReceived)
    assert is_staff == event.staff
    assert not other.staff


def test_a_paid_comment_and_its_removal() -> None:
    """Yuan become fen; both bear the same id."""
    (paid,) = decoded(frame("SUPER_CHAT", **WHO, message_id=42, message="加油", rmb=30))

    expected = CommentReceived(
        **HERE, **VIEWER, id="42", text="加油", sent_at=SENT_S * 1000, amount=3000, currency="CNY"
    )
    assert expected == paid
    assert [CommentDeleted(**HERE, id="42"), CommentDeleted(**HERE, id="43")] == decoded(
        frame("SUPER_CHAT_DEL", message_ids=[42, "43", None])
    )


@pytest.mark.parametrize(
    ("fields", "count", "amount", "combo"),
    [
        ({"gift_num": 2, "price": 1000, "paid": True}, 2, 200, None),
        ({"gift_num": 2, "price": 100, "paid": False}, 2, 0, None),
        ({"gift_num": 1, "paid": True}, 1, None, None),
        (
            {"combo_info": {"combo_id": "", "combo_count": 9}, "gift_num": 1, "price": 0, "paid": True},
            1,
            0,
            None,
        ),
        (
            {
                "combo_info": {"combo_id": "c", "combo_base_num": 5, "combo_count": 3},
                "gift_num": 5,
                "price": 100,
                "paid": True,
            },
            15,
            150,
            "c",
        ),
    ],
)
def test_a_gift(fields: dict[str, Any], count: int, amount: int | None, combo: str | None) -> None:
    """A thousand coins are a yuan; free ones cost nothing; a combo counts all its strokes and may grow."""
    expected = Gifted(
        **HERE,
        **VIEWER,
        id="m-1",
        gift="小花",
        count=count,
        amount=amount,
        currency="CNY",
        combo=combo,
        growing=combo is not None,
    )

    assert [expected] == decoded(frame("SEND_GIFT", **WHO, gift_name="小花", **fields))


def test_a_guard_is_a_member_with_a_price() -> None:
    """Who it is stands in a part of its own."""
    data = {
        "user_info": {"open_id": "o-1", "uname": "小鱼"},
        "price": 198_000,
        "guard_num": 2,
        "msg_id": "m-1",
    }

    assert [FanclubJoined(**HERE, **VIEWER, id="m-1", amount=39_600, currency="CNY")] == decoded(
        frame("GUARD", **data)
    )


def test_likes_and_entries() -> None:
    """Likes come merged over two seconds."""
    assert [Liked(**HERE, **VIEWER, id="m-1", count=7)] == decoded(frame("LIKE", **WHO, like_count=7))
    assert [ViewerEntered(**HERE, **VIEWER, id="m-1")] == decoded(frame("LIVE_ROOM_ENTER", **WHO))


def test_start_and_end_of_the_stream() -> None:
    """Nothing but that they happened."""
    assert [StreamStarted(**HERE)] == decoded(frame("LIVE_START", title="开播"))
    assert [StreamEnded(**HERE)] == decoded(frame("LIVE_END"))


@pytest.mark.parametrize(
    ("ours", "ended", "is_over"), [("ours", "another", False), ("ours", "ours", True), ("", "", False)]
)
def test_the_end_of_our_session_is_told_to_whoever_keeps_it(ours: str, ended: str, is_over: bool) -> None:  # noqa: FBT001 - a case of the table
    """Another's session is not ours; no event comes of either."""
    session = Session(game_id=ours)

    assert [] == decoded(frame("INTERACTION_END", game_id=ended), session)
    assert is_over == session.is_over


@pytest.mark.parametrize(
    "data",
    [
        frame("DM", uname="甲"),
        frame("SUPER_CHAT", rmb=30),
        frame("SOMETHING_NEW"),
        b'{"cmd":"DANMU_MSG"}',
        b'{"data":{}}',
        b'{"cmd":"LIVE_OPEN_PLATFORM_DM","data":[]}',
        b"{",
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(data: bytes) -> None:
    """Every refusal says why, for the record that is kept of it."""
    with pytest.raises(BadFrameError, match=r"\w"):
        decoded(data)


def test_hostile_text_is_cleaned() -> None:
    """Escape sequences, bidi controls and broken emoji never leave the protocol."""
    (event,) = decoded(
        rb'{"cmd":"LIVE_OPEN_PLATFORM_DM","data":{"msg":"\u001b[31m\u200bred \ud83d","uname":"\u202eevil\n","msg_id":"\u001b1"}}'
    )

    assert isinstance(event, CommentReceived)
    assert ("1", "evil", "[31mred \ufffd") == (event.id, event.name, event.text)


scalars = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
)
FIELDS = [
    "msg",
    "msg_id",
    "uname",
    "open_id",
    "uid",
    "timestamp",
    "price",
    "paid",
    "gift_num",
    "rmb",
    "message",
    "like_count",
]


@given(
    st.sampled_from(["DM", "SEND_GIFT", "GUARD", "SUPER_CHAT", "LIKE", "LIVE_ROOM_ENTER"]),
    st.dictionaries(st.sampled_from(FIELDS), scalars),
)
def test_no_mixture_of_types_trips_the_decoder(kind: str, fields: dict[str, Any]) -> None:
    """Whatever a field holds, the answer is one event or a refusal."""
    try:
        events = decoded(frame(kind, **fields))
    except BadFrameError:
        return

    assert 1 == len(events)
