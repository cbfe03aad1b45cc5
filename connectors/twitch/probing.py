"""One try to connect, for `livedesk check`: what was found, in sentences."""

import asyncio
from collections.abc import Sequence

from connectors.language import say
from connectors.links.link import LineLostError
from connectors.problem import BrokenProblem
from connectors.twitch.account import WRITE, WRITE_IN_CHAT
from connectors.twitch.chatline import Chat
from connectors.twitch.client import way
from connectors.twitch.eventsub import SUBSCRIPTIONS
from connectors.twitch.session import EventSub
from connectors.twitch.settings import TwitchSettings

_WITHIN_S = 9.0


async def probe(settings: TwitchSettings) -> Sequence[str]:
    """Connect once and say what works. Raises `Problem` where the comments cannot be read."""
    chosen = way(settings, set())
    try:
        async with asyncio.timeout(_WITHIN_S):
            line = await chosen.open()
    except TimeoutError as error:
        raise _unreached(say("没有及时应答", "no answer in time")) from error
    except LineLostError as lost:
        raise _unreached(lost.cause) from lost
    await line.close()
    return _found(chosen, settings.login)


def _found(chosen: EventSub | Chat, channel: str) -> list[str]:
    how = say("EventSub", "EventSub") if isinstance(chosen, EventSub) else say("聊天室", "the chat")
    found = [
        say(
            f"已连上频道 {channel}（{how}），能读评论。",
            f"Connected to {channel} by {how}; comments can be read.",
        )
    ]
    identity = chosen.identity
    if identity is None:
        found.append(say("没有登录：只能读，不能回复。", "Not logged in: replies cannot be sent."))
        return found
    hours = round(identity.expires_in / 3600)
    found.append(
        say(
            f"以 {identity.login} 登录，令牌还能用约 {hours} 小时。",
            f"Logged in as {identity.login}; the token is good for about {hours} h.",
        )
        if identity.expires_in
        else say(f"以 {identity.login} 登录。", f"Logged in as {identity.login}.")
    )
    write = WRITE if isinstance(chosen, EventSub) else WRITE_IN_CHAT
    found.append(
        say("能发送回复。", "Replies can be sent.")
        if chosen.can_send
        else say(f"令牌缺少 {write}，不能发送回复。", f"The token lacks {write}: replies cannot be sent.")
    )
    if isinstance(chosen, EventSub):
        if chosen.can_send and not chosen.account.may_use_chat:
            found.append(
                say(
                    f"令牌缺少 {WRITE_IN_CHAT}，Helix 连不上时不能改从聊天室发送回复。",
                    f"The token lacks {WRITE_IN_CHAT}: replies cannot go by the chat while Helix is out of reach.",
                )
            )
        found += [
            say(
                f"令牌缺少 {to.scope}，收不到 {to.type}。",
                f"The token lacks {to.scope}: {to.type} is not told of.",
            )
            for to in SUBSCRIPTIONS
            if not identity.allows(to.scope)
        ]
        found += [say(f"Twitch 拒绝了 {why}", f"Twitch refused {why}") for why in chosen.refused]
    return found


def _unreached(cause: str) -> BrokenProblem:
    return BrokenProblem(
        say("连不上 Twitch", "Twitch cannot be reached"),
        say(f"{cause}。", f"{cause}."),
        say(
            "检查网络；Twitch 在有些网络里要经代理才能访问。",
            "Check the network; some networks reach Twitch through a proxy only.",
        ),
    )
