"""Calls that tell of orders, checked and read without a socket. The bodies are made up after the platforms' references."""

import base64
import hashlib
import hmac
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.calls.call import Call, RefusedError, Taken
from connectors.contract import BadFrameError
from connectors.events import (
    FeedEvent,
    OrderCancelled,
    OrderCreated,
    OrderPaid,
    OrderRefunded,
    Unparsed,
)
from connectors.intake.dedupe import identity
from connectors.mapping.fields import Fields
from connectors.orders import PLUGIN
from connectors.orders.protocol import decoder, reads
from connectors.orders.settings import JsonOrders, OrdersSettings

AT = 1_786_104_900_000
PLACED = 1_786_104_000_000  # 2026-08-07T20:00:00+08:00
SECRET = "s3cret"

ORDER: dict[str, Any] = {
    "id": 820982911946154508,
    "name": "#1001",
    "email": "jo@example.com",
    "created_at": "2026-08-07T20:00:00+08:00",
    "cancelled_at": None,
    "currency": "USD",
    "total_price": "1254.98",
    "financial_status": "pending",
    "customer": {"id": 115310627314723954, "first_name": "Jo", "email": "jo@example.com"},
    "line_items": [{"product_id": 788032119674292922, "title": "Kettle", "quantity": 2, "price": "627.49"}],
    "shipping_address": {"name": "Jo Doe", "phone": "+1 555 0100", "address1": "1 Main St"},
}
REFUND: dict[str, Any] = {
    "id": 890088186047892319,
    "order_id": 820982911946154508,
    "created_at": "2026-08-08T09:00:00+08:00",
    "transactions": [
        {"kind": "refund", "status": "success", "amount": "41.94", "currency": "USD"},
        {"kind": "refund", "status": "failure", "amount": "99.00", "currency": "USD"},
        {"kind": "void", "status": "success", "amount": "7.00", "currency": "USD"},
    ],
}


def call(body: Any, topic: str = "orders/paid", *, secret: str = SECRET, **headers: str) -> Call:
    """Return a call as Shopify makes it."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    signature = base64.b64encode(hmac.new(secret.encode(), raw, hashlib.sha256).digest()).decode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Call({"x-shopify-topic": topic, "x-shopify-hmac-sha256": signature, **named}, {}, raw, AT)


def taken(*calls: Call, settings: OrdersSettings | None = None) -> list[FeedEvent]:
    """Return what calls bring to one reader, each confirmed before the next comes."""
    read = reads("main", settings or OrdersSettings(secret=SECRET), SECRET, None)
    found: list[FeedEvent] = []
    for each in calls:
        brought = read(each)
        found += brought.events
        brought.after()
    return found


def test_a_paid_order_with_as_little_of_the_buyer_as_can_be() -> None:
    """Amount, pieces, product and the customer's number; no name, mail or address."""
    assert [
        OrderPaid(
            at=AT,
            feed="main",
            id="820982911946154508",
            platform="shopify",
            viewer="shopify:115310627314723954",
            product="788032119674292922",
            product_title="Kettle",
            quantity=2,
            amount=125_498,
            currency="USD",
            placed_at=PLACED,
        )
    ] == taken(call(ORDER))


@pytest.mark.parametrize(
    ("topic", "status", "kinds"),
    [
        ("orders/create", "pending", [OrderCreated]),
        ("orders/create", "paid", [OrderCreated, OrderPaid]),
        ("orders/paid", "paid", [OrderPaid]),
        ("orders/cancelled", "voided", [OrderCancelled]),
        ("orders/fulfilled", "paid", []),
        ("orders/updated", "paid", []),
        ("products/create", "", [Unparsed]),
        ("", "paid", [OrderPaid]),
    ],
)
def test_topics(topic: str, status: str, kinds: list[type]) -> None:
    """The topic says what happened; one never heard of is a record, not silence."""
    found = taken(call({**ORDER, "financial_status": status}, topic))

    assert kinds == [type(event) for event in found]


def test_an_order_of_several_products_is_kept_as_a_whole() -> None:
    """Its pieces are summed up; no single product is named."""
    lines = [{"product_id": 1, "title": "A", "quantity": 2}, {"product_id": 2, "title": "B"}]
    (order,) = taken(call({**ORDER, "line_items": lines, "customer": None}))

    assert isinstance(order, OrderPaid)
    assert (None, None, 3, None) == (order.product, order.product_title, order.quantity, order.viewer)


def test_a_refund_is_what_its_transactions_gave_back() -> None:
    """Failed ones and other movements do not count; the refund's own id tells two equal ones apart."""
    (refund,) = taken(call(REFUND, "refunds/create"))

    assert isinstance(refund, OrderRefunded)
    assert ("820982911946154508", 4_194, "USD", "890088186047892319") == (
        refund.id,
        refund.amount,
        refund.currency,
        refund.refund,
    )
    assert identity(refund) is not None
    assert [] == taken(call({**REFUND, "transactions": []}, "refunds/create"))


def test_a_repeated_call_is_taken_once() -> None:
    """By its webhook id; but not before it was confirmed: what was not saved must be taken again."""
    again = call(REFUND, "refunds/create", x_shopify_webhook_id="w1")

    assert 1 == len(taken(again, again))

    read = reads("main", OrdersSettings(secret=SECRET), SECRET, None)
    read(again)

    assert 1 == len(read(again).events)


def test_test_orders_are_no_sales() -> None:
    """Unless a shop wants to see that it works."""
    tests = [call({**ORDER, "test": True}), call(ORDER, x_shopify_test="true")]
    wanted = OrdersSettings(secret=SECRET, tests=True)

    assert [[], []] == [taken(each) for each in tests]
    assert [1, 1] == [len(taken(each, settings=wanted)) for each in tests]


@pytest.mark.parametrize(
    "forged",
    [
        call(ORDER, secret="other"),
        Call({}, {}, b"{}", AT),
        Call({"x-shopify-hmac-sha256": "ä€"}, {}, b"{}", AT),
        Call({"x-shopify-hmac-sha256": call(ORDER).headers["x-shopify-hmac-sha256"]}, {}, b"{}", AT),
    ],
)
def test_a_call_without_a_true_signature_is_refused(forged: Call) -> None:
    """And nothing of it is kept, not even in a recording."""
    recorded: list[bytes] = []
    read = reads("main", OrdersSettings(secret=SECRET), SECRET, recorded.append)
    with pytest.raises(RefusedError) as refused:
        read(forged)

    assert 401 == refused.value.status
    assert [] == recorded


def test_the_known_example_of_an_hmac() -> None:
    """RFC 4231, test case 2, in base64: the check is over the raw bytes, not over what they mean."""
    read = reads("main", OrdersSettings(secret="Jefe"), "Jefe", None)
    signature = base64.b64encode(
        bytes.fromhex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    ).decode()
    body = b"what do ya want for nothing?"
    (record,) = read(Call({"x-shopify-hmac-sha256": signature}, {}, body, AT)).events

    assert isinstance(record, Unparsed)


def test_what_is_recorded_holds_no_address_and_decodes_to_the_same() -> None:
    """`livedesk decode` takes recordings, and bodies as they came."""
    recorded: list[bytes] = []
    read = reads("main", OrdersSettings(secret=SECRET), SECRET, recorded.append)
    live = [read(call(ORDER, "orders/create")).events, read(call(REFUND, "refunds/create")).events]

    assert [list(each) for each in live] == [list(decoder("main")(frame, AT)) for frame in recorded]
    for secret in (b"jo@example.com", b"555", b"Main", b"Jo"):
        assert secret not in recorded[0]
    for body, kind in (
        (ORDER, OrderCreated),
        (REFUND, OrderRefunded),
        ({**ORDER, "cancelled_at": "2026-08-07T21:00:00+08:00"}, OrderCancelled),
        ({**ORDER, "financial_status": "paid"}, OrderPaid),
    ):
        (event,) = decoder("main")(json.dumps(body).encode(), AT)

        assert kind is type(event)


def test_what_cannot_be_read_leaves_no_sample() -> None:
    """The beginning of a body may be somebody's mail address."""
    for body in (b"[]", b"jo@example.com", json.dumps({**ORDER, "id": None}).encode(), b"\xff"):
        (record,) = taken(call(body))

        assert isinstance(record, Unparsed)
        assert "" == record.sample
        assert "jo@" not in record.reason


JSON = JsonOrders(
    platform="myshop",
    fields=Fields(
        kind="event",
        id="order.no",
        name="order.buyer",
        time="order.at",
        amount="order.total",
        refund="refund.id",
    ),
    kinds={"paid": "order.paid", "back": "order.refunded", "shipped": "ignore"},
    signature_prefix="sha256=",
    signed="{time}.{body}",
    time_header="X-Time",
    id_header="X-Delivery",
)


def signed(body: Any, *, at: int = AT, prefix: str = "sha256=", id_: str = "") -> Call:
    """Return a call of another shop system."""
    raw = json.dumps(body, ensure_ascii=False).encode()
    time = str(at // 1000)
    signature = hmac.new(SECRET.encode(), time.encode() + b"." + raw, hashlib.sha256).hexdigest()
    headers = {"x-signature": prefix + signature, "x-time": time, "x-delivery": id_}
    return Call(headers, {}, raw, AT)


def by_mapping(*calls: Call, rule: JsonOrders = JSON) -> list[FeedEvent]:
    """Return what calls bring under a rule."""
    return taken(*calls, settings=OrdersSettings(secret=SECRET, json=rule))


PAID = {
    "event": "paid",
    "order": {"no": "A1", "buyer": "小鱼", "at": "2026-08-07T20:00:00+08:00", "total": "￥1,234.50"},
}


def test_signed_json_by_a_mapping() -> None:
    """The shop says where the parts lie; money may come as people write it."""
    assert [
        OrderPaid(
            at=AT, feed="main", id="A1", platform="myshop", viewer="myshop:@小鱼", name="小鱼",
            amount=123_450, currency="CNY", placed_at=PLACED,
        )
    ] == by_mapping(signed(PAID))  # fmt: skip
    assert [] == by_mapping(signed({"event": "shipped"}))

    first, second = by_mapping(
        *(signed({"event": "back", "order": {"no": "A1", "total": 5}, "refund": {"id": n}}) for n in (1, 2))
    )

    assert identity(first) != identity(second)


def test_a_repeated_delivery_is_taken_once() -> None:
    """By the header that the shop names."""
    assert 1 == len(by_mapping(signed(PAID, id_="d1"), signed(PAID, id_="d1")))


@pytest.mark.parametrize("late_s", [-301, 301])
def test_an_old_call_is_refused_though_its_signature_is_true(late_s: int) -> None:
    """What was overheard cannot be played again later."""
    with pytest.raises(RefusedError):
        by_mapping(signed(PAID, at=AT + late_s * 1000))
    assert by_mapping(signed(PAID, at=AT - 299_000))


@pytest.mark.parametrize(
    "headers",
    [
        {"x-signature": signed(PAID).headers["x-signature"]},
        {**signed(PAID).headers, "x-time": "soon"},
        {**signed(PAID).headers, "x-time": "1" * 400},
        {
            **signed(PAID).headers,
            "x-time": "1786104900\udcff",
        },  # a byte that is not UTF-8, as a server hands it on
        {**signed(PAID).headers, "x-signature": signed(PAID, prefix="").headers["x-signature"]},
        {**signed(PAID).headers, "x-signature": ""},
    ],
)
def test_what_is_not_signed_as_it_should_be_is_refused(headers: dict[str, str]) -> None:
    """Prefix, time and signature belong together."""
    with pytest.raises(RefusedError):
        by_mapping(Call(headers, {}, signed(PAID).body, AT))


def test_base64_over_the_body_alone() -> None:
    """The usual other way to sign."""
    rule = msgspec.structs.replace(
        JSON, signature_encoding="base64", signature_prefix="", signed="{body}", time_header=""
    )
    raw = json.dumps(PAID).encode()
    signature = base64.b64encode(hmac.new(SECRET.encode(), raw, hashlib.sha256).digest()).decode()

    assert by_mapping(Call({"x-signature": signature}, {}, raw, AT), rule=rule)


def test_one_bad_order_does_not_drop_its_batch_and_leaves_no_sample() -> None:
    """Nothing of a buyer stays in the record."""
    rule = msgspec.structs.replace(JSON, items="list")
    good, bad = by_mapping(signed({"list": [PAID, {"event": "paid", "phone": "13800138000"}]}), rule=rule)

    assert isinstance(good, OrderPaid)
    assert isinstance(bad, Unparsed)
    assert "" == bad.sample


def test_everything_wrong_with_the_settings_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Secret, guard, kinds, and a time that is not signed."""
    monkeypatch.delenv("NOPE", raising=False)
    rule = JsonOrders(fields=Fields(), kinds={"a": "order.payed"}, signed="{body}", time_header="X-Time")

    assert ["secret"] == [key for key, _ in PLUGIN.check(OrdersSettings())]
    assert ["secret", "json.fields.kind", "json.signed", "json.kinds.a"] == [
        key for key, _ in PLUGIN.check(OrdersSettings(secret="${NOPE}", json=rule))
    ]
    assert ["host"] == [key for key, _ in PLUGIN.check(OrdersSettings(host="0.0.0.0", json=JSON))]
    assert [] == list(PLUGIN.check(OrdersSettings(secret="x", json=JSON)))


@given(st.binary(max_size=300), st.sampled_from(["orders/paid", "refunds/create", "x"]))
def test_nothing_but_records_comes_of_garbage(body: bytes, topic: str) -> None:
    """A signed call may still hold anything."""
    for event in taken(call(body, topic)):
        assert isinstance(event, Unparsed)
    with suppress(BadFrameError):
        decoder("main")(body, AT)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            key: st.none() | st.integers() | st.floats() | st.text(max_size=8) | st.lists(st.none())
            for key in ORDER | REFUND
        },
    )
)
def test_odd_orders_become_events_or_records(body: dict[str, Any]) -> None:
    """Whatever stands in the fields, the reader returns."""
    for topic in ("orders/create", "refunds/create"):
        read = reads("main", OrdersSettings(secret=SECRET), SECRET, None)

        assert isinstance(read(call(body, topic)), Taken)


RECORDED = (
    Path(__file__).parents[3] / "shared/reference/frames/streamerbot/event-data/shopify-OrderCreated.json"
)


@pytest.mark.skipif(
    not RECORDED.exists(), reason="recorded payloads lie beside the project, where they lie at all"
)
def test_a_recorded_order() -> None:
    """What a shop really sent: amount, currency and time are found, and nothing of the buyer."""
    (order,) = decoder("main")(RECORDED.read_bytes(), AT)

    assert isinstance(order, OrderCreated)
    assert (25_498, "EUR", 2, 1_668_468_187_000) == (
        order.amount,
        order.currency,
        order.quantity,
        order.placed_at,
    )
    assert b"jon@" not in msgspec.json.encode(order)


@pytest.mark.parametrize(
    ("money", "amount", "currency"),
    [
        ({"currency": "jpy", "total_price": "500"}, 500, "JPY"),
        ({"currency": "KWD", "total_price": "5.250"}, 5_250, "KWD"),
        ({"currency": None, "total_price": "500"}, None, None),
    ],
)
def test_amounts_are_in_the_minor_units_of_a_currency_that_is_told(
    money: dict[str, Any], amount: int | None, currency: str | None
) -> None:
    """However it is written; an amount of nobody knows what is none."""
    (order,) = taken(call({**ORDER, **money}))
    transaction = {
        "kind": "refund",
        "status": "success",
        "amount": money["total_price"],
        "currency": money["currency"],
    }
    (refund,) = taken(call({**REFUND, "transactions": [transaction]}, "refunds/create"))

    assert isinstance(order, OrderPaid)
    assert isinstance(refund, OrderRefunded)
    assert (amount, currency) == (order.amount, order.currency)
    assert (amount, currency) == (refund.amount, refund.currency)
