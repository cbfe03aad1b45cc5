"""What can be done right now: the facts on which every action and its availability rest."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from console.desk import DeskState
from console.model.cases import Case
from console.model.events import ReplyEvent, ReplyQueued, Sending
from console.screens.case.offers import Offer
from console.screens.revealing import hides_personal

if TYPE_CHECKING:
    from console.screens.live import LiveScreen


@dataclass(frozen=True, slots=True)
class Moment:
    """The screen at one moment.

    `case` is the open case, `hides` whether there is personal data in it, `queued` how many are in the queue, `offers` the
    scripts offered. `unmarked` is this case's reply
    of which only a person can say whether it was sent: a copied one, or one the platform did not confirm. `held` is the
    reply that can be taken back: this case's, else the agent's latest. `sending` is where the room's switch stands,
    `can_send` says whether any feed takes replies. `typing` says that keys are text, `replying` that they go into the reply box.
    `reading` says that the feed has the keys, `aside` that anything but the queue has them; `following` that the feed
    shows the newest line.
    """

    agent: str
    case: Case | None = None
    hides: bool = False
    queued: int = 0
    offers: list[Offer] = field(default_factory=list)
    unmarked: ReplyEvent | None = None
    held: ReplyQueued | None = None
    sending: Sending = "copy"
    can_send: bool = False
    typing: bool = False
    replying: bool = False
    filtered: bool = False
    reading: bool = False
    aside: bool = False
    following: bool = True

    @property
    def idle(self) -> bool:
        """Whether single letters are keys."""
        return not self.typing

    @property
    def open(self) -> bool:
        """Whether the open case can still be worked on."""
        return self.case is not None and self.case.is_open


def moment_of(screen: "LiveScreen") -> Moment:
    """Return the facts of this moment."""
    state = screen.room.state
    current = screen.place.current
    case = state.cases.get(current or "")
    copied = (reply for reply in state.outbox.values() if reply.case == current and reply.channel == "copy")
    return Moment(
        agent=screen.agent,
        case=case,
        hides=case is not None and hides_personal(case, screen.sight.card(case)),
        queued=len(screen.place.cases),
        offers=screen.offers_for(case) if case is not None and case.is_open else [],
        unmarked=next(copied, None) or state.unconfirmed.get(current or ""),
        held=_held(state, current, screen.agent),
        sending=state.sending,
        can_send=any(connector.can_send for connector in screen.room.feeds.values()),
        typing=screen.side.box.has_focus or screen.filter_box.has_focus,
        replying=screen.side.box.has_focus,
        filtered=bool(screen.filter),
        reading=screen.feed.has_focus,
        aside=not screen.queue.has_focus,
        following=screen.feed.window.following,
    )


def _held(state: DeskState, current: str | None, agent: str) -> ReplyQueued | None:
    """Return the reply that `u` takes back. Of other cases only the agent's own on its way to the platform counts."""
    held = [reply for reply in state.outbox.values() if reply.reply not in state.attempted]
    here = (reply for reply in held if reply.case == current)
    latest = (reply for reply in reversed(held) if reply.by == agent and reply.channel == "chat")
    return next(here, None) or next(latest, None)
