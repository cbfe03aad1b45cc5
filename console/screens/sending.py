"""What the agent does with the room's switch. Each of these is an action's `do`."""

from typing import TYPE_CHECKING
from uuid import uuid4

from connectors.language import say
from console.model.commands import SwitchSending
from console.model.events import Sending
from console.screens.dialogs.confirm import Confirm
from console.screens.words import SENDING

if TYPE_CHECKING:
    from console.screens.live import LiveScreen


def copy(screen: "LiveScreen") -> None:
    """Have replies copied from now on."""
    _switch(screen, "copy")


def dry_run(screen: "LiveScreen") -> None:
    """Have replies shown only from now on."""
    _switch(screen, "dry-run")


def send(screen: "LiveScreen") -> None:
    """Have replies sent from now on, once that is confirmed."""
    room = screen.room
    feeds = say("、", ", ").join(feed for feed, connector in room.feeds.items() if connector.can_send)
    told = [
        say(
            f"按 Enter 后回复会发到 {feeds}，所有观众都看得到。",
            f"Enter will send replies to {feeds}, for all to read.",
        )
    ]
    if room.undo_s:
        told.append(
            say(f"发出前有 {room.undo_s:g} 秒可以按 u 撤回。", f"For {room.undo_s:g} s u takes a reply back.")
        )
    question = Confirm(
        say("直接发送回复？", "Send replies?"), told, yes=say("直接发送", "Send"), no=say("不改", "Leave it")
    )
    screen.ask(question, lambda sure: _switch(screen, "send") if sure else None)


def _switch(screen: "LiveScreen", sending: Sending) -> None:
    screen.errands.submit(
        SwitchSending(id=uuid4().hex, author=screen.agent, sending=sending),
        durable=lambda _: screen.tell(str(SENDING[sending]), "information"),
    )
