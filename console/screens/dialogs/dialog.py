"""What the short questions share."""

from typing import TypeVar

from textual.screen import ModalScreen

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer]):
    """A question over the screen; the console goes on behind it."""

    def finish(self, answer: Answer | None = None) -> None:
        """Close with an answer."""
        _ = self.dismiss(answer)
