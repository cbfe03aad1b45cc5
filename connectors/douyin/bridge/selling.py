"""What dialect C says of selling: what is on air, what lies on the shelf, what is offered. Pure.

A program that writes protobuf as JSON leaves out what is 0, false or empty: a message that takes a product off the
air may name none, and one that says that a product is no longer explained may say nothing of `active`.
"""

from collections.abc import Sequence

from connectors.contract import BadFrameError
from connectors.douyin.bridge.fields import Fields
from connectors.douyin.bridge.message import Message, Reading
from connectors.events import CouponIssued, ExplainStarted, ExplainStopped, FeedEvent, ProductExposed
from connectors.language import say
from connectors.reading.scalars import id_of, text_of, whole_of
from connectors.text import clean

_NOW_ON_AIR, _NO_MORE_ON_AIR = 2, 3  # LiveShopping.msg_type
_LONGEST_TITLE = 200  # characters


def _shopping(message: Message) -> Sequence[FeedEvent]:
    """Read which product is on air: `msgType` 2 sets it, 3 takes it away; other types update the shelf."""
    body = message.body
    kind = whole_of(body.scalar("msgType"))
    if kind not in {_NOW_ON_AIR, _NO_MORE_ON_AIR}:
        return ()
    title = clean(text_of(body.inside("updatedProductInfo").scalar("title")), _LONGEST_TITLE)
    return _explained(message, id_of(body.scalar("promotionId")), title, begins=kind == _NOW_ON_AIR)


def _shop_explain(message: Message) -> Sequence[FeedEvent]:
    """Read whether a product is being explained: `active` says so."""
    told = message.body.inside("extra")
    return _explained(
        message, id_of(told.scalar("promotionId")), begins=told.scalar("active") in {True, "true"}
    )


def _explained(message: Message, product: str, title: str = "", *, begins: bool) -> Sequence[FeedEvent]:
    if not begins:
        return (ExplainStopped(at=message.at, feed=message.feed, product=product or None),)
    if not product:
        raise BadFrameError(say("没有说讲解的是哪件商品", "an explanation that does not say of what"))
    return (ExplainStarted(at=message.at, feed=message.feed, product=product, product_title=title),)


def _offer(message: Message) -> Sequence[FeedEvent]:
    """Read what is shown over the stream: a coupon. How many are buying just now names no order, nor what they buy."""
    body = message.body
    coupon = body.inside("couponMeta")
    name = clean(text_of(coupon.scalar("couponName")), _LONGEST_TITLE) or id_of(
        coupon.scalar("couponMetaId"), body.scalar("metaIdStr")
    )
    if not coupon or not name:
        return ()
    return (
        CouponIssued(at=message.at, feed=message.feed, platform=message.platform, id=message.id, coupon=name),
    )


def _shelf(message: Message) -> Sequence[FeedEvent]:
    """Read a new list of products. What their `explainType` means is not published."""
    body = message.body
    return [
        ProductExposed(at=message.at, feed=message.feed, product=product)
        for item in body.each("updateProductInfo") or body.each("products")
        if (product := id_of(item.scalar("promotionId")))
    ]


def shelf_of(rows: Sequence[Fields], at: int, feed: str) -> Sequence[FeedEvent]:
    """Return the products of a shop window's list; `min_price` is in fen."""
    return [
        ProductExposed(
            at=at,
            feed=feed,
            product=product,
            product_title=clean(text_of(row.scalar("title")), _LONGEST_TITLE),
            price=whole_of(row.scalar("minPrice")),
            currency="CNY",
        )
        for row in rows
        if (product := id_of(row.scalar("promotionId"), row.scalar("productId")))
    ]


KINDS: dict[str, Reading] = {
    "AwemeShopExplainMessage": _shop_explain,
    "LiveEcomMessage": _offer,
    "LiveShoppingMessage": _shopping,
    "ProductChangeMessage": _shelf,
}
"""The messages that tell of selling, each with its reading."""
