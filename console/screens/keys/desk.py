"""The keys of the console itself."""

from connectors.language import Words
from console.screens import viewing
from console.screens.action import BY_NAME, Action

GROUP = Words("控制台", "Console")

ACTIONS: tuple[Action, ...] = (
    Action(
        "help",
        GROUP,
        ("question_mark",),
        Words("帮助", "Help"),
        Words("全部按键", "All keys"),
        viewing.help_screen,
        lambda at: at.idle,
        footer=True,
    ),
    Action(
        "palette",
        GROUP,
        (BY_NAME,),
        Words("命令", "Commands"),
        Words("按名称找命令", "Find a command by name"),
        viewing.palette,
        lambda _: True,
        palette=False,
        footer=True,
    ),
    Action(
        "language",
        GROUP,
        ("L",),
        Words("English", "中文"),
        Words("切换中文和英文", "Change between 中文 and English"),
        viewing.language,
        lambda at: at.idle,
    ),
    Action(
        "quit",
        GROUP,
        ("q", "ctrl+q"),
        Words("退出", "Quit"),
        Words("退出；还有回复没发出时会先问", "Quit; asks first while replies are on their way"),
        viewing.quit_desk,
        lambda _: True,
        footer=True,
    ),
)
