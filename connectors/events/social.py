"""What viewers do besides talking: come, leave, like, follow, give."""

from connectors.events.base import FeedEvent


class ViewerEvent(FeedEvent):
    """Something a viewer did. `viewer` is the viewer's key, `name` the display name.

    `id` is the platform's id of the message, "" where it gives none.
    """

    viewer: str
    name: str
    platform: str
    id: str = ""


class ViewerEntered(ViewerEvent, tag="viewer.enter"):
    """A viewer came into the room."""


class ViewerLeft(ViewerEvent, tag="viewer.leave"):
    """A viewer left the room."""


class AudienceSampled(FeedEvent, tag="audience.sample"):
    """How many viewers were in the room at this moment."""

    count: int
    platform: str


class Followed(ViewerEvent, tag="follow"):
    """A viewer followed the shop."""


class Unfollowed(ViewerEvent, tag="unfollow"):
    """A viewer follows the shop no more."""


class Liked(ViewerEvent, tag="like"):
    """A viewer liked the stream, `count` times in one burst."""

    count: int = 1


class Shared(ViewerEvent, tag="share"):
    """A viewer shared the stream."""


class FanclubJoined(ViewerEvent, tag="fanclub.join"):
    """A viewer joined the fan club, the membership or the channel's subscribers, or renewed.

    It cost `amount` minor units of `currency` where the feed says so.
    """

    amount: int | None = None
    currency: str | None = None


class Gifted(ViewerEvent, tag="gift"):
    """A viewer gave `count` of a gift, altogether worth `amount` minor units of `currency` where the feed says so.

    Platforms tell of a combo again and again while it grows. A decoder names it by `combo`, gives in `count` what it has
    come to so far, and says by `growing` whether more may come; what is handed on is one event a combo.
    """

    gift: str = ""
    count: int = 1
    amount: int | None = None
    currency: str | None = None
    combo: str | None = None
    growing: bool = False
