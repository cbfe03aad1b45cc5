"""How each kind of event is built from a mapped message. The table's keys are what a shop writes under `kinds`."""

from collections.abc import Callable
from functools import partial

from connectors.contract import BadFrameError
from connectors.events import (
    AudienceSampled,
    CommentDeleted,
    CommentReceived,
    ExplainStarted,
    ExplainStopped,
    FanclubJoined,
    FeedEvent,
    Followed,
    Gifted,
    Liked,
    OrderCancelled,
    OrderCreated,
    OrderEvent,
    OrderPaid,
    OrderRefunded,
    Shared,
    StreamEnded,
    ViewerEntered,
)
from connectors.language import say
from connectors.mapping.paths import Item
from connectors.mapping.reading import Mapping

Builder = Callable[[Mapping, Item, int], FeedEvent | None]
"""Takes the mapping, the message and the receipt time (UTC ms); raises `BadFrameError`."""


def comment(mapping: Mapping, item: Item, at: int) -> CommentReceived:
    """Build a comment, which every message is where the settings name no kinds."""
    text = mapping.text(item)
    if text is None:
        raise BadFrameError(say("消息里没有评论文字", "no comment text where the settings expect it"))
    viewer, name = mapping.viewer(item)
    return CommentReceived(
        at=at,
        feed=mapping.feed,
        id=mapping.id(item),
        text=text,
        viewer=viewer,
        name=name,
        platform=mapping.platform,
        sent_at=mapping.time(item),
        product=mapping.product(item) or None,
        history=mapping.is_history(item),
    )


def _deleted(mapping: Mapping, item: Item, at: int) -> CommentDeleted:
    return CommentDeleted(at=at, feed=mapping.feed, id=mapping.required_id(item))


def _audience(mapping: Mapping, item: Item, at: int) -> AudienceSampled:
    count = mapping.count(item)
    if count is None:
        raise BadFrameError(say("消息里没有人数", "no number of viewers where the settings expect it"))
    return AudienceSampled(at=at, feed=mapping.feed, count=count, platform=mapping.platform)


def _signal(
    kind: type[ViewerEntered | Followed | Shared | FanclubJoined], mapping: Mapping, item: Item, at: int
) -> FeedEvent:
    viewer, name = mapping.viewer(item)
    return kind(
        at=at, feed=mapping.feed, id=mapping.id(item), viewer=viewer, name=name, platform=mapping.platform
    )


def _like(mapping: Mapping, item: Item, at: int) -> Liked:
    viewer, name = mapping.viewer(item)
    return Liked(
        at=at,
        feed=mapping.feed,
        id=mapping.id(item),
        viewer=viewer,
        name=name,
        platform=mapping.platform,
        count=mapping.count(item) or 1,
    )


def _gift(mapping: Mapping, item: Item, at: int) -> Gifted:
    viewer, name = mapping.viewer(item)
    return Gifted(
        at=at,
        feed=mapping.feed,
        id=mapping.id(item),
        viewer=viewer,
        name=name,
        platform=mapping.platform,
        gift=mapping.gift(item),
        count=mapping.count(item) or 1,
    )


def _order(kind: type[OrderEvent], mapping: Mapping, item: Item, at: int) -> OrderEvent:
    viewer, name = mapping.viewer(item)
    is_known = bool(name or mapping.user(item))
    amount, currency = mapping.money(item)
    return kind(
        at=at,
        feed=mapping.feed,
        id=mapping.required_id(item),
        platform=mapping.platform,
        viewer=viewer if is_known else None,
        name=name or None,
        product=mapping.product(item) or None,
        product_title=mapping.product_title(item) or None,
        quantity=mapping.quantity(item) or 1,
        amount=amount,
        currency=currency,
        placed_at=mapping.time(item),
    )


def _refunded(mapping: Mapping, item: Item, at: int) -> OrderEvent:
    event = _order(OrderRefunded, mapping, item, at)
    if isinstance(event, OrderRefunded):
        event.refund = mapping.refund(item)
    return event


def _explain_started(mapping: Mapping, item: Item, at: int) -> ExplainStarted:
    title = mapping.product_title(item)
    return ExplainStarted(at=at, feed=mapping.feed, product=_product(mapping, item), product_title=title)


def _explain_stopped(mapping: Mapping, item: Item, at: int) -> ExplainStopped:
    return ExplainStopped(at=at, feed=mapping.feed, product=_product(mapping, item))


def _product(mapping: Mapping, item: Item) -> str:
    product = mapping.product(item)
    if not product:
        raise BadFrameError(say("消息里没有商品编号", "no product id where the settings expect it"))
    return product


def _ended(mapping: Mapping, _item: Item, at: int) -> StreamEnded:
    return StreamEnded(at=at, feed=mapping.feed)


def _ignored(_mapping: Mapping, _item: Item, _at: int) -> None:
    return None


BUILDERS: dict[str, Builder] = {
    "comment": comment,
    "comment.deleted": _deleted,
    "viewer.enter": partial(_signal, ViewerEntered),
    "audience.sample": _audience,
    "follow": partial(_signal, Followed),
    "like": _like,
    "share": partial(_signal, Shared),
    "fanclub.join": partial(_signal, FanclubJoined),
    "gift": _gift,
    "order.created": partial(_order, OrderCreated),
    "order.paid": partial(_order, OrderPaid),
    "order.cancelled": partial(_order, OrderCancelled),
    "order.refunded": _refunded,
    "explain.start": _explain_started,
    "explain.stop": _explain_stopped,
    "stream.end": _ended,
    "ignore": _ignored,
}
