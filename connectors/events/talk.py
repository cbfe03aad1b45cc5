"""What viewers say, and what the platform takes back."""

import msgspec

from connectors.events.base import FeedEvent


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
    `history` marks a backlog the platform replays on connecting: recorded, never clocked. `staff` marks the host's own
    side: recorded, and never a question. A paid comment (super chat) has an `amount` in minor units of `currency`.
    """

    id: str
    text: str
    viewer: str
    name: str
    platform: str
    sent_at: int | None = None
    product: str | None = None
    history: bool = False
    staff: bool = False
    amount: int | None = None
    currency: str | None = None
    truth: Truth | None = None


class CommentDeleted(FeedEvent, tag="comment.deleted"):
    """The platform or its moderators removed the comment `id`."""

    id: str


class CommentsCleared(FeedEvent, tag="comments.cleared"):
    """Moderators removed everything one viewer said, or, where `viewer` is None, everything."""

    platform: str
    viewer: str | None = None


class ModerationWarned(FeedEvent, tag="moderation.warning"):
    """The platform warns the host, or has cut the stream off. `text` is what it says."""

    platform: str
    text: str
    cut_off: bool = False
