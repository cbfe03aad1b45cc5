"""The desk's words as people read them: lanes, intents, states, reasons."""

from connectors.contract import FeedState, FeedStatus
from connectors.language import Words
from console.model.cases import CaseStatus
from console.model.events import Sending
from console.model.verdict import Emotion, Intent, Lane

LANES: dict[Lane, Words] = {
    "question": Words("提问", "Question"),
    "complaint": Words("投诉", "Complaint"),
}
INTENTS: dict[Intent, Words] = {
    "product": Words("商品", "product"),
    "price": Words("价格", "price"),
    "order": Words("订单", "order"),
    "logistics": Words("物流", "shipping"),
    "payment": Words("支付", "payment"),
    "after_sales": Words("售后", "after-sales"),
    "complaint": Words("投诉", "complaint"),
    "purchase": Words("想买", "wants to buy"),
    "chat": Words("闲聊", "chat"),
    "spam": Words("广告", "spam"),
}
PLATFORMS: dict[str, str] = {
    "douyin": "抖音",
    "kuaishou": "快手",
    "taobao": "淘宝",
    "wechat-channels": "视频号",
    "xiaohongshu": "小红书",
}
"""What the platforms call themselves, by their codes; the name is the same in every language."""

EMOTIONS: dict[Emotion, Words] = {
    "negative": Words("不满", "unhappy"),
    "angry": Words("生气", "angry"),
    "anxious": Words("着急", "anxious"),
    "neutral": Words("", ""),
    "positive": Words("", ""),
}
STATUSES: dict[CaseStatus, Words] = {
    CaseStatus.NEW: Words("待处理", "new"),
    CaseStatus.CLAIMED: Words("处理中", "in hand"),
    CaseStatus.ANSWERED: Words("已答", "answered"),
    CaseStatus.RESOLVED: Words("已解决", "resolved"),
    CaseStatus.DISMISSED: Words("已忽略", "dismissed"),
}
REASONS: dict[str, Words] = {
    "not_a_question": Words("不是提问", "not a question"),
    "answered_elsewhere": Words("别处已回答", "answered elsewhere"),
    "rhetorical": Words("只是感叹", "rhetorical"),
    "spam": Words("广告刷屏", "spam"),
    "off_topic": Words("与商品无关", "off topic"),
    "cannot_help": Words("无法处理", "cannot help"),
}
FEED_STATES: dict[FeedState, Words] = {
    FeedState.WAITING: Words("未开始", "not begun"),
    FeedState.CONNECTING: Words("连接中", "connecting"),
    FeedState.LIVE: Words("已连接", "live"),
    FeedState.STALLED: Words("没有新消息", "silent"),
    FeedState.LOST: Words("断线重连中", "lost, retrying"),
    FeedState.ENDED: Words("已结束", "ended"),
    FeedState.FAILED: Words("连接失败", "failed"),
}
SENDING: dict[Sending, Words] = {
    "copy": Words("现在复制回复，自己粘贴发送", "Replies are copied now, for you to paste"),
    "send": Words("现在直接发送回复", "Replies are sent now"),
    "dry-run": Words("现在试运行：只显示，不发送", "Dry run now: replies are shown, not sent"),
}
"""What to say when the room's switch is turned."""

NEVER_THERE = Words("未连上", "not connected yet")


def counted(number: int, one: str, many: str) -> str:
    """Return a number with its English noun: `1 reply`, `2 replies`."""
    return f"{number} {one if number == 1 else many}"


def feed_words(status: FeedStatus) -> Words:
    """Return where a feed stands. One that never said a word is not lost: its other end may not have been started."""
    if status.state is FeedState.LOST and status.last_event_at is None and status.received == 0:
        return NEVER_THERE
    return FEED_STATES[status.state]
