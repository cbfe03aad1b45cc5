"""What a person, a timer or the outbox asks of the desk: plain data that can travel between processes."""

import msgspec

from connectors.events import CommentReceived
from console.model.events import Channel, Sending
from console.model.labels import Labels
from console.model.verdict import Verdict

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

    Channel `host` means that the host has already said it, `dry-run` that it is only shown: there is nothing to deliver.
    """

    case: str
    text: str
    channel: Channel
    script: str | None = None
    script_version: int | None = None
    edit_ratio: float = 0.0


class Retract(Command, frozen=True, tag="retract"):
    """Take a reply back that has not been handed to the platform, or not been pasted."""

    reply: str


class AttemptReply(Command, frozen=True, tag="attempt"):
    """Ask, as the outbox, to hand a reply to the platform now. It may only where this causes `reply.attempted`."""

    reply: str


class ReportDelay(Command, frozen=True, tag="delay"):
    """Tell, as the outbox, that an attempt certainly sent nothing and that it wants to try again."""

    reply: str
    reason: str = ""


class ReportDelivery(Command, frozen=True, tag="delivery"):
    """What became of a reply. The author is `outbox`, or the agent who has pasted it or has looked into the room.

    `unknown` says of one not `delivered` that the platform may have taken it after all.
    """

    reply: str
    delivered: bool
    reason: str = ""
    unknown: bool = False


class SwitchSending(Command, frozen=True, tag="sending"):
    """Turn the room's switch."""

    sending: Sending


class Resolve(Command, frozen=True, tag="resolve"):
    """Close an answered case."""

    case: str


class Dismiss(Command, frozen=True, tag="dismiss"):
    """Close a case that needs no answer; `reason` is one of `DISMISS_REASONS`."""

    case: str
    reason: str


class Reveal(Command, frozen=True, tag="reveal"):
    """See a case's texts with the personal data in them. It may be shown only once this stands in the journal."""

    case: str


class Correct(Command, frozen=True, tag="correct"):
    """Say that a comment is not what it `was` taken for; `verdict` is what it is."""

    comment: CommentReceived
    was: Labels
    verdict: Verdict


CaseCommand = Claim | Release | SendReply | Resolve | Dismiss | Reveal
AgentCommand = CaseCommand | Correct | Retract | ReportDelivery | SwitchSending
OutboxCommand = AttemptReply | ReportDelay | ReportDelivery
AnyCommand = AgentCommand | OutboxCommand


class Refusal(msgspec.Struct, kw_only=True, frozen=True):
    """Why the desk will not do it. `code` is stable for programs; the two sentences are for people."""

    code: str
    zh: str
    en: str
