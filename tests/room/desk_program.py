"""A desk whose agent answers the first question, in a process that a test may kill at any moment.

    python desk_program.py FOLDER URL UNDO_S [hang]

Reads and replies through a generic feed at URL, into the journal in FOLDER. Says on its standard output, a word a line:
`queued` when the reply is acknowledged, `handed` when the feed has it, and how it stands once it has left the outbox.
With `hang` it never learns that the feed has it. A desk that finds its reply in the journal sends no other.
"""

import asyncio
import sys
from pathlib import Path

from connectors.contract import Outgoing
from console.model.commands import SendReply
from console.model.events import ReplyFailed
from console.opening import Request, open_room
from console.room import Room
from console.settings.load import Loaded
from console.settings.schema import DeskSettings, RoomSettings, Settings

QUESTION, ANSWER = "会不会掉色", "不会掉色的亲"


def settings(url: str, undo_s: float) -> Settings:
    """Return the settings of a room that sends."""
    feed = {
        "feed": "generic",
        "url": url,
        "subscribe": QUESTION,  # the server says it back: that is the question
        "reply": '["{text}"]',
        "fields": {"id": "id", "text": "text", "viewer": "user.id", "name": "user.name"},
    }
    return Settings(
        desk=DeskSettings(undo_s=undo_s), rooms={"shop": RoomSettings(sending="send", feeds=[feed])}
    )


def watch(room: Room, *, hang: bool) -> None:
    """Say when the feed has a reply, and keep that from the desk where told to."""
    (feed,) = room.feeds.values()
    send = feed.send

    async def watched(outgoing: Outgoing) -> None:
        await send(outgoing)
        print("handed", flush=True)
        if hang:
            await asyncio.Event().wait()

    feed.send = watched  # type: ignore[method-assign]  # between the platform and the desk is where the test looks


async def main(folder: Path, url: str, undo_s: float, *, hang: bool) -> None:
    """Run until the reply has left the outbox."""
    room = open_room(Loaded(settings(url, undo_s), None), Request(room="shop", data=folder))
    watch(room, hang=hang)
    running = asyncio.create_task(room.run())
    while not room.state.cases:  # noqa: ASYNC110 - plain data without events
        await asyncio.sleep(0.01)
    case = room.state.cases["1"]
    if not case.replies:
        await room.submit(SendReply(id="r1", author="小李", case="1", text=ANSWER, channel="chat"))
        print("queued", flush=True)
    await asyncio.sleep(0.01)
    while room.state.outbox:  # noqa: ASYNC110 - the same
        await asyncio.sleep(0.01)
    last = case.replies[-1]
    unknown = isinstance(last, ReplyFailed) and last.unknown
    print("unknown" if unknown else type(last).__name__, flush=True)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    await room.stop("signal")


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2], float(sys.argv[3]), hang="hang" in sys.argv))
