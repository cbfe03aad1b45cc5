"""Stands in for Streamer.bot: greets, checks the password, takes a subscription and plays events to who has one.

    python streamerbot_server.py SCENARIO

Prints its address, then every request as one JSON line. The scenario is one JSON object, each key optional: `password`,
`enforced` (no subscription without it), `known` (what GetEvents tells), `events` (objects or text to send; null cuts the connection, and
what follows waits for the next reader), `early` (sent between a request and its answer), `answer` (to SendMessage and
DoAction: the error it tells, or "silent", or "cut"; "" grants it).
"""

import asyncio
import base64
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from websockets.asyncio.server import ServerConnection, serve

SALT, CHALLENGE = "s4lt", "ch4llenge"


def proof(password: str) -> str:
    """Return what shows that a client knows the password."""

    def hashed(text: str) -> str:
        return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

    return hashed(hashed(password + SALT) + CHALLENGE)


class Program:
    """What the program remembers between connections."""

    def __init__(self, scenario: dict[str, Any]) -> None:
        self.scenario = scenario
        self.events = list(scenario.get("events", []))

    async def attend(self, client: ServerConnection) -> None:
        """Serve one client."""
        password = self.scenario.get("password", "")
        hello: dict[str, Any] = {"request": "Hello", "session": "x", "info": {"version": "1.0"}}
        if password:
            hello["authentication"] = {"salt": SALT, "challenge": CHALLENGE}
        await client.send(json.dumps(hello))
        trusted = not password
        async for text in client:
            print(str(text), flush=True)
            asked = json.loads(text)
            error = ""
            if asked["request"] == "Authenticate":
                trusted = asked["authentication"] == proof(password)
                error = "" if trusted else "Authentication failed"
            elif asked["request"] == "Subscribe" and self.scenario.get("enforced") and not trusted:
                error = "Not authenticated"
            elif asked["request"] in {"SendMessage", "DoAction"}:
                error = self.scenario.get("answer", "")
            if error == "silent":
                continue
            if error == "cut":
                client.transport.abort()
                return
            await self.answer(client, asked, error)

    async def answer(self, client: ServerConnection, asked: dict[str, Any], error: str) -> None:
        """Answer a request, and begin to play once there is a subscription."""
        for early in self.scenario.get("early", []):
            await client.send(json.dumps(early, ensure_ascii=False))
        told: dict[str, Any] = {"id": asked["id"], "status": "error" if error else "ok"}
        if error:
            told["error"] = error
        if asked["request"] == "GetEvents" and "known" in self.scenario:
            told["events"] = self.scenario["known"]
        await client.send(json.dumps(told))
        while asked["request"] == "Subscribe" and not error and self.events:
            event = self.events.pop(0)
            if event is None:
                client.transport.abort()
                return
            await client.send(event if isinstance(event, str) else json.dumps(event, ensure_ascii=False))


async def main(scenario: dict[str, Any]) -> None:
    """Serve until killed."""
    async with serve(Program(scenario).attend, "127.0.0.1", 0, compression=None) as server:
        print(f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(json.loads(Path(sys.argv[1]).read_text("utf-8"))))
