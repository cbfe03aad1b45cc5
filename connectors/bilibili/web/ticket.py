"""Everything that must be asked before a room can be joined: who we are, which room it is, where and with what token."""

import time
from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from connectors.bilibili.web.settings import BilibiliWebSettings
from connectors.bilibili.web.wbi import mixed_key, signed
from connectors.contract import BadFrameError
from connectors.environment import expand
from connectors.language import say
from connectors.links.http import Http, told_by
from connectors.links.link import LineLostError
from connectors.problem import UserProblem
from connectors.reading.scalars import Scalar, id_of, whole_of
from connectors.text import clean

_RISK = -352
_RISK_STATUS = 412
_TIMEOUT_S = 5.0

_T = TypeVar("_T")


class Ticket(msgspec.Struct, frozen=True):
    """What joins a room: its addresses in order, the body to show there, whose room it is, and who is let in.

    `host` is the host's user id; `is_guest` says that nobody is logged in, so that the platform masks names.
    """

    addresses: list[str]
    body: bytes
    room: str
    host: str
    is_guest: bool


class _Pictures(msgspec.Struct):
    img_url: str = ""
    sub_url: str = ""


class _Nav(msgspec.Struct):
    isLogin: bool = False  # noqa: N815 - the wire's name
    mid: Scalar = None
    wbi_img: _Pictures = msgspec.field(default_factory=_Pictures)


class _Browser(msgspec.Struct):
    b_3: str = ""


class _Room(msgspec.Struct):
    room_id: Scalar = None
    uid: Scalar = None


class _Host(msgspec.Struct):
    host: str
    wss_port: int = 443
    ws_port: int = 80


class _Way(msgspec.Struct):
    token: str
    host_list: list[_Host]


class _Reply(msgspec.Struct):
    code: int
    message: str = ""
    data: msgspec.Raw = msgspec.Raw(b"null")


class TicketOffice:
    """Asks for tickets. Raises `UserProblem` at once where an environment variable is missing."""

    def __init__(self, settings: BilibiliWebSettings) -> None:
        self._settings = settings
        self._sessdata = expand(settings.sessdata, "sessdata")
        self._buvid = ""
        self._http = Http({"User-Agent": settings.user_agent, "Referer": "https://live.bilibili.com/"})

    async def ticket(self) -> Ticket:
        """Return a new ticket. Raises `LineLostError`, or `UserProblem` where there is no such room."""
        settings = self._settings
        self._buvid = self._buvid or await self._browser_id()
        nav = await self._nav()
        room = await self._room()
        number = id_of(room.room_id) or str(settings.room)
        way = await self._way(number, nav)
        uid = whole_of(nav.mid) or 0 if nav.isLogin else 0
        body = {
            "uid": uid,
            "roomid": int(number) if number.isdecimal() else settings.room,
            "protover": 3,
            "platform": "web",
            "type": 2,
            "buvid": self._buvid,
            "key": way.token,
        }
        return Ticket(
            addresses=[self._address(host) for host in way.host_list],
            body=msgspec.json.encode(body),
            room=number,
            host=id_of(room.uid),
            is_guest=uid == 0,
        )

    async def close(self) -> None:
        """Close the connections to the interface."""
        await self._http.close()

    async def _browser_id(self) -> str:
        reply = await self._get(f"{self._api}/x/frontend/finger/spi")
        return _data(reply, _Browser).b_3 if reply.code == 0 else ""

    async def _nav(self) -> _Nav:
        # Guests get the code -101 here, and the pictures all the same.
        return _data(await self._get(f"{self._api}/x/web-interface/nav"), _Nav)

    async def _room(self) -> _Room:
        number = self._settings.room
        reply = await self._get(f"{self._live}/room/v1/Room/get_info", {"room_id": str(number)})
        if reply.code == _RISK:
            raise at_risk()
        if reply.code:
            told = clean(reply.message, 80)
            raise UserProblem(
                say("没有这个直播间", "No such room"),
                say(f"B 站查不到直播间 {number}：{told}。", f"Bilibili knows no room {number}: {told}."),
                say(
                    "room 写 live.bilibili.com/ 后面的数字。",
                    "Give room the number after live.bilibili.com/.",
                ),
            )
        return _data(reply, _Room)

    async def _way(self, number: str, nav: _Nav) -> _Way:
        key = mixed_key(nav.wbi_img.img_url, nav.wbi_img.sub_url)
        query = signed({"id": number, "type": "0"}, key, int(time.time()))
        reply = await self._get(f"{self._live}/xlive/web-room/v1/index/getDanmuInfo", query)
        if reply.code == _RISK:
            raise at_risk()
        if reply.code:
            raise _refused(f"{clean(reply.message, 80)} ({reply.code})")
        way = _data(reply, _Way)
        if not way.host_list:
            raise _refused(say("没有给出服务器", "it names no server"))
        return way

    def _address(self, host: _Host) -> str:
        if self._live.startswith("http://"):  # a stand-in on our own machine
            return f"ws://{host.host}:{host.ws_port}/sub"
        return f"wss://{host.host}:{host.wss_port}/sub"

    @property
    def _api(self) -> str:
        return self._settings.api.rstrip("/")

    @property
    def _live(self) -> str:
        return self._settings.live_api.rstrip("/")

    async def _get(self, url: str, query: Mapping[str, str] | None = None) -> _Reply:
        cookies = {"buvid3": self._buvid, "SESSDATA": self._sessdata}
        cookie = "; ".join(f"{name}={value}" for name, value in cookies.items() if value)
        answer = await self._http.call(
            "GET", url, params=query, headers={"Cookie": cookie} if cookie else None, timeout_s=_TIMEOUT_S
        )
        if answer.status == _RISK_STATUS:
            raise at_risk()
        if not answer.is_fine:
            raise _refused(told_by(answer, "message"))
        try:
            reply: _Reply = answer.json(_Reply)
        except BadFrameError as error:
            raise _unreadable() from error
        return reply


def _data(reply: _Reply, shape: type[_T]) -> _T:
    try:
        return msgspec.json.decode(reply.data, type=shape)
    except msgspec.MsgspecError as error:
        raise _unreadable() from error


def at_risk() -> LineLostError:
    """Return what to raise where the platform takes us for a robot, or our signature for a false one."""
    return LineLostError(
        say(
            "B 站风控拒绝了请求（-352）：稍后自动再试；填写 sessdata 或改用 bilibili-open 可避免",
            "Bilibili's risk control refused the call (-352): trying again later; a login (sessdata) or bilibili-open helps",
        )
    )


def _refused(told: Any) -> LineLostError:
    return LineLostError(say(f"B 站：{told}", f"Bilibili: {told}"))


def _unreadable() -> LineLostError:
    return LineLostError(say("B 站的应答读不懂", "what Bilibili answers is unreadable"))
