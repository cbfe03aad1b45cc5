"""The one table of what the agent can do: keys, footer, palette and help are all made from it."""

from console.screens.action import Action
from console.screens.keys import desk, looking, serving, writing

ACTIONS: tuple[Action, ...] = (*serving.ACTIONS, *looking.ACTIONS, *writing.ACTIONS, *desk.ACTIONS)
"""In the order of the help."""

BY_ID = {action.id: action for action in ACTIONS}
