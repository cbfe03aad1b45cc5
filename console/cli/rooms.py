"""The verbs that run a broadcast: demo, run, replay."""

from pathlib import Path

import click
import msgspec

from connectors.language import say
from connectors.problem import UserProblem
from console.cli import options
from console.cli.running import run_headless, run_on_screen
from console.opening import Request
from console.settings.load import Loaded, demo_room
from console.settings.schema import RoomSettings


@click.command(
    help=say(
        "打开一个直播间的客服台。\n\n例：livedesk run shop",
        "Open a room's desk.\n\nExample: livedesk run shop",
    )
)
@click.argument("room")
@options.common
@options.headless
@click.option(
    "--new",
    is_flag=True,
    help=say("另开新场次，不接续刚才的", "begin a new broadcast, do not go on with the last"),
)
@click.option(
    "--record",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=say("同时录下原始帧，可用 replay 重放", "also record raw frames, to replay later"),
)
def run(
    room: str,
    config: Path | None,
    data: Path | None,
    *,
    headless: bool,
    for_s: float | None,
    new: bool,
    record: Path | None,
) -> None:
    """Open a room's desk."""
    request = Request(room=room, data=options.data_folder(data), fresh=new, record=record)
    _open(options.settings(config), request, headless=headless, for_s=for_s)


@click.command(
    help=say(
        "在一场模拟直播上试用。学习的地方，什么都不用设置。",
        "Try the desk on a made-up broadcast. The place to learn; it needs no settings.",
    )
)
@options.common
@options.headless
@click.option(
    "--seed",
    default=1,
    show_default=True,
    help=say("同一种子同一场直播", "the same seed, the same broadcast"),
)
@click.option(
    "--rate",
    type=click.IntRange(1, 60_000),
    default=180,
    show_default=True,
    help=say("平均每分钟评论数", "comments a minute"),
)
@click.option(
    "--minutes",
    type=click.IntRange(1, 1440),
    default=30,
    show_default=True,
    help=say("直播时长（分钟）", "length in minutes"),
)
@options.speed
def demo(
    config: Path | None,
    data: Path | None,
    *,
    headless: bool,
    for_s: float | None,
    seed: int,
    rate: int,
    minutes: int,
    speed: float,
) -> None:
    """Open the desk on a synthetic broadcast."""
    feed = {"feed": "demo", "seed": seed, "rate": rate, "minutes": minutes, "speed": speed}
    loaded = _with_room(options.settings(config), "demo", msgspec.structs.replace(demo_room(), feeds=[feed]))
    request = Request(room="demo", data=options.data_folder(data), fresh=True)
    _open(loaded, request, headless=headless, for_s=for_s)


@click.command(
    help=say(
        "把录下的一场当作正在直播来播放。记为新的场次。\n\n例：livedesk replay night.jsonl --speed 10",
        "Play a recording as if it were live. It becomes a broadcast of its own.\n\nExample: livedesk replay night.jsonl --speed 10",
    )
)
@click.argument("file", type=click.Path(path_type=Path))
@options.common
@options.headless
@options.speed
def replay(
    file: Path, config: Path | None, data: Path | None, *, headless: bool, for_s: float | None, speed: float
) -> None:
    """Play a recording as if it were live."""
    loaded = options.settings(config)
    if not file.is_file():
        raise UserProblem(
            say("找不到录制文件", "No such recording"),
            say(f"{file} 不是文件。", f"{file} is not a file."),
            say(
                "用 livedesk export last > night.jsonl 可以得到一个。",
                "livedesk export last > night.jsonl makes one.",
            ),
        )
    feed = {"feed": "replay", "file": str(file.resolve()), "speed": speed}
    title = say(f"重放 {file.name}", f"Replay of {file.name}")
    loaded = _with_room(loaded, "replay", RoomSettings(title=title, feeds=[feed]))
    request = Request(room="replay", data=options.data_folder(data), fresh=True)
    _open(loaded, request, headless=headless, for_s=for_s)


def _with_room(loaded: Loaded, name: str, room: RoomSettings) -> Loaded:
    rooms = {**loaded.settings.rooms, name: room}
    return Loaded(msgspec.structs.replace(loaded.settings, rooms=rooms), loaded.file)


def _open(loaded: Loaded, request: Request, *, headless: bool, for_s: float | None) -> None:
    if headless:
        run_headless(loaded, request, for_s)
    elif for_s is not None:
        raise UserProblem(
            say("--for 需要 --headless", "--for needs --headless"),
            say("有界面时由人来结束。", "With a screen, a person ends the broadcast."),
            say("加上 --headless，或去掉 --for。", "Add --headless, or leave --for out."),
        )
    else:
        run_on_screen(loaded, request)
