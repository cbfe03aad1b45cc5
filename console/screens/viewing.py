"""What the agent does with the screen: none of it changes the desk. Each of these is an action's `do`."""

from typing import TYPE_CHECKING

from connectors.events import CommentReceived
from connectors.language import in_use, say, use
from console.screens.dialogs.help import Help
from console.screens.dialogs.leave import leave
from console.screens.palette import Palette

if TYPE_CHECKING:
    from console.screens.live import LiveScreen


def down(screen: "LiveScreen") -> None:
    """Go down in the pane that has the keys."""
    _step(screen, 1)


def up(screen: "LiveScreen") -> None:
    """Go up in the pane that has the keys."""
    _step(screen, -1)


def _step(screen: "LiveScreen", by: int) -> None:
    if screen.feed.has_focus:
        screen.feed.window.move(by, screen.feed.body)
    elif screen.side.pane.has_focus:
        screen.side.pane.scroll(by)
    else:
        screen.place.move(by)
    screen.frame()


def page_down(screen: "LiveScreen") -> None:
    """Turn a page of the feed while it has the keys, else of the case."""
    _page(screen, 1)


def page_up(screen: "LiveScreen") -> None:
    """Turn a page back."""
    _page(screen, -1)


def _page(screen: "LiveScreen", by: int) -> None:
    if screen.feed.has_focus:
        screen.feed.window.scroll(by * screen.feed.body, screen.feed.body)
    else:
        screen.side.pane.scroll(by * max(1, screen.side.pane.size.height // 2))
    screen.frame()


def open_case(screen: "LiveScreen") -> None:
    """Give the keys to the open case; among comments open the case of the comment's viewer."""
    if screen.feed.has_focus:
        line = screen.feed.window.under_cursor()
        case_id = (
            _case_of(screen, line.event.viewer) if line and isinstance(line.event, CommentReceived) else None
        )
        if case_id is None:
            screen.tell(say("这位观众没有咨询单", "This viewer has no case"), "warning")
            return
        screen.place.go(case_id)
        screen.feed.window.follow()
    elif screen.side.pane.has_focus:
        screen.set_focus(screen.queue)
        return
    screen.set_focus(screen.side.pane)
    screen.frame()


def _case_of(screen: "LiveScreen", viewer: str) -> str | None:
    """Return the viewer's newest case, first of all one in which they wait."""
    state = screen.room.state
    card = state.viewers.get(viewer)
    known = state.waiting_in.get(viewer) or (card.cases if card is not None else [])
    return next((case_id for case_id in reversed(known) if case_id in state.cases), None)


def next_best(screen: "LiveScreen") -> None:
    """Open the most urgent other case that nobody holds, else one of the agent's own."""
    screen.look()
    if not screen.place.next_best(screen.agent):
        screen.tell(say("没有别的待处理咨询单", "No other case is waiting"), "information")
    screen.frame()


def filter_line(screen: "LiveScreen") -> None:
    """Open the filter line."""
    screen.filter_box.display = True
    screen.set_focus(screen.filter_box)


def feed(screen: "LiveScreen") -> None:
    """Hold the feed and give it the keys, or take them back."""
    if screen.feed.has_focus:
        back(screen)
        return
    screen.set_focus(screen.feed)
    screen.feed.window.move(0, screen.feed.body)
    screen.frame()


def follow(screen: "LiveScreen") -> None:
    """Follow the newest comments again."""
    screen.feed.window.follow()
    screen.frame()


def back(screen: "LiveScreen") -> None:
    """Take one step back: out of the reply box, the feed or the case; else clear the filter, or follow again."""
    if screen.filter_box.has_focus or (screen.filter and screen.queue.has_focus):
        screen.filter_box.value = ""
        screen.filter_box.display = False
    elif not screen.feed.window.following:
        screen.feed.window.follow()
    screen.set_focus(screen.queue)
    screen.frame()


def help_screen(screen: "LiveScreen") -> None:
    """Show every key."""
    screen.ask(Help(screen.actions))


def palette(screen: "LiveScreen") -> None:
    """Open the command palette."""
    screen.ask(Palette())


def language(screen: "LiveScreen") -> None:
    """Change between 中文 and English."""
    use("en" if in_use() == "zh" else "zh")
    screen.feed.forget()
    screen.translate()
    screen.frame()


def quit_desk(screen: "LiveScreen") -> None:
    """Quit; ask first while replies are on their way, or written and not sent."""
    state = screen.room.state
    under_way = [reply for reply in state.outbox.values() if reply.channel == "chat"]
    copied = len(state.outbox) - len(under_way)
    drafts = sum(case.is_open and screen.side.drafts.has(case.id) for case in state.cases.values())
    if not state.outbox and not drafts:
        screen.app.exit("quit")
        return

    screen.ask(
        leave(len(under_way), copied, drafts), lambda leaving: screen.app.exit("quit") if leaving else None
    )
