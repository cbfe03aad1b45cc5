"""What a feed can say: the vocabulary every connector translates its platform into.

Each event is a flat struct. Its kind bears the same name in `decode`, in `export` and in the journal. Times are UTC milliseconds. Ids are text,
always: platforms send the same 64-bit id sometimes as a number, sometimes as a string.
"""

from connectors.events.base import STRANGER, FeedEvent, viewer_key
from connectors.events.commerce import (
    IMPORTED,
    CartAdded,
    CouponClaimed,
    CouponEvent,
    CouponIssued,
    CouponRedeemed,
    ExplainStarted,
    ExplainStopped,
    OrderCancelled,
    OrderCreated,
    OrderEvent,
    OrderPaid,
    OrderRefunded,
    ProductClicked,
    ProductExposed,
    ShopperEvent,
)
from connectors.events.health import (
    FeedGap,
    FeedLost,
    FeedResumed,
    FeedSampled,
    FeedStalled,
    StreamEnded,
    StreamStarted,
    Unparsed,
    unparsed,
)
from connectors.events.social import (
    AudienceSampled,
    FanclubJoined,
    Followed,
    Gifted,
    Liked,
    Shared,
    Unfollowed,
    ViewerEntered,
    ViewerEvent,
    ViewerLeft,
)
from connectors.events.talk import (
    CommentDeleted,
    CommentReceived,
    CommentsCleared,
    ModerationWarned,
    Truth,
)

SOCIAL = (
    ViewerEntered,
    ViewerLeft,
    Followed,
    Unfollowed,
    Liked,
    Shared,
    FanclubJoined,
    Gifted,
    AudienceSampled,
    ProductClicked,
)
"""Signals the desk can do without under pressure; comments and orders are never among them."""

AnyFeedEvent = (
    CommentReceived
    | CommentDeleted
    | CommentsCleared
    | ModerationWarned
    | ViewerEntered
    | ViewerLeft
    | AudienceSampled
    | Followed
    | Unfollowed
    | Liked
    | Shared
    | FanclubJoined
    | Gifted
    | OrderCreated
    | OrderPaid
    | OrderCancelled
    | OrderRefunded
    | ProductExposed
    | ProductClicked
    | CartAdded
    | CouponIssued
    | CouponClaimed
    | CouponRedeemed
    | ExplainStarted
    | ExplainStopped
    | StreamStarted
    | StreamEnded
    | FeedGap
    | FeedLost
    | FeedStalled
    | FeedResumed
    | FeedSampled
    | Unparsed
)

__all__ = [
    "IMPORTED",
    "SOCIAL",
    "STRANGER",
    "AnyFeedEvent",
    "AudienceSampled",
    "CartAdded",
    "CommentDeleted",
    "CommentReceived",
    "CommentsCleared",
    "CouponClaimed",
    "CouponEvent",
    "CouponIssued",
    "CouponRedeemed",
    "ExplainStarted",
    "ExplainStopped",
    "FanclubJoined",
    "FeedEvent",
    "FeedGap",
    "FeedLost",
    "FeedResumed",
    "FeedSampled",
    "FeedStalled",
    "Followed",
    "Gifted",
    "Liked",
    "ModerationWarned",
    "OrderCancelled",
    "OrderCreated",
    "OrderEvent",
    "OrderPaid",
    "OrderRefunded",
    "ProductClicked",
    "ProductExposed",
    "Shared",
    "ShopperEvent",
    "StreamEnded",
    "StreamStarted",
    "Truth",
    "Unfollowed",
    "Unparsed",
    "ViewerEntered",
    "ViewerEvent",
    "ViewerLeft",
    "unparsed",
    "viewer_key",
]
