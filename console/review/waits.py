"""Every wait of a broadcast: who asked what, how long it took, who answered."""

from collections.abc import Callable
from typing import Any, Literal

import msgspec

from console.metrics.waits import Segment, Waits
from console.model.events import CaseMerged, CaseOpened, ReplySent
from console.model.verdict import Lane


class Wait(msgspec.Struct, kw_only=True, frozen=True):
    """One viewer's wait in one case. Times are UTC ms by receipt, `wait_s` seconds.

    `outcome` says how it ended; a `waiting` one has no `ended_at` and its `wait_s` runs to the end of the broadcast.
    `by` is who answered or dismissed it, `script` what they used, `reason` why it was dismissed.
    """

    case: str
    lane: Lane
    viewer: str
    name: str
    text: str
    asked_at: int
    ended_at: int | None
    wait_s: float
    outcome: Literal["answered", "dismissed", "waiting"]
    nudges: int = 0
    by: str = ""
    script: str | None = None
    reason: str = ""


class WaitList:
    """Collects the waits: `ended` in the order they ended."""

    def __init__(self) -> None:
        self.ended: list[Wait] = []
        self._asks: dict[tuple[str, str], tuple[str, str, int]] = {}

    def handlers(self) -> dict[type, Callable[[Any], None]]:
        """Return what to call for which event."""
        return {CaseOpened: self._asked, CaseMerged: self._asked}

    def told(self, segment: Segment) -> None:
        """Note a wait that ended."""
        cause = segment.cause
        answered = isinstance(cause, ReplySent)
        name, text, nudges = self._asks.pop((segment.case.id, segment.viewer), ("", "", 0))
        self.ended.append(
            Wait(
                case=segment.case.id,
                lane=segment.case.lane,
                viewer=segment.viewer,
                name=name,
                text=text,
                asked_at=segment.asked_at,
                ended_at=segment.ended_at,
                wait_s=(segment.ended_at - segment.asked_at) / 1000,
                outcome="answered" if answered else "dismissed",
                nudges=nudges,
                by=cause.by,
                script=cause.script if isinstance(cause, ReplySent) else None,
                reason="" if isinstance(cause, ReplySent) else cause.reason,
            )
        )

    def all(self, waits: Waits, end: int) -> list[Wait]:
        """Return every wait in the order of asking, those still open at `end` (UTC ms) included."""
        still = [
            Wait(
                case=case.id,
                lane=case.lane,
                viewer=viewer,
                name=name,
                text=text,
                asked_at=asked_at,
                ended_at=None,
                wait_s=max(0, end - asked_at) / 1000,
                outcome="waiting",
                nudges=nudges,
            )
            for case in waits.waiting()
            for viewer, asked_at in case.open.items()
            for name, text, nudges in [self._asks[case.id, viewer]]
        ]
        return sorted([*self.ended, *still], key=lambda wait: wait.asked_at)

    def _asked(self, event: CaseOpened | CaseMerged) -> None:
        key = (event.case, event.viewer)
        known = self._asks.get(key)
        if known is None:
            self._asks[key] = (event.name, event.text, 0)
        else:
            self._asks[key] = (known[0], known[1], known[2] + 1)
