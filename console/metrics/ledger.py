"""The ledger: one pass over a broadcast's events, from which every figure is taken, live and afterwards."""

from collections.abc import Callable, Iterable
from typing import Any

from console.desk import Targets
from console.metrics.commerce import commerce_figures
from console.metrics.coverage import Coverage
from console.metrics.figure import Figure, Frame
from console.metrics.horizon import Horizon
from console.metrics.identity import identity_figure
from console.metrics.inquiry import Inquiries, inquiry_figure
from console.metrics.interaction import Talk, interaction_figures
from console.metrics.orders import Orders
from console.metrics.service import service_figures
from console.metrics.waits import Segment, Waits
from console.model.events import SessionStarted

WITHIN_MS = 180_000
"""The usual T of the reply rate: the three minutes that sellers are measured by."""

BUY_DAYS = 3
"""How long after an answer a purchase still counts as following it."""


class Ledger:
    """Everything the figures need of one broadcast. Feed it every event once, in the journal's order.

    `targets` are the waits at which an ask is due soon and overdue; `within_ms` is the T of E3 and E5. `told` are
    called with each wait segment that ends. `latest_at` is the latest event's time (UTC ms), None before the first.
    """

    def __init__(
        self,
        *,
        targets: Targets | None = None,
        within_ms: int = WITHIN_MS,
        told: Iterable[Callable[[Segment], None]] = (),
    ) -> None:
        self.targets = targets or Targets()
        self.talk = Talk()
        self.coverage = Coverage()
        self.orders = Orders()
        self.inquiries = Inquiries()
        self.waits = Waits(within_ms, (self.inquiries.told, *told))
        self.latest_at: int | None = None
        self._handlers: dict[type, Callable[[Any], None]] = {
            **self.talk.handlers(),
            **self.coverage.handlers(),
            **self.orders.handlers(),
            **self.waits.handlers(),
            SessionStarted: self._session_started,
        }

    def add(self, event: Any) -> None:
        """Fold one event. Kinds that no figure needs, or that are not known here, only move the time on."""
        handle = self._handlers.get(type(event))
        if handle is not None:
            handle(event)
        at = event.at
        if self.latest_at is None:
            self.latest_at = at
            self.coverage.started_at = at
        elif at > self.latest_at:
            self.latest_at = at

    def _session_started(self, event: SessionStarted) -> None:
        self.coverage.start(event, self.latest_at)
        self.orders.started(event)

    def frame(self, as_of: int) -> Frame:
        """Return what the figures counted at `as_of` (UTC ms) share: window, end of the waits, coverage."""
        coverage = self.coverage
        start, stop = coverage.started_at, coverage.stopped_at
        end = as_of if stop is None else min(as_of, stop)
        if start is None:
            return Frame(as_of=as_of, end=end, window=None, coverage=None)
        window = (start, max(start, end))
        total = window[1] - window[0]
        share = coverage.share(window) if total else None
        return Frame(as_of=as_of, end=end, window=window, coverage=share, stopped=stop is not None)

    def figures(self, as_of_ms: int) -> dict[str, Figure]:
        """Return every figure by its id, counted at `as_of_ms` (UTC ms), which must not lie before the last event."""
        frame = self.frame(as_of_ms)
        orders = self.orders.all()
        found = [
            *service_figures(self.waits, self.targets, Horizon(self.coverage, frame), frame),
            *interaction_figures(self.talk, self.coverage, frame),
            *commerce_figures(orders, frame, reported=self.orders.reported),
            inquiry_figure(self.inquiries, self.waits, orders, BUY_DAYS, frame),
            *self.coverage.figures(frame),
            identity_figure(orders, self.talk.kinds(), frame),
        ]
        return {figure.id: figure for figure in found}
