"""What we ask of Douyin's open platform: a token, tasks that push, and word of what became of messages."""

import time
from collections.abc import Sequence
from typing import Any

import msgspec

from connectors.contract import BadFrameError
from connectors.environment import expand
from connectors.language import say
from connectors.links.http import Answer, Http, told_by
from connectors.links.link import LineLostError, UnansweredError
from connectors.text import clean

RENEW_AFTER_S = 3600.0  # a token is good for two hours, and the platform advises to renew it hourly
BAD_TOKEN = 40022
WRONG_APP = frozenset({40015, 40017})


class PlatformRefusedError(Exception):
    """The platform says no. `code` is its own number for why."""

    def __init__(self, code: int, reason: str) -> None:
        self.reason = clean(reason, 200)
        super().__init__(self.reason)
        self.code = code


class _Token(msgspec.Struct):
    access_token: str = ""


class _Said(msgspec.Struct):
    err_no: int = -1
    data: _Token | None = None


class Message(msgspec.Struct, frozen=True):
    """A message as it is acknowledged; `client_time` is UTC ms."""

    msg_id: str
    msg_type: str
    client_time: int


class OpenPlatform:
    """Calls in one app's name. Raises `LineLostError` where no answer came, `PlatformRefusedError` where it was no."""

    def __init__(self, http: Http, settings: Any) -> None:
        self.app_id = expand(settings.app_id, "app_id")
        self._secret = expand(settings.app_secret, "app_secret")
        self._api = settings.api.rstrip("/")
        self._token_api = settings.token_api.rstrip("/")
        self._http = http
        self._token = ""
        self._token_until = 0.0

    async def token(self) -> str:
        """Return an access token, a new one where the last is an hour old."""
        if not self._token or time.monotonic() >= self._token_until:
            asked = {"appid": self.app_id, "secret": self._secret, "grant_type": "client_credential"}
            said = await self._ask(f"{self._token_api}/api/apps/v2/token", {}, asked)
            if said.data is None or not said.data.access_token:
                raise UnansweredError(say("平台没有给出 token", "the platform gave no token"))
            self._token, self._token_until = said.data.access_token, time.monotonic() + RENEW_AFTER_S
        return self._token

    async def start(self, room: str, msg_type: str) -> None:
        """Have messages of a type pushed. Asking twice does no harm."""
        await self._call("task/start", {"roomid": room, "appid": self.app_id, "msg_type": msg_type})

    async def stop(self, room: str, msg_type: str) -> None:
        """Have them pushed no more."""
        await self._call("task/stop", {"roomid": room, "appid": self.app_id, "msg_type": msg_type})

    async def acknowledge(self, room: str, stage: int, messages: Sequence[Message]) -> None:
        """Say that messages were received (stage 1) or handled (2). The platform wants them as JSON within JSON."""
        data = msgspec.json.encode(messages).decode()
        await self._call("ack", {"room_id": room, "app_id": self.app_id, "ack_type": stage, "data": data})

    async def _call(self, what: str, body: dict[str, Any]) -> None:
        url = f"{self._api}/api/live_data/{what}"
        try:
            await self._ask(url, {"access-token": await self.token()}, body)
        except PlatformRefusedError as refused:
            if refused.code == BAD_TOKEN:
                self._token = ""  # the next try asks for a new one
            raise

    async def _ask(self, url: str, headers: dict[str, str], body: dict[str, Any]) -> _Said:
        answer = await self._http.call(
            "POST",
            url,
            headers={"content-type": "application/json", **headers},
            body=msgspec.json.encode(body),
        )
        said = _read(answer)
        if said.err_no:
            raise PlatformRefusedError(said.err_no, told_by(answer, "err_msg", "err_tips"))
        return said


def _read(answer: Answer) -> _Said:
    try:
        said: _Said = answer.json(_Said)
    except BadFrameError as bad:
        raise LineLostError(
            say(f"平台应答读不懂（{answer.status}）", f"an answer nobody can read ({answer.status})")
        ) from bad
    return said
