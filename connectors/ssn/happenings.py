"""What viewers do, as each site's script names it: who came, followed, liked, gave. Pure."""

from collections.abc import Callable

from connectors.contract import BadFrameError
from connectors.events import (
    AudienceSampled,
    CommentReceived,
    CommentsCleared,
    FanclubJoined,
    FeedEvent,
    Followed,
    Gifted,
    Liked,
    Shared,
    StreamStarted,
    ViewerEntered,
    viewer_key,
)
from connectors.language import say
from connectors.reading.markup import plain
from connectors.reading.money import minor_units
from connectors.reading.scalars import count_of, ms_of, whole_of
from connectors.ssn.place import Place, platform_of
from connectors.ssn.selling import Handler, Told, bought, paid, sold, started
from connectors.ssn.shapes import id_in, name, title, words
from connectors.ssn.worth import Worth, worth_of
from connectors.text import clean

PICTURE = "🖼"
"""Stands for a comment that is nothing but a picture."""


def said(place: Place) -> Told:
    """Read something said. A donation in money is part of the comment; one in the site's own coin is a gift as well."""
    message = place.message
    text = _text(place)
    worth = _worth(place)
    if worth is None:
        text = text or (PICTURE if message.contentimg or words(message.chatmessage) else "")
        if not text:
            raise BadFrameError(say("消息没有内容", "a message that says nothing"))
        return (_comment(place, text),)
    if worth.currency is None:
        gift = gave(place)
        return (*gift, _comment(place, text)) if text else gift
    return (_comment(place, text, worth),) if text else gave(place)


def gave(place: Place) -> Told:
    """Read a gift. A streak is told again while it grows, its count always the sum."""
    details = place.message.details
    worth = _worth(place) or Worth()
    streak = id_in(details.get("tiktokGiftStreakId"))
    gift = title(details.get("giftName")) or worth.unit or title(place.message.hasDonation)
    return (
        Gifted(
            at=place.at,
            feed=place.feed,
            id="" if streak else place.id,
            viewer=place.viewer,
            name=place.name,
            platform=place.platform,
            gift=gift,
            count=count_of(words(details.get("tiktokGiftCount")), worth.pieces),
            amount=worth.amount,
            currency=worth.currency,
            combo=streak or None,
            growing=bool(streak) and details.get("repeatEnd") is not True,
        ),
    )


def memberships(place: Place) -> Told:
    """Read memberships given to others."""
    count = count_of(words(place.message.details.get("totalGifted")))
    given = Gifted(gift="membership", count=count, id=place.id, **_who(place))  # type: ignore[arg-type]  # fields by name
    return (given,)


def renewed(place: Place) -> Told:
    """Read a membership that goes on; what its member says with it is a comment."""
    text = _text(place)
    joined = _viewer_event(FanclubJoined)(place)
    return (*joined, _comment(place, text)) if text else joined


def redeemed(place: Place) -> Told:
    """Read a reward that a viewer took with points: only what the viewer wrote is anything to a shop."""
    text = words(place.message.details.get("userInput")).strip()
    return (_comment(place, text),) if text else ()


def liked(place: Place) -> Told:
    """Read likes; where nobody is named they are a stranger's."""
    count = count_of(words(place.message.details.get("likeCount")))
    return (Liked(count=count, id=place.id, **_who(place)),)  # type: ignore[arg-type]  # fields by name


def audience(place: Place) -> Told:
    """Read the number of viewers of one site, or of each site."""
    meta = place.message.meta
    counts = meta if isinstance(meta, dict) else {place.platform: meta}
    return tuple(
        AudienceSampled(at=place.at, feed=place.feed, count=count, platform=platform_of(site))
        for site, told in counts.items()
        if (count := whole_of(words(told))) is not None
    )


def banned(place: Place) -> Told:
    """Read that somebody was banned: what they said is gone."""
    details = place.message.details
    who = name(details.get("displayName")) or name(details.get("username"))
    key = viewer_key(place.platform, id_in(details.get("userId")), who)
    return (
        (CommentsCleared(at=place.at, feed=place.feed, platform=place.platform, viewer=key),) if who else ()
    )


def began(place: Place) -> Told:
    """Read that a site's stream has begun."""
    return (StreamStarted(at=place.at, feed=place.feed),)


def nothing(place: Place) -> Told:
    """Read what is known, and says nothing to a shop."""
    del place
    return ()


def _who(place: Place) -> dict[str, object]:
    return {
        "at": place.at,
        "feed": place.feed,
        "viewer": place.viewer,
        "name": place.name,
        "platform": place.platform,
    }


def _viewer_event(kind: type[Followed | Shared | ViewerEntered | FanclubJoined]) -> Handler:
    def read(place: Place) -> tuple[FeedEvent, ...]:
        return (kind(id=place.id, **_who(place)),)  # type: ignore[arg-type]  # fields by name

    return read


def _text(place: Place) -> str:
    said_ = words(place.message.chatmessage)
    return clean(said_ if place.message.textonly is True else plain(said_)).strip()


def _worth(place: Place) -> Worth | None:
    """Return what was donated, None where nothing was. The relay's own guess in dollars counts only where money is meant."""
    written = title(place.message.hasDonation)
    if not written:
        return None
    worth = worth_of(written)
    if worth.currency is not None or (worth.unit and worth.unit != written):
        return worth
    in_dollars = minor_units(words(place.message.donoValue), "USD")
    return worth if in_dollars is None else Worth(in_dollars, "USD")


def _comment(place: Place, text: str, worth: Worth = Worth()) -> CommentReceived:  # noqa: B008 - frozen
    return CommentReceived(
        at=place.at,
        feed=place.feed,
        id=place.id,
        text=text,
        viewer=place.viewer,
        name=place.name,
        platform=place.platform,
        sent_at=ms_of(words(place.message.timestamp)),
        staff=place.message.is_ours,
        amount=worth.amount,
        currency=worth.currency,
    )


_NOTHING = (
    "ad_break",
    "auction_ended",
    "community_highlight",
    "envelope",
    "follower_update",
    "giveaway_state",
    "goal_update",
    "hype_train",
    "likes_update",
    "media_ended",
    "new_bid",
    "payment_failed",
    "raid",
    "reaction",
    "recording_started",
    "recording_stopped",
    "replay_buffer_saved",
    "scene_changed",
    "stream_offline",
    "stream_stopped",
    "subscriber_update",
    "video_stats",
    "view_update",
)

HANDLERS: dict[str, Callable[[Place], Told]] = {
    **dict.fromkeys(_NOTHING, nothing),
    **dict.fromkeys(("new_follower", "followed", "follow"), _viewer_event(Followed)),
    **dict.fromkeys(("joined", "join"), _viewer_event(ViewerEntered)),
    **dict.fromkeys(("shared", "share"), _viewer_event(Shared)),
    **dict.fromkeys(("liked", "like"), liked),
    **dict.fromkeys(
        ("new_subscriber", "subscribe", "subscription", "sponsor", "new_sponsor", "new_member", "membership"),
        _viewer_event(FanclubJoined),
    ),
    **dict.fromkeys(("resub", "membermilestone", "member_milestone"), renewed),
    **dict.fromkeys(("subscription_gift", "giftpurchase", "membership_gift"), memberships),
    **dict.fromkeys(("gift", "jeweldonation", "supersticker", "powerup"), gave),
    **dict.fromkeys(("cheer", "donation", "superchat", "message", "question", "question_new"), said),
    **dict.fromkeys(("reward", "redeem"), redeemed),
    **dict.fromkeys(("viewer_update", "viewer_updates"), audience),
    **dict.fromkeys(("stream_online", "stream_started"), began),
    "user_banned": banned,
    "auction_started": started,
    "product_sold": sold,
    "payment_succeeded": paid,
    **dict.fromkeys(("purchase", "shopping_purchase", "merch"), bought),
}
"""What each name of an event becomes. A site that goes off air does not end the feed: others may go on."""
