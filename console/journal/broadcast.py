"""What a journal knows of a broadcast besides its events."""

import msgspec


class Broadcast(msgspec.Struct, frozen=True, kw_only=True):
    """One live session of a room. `id` is unique in the shop's journal; `started_at` is UTC ms."""

    id: str
    room: str
    title: str
    started_at: int


class Recording(msgspec.Struct, frozen=True, kw_only=True):
    """A broadcast as it lies in the journal.

    `last_at` is the last event's time (UTC ms; the start where there is none yet), `events` counts them all.
    `stop_cause` is that of the `session.stop` it ends with, "" where it runs on or broke off. Orders end nothing: they may
    be imported afterwards.
    """

    broadcast: Broadcast
    last_at: int
    events: int
    stop_cause: str = ""

    @property
    def id(self) -> str:
        """The broadcast's id."""
        return self.broadcast.id

    @property
    def room(self) -> str:
        """The broadcast's room."""
        return self.broadcast.room

    @property
    def stopped(self) -> bool:
        """Whether the desk was closed in good order."""
        return bool(self.stop_cause)
