"""What each of Streamer.bot's events becomes, by the platform it comes from. Pure."""

from collections.abc import Callable
from functools import partial
from typing import Any

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
    OrderCreated,
    OrderPaid,
    StreamStarted,
    viewer_key,
)
from connectors.language import say
from connectors.reading.money import from_micros, priced
from connectors.reading.scalars import count_of, whole_of
from connectors.streamerbot.fields import Happening, id_in, part, words
from connectors.streamerbot.shopify import order
from connectors.text import clean, clean_name

Told = tuple[FeedEvent, ...]
Reading = Callable[[Happening], Told]

_MODERATOR = 3


def comment(happening: Happening) -> Told:
    """Read something said."""
    if not happening.text:
        raise BadFrameError(say("评论没有文字", "a comment without text"))
    return (_said(happening),)


def paid(happening: Happening) -> Told:
    """Read a super chat."""
    return (_said(happening, *_price(happening)),)


def sticker(happening: Happening) -> Told:
    """Read a paid sticker."""
    amount, currency = _price(happening)
    gift = happening.first("altText", "stickerName") or "Super Sticker"
    return (_gift(happening, gift, 1, amount, currency),)


def cheer(happening: Happening) -> Told:
    """Read bits, and what was said with them."""
    bits = _gift(happening, "bits", count_of(words(happening.data.get("bits"))))
    return (bits, _said(happening)) if happening.text else (bits,)


def member(happening: Happening) -> Told:
    """Read a membership or a subscription, new or renewed."""
    joined = FanclubJoined(id=happening.id, **_who(happening))
    return (joined,)


def renewed(happening: Happening) -> Told:
    """Do the same, with what the member said."""
    return (*member(happening), _said(happening)) if happening.text else member(happening)


def gift_sub(happening: Happening) -> Told:
    """Read one subscription given; of many at once each is told again, and the whole tells how many."""
    if happening.is_flagged("fromCommunitySubGift", "fromSubBomb"):
        return ()
    return (_gift(happening, "subscription", 1),)


def gift_subs(happening: Happening) -> Told:
    """Read subscriptions or memberships given to several at once."""
    count = count_of(*(words(happening.data.get(key)) for key in ("total", "count", "gifts")))
    return (_gift(happening, happening.first("tier") or "subscription", count),)


def followed(happening: Happening) -> Told:
    """Read a follow; on YouTube that is a subscription to the channel."""
    return (Followed(id=happening.id, **_who(happening)),)


def redeemed(happening: Happening) -> Told:
    """Read a reward taken with points: only what the viewer wrote is anything to a shop."""
    return (_said(happening),) if happening.text else ()


def deleted(happening: Happening) -> Told:
    """Read that a comment was taken away."""
    gone = happening.id_at(
        "targetMessageId", "target_message_id", "deletedMessageId", "messageId", "message_id"
    )
    if not gone:
        raise BadFrameError(say("删除的评论没有编号", "a deleted comment without its id"))
    return (CommentDeleted(at=happening.at, feed=happening.feed, id=gone),)


def cleared(happening: Happening) -> Told:
    """Read that everything was taken away: all that one viewer said, or all there is."""
    banned = part(happening.data, "bannedUser") or part(happening.data, "user")
    who = happening.id_at("target_user_id", "targetUserId") or id_in(banned.get("id"))
    name = happening.first("target_user_display", "target_user_name", "target_user_login", "targetUserName")
    name = clean_name(name or words(banned.get("name")))
    key = viewer_key(happening.platform, who, name) if who or name else None
    return (CommentsCleared(at=happening.at, feed=happening.feed, platform=happening.platform, viewer=key),)


def one_banned(happening: Happening) -> Told:
    """Do the same for one viewer; where it is not told which, nothing is taken away."""
    (event,) = cleared(happening)
    if isinstance(event, CommentsCleared) and event.viewer is None:
        raise BadFrameError(say("禁言没有说明对象", "a ban that does not say of whom"))
    return (event,)


def audience(happening: Happening) -> Told:
    """Read the number of viewers."""
    count = whole_of(happening.first("concurrentViewers", "viewerCount", "viewer_count", "viewers"))
    if count is None:
        return ()
    return (AudienceSampled(at=happening.at, feed=happening.feed, count=count, platform=happening.platform),)


def began(happening: Happening) -> Told:
    """Read that a platform's broadcast has begun."""
    return (StreamStarted(at=happening.at, feed=happening.feed),)


def nothing(happening: Happening) -> Told:
    """Read what is known, and says nothing to a shop."""
    del happening
    return ()


def _who(happening: Happening) -> dict[str, Any]:
    return {
        "at": happening.at,
        "feed": happening.feed,
        "viewer": happening.viewer,
        "name": happening.name,
        "platform": happening.platform,
    }


def _said(happening: Happening, amount: int | None = None, currency: str | None = None) -> CommentReceived:
    return CommentReceived(
        id=happening.id,
        text=happening.text,
        sent_at=happening.sent_at,
        staff=happening.role() >= _MODERATOR or happening.is_flagged("isOwner", "isModerator", "internal"),
        amount=amount,
        currency=currency,
        **_who(happening),
    )


def _gift(
    happening: Happening, gift: str, count: int, amount: int | None = None, currency: str | None = None
) -> Gifted:
    return Gifted(
        id=happening.id,
        gift=clean(gift, 200),
        count=count,
        amount=amount,
        currency=currency,
        **_who(happening),
    )


def _price(happening: Happening) -> tuple[int | None, str | None]:
    currency = happening.first("currencyCode", "currency_code", "currency").strip().upper()
    return priced(from_micros(happening.first("microAmount", "micro_amount"), currency), currency)


READ: dict[str, dict[str, Reading]] = {
    "Twitch": {
        "ChatMessage": comment,
        "ChatMessageDeleted": deleted,
        "ChatCleared": cleared,
        "UserBanned": one_banned,
        "UserTimedOut": one_banned,
        "Cheer": cheer,
        "Follow": followed,
        "Sub": member,
        "ReSub": renewed,
        "GiftSub": gift_sub,
        "GiftBomb": gift_subs,
        "RewardRedemption": redeemed,
        "ViewerCountUpdate": audience,
        "StreamOnline": began,
    },
    "YouTube": {
        "Message": comment,
        "MessageDeleted": deleted,
        "UserBanned": one_banned,
        "SuperChat": paid,
        "SuperSticker": sticker,
        "NewSponsor": member,
        "MemberMileStone": renewed,
        "GiftMembershipReceived": member,
        "MembershipGift": gift_subs,
        "NewSubscriber": followed,
        "StatisticsUpdated": audience,
        "BroadcastStarted": began,
    },
    "Kick": {
        "ChatMessage": comment,
        "ChatMessageDeleted": deleted,
        "UserBanned": one_banned,
        "UserTimedOut": one_banned,
        "Follow": followed,
        "Subscription": member,
        "Resubscription": renewed,
        "GiftSubscription": gift_sub,
        "MassGiftSubscription": gift_subs,
        "RewardRedemption": redeemed,
        "ViewerCountUpdate": audience,
        "StreamOnline": began,
    },
    "Shopify": {"OrderCreated": partial(order, OrderCreated), "OrderPaid": partial(order, OrderPaid)},
}
"""What is subscribed to. A platform that goes off air does not end the feed: others may go on."""

_SAME = {"twitch": {"firstword": comment}, "youtube": {"firstwords": comment}}
"""The same comment again, under another name."""

_READINGS = {
    source.lower(): {
        **{kind.lower(): reading for kind, reading in kinds.items()},
        **_SAME.get(source.lower(), {}),
    }
    for source, kinds in READ.items()
}


def reading_of(source: str, kind: str) -> Reading:
    """Return how an event is read, however its name is written; other sources and kinds say nothing to a shop."""
    return _READINGS.get(source.lower(), {}).get(kind.lower(), nothing)
