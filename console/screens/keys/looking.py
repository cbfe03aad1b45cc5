"""The keys to look around: queue, case and comments."""

from connectors.language import Words
from console.model.commands import Reveal
from console.screens import revealing, serving, viewing
from console.screens.action import Action

GROUP = Words("看", "Look")

_NONE_QUEUED = Words("队列是空的", "The queue is empty")

ACTIONS: tuple[Action, ...] = (
    Action(
        "next_best",
        GROUP,
        ("n",),
        Words("最急的", "Urgent"),
        Words(
            "打开最急的、没人领的咨询单；没有就打开自己的",
            "Open the most urgent case nobody holds, else one of yours",
        ),
        viewing.next_best,
        lambda at: at.idle and at.queued > 0,
        unless=_NONE_QUEUED,
        footer=True,
    ),
    Action(
        "down",
        GROUP,
        ("j", "down"),
        Words("下一个", "Down"),
        Words(
            "队列里下一个；焦点在评论或详情时向下翻",
            "Next case; scrolls where comments or the case have the keys",
        ),
        viewing.down,
        lambda at: at.idle and (at.queued > 0 or at.aside),
        unless=_NONE_QUEUED,
        palette=False,
    ),
    Action(
        "up",
        GROUP,
        ("k", "up"),
        Words("上一个", "Up"),
        Words(
            "队列里上一个；焦点在评论或详情时向上翻",
            "Previous case; scrolls where comments or the case have the keys",
        ),
        viewing.up,
        lambda at: at.idle and (at.queued > 0 or at.aside),
        unless=_NONE_QUEUED,
        palette=False,
    ),
    Action(
        "open",
        GROUP,
        ("enter",),
        Words("打开", "Open"),
        Words(
            "翻看这个咨询单；在评论里：打开这位观众的咨询单",
            "Look through the case; among comments: open the viewer's case",
        ),
        viewing.open_case,
        lambda at: at.idle and (at.case is not None or at.reading),
        unless=Words("没有打开的咨询单", "No case is open"),
        palette=False,
    ),
    Action(
        "page_down",
        GROUP,
        ("pagedown",),
        Words("向下翻页", "Page down"),
        Words("向下翻详情，或翻评论", "Scroll the case, or the comments, down"),
        viewing.page_down,
        lambda at: at.idle,
        palette=False,
    ),
    Action(
        "page_up",
        GROUP,
        ("pageup",),
        Words("向上翻页", "Page up"),
        Words("向上翻详情，或翻评论", "Scroll the case, or the comments, up"),
        viewing.page_up,
        lambda at: at.idle,
        palette=False,
    ),
    Action(
        "filter",
        GROUP,
        ("slash",),
        Words("筛选", "Filter"),
        Words(
            "筛选评论和队列：发货 -运费险 类型:投诉 是:超时 是:我的 商品:… 观众:…",
            "Filter comments and queue: size -colour lane:complaint is:late is:mine product:… viewer:…",
        ),
        viewing.filter_line,
        lambda at: at.idle,
        footer=True,
    ),
    Action(
        "feed",
        GROUP,
        ("f",),
        Words("评论", "Comments"),
        Words(
            "停住评论流，用上下键翻看；再按一次回到队列",
            "Hold the comments and read; again: back to the queue",
        ),
        viewing.feed,
        lambda at: at.idle,
        footer=True,
    ),
    Action(
        "follow",
        GROUP,
        ("end",),
        Words("回到最新", "Follow"),
        Words("评论流回到最新", "Follow the newest comments"),
        viewing.follow,
        lambda at: at.idle and not at.following,
        unless=Words("已经在看最新评论", "The newest comments are in sight"),
    ),
    Action(
        "reveal",
        GROUP,
        ("v",),
        Words("看原文", "As typed"),
        Words(
            "显示这个咨询单里隐去的电话、地址、单号，再按隐去；谁看过会记下",
            "Show what is hidden in the case: phone, address, order numbers; again hides it. Who looked is recorded",
        ),
        revealing.reveal,
        lambda at: at.idle and at.hides,
        unless=Words("这里没有隐去的内容", "Nothing is hidden here"),
        sends=(Reveal,),
    ),
    Action(
        "copy",
        GROUP,
        ("y",),
        Words("复制", "Copy"),
        Words(
            "复制没发出的回复，没有就复制原话；在评论里复制这一条",
            "Copy the unsent reply, else what was asked; among comments: this one",
        ),
        serving.copy,
        lambda at: at.idle and (at.case is not None or at.reading),
        unless=Words("没有可以复制的内容", "There is nothing to copy"),
    ),
)
