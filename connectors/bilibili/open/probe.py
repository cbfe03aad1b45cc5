"""Begins a session, joins the room, and leaves again: asked once, for `livedesk check`."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

from connectors.bilibili.joining import join
from connectors.bilibili.open.calls import OpenLive, Started
from connectors.bilibili.open.settings import BilibiliOpenSettings
from connectors.language import say
from connectors.links.link import LineLostError
from connectors.links.reaching import not_there
from connectors.problem import Problem, UserProblem
from connectors.reading.scalars import text_of
from connectors.text import clean_name

WITHIN_S = 5.0
_GOODBYE_S = 3.0


async def probe(settings: BilibiliOpenSettings) -> Sequence[str]:
    """Return whose room it is; raises `UserProblem` where the room cannot be read."""
    calls = OpenLive(settings)
    starting = asyncio.create_task(calls.start())
    try:
        async with asyncio.timeout(WITHIN_S):
            started = await asyncio.shield(starting)  # not cancelled: what has begun must be ended
            socket = started.websocket_info
            line = await join(socket.wss_link[0], socket.auth_body.encode())
        await line.close()
    except (LineLostError, TimeoutError) as error:
        raise UserProblem(
            say("连不上 B 站开放平台", "Bilibili's open platform cannot be reached"),
            not_there(error),
            say("检查网络，过一分钟再试。", "Check the network, and try again in a minute."),
        ) from error
    finally:
        await _leave(calls, starting)
    anchor = started.anchor_info
    name = clean_name(text_of(anchor.uname))
    room = clean_name(text_of(anchor.room_id))
    return [
        say(f"已通过验证，直播间 {room}（{name}）", f"authorised for room {room} ({name})"),
        say("平台没有发送评论的接口", "the platform offers no way to send a comment"),
    ]


async def _leave(calls: OpenLive, starting: asyncio.Task[Started]) -> None:
    """End the session, also one that begins too late."""
    try:
        with suppress(LineLostError, Problem, TimeoutError):  # it expires by itself within a minute
            async with asyncio.timeout(_GOODBYE_S):
                started = await starting
                await calls.end(started.game_info.game_id)
    finally:
        await calls.close()
