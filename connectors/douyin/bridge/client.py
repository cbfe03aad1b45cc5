"""Connects to a bridge on the shop's own machine. It takes no replies."""

from collections.abc import Callable

from connectors.contract import BadFrameError, Opening
from connectors.douyin.bridge.protocol import BridgeProtocol, Dialect
from connectors.douyin.bridge.status import MARK, NO_SUCH_ROOM, read_status
from connectors.language import say
from connectors.links.address import checked
from connectors.links.keeping import KeptLine
from connectors.links.link import Line, Link
from connectors.links.websocket import dial
from connectors.problem import UserProblem


class BridgeFeed(Link):
    """One running connection to a bridge. Raises `UserProblem` where the address is not a websocket's."""

    def __init__(self, opening: Opening) -> None:
        settings = opening.settings
        self._url = checked(settings.url)
        self._beat_s = settings.beat_s
        self._protocol = BridgeProtocol(opening.feed, settings)
        super().__init__(
            opening, connector="douyin-bridge", decode=self._protocol, dial=self._connect, settings=settings
        )

    async def _connect(self) -> Line:
        line = await dial(self._url)
        return KeptLine(StatusLine(line, self._told), beat=self._beat, every_s=self._beat_s)

    async def _beat(self, line: Line) -> None:
        """Beat where the program is one that answers: A and C do, of B it is not known."""
        if self._protocol.dialect in {Dialect.A, Dialect.C}:
            await line.send("ping")

    def _told(self, problem: str) -> None:
        self.status.problem = problem


class StatusLine:
    """A line whose status frames are looked at on their way: `told` gets what keeps the room from being read, "" for nothing."""

    def __init__(self, line: Line, told: Callable[[str], None]) -> None:
        self._line = line
        self._told = told
        self.send = line.send
        self.close = line.close

    async def receive(self) -> bytes:
        """Return the next frame; raises `LineLostError`, or `UserProblem` where there is no such room."""
        frame = await self._line.receive()
        if MARK in frame:
            self._look(frame)
        return frame

    def _look(self, frame: bytes) -> None:
        try:
            status = read_status(frame)
        except BadFrameError:
            return  # the decoder tells of it
        if not status.is_one:
            return
        if status.code == NO_SUCH_ROOM:
            raise no_such_room()
        self._told(status.problem)


def no_such_room() -> UserProblem:
    """Return what to say where the program knows no room of that number."""
    return UserProblem(
        say("没有这个直播间", "No such room"),
        say(
            "本机的弹幕程序说直播间不存在，或房间号无效。",
            "The program on this machine says that the room does not exist.",
        ),
        say(
            "检查 url 末尾的房间号：网页版直播间地址里的那串数字。",
            "Check the room number at the end of url: the digits in the room's web address.",
        ),
    )
