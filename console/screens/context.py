"""What the console needs to know; the caller gathers it, opens the room and stops it."""

from collections.abc import Mapping
from dataclasses import dataclass

from console.opening import playbook_folders, playbook_names
from console.playbook import PlaybookFiles
from console.room import Room
from console.settings.load import Loaded
from console.settings.schema import Settings
from console.triage import fold


@dataclass(frozen=True, slots=True)
class DeskContext:
    """A running room and everything around it.

    `agent` is the name that stands in the journal, `variables` are the values for scripts; those of the case (viewer,
    product, agent) are added to them.
    """

    room: Room
    playbook: PlaybookFiles
    settings: Settings
    agent: str
    variables: Mapping[str, str]

    @classmethod
    def of(cls, room: Room, loaded: Loaded, name: str) -> "DeskContext":
        """Gather what belongs to the room `name`. Raises `UserProblem` where the scripts are wrong."""
        settings = loaded.settings
        return cls(
            room=room,
            playbook=PlaybookFiles(
                playbook_folders(loaded), fold=fold, names=playbook_names(loaded, room.triage)
            ),
            settings=settings,
            agent=loaded.agent,
            variables={**settings.variables, **loaded.room(name).variables},
        )
