"""Reads a comment by itself: nothing is known of who said it, nor of what else was said."""

from connectors.events import STRANGER, CommentReceived
from console.model.verdict import Verdict
from console.triage.context import Reads
from console.triage.trust import Trust


class Alone:
    """Triage and the words that cost trust, as a room reads a stranger's first comment."""

    def __init__(self, triage: Reads, trust: Trust) -> None:
        self._triage = triage
        self._trust = trust

    def read(self, text: str, product_on_air: str | None = None) -> Verdict:
        """Return the verdict about a text. Any string is accepted."""
        comment = CommentReceived(at=0, feed="", id="", text=text, viewer=STRANGER, name="", platform="")
        return self._trust.judge(comment, self._triage.read(text, product_on_air))
