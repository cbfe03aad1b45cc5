"""A desk to test in a line: comments in, commands in, state out."""

from typing import Any

from connectors.events import CommentReceived, FeedEvent
from console.desk import DeskState, Heard, apply, decide
from console.model.commands import AnyCommand, Claim, Dismiss, Refusal, ReportDelivery, Resolve, SendReply
from console.model.events import SessionStarted
from console.model.verdict import Verdict


def verdict(**fields: Any) -> Verdict:
    """Return a question's verdict, changed as told."""
    known: dict[str, Any] = {
        "question": True,
        "complaint": False,
        "intent": "product",
        "emotion": "neutral",
        "confidence": 0.9,
        "folded": "会掉色吗",
        "topic": "product.fading",
        "product": "1",
    }
    return Verdict(**{**known, **fields})


class ActingDesk:
    """A desk with a clock in seconds; every event it causes is kept in `log`."""

    def __init__(self) -> None:
        self.state = DeskState()
        self.log: list[Any] = []
        self._number = 0
        self._fold([SessionStarted(at=0, broadcast="b", room="r", title="t", sending="send")])

    def ask(self, at_s: float, viewer: str, text: str = "会掉色吗", **fields: Any) -> list[Any]:
        """Let a viewer comment; `fields` change the verdict."""
        self._number += 1
        comment = CommentReceived(
            at=int(at_s * 1000),
            feed=fields.pop("feed", "main"),
            id=f"c{self._number}",
            text=text,
            viewer=f"demo:{viewer}",
            name=viewer,
            platform="demo",
            history=fields.pop("history", False),
            staff=fields.pop("staff", False),
        )
        return self.hear(Heard(comment, verdict(**{"folded": text, **fields})))

    def hear(self, message: Heard | FeedEvent) -> list[Any]:
        """Take a feed's message."""
        caused = decide(self.state, message, 0)
        assert not isinstance(caused, Refusal)
        return self._fold(list(caused))

    def do(self, at_s: float, command: AnyCommand) -> list[Any] | Refusal:
        """Carry out a command."""
        caused = decide(self.state, command, int(at_s * 1000), lambda text: text in {"在的亲", "hello"})
        return caused if isinstance(caused, Refusal) else self._fold(list(caused))

    def claim(self, at_s: float, case: str = "1", author: str = "小李") -> list[Any] | Refusal:
        """Claim a case."""
        return self.do(at_s, Claim(id="x", author=author, case=case))

    def reply(
        self, at_s: float, text: str = "不会掉色的亲", case: str = "1", author: str = "小李", **fields: Any
    ) -> list[Any] | Refusal:
        """Reply to a case, without delivering."""
        self._number += 1
        fields = {"id": f"r{self._number}", "channel": "chat", **fields}
        return self.do(at_s, SendReply(author=author, case=case, text=text, **fields))

    def answer(
        self, at_s: float, text: str = "不会掉色的亲", case: str = "1", author: str = "小李", **fields: Any
    ) -> None:
        """Reply to a case and have it delivered at the same moment."""
        assert not isinstance(self.reply(at_s, text, case, author, **fields), Refusal)
        for reply in list(self.state.outbox):
            self.deliver(at_s, reply)

    def deliver(self, at_s: float, reply: str, *, delivered: bool = True) -> list[Any] | Refusal:
        """Report what became of a reply."""
        return self.do(
            at_s, ReportDelivery(id="d", author="outbox", reply=reply, delivered=delivered, reason="断线")
        )

    def resolve(self, at_s: float, case: str = "1", author: str = "小李") -> list[Any] | Refusal:
        """Resolve a case."""
        return self.do(at_s, Resolve(id="x", author=author, case=case))

    def dismiss(self, at_s: float, reason: str = "spam", case: str = "1") -> list[Any] | Refusal:
        """Dismiss a case."""
        return self.do(at_s, Dismiss(id="x", author="小李", case=case, reason=reason))

    def _fold(self, events: list[Any]) -> list[Any]:
        for event in events:
            apply(self.state, event)
        self.log += events
        return events
