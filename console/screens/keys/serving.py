"""The keys that serve the open case."""

from connectors.language import Words
from console.model.commands import Claim, Dismiss, Release, ReportDelivery, Resolve, Retract, SendReply
from console.screens import serving
from console.screens.action import Action

GROUP = Words("处理", "Serve")

_OPEN_ONE = Words("先打开一个还没关闭的咨询单", "First open a case that is not closed")
_NONE_UNMARKED = Words(
    "这个咨询单没有要你确认的回复", "No reply of this case waits for your word that it was sent"
)

ACTIONS: tuple[Action, ...] = (
    Action(
        "script",
        GROUP,
        tuple("123456789"),
        Words("话术", "Script"),
        Words(
            "把第 N 条话术放进回复框，改好再按 Enter 发送", "Put script N into the reply box; Enter sends it"
        ),
        serving.script,
        lambda at: at.idle and at.open and bool(at.offers),
        unless=Words("这里没有可用的话术", "There is no script to take here"),
        numbered=True,
        footer=True,
        palette=False,
    ),
    Action(
        "reply",
        GROUP,
        ("r",),
        Words("回复", "Reply"),
        Words("自己写回复", "Write a reply"),
        serving.reply,
        lambda at: at.idle and at.open,
        unless=_OPEN_ONE,
        footer=True,
    ),
    Action(
        "again",
        GROUP,
        ("equals_sign", "s"),
        Words("发之前的回答", "Same answer"),
        Words("把之前的回答发给后来又问的人", "Send the earlier answer to those who asked later"),
        serving.again,
        lambda at: at.idle and at.open and at.case is not None and at.case.late and bool(at.case.answer),
        unless=Words("没有答过之后又来问的人", "Nobody has asked again after an answer"),
        sends=(SendReply,),
        footer=True,
    ),
    Action(
        "sent",
        GROUP,
        ("m",),
        Words("标记已发送", "Mark sent"),
        Words(
            "复制的回复已经粘贴发出；未确认的回复在直播间看到了",
            "The copied reply is pasted and sent; the unconfirmed one is seen in the room",
        ),
        serving.sent,
        lambda at: at.idle and at.unmarked is not None,
        unless=_NONE_UNMARKED,
        sends=(ReportDelivery,),
        footer=True,
    ),
    Action(
        "withdraw",
        GROUP,
        ("u",),
        Words("撤回", "Take back"),
        Words(
            "撤回还没发出的回复，文字放回草稿；未确认的回复在直播间没看到",
            "Take back a reply not sent yet, its text is a draft again; the unconfirmed one is not in the room",
        ),
        serving.withdraw,
        lambda at: at.idle and (at.held is not None or at.unmarked is not None),
        unless=Words("没有可以撤回的回复", "There is no reply to take back"),
        sends=(Retract, ReportDelivery),
        footer=True,
    ),
    Action(
        "resolve",
        GROUP,
        ("e",),
        Words("解决", "Done"),
        Words(
            "关闭这个咨询单，打开下一个；复制的回复记为已发送",
            "Close this case and open the next; a copied reply counts as sent",
        ),
        serving.resolve,
        lambda at: at.idle and at.open,
        unless=_OPEN_ONE,
        sends=(Resolve,),
        footer=True,
    ),
    Action(
        "claim",
        GROUP,
        ("c",),
        Words("领取", "Claim"),
        Words("领取；已是自己的就放回", "Take the case; give it back if it is yours"),
        serving.claim,
        lambda at: at.idle and at.open,
        unless=_OPEN_ONE,
        sends=(Claim, Release),
        footer=True,
    ),
    Action(
        "host",
        GROUP,
        ("h",),
        Words("主播已答", "Host said"),
        Words("主播已口头回答；草稿会留着", "The host has answered it on air; a draft stays"),
        serving.host,
        lambda at: at.idle and at.open,
        unless=_OPEN_ONE,
        sends=(SendReply,),
        footer=True,
    ),
    Action(
        "dismiss",
        GROUP,
        ("d",),
        Words("忽略", "Dismiss"),
        Words("不用回答，选一个原因", "It needs no answer; choose a reason"),
        serving.dismiss,
        lambda at: at.idle and at.open,
        unless=_OPEN_ONE,
        sends=(Dismiss,),
        footer=True,
    ),
)
