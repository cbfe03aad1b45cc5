"""TikTok's web messages, one kind after the other. The frames are made up."""

import base64
import json
from typing import Any

import pytest
from google.protobuf.message import Message
from hypothesis import given
from hypothesis import strategies as st

from connectors.contract import BadFrameError, Opening
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
    ProductExposed,
    Shared,
    StreamEnded,
    StreamStarted,
    Unparsed,
    ViewerEntered,
)
from connectors.problem import UserProblem
from connectors.tiktok.webcast import PLUGIN
from connectors.tiktok.webcast import webcast_pb2 as wire
from connectors.tiktok.webcast.protocol import decoder, split
from connectors.tiktok.webcast.settings import WebcastSettings
from connectors.tiktok.webcast.shop import price_of
from tests.connectors.tiktok_frames import SENT, chat, common, pushed, response, viewer

AT = 1_760_000_000_500


def decoded(message: Message | bytes) -> list[FeedEvent]:
    """Return the events of one message by itself."""
    frame = message if isinstance(message, bytes) else message.SerializeToString()
    return list(decoder("main")(frame, AT))


def only(message: Message | bytes) -> FeedEvent:
    """Return the one event of one message."""
    (event,) = decoded(message)
    return event


def gift(count: int, *, kind: int = 1, ended: bool = False, group: int = 44) -> Gifted:
    """Return a gift as it is decoded."""
    event = only(
        wire.Gift(
            common=common("Gift"),
            user=viewer(),
            gift_id=5655,
            repeat_count=count,
            repeat_end=int(ended),
            group_id=group,
            gift=wire.Gift.Kind(type=kind, name="玫瑰"),
        )
    )
    assert isinstance(event, Gifted)
    return event


def test_a_comment() -> None:
    """Who, what, when, and the platform's id."""
    assert CommentReceived(
        at=AT,
        feed="main",
        id="1",
        text="包邮吗",
        viewer="tiktok:7",
        name="小鱼",
        platform="tiktok",
        sent_at=SENT,
    ) == only(chat("包邮吗"))


def test_a_moderator_speaks_for_the_host() -> None:
    """What the host's side says is no question."""
    event = only(chat("满100包邮", is_moderator=True))

    assert isinstance(event, CommentReceived)
    assert event.staff


def test_a_question_of_the_question_box_is_a_comment() -> None:
    """It is answered like any other."""
    question = wire.QuestionNew.Question(text="能开发票吗", user=viewer())
    event = only(wire.QuestionNew(common=common("QuestionNew", 5), question=question))

    assert isinstance(event, CommentReceived)
    assert ("5", "能开发票吗", "tiktok:7") == (event.id, event.text, event.viewer)


@pytest.mark.parametrize(
    "message",
    [
        wire.Chat(common=common("Chat"), user=viewer(), emotes=[wire.Emote()]),
        wire.EmoteChat(common=common("EmoteChat"), user=viewer()),
    ],
    ids=["a chat of stickers", "a sticker"],
)
def test_stickers_without_words_are_told_as_such(message: Message) -> None:
    """Somebody said something, and no word of it is known."""
    event = only(message)

    assert isinstance(event, CommentReceived)
    assert "[sticker]" == event.text


def test_a_name_that_is_missing_is_the_handle() -> None:
    """Everybody has one."""
    user = wire.User(id=7, display_id="fish7")
    event = only(wire.Like(common=common("Like"), user=user, count=15))

    assert (
        Liked(at=AT, feed="main", viewer="tiktok:7", name="fish7", platform="tiktok", id="1", count=15)
        == event
    )


def test_a_streak_is_one_combo_until_its_flag() -> None:
    """Increments carry what it has come to so far, and the combo's name."""
    first, second, last = gift(1), gift(4), gift(4, ended=True)

    assert 1 == len({first.combo, second.combo, last.combo})
    assert [(1, True), (4, True), (4, False)] == [(one.count, one.growing) for one in (first, second, last)]
    assert "玫瑰" == last.gift


def test_streaks_of_their_own_are_told_apart() -> None:
    """By their group."""
    assert gift(1, group=44).combo != gift(1, group=45).combo


def test_a_gift_that_cannot_be_repeated_is_whole_at_once() -> None:
    """It comes once, without the flag."""
    assert (None, False) == (gift(1, kind=2).combo, gift(1, kind=2).growing)


@pytest.mark.parametrize(
    ("action", "key", "kind"),
    [
        (1, "", Followed),
        (3, "", Shared),
        (1, "pm_mt_guidance_share", Followed),
        (0, "pm_main_follow_message_viewer_2", Followed),
        (0, "pm_mt_guidance_share", Shared),
    ],
)
def test_follows_and_shares_are_told_by_action_then_by_text(
    action: int, key: str, kind: type[FeedEvent]
) -> None:
    """A share is never shown as a follow."""
    message = wire.Social(common=common("Social", key=key), user=viewer(), action=action)

    assert kind is type(only(message))


def test_entries_and_subscriptions() -> None:
    """Who came, who subscribed, and the number of somebody not logged in."""
    member = wire.Member(common=common("Member"), user=viewer())
    subscriber = wire.Member(common=common("SubNotify"), user=viewer())
    nobody = wire.UnauthorizedMember(
        common=common("UnauthorizedMember"),
        nick_name_prefix=wire.Text(default_pattern="Viewer%s"),
        nick_name="358",
    )

    assert ViewerEntered is type(only(member))
    assert FanclubJoined is type(only(subscriber))
    event = only(nobody)
    assert isinstance(event, ViewerEntered)
    assert ("tiktok:@Viewer358", "Viewer358") == (event.viewer, event.name)


def test_the_audience() -> None:
    """The number of viewers at this moment."""
    message = wire.RoomUserSeq(common=common("RoomUserSeq"), total=630)

    assert AudienceSampled(at=AT, feed="main", count=630, platform="tiktok") == only(message)


@pytest.mark.parametrize(
    ("action", "kinds"),
    [(1, []), (2, [StreamStarted]), (3, [StreamEnded]), (4, [ModerationWarned, StreamEnded])],
)
def test_pauses_and_ends(action: int, kinds: list[type[FeedEvent]]) -> None:
    """A pause is no end; an end by the platform is a warning too."""
    message = wire.Control(common=common("Control"), action=action)

    assert kinds == [type(event) for event in decoded(message)]


def test_deletions_name_comments_or_viewers() -> None:
    """Both in one message."""
    message = wire.ImDelete(common=common("ImDelete"), msg_ids=[11, 12], user_ids=[2**63])
    stamp: dict[str, Any] = {"at": AT, "feed": "main"}

    assert [
        CommentDeleted(id="11", **stamp),
        CommentDeleted(id="12", **stamp),
        CommentsCleared(platform="tiktok", viewer="tiktok:9223372036854775808", **stamp),
    ] == decoded(message)


def test_a_pinned_comment_is_history() -> None:
    """With its own id, so that it is recognised where it was heard; unpinning tells nothing."""
    pin = wire.RoomPin(common=common("RoomPin", 9), chat=chat("今天满减", 3), action=1)
    unpin = wire.RoomPin(common=common("RoomPin", 9), chat=chat("今天满减", 3), action=2)
    event = only(pin)

    assert isinstance(event, CommentReceived)
    assert ("3", "今天满减", True) == (event.id, event.text, event.history)
    assert [] == decoded(unpin)


def test_a_shop_card() -> None:
    """The product, and its price where the currency is beyond doubt; taking it away tells nothing."""
    card = wire.OecLiveShopping.Card(title="น้ำหอม", price="฿1,290.50", product_id=1729)
    shown = wire.OecLiveShopping(common=common("OecLiveShopping"), action=1, card=card)
    hidden = wire.OecLiveShopping(common=common("OecLiveShopping"), action=4)

    assert ProductExposed(
        at=AT, feed="main", product="1729", product_title="น้ำหอม", price=129_050, currency="THB"
    ) == only(shown)
    assert [] == decoded(hidden)


@pytest.mark.parametrize(
    ("printed", "price"),
    [
        ("฿100.00", (10_000, "THB")),
        ("RM 12.9", (1_290, "MYR")),
        ("Rp171.000", (17_100_000, "IDR")),
        ("149.000₫", (149_000, "VND")),
        ("12,99 €", (1_299, "EUR")),
        ("$9.99", (None, None)),
        ("€12.99", (None, None)),
        ("฿100 - ฿200", (None, None)),
        ("฿1,29", (None, None)),
        ("", (None, None)),
        ("฿", (None, None)),
    ],
)
def test_printed_prices(printed: str, price: tuple[int, str]) -> None:
    """What can be read in two ways is not read."""
    assert price == price_of(printed)


def test_a_response_with_a_bad_message_loses_that_one_alone() -> None:
    """The others are read; the bad ones, and those never seen before, are kept as unparsed."""
    frame = response(
        ("Chat", chat("一", 1)),
        ("Chat", b"\xff\xff"),
        ("Wonder", b"?"),
        ("Poll", b"irrelevant"),
        ("Chat", chat("二", 2)),
    )
    events = decoded(pushed(frame))

    assert [CommentReceived, Unparsed, Unparsed, CommentReceived] == [type(event) for event in events]
    assert ["一", "二"] == [event.text for event in events if isinstance(event, CommentReceived)]
    assert "WebcastWonderMessage" in events[2].reason  # type: ignore[attr-defined]  # it is an Unparsed


@pytest.mark.parametrize(
    "message",
    [
        wire.Chat(common=common("Chat"), user=viewer()),
        wire.Social(common=common("Social"), user=viewer(), action=9),
        wire.Control(common=common("Control"), action=17),
        wire.Like(common=common("Wonder")),
    ],
    ids=["no words", "unknown action", "unknown state", "unknown kind"],
)
def test_what_cannot_be_read_is_refused_with_a_reason(message: Message) -> None:
    """Every refusal says why."""
    with pytest.raises(BadFrameError, match=r"\w"):
        decoded(message)


def test_one_broken_character_does_not_cost_the_comment() -> None:
    """Text that is not UTF-8 is mended, and hostile text cleaned."""
    whole = chat("a\x1b[31mX", 1).SerializeToString()
    event = only(whole.replace(b"X", b"\xff").replace("小鱼".encode(), b"\xe5\xb0\x8f\xe9\xb1z"))

    assert isinstance(event, CommentReceived)
    assert ("a[31m\ufffd", "小\ufffdz") == (event.text, event.name)


def test_exports_in_json_are_read_as_the_messages_they_were() -> None:
    """A decoded message, a list of them, and bytes in base64 beside their name."""
    text = {"common": {"method": "WebcastChatMessage", "msgId": "1"}, "content": "一", "user": {"id": "7"}}
    payload = base64.b64encode(chat("二", 2).SerializeToString()).decode()
    packed = {"method": "WebcastChatMessage", "payload_b64": payload}
    recording = f"{json.dumps(text, indent=1)}\n{json.dumps([packed, text | {'content': '三'}])}".encode()
    events = [event for frame in split(recording) for event in decoder("main")(frame, AT)]

    assert ["一", "二", "三"] == [event.text for event in events]  # type: ignore[attr-defined]  # all are comments


@pytest.mark.parametrize(
    "document",
    [
        "{}",
        "[1]",
        "{",
        '{"method": "WebcastChatMessage", "payload_b64": "a"}',
        '{"common": {"method": "WebcastChatMessage"}, "content": {"no": "text"}}',
        '{"common": {"method": "WebcastChatMessage", "msgId": 1e99}, "content": "x"}',
    ],
)
def test_json_that_is_none_of_it_is_refused(document: str) -> None:
    """With a reason, like anything else."""
    with pytest.raises(BadFrameError, match=r"\w"):
        decoded(document.encode())


def test_protobuf_is_never_cut() -> None:
    """Only JSON has lines."""
    frame = chat("一\n二").SerializeToString()

    assert [frame] == list(split(frame))


def test_a_room_that_names_this_feed_is_told_what_to_use() -> None:
    """It decodes; it never connects, and says so before anything is opened."""
    with pytest.raises(UserProblem) as refusal:
        PLUGIN.open(Opening("main", WebcastSettings(), lambda: AT))

    assert "tiktok-tikfinity" in refusal.value.next_step
    assert [("feed", refusal.value.title)] == [
        (key, problem.title) for key, problem in PLUGIN.check(WebcastSettings())
    ]


FRAMES = [
    pushed(response(("Chat", chat("包邮吗")))),
    response(("Chat", chat("包邮吗")), ("Like", wire.Like(common=common("Like"), user=viewer()))),
    chat("包邮吗").SerializeToString(),
]


@given(st.sampled_from(FRAMES), st.integers(0, 400), st.binary(max_size=6), st.integers(0, 400))
def test_mutated_frames_raise_nothing_unexpected(frame: bytes, at: int, put: bytes, cut: int) -> None:
    """Whatever bytes arrive: events, or a refusal."""
    mutated = (frame[: at % len(frame)] + put + frame[at % len(frame) :])[: cut or None]
    try:
        events = decoder("main")(mutated, AT)
    except BadFrameError:
        return

    assert all(isinstance(event, FeedEvent) for event in events)
