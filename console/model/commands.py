"""What a person, a timer or the outbox asks of the desk: plain data that can travel between processes."""

import msgspec

from console.model.events import Channel

DISMISS_REASONS = ("not_a_question", "answered_elsewhere", "rhetorical", "spam", "off_topic", "cannot_help")


class Command(msgspec.Struct, kw_only=True, frozen=True, tag_field="do"):
    """A request to the desk.

    `id` is unique per request, `author` the agent's name; `based_on` is the case version the author was
    looking at (0 where it does not matter), so that nobody answers what has just been answered.
    """

    id: str
    author: str
    based_on: int = 0


class Claim(Command, frozen=True, tag="claim"):
    """Take a case."""

    case: str


class Release(Command, frozen=True, tag="release"):
    """Give a case back."""

    case: str


class SendReply(Command, frozen=True, tag="reply"):
    """Answer every open asker of a case. `id` becomes the reply's id.

    Channel `host` means that the host has already said it: there is nothing to deliver.
    """

    case: str
    text: str
    channel: Channel
    script: str | None = None
    script_version: int | None = None
    edit_ratio: float = 0.0


class ReportDelivery(Command, frozen=True, tag="delivery"):
    """What became of a queued reply. The author is `outbox`, or the agent who marks a copied text as sent."""

    reply: str
    delivered: bool
    reason: str = ""


class Resolve(Command, frozen=True, tag="resolve"):
    """Close an answered case."""

    case: str


class Dismiss(Command, frozen=True, tag="dismiss"):
    """Close a case that needs no answer; `reason` is one of `DISMISS_REASONS`."""

    case: str
    reason: str


AnyCommand = Claim | Release | SendReply | ReportDelivery | Resolve | Dismiss


class Refusal(msgspec.Struct, kw_only=True, frozen=True):
    """Why the desk will not do it. `code` is stable for programs; the two sentences are for people."""

    code: str
    zh: str
    en: str
