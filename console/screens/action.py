"""What an action is: everything keys, footer, palette and help need to know of it."""

from collections.abc import Callable
from dataclasses import dataclass

from connectors.language import Words
from console.model.commands import Command
from console.screens.moment import Moment


@dataclass(frozen=True, slots=True)
class Action:
    """One thing the agent can do.

    `keys` are textual's names of the keys; without any it is found by its name in the palette. `do` is given the screen, and where it is `numbered` also the number on the
    key. `when` says whether it makes sense now, `unless` tells the agent why where it does not; `sends` names the commands it may send to the desk. `footer` and
    `palette` say where it is offered.
    """

    id: str
    group: Words
    keys: tuple[str, ...]
    label: Words
    help: Words
    do: Callable[..., None]
    when: Callable[[Moment], bool]
    unless: Words | None = None
    sends: tuple[type[Command], ...] = ()
    numbered: bool = False
    footer: bool = False
    palette: bool = True

    def shown_key(self, *, typing: bool) -> str:
        """Return the key to name in the footer: while typing one that does not write itself."""
        if self.numbered:
            return self.shown_keys
        key = next((key for key in self.keys if not typing or len(key) > 1), self.keys[0])
        return _SHOWN.get(key, key)

    @property
    def shown_keys(self) -> str:
        """The keys as people write them; the palette's where it has none of its own."""
        if self.numbered:
            return f"{self.keys[0]}–{self.keys[-1]}"
        if not self.keys:
            return _SHOWN[BY_NAME]
        return " / ".join(_SHOWN.get(key, key) for key in self.keys)


BY_NAME = "ctrl+p"
"""The palette's key."""

_SHOWN = {
    "down": "↓",
    "up": "↑",
    "enter": "Enter",
    "escape": "Esc",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "slash": "/",
    "equals_sign": "=",
    "question_mark": "?",
    "ctrl+j": "Ctrl+J",
    BY_NAME: "Ctrl+P",
    "ctrl+q": "Ctrl+Q",
}
