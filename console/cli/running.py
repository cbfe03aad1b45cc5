"""Run a broadcast, with or without a screen, and leave a clean journal however it ends."""

import asyncio
import time
from typing import TYPE_CHECKING

from connectors.contract import FeedState
from connectors.language import Words, say
from connectors.problem import Problem, UserProblem
from console.cli.logs import log_to_file
from console.cli.report import plain, stderr
from console.cli.stopping import stop_signals
from console.opening import Request, open_room
from console.room import Room
from console.settings.load import Loaded

if TYPE_CHECKING:
    from console.screens.app import DeskApp

LOOK_EVERY_S = 0.5
PROGRESS_EVERY = 20  # looks
SETTLE_S = 10.0  # how long replies on their way may take after the stream


def run_headless(loaded: Loaded, request: Request, for_s: float | None) -> None:
    """Run feeds → desk → journal without a screen until the stream ends, `for_s` seconds pass, or a signal."""
    log_to_file()
    asyncio.run(_headless(loaded, request, for_s))


def run_on_screen(loaded: Loaded, request: Request) -> None:
    """Run the console."""
    # Loaded here: a headless run needs none of the screen's 20 MB.
    from console.screens.terminal import set_environment  # noqa: PLC0415

    set_environment()
    log_to_file()
    asyncio.run(_on_screen(loaded, request))


async def _headless(loaded: Loaded, request: Request, for_s: float | None) -> None:
    room = open_room(loaded, request)
    cause = "failed"
    try:
        with stop_signals() as asked:
            running = asyncio.create_task(room.run())
            over = [asyncio.create_task(event.wait()) for event in (room.ended, asked)]
            progress = asyncio.create_task(_progress(room))
            await asyncio.wait({running, *over}, timeout=for_s, return_when=asyncio.FIRST_COMPLETED)
            cause = _cause(room, running, "signal" if asked.is_set() else "time")
            await room.settle(SETTLE_S)
            await _end(progress, *over, running)
    finally:
        await room.stop(cause)
    _tell_outcome(room)


async def _on_screen(loaded: Loaded, request: Request) -> None:
    from console.screens.app import DeskApp  # noqa: PLC0415 - after `set_environment`
    from console.screens.context import DeskContext  # noqa: PLC0415 - the same

    room = open_room(loaded, request)
    cause = "failed"
    try:
        app = DeskApp(DeskContext.of(room, loaded, request.room))
        with stop_signals() as asked:
            running = asyncio.create_task(room.run())
            watching = asyncio.create_task(_exit_when(asked, running, app))
            left = await app.run_async() or "quit"
            cause = _cause(room, running, left)
            await _end(watching, running)
    finally:
        await room.stop(cause)
    _tell_outcome(room)


def _cause(room: Room, running: asyncio.Task[None], otherwise: str) -> str:
    """Return why the broadcast is over. Only a stream that ended well is final; anything else may be gone on with."""
    if running.done() or room.failed is not None:
        return "failed"
    return "ended" if room.ended.is_set() else otherwise


def _tell_outcome(room: Room) -> None:
    """Say what was saved; a room whose feeds all gave up ends as a problem, so that scripts notice."""
    stderr().print(_summary(room))
    problem = room.failed or _never_connected(room)
    if problem is not None:
        raise problem


async def _exit_when(asked: asyncio.Event, running: asyncio.Task[None], app: "DeskApp") -> None:
    """Leave the screen when the system asks, or when the room itself has died: a screen that only looks alive is a trap."""
    asking = asyncio.create_task(asked.wait())
    await asyncio.wait({asking, running}, return_when=asyncio.FIRST_COMPLETED)
    asking.cancel()
    app.exit("signal" if asked.is_set() else "failed")


async def _end(*tasks: asyncio.Task[None] | asyncio.Task[bool]) -> None:
    """Cancel what still runs and let the first real failure surface."""
    for task in tasks:
        task.cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException) and not isinstance(result, asyncio.CancelledError):
            raise result


_STATES = {
    FeedState.CONNECTING: Words("正在连接", "connecting"),
    FeedState.LIVE: Words("已连上", "connected"),
    FeedState.STALLED: Words("连着但没有消息", "connected, but silent"),
    FeedState.LOST: Words("连不上，正在重试", "not connected, trying again"),
    FeedState.ENDED: Words("直播已结束", "the stream is over"),
    FeedState.FAILED: Words("无法继续", "given up"),
}


async def _progress(room: Room) -> None:
    """Say what changes on the feeds as it happens, and the counts now and then."""
    console = stderr()
    told: dict[str, FeedState] = {}
    ticks = 0
    while True:
        for status in room.statuses:
            if status.state in _STATES and told.get(status.feed) is not status.state:
                told[status.feed] = status.state
                line = f"{time.strftime('%H:%M:%S')} {status.feed} · {_STATES[status.state]}"
                console.print(plain(f"{line} · {status.problem}" if status.problem else line))
        if ticks % PROGRESS_EVERY == PROGRESS_EVERY - 1:
            failure = room.journal.failure
            console.print(time.strftime("%H:%M:%S"), _counts(room), failure.sentence if failure else "")
        ticks += 1
        await asyncio.sleep(LOOK_EVERY_S)


def _never_connected(room: Room) -> Problem | None:
    """Return the problem of a broadcast that never heard anything, because no feed was ever there."""
    never = {FeedState.WAITING, FeedState.CONNECTING, FeedState.LOST}
    if any(status.received or status.state not in never for status in room.statuses):
        return None
    feeds = "; ".join(f"{status.feed}: {status.problem}" for status in room.statuses)
    return UserProblem(
        say("评论流从未连上", "No feed ever connected"),
        feeds,
        say(
            "先启动推送评论的程序，或检查设置里的 url，再运行一次。",
            "Start the program that sends the comments, or check the url in the settings, and run again.",
        ),
    )


def _counts(room: Room) -> str:
    received = sum(status.received for status in room.statuses)
    cases, open_cases = room.state.opened, len(room.state.open_ids)
    return say(
        f"事件 {received} · 咨询单 {cases}（未结 {open_cases}）",
        f"{received} events · {cases} cases ({open_cases} open)",
    )


def _summary(room: Room) -> str:
    return say(
        f"场次 {room.broadcast} 已保存：{_counts(room)}。复盘：livedesk review {room.broadcast}",
        f"Broadcast {room.broadcast} is saved: {_counts(room)}. Review it: livedesk review {room.broadcast}",
    )
