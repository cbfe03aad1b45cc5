"""The list of figures: what each is called, its unit, and the rule it is counted by."""

from typing import NamedTuple

from connectors.language import Words


class Definition(NamedTuple):
    """One entry. `version` goes up whenever the rule changes, so that last month's figure keeps its meaning.

    `unit` is `s`, `share` (0 to 1), `count`, or `minor` (of a currency, named by the figure). `clock` is `receipt`: every
    time is our own, so that no wait mixes two clocks.
    """

    name: Words
    unit: str
    rule: Words
    version: int = 1
    clock: str = "receipt"


CATALOGUE: dict[str, Definition] = {
    "E1": Definition(
        Words("首次响应时长", "First response time"),
        "s",
        Words(
            "每位提问者在每个咨询单中第一次等待的中位数；未回复者按生存估计计入",
            "median of each asker's first wait in each case; those still waiting enter by the survival estimate",
        ),
    ),
    "E2": Definition(
        Words("平均响应时长", "Response time, all rounds"),
        "s",
        Words(
            "所有已回复等待的平均值（仅已回复），按提问时间归入；旁列计入未回复者的中位数",
            "mean over every answered wait (answered only), counted in the window in which it was asked; beside it the "
            "median, into which those still waiting enter",
        ),
    ),
    "E3": Definition(
        Words("时限内回复率", "Reply rate within T"),
        "share",
        Words(
            "提问已满 T 的等待中，T 内得到有效人工回复的比例；未满 T 就遇上一分钟以上断流且始终未回复的不计",
            "of the waits asked at least T ago, the share that a meaningful human reply ended within T; without those never "
            "answered into which a gap of more than a minute fell before T",
        ),
    ),
    "E5": Definition(
        Words("未回复率", "Unanswered rate"),
        "share",
        Words(
            "提问已满 T 的等待中，至今未回复的比例；未满 T 就遇上一分钟以上断流的不计",
            "of the waits asked at least T ago, the share that nobody has answered; without those into which a gap of more "
            "than a minute fell before T",
        ),
    ),
    "E6": Definition(
        Words("当前最长等待", "Longest current wait"),
        "s",
        Words("仍在等待者中最早提问者的等待时长", "the wait of the earliest asker among those still waiting"),
    ),
    "E7": Definition(
        Words("已超时人数", "Overdue askers"),
        "count",
        Words(
            "等待已达本类时限的提问者；咨询单数另列",
            "askers whose wait has reached their lane's limit; cases beside them",
        ),
    ),
    "F10": Definition(
        Words("提问覆盖率", "Answer coverage"),
        "share",
        Words("得到回复的提问者占提问者的比例", "askers answered out of askers; clusters beside them"),
    ),
    "I1": Definition(
        Words("评论数", "Comments"),
        "count",
        Words(
            "按平台编号去重后的评论数，不含补发的历史评论、被删评论和广告",
            "comments, each id once, without replayed backlog, deleted ones and spam",
        ),
    ),
    "I4": Definition(
        Words("提问占比", "Question density"),
        "share",
        Words(
            "提问评论占评论的比例，两边都不含历史、被删评论和广告",
            "comments that ask, out of comments; neither side holds backlog, deleted ones or spam",
        ),
    ),
    "C1": Definition(
        Words("成交额", "GMV"),
        "minor",
        Words(
            "已支付订单金额，含之后取消和退款；各状态另列",
            "amounts of paid orders, later cancelled or refunded ones included; each state beside it",
        ),
    ),
    "C10": Definition(
        Words("订单数", "Orders"),
        "count",
        Words("已支付订单的不同编号数", "distinct ids of paid orders; units and buyers beside them"),
    ),
    "C13": Definition(
        Words("询单转化率", "Inquiry conversion"),
        "share",
        Words(
            "售前提问得到回复、且能与订单关联的人中，首次回复后 N 天内支付的比例",
            "of the askers answered before they ordered, and linkable to orders, the share who paid within N days of the "
            "first answer",
        ),
    ),
    "D1": Definition(
        Words("采集覆盖率", "Feed coverage"),
        "share",
        Words("场次时长中没有断流和假死的比例", "time without a gap or a stall, out of the broadcast's time"),
    ),
    "D2": Definition(
        Words("假死时长", "Stall time"),
        "s",
        Words("连接正常却收不到任何事件的时长", "time in which a connection was open and delivered nothing"),
    ),
    "D3": Definition(
        Words("重复率", "Duplicate rate"),
        "share",
        Words("按编号丢弃的事件占收到事件的比例", "events dropped by id, out of events received"),
    ),
    "D7": Definition(
        Words("身份匹配率", "Identity match"),
        "share",
        Words(
            "买家身份能与评论者比对的订单占比；只按昵称比对的另列",
            "orders whose buyer can be compared with those who commented, out of orders; by name alone beside them",
        ),
    ),
}
