"""An evening served through the desk's own rules and written to a real journal."""

from pathlib import Path
from typing import Any

import pytest

from connectors import language
from connectors.events import CommentReceived, FeedGap, OrderPaid, Truth
from console.desk import DeskState, Heard, apply, decide
from console.journal import Broadcast, open_journal
from console.model.commands import Dismiss, Refusal, ReportDelivery, SendReply
from console.model.events import AnyEvent, SessionStarted, SessionStopped
from console.model.verdict import Verdict
from console.review import Review, open_review

BEGIN = 1_760_000_040_000  # UTC ms: 2025-10-09 08:54:00
CHAT = Verdict(question=False, complaint=False, intent="chat", emotion="neutral", confidence=1.0, folded="")


class Evening:
    """A broadcast in the making. Times are seconds from its beginning."""

    def __init__(self) -> None:
        self.state = DeskState()
        self.events: list[AnyEvent] = []
        self.add(
            SessionStarted(
                at=BEGIN,
                broadcast="night",
                room="shop",
                title="周五 [b]夜场[/b]",
                feeds=("f",),
                sending="send",
            )
        )

    def add(self, *events: Any) -> None:
        """Write events down as the room does: applied first, then recorded."""
        for event in events:
            apply(self.state, event)
            self.events.append(event)

    def say(
        self, name: str, second: float, text: str, verdict: Verdict = CHAT, *, truth: Truth | None = None
    ) -> str:
        """Let a viewer comment; returns the case their comment joined, "" for none."""
        at = BEGIN + round(second * 1000)
        comment = CommentReceived(
            at=at,
            feed="f",
            id=f"c{len(self.events)}",
            text=text,
            viewer=f"p:{name}",
            name=name,
            platform="p",
            truth=truth,
        )
        caused = decide(self.state, Heard(comment, verdict), at)
        assert not isinstance(caused, Refusal)
        self.add(*caused)
        return str(getattr(caused[-1], "case", ""))

    def ask(self, name: str, second: float, text: str, topic: str, **truth: Any) -> str:
        """Let a viewer ask; returns the case."""
        return self.say(
            name,
            second,
            text,
            Verdict(
                question=True,
                complaint=False,
                intent="logistics",
                emotion="neutral",
                confidence=0.9,
                folded=text,
                topic=topic,
            ),
            **truth,
        )

    def complain(self, name: str, second: float, text: str) -> str:
        """Let a viewer complain; returns the case."""
        verdict = Verdict(
            question=False, complaint=True, intent="complaint", emotion="angry", confidence=0.9, folded=text
        )
        return self.say(name, second, text, verdict)

    def reply(self, case: str, second: float, text: str, author: str = "小雨", **fields: Any) -> None:
        """Answer a case; the platform takes it half a second later."""
        reply = f"r{len(self.events)}"
        at = BEGIN + round(second * 1000)
        self._do(SendReply(id=reply, author=author, case=case, text=text, channel="chat", **fields), at - 500)
        self._do(ReportDelivery(id=f"{reply}-d", author="outbox", reply=reply, delivered=True), at)

    def dismiss(self, case: str, second: float) -> None:
        """Close a case as spam."""
        self._do(
            Dismiss(id=f"d{case}", author="小雨", case=case, reason="spam"), BEGIN + round(second * 1000)
        )

    def lose(self, since: float, until: float) -> None:
        """Lose the feed for a while."""
        start, end = (BEGIN + round(second * 1000) for second in (since, until))
        self.add(FeedGap(at=end, feed="f", since=start, until=end, cause="down"))

    def pay(self, order: str, second: float, name: str, amount: int) -> None:
        """Let a viewer pay an order, in fen."""
        at = BEGIN + round(second * 1000)
        self.add(
            OrderPaid(
                at=at, feed="f", id=order, platform="p", viewer=f"p:{name}", amount=amount, currency="CNY"
            )
        )

    def stop(self, second: float) -> None:
        """Close the desk."""
        self.add(SessionStopped(at=BEGIN + round(second * 1000), cause="ended"))

    def _do(self, command: Any, at: int) -> None:
        caused = decide(self.state, command, at)
        assert not isinstance(caused, Refusal), caused
        self.add(*caused)

    def write(self, folder: Path, broadcast: str = "night") -> None:
        """Write the broadcast to the journal in a data folder."""
        journal = open_journal(folder / "livedesk.db", label="shop")
        journal.begin(Broadcast(id=broadcast, room="shop", title="周五 [b]夜场[/b]", started_at=BEGIN))
        journal.append(broadcast, self.events)
        journal.close_blocking()

    def review(self, folder: Path) -> Review:
        """Write the broadcast down and open its review."""
        self.write(folder)
        return open_review(folder)


@pytest.fixture(autouse=True)
def english() -> Any:
    """Speak English unless a test chooses; leave no choice behind."""
    before = language.in_use()
    language.use("en")
    yield
    language.use(before)


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the settings of whoever runs the tests out of them: an empty file stands for none."""
    file = tmp_path_factory.mktemp("settings") / "livedesk.toml"
    file.touch()
    monkeypatch.setenv("LIVEDESK_CONFIG", str(file))


@pytest.fixture
def evening() -> Evening:
    """Return an evening with a question three people ask, one nobody answers, a complaint, spam, orders and a gap."""
    made = Evening()
    question, chat = Truth(question=True, intent="logistics"), Truth()
    shipping = made.ask("阿花", 5, "什么时候发货？", "logistics.when", truth=question)
    made.ask("小林", 20, "几时发货呀", "logistics.when", truth=question)
    made.say("路人", 30, "主播好[red]", truth=chat)
    made.reply(shipping, 65, "48 小时内发出～", script="ship-48h", script_version=2)
    made.ask("晚来的人", 70, "啥时候发货", "logistics.when", truth=chat)
    made.reply(shipping, 80, "48 小时内", author="阿明")
    made.ask("没人理", 90, "我的电话 13800138000 收到货了吗 😀👨‍👩‍👧", "logistics.where", truth=question)
    made.say("老张", 95, "多少钱", truth=question)
    angry = made.complain("生气的人", 100, "发错货了！退钱")
    made.reply(angry, 118, "马上为您处理", author="阿明")
    spam = made.ask("广告", 130, "加微信吗", "spam.link")
    made.dismiss(spam, 140)
    made.lose(180, 300)
    made.pay("o1", 310, "阿花", 12900)
    made.stop(600)
    return made


@pytest.fixture
def review(evening: Evening, tmp_path: Path) -> Review:
    """Return the review of that evening."""
    return evening.review(tmp_path)
