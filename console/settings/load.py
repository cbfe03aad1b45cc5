"""Read the settings file."""

import getpass
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from connectors.language import Language, from_environment, say
from connectors.problem import Finding, UserProblem, closest
from console.desk import Targets
from console.settings import paths
from console.settings.schema import RoomSettings, Settings
from console.settings.validate import validate


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings and the file they came from (None: the defaults)."""

    settings: Settings
    file: Path | None

    @property
    def language(self) -> Language:
        """The language to speak."""
        chosen = self.settings.language
        return from_environment() if chosen == "auto" else chosen

    @property
    def agent(self) -> str:
        """The agent's name in the journal."""
        if self.settings.agent:
            return self.settings.agent
        try:
            return getpass.getuser()
        except (KeyError, OSError):  # a container's user may have no name
            return say("客服", "agent")

    @property
    def targets(self) -> Targets:
        """When a wait turns amber and red."""
        desk = self.settings.desk
        return Targets(
            question_amber_s=desk.question_amber_s,
            question_red_s=desk.question_red_s,
            complaint_amber_s=desk.complaint_amber_s,
            complaint_red_s=desk.complaint_red_s,
        )

    @property
    def within_ms(self) -> int:
        """The T of the reply rate within T, in ms."""
        return self.settings.desk.reply_rate_within_s * 1000

    def folder(self, name: str) -> Path | None:
        """Return a folder named in the settings, relative to the settings file; None where none is named."""
        if not name:
            return None
        base = self.file.parent if self.file is not None else Path.cwd()
        return (base / Path(name).expanduser()).resolve()

    def room(self, name: str) -> RoomSettings:
        """Return a room's settings. Raises `UserProblem` where there is none of that name."""
        if name in self.settings.rooms:
            return self.settings.rooms[name]
        if name == "demo":
            return demo_room()
        known = [*self.settings.rooms, "demo"]
        near = closest(name, known)
        raise UserProblem(
            say("没有这个直播间", "No such room"),
            say(
                f"设置里没有名为“{name}”的直播间。已有：{'、'.join(known)}。",
                f"The settings name no room “{name}”. There are: {', '.join(known)}.",
            ),
            say(f"试试 livedesk run {near}。", f"Try livedesk run {near}.")
            if near
            else say(
                f"在 {self.file or paths.SETTINGS_NAME} 里加一段 [rooms.{name}]，或运行 livedesk demo。",
                f"Add a [rooms.{name}] table to {self.file or paths.SETTINGS_NAME}, or run livedesk demo.",
            ),
        )


def demo_room() -> RoomSettings:
    """Return the room that exists without any settings."""
    return RoomSettings(
        title=say("双十一好物专场（演示）", "Double 11 night (demo)"),
        sending="send",
        feeds=[{"feed": "demo"}],
    )


def read(file: Path | None) -> tuple[Loaded | None, list[Finding]]:
    """Read a settings file, or the defaults for None; returns what is wrong instead of raising.

    What is wrong stands at its default; the settings are None only where the file is no TOML at all.

    Raises `UserProblem` only where the file itself cannot be read.
    """
    if file is None:
        return Loaded(Settings(), None), []
    raw, findings = _parse(file)
    if raw is None:
        return None, findings
    settings, findings = validate(raw, Settings, str(file))
    return Loaded(settings or Settings(), file), findings


def load(file: Path | None) -> Loaded:
    """Read the settings, or raise one `UserProblem` that lists everything wrong with them."""
    loaded, findings = read(file)
    if loaded is None or findings:
        raise UserProblem(
            say("设置有误", "The settings need a look"),
            "\n".join(map(str, findings)),
            say("改好后用 livedesk check 再检查一遍。", "Mend them, then run livedesk check."),
        )
    return loaded


def _place(error: tomllib.TOMLDecodeError) -> str:
    """Return in Chinese where a TOML file is wrong; the parser tells it in English only, at the end of its message."""
    found = re.search(r"line (\d+), column (\d+)", str(error))
    return f"第 {found[1]} 行第 {found[2]} 列" if found else ""


def _parse(file: Path) -> tuple[dict[str, Any] | None, list[Finding]]:
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise UserProblem(
            say("找不到设置文件", "Settings file not found"),
            say(f"{file} 不存在。", f"{file} does not exist."),
            say("检查 --config 的路径。", "Check the path given to --config."),
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise UserProblem(
            say("设置文件读不了", "The settings file cannot be read"),
            f"{file}: {error}",
            say("它应是 UTF-8 编码、可读的 TOML 文件。", "It should be a readable TOML file in UTF-8."),
        ) from error
    try:
        return tomllib.loads(text), []
    except tomllib.TOMLDecodeError as error:
        return None, [
            Finding(
                str(file),
                None,
                "",
                say(f"{_place(error)}不是有效的 TOML：{error}。", f"Not valid TOML: {error}."),
                say(
                    "检查这一行的引号和括号：都要用英文半角的。",
                    "Check the quotes and brackets of that line: they must be plain ones.",
                ),
            )
        ]
