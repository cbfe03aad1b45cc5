"""The one screen: the live feed, the queue, the open case and the reply box, drawn from the room by one timer."""

import asyncio
from collections.abc import Callable
from time import monotonic
from typing import ClassVar, TypeVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.screen import Screen
from textual.widgets import Input, TextArea

from connectors.language import say
from console.model.cases import Case
from console.model.events import ReplyEvent
from console.playbook import Script
from console.screens import clipboard
from console.screens.action import Action
from console.screens.actions import ACTIONS, BY_ID, bindings
from console.screens.case.drafts import Draft
from console.screens.case.offers import Offer, Offers
from console.screens.case.pane import CasePane
from console.screens.case.rows import EARLIER
from console.screens.case.side import CaseSide
from console.screens.context import DeskContext
from console.screens.cursor import place_cursor
from console.screens.drawing import draw
from console.screens.errands import Errands
from console.screens.feed.pane import FeedPane
from console.screens.key_line import KeyLine
from console.screens.moment import Moment, moment_of
from console.screens.notices import Notices, Severity
from console.screens.pulse import Pulse
from console.screens.queue.filter import Filter
from console.screens.queue.filter_box import FilterBox
from console.screens.queue.order import Place
from console.screens.queue.pane import QueuePane
from console.screens.sight import Sight
from console.screens.status import StatusStrip

Answer = TypeVar("Answer")

LOOK_EVERY_S = 0.04
"""How often the screen asks whether to draw; asking costs next to nothing."""


class LiveScreen(Screen[None]):
    """Holds view state only: what is open, what is written, what is filtered."""

    BINDINGS: ClassVar[list[BindingType]] = bindings()
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - textual's own declaration
        (0, "-slim"),
        (76, "-narrow"),
        (116, "-wide"),
    ]
    AUTO_FOCUS = "#queue"
    actions = ACTIONS

    def __init__(self, context: DeskContext) -> None:
        super().__init__()
        self.desk = context
        self.room = context.room
        self.agent = context.agent
        self.place = Place()
        self.filter = Filter()
        self.sight = Sight(context)
        self.notices = Notices()
        self._offers = Offers(context.variables, context.agent)
        self.errands = Errands(self)
        self._pulse = Pulse(1 / context.settings.screen.frames_per_second)
        self.status = StatusStrip(id="status")
        self.feed = FeedPane(self.room.recent, badge=len(self.room.statuses) > 1, id="feed")
        self.filter_box = FilterBox(id="filter")
        self.queue = QueuePane(id="queue")
        self.side = CaseSide(id="case-side")
        self.keys = KeyLine(id="keys")

    def compose(self) -> ComposeResult:
        """Lay out the panes; the style sheet places them by the terminal's width."""
        yield self.status
        with Container(id="desk"):
            with Vertical(id="feed-side"):
                yield self.feed
            with Vertical(id="queue-side"):
                yield self.filter_box
                yield self.queue
            yield self.side
        yield self.keys

    def on_mount(self) -> None:
        """Begin to draw."""
        self.filter_box.display = False
        self.translate()
        self.set_interval(min(LOOK_EVERY_S, 1 / self.desk.settings.screen.frames_per_second), self._tick)
        self.set_interval(1.0, self._every_second)

    @property
    def moment(self) -> Moment:
        """The facts of this moment."""
        return moment_of(self)

    @property
    def available(self) -> list[Action]:
        """The actions that make sense now, in the table's order."""
        moment = self.moment
        return [action for action in ACTIONS if action.when(moment)]

    def offers_for(self, case: Case) -> list[Offer]:
        """Return the scripts to offer for a case."""
        return self._offers.of(case, self.desk.playbook.playbook, self.sight.product(case), self.room.now())

    def filled(self, script: Script, case: Case) -> str:
        """Return a script's text for those who ask in a case now."""
        return self._offers.filled(script, case, self.sight.product(case))

    # What the actions do to the screen

    def sent(self, case_id: str, draft: Draft) -> None:
        """Clear a draft that was sent and go back to the queue."""
        self.side.forget(case_id, draft)
        if self.side.box.has_focus:
            self.set_focus(self.queue)

    def give_back(self, reply: ReplyEvent) -> None:
        """Make a draft again of a reply that was not sent."""
        script = self.desk.playbook.playbook.by_id.get(reply.script or "")
        case = self.room.state.cases[reply.case]
        filled = reply.text
        if script is not None and reply.edit_ratio:
            filled = self.filled(script, case)
        self.side.give_back(case.id, Draft(reply.text, script, filled))

    def leave(self, case_id: str) -> None:
        """Open the case after one that is being closed, at once: what is pressed next is meant for that one."""
        self.place.leave(case_id, self.agent)
        self.set_focus(self.queue)
        self.frame()

    @work(group="clipboard")
    async def copy(self, text: str, then: str) -> None:
        """Copy a text: by the machine's own tool, and by the terminal, which never says whether it did. Tell, and `then`."""
        self.app.copy_to_clipboard(text)
        sure = await clipboard.copy(text)
        told = say("已复制", "Copied") if sure else say("已请终端复制", "Asked the terminal to copy")
        self.tell(told + then, "information")

    def tell(self, text: str, severity: Severity) -> None:
        """Show a sentence for a moment."""
        self.notices.add(text, severity, monotonic())
        self.frame()

    def ask(self, dialog: Screen[Answer], decided: Callable[[Answer | None], None] | None = None) -> None:
        """Put a dialog over the screen; `decided` is given its answer."""
        _ = self.app.push_screen(dialog, decided)  # there at once; whatever is pressed next goes to it

    def translate(self) -> None:
        """Take over the language in use where texts are not drawn anew each time."""
        self.filter_box.placeholder = say(
            "词 -词 类型:投诉 是:超时 是:我的 观众:…", "word -word lane:complaint is:late is:mine viewer:…"
        )

    def run_table_action(self, action: Action, number: int | None = None) -> None:
        """Run an action of the table; where it makes no sense now, say why."""
        if action.when(self.moment):
            action.do(self) if number is None else action.do(self, number)
        elif action.unless is not None:
            self.tell(str(action.unless), "warning")

    def action_table(self, action_id: str, number: int | None = None) -> None:
        """Run an action by its id: what every key is bound to."""
        self.run_table_action(BY_ID[action_id], number)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let a key through only where its action makes sense now."""
        if action != "table":
            return super().check_action(action, parameters)
        return BY_ID[str(parameters[0])].when(self.moment)

    def on_key(self, event: events.Key) -> None:
        """Say why a key does nothing: those that do something never come here."""
        action = next((action for action in ACTIONS if event.key in action.keys), None)
        if action is not None and not self.moment.typing:
            self.run_table_action(action)

    # Drawing

    def look(self) -> int:
        """Take in the room as it is now; returns the time (UTC ms)."""
        now = self.room.now()
        if self.filter.text != self.filter_box.value.strip():
            self.filter = Filter(self.filter_box.value, self.sight.titles)
            self.feed.window.filter(self.filter.keeps_line if self.filter else None)
        if self.place.current not in self.room.state.cases:
            self.place.current = None  # closed so long ago that the desk has let go of it
        self.place.see(self.sight.cases(self.filter))
        return now

    def frame(self) -> None:
        """Draw the room as it is now. What has not changed costs nothing."""
        if self.is_current:
            self._pulse.drawn_at = monotonic()
            now = self.look()
            self.side.turn(self.place.current)
            draw(self, now)

    def _tick(self) -> None:
        if self._pulse.due(monotonic(), focused=self.app.app_focus):
            self.frame()
        self.errands.tell_unsent()

    def _every_second(self) -> None:
        place_cursor(self.app)
        self._reload()
        if self.desk.settings.screen.bell and self.sight.rings(self.room.now()):
            self.app.bell()

    @work(group="reload", exclusive=True)
    async def _reload(self) -> None:
        """Take over edited scripts; mistakes in them are told in the strip."""
        playbook = self.desk.playbook
        if await asyncio.to_thread(playbook.changed) and not playbook.findings:
            self.tell(say("话术已更新", "Scripts updated"), "information")

    # What the panes report

    def on_resize(self) -> None:
        """Draw for the new size."""
        self.call_after_refresh(self.frame)
        self.call_after_refresh(place_cursor, self.app)

    def on_screen_resume(self) -> None:
        """Draw after a dialog has closed."""
        self.call_after_refresh(self.frame)

    @on(TextArea.Changed)
    @on(Input.Changed)
    def _typed(self) -> None:
        self._pulse.typed_at = monotonic()

    @on(Input.Submitted)
    def _filtered(self) -> None:
        self.look()
        if self.filter.problem:
            self.tell(self.filter.problem, "warning")
            return
        self.filter_box.display = bool(self.filter)
        if self.filter:
            self.place.open_first()
        self.set_focus(self.queue)

    def on_descendant_focus(self) -> None:
        """Show which pane has the keys; a feed that is read gets room."""
        self.set_class(self.feed.has_focus, "-reading")
        self.call_after_refresh(self.frame)
        self.call_after_refresh(place_cursor, self.app)

    @on(QueuePane.Picked)
    def _case_picked(self, picked: QueuePane.Picked) -> None:
        self.place.go(picked.case_id)
        self.frame()

    @on(QueuePane.Moved)
    def _wheel_turned(self, moved: QueuePane.Moved) -> None:
        self.place.move(moved.by)
        self.frame()

    @on(FeedPane.Picked)
    @on(CasePane.Moved)
    def _scrolled(self) -> None:
        self.frame()

    @on(CasePane.Picked)
    def _answer_picked(self, picked: CasePane.Picked) -> None:
        if picked.choice == EARLIER:
            self.run_table_action(BY_ID["again"])
        else:
            self.run_table_action(BY_ID["script"], picked.choice)

    @on(KeyLine.Picked)
    def _key_picked(self, picked: KeyLine.Picked) -> None:
        self.run_table_action(picked.action)
