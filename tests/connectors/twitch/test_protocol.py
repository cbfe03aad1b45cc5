"""Twitch's two ways to tell of a channel, frame by frame."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.contract import BadFrameError
from connectors.events import (
    CommentDeleted,
    CommentReceived,
    CommentsCleared,
    FeedEvent,
    Followed,
    Gifted,
    ModerationWarned,
    StreamEnded,
    StreamStarted,
    Unparsed,
)
from connectors.twitch import PLUGIN
from connectors.twitch.irc import parse, unescape
from tests.connectors.twitch.frames import AT, chat, decode, notification, read


def test_a_line_of_the_chat_is_a_comment() -> None:
    """With its id, its viewer, Twitch's time and the text as it was typed."""
    (comment,) = read(
        "@badges=subscriber/3;display-name=甲\\s乙;id=c1;tmi-sent-ts=1794398400123;user-id=7"
        " :a!a@a.tmi.twitch.tv PRIVMSG #s :有货 吗 : ;)\r\n"
    )

    assert (
        CommentReceived(
            at=AT,
            feed="main",
            id="c1",
            text="有货 吗 : ;)",
            viewer="twitch:7",
            name="甲 乙",
            platform="twitch",
            sent_at=1_794_398_400_123,
        )
        == comment
    )


@pytest.mark.parametrize(
    ("line", "viewer", "name", "text"),
    [
        (":a!a@a.tmi.twitch.tv PRIVMSG #s :没有标签", "twitch:@a", "a", "没有标签"),
        ("@id=c1 :tmi.twitch.tv PRIVMSG #s :没有人", "twitch:@#", "", "没有人"),
        ("@user-id=7 :!x@x PRIVMSG #s :没有名字", "twitch:7", "", "没有名字"),
        ("@user-id=7;display-name=a=b;flags :x!x@x PRIVMSG #s 一个词", "twitch:7", "a=b", "一个词"),
        ("@user-id=7 :a!a@a PRIVMSG #s", "twitch:7", "a", ""),
        ("@user-id=7;tmi-sent-ts=soon;bits=x :a!a@a PRIVMSG #s :坏数字", "twitch:7", "a", "坏数字"),
    ],
)
def test_whatever_is_missing_costs_no_comment(line: str, viewer: str, name: str, text: str) -> None:
    """Tags, sender and text may each be missing."""
    (comment,) = read(line)

    assert isinstance(comment, CommentReceived)
    assert (viewer, name, text, None) == (comment.viewer, comment.name, comment.text, comment.sent_at)


def test_an_action_is_told_without_its_wrapping() -> None:
    """Both ways hand on what `/me` says as `ACTION` between control characters."""
    for frame in (
        "@id=c1;user-id=7 :a!a@a PRIVMSG #s :\x01ACTION 挥手\x01",
        chat("c1", "\x01ACTION 挥手\x01"),
    ):
        (comment,) = read(frame)

        assert isinstance(comment, CommentReceived)
        assert "挥手" == comment.text


def test_a_frame_holds_many_lines_and_a_bad_one_costs_itself_only() -> None:
    """Only the breaks of the chat itself part lines: a viewer's own kind of break must not forge one."""
    events = read(
        "PING :x\r\n@id=1;user-id=7 :a!a@a PRIVMSG #s :一\r\n@\r\n:s NEWS #s :?\r\n"
        "@id=2;user-id=7 :a!a@a PRIVMSG #s :二\u2028@id=3 :m!m@m PRIVMSG #s :假\x85\x0b\r\n"
    )

    assert [CommentReceived, Unparsed, Unparsed, CommentReceived] == [type(event) for event in events]
    last = events[-1]
    assert isinstance(last, CommentReceived)
    assert "二 @id=3 :m!m@m PRIVMSG #s :假" == last.text


def test_bits_are_a_gift_and_no_money() -> None:
    """Both ways tell the same: the words as a comment, the bits as a gift."""
    for frame in (
        "@id=c1;user-id=7;display-name=甲;bits=250 :a!a@a PRIVMSG #s :Cheer250 加油",
        chat("c1", "Cheer250 加油", cheer={"bits": 250}),
    ):
        comment, gift = read(frame)

        assert isinstance(comment, CommentReceived)
        assert isinstance(gift, Gifted)
        assert ("Cheer250 加油", None) == (comment.text, comment.amount)
        assert ("bits", 250, None, "twitch:7") == (gift.gift, gift.count, gift.amount, gift.viewer)


def test_a_pinned_comment_that_was_paid_for_has_an_amount() -> None:
    """In minor units; an amount that is none leaves a plain comment."""
    for amount, expected in (("500", (500, "USD")), ("5-00", (None, None))):
        (comment,) = read(
            f"@user-id=7;pinned-chat-paid-amount={amount};pinned-chat-paid-currency=USD :a!a@a PRIVMSG #s :看我"
        )

        assert isinstance(comment, CommentReceived)
        assert expected == (comment.amount, comment.currency)


@pytest.mark.parametrize(
    ("badges", "user", "staff"),
    [
        ("broadcaster/1", "1", True),
        ("vip/1,moderator/1", "2", True),
        ("staff/1,subscriber/9", "3", False),
        ("", "200", True),
    ],
)
def test_the_hosts_own_side_is_known_by_badge_or_account(badges: str, user: str, *, staff: bool) -> None:
    """Host, moderators and the account we reply with; Twitch's own employees are viewers like others."""
    sets = [{"set_id": badge.partition("/")[0]} for badge in badges.split(",") if badge]
    for frame in (
        f"@user-id={user};badges={badges} :a!a@a PRIVMSG #s :在的",
        chat("c1", "在的", chatter_user_id=user, badges=sets),
    ):
        (comment,) = read(frame)

        assert isinstance(comment, CommentReceived)
        assert staff is comment.staff


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        ("@target-msg-id=c1 :t CLEARMSG #s :坏话", ("deleted", "c1")),
        (notification("channel.chat.message_delete", {"message_id": "c1"}), ("deleted", "c1")),
        (
            notification("channel.moderate", {"action": "delete", "delete": {"message_id": "c1"}}),
            ("deleted", "c1"),
        ),
        ("@target-user-id=7;ban-duration=600 :t CLEARCHAT #s a", ("cleared", "twitch:7")),
        (":t CLEARCHAT #s :a", ("cleared", "twitch:@a")),
        (notification("channel.chat.clear_user_messages", {"target_user_id": "7"}), ("cleared", "twitch:7")),
        (
            notification("channel.moderate", {"action": "timeout", "timeout": {"user_id": "7"}}),
            ("cleared", "twitch:7"),
        ),
        (notification("channel.ban", {"user_id": "7"}), ("cleared", "twitch:7")),
        ("@room-id=1 :t CLEARCHAT #s", ("cleared", None)),
        (notification("channel.chat.clear", {}), ("cleared", None)),
        (notification("channel.moderate", {"action": "clear"}), ("cleared", None)),
    ],
)
def test_what_moderators_take_away(frame: dict[str, Any] | str, expected: tuple[str, str | None]) -> None:
    """One comment, all of one viewer's, or all there are."""
    (event,) = read(frame)

    assert isinstance(event, CommentDeleted | CommentsCleared)
    match event:
        case CommentDeleted(id=id_):
            assert expected == ("deleted", id_)
        case CommentsCleared(viewer=viewer):
            assert expected == ("cleared", viewer)


def test_follows_start_and_end() -> None:
    """A follow has the notification's own id, so that it counts once; the end can be left out."""
    followed, started, ended = (
        notification("channel.follow", {"user_id": "8", "user_name": "乙", "user_login": "b"}, "f1"),
        notification("stream.online", {"type": "live"}),
        notification("stream.offline", {}),
    )
    (follow,) = read(followed)

    assert Followed(at=AT, feed="main", id="f1", viewer="twitch:8", name="乙", platform="twitch") == follow
    assert [StreamStarted(at=AT, feed="main")] == read(started)
    assert [StreamEnded(at=AT, feed="main")] == read(ended)


@pytest.mark.parametrize(
    "frame",
    [
        {"metadata": {"message_type": "session_welcome"}, "payload": {"session": {"id": "x"}}},
        {"metadata": {"message_type": "session_keepalive"}, "payload": {}},
        notification("automod.message.hold", {"message": {"text": "?"}}),
        notification("channel.moderate", {"action": "slow"}),
        ":t 001 me :Welcome\r\n:t CAP * ACK :twitch.tv/tags\r\n@id=1 :t USERSTATE #s\r\nRECONNECT",
        "@msg-id=slow_on :t NOTICE #s :This room is now in slow mode.",
        "@msg-id=msg_duplicate :t NOTICE #s :Your message is identical.",
        ":t NOTICE * :Login authentication failed",
    ],
)
def test_what_is_known_to_be_of_no_account_is_passed_over(frame: dict[str, Any] | str) -> None:
    """The session's own affairs, what moderation holds back, the room's settings, answers to us."""
    assert [] == read(frame)


@pytest.mark.parametrize(
    "frame",
    [
        {"metadata": {"message_type": "surprise"}},
        {"metadata": {}},
        notification("channel.surprise", {}),
        notification("channel.chat.message", {"message_id": "c1"}),
        notification("channel.moderate", {"action": "ban"}),
        notification("channel.moderate", {"action": "delete", "delete": {"message_id": ""}}),
        notification("channel.moderate", {"action": "timeout", "timeout": {"user_id": ""}}),
        {"metadata": {"message_type": "notification", "subscription_type": "channel.follow"}, "payload": {}},
    ],
)
def test_what_was_never_seen_is_kept_as_unreadable(frame: dict[str, Any]) -> None:
    """Nothing is lost silently."""
    with pytest.raises(BadFrameError):
        read(frame)


@pytest.mark.parametrize("command", ["NEW", "12", "3660"])
def test_only_numbers_of_three_digits_are_the_servers_small_talk(command: str) -> None:
    """Every other line that is not known is kept."""
    assert [Unparsed] == [type(event) for event in read(f":t {command} a #s :?")]
    assert [] == read(":t 366 a #s :End of /NAMES list")


def test_what_a_suspicious_viewer_types_is_a_comment() -> None:
    """By the same id as in the chat, and by the name that is shown."""
    event = {
        "user_id": "7",
        "user_name": "甲",
        "user_login": "a",
        "message": {"message_id": "c1", "text": "在吗"},
    }
    (comment,) = read(notification("channel.suspicious_user.message", event))

    assert isinstance(comment, CommentReceived)
    assert ("c1", "twitch:7", "甲", "在吗") == (comment.id, comment.viewer, comment.name, comment.text)


def test_a_revocation_and_a_suspension_are_told_to_the_host() -> None:
    """In words, not in codes."""
    ended = {"type": "channel.follow", "status": "moderator_removed"}
    (revoked,) = read({"metadata": {"message_type": "revocation"}, "payload": {"subscription": ended}})
    (suspended,) = read("@msg-id=msg_channel_suspended :t NOTICE #s :This channel has been suspended.")

    assert isinstance(revoked, ModerationWarned)
    assert isinstance(suspended, ModerationWarned)
    assert "no moderator any more" in revoked.text
    assert (False, True) == (revoked.cut_off, suspended.cut_off)


def test_a_recording_may_hold_both_ways_and_json_over_many_lines() -> None:
    """`livedesk decode` cuts it into frames."""
    recording = f"{json.dumps(chat('c1', '一'), indent=2)}\n@id=c2 :a!a@a PRIVMSG #s :二\r\n".encode()
    decode_plain = PLUGIN.decoder("main", None) if PLUGIN.decoder else decode
    events = [event for frame in PLUGIN.split(recording) for event in decode_plain(frame, AT)]

    assert ["c1", "c2"] == [event.id for event in events if isinstance(event, CommentReceived)]


@given(st.text())
def test_escaping_is_undone_whatever_was_escaped(text: str) -> None:
    """The rule of IRCv3, forwards and back."""
    escaped = (
        text.replace("\\", "\\\\")
        .replace(";", "\\:")
        .replace(" ", "\\s")
        .replace("\r", "\\r")
        .replace("\n", "\\n")
    )

    assert text == unescape(escaped)


def test_escapes_that_are_none_lose_their_backslash() -> None:
    """Also one at the very end."""
    assert "ab" == unescape("\\a\\b\\")
    assert {"x": "a b", "y": ""} == parse("@x=a\\sb;y PING").tags


@given(
    st.binary()
    | st.text().map(lambda text: f"@id={text} :a!a@a PRIVMSG #s :{text}".encode("utf-8", "replace"))
)
def test_no_bytes_do_harm(frame: bytes) -> None:
    """Whatever comes is an event, unreadable, or a frame that cannot be read."""
    try:
        events = decode(frame, AT)
    except BadFrameError:
        return
    assert all(isinstance(event, FeedEvent) for event in events)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "message",
                        "text",
                        "badges",
                        "cheer",
                        "bits",
                        "action",
                        "ban",
                        "user_id",
                        "sub_gift",
                        "notice_type",
                    ]
                ),
                inner,
            )
        ),
    ),
    st.sampled_from(
        ["channel.chat.message", "channel.chat.notification", "channel.moderate", "channel.follow"]
    ),
)
def test_no_event_does_harm(event: Any, kind: str) -> None:
    """JSON of any shape under any type is read, or refused as a whole."""
    try:
        events = decode(json.dumps(notification(kind, event)).encode(), AT)
    except BadFrameError:
        return
    assert all(isinstance(one, FeedEvent) for one in events)
