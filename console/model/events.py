"""What happened at the desk. Together with the feed's events this is everything a journal holds.

Each kind says what happened in two words and bears the same name in the journal, in exports and in the
figures' definitions. Times are UTC milliseconds by the receipt clock.
"""

from typing import Literal

import msgspec

from connectors.events import AnyFeedEvent
from console.model.labels import Labels
from console.model.marks import Mark
from console.model.verdict import Emotion, InContext, Intent, Lane

Channel = str
"""How a reply reaches people: `chat` (the platform), `copy` (clipboard, sent by hand), `host` (spoken).

By `dry-run` it reaches nobody: it is shown what would have been sent."""

Sending = Literal["copy", "send", "dry-run"]
"""A room's switch: replies are copied for their author to paste, sent by the feed, or only shown."""


class DeskEvent(msgspec.Struct, kw_only=True, omit_defaults=True, tag_field="kind", gc=False):
    """Anything the desk decided. `at` is UTC ms; `by` is the author: an agent, `desk` or `outbox`."""

    at: int
    by: str = "desk"


class SessionStarted(DeskEvent, tag="session.start"):
    """A broadcast began, or went on after the console was closed (`resumed`).

    `reads_orders` is false where no feed can tell of orders: then their number is unknown, not zero. `sending` is
    where the room's switch stands.
    """

    broadcast: str
    room: str
    title: str
    feeds: tuple[str, ...] = ()
    resumed: bool = False
    reads_orders: bool = True
    sending: Sending = "copy"


class SessionStopped(DeskEvent, tag="session.stop"):
    """The desk closed. `cause`: `ended` (the stream), `time` (--for), `quit`, `signal`, `failed`."""

    cause: str


class SendingSwitched(DeskEvent, tag="sending.switched"):
    """`by` turned the room's switch: it holds for replies from now on."""

    sending: Sending


class CommentClassified(DeskEvent, tag="comment.classified"):
    """Triage's verdict about the comment `id`; a comment without one was read as plain chat."""

    id: str
    viewer: str
    question: bool
    complaint: bool
    intent: Intent
    emotion: Emotion
    confidence: float
    topic: str = ""
    reasons: tuple[str, ...] = ()
    product: str | None = None
    slots: tuple[tuple[str, str], ...] = ()
    marks: tuple[Mark, ...] = ()
    context: InContext = ""
    said: str = ""


class CommentCorrected(DeskEvent, tag="comment.corrected"):
    """`by` says that the comment `id` was read wrongly: what it `was` taken for, and what it is `now`. The last one holds."""

    id: str
    viewer: str
    text: str
    was: Labels
    now: Labels


class CaseOpened(DeskEvent, tag="case.opened"):
    """A case came to be, with its first ask. `asked_at` is the ask's receipt time, where its wait begins."""

    case: str
    lane: Lane
    intent: Intent
    comment: str
    viewer: str
    name: str
    text: str
    asked_at: int
    platform: str
    feed: str
    emotion: Emotion = "neutral"
    topic: str = ""
    product: str | None = None
    slots: tuple[tuple[str, str], ...] = ()
    folded: str = ""
    marks: tuple[Mark, ...] = ()


class CaseMerged(DeskEvent, tag="case.merged"):
    """A further comment joined a case. A `nudge` comes from a viewer who is already waiting: counted, never a new clock."""

    case: str
    comment: str
    viewer: str
    name: str
    text: str
    asked_at: int
    feed: str
    emotion: Emotion = "neutral"
    nudge: bool = False
    marks: tuple[Mark, ...] = ()


class CaseReopened(DeskEvent, tag="case.reopened"):
    """A served case has an open ask again. `cause`: `asked_again` (same viewer), `late_duplicate` (another)."""

    case: str
    cause: str


class CaseMoved(DeskEvent, tag="case.moved"):
    """The case is something else than it was taken for: its lane and its subject change, its clocks run on."""

    case: str
    lane: Lane
    intent: Intent
    topic: str = ""


class CaseClaimed(DeskEvent, tag="case.claimed"):
    """`by` took the case."""

    case: str


class CaseReleased(DeskEvent, tag="case.released"):
    """`by` gave the case back to the queue."""

    case: str


class CaseResolved(DeskEvent, tag="case.resolved"):
    """The case is done."""

    case: str


class CaseDismissed(DeskEvent, tag="case.dismissed"):
    """The case needs no answer. `reason` is one of `console.model.commands.DISMISS_REASONS`.

    The desk itself gives `completed`: its only asker has gone on with the sentence, and is served with the whole of it.
    """

    case: str
    reason: str


class CaseRevealed(DeskEvent, tag="case.revealed"):
    """`by` asked to see a case's texts with the personal data that is hidden otherwise."""

    case: str


class IncidentNoticed(DeskEvent, tag="incident.noticed"):
    """Many complain of one thing at once: of `topic`, or, where it is "", in the same `words`.

    `viewers` have done so within a minute, the first of them at `since` (UTC ms).
    """

    topic: str
    words: str
    viewers: int
    since: int


class IncidentOver(DeskEvent, tag="incident.over"):
    """Nobody has complained of it for three minutes. `viewers` did altogether, the last of them at `last_at` (UTC ms)."""

    topic: str
    words: str
    viewers: int
    since: int
    last_at: int


class ReplyEvent(DeskEvent):
    """What every stage of a reply says.

    `feed` is where it goes, `viewers` are the askers it answers. `type` is `human`, `script`, `broadcast` (more than one asker),
    `host_spoken` or `dry_run`. `meaningful` is false for a greeting, which closes no wait. `edit_ratio` is the share of
    the script's text that was changed before sending, 0 to 1.
    """

    reply: str
    case: str
    feed: str
    text: str
    channel: Channel
    type: str
    viewers: tuple[str, ...] = ()
    meaningful: bool = True
    script: str | None = None
    script_version: int | None = None
    edit_ratio: float = 0.0


class ReplyQueued(ReplyEvent, tag="reply.queued"):
    """A reply waits in the outbox: written down before it is sent, so that a crash cannot lose it."""


class ReplyAttempted(DeskEvent, tag="reply.attempted"):
    """A reply is about to be handed to the platform. From here on it may have been sent, until something else is told."""

    reply: str
    case: str


class ReplyDelayed(DeskEvent, tag="reply.delayed"):
    """The attempt certainly sent nothing, and another one will be made: the reply waits in the outbox again."""

    reply: str
    case: str
    reason: str = ""


class ReplySent(ReplyEvent, tag="reply.sent"):
    """A reply was delivered at `at`: the waits of `viewers` end here, if it is `meaningful`."""


class ReplyFailed(ReplyEvent, tag="reply.failed"):
    """A reply could not be delivered; the waits go on.

    `unknown` says that the platform may have taken it after all: only a look at the room can tell.
    """

    reason: str = ""
    unknown: bool = False


class ReplyRetracted(ReplyEvent, tag="reply.retracted"):
    """`by` took a reply back before it was handed to the platform, or pasted; the waits go on."""


class ReplyRehearsed(ReplyEvent, tag="reply.rehearsed"):
    """What a dry run would have sent, by which feed. Nobody has read it; the waits go on."""


AnyDeskEvent = (
    SessionStarted
    | SessionStopped
    | SendingSwitched
    | CommentClassified
    | CommentCorrected
    | CaseOpened
    | CaseMerged
    | CaseReopened
    | CaseMoved
    | CaseClaimed
    | CaseReleased
    | CaseResolved
    | CaseDismissed
    | IncidentNoticed
    | IncidentOver
    | CaseRevealed
    | ReplyQueued
    | ReplyAttempted
    | ReplyDelayed
    | ReplySent
    | ReplyFailed
    | ReplyRetracted
    | ReplyRehearsed
)
AnyEvent = AnyFeedEvent | AnyDeskEvent
