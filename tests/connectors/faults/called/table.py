"""The feeds that are called, each with what a caller must know to speak to it.

A new feed adds one entry, and the whole suite runs for it.
"""

import base64
import gzip
import hashlib
import hmac
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from connectors.douyin.push.signature import sign as douyin_sign
from connectors.events import CommentReceived, FeedEvent, OrderPaid
from connectors.kuaishou.protocol import sign as kuaishou_sign
from tests.connectors.frames import words

SECRET = "密钥-1"
ENVIRONMENT = {"TEST_CALLED_SECRET": SECRET}
_WORDS = re.compile(re.escape(words(0)).replace("0", r"(\d+)"))

Headers = Mapping[str, str]
Changes = Mapping[str, str | None]


@dataclass(frozen=True)
class Called:
    """One feed under test, or one of its ways.

    `keys` are its settings but for the port. `body` makes the message that tells of a comment or an order by its
    number, sent at a time in UTC ms; `proof` makes the headers that a body needs to be let in, at that time. `pack`
    is how the caller packs bodies. `strangers` are changes to those headers (None: left out) with which nobody may
    come in. `window_s` is how far a caller's clock may be off (None: nobody looks at it). `knows_repeats` says that
    messages have ids. `junk` are nonsensical bodies of its own. A page talks over a websocket, all others over HTTP.
    """

    name: str
    feed: str
    keys: Mapping[str, Any]
    body: Callable[[int, int], bytes]
    proof: Callable[[bytes, int], Headers]
    strangers: Sequence[Changes]
    pack: Callable[[bytes], bytes] = bytes
    path: str = "/"
    window_s: float | None = None
    knows_repeats: bool = True
    is_page: bool = False
    junk: Sequence[Any] = field(default_factory=tuple)


def told(events: Iterable[FeedEvent]) -> list[int]:
    """Return the numbers of the comments and orders among events, in order."""
    numbers = []
    for event in events:
        if isinstance(event, CommentReceived):
            found = _WORDS.fullmatch(event.text)
            numbers += [int(found[1])] if found else []
        elif isinstance(event, OrderPaid):
            numbers.append(int(event.id))
    return numbers


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _douyin(number: int, at: int) -> bytes:
    said = {"msg_id": f"m{number}", "sec_openid": "o7", "nickname": "甲", "content": words(number)}
    return _json([{**said, "timestamp": at}])


def _douyin_proof(body: bytes, at: int) -> Headers:
    headers = {"x-nonce-str": "n", "x-timestamp": str(at), "x-roomid": "55", "x-msg-type": "live_comment"}
    return {**headers, "x-signature": douyin_sign(headers, body, SECRET)}


def _kuaishou(number: int, at: int) -> bytes:
    said = {"userInfo": {"userId": "u7", "userName": "乙"}, "content": words(number)}
    data = {"push_type": "LIVE_COMMENT", "unique_message_id": f"m{number}", "live_timestamp": at}
    return _json({"timestamp": at, "data": {**data, "payload": [said]}})


def _kuaishou_proof(body: bytes, _at: int) -> Headers:
    return {"kwaisign": kuaishou_sign(body, SECRET)}


def _wechat(number: int, at: int) -> bytes:
    said = {"decoded_type": "comment", "seq": str(number), "decoded_openid": "o1", "nickname": "丙"}
    live = {"live_id": "1", "live_status": 1}
    return _json({"live_info": live, "events": [{**said, "msg_time": at, "content": words(number)}]})


def _packed(_body: bytes, _at: int) -> Headers:
    return {"Content-Encoding": "gzip"}


def _packed_and_token(_body: bytes, _at: int) -> Headers:
    return {"Content-Encoding": "gzip", "Authorization": f"Bearer {_hex('a caller')}"}


def _shopify(number: int, _at: int) -> bytes:
    return _json({"id": number, "total_price": "12.50", "currency": "USD", "financial_status": "paid"})


def _shopify_proof(body: bytes, _at: int) -> Headers:
    digest = hmac.new(SECRET.encode(), body, hashlib.sha256).digest()
    return {"X-Shopify-Topic": "orders/paid", "X-Shopify-Hmac-Sha256": base64.b64encode(digest).decode()}


def _order(number: int, _at: int) -> bytes:
    return _json({"kind": "order.paid", "id": str(number), "amount": "12.50"})


def _order_proof(body: bytes, at: int) -> Headers:
    seconds = str(at // 1000)
    digest = hmac.new(SECRET.encode(), f"{seconds}.".encode() + body, hashlib.sha256)
    return {"X-Time": seconds, "X-Signature": digest.hexdigest()}


def _luoxi(number: int, _at: int) -> bytes:
    return _json({"type": "comment", "username": "丁", "content": words(number)})


def _hex(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _page(_body: bytes, _at: int) -> Headers:
    return {
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": base64.b64encode(bytes(16)).decode(),
        "Origin": "https://compass.jinritemai.com",
    }


def _unsigned(header: str, *more: Changes) -> Sequence[Changes]:
    """Return what a signature may look like that is none."""
    wrong = (None, "", "x", "A" * 44, "\udcff\udcfe", "=" * 5_000)
    return (*({header: value} for value in wrong), *more)


CALLED = (
    Called(
        "douyin-push",
        "douyin-push",
        {"secret": "${TEST_CALLED_SECRET}"},
        _douyin,
        _douyin_proof,
        _unsigned("x-signature", {"x-roomid": "56"}, {"x-timestamp": "0"}, {"x-timestamp": None}),
        path="/douyin",
        window_s=300,
        junk=([1, None, {}, {"content": []}, {"msg_id": "j"}],),
    ),
    Called(
        "kuaishou-push",
        "kuaishou-push",
        {"secret": "${TEST_CALLED_SECRET}"},
        _kuaishou,
        _kuaishou_proof,
        _unsigned("kwaisign"),
        path="/kuaishou",
        window_s=300,
        junk=(
            {"data": {"push_type": "LIVE_NEVER_SEEN", "payload": [{}]}},
            {"data": {"push_type": "LIVE_COMMENT", "payload": [1, {}]}},
        ),
    ),
    Called(
        "wechat-wxlivespy",
        "wechat-wxlivespy",
        {},
        _wechat,
        _packed,
        ({"Origin": "https://shop.example"}, {"Origin": "null"}, {"Origin": ""}),
        pack=gzip.compress,
        path="/forward",
        junk=(
            {"live_info": {}, "events": [1, {}, {"decoded_type": "comment"}, {"decoded_type": "never_seen"}]},
        ),
    ),
    Called(
        "wechat-wxlivespy-token",
        "wechat-wxlivespy",
        {"token": _hex("a caller")},
        _wechat,
        _packed_and_token,
        _unsigned("Authorization"),
        pack=gzip.compress,
        path="/forward",
    ),
    Called(
        "orders",
        "orders",
        {"secret": "${TEST_CALLED_SECRET}"},
        _shopify,
        _shopify_proof,
        _unsigned("X-Shopify-Hmac-Sha256"),
        path="/orders",
        junk=({"id": None, "line_items": 3}, {"id": {}, "customer": []}),
    ),
    Called(
        "orders-json",
        "orders",
        {
            "secret": "${TEST_CALLED_SECRET}",
            "json": {"fields": {"kind": "kind"}, "signed": "{time}.{body}", "time_header": "X-Time"},
        },
        _order,
        _order_proof,
        _unsigned("X-Signature", {"X-Time": None}, {"X-Time": "²"}, {"X-Time": "0"}),
        path="/orders",
        window_s=300,
        junk=({"kind": "never.seen", "id": "1"}, {"kind": "order.paid"}),
    ),
    Called(
        "luoxi",
        "luoxi",
        {},
        _luoxi,
        _page,
        (
            {"Origin": "https://shop.example"},
            {"Origin": "null"},
            {"Origin": ""},
            {"Origin": "https://jinritemai.com.shop.example"},
            {"Origin": "\udcff"},
        ),
        knows_repeats=False,
        is_page=True,
        junk=({"type": "comment"}, {"type": "never_seen"}, {"type": 5}),
    ),
)
BY_HTTP = tuple(called for called in CALLED if not called.is_page)
"""Those that answer each call, so that their callers know what was taken."""
