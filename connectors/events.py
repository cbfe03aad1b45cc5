"""What a feed can say: the vocabulary every connector translates its platform into.

Each event is a flat struct. Its kind bears the same name in `decode`, in `export` and in the journal. Times are UTC milliseconds. Ids are text,
always: platforms send the same 64-bit id sometimes as a number, sometimes as a string.
"""

from typing import Any

import msgspec

from connectors.text import clean, clean_name

LONGEST_SAMPLE = 300  # characters of an unreadable frame


class FeedEvent(msgspec.Struct, kw_only=True, omit_defaults=True, tag_field="kind", gc=False):
    """Anything that happened on a feed.

    `at` is the receipt time by our clock in UTC ms; `feed` names the connection within the room.
    """

    at: int
    feed: str


class Truth(msgspec.Struct, kw_only=True, frozen=True, omit_defaults=True):
    """What a synthetic comment really is. Only the demo knows; triage never reads it."""

    question: bool = False
    complaint: bool = False
    intent: str = "chat"
    product: str | None = None
    slot: str | None = None


class CommentReceived(FeedEvent, tag="comment.received"):
    """A viewer's comment. `sent_at` is the platform's own time (UTC ms) where it gives one.

    `id` is the platform's; a decoder leaves it empty where the platform gives none, and the feed's link then
    makes one up, so that every comment the desk sees has one.
    `history` marks a backlog the platform replays on connecting: recorded, never clocked.
    """

    id: str
    text: str
    viewer: str
    name: str
    platform: str
    sent_at: int | None = None
    product: str | None = None
    history: bool = False
    truth: Truth | None = None


class CommentDeleted(FeedEvent, tag="comment.deleted"):
    """The platform or its moderators removed the comment `id`."""

    id: str


class ViewerEntered(FeedEvent, tag="viewer.enter"):
    """A viewer came into the room."""

    viewer: str
    name: str
    platform: str


class AudienceSampled(FeedEvent, tag="audience.sample"):
    """How many viewers were in the room at this moment."""

    count: int
    platform: str


class Followed(FeedEvent, tag="follow"):
    """A viewer followed the shop."""

    viewer: str
    name: str
    platform: str


class Liked(FeedEvent, tag="like"):
    """A viewer liked the stream, `count` times in one burst."""

    viewer: str
    name: str
    platform: str
    count: int = 1


class Shared(FeedEvent, tag="share"):
    """A viewer shared the stream."""

    viewer: str
    name: str
    platform: str


class FanclubJoined(FeedEvent, tag="fanclub.join"):
    """A viewer joined the fan club or the brand's membership."""

    viewer: str
    name: str
    platform: str


class Gifted(FeedEvent, tag="gift"):
    """A viewer gave `count` of a gift."""

    viewer: str
    name: str
    platform: str
    gift: str
    count: int = 1


class OrderEvent(FeedEvent):
    """An order changed state. `id` is the order's own id, personal data.

    `amount` is in minor units of `currency` (ISO 4217); both are None where the feed does not say.
    `viewer` is the buyer's key, None where the feed does not say; `placed_at` is the platform's time (UTC ms).
    """

    id: str
    platform: str
    viewer: str | None = None
    name: str | None = None
    product: str | None = None
    product_title: str | None = None
    quantity: int = 1
    amount: int | None = None
    currency: str | None = None
    placed_at: int | None = None


class OrderCreated(OrderEvent, tag="order.created"):
    """An order was placed, not yet paid."""


class OrderPaid(OrderEvent, tag="order.paid"):
    """An order was paid."""


class OrderCancelled(OrderEvent, tag="order.cancelled"):
    """An order was cancelled before it was paid or sent."""


class OrderRefunded(OrderEvent, tag="order.refunded"):
    """An order, or `amount` of it, was refunded."""


class ExplainStarted(FeedEvent, tag="explain.start"):
    """The host began to explain a product: it is on air until the next start or stop."""

    product: str
    product_title: str = ""


class ExplainStopped(FeedEvent, tag="explain.stop"):
    """The host finished explaining a product."""

    product: str


class StreamEnded(FeedEvent, tag="stream.end"):
    """The platform says that the broadcast is over."""


class FeedGap(FeedEvent, tag="feed.gap"):
    """A span in which comments may have been lost: `since` to `until`, UTC ms, half-open.

    `cause` is one short phrase for people. `lost` is an estimate, None where nothing is known.
    """

    since: int
    until: int
    cause: str
    lost: int | None = None


class FeedLost(FeedEvent, tag="feed.lost"):
    """The connection is gone since `since` (UTC ms). What it cost stands in the `feed.gap` that follows.

    Written at once, so that figures taken in the meantime, or after a crash, know that nobody was listening.
    """

    since: int
    cause: str


class FeedStalled(FeedEvent, tag="feed.stall"):
    """The connection is open, and nothing has arrived since `since` (UTC ms)."""

    since: int


class FeedResumed(FeedEvent, tag="feed.resume"):
    """Events arrive again after a gap or a stall that began at `since` (UTC ms)."""

    since: int


class FeedSampled(FeedEvent, tag="feed.sample"):
    """Counters of one feed since it was opened; the last sample of a `run` is its total.

    `received` counts events before anything was left out, `duplicates` those dropped by id, `repeats` those
    without an id dropped after a reconnect (same viewer, text and second), `unparsed` frames nobody could
    read, `shed` social signals given up under pressure, `lag_ms` the median receipt minus platform time since
    the last sample (None where the platform gives no time).
    """

    run: str
    received: int
    duplicates: int = 0
    repeats: int = 0
    unparsed: int = 0
    shed: int = 0
    lag_ms: int | None = None


class Unparsed(FeedEvent, tag="feed.unparsed"):
    """A frame, or a part of one, that could not be read: kept, so that nothing is lost silently.

    `sample` is the beginning of the frame, cleaned, at most 300 characters.
    """

    reason: str
    sample: str = ""


SOCIAL = (ViewerEntered, Followed, Liked, Shared, FanclubJoined, Gifted, AudienceSampled)
"""Signals the desk can do without under pressure; comments and orders are never among them."""

AnyFeedEvent = (
    CommentReceived
    | CommentDeleted
    | ViewerEntered
    | AudienceSampled
    | Followed
    | Liked
    | Shared
    | FanclubJoined
    | Gifted
    | OrderCreated
    | OrderPaid
    | OrderCancelled
    | OrderRefunded
    | ExplainStarted
    | ExplainStopped
    | StreamEnded
    | FeedGap
    | FeedLost
    | FeedStalled
    | FeedResumed
    | FeedSampled
    | Unparsed
)


STRANGER = ":@#"


def viewer_key(platform: str, user_id: Any, name: str) -> str:
    """Return the viewer's key: `platform:id`, or `platform:@name` where the platform gives no id.

    Where it gives neither, the key is `platform:@#`, and the feed's link makes it `platform:@#` with the comment's id
    (another event's number within the run): strangers are then as many people as they have said things, rather
    than one who has said everything.
    """
    if user_id is not None and user_id != "":
        return f"{platform}:{user_id}"
    known_as = clean_name(name)
    return f"{platform}:@{known_as}" if known_as else f"{platform}{STRANGER}"


def unparsed(*, at: int, feed: str, reason: str, frame: bytes) -> Unparsed:
    """Return the record of a frame, or a part of one, that could not be read for `reason`."""
    sample = frame[: 4 * LONGEST_SAMPLE].decode("utf-8", "replace")
    return Unparsed(
        at=at, feed=feed, reason=clean(reason, LONGEST_SAMPLE), sample=clean(sample, LONGEST_SAMPLE)
    )
