"""Everything that could be wrong before a broadcast, looked at in one go."""

import locale
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from connectors import language
from connectors.language import say
from connectors.problem import Finding, Problem, UserProblem
from console.cli.probing import probe_all
from console.journal import Reader
from console.opening import lexicon_folders, load_triage, playbook_folders, playbook_names, products_file
from console.playbook import check_playbook, load_playbook
from console.settings import load, paths
from console.settings.feeds import FeedSetup, feed_setups
from console.settings.schema import Settings
from console.triage import Triage, check_lexicon
from console.triage.products import read_products

CLIPBOARD_TOOLS = ("pbcopy", "wl-copy", "xclip", "xsel", "clip.exe", "clip")


@dataclass(slots=True)
class Checkup:
    """What was looked at: lines that are fine, remarks that may matter, findings that must be mended."""

    fine: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def check_up(config: Path | None, data: Path, *, offline: bool = False) -> Checkup:
    """Look at settings, scripts, word lists, feeds, data folder and environment. Raises nothing a file can cause.

    Feeds are connected to, for a moment, unless `offline`.
    """
    result = Checkup()
    loaded = _settings(config, result)
    triage = _words(loaded, result)
    _products(loaded, result)
    _scripts(loaded, triage, result)
    setups = _rooms(loaded, result)
    if not offline:
        _probes(loaded, setups, result)
    _data(data, result)
    result.remarks.extend(_environment())
    return result


def _settings(config: Path | None, result: Checkup) -> load.Loaded:
    file = config or paths.settings_file()
    if file is None:
        result.remarks.append(
            say(
                f"还没有设置文件，使用默认值。把示例复制为 {paths.SETTINGS_NAME} 即可开始：{paths.defaults() / 'default.toml'}",
                f"No settings file yet, defaults are used. To begin, copy {paths.defaults() / 'default.toml'} to {paths.SETTINGS_NAME}.",
            )
        )
        return load.Loaded(Settings(), None)
    try:
        loaded, findings = load.read(file)
    except Problem as problem:
        loaded, findings = None, [_finding(file, problem)]
    result.findings += findings
    if loaded is None:
        return load.Loaded(Settings(), file)
    language.use(loaded.language)
    result.fine.append(say(f"设置：{file}", f"Settings: {file}"))
    return loaded


def _words(loaded: load.Loaded, result: Checkup) -> Triage | None:
    try:
        triage = load_triage(loaded)
    except UserProblem:
        result.findings += check_lexicon(*lexicon_folders(loaded))
        return None
    result.fine.append(say("词表：正常", "Word lists: fine"))
    return triage


def _products(loaded: load.Loaded, result: Checkup) -> None:
    files = dict.fromkeys(products_file(loaded, room) for room in ("", *loaded.settings.rooms))
    for file in filter(None, files):
        products, findings = read_products(file)
        result.findings += findings
        if not findings:
            count = len(products)
            result.fine.append(say(f"商品清单：{count} 个商品", f"List of products: {count} products"))


def _scripts(loaded: load.Loaded, triage: Triage | None, result: Checkup) -> None:
    folders = playbook_folders(loaded)
    names = playbook_names(loaded, triage)
    findings = check_playbook(folders, names=names)
    result.findings += findings
    if not findings:
        count = len(load_playbook(folders, names=names).scripts)
        result.fine.append(say(f"话术：{count} 条", f"Playbook: {count} scripts"))


def _rooms(loaded: load.Loaded, result: Checkup) -> dict[str, FeedSetup]:
    """Look at every room; returns the feeds of those whose settings are sound, by room and name."""
    sound: dict[str, FeedSetup] = {}
    if not loaded.settings.rooms:
        result.remarks.append(
            say(
                "设置里还没有直播间；livedesk demo 不需要。",
                "The settings name no room yet; livedesk demo needs none.",
            )
        )
    for name, room in loaded.settings.rooms.items():
        setups, findings = feed_setups(room, str(loaded.file), name)
        result.findings += findings
        if not room.feeds:
            sentence = say("没有评论流。", "It has no feed.")
            remedy = say(
                "加一段 feeds；livedesk feeds 列出可用的。", "Add a feeds table; livedesk feeds lists them."
            )
            result.findings.append(Finding(str(loaded.file), None, f"rooms.{name}.feeds", sentence, remedy))
        elif not findings:
            feeds = ", ".join(setup.name for setup in setups)
            result.fine.append(say(f"直播间 {name}：{feeds}", f"Room {name}: {feeds}"))
            result.findings += _same_ports(setups, str(loaded.file), name)
            if room.sending == "send" and not any(setup.may_reply for setup in setups):
                told = say(
                    f"直播间 {name} 设为直接发送，但它的评论流都不能回复：回复仍会复制。",
                    f"Room {name} is set to send, but none of its feeds takes replies: they will be copied.",
                )
                result.remarks.append(told)
            sound |= {f"{name} · {setup.name}": setup for setup in setups}
    return sound


def _same_ports(setups: Sequence[FeedSetup], file: str, room: str) -> Iterator[Finding]:
    """Yield a finding for each feed of a room that listens where an earlier one does: only one of them can."""
    first: dict[int, str] = {}
    for setup in setups:
        port = getattr(setup.settings, "port", 0)
        if port and first.setdefault(port, setup.name) != setup.name:
            sentence = say(
                f"端口 {port} 已由同一直播间的 {first[port]} 使用。",
                f"{first[port]} of the same room listens on port {port} already.",
            )
            remedy = say("给其中一个换一个 port。", "Give one of them another port.")
            yield Finding(file, None, f"{room} · {setup.name}", sentence, remedy)


def _probes(loaded: load.Loaded, setups: dict[str, FeedSetup], result: Checkup) -> None:
    for name, probed in zip(setups, probe_all(list(setups.values())), strict=True):
        if probed.problem is not None:
            sentence, remedy = probed.problem.sentence, probed.problem.next_step
            result.findings.append(Finding(str(loaded.file), None, name, sentence, remedy))
        elif probed.found:
            told = _joined(probed.found)
            result.fine.append(say(f"{name}：{told}", f"{name}: {told}"))


def _joined(found: Sequence[str]) -> str:
    """Return what a feed said of itself in one line; some feeds speak in whole sentences, some do not."""
    whole = say("。", ".")
    parts = [part + (say("", " ") if part.endswith(whole) else say("；", "; ")) for part in found[:-1]]
    return "".join([*parts, found[-1]])


def _data(data: Path, result: Checkup) -> None:
    try:
        data.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=data):
            pass
    except OSError as error:
        sentence = say(
            f"数据文件夹不能写：{error.strerror}。", f"The data folder cannot be written: {error.strerror}."
        )
        remedy = say("换一个：--data DIR。", "Choose another: --data DIR.")
        result.findings.append(Finding(str(data), None, "", sentence, remedy))
        return
    journal = data / paths.JOURNAL_NAME
    if not journal.exists():
        result.fine.append(
            say(f"日志库：{journal}（首次运行时建立）", f"Journal: {journal} (made at the first run)")
        )
        return
    try:
        with Reader(journal) as reader:
            count = len(reader.broadcasts())
    except Problem as problem:
        result.findings.append(_finding(journal, problem))
    else:
        result.fine.append(say(f"日志库：{journal}，{count} 场", f"Journal: {journal}, {count} broadcasts"))


def _environment() -> Iterator[str]:
    if locale.getpreferredencoding(do_setlocale=False).lower().replace("-", "") != "utf8":
        yield say(
            "系统编码不是 UTF-8，终端里的中文可能显示不全；设 LANG=C.UTF-8 或 PYTHONUTF8=1。",
            "The system's encoding is not UTF-8, Chinese may not show; set LANG=C.UTF-8 or PYTHONUTF8=1.",
        )
    size = shutil.get_terminal_size()
    if sys.stdout.isatty() and (size.columns < 80 or size.lines < 24):
        yield say(
            f"终端窗口 {size.columns}×{size.lines} 偏小，至少 80×24。",
            f"The terminal is {size.columns}×{size.lines}; it should be 80×24 or more.",
        )
    if not any(shutil.which(tool) for tool in CLIPBOARD_TOOLS):
        yield say(
            "没有本机剪贴板工具，复制回复只能靠终端（OSC 52）；Linux 可装 wl-clipboard 或 xclip。",
            "No clipboard tool here, copying relies on the terminal (OSC 52); on Linux install wl-clipboard or xclip.",
        )


def _finding(file: Path, problem: Problem) -> Finding:
    return Finding(str(file), None, "", problem.sentence, problem.next_step)
