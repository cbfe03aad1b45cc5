"""Joining a room over its websocket: show the pass, wait for the nod, then beat, and take silence for death.

The platform drops who does not show a pass within some 5 s, and who is silent for some 70 s; it answers every beat.
"""

import asyncio
from collections import deque
from collections.abc import Mapping

import msgspec

from connectors.bilibili.packets import Op, Packet, packed, packets
from connectors.contract import BadFrameError
from connectors.language import say
from connectors.links.keeping import EarlyLine, KeptLine, opened
from connectors.links.link import Line, LineLostError
from connectors.links.websocket import dial
from connectors.reading.jsonframe import reader

BEAT_S = 30.0
SILENT_S = 35.0
NOD_S = 5.0
_MOST_EARLY = 100  # frames before the nod; there should be none


class PassRefusedError(LineLostError):
    """The platform does not accept the pass: a new one must be had."""


class _Nod(msgspec.Struct):
    code: int = 0


_read_nod = reader(msgspec.json.Decoder(_Nod).decode)


async def join(url: str, ticket: bytes, headers: Mapping[str, str] | None = None) -> Line:
    """Join the room that `ticket`, the body of the authentication, names; the line returned keeps itself alive.

    Raises `LineLostError`, or `PassRefusedError` where the ticket is no longer good.
    """
    early: deque[bytes] = deque()

    async def show(line: Line) -> None:
        await line.send(packed(Op.AUTH, ticket))
        try:
            async with asyncio.timeout(NOD_S):
                await _nod(line, early)
        except TimeoutError as error:
            raise LineLostError(
                say("平台没有回应认证", "the platform did not answer the authentication")
            ) from error

    line = await opened(await dial(url, headers=headers, ping_s=0), show, _beat)
    return KeptLine(EarlyLine(line, early), beat=_beat, every_s=BEAT_S, silent_s=SILENT_S)


async def _beat(line: Line) -> None:
    await line.send(packed(Op.HEARTBEAT, b""))


async def _nod(line: Line, early: deque[bytes]) -> None:
    while len(early) < _MOST_EARLY:
        frame = await line.receive()
        early.append(frame)
        for packet in packets(frame):
            if isinstance(packet, Packet) and packet.op == Op.AUTH_REPLY:
                _check(packet.body)
                return
    raise LineLostError(say("平台没有回应认证", "the platform did not answer the authentication"))


def _check(body: bytes) -> None:
    try:
        code = _read_nod(body).code
    except BadFrameError as error:
        raise LineLostError(say("认证的应答读不懂", "the authentication's answer is unreadable")) from error
    if code:
        raise PassRefusedError(
            say(f"平台不接受连接凭证（{code}）", f"the platform refuses the connection's pass ({code})")
        )
