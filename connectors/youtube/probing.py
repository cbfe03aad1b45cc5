"""Looks once whether YouTube can be reached with these settings, for `livedesk check`."""

import asyncio
import time
from collections.abc import Sequence

from connectors.language import say
from connectors.links.link import LineLostError
from connectors.problem import UserProblem
from connectors.youtube.api import Api
from connectors.youtube.client import budget_of
from connectors.youtube.settings import YouTubeSettings

WITHIN_S = 9.0


async def probe(settings: YouTubeSettings) -> Sequence[str]:
    """Return in sentences which chat was found and whether replies can be posted; raises `Problem`."""
    now = time.time_ns() // 1_000_000
    units = budget_of(settings, now)
    api = Api(settings, units, lambda: now)
    try:
        async with asyncio.timeout(WITHIN_S):
            chat = await api.find()
    except (LineLostError, TimeoutError) as error:
        cause = error.cause if isinstance(error, LineLostError) else say("没有应答", "no answer")
        raise UserProblem(
            say("YouTube 还没有连上", "YouTube is not connected"),
            say(f"{cause}。", f"{cause}."),
            say(
                "检查网络；直播还没建立的话，先在 YouTube 建立，再检查一次。",
                "Check the network; where there is no stream yet, create it on YouTube, then check again.",
            ),
        ) from error
    finally:
        await api.close()
    every_s = (units.wait_ms(now, 0) or 0) / 1000
    return (
        say(f"找到聊天：“{chat.title}”（{chat.video}）。", f"Chat found: “{chat.title}” ({chat.video})."),
        say(
            f"配额够 {settings.hours:g} 小时：每 {every_s:.0f} 秒最多读一次。",
            f"The quota lasts {settings.hours:g} h: read at most every {every_s:.0f} s.",
        ),
        say("已授权，可以回复。", "Authorised: replies can be posted.")
        if api.may_write
        else say("只有 API 密钥，不能回复。", "Only an API key: replies cannot be posted."),
    )
