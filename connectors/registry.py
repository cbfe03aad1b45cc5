"""The feeds that are installed: entry points in the group `livedesk.connectors`.

Listing imports none of them, loading imports exactly one. Feeds are foreign code: one that is broken is told of,
and never takes the desk down.
"""

from dataclasses import dataclass
from importlib.machinery import ModuleSpec
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path

from connectors.contract import Plugin
from connectors.language import say
from connectors.manifest import FILE, Manifest, read_manifest
from connectors.problem import BrokenProblem, Problem, UserProblem, closest
from connectors.text import clean

GROUP = "livedesk.connectors"


@dataclass(frozen=True, slots=True)
class Listing:
    """One installed feed, as known without importing it.

    `distribution` is the package it comes from, with its version. Without a readable manifest `manifest` is None:
    what the feed can do is then unknown, and `remark` says why.
    """

    name: str
    distribution: str
    manifest: Manifest | None
    remark: str = ""

    def lines(self) -> list[str]:
        """Return what there is to say of the feed, for a person, in the language in use."""
        about = (
            [say("没有说明文件，能力未知", "tells nothing of itself: what it can do is unknown")]
            if self.manifest is None
            else self.manifest.lines()
        )
        return [*about, self.remark] if self.remark else about


def installed() -> list[Listing]:
    """Return every installed feed by name, importing none."""
    points = sorted(entry_points(group=GROUP), key=lambda point: point.name)
    names = [point.name for point in points]
    return [_listing(point, is_clashing=names.count(point.name) > 1) for point in points]


def manifest_of(name: str) -> Manifest | None:
    """Return what a feed says of itself, importing nothing; None where there is no such feed, or it cannot be read."""
    points = entry_points(group=GROUP, name=name)
    return next((_listing(point, is_clashing=False).manifest for point in points), None)


def load(name: str) -> Plugin:
    """Import one feed and return its plug-in.

    Raises `UserProblem` where no feed, or more than one, bears the name, and `BrokenProblem` where its code fails.
    """
    points = list(entry_points(group=GROUP, name=name))
    if not points:
        raise _unknown(name)
    if len(points) > 1:
        raise _clash(name, points)
    point = points[0]
    try:
        plugin = point.load()
    except (Exception, SystemExit) as error:
        if isinstance(error, Problem):
            raise
        raise _broken(point, f"{type(error).__name__}: {error}") from error
    if not isinstance(plugin, Plugin):
        raise _broken(point, say(f"{point.value} 不是 Plugin", f"{point.value} is not a Plugin"))
    return plugin


def _listing(point: EntryPoint, *, is_clashing: bool) -> Listing:
    manifest, remark = None, ""
    try:
        folder = _folder(point.module)
        if folder is not None and (folder / FILE).is_file():
            manifest = read_manifest(folder / FILE)
    except (OSError, ValueError) as error:
        reason = clean(str(error), 200)
        remark = say(f"{FILE} 读不了：{reason}", f"its {FILE} cannot be read: {reason}")
    if is_clashing:
        remark = say("名称冲突：另一个包也叫这个名字", "clash: another package offers a feed of this name")
    return Listing(point.name, _distribution(point), manifest, remark)


def _folder(module: str) -> Path | None:
    """Return where a module's code lies, importing nothing: only the top-level package is looked up by the finders."""
    top, *inner = module.split(".")
    spec = _spec(top)
    if spec is None:
        return None
    if spec.submodule_search_locations is None:
        return None if spec.origin is None else Path(spec.origin).parent
    for location in spec.submodule_search_locations:
        folder = Path(location, *inner)
        if folder.is_dir():
            return folder
        if folder.with_suffix(".py").is_file():
            return folder.parent
    return None


def _spec(top: str) -> ModuleSpec | None:
    try:
        return find_spec(top)
    except (ImportError, ValueError):  # ValueError: a module put in place by hand, without a spec
        return None


def _distribution(point: EntryPoint) -> str:
    dist = point.dist
    return say("未知的包", "unknown package") if dist is None else f"{dist.name} {dist.version}"


def _unknown(name: str) -> UserProblem:
    names = sorted({point.name for point in entry_points(group=GROUP)})
    near = closest(name, names)
    known = say("、", ", ").join(names) or say("（无）", "(none)")
    return UserProblem(
        say("没有这个连接器", "No such feed"),
        say(
            f"没有安装名为“{name}”的连接器。已安装：{known}。",
            f"No feed named “{name}” is installed. There are: {known}.",
        ),
        say(f"是不是想写 {near}？", f"Did you mean {near}?")
        if near
        else say("livedesk feeds 列出全部。", "livedesk feeds lists them."),
    )


def _clash(name: str, points: list[EntryPoint]) -> UserProblem:
    who = say("、", ", ").join(sorted(_distribution(point) for point in points))
    return UserProblem(
        say("连接器名称冲突", "Two feeds of one name"),
        say(f"“{name}”由多个包提供：{who}。", f"“{name}” is offered by more than one package: {who}."),
        say("卸载其中一个。", "Uninstall one of them."),
    )


def _broken(point: EntryPoint, reason: str) -> BrokenProblem:
    who = _distribution(point)
    return BrokenProblem(
        say("连接器坏了", "The feed is broken"),
        say(
            f"连接器“{point.name}”（{who}）加载失败：{clean(reason, 300)}。",
            f"The feed “{point.name}” ({who}) cannot be loaded: {clean(reason, 300)}.",
        ),
        say(
            "升级或重装这个包；其他连接器不受影响。",
            "Upgrade or reinstall that package; other feeds are not affected.",
        ),
    )
