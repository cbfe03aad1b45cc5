"""The chat's lines (IRC with Twitch's tags) into events.

From Twitch's pages on chat and IRC. Tags may be missing from any line; nothing but the text is taken for granted.
"""

from collections.abc import Container, Sequence
from dataclasses import replace

from connectors.contract import BadFrameError
from connectors.events import CommentDeleted, CommentsCleared, FeedEvent, ModerationWarned, unparsed
from connectors.language import say
from connectors.text import clean
from connectors.twitch.happenings import (
    ANONYMOUS_GIFTER,
    PLATFORM,
    Notice,
    Said,
    comment,
    is_staff,
    notice,
    who,
)
from connectors.twitch.irc import Message, lines, parse
from connectors.twitch.words import SUSPENDED, is_about_the_room, is_about_us

_SILENT = frozenset(
    [
        "CAP",
        "JOIN",
        "PART",
        "PING",
        "PONG",
        "RECONNECT",
        "USERSTATE",
        "GLOBALUSERSTATE",
        "ROOMSTATE",
        "HOSTTARGET",
        "WHISPER",
        "MODE",
    ]
)
_KINDS = {
    "subgift": "sub_gift",
    "submysterygift": "community_sub_gift",
    "giftpaidupgrade": "gift_paid_upgrade",
    "anongiftpaidupgrade": "anon_gift_paid_upgrade",
    "primepaidupgrade": "prime_paid_upgrade",
    "standardpayforward": "pay_it_forward",
    "communitypayforward": "pay_it_forward",
    "bitsbadgetier": "bits_badge_tier",
    "charitydonation": "charity_donation",
    "viewermilestone": "viewer_milestone",
    "rewardgift": "reward_gift",
    "sharedchatnotice": "shared_chat_notice",
}


def read_lines(frame: bytes, at: int, feed: str, own: Container[str] = ()) -> list[FeedEvent]:
    """Return the events of a frame's lines; a line that cannot be read costs itself only."""
    events: list[FeedEvent] = []
    for line in lines(frame):
        try:
            events += _read(parse(line), at, feed, own)
        except BadFrameError as bad:
            events.append(unparsed(at=at, feed=feed, reason=str(bad), frame=line.encode("utf-8", "replace")))
    return events


def _read(message: Message, at: int, feed: str, own: Container[str]) -> Sequence[FeedEvent]:
    match message.command:
        case "PRIVMSG":
            return comment(_said(message, at, feed, own))
        case "USERNOTICE":
            return notice(_notice(message, _said(message, at, feed, own)))
        case "CLEARMSG":
            return (_deleted(message, at, feed),)
        case "CLEARCHAT":
            return (_cleared(message, at, feed),)
        case "NOTICE":
            return _told(message, at, feed)
        case command if command in _SILENT or (command.isdigit() and len(command) == 3):
            return ()
        case command:
            kind = clean(command, 40)
            raise BadFrameError(say(f"未知的聊天室消息“{kind}”", f"an unknown line of the chat “{kind}”"))


def _said(message: Message, at: int, feed: str, own: Container[str]) -> Said:
    user = message.tag("user-id")
    badges = [badge.partition("/")[0] for badge in message.tag("badges").split(",")]
    # A pinned comment that was paid for. The amount is in minor units: `exponent` is the currency's own.
    amount = message.number("pinned-chat-paid-amount")
    return Said(
        at=at,
        feed=feed,
        id=clean(message.tag("id"), 80),
        user=user,
        name=message.tag("display-name", "login") or message.nick,
        text=message.text,
        sent_at=message.number("tmi-sent-ts"),
        staff=is_staff(badges, user, own),
        history=message.tag("historical") == "1",
        bits=message.number("bits") or 0,
        amount=amount,
        currency=clean(message.tag("pinned-chat-paid-currency"), 3) or None if amount is not None else None,
    )


def _notice(message: Message, said: Said) -> Notice:
    kind = message.tag("msg-id")
    if message.tag("login") == ANONYMOUS_GIFTER:
        said = replace(said, user="", name="")
    elif "announcement" in {kind, message.tag("source-msg-id")}:  # only a host and moderators make them
        said = replace(said, staff=True)
    return Notice(
        said=said,
        kind=_KINDS.get(kind, kind),
        elsewhere=message.tag("source-room-id") not in {"", message.tag("room-id")},
        count=message.number("msg-param-mass-gift-count") or 1,
        batch=bool(message.tag("msg-param-community-gift-id")),
        recipient=(
            message.tag("msg-param-recipient-id"),
            message.tag("msg-param-recipient-display-name", "msg-param-recipient-user-name"),
        ),
    )


def _deleted(message: Message, at: int, feed: str) -> CommentDeleted:
    id_ = message.tag("target-msg-id")
    if not id_:
        raise BadFrameError(say("没有说删除了哪一条", "a deletion that does not say of what"))
    return CommentDeleted(at=at, feed=feed, id=clean(id_, 80))


def _cleared(message: Message, at: int, feed: str) -> CommentsCleared:
    user = message.tag("target-user-id")
    viewer = who(user, message.text)[0] if user or message.text else None
    return CommentsCleared(at=at, feed=feed, platform=PLATFORM, viewer=viewer)


def _told(message: Message, at: int, feed: str) -> Sequence[FeedEvent]:
    """Read what the server says to us. What concerns a reply is the sender's business."""
    kind = message.tag("msg-id")
    text = clean(message.text, 300)
    if kind in SUSPENDED:
        return (ModerationWarned(at=at, feed=feed, platform=PLATFORM, text=text, cut_off=True),)
    if is_about_the_room(kind) or is_about_us(kind, message.text):
        return ()
    raise BadFrameError(say(f"Twitch 的提示：{text}", f"Twitch says: {text}"))
