"""The shapes of the live chat's JSON, as the Live Streaming API documents them; every field may be missing."""

import msgspec

from connectors.reading.jsonframe import Items
from connectors.reading.scalars import Scalar


class Author(msgspec.Struct, rename="camel", gc=False):
    """Who wrote a message."""

    channel_id: Scalar = None
    display_name: Scalar = None
    is_chat_owner: bool | None = None
    is_chat_moderator: bool | None = None


class TextDetails(msgspec.Struct, rename="camel", gc=False):
    """A plain message."""

    message_text: Scalar = None


class Paid(msgspec.Struct, rename="camel", gc=False):
    """A super chat, or a payment of the years before."""

    amount_micros: str | int | float | None = None
    currency: str | None = None
    user_comment: Scalar = None


class StickerDescription(msgspec.Struct, rename="camel", gc=False):
    """What a sticker shows, in words."""

    alt_text: Scalar = None


class Sticker(msgspec.Struct, rename="camel", gc=False):
    """A paid sticker."""

    amount_micros: str | int | float | None = None
    currency: str | None = None
    super_sticker_metadata: StickerDescription | None = None


class Milestone(msgspec.Struct, rename="camel", gc=False):
    """A member of some months says so."""

    user_comment: Scalar = None


class Gifting(msgspec.Struct, rename="camel", gc=False):
    """Memberships given to others."""

    gift_memberships_count: Scalar = None
    gift_memberships_level_name: Scalar = None


class Jewels(msgspec.Struct, rename="camel", gc=False):
    """A gift bought with the platform's own coin."""

    gift_name: Scalar = None
    combo_count: Scalar = None


class GiftEvent(msgspec.Struct, rename="camel", gc=False):
    """A gift; its description comes nested or not, by the age of the interface."""

    gift_metadata: Jewels | None = None
    gift_name: Scalar = None
    combo_count: Scalar = None


class Deleted(msgspec.Struct, rename="camel", gc=False):
    """A message taken away by moderators, or taken back by its author."""

    deleted_message_id: Scalar = None
    retracted_message_id: Scalar = None


class Banned(msgspec.Struct, rename="camel", gc=False):
    """Somebody was banned, for a while or for good."""

    banned_user_details: Author | None = None


class Snippet(msgspec.Struct, rename="camel", gc=False):
    """What a message is, with the details of its type."""

    type: str
    published_at: str | None = None
    author_channel_id: Scalar = None
    display_message: Scalar = None
    text_message_details: TextDetails | None = None
    super_chat_details: Paid | None = None
    fan_funding_event_details: Paid | None = None
    super_sticker_details: Sticker | None = None
    member_milestone_chat_details: Milestone | None = None
    membership_gifting_details: Gifting | None = None
    gift_event_details: GiftEvent | None = None
    gift_details: GiftEvent | None = None
    message_deleted_details: Deleted | None = None
    message_retracted_details: Deleted | None = None
    user_banned_details: Banned | None = None


class Item(msgspec.Struct, rename="camel", gc=False):
    """One message of the chat."""

    snippet: Snippet
    id: Scalar = None
    author_details: Author | None = None


class Reason(msgspec.Struct, gc=False):
    """One reason of a refusal."""

    reason: str = ""


class Refusal(msgspec.Struct, gc=False):
    """Why a call failed."""

    message: str = ""
    errors: list[Reason] = []

    @property
    def reason(self) -> str:
        """The first reason, in the platform's own word."""
        return self.errors[0].reason if self.errors else ""


class Page(msgspec.Struct, rename="camel", gc=False):
    """One answer of the interface. Items stay raw, so that one that cannot be read costs only itself."""

    kind: str = ""
    items: Items = []
    offline_at: str | None = None
    error: Refusal | None = None


class Details(msgspec.Struct, rename="camel", gc=False):
    """What a video says of its stream."""

    active_live_chat_id: str | None = None
    actual_end_time: str | None = None
    concurrent_viewers: str | int | None = None


class Titled(msgspec.Struct, rename="camel", gc=False):
    """A video's or a broadcast's own words."""

    title: str = ""
    live_chat_id: str | None = None


class Stage(msgspec.Struct, rename="camel", gc=False):
    """How far a broadcast has come."""

    life_cycle_status: str = ""


class Video(msgspec.Struct, rename="camel", gc=False):
    """A video of `videos.list`, or a broadcast of `liveBroadcasts.list`."""

    id: str = ""
    snippet: Titled = msgspec.field(default_factory=Titled)
    status: Stage = msgspec.field(default_factory=Stage)
    live_streaming_details: Details = msgspec.field(default_factory=Details)


class Videos(msgspec.Struct, gc=False):
    """An answer that lists videos or broadcasts."""

    items: list[Video] = []
