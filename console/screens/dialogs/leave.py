"""Leaving while replies are on their way, or written and not sent."""

from connectors.language import say
from console.screens.dialogs.confirm import Confirm
from console.screens.words import counted


def leave(sending: int, copied: int, drafts: int) -> Confirm:
    """Return the question whether to quit although so many replies are on their way, copied and not marked, or drafts.

    Drafts are asked about because they are nowhere but on the screen.
    """
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
    if drafts:
        told.append(
            say(
                f"{drafts} 条草稿没有发出，退出就没有了",
                counted(drafts, "draft is", "drafts are") + " not sent and will be gone",
            )
        )
    return Confirm(say("现在退出？", "Quit now?"), told, yes=say("退出", "Quit"), no=say("留下", "Stay"))
