"""Gets a ticket and joins the room once: asked for `livedesk check`."""

import asyncio
from collections.abc import Sequence

from connectors.bilibili.joining import join
from connectors.bilibili.web.settings import BilibiliWebSettings
from connectors.bilibili.web.ticket import TicketOffice
from connectors.language import say
from connectors.links.link import LineLostError
from connectors.links.reaching import not_there
from connectors.problem import UserProblem

WITHIN_S = 8.0


async def probe(settings: BilibiliWebSettings) -> Sequence[str]:
    """Return as whom the room can be read; raises `UserProblem` where it cannot."""
    office = TicketOffice(settings)
    try:
        async with asyncio.timeout(WITHIN_S):
            ticket = await office.ticket()
            line = await join(ticket.addresses[0], ticket.body, {"User-Agent": settings.user_agent})
        await line.close()
    except (LineLostError, TimeoutError) as error:
        raise UserProblem(
            say("连不上 B 站直播间", "The Bilibili room cannot be reached"),
            not_there(error),
            say(
                "检查网络，稍后再试；这不是官方接口，长期使用请换 bilibili-open。",
                "Check the network and try again later; this is no official interface, bilibili-open is.",
            ),
        ) from error
    finally:
        await office.close()
    if ticket.is_guest and settings.sessdata:
        raise UserProblem(
            say("B 站登录已失效", "The Bilibili login has expired"),
            say(
                "sessdata 不再有效，只能以游客身份读取。",
                "sessdata is no longer valid; only guests are read for.",
            ),
            say(
                "在浏览器里重新登录，再更新环境变量。",
                "Log in again in the browser, and change the environment variable.",
            ),
        )
    return [
        say(f"已连上直播间 {ticket.room}", f"connected to room {ticket.room}"),
        say(
            "以游客身份：昵称被打码，没有观众 ID，消息不全",
            "as a guest: names are masked, viewers have no ids, the feed is thinned",
        )
        if ticket.is_guest
        else say("已登录", "logged in"),
        say("非官方接口，不能发送评论", "no official interface; comments cannot be sent"),
    ]
