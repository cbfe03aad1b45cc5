"""TikFinity's messages. The frames are made up after captured ones."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.contract import BadFrameError
from connectors.events import (
    AudienceSampled,
    CommentReceived,
    FanclubJoined,
    FeedEvent,
    Followed,
    Gifted,
    Liked,
    ModerationWarned,
    Shared,
    StreamEnded,
    ViewerEntered,
    ViewerEvent,
)
from connectors.intake.combos import Combos
from connectors.intake.dedupe import Dedupe, Newness
from connectors.tiktok.tikfinity import PLUGIN
from connectors.tiktok.tikfinity.protocol import decoder
from connectors.tiktok.tikfinity.settings import TikfinitySettings

AT = 1_760_000_000_500
SENT = 1_760_000_000_000
PERSON = {"userId": "77", "uniqueId": "fish", "nickname": "小鱼", "topGifterRank": None}


def frame(event: str, **data: Any) -> bytes:
    """Return a message as the program sends it."""
    whole = {**PERSON, "msgId": "1", "createTime": str(SENT), "tikfinityUsername": "host", **data}
    return json.dumps({"event": event, "data": whole}, ensure_ascii=False).encode()


def decoded(data: bytes) -> list[FeedEvent]:
    """Return the events of a frame."""
    return list(decoder("main")(data, AT))


def only(data: bytes) -> FeedEvent:
    """Return the one event of a frame."""
    (event,) = decoded(data)
    return event


def test_a_comment() -> None:
    """Ids and times come as text; the program's own fields are left alone."""
    assert CommentReceived(
        at=AT,
        feed="main",
        id="1",
        text="包邮吗",
        viewer="tiktok:77",
        name="小鱼",
        platform="tiktok",
        sent_at=SENT,
    ) == only(frame("chat", comment="包邮吗", emotes=[]))


@pytest.mark.parametrize("who", [{"isModerator": True}, {"uniqueId": "host"}])
def test_the_hosts_side_is_staff(who: dict[str, Any]) -> None:
    """Moderators and the host, who is the one whom the program serves."""
    event = only(frame("chat", comment="满100包邮", **who))

    assert isinstance(event, CommentReceived)
    assert event.staff


def test_a_question_of_the_question_box_has_no_id() -> None:
    """The link makes one up."""
    event = only(frame("questionNew", questionText="能开发票吗", msgId=None, createTime=None))

    assert isinstance(event, CommentReceived)
    assert ("", "能开发票吗", None) == (event.id, event.text, event.sent_at)


@pytest.mark.parametrize(
    "data", [frame("emote", emoteId="9"), frame("chat", comment="", emotes=[{"emoteId": "9"}])]
)
def test_stickers_without_words_are_told_as_such(data: bytes) -> None:
    """Somebody said something, and no word of it is known."""
    event = only(data)

    assert isinstance(event, CommentReceived)
    assert "[sticker]" == event.text


@pytest.mark.parametrize(
    ("event", "kind"),
    [("member", ViewerEntered), ("follow", Followed), ("share", Shared), ("subscribe", FanclubJoined)],
)
def test_signs(event: str, kind: type[ViewerEvent]) -> None:
    """Entries, follows, shares and subscriptions are a person and an id."""
    stamp: dict[str, Any] = {"at": AT, "feed": "main"}

    assert kind(viewer="tiktok:77", name="小鱼", platform="tiktok", id="1", **stamp) == only(frame(event))


def test_a_follow_told_twice_is_one() -> None:
    """The general message repeats the particular one under the same id."""
    dedupe = Dedupe()
    follow = only(frame("follow", displayType="pm_main_follow_message_viewer_2"))
    again = only(frame("social", displayType="pm_main_follow_message_viewer_2"))

    assert [Newness.NEW, Newness.DUPLICATE] == [dedupe.judge(event, AT) for event in (follow, again)]
    assert [] == decoded(frame("social", displayType="pm_main_follow_message_viewer_2", msgId=None))
    assert [] == decoded(frame("social", displayType="something_else"))


def test_likes_come_in_bursts() -> None:
    """Up to fifteen in one message."""
    event = only(frame("like", likeCount=15, totalLikeCount=520))

    assert isinstance(event, Liked)
    assert 15 == event.count


def gifts(*messages: dict[str, Any]) -> list[tuple[str, int]]:
    """Return what is handed on of these gifts: name and count."""
    combos = Combos()
    kept = []
    for number, data in enumerate(messages):
        whole = {"giftId": 5655, "giftName": "玫瑰", "msgId": str(number), "groupId": "44", **data}
        kept += combos.take(decoded(frame("gift", **whole)))
    return [(event.gift, event.count) for event in kept if isinstance(event, Gifted)]


def test_a_streak_is_one_gift_when_it_ends() -> None:
    """Streakable gifts count once, with what they have come to."""
    growing = [{"giftType": 1, "repeatCount": count, "repeatEnd": False} for count in (1, 2, 5)]
    end = {"giftType": 1, "repeatCount": 5, "repeatEnd": True}

    assert [] == gifts(*growing)
    assert [("玫瑰", 5)] == gifts(*growing, end)


def test_other_gifts_count_at_once() -> None:
    """They come once, with a flag that never becomes true."""
    single = {"giftType": 2, "repeatCount": 1, "repeatEnd": False}

    assert [("玫瑰", 1), ("玫瑰", 1)] == gifts(single, single)


def test_two_streaks_at_a_time_do_not_mix() -> None:
    """Each viewer's is its own."""
    mine = {"giftType": 1, "repeatCount": 3, "repeatEnd": True}
    yours = {"giftType": 1, "repeatCount": 7, "repeatEnd": True, "userId": "78"}

    assert [("玫瑰", 3), ("玫瑰", 7)] == gifts({**yours, "repeatEnd": False}, mine, yours)


def test_the_audience_is_a_number_and_may_be_none_at_all() -> None:
    """Nobody in the room is a number too; the best givers are left alone."""
    top = [{"user": PERSON, "coinCount": 3}]

    assert AudienceSampled(at=AT, feed="main", count=630, platform="tiktok") == only(
        frame("roomUser", viewerCount=630, topViewers=top)
    )
    assert AudienceSampled(at=AT, feed="main", count=0, platform="tiktok") == only(
        frame("roomUser", viewerCount=0)
    )


@pytest.mark.parametrize(
    ("data", "kinds"),
    [
        ({"action": 3}, [StreamEnded]),
        ({"action": 4}, [ModerationWarned, StreamEnded]),
        ({}, [StreamEnded]),
    ],
)
def test_the_end_of_the_stream(data: dict[str, Any], kinds: list[type[FeedEvent]]) -> None:
    """Where the platform cut it off, a warning says so."""
    assert kinds == [type(event) for event in decoded(frame("streamEnd", **data))]


def test_an_end_without_data_is_an_end() -> None:
    """Nothing in it is needed."""
    assert [StreamEnded] == [type(event) for event in decoded(b'{"event":"streamEnd"}')]


@pytest.mark.parametrize("event", ["config", "envelope", "linkMicBattle", "linkMicArmies", "liveIntro"])
def test_what_says_nothing_to_a_shop_is_left_out(event: str) -> None:
    """Whatever stands in it."""
    assert [] == decoded(json.dumps({"event": event, "data": [1, "x"]}).encode())


@pytest.mark.parametrize(
    "data",
    [
        frame("chat", comment=None),
        frame("chat", comment=""),
        frame("questionNew"),
        frame("roomUser"),
        frame("roomUser", viewerCount="many"),
        frame("wonder"),
        b'{"data": {}}',
        b'{"event": "chat", "data": []}',
        b"[]",
        b"not json",
        b"",
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(data: bytes) -> None:
    """Every refusal says why, for the record that is kept of it."""
    with pytest.raises(BadFrameError, match=r"\w"):
        decoded(data)


def test_hostile_text_is_cleaned() -> None:
    """Escape sequences, bidi controls and broken emoji never leave the protocol."""
    data = rb'{"event":"chat","data":{"comment":"\u001b[31m\u200bred \ud83d","nickname":"\u202eevil\n","msgId":1}}'
    event = only(data)

    assert isinstance(event, CommentReceived)
    assert ("1", "evil", "[31mred \ufffd", "tiktok:@evil") == (
        event.id,
        event.name,
        event.text,
        event.viewer,
    )


values: st.SearchStrategy[Any] = (
    st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.just([]) | st.just({})
)


@given(
    st.sampled_from(["chat", "gift", "like", "roomUser", "member", "social", "streamEnd", "questionNew"]),
    st.dictionaries(
        st.sampled_from(
            ["comment", "emotes", "userId", "giftType", "repeatCount", "viewerCount", "createTime"]
        ),
        values,
    ),
)
def test_no_mixture_of_types_trips_the_decoder(event: str, data: dict[str, Any]) -> None:
    """Whatever a field holds, the answer is events or a refusal."""
    try:
        events = decoded(frame(event, **data))
    except BadFrameError:
        return

    assert all(isinstance(one, FeedEvent) for one in events)


def test_a_recording_may_be_lines_or_pages_of_json() -> None:
    """The plug-in offers its decoder and cuts a recording into documents."""
    one = json.loads(frame("chat", comment="一"))
    recording = json.dumps(one, indent=1).encode() + b"\n" + frame("chat", comment="二") + b"\n"
    texts = [event.text for cut in PLUGIN.split(recording) for event in decoded(cut)]  # type: ignore[attr-defined]  # all are comments

    assert ["一", "二"] == texts


def test_an_address_that_is_none_is_told() -> None:
    """Without connecting."""
    assert ["url"] == [key for key, _ in PLUGIN.check(TikfinitySettings(url="localhost:21213"))]
    assert [] == list(PLUGIN.check(TikfinitySettings()))
