"""Calls that tell of orders: checked, then read. No I/O."""

from collections.abc import Callable, Sequence

import msgspec

from connectors.calls.call import Call, Reads, Taken
from connectors.contract import BadFrameError, Decoder
from connectors.events import FeedEvent, Unparsed, unparsed
from connectors.intake.dedupe import Seen
from connectors.mapping.decoding import decoder as mapped
from connectors.orders import shopify
from connectors.orders.settings import JsonOrders, OrdersSettings
from connectors.orders.signature import Check, json_check, shopify_check

REMEMBERED_CALLS = 5_000
_TOPIC, _CALL_ID, _IS_TEST = "x-shopify-topic", "x-shopify-webhook-id", "x-shopify-test"

Record = Callable[[bytes], None]


def decoder(feed: str, settings: OrdersSettings | None = None) -> Decoder:
    """Return the decoder of recorded calls, and of bodies as Shopify sends them."""
    rule = settings.json if settings is not None else None
    if rule is not None:
        return mapped(feed, rule)

    def decode(frame: bytes, at: int) -> Sequence[FeedEvent]:
        return shopify.events(shopify.message(frame), feed, at)

    return decode


def reads(feed: str, settings: OrdersSettings, secret: str, record: Record | None) -> Reads:
    """Return what checks and reads one call. `record` is given what is kept of a call, once it is known to be the shop's."""
    if settings.json is not None:
        check = json_check(secret, settings.json) if secret else _unsigned
        return _json_reader(feed, settings.json, check, record)
    return _shopify_reader(feed, shopify_check(secret), record, takes_tests=settings.tests)


def _shopify_reader(feed: str, check: Check, record: Record | None, *, takes_tests: bool) -> Reads:
    seen = _Calls()

    def read(call: Call) -> Taken:
        check(call)
        id_ = call.headers.get(_CALL_ID, "")
        if seen.holds(id_):
            return Taken()
        try:
            told = shopify.message(call.body, call.headers.get(_TOPIC, ""))
        except BadFrameError as bad:
            return Taken([_unread(feed, call, bad)])
        if record is not None:
            record(msgspec.json.encode(told))
        if not takes_tests and (told.test is True or call.headers.get(_IS_TEST) == "true"):
            return Taken()
        try:
            found = shopify.events(told, feed, call.at)
        except BadFrameError as bad:
            return Taken([_unread(feed, call, bad)])
        return Taken(found, after=lambda: seen.note(id_))

    return read


def _json_reader(feed: str, rule: JsonOrders, check: Check, record: Record | None) -> Reads:
    seen = _Calls()
    decode = mapped(feed, rule)

    def read(call: Call) -> Taken:
        check(call)
        id_ = call.headers.get(rule.id_header.lower(), "") if rule.id_header else ""
        if seen.holds(id_):
            return Taken()
        if record is not None:
            record(call.body)
        try:
            found = decode(call.body, call.at)
        except BadFrameError as bad:
            return Taken([_unread(feed, call, bad)])
        for event in found:
            if isinstance(event, Unparsed):
                event.sample = ""
        return Taken(found, after=lambda: seen.note(id_))

    return read


class _Calls:
    """Remembers calls by their own ids once they are saved: what is sent again after that says nothing new."""

    def __init__(self) -> None:
        self._seen = Seen(REMEMBERED_CALLS)

    def holds(self, id_: str) -> bool:
        return bool(id_) and id_ in self._seen

    def note(self, id_: str) -> None:
        if id_:
            self._seen.add(id_)


def _unsigned(_call: Call) -> None:
    """Let every call pass: the port is guarded in another way."""


def _unread(feed: str, call: Call, bad: BadFrameError) -> FeedEvent:
    """Return the record of a call that cannot be read: without a sample, which might hold an address."""
    return unparsed(at=call.at, feed=feed, reason=str(bad), frame=b"")
