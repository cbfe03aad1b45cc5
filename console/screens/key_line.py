"""The last row: the keys that do something right now, each one a button; or a sentence, for a moment."""

from collections.abc import Sequence

from rich.style import Style
from textual import events
from textual.message import Message

from console.screens import theme
from console.screens.action import Action
from console.screens.notices import Notice, Severity
from console.screens.painted import Painted
from console.screens.strips import Piece, ends, row, span

_SIGNS: dict[Severity, tuple[str, Style]] = {
    "information": ("✓", theme.GOOD),
    "warning": ("!", theme.SOON),
    "error": ("✗", theme.BAD),
}


class KeyLine(Painted):
    """Draws as many actions as there is room for."""

    class Picked(Message):
        """Somebody clicked on an action."""

        def __init__(self, action: Action) -> None:
            super().__init__()
            self.action = action

    def __init__(self, *, id: str) -> None:  # noqa: A002 - textual's own name for it
        super().__init__(id=id)
        self._ends: list[tuple[int, Action]] = []

    def show(self, actions: Sequence[Action], *, typing: bool) -> None:
        """Paint the actions in the order given; the last one, which leads to all others, always has its place."""
        width = self.size.width
        left: list[Piece] = []
        self._ends.clear()
        used = 0
        *others, last = actions
        closing = _button(last, typing=typing)
        for action in others:
            button = _button(action, typing=typing)
            used += span(button)
            if used + span(closing) > width:
                break
            left += button
            self._ends.append((used, action))
        self._ends.append((width, last))
        self.paint([ends(left, closing, width, theme.MARKED)])

    def say(self, notice: Notice) -> None:
        """Paint a sentence in place of the keys."""
        self._ends.clear()
        sign, style = _SIGNS[notice.severity]
        self.paint([row([(f" {sign} {notice.text}", style)], self.size.width, theme.MARKED)])

    def on_click(self, event: events.Click) -> None:
        """Run the action under the pointer."""
        event.stop()
        for end, action in self._ends:
            if event.x < end:
                self.post_message(self.Picked(action))
                return


def _button(action: Action, *, typing: bool) -> list[Piece]:
    return [(f" {action.shown_key(typing=typing)} ", theme.KEY), (f"{action.label} ", theme.MUTED)]
