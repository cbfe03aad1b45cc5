"""Is a bridge there, and which one: asked once, for `livedesk check`."""

import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress

from connectors.contract import BadFrameError
from connectors.douyin.bridge.client import StatusLine
from connectors.douyin.bridge.protocol import BridgeProtocol
from connectors.douyin.bridge.settings import BridgeSettings
from connectors.language import say
from connectors.links.address import checked, place
from connectors.links.link import LineLostError
from connectors.links.reaching import not_there
from connectors.links.websocket import dial
from connectors.problem import UserProblem

CONNECT_WITHIN_S = 5.0
LISTEN_S = 3.0


async def probe(settings: BridgeSettings) -> Sequence[str]:
    """Return what was found at the address; raises `UserProblem` where nothing answers."""
    where = place(checked(settings.url))
    protocol = BridgeProtocol("probe", settings)
    problems: list[str] = []
    try:
        async with asyncio.timeout(CONNECT_WITHIN_S):
            line = await dial(settings.url)
    except (LineLostError, TimeoutError) as error:
        raise _not_there(where, error) from error
    try:
        with suppress(TimeoutError, LineLostError):
            async with asyncio.timeout(LISTEN_S):
                frames = StatusLine(line, problems.append)
                while protocol.dialect is None:
                    with suppress(BadFrameError):
                        protocol(await frames.receive(), time.time_ns() // 1_000_000)
    finally:
        await line.close()
    return [
        say(f"已连上 {where}", f"connected to {where}"),
        say("还没有消息，认不出是哪个程序", "no message yet, so which program it is remains to be seen")
        if protocol.dialect is None
        else say(f"消息格式：{protocol.dialect}", f"it speaks as {protocol.dialect} does"),
        *filter(None, problems),
    ]


def _not_there(where: str, error: LineLostError | TimeoutError) -> UserProblem:
    return UserProblem(
        say("连不上弹幕程序", "The bridge cannot be reached"),
        not_there(error, where),
        say(
            "先启动弹幕程序，再核对 url 里的端口。",
            "Start the program first, then compare its port with the one in url.",
        ),
    )
