"""Dialect C of Douyin bridges: the web client's messages and the state of the room. The frames are made up."""

import json

import pytest

from connectors.contract import BadFrameError
from connectors.douyin.bridge.protocol import decoder
from connectors.events import (
    CommentReceived,
    FeedEvent,
    Followed,
    Gifted,
    Shared,
    StreamEnded,
    StreamStarted,
    Unparsed,
)
from connectors.intake.combos import Combos
from tests.connectors.douyin_frames import AT, by_viewer, decoded, in_c


def test_a_combo_of_the_web_client_ends_when_it_says_so() -> None:
    """`repeatEnd` closes it at once, whatever the names' case."""
    decode, combos = decoder("main"), Combos()
    gift = {"gift": {"name": "玫瑰", "combo": True}, "giftId": "9"}
    first = in_c("WebcastGiftMessage", groupId="3", repeatCount="2", **gift)
    last = in_c("WebcastGiftMessage", group_id=3, repeat_count=7, repeat_end=1, **gift)

    assert [] == combos.take(decode(first, AT))
    (whole,) = combos.take(decode(last, AT))
    assert isinstance(whole, Gifted)
    assert (7, "玫瑰", False) == (whole.count, whole.gift, whole.growing)


def test_a_share_is_no_follow() -> None:
    """The web client sends both as one message; `action` or the words it shows tell them apart."""
    assert by_viewer(Shared) == decoded(in_c("WebcastSocialMessage", action=3))
    assert by_viewer(Shared) == decoded(in_c("WebcastSocialMessage", msg="分享了直播间"))
    assert by_viewer(Followed) == decoded(in_c("WebcastSocialMessage", msg="关注了主播"))
    with pytest.raises(BadFrameError):
        decoded(in_c("WebcastSocialMessage", action=8))


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("ROOM_ONLINE", StreamStarted),
        ("ROOM_ENDED", StreamEnded),
        ("ROOM_OFFLINE", None),
        ("ACCOUNT_OFFLINE_NO_ROOM", None),
        ("ROOM_NOT_FOUND", None),
        ("ROOM_STATUS_UNKNOWN", None),
    ],
)
def test_what_a_status_means_for_the_stream(code: str, kind: type[FeedEvent] | None) -> None:
    """Waiting for a room is no event; beginning and end are."""
    frame = json.dumps({"type": "system", "event": "live_status", "code": code, "live": None}).encode()

    expected = [] if kind is None else [kind]

    assert expected == [type(event) for event in decoder("main")(frame, AT)]


def test_collections_of_messages() -> None:
    """Nested and flat ones, and lists; one broken message costs only itself."""
    nested = {
        "code": 200,
        "data": {
            "messages": [
                {
                    "method": "WebcastChatMessage",
                    "msg_id": "1",
                    "payload": {"content": "甲", "user": {"uid": "7"}},
                },
                {"method": "WebcastNeverSeen", "msg_id": "2", "payload": {}},
            ]
        },
    }
    flat = {"code": 200, "data": [{"type": "WebcastChatMessage", "uid": "8", "tid": "3", "text": "乙"}]}
    listed = [{"common": {"method": "WebcastChatMessage", "msg_id": 4}, "content": "丙"}, {"common": 5}]
    events = [
        event for whole in (nested, flat, listed) for event in decoder("main")(json.dumps(whole).encode(), AT)
    ]

    assert [CommentReceived, Unparsed, CommentReceived, CommentReceived, Unparsed] == [
        type(one) for one in events
    ]
    assert [("1", "甲", "douyin:7"), ("3", "乙", "douyin:8"), ("4", "丙", "douyin:@#")] == [
        (one.id, one.text, one.viewer) for one in events if isinstance(one, CommentReceived)
    ]


@pytest.mark.parametrize(
    "method", ["WebcastRoomRankMessage", "WebcastLinkMicBattle", "WebcastInRoomBannerMessage"]
)
def test_messages_that_do_not_matter_are_nothing(method: str) -> None:
    """Rankings, banners, hosts meeting hosts."""
    assert [] == list(decoder("main")(in_c(method), AT))
