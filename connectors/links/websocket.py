"""A line over a websocket: bytes out of text and binary frames alike. Why it fails is told in `websocket_words`."""

from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidProxy, InvalidURI

from connectors.links.address import place
from connectors.links.link import Line
from connectors.links.websocket_words import why_lost, why_refused

LARGEST_FRAME = 4 * 1024 * 1024  # bytes; a batch of a thousand comments stays far below
OPEN_TIMEOUT_S = 10.0
CLOSE_TIMEOUT_S = 1.0


class WebSocketLine:
    """One open websocket. Frames stay bytes: decoders read bytes, and a `str` made in between would be thrown away."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection

    async def receive(self) -> bytes:
        """Return the next frame; raises `LineLostError`."""
        try:
            return await self._connection.recv(decode=False)
        except ConnectionClosed as closed:
            raise why_lost(closed) from closed

    async def send(self, data: str | bytes) -> None:
        """Send one frame, of text or of bytes; raises `LineLostError`."""
        try:
            await self._connection.send(data)
        except ConnectionClosed as closed:
            raise why_lost(closed) from closed

    async def close(self) -> None:
        """Say goodbye and close, within about a second."""
        await self._connection.close()


async def dial(
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    compression: bool = False,
    ping_s: float = 20.0,
    largest: int = LARGEST_FRAME,
) -> Line:
    """Open a websocket to `url`, following redirects.

    `compression` offers permessage-deflate, which costs more than it saves on a local line. A ping goes out
    every `ping_s` seconds (0: never, for servers that do not answer them). A frame beyond `largest` bytes
    closes the connection. Raises `LineLostError`, or `UserProblem` where the address or the credentials are
    wrong.
    """
    try:
        connection = await connect(
            url,
            compression="deflate" if compression else None,
            additional_headers=headers,
            user_agent_header="livedesk",
            proxy=None if _is_this_machine(url) else True,
            open_timeout=OPEN_TIMEOUT_S,
            close_timeout=CLOSE_TIMEOUT_S,
            ping_interval=ping_s or None,
            ping_timeout=ping_s or None,
            max_size=largest,
        )
    except (OSError, InvalidHandshake, InvalidProxy, InvalidURI, ImportError) as error:
        raise why_refused(error, place(url)) from error
    return WebSocketLine(connection)


def _is_this_machine(url: str) -> bool:
    """Whether the address is our own: a proxy of the system could not reach it for us."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
