"""Orders of a file into a broadcast that is over: what is new of them, and writing it down."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import msgspec

from connectors.events import OrderEvent, OrderRefunded
from connectors.orderfile import OrderFile, Sale
from console.journal import Reader, Recording, open_journal
from console.model.events import SessionStopped

LABEL = "livedesk import-orders"

_Key = tuple[type[OrderEvent], str, str, str | None]


class Outcome(Enum):
    """What becomes of an order of a file."""

    ADDED = "added"
    KNOWN = "known"  # the journal says the same
    DIFFERENT = "different"  # the journal has another amount, which stays
    OUTSIDE = "outside"  # placed before the broadcast, or after it


@dataclass(frozen=True, slots=True)
class Decision:
    """One order of the file: what becomes of it, and the events that are new."""

    sale: Sale
    outcome: Outcome
    events: tuple[OrderEvent, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file brings to a broadcast."""

    recording: Recording
    file: OrderFile
    decisions: Sequence[Decision]

    @property
    def events(self) -> list[OrderEvent]:
        """Everything that is new, in the order in which it happened."""
        return sorted((event for each in self.decisions for event in each.events), key=lambda event: event.at)

    def count(self, outcome: Outcome) -> int:
        """Return of how many orders this became."""
        return sum(decision.outcome is outcome for decision in self.decisions)


class Known:
    """What a journal holds of orders already, whoever told it."""

    def __init__(self, events: Iterable[object]) -> None:
        """Take in a broadcast's events; those that are no order's are passed over."""
        self._amounts: dict[_Key, int | None] = {}
        self._given_back: dict[tuple[str, str], int] = {}
        self._whole: set[tuple[str, str]] = set()
        for event in events:
            if isinstance(event, OrderEvent):
                self._note(event)

    def _note(self, event: OrderEvent) -> None:
        order = (event.platform, event.id)
        if not isinstance(event, OrderRefunded):
            key = _key(event)
            self._amounts[key] = event.amount if self._amounts.get(key) is None else self._amounts[key]
        elif event.amount is None:
            self._whole.add(order)
        else:
            self._given_back[order] = self._given_back.get(order, 0) + event.amount

    def news(self, sale: Sale) -> Decision:
        """Return what a sale says that the journal does not.

        A refund in a file is all that was given back so far: only what is more than the journal's is new. An event that
        the journal has without an amount is new where the file gives the amount.
        """
        new: list[OrderEvent] = []
        differs = False
        for event in sale.events:
            if isinstance(event, OrderRefunded):
                continue
            key = _key(event)
            known = self._amounts.get(key)
            if key not in self._amounts or (known is None and event.amount is not None):
                new.append(event)
            elif event.amount is not None and event.amount != known:
                differs = True
        new += self._refunds([event for event in sale.events if isinstance(event, OrderRefunded)])
        outcome = Outcome.ADDED if new else Outcome.DIFFERENT if differs else Outcome.KNOWN
        return Decision(sale, outcome, tuple(new))

    def _refunds(self, told: Sequence[OrderRefunded]) -> list[OrderEvent]:
        new: list[OrderEvent] = []
        if not told or (told[0].platform, told[0].id) in self._whole:
            return new
        known = self._given_back.get((told[0].platform, told[0].id), 0)
        for event in told:
            if event.amount is None:
                if not known:
                    new.append(event)
                continue
            rest = event.amount - min(known, event.amount)
            known -= event.amount - rest
            if rest:
                new.append(msgspec.structs.replace(event, amount=rest))
        return new


def plan(
    recording: Recording,
    file: OrderFile,
    events: Iterable[object],
    *,
    outside_too: bool = False,
) -> Plan:
    """Return what `file` brings to a broadcast that holds `events`; orders placed outside it only where wanted."""
    known = Known(events)
    start, end = recording.broadcast.started_at, recording.last_at
    decisions = [
        known.news(sale) if outside_too or start <= sale.placed_at <= end else Decision(sale, Outcome.OUTSIDE)
        for sale in file.sales
    ]
    return Plan(recording, file, decisions)


def look(path: Path, broadcast: str, file: OrderFile, *, outside_too: bool = False) -> Plan:
    """Return what an import would do, changing nothing; also while a desk is open. Raises as `Reader.find`."""
    with Reader(path) as reader:
        recording = reader.find(broadcast)
        return plan(recording, file, reader.events(recording.id), outside_too=outside_too)


def carry_out(path: Path, broadcast: str, file: OrderFile, *, outside_too: bool = False) -> Plan:
    """Add what is new to the journal, all of it or nothing, and return what was done.

    A broadcast that was broken off is ended at its last event first: orders that came later must not stretch it.
    Raises as `Reader.find`, `UserProblem` while a desk has the journal open, `BrokenProblem` where the disk refuses.
    """
    with Reader(path) as reader:
        reader.find(broadcast)  # before anything is opened for writing: a mistake in the name changes nothing
    journal = open_journal(path, label=LABEL)
    try:
        found = look(path, broadcast, file, outside_too=outside_too)
        added: list[Any] = [*found.events]  # each of a kind that the journal knows
        if added:
            recording = found.recording
            if not recording.stopped:
                added.insert(0, SessionStopped(at=recording.last_at, cause="failed"))
            journal.append(recording.id, added)
            journal.flush()
    finally:
        journal.close_blocking()
    return found


def _key(event: OrderEvent) -> _Key:
    return (type(event), event.platform, event.id, event.product)
