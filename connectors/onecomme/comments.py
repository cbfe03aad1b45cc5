"""One entry of OneComme's list, which may be a comment, a gift or another sign of some site. Pure."""

import re
from collections.abc import Sequence

import msgspec

from connectors.contract import BadFrameError
from connectors.events import CommentReceived, FanclubJoined, FeedEvent, Gifted, Liked, viewer_key
from connectors.language import say
from connectors.reading.jsonframe import reader
from connectors.reading.markup import plain
from connectors.reading.moments import from_iso
from connectors.reading.money import minor_units
from connectors.reading.scalars import Scalar, count_of, id_of, text_of
from connectors.text import clean, clean_name

_CURRENCY = re.compile(r"[A-Z]{3}")
_OWN = "system"  # the program speaking of itself


class _GiftDetails(msgspec.Struct, rename="camel", gc=False):
    gift_name: Scalar = None


class _Gift(msgspec.Struct, rename="camel", gc=False):
    """A gift: TikTok's has `details` and a count, SHOWROOM's a `gift_name`, Bilibili's a `name`."""

    details: _GiftDetails | None = None
    gift_name: Scalar = msgspec.field(name="gift_name", default=None)
    name: Scalar = None
    repeat_count: Scalar = None


class _Data(msgspec.Struct, rename="camel", gc=False):
    id: Scalar = None
    user_id: Scalar = None
    name: Scalar = None
    display_name: Scalar = None
    is_owner: Scalar = None
    is_moderator: Scalar = None
    has_gift: Scalar = None
    gift_type: Scalar = None
    gift: msgspec.Raw = msgspec.Raw(b"null")  # of another shape on every site: it must not cost a comment
    price: Scalar = None
    unit: Scalar = None
    timestamp: Scalar = None
    comment: Scalar = None


_read_gift = reader(msgspec.json.Decoder(_Gift).decode)


class Comment(msgspec.Struct, gc=False):
    """An entry as the program tells it: the site it comes from, and what it is."""

    service: str
    data: _Data


def events_of(comment: Comment, feed: str, at: int, *, is_history: bool) -> Sequence[FeedEvent]:
    """Return the events of one entry; of a backlog only what was said. Raises `BadFrameError` for one that says nothing."""
    data = comment.data
    if comment.service == _OWN:
        return ()
    if data.gift_type in {
        "like",
        "subscribe",
        "gift",
        "social",
    }:  # TikTok's signs, put into words by the program
        return () if is_history else _sign(comment, feed, at)
    text = clean(plain(text_of(data.comment))).strip()
    if text:
        return (_said(comment, text, feed, at, is_history=is_history),)
    if data.has_gift:
        return () if is_history else (_gave(comment, feed, at),)
    raise BadFrameError(say("评论没有文字", "a comment without text"))


def _said(comment: Comment, text: str, feed: str, at: int, *, is_history: bool) -> CommentReceived:
    data = comment.data
    platform, viewer, name = _person(comment)
    amount, currency = _money(data)
    return CommentReceived(
        at=at,
        feed=feed,
        id=id_of(data.id),
        text=text,
        viewer=viewer,
        name=name,
        platform=platform,
        sent_at=from_iso(data.timestamp),
        history=is_history,
        staff=bool(data.is_owner or data.is_moderator),
        amount=amount,
        currency=currency,
    )


def _sign(comment: Comment, feed: str, at: int) -> Sequence[FeedEvent]:
    platform, viewer, name = _person(comment)
    id_ = id_of(comment.data.id)
    match comment.data.gift_type:
        case "like":
            return (Liked(at=at, feed=feed, viewer=viewer, name=name, platform=platform, id=id_),)
        case "subscribe":
            return (FanclubJoined(at=at, feed=feed, viewer=viewer, name=name, platform=platform, id=id_),)
        case "gift":
            return (_gave(comment, feed, at),)
        case _:  # a follow or a share: which of them is not told
            return ()


def _gave(comment: Comment, feed: str, at: int) -> Gifted:
    data = comment.data
    platform, viewer, name = _person(comment)
    amount, currency = _money(data)
    gift = _gift_of(data)
    details = gift.details or _GiftDetails()
    return Gifted(
        at=at,
        feed=feed,
        viewer=viewer,
        name=name,
        platform=platform,
        id=id_of(data.id),
        gift=clean_name(text_of(details.gift_name or gift.gift_name or gift.name)),
        count=count_of(gift.repeat_count),
        amount=amount,
        currency=currency,
    )


def _gift_of(data: _Data) -> _Gift:
    try:
        return _read_gift(bytes(data.gift))
    except BadFrameError:  # what was given counts, with or without a name
        return _Gift()


def _person(comment: Comment) -> tuple[str, str, str]:
    """Return the site, the viewer's key and the display name."""
    platform = clean(comment.service, 40).strip().lower()
    data = comment.data
    name = clean_name(text_of(data.display_name)) or clean_name(text_of(data.name))
    return platform, viewer_key(platform, id_of(data.user_id), name), name


def _money(data: _Data) -> tuple[int, str] | tuple[None, None]:
    """Return a price in minor units and its currency, where both are told: bits and coins are none."""
    currency = text_of(data.unit)
    if not data.price or not _CURRENCY.fullmatch(currency):
        return None, None
    amount = minor_units(data.price, currency)
    return (None, None) if amount is None else (amount, currency)
