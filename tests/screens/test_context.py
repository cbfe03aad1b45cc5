"""What the caller hands over."""

from console.opening import load_triage
from console.screens.context import DeskContext
from console.settings.load import Loaded
from console.settings.schema import RoomSettings, Settings
from tests.screens.stage import Stage


async def test_it_gathers_what_belongs_to_the_room(stage: Stage) -> None:
    """The shipped scripts, the agent's name, and the room's variables over the shop's."""
    settings = Settings(
        language="zh",
        agent="小李",
        variables={"shop": "晴天", "host": "小满"},
        rooms={"main": RoomSettings(variables={"host": "阿杰"})},
    )
    loaded = Loaded(settings, None)
    stage.room.triage = load_triage(loaded)

    context = DeskContext.of(stage.room, loaded, "main")

    assert "小李" == context.agent
    assert {"shop": "晴天", "host": "阿杰"} == context.variables
    assert 10 < len(context.playbook.playbook)
