"""The live feed on the screen."""

from textual import events
from textual.message import Message
from textual.strip import Strip

from connectors.language import say
from console.cells import wrap
from console.recent import Line, RecentLines
from console.screens import theme
from console.screens.feed.rows import feed_row
from console.screens.feed.window import FeedWindow
from console.screens.painted import Painted
from console.screens.strips import Piece, ends, row
from console.screens.words import counted


class FeedPane(Painted, can_focus=True):
    """Draws a heading, the lines in sight, and while it is held a bar that tells what has come since."""

    class Picked(Message):
        """Somebody clicked on a line."""

    def __init__(self, recent: RecentLines, *, badge: bool, id: str) -> None:  # noqa: A002 - textual's own name for it
        super().__init__(id=id)
        self.window = FeedWindow(recent)
        self._badge = badge
        self._cache: dict[int, Strip] = {}
        self._cached_for = 0

    @property
    def body(self) -> int:
        """How many lines are in sight."""
        return max(1, self.size.height - 1 - (not self.window.following))

    def show(self, now: int, empty: str) -> None:
        """Paint what is in sight at `now` (UTC ms). `empty` is told where there is no line yet."""
        self.window.pull(now)
        width, height = self.size
        if self._cached_for != width or len(self._cache) > 4 * height:
            self.forget()
            self._cached_for = width
        lines = [self._heading(width)]
        shown = self.window.rows(self.body)
        lines += [self._row(number, line, width) for number, line in shown]
        if not shown:
            lines += [row([(" " + line, theme.MUTED)], width) for line in wrap(empty, width - 1, 4)]
        if not self.window.following:
            lines += [row([], width)] * (self.body + 1 - len(lines))
            lines.append(self._bar(width))
        self.paint(lines)

    def forget(self) -> None:
        """Draw every row anew: the language or the width has changed."""
        self._cache.clear()

    def _row(self, number: int, line: Line, width: int) -> Strip:
        strip = self._cache.get(line.seq)
        if strip is None:
            strip = self._cache[line.seq] = feed_row(line, width, badge=self._badge)
        if number == self.window.cursor:
            return strip.apply_style(theme.CHOSEN if self.has_focus else theme.MARKED)
        return strip

    def _heading(self, width: int) -> Strip:
        style = theme.HEADING_ACTIVE if self.has_focus else theme.HEADING
        title = say("实时评论", "Live comments")
        sampled = self.window.sampled and self.window.following
        right: list[Piece] = [(say("刷屏，抽样显示 ", "sampled "), theme.NOTE)] if sampled else []
        return ends([(" " + title, style)], right, width, style)

    def _bar(self, width: int) -> Strip:
        unseen = self.window.unseen
        left: list[Piece] = [(say(f" +{unseen.lines} 条新评论", f" +{unseen.lines} new"), theme.STRONG)]
        if unseen.complaints:
            left.append((say(f" {unseen.complaints} 投诉", f" {unseen.complaints} compl."), theme.COMPLAINT))
        if unseen.questions:
            left.append(
                (
                    say(
                        f" {unseen.questions} 提问", f" {counted(unseen.questions, 'question', 'questions')}"
                    ),
                    theme.QUESTION,
                )
            )
        return ends(left, [(say(" End 最新 ", " End "), theme.KEY)], width, theme.MARKED)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Look further back."""
        event.stop()
        self.window.scroll(-3, self.body)
        self.post_message(self.Picked())

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Look further on."""
        event.stop()
        self.window.scroll(3, self.body)
        self.post_message(self.Picked())

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the line; a click on the bar follows again."""
        event.stop()
        shown = self.window.rows(self.body)
        if 1 <= event.y <= len(shown):
            self.window.point(shown[event.y - 1][0], self.body)
        elif not self.window.following and event.y == self.size.height - 1:
            self.window.follow()
        self.post_message(self.Picked())
