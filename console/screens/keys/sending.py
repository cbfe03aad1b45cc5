"""The room's switch. It has no keys, only names in the palette: nobody speaks in public by a slip of the finger."""

from connectors.language import Words
from console.model.commands import SwitchSending
from console.screens import sending
from console.screens.action import Action

GROUP = Words("发送方式", "Sending")

_NO_FEED = Words("没有能发送的评论流，回复只能复制", "No feed takes replies: they are copied")

ACTIONS: tuple[Action, ...] = (
    Action(
        "sending_copy",
        GROUP,
        (),
        Words("改为复制", "Copy replies"),
        Words(
            "发送方式：复制回复，自己粘贴；排队的回复撤回",
            "Replies are copied for you to paste; those waiting are taken back",
        ),
        sending.copy,
        lambda at: at.idle and at.sending != "copy",
        unless=Words("现在就是复制", "Replies are copied already"),
        sends=(SwitchSending,),
    ),
    Action(
        "sending_send",
        GROUP,
        (),
        Words("改为直接发送", "Send replies"),
        Words("发送方式：按 Enter 直接发到直播间；会先确认", "Enter sends replies into the room; asks first"),
        sending.send,
        lambda at: at.idle and at.sending != "send" and at.can_send,
        unless=_NO_FEED,
        sends=(SwitchSending,),
    ),
    Action(
        "sending_dry_run",
        GROUP,
        (),
        Words("改为试运行", "Dry run"),
        Words(
            "发送方式：只显示会发什么、发到哪，不真的发",
            "Show what would be sent and by which feed, send nothing",
        ),
        sending.dry_run,
        lambda at: at.idle and at.sending != "dry-run" and at.can_send,
        unless=_NO_FEED,
        sends=(SwitchSending,),
    ),
)
