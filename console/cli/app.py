"""The verbs, and what surrounds them: the default verb, the exit codes, the words for a slip."""

from collections.abc import Iterable

import click

from connectors.language import say
from connectors.problem import Problem, UserProblem, closest
from console.cli import looking, orders, reading, records, rooms
from console.cli.report import tell, use_utf8
from console.version import VERSION

ABOUT = say(
    "直播间客服台：把评论里的提问和投诉变成咨询单，用话术回复，并记下一切供复盘。\n\n"
    "第一次用：livedesk demo。正式开播：livedesk run 直播间名。下播后：livedesk review last。",
    "The customer-service desk of a live shopping room: questions and complaints become cases, scripts answer "
    "them, and everything is kept for the review.\n\n"
    "New here: livedesk demo. On air: livedesk run ROOM. After the stream: livedesk review last.",
)


class Verbs(click.Group):
    """The verbs in the order of a day's work; a room's name alone means `run`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order they were declared."""
        del ctx
        return list(self.commands)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take `livedesk --data DIR shop` as `livedesk run --data DIR shop`: options before a room belong to `run`."""
        own = {name for parameter in self.get_params(ctx) for name in parameter.opts}
        if args and args[0].startswith("-") and args[0] not in own:
            args = ["run", *args]
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Take `livedesk shop` as `livedesk run shop`, unless it looks like a misspelt verb."""
        if args[0] not in self.commands:
            near = closest(args[0], self.commands)
            if near:
                raise UserProblem(
                    say("没有这个命令", "No such command"),
                    say(f"livedesk 没有 {args[0]} 这个命令。", f"livedesk has no command {args[0]}."),
                    say(
                        f"是不是 livedesk {near}？如果这是直播间名：livedesk run {args[0]}。",
                        f"Did you mean livedesk {near}? If it is a room: livedesk run {args[0]}.",
                    ),
                )
            args = ["run", *args]
        return super().resolve_command(ctx, args)


class Formatter(click.HelpFormatter):
    """Help pages with headings in the language in use."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line."""
        super().write_usage(prog, _placeholders(args), prefix or say("用法：", "Usage: "))

    def write_heading(self, heading: str) -> None:
        """Write a section's heading."""
        super().write_heading(
            {"Options": say("选项", heading), "Commands": say("命令", heading)}.get(heading, heading)
        )

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write options or commands with what they do."""
        told = [(name, text.replace("[default: ", say("[默认：", "[default: "))) for name, text in rows]
        super().write_dl(told, col_max, col_spacing)


def _placeholders(usage: str) -> str:
    """Return a usage line with click's own placeholders in the language in use."""
    for click_says, chinese in (("[OPTIONS]", "[选项]"), ("COMMAND [ARGS]...", "命令 [参数]...")):
        usage = usage.replace(click_says, say(chinese, click_says))
    return usage


click.Context.formatter_class = Formatter
_HELP = click.help_option("-h", "--help", help=say("显示这段说明", "Show this message and exit."))

app = Verbs(
    "livedesk",
    help=ABOUT,
    no_args_is_help=True,
    context_settings={"max_content_width": 100},
    commands=[
        rooms.demo,
        rooms.run,
        rooms.replay,
        looking.check,
        looking.feeds,
        looking.decode,
        records.broadcasts,
        records.review,
        records.export,
        records.import_,
        orders.import_orders,
        reading.triage,
        looking.schema,
        looking.locate,
    ],
)
click.version_option(
    VERSION,
    prog_name="livedesk",
    message="%(prog)s %(version)s",
    help=say("显示版本", "Show the version and exit."),
)(app)
for command in (app, *app.commands.values()):
    _HELP(command)


def run(arguments: list[str]) -> int:
    """Run one command line and return its exit code: 0, 2 for a person's mistake, 1 for ours, 130 for Ctrl+C."""
    use_utf8()
    try:
        code = app.main(arguments, prog_name="livedesk", standalone_mode=False)
    except Problem as problem:
        tell(problem)
        return problem.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return 0
    except click.ClickException as error:
        tell(_usage(error))
        return 2
    except (KeyboardInterrupt, click.Abort):
        return 130
    except BrokenPipeError:
        return 0  # the reader of a pipe has seen enough
    return code if isinstance(code, int) else 0  # a verb that ended early says how


def _usage(error: click.ClickException) -> UserProblem:
    verb = ""
    if isinstance(error, click.UsageError) and error.ctx is not None and error.ctx.parent is not None:
        verb = f"{error.ctx.info_name} "
    return UserProblem(
        say("命令写法有误", "The command line needs a look"),
        say(_in_chinese(error), error.format_message()),
        say(f"用法见 livedesk {verb}--help。", f"See livedesk {verb}--help."),
    )


def _in_chinese(error: click.ClickException) -> str:
    """Return what click says in English; its own words where we have none."""
    match error:
        case click.NoSuchOption():
            near = "、".join(error.possibilities or ())
            return f"没有 {error.option_name} 这个选项。" + (f"是不是 {near}？" if near else "")
        case click.MissingParameter():
            return f"缺少 {_name_of(error)}。"
        case click.BadParameter(param=click.Parameter(type=click.IntRange(min=least, max=most))):
            return f"{_name_of(error)} 需要在 {least}–{most} 之间。"
        case click.BadParameter(param=click.Parameter(type=click.FloatRange(min=least))):
            return f"{_name_of(error)} 需要是不小于 {least} 的数。"
        case click.BadParameter(param=click.Parameter(type=click.types.IntParamType())):
            return f"{_name_of(error)} 需要是整数。"
        case click.BadOptionUsage():
            return f"{error.option_name} 后面缺少值。"
        case click.BadParameter():
            return f"{_name_of(error)} 的值不对：{error.message}"
        case click.UsageError() if error.message.startswith("Got unexpected extra argument"):
            return f"多写了{error.message[error.message.find('(') :].replace('(', '：').rstrip(')')}。"
        case _:
            return error.format_message()


def _name_of(error: click.BadParameter) -> str:
    parameter = error.param
    if parameter is None:
        return "参数"
    return parameter.human_readable_name if isinstance(parameter, click.Argument) else parameter.opts[0]
