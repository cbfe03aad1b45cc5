"""The last row: the keys that do something right now, each one a button for the mouse."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.message import Message

from console.screens import theme
from console.screens.action import Action
from console.screens.cells import Piece, row
from console.screens.painted import Painted


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
        """Paint the actions in the order given."""
        width = self.size.width
        pieces: list[Piece] = []
        self._ends.clear()
        used = 0
        for action in actions:
            key, label = f" {action.shown_key(typing=typing)} ", f"{action.label} "
            used += cell_len(key) + cell_len(label)
            if used > width:
                break
            pieces += [(key, theme.KEY), (label, theme.MUTED)]
            self._ends.append((used, action))
        self.paint([row(pieces, width, theme.MARKED)])

    def on_click(self, event: events.Click) -> None:
        """Run the action under the pointer."""
        event.stop()
        for end, action in self._ends:
            if event.x < end:
                self.post_message(self.Picked(action))
                return
