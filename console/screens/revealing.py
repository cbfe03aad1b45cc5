"""Personal data on the screen: hidden, until the agent asks for the open case's."""

from itertools import islice
from typing import TYPE_CHECKING
from uuid import uuid4

from console.model.cases import Case, ViewerCard
from console.model.commands import Reveal
from console.screens.case.rows import MOST_ASKERS
from console.triage.personal import hides

if TYPE_CHECKING:
    from console.screens.live import LiveScreen


def reveal(screen: "LiveScreen") -> None:
    """Show the open case's texts as they were typed, once it is written down who looks; or hide them again."""
    case, side = screen.moment.case, screen.side
    if case is None:
        return
    if side.bare:
        side.bare = False
        screen.frame()
        return

    def durable(_: object) -> None:
        side.bare = screen.place.current == case.id

    command = Reveal(id=uuid4().hex, author=screen.agent, based_on=case.version, case=case.id)
    screen.errands.submit(command, case.id, durable)


def hides_personal(case: Case, card: ViewerCard | None) -> bool:
    """Whether anything that is shown of a case is hidden: what was asked, answered, or said by its first asker."""
    said = [case.text, case.newest, case.answer]
    said += [ask.text for ask in islice(case.waiting.values(), MOST_ASKERS)]
    said += [reply.text for reply in case.replies]
    said += [text for _, text in card.recent] if card is not None else []
    return any(map(hides, said))
