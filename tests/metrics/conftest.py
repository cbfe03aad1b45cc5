"""A broadcast told in a few lines, in seconds from its beginning."""

from collections.abc import Callable
from typing import Any

import pytest

from connectors.events import (
    CommentDeleted,
    CommentReceived,
    FeedGap,
    FeedLost,
    FeedResumed,
    FeedStalled,
    OrderPaid,
)
from console.metrics import Ledger
from console.model.events import (
    AnyEvent,
    CaseDismissed,
    CaseMerged,
    CaseMoved,
    CaseOpened,
    CaseReopened,
    CaseResolved,
    CommentClassified,
    ReplyFailed,
    ReplyRehearsed,
    ReplyRetracted,
    ReplySent,
    SessionStarted,
    SessionStopped,
)

BEGIN = 1_760_000_040_000  # UTC ms, on a full minute


class Story:
    """Writes the events of a broadcast. Times are seconds from `BEGIN`; viewers and cases are plain names."""

    def __init__(self) -> None:
        self.events: list[AnyEvent] = []
        self.waiting: dict[str, list[str]] = {}

    @staticmethod
    def ms(second: float) -> int:
        """Return a second of the story as UTC ms."""
        return BEGIN + round(second * 1000)

    def start(self, second: float = 0, **fields: Any) -> None:
        """Begin a session, or go on with one."""
        started = {"broadcast": "b", "room": "r", "title": "t", "feeds": ("f",), **fields}
        self.add(SessionStarted(at=self.ms(second), **started))

    def stop(self, second: float) -> None:
        """Close the console."""
        self.add(SessionStopped(at=self.ms(second), cause="ended"))

    def comment(self, viewer: str, second: float, **fields: Any) -> str:
        """Say something; returns the comment's id."""
        at = self.ms(second)
        made = f"{viewer}-{len(self.events)}"
        self.add(
            CommentReceived(
                at=at, feed="f", id=made, text="…", viewer=viewer, name=viewer, platform="p", **fields
            )
        )
        return made

    def delete(self, comment: str, second: float) -> None:
        """Let the platform remove a comment."""
        self.add(CommentDeleted(at=self.ms(second), feed="f", id=comment))

    def classify(self, viewer: str, second: float, **verdict: Any) -> str:
        """Say something of which triage has a verdict, a question unless told otherwise; returns the comment's id."""
        made = self.comment(viewer, second)
        read = {"question": True, "complaint": False, "intent": "price", "emotion": "neutral", **verdict}
        self.add(CommentClassified(at=self.ms(second), id=made, viewer=viewer, confidence=0.9, **read))
        return made

    def ask(
        self, viewer: str, second: float, case: str = "", *, lane: Any = "question", intent: Any = "price"
    ) -> None:
        """Open a case, or join it as another asker or as a nudge, as the desk would; a case is named after its first asker."""
        at, case = self.ms(second), case or viewer
        said: dict[str, Any] = {
            "case": case,
            "comment": f"{viewer}-{len(self.events)}",
            "viewer": viewer,
            "name": viewer,
            "text": "?",
            "asked_at": at,
            "feed": "f",
        }
        waiting = self.waiting.get(case)
        if waiting is None:
            self.add(CaseOpened(at=at, lane=lane, intent=intent, platform="p", **said))
            self.waiting[case] = [viewer]
            return
        nudge = viewer in waiting
        self.add(CaseMerged(at=at, nudge=nudge, **said))
        if not waiting:
            self.add(CaseReopened(at=at, case=case, cause="late_duplicate"))
        if not nudge:
            waiting.append(viewer)

    def reply(self, case: str, second: float, **fields: Any) -> None:
        """Send a reply to everybody waiting in the case."""
        covered = tuple(self.waiting.get(case, ()))
        fields = {"type": "human", "viewers": covered, "channel": "chat", **fields}
        answers = fields.get("meaningful", True) and fields["type"] != "bot"
        reply = f"r{len(self.events)}"
        self.add(
            ReplySent(at=self.ms(second), by="amy", reply=reply, case=case, feed="f", text="…", **fields)
        )
        if answers and case in self.waiting:
            self.waiting[case] = []

    def fail(self, case: str, second: float, *, unknown: bool = False) -> None:
        """Fail to deliver a reply to everybody waiting in the case, or not to know."""
        self.add(
            ReplyFailed(
                at=self.ms(second),
                by="amy",
                reply=f"r{len(self.events)}",
                case=case,
                feed="f",
                text="…",
                channel="chat",
                type="human",
                viewers=tuple(self.waiting[case]),
                reason="down",
                unknown=unknown,
            )
        )

    def unread(self, kind: type[ReplyRetracted] | type[ReplyRehearsed], case: str, second: float) -> None:
        """Take a reply to everybody waiting in the case back, or only show it."""
        rehearsed = kind is ReplyRehearsed
        self.add(
            kind(
                at=self.ms(second),
                by="amy",
                reply=f"r{len(self.events)}",
                case=case,
                feed="f",
                text="…",
                channel="dry-run" if rehearsed else "chat",
                type="dry_run" if rehearsed else "human",
                viewers=tuple(self.waiting[case]),
            )
        )

    def dismiss(self, case: str, second: float, reason: str = "spam") -> None:
        """Close a case without an answer."""
        self.add(CaseDismissed(at=self.ms(second), by="amy", case=case, reason=reason))
        self.waiting[case] = []

    def move(self, case: str, second: float, lane: Any, intent: Any = "product") -> None:
        """Say that a case is something else."""
        self.add(CaseMoved(at=self.ms(second), by="amy", case=case, lane=lane, intent=intent))

    def resolve(self, case: str, second: float) -> None:
        """Settle a case."""
        self.add(CaseResolved(at=self.ms(second), by="amy", case=case))

    def gap(self, since: float, until: float, feed: str = "f") -> None:
        """Lose a feed's connection for a while."""
        at = self.ms(until)
        self.add(FeedGap(at=at, feed=feed, since=self.ms(since), until=at, cause="down"))

    def lose(self, second: float, since: float, feed: str = "f") -> None:
        """Notice that a feed's connection is gone."""
        self.add(FeedLost(at=self.ms(second), feed=feed, since=self.ms(since), cause="down"))

    def stall(self, since: float, noticed: float, feed: str = "f") -> None:
        """Notice that a feed has been silent."""
        self.add(FeedStalled(at=self.ms(noticed), feed=feed, since=self.ms(since)))

    def resume(self, second: float, since: float, feed: str = "f") -> None:
        """Hear a feed again."""
        self.add(FeedResumed(at=self.ms(second), feed=feed, since=self.ms(since)))

    def pay(self, order: str, second: float, viewer: str | None = None, **fields: Any) -> None:
        """Pay an order."""
        self.add(OrderPaid(at=self.ms(second), feed="f", id=order, platform="p", viewer=viewer, **fields))

    def add(self, event: AnyEvent) -> None:
        """Put in any event."""
        self.events.append(event)

    def ledger(self, **settings: Any) -> Ledger:
        """Fold the story so far into a new ledger."""
        ledger = Ledger(**settings)
        for event in self.events:
            ledger.add(event)
        return ledger

    def figures(self, second: float, **settings: Any) -> dict[str, Any]:
        """Return the figures of the story so far, counted at a second."""
        return dict(self.ledger(**settings).figures(self.ms(second)))


@pytest.fixture
def story() -> Story:
    """Return an empty story."""
    return Story()


@pytest.fixture(scope="session")
def tell() -> Callable[[], Story]:
    """Return what begins a new story, for tests that tell many."""
    return Story
