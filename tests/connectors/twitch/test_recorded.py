"""Twitch's recorded frames beside the project: the right kinds, viewers and times, read where they lie.

No name and no text of theirs stands here: what is expected is taken from the files by other means than the decoder.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from connectors.contract import FeedStatus
from connectors.events import (
    CommentDeleted,
    CommentReceived,
    CommentsCleared,
    FanclubJoined,
    FeedEvent,
    Gifted,
    Shared,
    StreamEnded,
    StreamStarted,
    Unparsed,
)
from connectors.intake.intake import Intake
from connectors.twitch import PLUGIN
from tests.connectors.twitch.frames import notification

FRAMES = Path(__file__).parents[4] / "shared" / "reference" / "frames" / "twitch"
pytestmark = pytest.mark.skipif(not FRAMES.is_dir(), reason="the recorded frames are not beside the project")

ACTS = {
    "automod-message-update": "automod.message.update",
    "channel-ban": "channel.ban",
    "channel-chat-user-message-hold": "channel.chat.user_message_hold",
    "channel-chat-user-message-update": "channel.chat.user_message_update",
    "channel-moderate": "channel.moderate",
    "channel-suspicious-user-message": "channel.suspicious_user.message",
}
"""Which subscription the files that hold only an event come from."""

KINDS: dict[str, list[type[FeedEvent]]] = {
    "eventsub-events/channel-ban__timeout.json": [CommentsCleared],
    "eventsub-events/channel-moderate__ban-reason.json": [CommentsCleared],
    "eventsub-events/channel-moderate__clear.json": [CommentsCleared],
    "eventsub-events/channel-moderate__delete.json": [CommentDeleted],
    "eventsub-events/channel-moderate__warn.json": [],
    "eventsub-frames/channel.chat.message.json": [CommentReceived],
    "eventsub-frames/channel.chat.notification-community-sub-gift.json": [Gifted],
    "eventsub-frames/channel.chat.notification-resub-msg.json": [CommentReceived, FanclubJoined],
    "eventsub-frames/channel.chat.notification-shared-chat-resub.json": [],
    "eventsub-frames/stream.offline.json": [StreamEnded],
    "eventsub-frames/stream.online.json": [StreamStarted],
    "irc/announcement-blue.irc.txt": [CommentReceived],
    "irc/cheer3.irc.txt": [CommentReceived, Gifted],
    "irc/clearmsg-truncated.irc.txt": [CommentReceived, CommentDeleted],
    "irc/raid.irc.txt": [Shared],
    "irc/shared-chat-raid.irc.txt": [],
    "irc/sub-first-time.irc.txt": [FanclubJoined],
    "irc/sub-gift-02.irc.txt": [FanclubJoined],
    "irc/sub-multi-month-anon-gift.irc.txt": [Gifted, FanclubJoined],
    "irc/timeout-stack-no-user.irc.txt": [CommentsCleared, CommentReceived, CommentsCleared, CommentsCleared],
    "irc/watch-streak.irc.txt": [CommentReceived],
    "irc/watch-streak-no-msg.irc.txt": [],
}


def frames_of(file: Path) -> list[bytes]:
    """Return a file's frames; a bare event is wrapped as it would have come."""
    if file.parent.name != "eventsub-events":
        return list(PLUGIN.split(file.read_bytes()))
    found: Any = json.loads(file.read_bytes())
    kind = ACTS[file.name.partition("__")[0]]
    return [
        json.dumps(notification(kind, event)).encode()
        for event in (found if isinstance(found, list) else [found])
    ]


def events_of(file: Path) -> list[FeedEvent]:
    """Return what becomes of a file, on the road that every frame takes."""
    events: list[FeedEvent] = []
    assert PLUGIN.decoder is not None
    intake = Intake(FeedStatus("main", "twitch"), PLUGIN.decoder("main", None), events.extend)
    for frame in frames_of(file):
        intake.take_frame(frame, 1_760_000_000_000)
    return events


def test_all_of_them_are_read() -> None:
    """Every file, and nothing in them unreadable."""
    files = sorted(file for file in FRAMES.glob("*/*") if file.is_file())
    read = {file.name: events_of(file) for file in files}

    assert 81 <= len(files)
    assert {} == {name: found for name, found in read.items() if any(isinstance(e, Unparsed) for e in found)}


@pytest.mark.parametrize("name", KINDS)
def test_the_right_kinds(name: str) -> None:
    """The interesting ones, one by one."""
    assert KINDS[name] == [type(event) for event in events_of(FRAMES / name)]


def test_every_line_of_the_chat_keeps_its_text_viewer_time_and_id() -> None:
    """Each PRIVMSG is compared with what a plain search finds in the line."""
    compared = 0
    for file in sorted((FRAMES / "irc").iterdir()):
        comments = {event.id: event for event in events_of(file) if isinstance(event, CommentReceived)}
        for line in file.read_bytes().decode().split("\r\n"):
            id_ = re.search(r"[@;]id=([^; ]+)", line)
            if " PRIVMSG " not in line or id_ is None:
                continue
            comment = comments[id_[1]]
            said = re.sub(r"\x01(ACTION )?", "", re.split(r" PRIVMSG #\w+ :?", line, maxsplit=1)[1])
            user, sent_at = re.search(r"user-id=(\d+)", line), re.search(r"tmi-sent-ts=(\d+)", line)
            assert user is not None
            assert sent_at is not None
            assert (said, f"twitch:{user[1]}", int(sent_at[1])) == (
                comment.text,
                comment.viewer,
                comment.sent_at,
            )
            compared += 1

    assert compared >= 35


def test_money_is_read_only_where_it_is_money() -> None:
    """A paid pin has its amount, a broken one none; bits never have one."""
    (paid,), (broken,) = (
        events_of(FRAMES / "irc" / f"hype-chat{which}.irc.txt") for which in ("0", "-invalid")
    )
    gift = events_of(FRAMES / "irc" / "cheer3.irc.txt")[1]

    assert isinstance(paid, CommentReceived)
    assert isinstance(broken, CommentReceived)
    assert isinstance(gift, Gifted)
    assert [(500, "USD"), (None, None)] == [(one.amount, one.currency) for one in (paid, broken)]
    assert (5, None) == (gift.count, gift.amount)
