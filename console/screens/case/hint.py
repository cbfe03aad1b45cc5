"""The row under the reply box: where a reply goes, and how it is sent."""

from connectors.language import say
from console.screens import theme
from console.screens.painted import Painted
from console.screens.strips import Piece, ends


class ReplyHint(Painted):
    """One row."""

    def show(self, *, destination: str, people: int, letters: int, typing: bool, busy: bool) -> None:
        """Paint the hint.

        `destination` names the way out, `people` counts those who would be answered, `letters` the characters written.
        """
        several = say(f"发给 {people} 人", f"to {people} people") if people > 1 else ""
        if busy:
            left: list[Piece] = [(say(" … 保存中", " … saving"), theme.NOTE)]
        elif typing:
            left = [
                (" Enter", theme.KEY),
                (f" {several}" if several else say(" 发送", " send"), theme.NOTE if several else theme.MUTED),
                (" Ctrl+J", theme.KEY),
                (say(" 换行", " new line"), theme.MUTED),
                (" Esc", theme.KEY),
                (say(" 离开", " leave"), theme.MUTED),
            ]
        else:
            left = [(" → ", theme.FAINT), (destination, theme.MUTED)] if destination else []
            if several:
                left.append((f" · {several}", theme.NOTE))
        count = say(f"{letters} 字 ", f"{letters} ") if letters else ""
        self.paint([ends(left, [(count, theme.MUTED)], self.size.width)])
