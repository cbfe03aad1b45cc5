"""Stands in for Twitch: token look-up, Helix, EventSub and the chat, under command over HTTP.

    python twitch_server.py

Prints its address (http://…). Below it lie `/oauth2`, `/helix`, `/ws` (EventSub) and `/irc`. `GET /seen` tells what has
happened; `POST /do` takes a JSON list of commands and carries them out in one go, before anything else can happen:

    {"reset": true}                      forget everything, and behave as in the beginning
    {"set": {...}}                       change how it behaves, see `Twitch`
    {"send": {...}, "on": N}             send a frame on connection N, counted from 0
    {"text": "...", "on": N}             send characters as they are
    {"welcome": true, "on": N}           send the welcome that was held back
    {"move": true, "on": N}              ask the session to move to a connection of its own
    {"close": CODE, "on": N}             close a connection with a code
    {"cut": true, "on": N}               cut it without a goodbye
"""

import asyncio
import json
from typing import Any

from aiohttp import WSMsgType, web
from aiohttp.typedefs import Handler

USERS = {"my_shop": "100", "helper": "200"}
ALL_SCOPES = ["user:read:chat", "user:write:chat", "moderator:read:followers", "chat:read", "chat:edit"]


class Twitch:
    """The platform. `keepalive_s` is what a welcome promises; `beats` says whether it, and each beat of the chat, is answered; `hold` holds welcomes back.

    Below the paths of `broken` every call is answered with 503.

    `unused_s` closes a session without a subscription after so long, `subscribe_s` delays each subscription and
    `refuse` maps subscription types to a status. `answers` are given to sent messages in turn (status, body,
    headers; None: no answer), then success; `says` are the chat's answers to a PRIVMSG, then success.
    """

    def __init__(self) -> None:
        self.keepalive_s = 10.0
        self.beats = True
        self.hold = False
        self.broken: list[str] = []
        self.unused_s = 0.0
        self.subscribe_s = 0.0
        self.refuse: dict[str, int] = {}
        self.scopes = ALL_SCOPES
        self.answers: list[Any] = []
        self.says: list[str] = []
        self.connections: list[web.WebSocketResponse] = []
        self.seen: dict[str, list[Any]] = {
            "opened": [],
            "closed": [],
            "subscriptions": [],
            "messages": [],
            "lines": [],
            "failed": [],
        }
        self._subscribed: set[str] = set()

    @web.middleware
    async def guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Fail where it is told to."""
        if any(request.path.startswith(path) for path in self.broken):
            self.seen["failed"].append(request.path)
            return web.json_response({"message": "out of order"}, status=503)
        return await handler(request)

    async def validate(self, request: web.Request) -> web.Response:
        """Tell whose token it is."""
        if request.headers.get("Authorization") != "OAuth good":
            return web.json_response({"status": 401, "message": "invalid access token"}, status=401)
        whose = {"client_id": "app", "login": "helper", "scopes": self.scopes, "user_id": "200"}
        return web.json_response({**whose, "expires_in": 14_400})

    async def users(self, request: web.Request) -> web.Response:
        """Look up a login."""
        if not _is_known(request):
            return web.json_response({"message": "Invalid OAuth token"}, status=401)
        id_ = USERS.get(request.query["login"])
        return web.json_response({"data": [{"id": id_}] if id_ else []})

    async def subscribe(self, request: web.Request) -> web.Response:
        """Take a subscription."""
        wanted = await request.json()
        await asyncio.sleep(self.subscribe_s)
        status = self.refuse.get(wanted["type"], 202)
        if status == 202:
            self._subscribed.add(wanted["transport"]["session_id"])
            self.seen["subscriptions"].append(wanted)
        return web.json_response({"message": "not for you"}, status=status)

    async def message(self, request: web.Request) -> web.Response:
        """Take a message, or not."""
        self.seen["messages"].append(await request.json())
        status, body, headers = 200, {"data": [{"message_id": "m", "is_sent": True}]}, {}
        if self.answers:
            answer = self.answers.pop(0)
            if answer is None:
                assert request.transport is not None
                request.transport.close()
                return web.Response()
            status, body, headers = answer
        return web.json_response(body, status=status, headers=headers)

    async def session(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one EventSub connection."""
        number, connection = await self._accept(request)
        seen = self.seen  # of this test, not of the next
        if not self.hold:
            await self.welcome(number)
        if self.unused_s:
            asyncio.get_running_loop().call_later(self.unused_s, self._check_use, number)
        beating = asyncio.create_task(self._beat(connection))
        async for message in connection:
            if message.type is WSMsgType.TEXT:
                await connection.close(code=4001)
        beating.cancel()
        seen["closed"].append([number, connection.close_code])
        return connection

    async def welcome(self, number: int) -> None:
        """Send a session's welcome."""
        session = {"id": f"session-{number}", "keepalive_timeout_seconds": self.keepalive_s}
        await self._send(number, frame("session_welcome", {"session": session}))

    async def chat(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one connection to the chat."""
        number, connection = await self._accept(request)
        seen = self.seen  # of this test, not of the next
        async for message in connection:
            seen["lines"].append([number, message.data])
            command, _, rest = message.data.partition(" ")
            if message.data.startswith("@") or command == "PRIVMSG":
                said = self.says.pop(0) if self.says else "@id=own :tmi.twitch.tv USERSTATE #my_shop"
                await connection.send_str(said + "\r\n")
            elif message.data == "PASS oauth:bad":
                await connection.send_str(":tmi.twitch.tv NOTICE * :Login authentication failed\r\n")
            elif command == "PING" and self.beats:
                await connection.send_str(f":tmi.twitch.tv PONG tmi.twitch.tv {rest}\r\n")
            elif command == "JOIN" and rest == "#my_shop" and not self.hold:
                await connection.send_str(JOINED.format(number=number))
        seen["closed"].append([number, connection.close_code])
        return connection

    async def do(self, request: web.Request) -> web.Response:
        """Carry out commands."""
        for command in await request.json():
            connection = self.connections[command.get("on", 0)] if self.connections else None
            match command:
                case {"reset": _}:
                    self.__init__()  # type: ignore[misc]  # the beginning again
                case {"set": changes}:
                    vars(self).update(changes)
                case {"send": sent, "on": number}:
                    await self._send(number, sent)
                case {"text": text} if connection is not None:
                    await connection.send_str(text)
                case {"welcome": _, "on": number}:
                    await self.welcome(number)
                case {"move": _, "on": number}:
                    url = f"ws://{request.host}/ws?moved=from-{number}"
                    session = {"id": f"session-{number}", "status": "reconnecting", "reconnect_url": url}
                    await self._send(number, frame("session_reconnect", {"session": session}))
                case {"close": code} if connection is not None:
                    await connection.close(code=code)
                case {"cut": _} if connection is not None:
                    _cut(connection)
                case _:
                    raise ValueError(f"no such command: {command}")
        return web.json_response(None)

    async def tell(self, _request: web.Request) -> web.Response:
        """Tell what has been seen."""
        return web.json_response(self.seen)

    async def _accept(self, request: web.Request) -> tuple[int, web.WebSocketResponse]:
        connection = web.WebSocketResponse()
        await connection.prepare(request)
        self.connections.append(connection)
        self.seen["opened"].append(str(request.rel_url))
        return len(self.connections) - 1, connection

    async def _send(self, number: int, sent: Any) -> None:
        await self.connections[number].send_str(json.dumps(sent, ensure_ascii=False))

    async def _beat(self, connection: web.WebSocketResponse) -> None:
        while True:
            await asyncio.sleep(self.keepalive_s / 2)
            if self.beats:
                await connection.send_str(json.dumps(frame("session_keepalive", {})))

    def _check_use(self, number: int) -> None:
        if f"session-{number}" not in self._subscribed:
            self._closing = asyncio.ensure_future(self.connections[number].close(code=4003))


JOINED = (
    ":tmi.twitch.tv CAP * ACK :twitch.tv/tags twitch.tv/commands\r\n"
    ":tmi.twitch.tv 001 helper :Welcome, GLHF!\r\n"
    "@room-id=100 :tmi.twitch.tv ROOMSTATE #my_shop\r\n"
    "@id=first-{number};user-id=7;display-name=甲 :a!a@a.tmi.twitch.tv PRIVMSG #my_shop :刚进来 {number}\r\n"
)


def frame(kind: str, payload: dict[str, Any]) -> dict[str, Any]:
    """Return a session's own frame."""
    return {"metadata": {"message_id": kind, "message_type": kind}, "payload": payload}


def _is_known(request: web.Request) -> bool:
    return request.headers.get("Authorization") == "Bearer good" and request.headers.get("Client-Id") == "app"


def _cut(connection: web.WebSocketResponse) -> None:
    writer = connection._writer  # aiohttp has no public way to break a line
    assert writer is not None
    writer.transport.abort()


async def main() -> None:
    """Serve until killed."""
    twitch = Twitch()
    app = web.Application(middlewares=[twitch.guard])
    app.add_routes(
        [
            web.get("/oauth2/validate", twitch.validate),
            web.get("/helix/users", twitch.users),
            web.post("/helix/eventsub/subscriptions", twitch.subscribe),
            web.post("/helix/chat/messages", twitch.message),
            web.get("/ws", twitch.session),
            web.get("/irc", twitch.chat),
            web.post("/do", twitch.do),
            web.get("/seen", twitch.tell),
        ]
    )
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    print(f"http://{host}:{port}", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
