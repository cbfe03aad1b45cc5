"""Three dialects of Douyin bridges, told apart by shape. The frames are made up after the programs' notes."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.contract import BadFrameError
from connectors.douyin.bridge.protocol import BridgeProtocol, Dialect, decoder
from connectors.douyin.bridge.settings import BridgeSettings
from connectors.events import (
    AudienceSampled,
    CommentReceived,
    FanclubJoined,
    FeedEvent,
    Followed,
    Gifted,
    Liked,
    Shared,
    StreamEnded,
    ViewerEntered,
)
from connectors.intake.combos import QUIET_MS, Combos
from tests.connectors.douyin_frames import AT, SENT, by_viewer, decoded, in_a, in_b, in_c

KINDS = {
    "chat": (1, 3, "WebcastChatMessage", by_viewer(CommentReceived, text="多少钱")),
    "like": (2, 4, "WebcastLikeMessage", by_viewer(Liked, count=5)),
    "enter": (3, 1, "WebcastMemberMessage", by_viewer(ViewerEntered)),
    "follow": (4, 2, "WebcastSocialMessage", by_viewer(Followed)),
    "stats": (
        6,
        7,
        "WebcastRoomUserSeqMessage",
        AudienceSampled(at=AT, feed="main", count=39, platform="douyin"),
    ),
    "fan club": (7, 9, "WebcastFansclubMessage", by_viewer(FanclubJoined)),
    "end": (9, 8, "WebcastControlMessage", StreamEnded(at=AT, feed="main")),
}
FIELDS: dict[str, dict[str, Any]] = {
    "chat": {"Content": "多少钱"},
    "like": {"Count": 5, "Total": 400},
    "stats": {"OnlineUserCount": 39, "User": None},
    "fan club": {"Type": 2, "Level": 1},
    "end": {"Content": "直播已结束", "User": None},
}
FIELDS_C: dict[str, dict[str, Any]] = {
    "chat": {"content": "多少钱"},
    "like": {"count": "5", "total": "400"},
    "follow": {"action": "1"},
    "stats": {"total": "39", "user": None},
    "fan club": {"type": 2},
    "end": {"action": 3},
}


@pytest.mark.parametrize("name", KINDS)
def test_each_kind_means_the_same_in_every_dialect(name: str) -> None:
    """Only the platform's time is dialect C's alone."""
    a, b, c, event = KINDS[name]
    fields = FIELDS.get(name, {})

    assert event == decoded(in_a(a, **fields))
    assert event == decoded(in_b(b, **fields))

    told = decoded(in_c(c, **FIELDS_C.get(name, {})))
    if isinstance(told, CommentReceived):
        assert SENT == told.sent_at
        told.sent_at = None

    assert event == told


@pytest.mark.parametrize(("frame", "kind"), [(in_a(8, ShareType=1), Shared), (in_b(6), Shared)])
def test_shares(frame: bytes, kind: type[FeedEvent]) -> None:
    """They have a number in each dialect."""
    assert by_viewer(kind) == decoded(frame)


@pytest.mark.parametrize(
    ("host", "is_staff"),
    [
        ({"Onwer": {"UserId": "77", "SecUid": "s"}}, True),
        ({"Owner": {"UserId": 77}}, True),
        ({"Onwer": {"UserId": "78"}}, False),
        ({"Onwer": {"UserId": 0, "SecUid": ""}}, False),
        ({"Onwer": None}, False),
        ({"Onwer": {"UserId": "77"}, "User": None}, False),
    ],
)
def test_what_the_host_says_is_no_question(host: dict[str, Any], *, is_staff: bool) -> None:
    """Dialect A tells whose room it is, in its own spelling or a fork's."""
    said = decoded(in_a(1, Content="三号链接上车", **host))

    assert isinstance(said, CommentReceived)
    assert is_staff == said.staff


@pytest.mark.parametrize(
    ("frame", "dialect"),
    [
        (in_a(1, Content="x"), Dialect.A),
        (b'{"Type":1,"Data":"{\\"Content\\":\\"x\\"}"}', Dialect.A),
        (b'{"Type":1,"ProcessName":null,"Data":{"Content":"x"}}', Dialect.A),
        (b'{"Type":1,"Data":{"Content":"x","User":{"Nickname":"n"}}}', Dialect.A),
        (in_b(3, Content="x"), Dialect.B),
        (b'{"Type":7,"Data":{"User":null,"OnlineUserCount":3}}', Dialect.B),
        (in_c("WebcastChatMessage", content="x"), Dialect.C),
        (b'{"type":"system","event":"live_status","code":"ROOM_OFFLINE"}', Dialect.C),
    ],
)
def test_the_shape_tells_the_dialect(frame: bytes, dialect: Dialect) -> None:
    """A names its process, sends text, or spells `Nickname`; B sends an object; C names the message."""
    protocol = BridgeProtocol("main")
    protocol(frame, AT)

    assert dialect is protocol.dialect


@given(number=st.integers(1, 9))
def test_a_number_never_tells_the_dialect(number: int) -> None:
    """The same number with both shapes is read by each dialect's own table."""
    protocol = BridgeProtocol("main")
    fields = {"Content": "结束", "OnlineUserCount": 1, "Count": 1}
    found = []
    for frame in (in_a(number, **fields), in_b(number, **fields)):
        protocol(frame, AT)
        found.append(protocol.dialect)

    assert [Dialect.A, Dialect.B] == found


def test_a_frame_without_a_user_is_read_as_the_program_spoke_before() -> None:
    """Statistics have no user: sent as an object by a fork of A, their number is A's."""
    frame = b'{"Type":6,"Data":{"User":null,"OnlineUserCount":3}}'
    fork = BridgeProtocol("main")
    fork(b'{"Type":1,"Data":{"Content":"x","User":{"Nickname":"n"}}}', AT)

    assert [AudienceSampled(at=AT, feed="main", count=3, platform="douyin")] == list(fork(frame, AT))
    assert isinstance(decoded(frame), Shared)  # B's number 6


def test_a_combo_is_one_gift() -> None:
    """Increments come by `GroupId` with the total so far; ten seconds after the last it is whole."""
    decode, combos = decoder("main"), Combos()
    kept: list[FeedEvent] = []
    for total, added in ((1, 1), (4, 3), (6, 2)):
        gift = {"GiftId": 463, "GiftName": "小心心", "GroupId": 12, "GiftCount": added, "RepeatCount": total}
        kept += combos.take(decode(in_a(5, Combo=True, MsgId=total, **gift), AT))

    assert [] == kept
    (whole,) = combos.due(AT + QUIET_MS)
    assert (6, "小心心", "douyin:77") == (whole.count, whole.gift, whole.viewer)


@pytest.mark.parametrize(
    "fields",
    [
        {"GroupId": 0, "RepeatCount": 0},
        {"GroupId": 5, "RepeatCount": 0},
        {"GroupId": 5, "RepeatCount": 9, "Combo": False},
        {},
    ],
)
def test_a_gift_without_a_combo_is_whole_at_once(fields: dict[str, Any]) -> None:
    """Some programs leave group and count at 0; then each message is a gift of its own."""
    gift = decoded(in_b(5, GiftName="大啤酒", GiftCount=3, **fields))

    assert by_viewer(Gifted, gift="大啤酒", count=3) == gift


def test_rising_a_level_in_the_fan_club_is_not_joining() -> None:
    """Known, and nothing the desk counts."""
    for frame in (in_a(7, Type=1), in_b(9, Type=1), in_c("WebcastFansclubMessage", type=1)):
        assert [] == list(decoder("main")(frame, AT))


def test_only_the_shops_own_room_is_read() -> None:
    """A program may watch several; what does not say its room is taken."""
    mine = BridgeSettings(room="555")

    assert [] == list(decoder("main", mine)(in_a(1, Content="x", WebRoomId="556", RoomId=1), AT))
    for rooms in ({"WebRoomId": "555", "RoomId": 1}, {"RoomId": 555}, {"RoomId": 0, "WebRoomId": ""}, {}):
        assert isinstance(decoded(in_a(1, Content="x", **rooms), mine), CommentReceived)


@pytest.mark.parametrize(
    ("told", "platform"),
    [("快手", "kuaishou"), ("TikTok", "tiktok"), ("", "douyin"), (3, "douyin"), (None, "douyin")],
)
def test_messages_of_other_sites_keep_their_platform(told: object, platform: str) -> None:
    """Successors of B name it beside the type; a number means nothing to us."""
    whole = json.loads(in_b(3, Content="x"))
    event = decoded(json.dumps({**whole, "Platform": told}).encode())

    assert isinstance(event, CommentReceived)
    assert (platform, f"{platform}:77") == (event.platform, event.viewer)


@pytest.mark.parametrize("beat", [b"pong", b"ping", b" pong\n"])
def test_beats_are_nothing(beat: bytes) -> None:
    """A program answers our beats in the stream of its messages."""
    assert [] == list(decoder("main")(beat, AT))


@pytest.mark.parametrize(
    "frame",
    [
        in_a(99),
        in_a(1),
        in_a(6, OnlineUserCount="many"),
        in_b(8, Content="直播间换了封面"),
        in_c("WebcastChatMessage"),
        in_c("WebcastRoomStatsMessage"),
        in_c("WebcastNeverSeenMessage"),
        b'{"type":"system","code":"ROOM_ON_FIRE"}',
        b'{"Type":1,"Data":"not json"}',
        b'{"Type":1,"Data":7}',
        b'{"Type":1,"Data":null}',
        b'{"data":{"messages":5}}',
        b"{}",
        b"7",
        b"not json",
        b"",
        b"[" * 100_000,
    ],
    ids=lambda frame: frame[:40].decode(),
)
def test_what_cannot_be_read_is_refused_with_a_reason(frame: bytes) -> None:
    """Every refusal says why, for the record that is kept of it."""
    with pytest.raises(BadFrameError, match=r"\w"):
        decoder("main")(frame, AT)


def test_hostile_text_is_cleaned() -> None:
    """In every dialect: escape sequences and bidi controls never leave the protocol."""
    evil = "\x1b[2J退\u202e款\x00"
    for frame in (
        in_a(1, Content=evil, User={"Id": 7, "Nickname": evil}),
        in_b(3, Content=evil, User={"Id": 7, "NickName": evil}),
        in_c("WebcastChatMessage", content=evil, user={"id": 7, "nickname": evil}),
    ):
        event = decoded(frame)

        assert isinstance(event, CommentReceived)
        assert ("[2J退款", "[2J退款") == (event.text, event.name)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                sorted(
                    {
                        "Type",
                        "Data",
                        "User",
                        "Id",
                        "NickName",
                        "Content",
                        "method",
                        "common",
                        "user",
                        "data",
                        "messages",
                        "gift",
                    }
                )
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(value=JSON, method=st.sampled_from(["WebcastChatMessage", "WebcastGiftMessage", "", "x"]))
def test_nothing_but_events_or_a_typed_error(value: Any, method: str) -> None:
    """Whatever a program sends."""
    protocol = BridgeProtocol("main")
    for whole in (
        value,
        {"Type": 1, "Data": value},
        {"Type": 5, "Data": json.dumps(value)},
        {"method": method, "user": value},
    ):
        try:
            events = protocol(json.dumps(whole).encode(), AT)
        except BadFrameError:
            continue
        assert all(isinstance(event, FeedEvent) for event in events)


@given(st.binary(max_size=300))
def test_any_bytes_are_survived(frame: bytes) -> None:
    """Not even text."""
    with suppress(BadFrameError):
        decoder("main")(frame, AT)
