"""YouTube's live chat: one page of `liveChatMessages.list` a frame, bytes in and events out.

After the Live Streaming API's reference pages. The first page a decoder reads is the backlog of the chat. A refused
call is a frame too, where it says that the chat has ended; so is an answer of `videos.list`, which tells the audience.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import msgspec

from connectors.contract import BadFrameError, Decoder
from connectors.events import (
    AudienceSampled,
    CommentDeleted,
    CommentReceived,
    CommentsCleared,
    FanclubJoined,
    FeedEvent,
    Gifted,
    StreamEnded,
    unparsed,
    viewer_key,
)
from connectors.language import say
from connectors.reading.jsonframe import reader
from connectors.reading.moments import from_iso
from connectors.reading.money import from_micros, priced
from connectors.reading.scalars import count_of, id_of, text_of, whole_of
from connectors.text import clean, clean_name
from connectors.youtube.shapes import Author, GiftEvent, Item, Page, Paid, Sticker, Video

PLATFORM = "youtube"
CHAT_ENDED = "liveChatEnded"

_read_page = reader(msgspec.json.Decoder(Page).decode)
_read_item = reader(msgspec.json.Decoder(Item).decode)
_read_video = reader(msgspec.json.Decoder(Video).decode)


class _Place(NamedTuple):
    """Where an item stands: received when, on which feed, in the backlog or not."""

    at: int
    feed: str
    history: bool


_Told = tuple[FeedEvent, ...]
_Reading = Callable[[Item, _Place], _Told]


def decoder(feed: str, settings: object = None) -> Decoder:
    """Return the decoder of one feed. It raises `BadFrameError` for what is no answer of the interface."""
    del settings
    is_first = True

    def decode(frame: bytes, at: int) -> Sequence[FeedEvent]:
        nonlocal is_first
        page = _read_page(frame)
        if page.error is not None:
            return _refused(page.error.reason, feed, at)
        if page.kind == "youtube#videoListResponse":
            return _audience(page, feed, at)
        if page.kind != "youtube#liveChatMessageListResponse":
            raise BadFrameError(say("不是直播聊天的一页", "not a page of a live chat"))
        place = _Place(at, feed, is_first)
        is_first = False
        events = [event for raw in page.items for event in _item(bytes(raw), place)]
        if page.offline_at and not any(type(event) is StreamEnded for event in events):
            events.append(StreamEnded(at=at, feed=feed))
        return events

    return decode


def _refused(reason: str, feed: str, at: int) -> _Told:
    if reason == CHAT_ENDED:
        return (StreamEnded(at=at, feed=feed),)
    raise BadFrameError(say(f"YouTube 拒绝了请求：{reason}", f"YouTube refused the call: {reason}"))


def _audience(page: Page, feed: str, at: int) -> _Told:
    counts = [
        whole_of(_read_video(bytes(raw)).live_streaming_details.concurrent_viewers) for raw in page.items
    ]
    return tuple(
        AudienceSampled(at=at, feed=feed, count=count, platform=PLATFORM)
        for count in counts
        if count is not None
    )


def _item(raw: bytes, place: _Place) -> _Told:
    """Read one message; one that cannot be read costs only itself."""
    try:
        item = _read_item(raw)
        return _READINGS.get(item.snippet.type, _unknown)(item, place)
    except BadFrameError as bad:
        return (unparsed(at=place.at, feed=place.feed, reason=str(bad), frame=raw),)


def _who(item: Item) -> tuple[str, str]:
    """Return the author's key and name."""
    author = item.author_details or Author()
    name = clean_name(text_of(author.display_name))
    return viewer_key(PLATFORM, id_of(author.channel_id, item.snippet.author_channel_id), name), name


def _comment(
    item: Item, place: _Place, text: str, *, amount: int | None = None, currency: str | None = None
) -> CommentReceived:
    viewer, name = _who(item)
    author = item.author_details or Author()
    return CommentReceived(
        at=place.at,
        feed=place.feed,
        id=id_of(item.id),
        text=clean(text),
        viewer=viewer,
        name=name,
        platform=PLATFORM,
        sent_at=from_iso(item.snippet.published_at),
        history=place.history,
        staff=bool(author.is_chat_owner or author.is_chat_moderator),
        amount=amount,
        currency=currency,
    )


def _text(item: Item, place: _Place) -> _Told:
    details = item.snippet.text_message_details
    text = None if details is None else details.message_text
    text = item.snippet.display_message if text is None else text
    if text is None:
        raise BadFrameError(say("评论没有文字", "a comment without text"))
    return (_comment(item, place, text_of(text)),)


def _super_chat(item: Item, place: _Place) -> _Told:
    paid = item.snippet.super_chat_details or item.snippet.fan_funding_event_details or Paid()
    amount, currency = _price(paid)
    return (_comment(item, place, text_of(paid.user_comment), amount=amount, currency=currency),)


def _price(paid: Paid | Sticker) -> tuple[int | None, str | None]:
    currency = clean(paid.currency or "", 3).upper()
    return priced(from_micros(paid.amount_micros, currency), currency)


def _gift(
    item: Item, place: _Place, gift: str, count: int, amount: int | None = None, currency: str | None = None
) -> Gifted:
    viewer, name = _who(item)
    return Gifted(
        at=place.at,
        feed=place.feed,
        id=id_of(item.id),
        viewer=viewer,
        name=name,
        platform=PLATFORM,
        gift=clean(gift, 200),
        count=count,
        amount=amount,
        currency=currency,
    )


def _sticker(item: Item, place: _Place) -> _Told:
    sticker = item.snippet.super_sticker_details or Sticker()
    described = sticker.super_sticker_metadata
    gift = "" if described is None else text_of(described.alt_text)
    return (_gift(item, place, gift or "Super Sticker", 1, *_price(sticker)),)


def _memberships(item: Item, place: _Place) -> _Told:
    given = item.snippet.membership_gifting_details
    if given is None:
        return (_gift(item, place, "membership", 1),)
    gift = text_of(given.gift_memberships_level_name) or "membership"
    return (_gift(item, place, gift, count_of(given.gift_memberships_count)),)


def _jewels(item: Item, place: _Place) -> _Told:
    given = item.snippet.gift_event_details or item.snippet.gift_details or GiftEvent()
    described = given.gift_metadata or given
    return (_gift(item, place, text_of(described.gift_name), count_of(described.combo_count)),)


def _member(item: Item, place: _Place) -> _Told:
    viewer, name = _who(item)
    joined = FanclubJoined(
        at=place.at, feed=place.feed, id=id_of(item.id), viewer=viewer, name=name, platform=PLATFORM
    )
    milestone = item.snippet.member_milestone_chat_details
    said = "" if milestone is None else text_of(milestone.user_comment)
    return (joined, _comment(item, place, said)) if said else (joined,)


def _deleted(item: Item, place: _Place) -> _Told:
    snippet = item.snippet
    details = snippet.message_deleted_details or snippet.message_retracted_details
    gone = "" if details is None else id_of(details.deleted_message_id, details.retracted_message_id)
    return _gone(gone, place)


def _tombstone(item: Item, place: _Place) -> _Told:
    """Read what stands where a message was: it keeps that message's id."""
    return _gone(id_of(item.id), place)


def _gone(id_: str, place: _Place) -> _Told:
    if not id_:
        raise BadFrameError(say("删除的评论没有编号", "a deleted comment without its id"))
    return (CommentDeleted(at=place.at, feed=place.feed, id=id_),)


def _banned(item: Item, place: _Place) -> _Told:
    details = item.snippet.user_banned_details
    banned = (
        Author() if details is None or details.banned_user_details is None else details.banned_user_details
    )
    viewer, name = id_of(banned.channel_id), clean_name(text_of(banned.display_name))
    if not viewer and not name:
        raise BadFrameError(say("禁言没有说明对象", "a ban that does not say of whom"))
    return (
        CommentsCleared(
            at=place.at, feed=place.feed, platform=PLATFORM, viewer=viewer_key(PLATFORM, viewer, name)
        ),
    )


def _ended(item: Item, place: _Place) -> _Told:
    del item
    return (StreamEnded(at=place.at, feed=place.feed),)


def _nothing(item: Item, place: _Place) -> _Told:
    """Read what is known, and says nothing to a shop: polls, and who may talk."""
    del item, place
    return ()


def _unknown(item: Item, place: _Place) -> _Told:
    del place
    kind = clean(item.snippet.type, 40)
    raise BadFrameError(say(f"未知的消息类型“{kind}”", f"unknown message type “{kind}”"))


_READINGS: dict[str, _Reading] = {
    "textMessageEvent": _text,
    "superChatEvent": _super_chat,
    "fanFundingEvent": _super_chat,
    "superStickerEvent": _sticker,
    "newSponsorEvent": _member,
    "memberMilestoneChatEvent": _member,
    "giftMembershipReceivedEvent": _member,
    "membershipGiftingEvent": _memberships,
    "giftEvent": _jewels,
    "messageDeletedEvent": _deleted,
    "messageRetractedEvent": _deleted,
    "tombstone": _tombstone,
    "userBannedEvent": _banned,
    "chatEndedEvent": _ended,
    "pollEvent": _nothing,
    "pollDetails": _nothing,
    "pollOpenedEvent": _nothing,
    "pollEditedEvent": _nothing,
    "pollVotedEvent": _nothing,
    "pollClosedEvent": _nothing,
    "sponsorOnlyModeStartedEvent": _nothing,
    "sponsorOnlyModeEndedEvent": _nothing,
}
