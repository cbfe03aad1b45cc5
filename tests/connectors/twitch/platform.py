"""The commander's side of `twitch_server.py`, and feeds that read it."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

from connectors.contract import SendError
from connectors.links.http import Http
from connectors.twitch.settings import TwitchSettings


class Platform:
    """A running stand-in for Twitch, under command."""

    def __init__(self, url: str, http: Http) -> None:
        self.url = url
        self._http = http

    def settings(self, **changes: Any) -> TwitchSettings:
        """Return settings of a feed that reads this platform and tries again quickly."""
        socket = self.url.replace("http:", "ws:")
        addresses = {
            "events_url": f"{socket}/ws",
            "chat_url": f"{socket}/irc",
            "api": f"{self.url}/helix",
            "identity": f"{self.url}/oauth2",
        }
        return TwitchSettings(**{"channel": "My_Shop", "retry_cap_s": 0.2, **addresses, **changes})

    async def do(self, *commands: dict[str, Any]) -> None:
        """Carry out commands in one go."""
        answer = await self._http.call("POST", f"{self.url}/do", body=json.dumps(commands).encode())
        assert answer.is_fine

    async def seen(self, what: str) -> list[Any]:
        """Return what the platform has seen of something."""
        answer = await self._http.call("GET", f"{self.url}/seen")
        found: list[Any] = answer.json()[what]
        return found

    async def until(self, what: str, reached: Callable[[list[Any]], object]) -> list[Any]:
        """Return what has been seen of something once it is enough; fail after 15 s."""
        async with asyncio.timeout(15):
            while not reached(found := await self.seen(what)):  # noqa: ASYNC110 - it is in another process
                await asyncio.sleep(0.01)
        return found


def fate_of(failure: SendError) -> str:
    """Return what becomes of a reply that failed so: `later`, `refused` or `unknown`."""
    return "later" if failure.transient else "unknown" if failure.unknown else "refused"
