"""Looks once whether the relay and the extension behind it answer, for `livedesk check`."""

import asyncio
from collections.abc import Sequence

from connectors.language import say
from connectors.links.address import checked, place
from connectors.links.link import LineLostError, UnansweredError
from connectors.links.reaching import WITHIN_S, not_there
from connectors.problem import UserProblem
from connectors.ssn.client import command, session_of
from connectors.ssn.commands import ask_state
from connectors.ssn.settings import SsnSettings


async def probe(settings: SsnSettings) -> Sequence[str]:
    """Return in sentences who answers; raises `Problem`."""
    url, session = checked(settings.url), session_of(settings)
    try:
        async with asyncio.timeout(WITHIN_S):
            commanding = await command(url, session)
            try:
                await commanding.ask("livedesk-check", ask_state("livedesk-check"))
            finally:
                await commanding.close()
    except UnansweredError:
        return (
            say(f"连得上 {place(url)}。", f"{place(url)} answers."),
            say(
                "扩展没有应答：检查会话 ID，打开扩展和“Enable remote API control”。",
                "The extension does not answer: check the session id, start it, and switch on “Enable remote API control”.",
            ),
        )
    except (LineLostError, TimeoutError) as error:
        raise UserProblem(
            say("连不上中继", "The relay cannot be reached"),
            not_there(error, place(url)),
            say("检查网络，或设置里的 url。", "Check the network, or “url” in the settings."),
        ) from error
    return (
        say("扩展在线，接受命令。", "The extension is there and takes commands."),
        say(
            "要收到评论，还须打开“Send chat messages to API server”。",
            "For comments to come, “Send chat messages to API server” must be on as well.",
        ),
    )
