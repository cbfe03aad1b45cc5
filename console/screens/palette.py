"""The command palette: finds what makes sense now by 中文, by English and by the action's id."""

from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from connectors.language import say
from console.screens.action import Action

if TYPE_CHECKING:
    from console.screens.live import LiveScreen


class Actions(Provider):
    """Offers the table's actions that are available."""

    async def discover(self) -> Hits:
        """Offer everything that is available."""
        for action in self._available():
            yield DiscoveryHit(
                _shown(action), partial(self._run, action), str(action.label), str(action.help)
            )

    async def search(self, query: str) -> Hits:
        """Offer what the query may mean, in either language."""
        matcher = self.matcher(query)
        for action in self._available():
            names = (action.label.zh, action.label.en, action.help.zh, action.help.en, action.id)
            score = max(map(matcher.match, names))
            if score > 0:
                yield Hit(
                    score, _shown(action), partial(self._run, action), str(action.label), str(action.help)
                )

    def _available(self) -> list[Action]:
        return [action for action in self._desk.available if action.palette]

    def _run(self, action: Action) -> None:
        self._desk.run_table_action(action)

    @property
    def _desk(self) -> "LiveScreen":
        return cast("LiveScreen", self.screen)


class Palette(CommandPalette):
    """The palette over the table of actions alone."""

    def __init__(self) -> None:
        super().__init__(providers=[Actions], placeholder=say("输入命令名…", "Type a command…"))


def _shown(action: Action) -> Content:
    return Content.assemble(str(action.label), "  ", (action.shown_keys if action.keys else "", "dim"))
