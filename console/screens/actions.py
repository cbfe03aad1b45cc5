"""The one table of what the agent can do: keys, footer, palette and help are all made from it."""

from textual.binding import Binding, BindingType

from console.screens.action import Action
from console.screens.keys import desk, judging, looking, sending, serving, writing

ACTIONS: tuple[Action, ...] = (
    *serving.ACTIONS,
    *looking.ACTIONS,
    *judging.ACTIONS,
    *writing.ACTIONS,
    *sending.ACTIONS,
    *desk.ACTIONS,
)
"""In the order of the help."""

BY_ID = {action.id: action for action in ACTIONS}


def bindings() -> list[BindingType]:
    """Bind every key of the table to the screen's `action_table`."""
    found: list[BindingType] = []
    for action in ACTIONS:
        for key in action.keys:
            call = f"table({action.id!r}, {key})" if action.numbered else f"table({action.id!r})"
            # With priority a key is carried out before the next one is looked at: what is typed right after `r` is text.
            found.append(Binding(key, call, action.label.en, show=False, priority=True))
    return found
