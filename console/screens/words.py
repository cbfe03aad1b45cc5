"""The desk's words as people read them: lanes, intents, states, reasons."""

from connectors.contract import FeedState, FeedStatus
from connectors.language import Words
from console.model.cases import CaseStatus
from console.model.events import Sending
from console.model.verdict import Emotion, InContext, Intent, Lane
from console.triage.explain import Part

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
FEELINGS: dict[Emotion, Words] = {
    **EMOTIONS,
    "neutral": Words("平静", "neutral"),
    "positive": Words("开心", "pleased"),
}
"""Every emotion by name; `EMOTIONS` are those worth a word beside a name."""

JOBS: dict[str, Words] = {
    "question": Words("提问", "Question"),
    "complaint": Words("投诉", "Complaint"),
    "intent": Words("意图", "Intent"),
    "emotion": Words("情绪", "Emotion"),
}
ANSWERS: dict[str, Words] = dict((*INTENTS.items(), *FEELINGS.items()))
"""Every intent and emotion by name."""

PARTS: dict[Part, Words] = {
    "rules": Words("规则", "rules"),
    "model": Words("模型", "model"),
    "both": Words("规则和模型", "rules and model"),
    "context": Words("上下文", "context"),
    "person": Words("人工更正", "corrected"),
}
SLOTS: dict[str, Words] = {
    "size": Words("尺码", "size"),
    "colour": Words("颜色", "colour"),
    "quantity": Words("数量", "quantity"),
    "price": Words("价格", "price"),
    "place": Words("地点", "place"),
    "measures": Words("身材", "measures"),
    "fault": Words("问题", "fault"),
    "trait": Words("特点", "trait"),
    "day": Words("时间", "day"),
    "item": Words("物品", "item"),
    "order": Words("订单尾号", "order tail"),
    "phone": Words("手机尾号", "phone tail"),
}
CONTEXTS: dict[InContext, Words] = {
    "": Words("", ""),
    "joined": Words("和上一句连起来读", "read with the viewer's last comment"),
    "echo": Words("跟着大家刷的", "everybody types it"),
    "repeat": Words("自己又问了一遍", "asked again by the same viewer"),
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
