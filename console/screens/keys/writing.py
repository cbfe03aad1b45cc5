"""The keys while a reply is written."""

from connectors.language import Words
from console.model.commands import SendReply
from console.screens import serving, viewing
from console.screens.action import Action

GROUP = Words("写回复时", "While typing")

_NOT_WRITING = Words("先按 r 写回复", "Press r first, to write a reply")

ACTIONS: tuple[Action, ...] = (
    Action(
        "send",
        GROUP,
        ("enter",),
        Words("发送", "Send"),
        Words(
            "发送回复；不能直接发的平台：复制到剪贴板",
            "Send the reply; where the platform takes none: copy it",
        ),
        serving.send,
        lambda at: at.replying,
        unless=_NOT_WRITING,
        sends=(SendReply,),
        footer=True,
        palette=False,
    ),
    Action(
        "newline",
        GROUP,
        ("ctrl+j",),
        Words("换行", "New line"),
        Words("在回复里换行", "Begin a new line in the reply"),
        serving.newline,
        lambda at: at.replying,
        unless=_NOT_WRITING,
        footer=True,
        palette=False,
    ),
    Action(
        "back",
        GROUP,
        ("escape",),
        Words("返回", "Back"),
        Words(
            "离开回复框（草稿会留着）、清除筛选、回到队列",
            "Leave the reply (the draft stays), clear the filter, back to the queue",
        ),
        viewing.back,
        lambda at: at.aside or at.filtered or not at.following,
        unless=Words("已经在队列里", "You are in the queue already"),
        footer=True,
        palette=False,
    ),
)
