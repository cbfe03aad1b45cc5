"""A feed's `feed.toml`: what it can read, send and tell, readable without importing the feed."""

import tomllib
from pathlib import Path
from typing import Any

import msgspec

from connectors.language import Words, say

FILE = "feed.toml"

READS = {
    "comment": Words("评论", "comments"),
    "delete": Words("删除的评论", "deleted comments"),
    "superchat": Words("付费留言", "paid comments"),
    "moderation": Words("平台警告", "warnings of the platform"),
    "enter": Words("进场", "entries"),
    "leave": Words("离场", "exits"),
    "audience": Words("在线人数", "audience size"),
    "follow": Words("关注", "follows"),
    "like": Words("点赞", "likes"),
    "share": Words("分享", "shares"),
    "fanclub": Words("入会/粉丝团", "fan club"),
    "gift": Words("礼物", "gifts"),
    "order": Words("订单", "orders"),
    "product": Words("讲解商品", "product on air"),
    "shelf": Words("上架商品", "products shown"),
    "click": Words("商品点击", "product clicks"),
    "cart": Words("加购", "carts"),
    "coupon": Words("优惠券", "coupons"),
    "start": Words("开播", "start of stream"),
    "end": Words("下播", "end of stream"),
}
"""What `reads` may name."""

TELLS = {
    "viewer_ids": Words("观众 ID", "viewer ids"),
    "message_ids": Words("消息 ID", "message ids"),
    "platform_time": Words("平台时间", "platform time"),
    "order_amount": Words("订单金额", "order amounts"),
    "order_product": Words("订单商品", "products of orders"),
}
"""What `tells` may name; what a feed does not tell, the desk shows as unknown and never as zero."""


class Manifest(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """What a feed says of itself.

    `reads` names what is certain, `may_read` what depends on the feed's settings or on what it is fed with.
    `official` tells an interface the platform offers (true) from another way in (false); None where the feed
    belongs to no platform. `partly` says in words which of `tells` holds only for some kinds.
    """

    title: Words
    summary: Words
    reads: tuple[str, ...]
    replies: bool
    may_read: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()
    partly: Words | None = None
    official: bool | None = None

    def lines(self) -> list[str]:
        """Return the manifest for a person, in the language in use."""
        replies = say("可以", "yes") if self.replies else say("不能", "no")
        lines = [
            f"{self.title} · {self.summary}",
            say("读取：", "reads: ") + _listed(self.reads, READS),
            say("回复：", "replies: ") + replies,
            say("提供：", "tells: ") + _listed(self.tells, TELLS),
        ]
        if self.may_read:
            lines[1] += say("；视设置或内容：", "; by settings or content: ") + _listed(self.may_read, READS)
        if self.partly is not None:
            lines[-1] += say(f"（{self.partly}）", f" ({self.partly})")
        if self.official is not None:
            lines.append(
                say("平台官方接口", "an official interface of the platform")
                if self.official
                else say("非平台官方接口", "not an official interface of the platform")
            )
        return lines


def _listed(names: tuple[str, ...], words: dict[str, Words]) -> str:
    return say("、", ", ").join(str(words.get(name, name)) for name in names) or "-"


def read_manifest(path: Path) -> Manifest:
    """Read a `feed.toml`. Raises OSError or ValueError (also for keys that are missing, wrong or unknown)."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return msgspec.convert({key: _words(value) for key, value in raw.items()}, Manifest)


def _words(value: Any) -> Any:
    """Return a table of `zh` and `en` as the pair it stands for."""
    if isinstance(value, dict) and value.keys() == {"zh", "en"}:
        return [value["zh"], value["en"]]
    return value
