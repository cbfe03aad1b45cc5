"""The web player's messages. The frames are made up after the fields observed on the wire."""

import json
from base64 import b64encode
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.bilibili.web.interaction_pb2 import Giving, Interaction
from connectors.bilibili.web.protocol import Room, decoder
from connectors.bilibili.web.silent import SILENT
from connectors.contract import BadFrameError
from connectors.events import (
    AudienceSampled,
    CommentDeleted,
    CommentReceived,
    CommentsCleared,
    FanclubJoined,
    FeedEvent,
    Followed,
    Gifted,
    Liked,
    ModerationWarned,
    Shared,
    StreamEnded,
    StreamStarted,
    ViewerEntered,
)
from tests.connectors.moments import AT

SENT = 1_760_000_000_123
VIEWER: dict[str, Any] = {"viewer": "bilibili:7", "name": "小鱼", "platform": "bilibili"}
HERE: dict[str, Any] = {"at": AT, "feed": "main"}


def frame(kind: str, data: Any = None, **top: Any) -> bytes:
    """Return a message as the platform sends it."""
    return json.dumps({"cmd": kind, **({} if data is None else {"data": data}), **top}).encode()


def danmaku(text: Any, *, person: Any = (7, "小鱼", 0), mode: Any = None, kind: str = "DANMU_MSG") -> bytes:
    """Return a comment: what a value is, its place tells."""
    head = [0, 1, 25, 0, SENT, 1, 0, "", 0, 0, 0, "", 0, "{}", "{}", mode]
    return frame(kind, info=[head, text, person, [], [1, 0, 2, ">50000", 0], ["", ""], 0, 0])


def decoded(data: bytes, room: Room | None = None) -> list[FeedEvent]:
    """Return the events of a message."""
    return list(decoder("main", None, room)(data, AT))


@pytest.mark.parametrize("kind", ["DANMU_MSG", "DANMU_MSG:4:0:2:2:2:0", "DANMU_MSG_MIRROR"])
def test_a_comment(kind: str) -> None:
    """Its id stands in JSON within the JSON."""
    mode = {"extra": json.dumps({"id_str": "abc", "reply_mid": 0})}
    expected = CommentReceived(**HERE, **VIEWER, id="abc", text="有货吗", sent_at=SENT)

    assert [expected] == decoded(danmaku("有货吗", mode=mode, kind=kind))


@pytest.mark.parametrize(
    "mode", [None, {}, "{}", {"extra": None}, {"extra": '{"id_str"'}, {"extra": "{}"}, []]
)
def test_a_comment_without_an_id_is_one(mode: Any) -> None:
    """Old messages have none, and whatever stands there instead does not cost the comment."""
    assert [CommentReceived(**HERE, **VIEWER, id="", text="1", sent_at=SENT)] == decoded(
        danmaku("1", mode=mode)
    )


def test_a_short_comment_is_one() -> None:
    """Nothing but text is needed; a guest sees nobody's number."""
    (event,) = decoded(frame("DANMU_MSG", info=[[], "在吗", [0, "小***"]]))

    assert isinstance(event, CommentReceived)
    assert ("bilibili:@小***", None) == (event.viewer, event.sent_at)


def test_the_hosts_side_is_marked() -> None:
    """Moderators, and the host, whom the room names."""
    moderator, host, viewer = (
        decoded(danmaku("好", person=person), Room(host="42"))[0]
        for person in ([7, "甲", 1], [42, "乙", 0], [8, "丙", 0])
    )

    assert [True, True, False] == [
        event.staff for event in (moderator, host, viewer) if isinstance(event, CommentReceived)
    ]


def test_a_paid_comment_and_its_removal() -> None:
    """In yuan; told twice, in two languages, with one id."""
    paid = {
        "id": 42,
        "uid": "7",
        "price": 30,
        "message": "加油",
        "ts": SENT // 1000,
        "user_info": {"uname": "小鱼"},
    }
    expected = CommentReceived(
        **HERE, **VIEWER, id="42", text="加油", sent_at=SENT // 1000 * 1000, amount=3000, currency="CNY"
    )

    assert [expected] == decoded(frame("SUPER_CHAT_MESSAGE", paid))
    assert [expected] == decoded(frame("SUPER_CHAT_MESSAGE_JPN", paid))
    assert [CommentDeleted(**HERE, id="42")] == decoded(frame("SUPER_CHAT_MESSAGE_DELETE", {"ids": [42]}))


def test_what_moderators_take_back() -> None:
    """All that a viewer said; a recall of another kind is recorded rather than guessed at."""
    gone = CommentsCleared(**HERE, platform="bilibili", viewer="bilibili:7")

    assert [gone] == decoded(frame("RECALL_DANMU_MSG", {"recall_type": 2, "target_id": 7}))
    with pytest.raises(BadFrameError):
        decoded(frame("RECALL_DANMU_MSG", {"recall_type": 1, "target_id": 7}))


def test_the_platform_warns_and_cuts_off() -> None:
    """Both are said loudly."""
    assert [ModerationWarned(**HERE, platform="bilibili", text="请调整")] == decoded(
        frame("WARNING", msg="请调整")
    )
    assert [ModerationWarned(**HERE, platform="bilibili", text="违规", cut_off=True)] == decoded(
        frame("CUT_OFF", msg="违规")
    )


DEEDS = [(1, ViewerEntered), (2, Followed), (3, Shared), (4, Followed), (5, Followed), (6, Liked)]


@pytest.mark.parametrize(("kind", "deed"), DEEDS)
def test_what_viewers_do(kind: int, deed: type[FeedEvent]) -> None:
    """The same in JSON and in protobuf."""
    pb = b64encode(Interaction(uid=7, name="小鱼", kind=kind, seconds=1).SerializeToString()).decode()
    expected = [deed(**HERE, **VIEWER)]

    assert expected == decoded(frame("INTERACT_WORD", {"uid": 7, "uname": "小鱼", "msg_type": kind}))
    assert expected == decoded(frame("INTERACT_WORD_V2", {"pb": pb}))


def test_protobuf_of_other_makers_is_read_by_its_numbers() -> None:
    """Bytes written by hand: fields 1, 2, 5, 7, one that is not known (99), and field 22, which is passed over."""
    wire = (
        bytes([0x08, 7, 0x12, 6])
        + "小鱼".encode()
        + bytes([0x28, 2, 0x38, 1, 0x98, 0x06, 1, 0xB2, 0x01, 2, 8, 7])
    )

    assert [Followed(**HERE, **VIEWER)] == decoded(
        frame("INTERACT_WORD_V2", {"pb": b64encode(wire).decode()})
    )


@pytest.mark.parametrize(
    "pb",
    [
        "",
        "?",
        "CAcSA!zEK",
        b64encode(b"\x08\x07\x28\x01").decode() + "!",
        "AAAA",
        "CP//",
        b64encode(b"\x12\x02\xff\xff").decode(),
        None,
        5,
    ],
)
def test_protobuf_that_is_none_is_refused(pb: Any) -> None:
    """Not base64, cut short, text that is none, nothing at all."""
    with pytest.raises(BadFrameError):
        decoded(frame("INTERACT_WORD_V2", {"pb": pb}))


def test_likes_and_how_many_watch() -> None:
    """The sum of likes would count them twice; old messages do not know who watches."""
    assert [Liked(**HERE, **VIEWER)] == decoded(frame("LIKE_INFO_V3_CLICK", {"uid": 7, "uname": "小鱼"}))
    assert [] == decoded(frame("LIKE_INFO_V3_UPDATE", {"click_count": 9}))
    assert [AudienceSampled(**HERE, count=0, platform="bilibili")] == decoded(
        frame("ONLINE_RANK_COUNT", {"count": 5, "online_count": 0})
    )
    assert [] == decoded(frame("ONLINE_RANK_COUNT", {"count": 5}))


GIFT = {
    "uid": 7,
    "uname": "小鱼",
    "giftName": "花",
    "num": 2,
    "total_coin": 200,
    "coin_type": "gold",
    "tid": "t",
}


@pytest.mark.parametrize(
    ("fields", "count", "amount", "combo"),
    [
        ({}, 2, 20, None),
        ({"coin_type": "silver"}, 2, 0, None),
        ({"batch_combo_id": "c", "super_batch_gift_num": 6, "combo_total_coin": 600}, 6, 60, "c"),
        ({"batch_combo_id": "", "super_batch_gift_num": 6, "combo_total_coin": 600}, 2, 20, None),
    ],
)
def test_a_gift(fields: dict[str, Any], count: int, amount: int, combo: str | None) -> None:
    """Gold coins are money, silver ones are not; a combo tells what it has come to."""
    expected = Gifted(
        **HERE,
        **VIEWER,
        id="t",
        gift="花",
        count=count,
        amount=amount,
        currency="CNY",
        combo=combo,
        growing=combo is not None,
    )

    assert [expected] == decoded(frame("SEND_GIFT", GIFT | fields))


def test_what_a_combo_has_come_to() -> None:
    """It is the same combo as that of its strokes."""
    told = {
        "uid": 7,
        "uname": "小鱼",
        "gift_name": "花",
        "batch_combo_id": "c",
        "batch_combo_num": 9,
        "combo_total_coin": 900,
    }
    expected = Gifted(
        **HERE, **VIEWER, gift="花", count=9, amount=90, currency="CNY", combo="c", growing=True
    )

    assert [expected] == decoded(frame("COMBO_SEND", told))


def test_several_gifts_in_protobuf() -> None:
    """One event for each."""
    giving = Giving(uid=7, name="小鱼")
    giving.gifts.add(name="花", count=2, total_coin=200, coin_type="gold", tid="a")
    giving.gifts.add(name="辣", count=1, total_coin=100, coin_type="silver", tid="b")
    events = decoded(frame("SEND_GIFT_V2", {"pb": b64encode(giving.SerializeToString()).decode()}))

    assert [("a", "花", 2, 20), ("b", "辣", 1, 0)] == [
        (event.id, event.gift, event.count, event.amount) for event in events if isinstance(event, Gifted)
    ]


def test_a_guard_is_a_member_with_a_price() -> None:
    """The price is for one month."""
    bought = {"uid": 7, "username": "小鱼", "guard_level": 3, "num": 2, "price": 198_000, "start_time": 9}

    assert [FanclubJoined(**HERE, **VIEWER, id="7-3-9", amount=39_600, currency="CNY")] == decoded(
        frame("GUARD_BUY", bought)
    )


def test_start_and_end_of_the_stream() -> None:
    """The room is live, the room is being prepared."""
    assert [StreamStarted(**HERE)] == decoded(frame("LIVE", roomid=1))
    assert [StreamEnded(**HERE)] == decoded(frame("PREPARING", roomid="1"))


@pytest.mark.parametrize("kind", sorted(SILENT))
def test_what_the_desk_does_not_need_says_nothing(kind: str) -> None:
    """Whatever it holds."""
    assert [] == decoded(frame(kind, ["anything"]))


@pytest.mark.parametrize(
    "data",
    [
        frame("DANMU_MSG"),
        frame("DANMU_MSG", info=[[]]),
        danmaku(None),
        danmaku({}),
        danmaku("1", person="nobody"),
        frame("SUPER_CHAT_MESSAGE", {"id": 1}),
        frame("COMBO_SEND", {}),
        frame("INTERACT_WORD", {"msg_type": 99}),
        frame("SOMETHING_NEW"),
        b'{"data":{}}',
        b"{",
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(data: bytes) -> None:
    """Every refusal says why, for the record that is kept of it."""
    with pytest.raises(BadFrameError, match=r"\w"):
        decoded(data)


def test_hostile_text_is_cleaned() -> None:
    """Escape sequences, bidi controls and broken emoji never leave the protocol."""
    data = rb'{"cmd":"DANMU_MSG","info":[[],"\u001b[31m\u200bred \ud83d",[7,"\u202eevil\n",0]]}'
    (event,) = decoded(data)

    assert isinstance(event, CommentReceived)
    assert ("evil", "[31mred \ufffd") == (event.name, event.text)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["extra", "user"]), inner),
    max_leaves=8,
)


@given(st.lists(anything, max_size=17), anything, st.lists(anything, max_size=4))
def test_no_mixture_of_types_trips_the_decoder(head: Any, text: Any, person: Any) -> None:
    """Whatever stands in a comment's places, the answer is one comment or a refusal."""
    try:
        events = decoded(frame("DANMU_MSG", info=[head, text, person]))
    except BadFrameError:
        return

    assert 1 == len(events)
