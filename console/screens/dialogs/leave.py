"""Leaving while replies are on their way."""

from connectors.language import say
from console.screens.dialogs.confirm import Confirm
from console.screens.words import counted


def leave(sending: int, copied: int) -> Confirm:
    """Return the question whether to quit although so many replies are on their way, or copied and not marked."""
    told: list[str] = []
    if sending:
        told.append(
            say(
                f"{sending} 条回复还在发送",
                counted(sending, "reply is", "replies are") + " still being sent",
            )
        )
    if copied:
        told.append(
            say(
                f"{copied} 条复制的回复还没标记已发送",
                counted(copied, "copied reply is", "copied replies are") + " not marked as sent",
            )
        )
    return Confirm(say("现在退出？", "Quit now?"), told, yes=say("退出", "Quit"), no=say("留下", "Stay"))
