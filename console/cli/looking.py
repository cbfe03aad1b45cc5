"""The verbs that look at things without changing any: check, feeds, decode, schema, locate."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import msgspec
from rich.text import Text

from connectors import registry
from connectors.contract import BadFrameError, Decoder, Plugin
from connectors.framelog import read_frame
from connectors.language import say
from connectors.problem import Problem, UserProblem
from console.cli import options
from console.cli.checkup import check_up
from console.cli.report import plain, stderr, stdout
from console.cli.unreadable import unreadable
from console.model.events import AnyEvent
from console.settings import paths
from console.settings.feeds import feed_setups
from console.settings.schema import Settings


@click.command(
    help=say(
        "检查设置、话术、评论流和环境：有问题一次说全。",
        "Tell everything that is wrong in one go. Looks at settings, scripts, feeds and environment.",
    )
)
@options.common
@click.option(
    "--offline",
    is_flag=True,
    help=say("只看文件，不试连评论流", "look at files only, do not connect to the feeds"),
)
def check(config: Path | None, data: Path | None, *, offline: bool) -> None:
    """Tell everything that is wrong in one go. Looks at settings, scripts, feeds and environment."""
    result = check_up(config, options.data_folder(data), offline=offline)
    console = stdout()
    for line in result.fine:
        console.print(Text(f"✓ {line}", style="green"))
    for line in result.remarks:
        console.print(Text(f"· {line}"))
    for finding in result.findings:
        console.print(Text(f"✗ {finding}", style="red"))
    if result.findings:
        count = len(result.findings)
        raise UserProblem(
            say("检查未通过", "Not ready yet"),
            say(f"有 {count} 处需要改。", f"{count} to mend."),
            say("改好后再运行 livedesk check。", "Mend them, then run livedesk check again."),
        )
    console.print(say("一切就绪。", "Ready."))


@click.command(
    help=say(
        "列出已安装的连接器：能读什么、能否回复。",
        "List the installed feeds. What each can read, send and tell.",
    )
)
@options.common
def feeds(config: Path | None, data: Path | None) -> None:
    """List the feeds that are installed, and what each can read, send and tell."""
    del data  # taken by every verb; this one needs none
    options.settings(config)
    console = stdout()
    for listing in registry.installed():
        console.print(Text.assemble((listing.name, "bold"), "  ", (listing.distribution, "dim")))
        for line in listing.lines():
            console.print(Text(f"  {line}"))


@click.command(
    help=say(
        "把录下的帧转成事件。每行一个 JSON；坏帧在 stderr 上一行一个，不影响其余。",
        "Turn recorded frames into events. One JSON line each; a bad frame is one line on stderr.",
    )
)
@click.argument("feed")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@options.common
@click.option("--room", help=say("用这个直播间里该连接器的设置", "use this room's settings of the feed"))
def decode(
    feed: str, files: tuple[str, ...], config: Path | None, data: Path | None, room: str | None
) -> None:
    """Turn recorded frames into events. One JSON line each; a bad frame is one line on stderr."""
    del data
    loaded = options.settings(config)
    plugin = registry.load(feed)
    if plugin.decoder is None:
        raise UserProblem(
            say("这个连接器没有可解码的帧", "This feed has no frames to decode"),
            say(f"{feed} 自己产生事件。", f"{feed} makes its events itself."),
            say("livedesk feeds 列出其他连接器。", "livedesk feeds lists the others."),
        )
    own: Any = None
    if room is not None:
        setups, _ = feed_setups(loaded.room(room), str(loaded.file), room)
        own = next((setup.settings for setup in setups if setup.connector == feed), None)
    decoder = plugin.decoder(feed, own)
    for file in files:
        if not _decode_file(decoder, plugin, file):
            told = say(
                f"没有读出任何事件；请确认这是 {feed} 的数据。",
                f"no event was found; make sure that it is {feed}'s.",
            )
            stderr().print(plain(f"{file}{say('：', ': ')}{told}"))


def _decode_file(decoder: Decoder, plugin: Plugin, file: str) -> int:
    """Write the events of a file; returns how many they are."""
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise unreadable(file, error) from error
    encode, count = msgspec.json.Encoder().encode, 0
    for number, raw in enumerate(plugin.split(content), 1):
        logged = read_frame(raw)  # our own recordings carry their receipt times
        frame, at = (raw, int(time.time() * 1000)) if logged is None else (logged.data, logged.at)
        try:
            events = decoder(frame, at)
        except BadFrameError as error:
            stderr().print(plain(f"{file}:{number}: {error}"))
            continue
        for event in events:
            sys.stdout.buffer.write(encode(event) + b"\n")
            count += 1
    sys.stdout.buffer.flush()
    return count


@click.command(
    help=say("输出设置和全部事件的 JSON Schema。", "Print the JSON Schema of settings and events.")
)
@options.common
def schema(config: Path | None, data: Path | None) -> None:
    """Print the JSON Schema of settings and events."""
    del config, data
    whole = {
        "settings": msgspec.json.schema(Settings),
        "feeds": dict(_feed_schemas()),
        "events": msgspec.json.schema(AnyEvent),
    }
    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(whole, order="sorted"), indent=2) + b"\n")


def _feed_schemas() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each feed's name and the schema of its own keys; a broken one is told on stderr and left out."""
    for listing in registry.installed():
        try:
            yield listing.name, msgspec.json.schema(registry.load(listing.name).settings)
        except Problem as problem:
            stderr().print(plain(problem.sentence))


@click.command(help=say("显示各文件在哪里。", "Show where livedesk keeps its files."))
@options.common
def locate(config: Path | None, data: Path | None) -> None:
    """Show where livedesk keeps its files."""
    loaded = options.settings(config)
    places = {
        say("设置", "settings"): loaded.file or say("（无，使用默认值）", "(none, defaults are used)"),
        say("设置可放在", "settings may lie in"): f"{Path.cwd()} · {paths.user_settings_dir()}",
        say("数据文件夹", "data folder"): options.data_folder(data),
        say("日志库", "journal"): options.data_folder(data) / paths.JOURNAL_NAME,
        say("运行日志", "logs"): paths.log_dir(),
        say("自带的默认配置", "shipped defaults"): paths.defaults(),
        say("自己的话术", "own scripts"): loaded.folder(loaded.settings.playbook) or "—",
        say("自己的词表", "own word lists"): loaded.folder(loaded.settings.lexicon) or "—",
    }
    for name, place in places.items():
        stdout().print(f"{name}\t{place}")
