"""Looks once whether Streamer.bot is there and takes our password, for `livedesk check`."""

import asyncio
from collections.abc import Sequence

from connectors.environment import expand
from connectors.language import say
from connectors.links.address import checked, place
from connectors.links.link import LineLostError
from connectors.links.reaching import WITHIN_S, not_there
from connectors.problem import UserProblem
from connectors.streamerbot.handshake import connect
from connectors.streamerbot.settings import StreamerbotSettings


async def probe(settings: StreamerbotSettings) -> Sequence[str]:
    """Return in sentences what was found; raises `Problem`."""
    url = checked(expand(settings.url, "url"), settings.url)
    try:
        async with asyncio.timeout(WITHIN_S):
            line, authorised = await connect(url, expand(settings.password, "password"))
    except (LineLostError, TimeoutError) as error:
        raise UserProblem(
            say("连不上 Streamer.bot", "Streamer.bot cannot be reached"),
            not_there(error, place(url)),
            say(
                "打开 Streamer.bot，在 Servers/Clients → WebSocket Server 里启动服务。",
                "Start Streamer.bot, and its server under Servers/Clients → WebSocket Server.",
            ),
        ) from error
    await line.close()
    return (
        say(f"连上 {place(url)}，已订阅。", f"Connected to {place(url)} and subscribed."),
        _may_reply(settings, authorised=authorised),
    )


def _may_reply(settings: StreamerbotSettings, *, authorised: bool) -> str:
    if settings.action:
        return say(f"回复由动作“{settings.action}”发送。", f"The action “{settings.action}” sends replies.")
    if settings.password and authorised:
        return say("已认证，可以回复。", "Authorised: replies can be sent.")
    return say("没有设置 password，不能回复。", "“password” is not set: replies cannot be sent.")
