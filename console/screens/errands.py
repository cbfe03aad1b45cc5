"""Commands on their way to the desk: done only when durable, refused in words, failed in words."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from connectors.language import say
from connectors.problem import Problem
from console.model.commands import AgentCommand, Refusal
from console.model.events import AnyEvent, ReplyFailed, ReplyRetracted
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

    def submit(self, command: AgentCommand, case_id: str = "", durable: Durable | None = None) -> None:
        """Send a command to the desk, about a case if one is named; `durable` is called once nothing can undo what it caused."""
        hidden = bool(case_id and self._screen.filter) and not self._screen.place.lists(case_id)

        def done(events: Sequence[AnyEvent]) -> None:
            if hidden:
                told = f"已处理 #{case_id}，它不在筛选结果里", f"Done for #{case_id}, which the filter hides"
                self._screen.tell(say(*told), "information")
            if durable is not None:
                durable(events)
            self._deliveries.expect(events)
            self.tell_unsent()
            self._screen.frame()

        self._screen.run_worker(self._carry(command, case_id, done), group="errands")

    async def _carry(self, command: AgentCommand, case_id: str, durable: Durable) -> None:
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

    def tell_unsent(self) -> None:
        """Tell of the replies that were not delivered since this was last asked.

        What certainly nobody has read is its author's draft again.
        """
        for queued, ending in self._deliveries.unsent(self._screen.room.state):
            case, certain = queued.case, True
            match ending:
                case ReplyRetracted():
                    told = f"#{case} 的回复已撤回", f"The reply to #{case} was taken back"
                    self._screen.tell(say(*told), "information")
                case ReplyFailed(unknown=True, reason=reason):
                    certain = False
                    told = (
                        f"#{case} 的回复未确认，请看直播间：{reason}",
                        f"Reply to #{case} not confirmed, look at the room: {reason}",
                    )
                    self._screen.tell(say(*told), "error")
                case ReplyFailed(reason=reason):
                    told = f"#{case} 回复发送失败：{reason}", f"Reply to #{case} failed: {reason}"
                    self._screen.tell(say(*told), "error")
            if certain and queued.by == self._screen.agent:
                self._screen.give_back(queued)
