"""The row under the reply box: where a reply goes, and how it is sent."""

from connectors.language import say
from console.screens import theme
from console.screens.painted import Painted
from console.screens.strips import Piece, ends


class ReplyHint(Painted):
    """One row."""

    def clear(self) -> None:
        """Paint an empty row."""
        self.paint([ends([], [], self.size.width)])

    def show(
        self,
        *,
        destination: str,
        verb: str,
        people: int,
        letters: int,
        longest: int | None,
        typing: bool,
        busy: bool,
    ) -> None:
        """Paint the hint.

        `destination` names the way out and `verb` what Enter does, "" where it sends. `people` counts those who would be answered, `letters`
        the characters written; `longest` is how many the platform takes, None where that does not matter.
        """
        several = say(f"发给 {people} 人", f"to {people} people") if people > 1 else ""
        if busy:
            left: list[Piece] = [(say(" … 保存中", " … saving"), theme.NOTE)]
        elif typing:
            left = [
                (" Enter", theme.KEY),
                (
                    f" {verb or several or say('发送', 'send')}",
                    theme.NOTE if several or verb else theme.MUTED,
                ),
                (" Ctrl+J", theme.KEY),
                (say(" 换行", " new line"), theme.MUTED),
                (" Esc", theme.KEY),
                (say(" 离开", " leave"), theme.MUTED),
            ]
        else:
            left = [(" → ", theme.FAINT), (destination, theme.MUTED)]
            if several:
                left.append((f" · {several}", theme.NOTE))
        self.paint([ends(left, [_count(letters, longest)], self.size.width)])


def _count(letters: int, longest: int | None) -> Piece:
    over = 0 if longest is None else letters - longest
    if over > 0:
        return say(f"超 {over} 字 ", f"{over} too many "), theme.BAD
    return say(f"{letters} 字 ", f"{letters} ") if letters else "", theme.MUTED
