"""When nobody hears the platform: recorded at once, and as a gap once its length is known. Times are UTC ms."""

from collections.abc import Callable

from connectors.contract import FeedState
from connectors.events import unparsed
from connectors.intake.intake import Intake
from connectors.language import say


class Outages:
    """One feed's times with nobody on the other side."""

    def __init__(self, intake: Intake, now: Callable[[], int]) -> None:
        self._intake = intake
        self._now = now
        self._since: int | None = None
        self._cause: str | None = None  # None until something has failed, and was told
        self._up_at = 0

    def expect(self, cause: str | None = None) -> None:
        """Wait for the first connection. A `cause` is told at once: what it is that we wait for."""
        self._since = now = self._now()
        self._cause = cause
        self._intake.enter(FeedState.CONNECTING, now, cause or "")
        if cause is not None:
            self._intake.lost(now, now, cause)

    def over(self) -> None:
        """Note that somebody is there; does nothing where somebody was."""
        if self._since is None:
            return
        self._up_at = now = self._now()
        self._intake.connected(now)
        if self._cause is not None:
            self._intake.reconnected(self._since, now, self._cause)
        self._since = self._cause = None

    def begin(self, cause: str, *, silent: bool) -> None:
        """Note that nobody is there, or still nobody. `silent`: nothing since the last frame can be trusted."""
        intake, now = self._intake, self._now()
        intake.enter(FeedState.LOST, now, cause)
        if self._since is None:
            self._since = intake.disconnected(now)
            if silent:
                self._since = min(self._since, max(self._up_at, intake.status.last_event_at or 0))
        if self._cause is None:
            self._cause = cause
            intake.lost(self._since, now, cause)

    def too_large(self, cause: str) -> None:
        """Record the frame beyond the size limit that cost a connection."""
        intake, now = self._intake, self._now()
        intake.take([unparsed(at=now, feed=intake.status.feed, reason=cause, frame=b"")], now)

    def finish(self) -> None:
        """Hand on what is still owed: the gap that is open, and the totals. Does so once."""
        intake, now = self._intake, self._now()
        if intake.closed:
            return
        if self._since is not None and (self._cause is not None or self._since < now):
            intake.gap(self._since, now, self._cause or say("尚未连上", "not connected yet"))
        intake.close(now)
