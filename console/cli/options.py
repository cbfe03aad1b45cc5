"""The options that verbs share, and how their values are read."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from connectors import language
from connectors.language import say
from console.settings import load, paths

Verb = TypeVar("Verb", bound=Callable[..., Any])

_SPAN = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h)?")
_SECONDS = {"ms": 0.001, "s": 1.0, None: 1.0, "m": 60.0, "h": 3600.0}


class Span(click.ParamType[float]):
    """A span such as 60s, 5m or 1h; the value is in seconds."""

    name = "span"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Read the span; refuse anything else in words."""
        match = _SPAN.fullmatch(str(value).strip())
        if match is None:
            self.fail(
                say(f"“{value}”不是时长，例如 60s、5m、1h。", f"“{value}” is no span; write 60s, 5m or 1h."),
                param,
                ctx,
            )
        return float(match.group(1)) * _SECONDS[match.group(2)]


def common(verb: Verb) -> Verb:
    """Give a verb `--config` and `--data`, as every verb has them."""
    with_data = click.option(
        "--data",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help=say("数据文件夹（日志库在里面）", "data folder (the journal lives there)"),
    )
    with_config = click.option(
        "--config",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help=say("设置文件（TOML）", "settings file (TOML)"),
    )
    return with_config(with_data(verb))


broadcast = click.argument("broadcast", default="last", metavar="[BROADCAST]")
speed = click.option(
    "--speed",
    type=click.FloatRange(min=0),
    default=1.0,
    show_default=True,
    help=say("播放速度；0 为尽快", "playing speed; 0 is as fast as possible"),
)


def headless(verb: Verb) -> Verb:
    """Give a verb `--headless` and `--for`."""
    with_span = click.option(
        "--for",
        "for_s",
        type=Span(),
        metavar="60s",
        help=say("到时自动结束（配合 --headless）", "end after this span (with --headless)"),
    )
    without_screen = click.option(
        "--headless", is_flag=True, help=say("不开界面，只采集和记录", "no screen: collect and record only")
    )
    return without_screen(with_span(verb))


def settings(config: Path | None) -> load.Loaded:
    """Load the settings and speak their language."""
    loaded = load.load(config or paths.settings_file())
    language.use(loaded.language)
    return loaded


def data_folder(data: Path | None) -> Path:
    """Return the data folder to use."""
    return (data or paths.data_dir()).expanduser()


def journal_file(data: Path | None) -> Path:
    """Return the journal's file."""
    return data_folder(data) / paths.JOURNAL_NAME
