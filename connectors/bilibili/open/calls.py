"""The three calls of a session on the open-live interface: start, heartbeat, end."""

import time
import uuid

import msgspec

from connectors.bilibili.open.codes import EXPIRED, NOT_OPEN, failure
from connectors.bilibili.open.settings import BilibiliOpenSettings
from connectors.bilibili.open.signing import signed
from connectors.contract import BadFrameError
from connectors.environment import expand
from connectors.language import say
from connectors.links.http import Http, told_by
from connectors.links.link import LineLostError
from connectors.reading.scalars import Scalar

END_S = 4.0
_FORGOTTEN = {NOT_OPEN, EXPIRED}


class _Game(msgspec.Struct):
    game_id: str = ""


class _Socket(msgspec.Struct):
    auth_body: str
    wss_link: list[str]


class _Anchor(msgspec.Struct):
    open_id: Scalar = None
    uid: Scalar = None
    uname: Scalar = None
    room_id: Scalar = None


class Started(msgspec.Struct, frozen=True):
    """A session: its id, the way to its websocket, the ticket to show there as it is, and whose room it is."""

    websocket_info: _Socket
    game_info: _Game = msgspec.field(default_factory=_Game)
    anchor_info: _Anchor = msgspec.field(default_factory=_Anchor)


class _Reply(msgspec.Struct):
    code: int
    message: str = ""
    data: msgspec.Raw = msgspec.Raw(b"null")


class OpenLive:
    """Makes the calls, signed. Raises `UserProblem` at once where an environment variable is missing."""

    def __init__(self, settings: BilibiliOpenSettings) -> None:
        self._api = settings.api.rstrip("/")
        self._app_id = settings.app_id
        self._code = expand(settings.code, "code")
        self._key_id = expand(settings.access_key_id, "access_key_id")
        self._secret = expand(settings.access_key_secret, "access_key_secret")
        self._http = Http()

    async def start(self) -> Started:
        """Begin a session. Raises `LineLostError`, or `UserProblem` where a person must act."""
        reply = await self._call("/v2/app/start", {"code": self._code, "app_id": self._app_id})
        if reply.code:
            raise failure(reply.code, reply.message)
        try:
            started: Started = msgspec.json.decode(reply.data, type=Started)
        except msgspec.MsgspecError as error:
            raise _unreadable() from error
        if not started.websocket_info.wss_link:
            raise _unreadable()
        return started

    async def beat(self, game_id: str) -> bool:
        """Keep a session alive; returns whether the platform still knows it. Raises `LineLostError`."""
        reply = await self._call("/v2/app/heartbeat", {"game_id": game_id})
        return reply.code not in _FORGOTTEN

    async def end(self, game_id: str) -> None:
        """End a session; one that is over already is fine. Raises `LineLostError`, or a `Problem`."""
        reply = await self._call("/v2/app/end", {"app_id": self._app_id, "game_id": game_id}, END_S)
        if reply.code and reply.code not in _FORGOTTEN:
            raise failure(reply.code, reply.message)

    async def close(self) -> None:
        """Close the connections to the interface."""
        await self._http.close()

    async def _call(self, path: str, what: dict[str, str | int], timeout_s: float = 8.0) -> _Reply:
        body = msgspec.json.encode(what)
        headers = signed(
            body, key_id=self._key_id, secret=self._secret, nonce=uuid.uuid4().hex, at_s=int(time.time())
        )
        answer = await self._http.call(
            "POST", self._api + path, headers=headers, body=body, timeout_s=timeout_s
        )
        if not answer.is_fine:
            told = told_by(answer, "message")
            raise LineLostError(say(f"B 站开放平台：{told}", f"Bilibili's open platform: {told}"))
        try:
            reply: _Reply = answer.json(_Reply)
        except BadFrameError as error:
            raise _unreadable() from error
        return reply


def _unreadable() -> LineLostError:
    return LineLostError(
        say("B 站开放平台的应答读不懂", "what Bilibili's open platform answers is unreadable")
    )
