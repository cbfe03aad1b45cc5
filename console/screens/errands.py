"""Commands on their way to the desk: done only when durable, refused in words, failed in words."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from connectors.language import say
from connectors.problem import Problem
from console.model.commands import AnyCommand, Refusal
from console.model.events import AnyEvent
from console.screens.case.deliveries import Deliveries

if TYPE_CHECKING:
    from console.screens.live import LiveScreen

Durable = Callable[[Sequence[AnyEvent]], Any]


class Errands:
    """Carries the agent's commands. `busy` holds the cases whose command is not durable yet."""

    def __init__(self, screen: "LiveScreen") -> None:
        self._screen = screen
        self._deliveries = Deliveries()
        self.busy: Counter[str] = Counter()

    def submit(self, command: AnyCommand, case_id: str, durable: Durable | None = None) -> None:
        """Send a command about a case to the desk; `durable` is called once nothing can undo what it caused."""
        hidden = bool(self._screen.filter) and not self._screen.place.lists(case_id)

        def done(events: Sequence[AnyEvent]) -> None:
            self._deliveries.expect(events)
            if hidden:
                told = f"已处理 #{case_id}，它不在筛选结果里", f"Done for #{case_id}, which the filter hides"
                self._screen.tell(say(*told), "information")
            if durable is not None:
                durable(events)
            self._screen.frame()

        self._screen.run_worker(self._carry(command, case_id, done), group="errands")

    async def _carry(self, command: AnyCommand, case_id: str, durable: Durable) -> None:
        self.busy[case_id] += 1
        try:
            answer = await self._screen.room.submit(command)
        except Problem as problem:
            self._screen.tell(f"{problem.title}: {problem.sentence} {problem.next_step}", "error")
            return
        finally:
            self.busy[case_id] -= 1
            self.busy += Counter()  # drops what is back at zero
        if isinstance(answer, Refusal):
            self.refuse(answer, case_id)
        else:
            durable(answer)

    def refuse(self, refusal: Refusal, case_id: str) -> None:
        """Tell why not. Nobody's reply box is turned to another case while she writes."""
        place = self._screen.place
        if not self._screen.side.box.has_focus:
            if refusal.code == "owned" and place.current == case_id:
                place.next_best(self._screen.agent)
            elif refusal.code == "unanswered":
                place.go(case_id)
        self._screen.tell(say(refusal.zh, refusal.en), "warning")

    def tell_failures(self) -> None:
        """Tell of the replies that have failed since this was last asked."""
        for failed in self._deliveries.failed(self._screen.room.state):
            self._screen.tell(
                say(
                    f"#{failed.case} 回复发送失败：{failed.reason}",
                    f"Reply to #{failed.case} failed: {failed.reason}",
                ),
                "error",
            )
