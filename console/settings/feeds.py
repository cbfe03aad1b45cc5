"""From a room's feed tables to running connectors."""

from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

from connectors.contract import Connector, Opening, Plugin
from connectors.events import FeedEvent
from connectors.framelog import FrameLog
from connectors.language import say
from connectors.manifest import Manifest
from connectors.problem import Finding, Problem
from connectors.registry import load as load_plugin
from connectors.registry import manifest_of
from console.settings.schema import RoomSettings
from console.settings.validate import validate

OWN_KEYS = ("feed", "name")


class FeedSetup:
    """One feed of a room, checked and ready to open."""

    def __init__(self, name: str, connector: str, plugin: Plugin, settings: Any) -> None:
        self.name = name
        self.connector = connector
        self.plugin = plugin
        self.settings = settings

    @property
    def reads_orders(self) -> bool:
        """Whether the feed tells of orders: as it says of these settings, else as its manifest says."""
        if self.plugin.reads_orders is not None:
            return self.plugin.reads_orders(self.settings)
        manifest = self._manifest
        return manifest is None or "order" in manifest.reads

    @property
    def may_reply(self) -> bool:
        """Whether the feed can take replies at all, as its manifest says; whether it does is known when it runs."""
        manifest = self._manifest
        return manifest is None or manifest.replies

    @cached_property
    def _manifest(self) -> Manifest | None:
        return manifest_of(self.connector)

    def open(
        self,
        now: Callable[[], int],
        heard: Callable[[], Iterable[FeedEvent]] = tuple,
        record_to: Path | None = None,
    ) -> Connector:
        """Make the connector. `heard` gives what it told before a restart; raw frames are recorded where a file is named."""
        log = None
        if record_to is not None:
            log = FrameLog(record_to, feed=self.name, connector=self.connector, now=now)
        return self.plugin.open(Opening(self.name, self.settings, now, log, heard))


def feed_setups(room: RoomSettings, file: str, room_name: str) -> tuple[list[FeedSetup], list[Finding]]:
    """Return the room's feeds and everything that is wrong with their tables."""
    setups: list[FeedSetup] = []
    findings: list[Finding] = []
    names: set[str] = set()
    for index, table in enumerate(room.feeds):
        at = f"rooms.{room_name}.feeds[{index}]"
        connector = table.get("feed")
        if not isinstance(connector, str):
            findings.append(
                Finding(
                    file,
                    None,
                    f"{at}.feed",
                    say("没有写明用哪种评论流。", "It does not say which feed this is."),
                    say(
                        '例如 feed = "oba"；livedesk feeds 列出全部。',
                        'For example feed = "oba"; livedesk feeds lists them.',
                    ),
                )
            )
            continue
        try:
            plugin = load_plugin(connector)
        except Problem as problem:
            findings.append(Finding(file, None, f"{at}.feed", problem.sentence, problem.next_step))
            continue
        own = {key: value for key, value in table.items() if key not in OWN_KEYS}
        settings, wrong = validate(own, plugin.settings, file, at)
        findings += wrong
        if settings is not None and not wrong:
            findings += _checked(plugin, settings, file, at)
            name = _unique(str(table.get("name", connector)), names)
            setups.append(FeedSetup(name, connector, plugin, settings))
    return setups, findings


def _checked(plugin: Plugin, settings: Any, file: str, at: str) -> list[Finding]:
    """Return what the feed itself finds wrong with its settings."""
    try:
        return [
            Finding(file, None, f"{at}.{key}", problem.sentence, problem.next_step)
            for key, problem in plugin.check(settings)
        ]
    except Exception as error:  # noqa: BLE001 - a plug-in is foreign code and may raise anything
        sentence = say(
            f"连接器检查设置时出错：{error!r}。", f"The feed failed to check its settings: {error!r}."
        )
        return [Finding(file, None, at, sentence)]


def _unique(name: str, taken: set[str]) -> str:
    """Return the name, numbered where another feed of the room bears it already."""
    candidate, number = name, 1
    while candidate in taken:
        number += 1
        candidate = f"{name}-{number}"
    taken.add(candidate)
    return candidate
