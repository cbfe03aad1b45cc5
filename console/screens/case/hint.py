"""The row under the reply box: where a reply goes, and how it is sent."""

from connectors.language import say
from console.screens import theme
from console.screens.painted import Painted
from console.screens.strips import Piece, ends


class ReplyHint(Painted):
    """One row."""

    def show(self, *, destination: str, letters: int, typing: bool, busy: bool) -> None:
        """Paint the hint. `destination` names the way out, `letters` counts the characters written."""
        if busy:
            left: list[Piece] = [(say(" … 保存中", " … saving"), theme.NOTE)]
        elif typing:
            left = [
                (" Enter", theme.KEY),
                (say(" 发送", " send"), theme.MUTED),
                (" Ctrl+J", theme.KEY),
                (say(" 换行", " new line"), theme.MUTED),
                (" Esc", theme.KEY),
                (say(" 离开", " leave"), theme.MUTED),
            ]
        else:
            left = [(" → ", theme.FAINT), (destination, theme.MUTED)] if destination else []
        count = say(f"{letters} 字 ", f"{letters} ") if letters else ""
        self.paint([ends(left, [(count, theme.MUTED)], self.size.width)])
