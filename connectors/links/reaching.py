"""Is anybody there? The probe of feeds about which a connection tells all there is to know."""

import asyncio
from collections.abc import Sequence

from connectors.language import say
from connectors.links.link import Dial, LineLostError
from connectors.problem import UserProblem

WITHIN_S = 9.0


def not_there(error: LineLostError | TimeoutError, where: str = "") -> str:
    """Return in a sentence why `where` (the address as a person may see it) could not be reached, naming it once."""
    cause = error.cause if isinstance(error, LineLostError) else say("没有应答", "no answer")
    return (
        say(f"{cause}。", f"{cause}.") if where in cause else say(f"{where}：{cause}。", f"{where}: {cause}.")
    )


async def reach(dial: Dial, where: str) -> Sequence[str]:
    """Connect once and hang up; returns what was found, in sentences.

    `where` is the address as a person may see it. Raises `UserProblem` where nothing answers within nine seconds.
    """
    try:
        async with asyncio.timeout(WITHIN_S):
            line = await dial()
    except (LineLostError, TimeoutError) as error:
        raise UserProblem(
            say("连不上评论流", "The feed cannot be reached"),
            not_there(error, where),
            say(
                "先打开对方的程序，再核对设置里的地址和端口。",
                "Start the program on the other side, then compare its address and port with the settings.",
            ),
        ) from error
    await line.close()
    return [say(f"连得上 {where}", f"{where} answers")]
