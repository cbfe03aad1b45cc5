"""Reads a room as the web player does: a ticket, then one of its addresses after the other."""

from connectors.bilibili.joining import PassRefusedError, join
from connectors.bilibili.web.protocol import Room, decoder
from connectors.bilibili.web.settings import BilibiliWebSettings
from connectors.bilibili.web.ticket import Ticket, TicketOffice
from connectors.contract import Opening, Sink
from connectors.links.link import Line, LineLostError, Link

_LEAST_TRIES = 3


class BilibiliWebFeed(Link):
    """One running feed. Raises `UserProblem` where a secret is missing."""

    def __init__(self, opening: Opening) -> None:
        settings: BilibiliWebSettings = opening.settings
        self._room = Room()
        super().__init__(
            opening,
            connector="bilibili-web",
            decode=decoder(opening.feed, settings, self._room),
            dial=self._dial_room,
            settings=settings,
        )
        self._office = TicketOffice(settings)
        self._headers = {"User-Agent": settings.user_agent}  # the token is tied to it
        self._ticket: Ticket | None = None
        self._failures = 0
        self._next_address = 0

    async def run(self, sink: Sink) -> None:
        """Deliver events until the stream ends or the task is cancelled.

        Raises `Problem` where a person must act before trying again can help.
        """
        try:
            await super().run(sink)
        finally:
            await self._office.close()

    async def _dial_room(self) -> Line:
        """Join the room at the next address; a new ticket is asked for when the old one has failed often enough."""
        ticket = self._ticket
        if ticket is None or self._failures >= max(_LEAST_TRIES, len(ticket.addresses)):
            ticket = self._ticket = await self._office.ticket()
            self._room.host = ticket.host
            self._failures = 0
        address = ticket.addresses[self._next_address % len(ticket.addresses)]
        self._next_address += 1
        try:
            line = await join(address, ticket.body, self._headers)
        except PassRefusedError:
            self._ticket = None
            raise
        except LineLostError:
            self._failures += 1
            raise
        self._failures = 0
        return line
