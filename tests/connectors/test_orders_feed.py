"""A shop's system calls us over a real socket: confirmed when saved, refused when forged."""

import asyncio
import base64
import hashlib
import hmac
import json
from collections.abc import Sequence
from typing import Any

import pytest

from connectors.contract import FeedState, FeedStatus, Opening
from connectors.events import FeedEvent, FeedSampled, FeedStalled, OrderCreated, OrderPaid, Unparsed
from connectors.intake.intake import Intake
from connectors.links.http import Http
from connectors.orders import PLUGIN
from connectors.orders.client import OrdersFeed
from connectors.orders.settings import JsonOrders, OrdersSettings
from connectors.problem import BrokenProblem, UserProblem
from tests.connectors.collecting import Collector, now_ms, running

SETTINGS = OrdersSettings(secret="${ORDERS_TEST_SECRET}", port=0)
ORDER = {
    "id": 1,
    "total_price": "12.50",
    "currency": "USD",
    "financial_status": "paid",
    "created_at": "2026-08-07T20:00:00+08:00",
}


@pytest.fixture(autouse=True)
def _secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the secret where secrets belong."""
    monkeypatch.setenv("ORDERS_TEST_SECRET", "s3cret")


def signed(body: bytes, topic: str, key: str = "s3cret") -> dict[str, str]:
    """Return the headers of a call of Shopify's."""
    signature = base64.b64encode(hmac.new(key.encode(), body, hashlib.sha256).digest()).decode()
    return {
        "X-Shopify-Topic": topic,
        "X-Shopify-Hmac-Sha256": signature,
        "X-Shopify-Webhook-Id": f"w-{topic}",
        "Content-Type": "application/json",
    }


async def post(url: str, order: Any, topic: str = "orders/paid", key: str = "s3cret") -> int:
    """Make a call and return the answer's status."""
    http = Http()
    body = order if isinstance(order, bytes) else json.dumps(order).encode()
    try:
        return (await http.call("POST", url, headers=signed(body, topic, key), body=body)).status
    finally:
        await http.close()


async def listening(feed: Any, sink: Collector) -> str:
    """Return where the feed listens, once it does."""
    assert isinstance(feed, OrdersFeed)
    await sink.until(lambda: feed.url)
    return feed.url


async def test_calls_are_confirmed_and_counted_once() -> None:
    """Created, paid, paid again, garbage, forged: two orders' events, one record, one refusal."""
    sink = Collector()
    async with running(PLUGIN, SETTINGS, sink) as feed:
        url = await listening(feed, sink)

        assert [200, 200, 200, 200, 401] == [
            await post(url, {**ORDER, "financial_status": "pending"}, "orders/create"),
            await post(url, ORDER),
            await post(url, ORDER),
            await post(url, b"jo@example.com", "orders/cancelled"),
            await post(url, ORDER, key="other"),
        ]
        assert FeedState.LIVE is feed.status.state

    assert [OrderCreated, OrderPaid, Unparsed, FeedSampled] == [type(event) for event in sink.events]
    assert "" == sink.of(Unparsed)[0].sample


async def test_an_order_that_cannot_be_leaves_no_sample() -> None:
    """It is readable, and beyond what the journal counts; the buyer's address stays out of the record all the same."""
    sink = Collector()
    beyond = {**ORDER, "email": "jo@example.com", "line_items": [{"quantity": 2**53}] * 2}
    async with running(PLUGIN, SETTINGS, sink) as feed:
        assert 200 == await post(await listening(feed, sink), beyond)

    (record,) = sink.of(Unparsed)
    assert "" == record.sample


class Full(Collector):
    """A desk whose disk is full until somebody makes room."""

    is_full = True

    async def saved(self) -> None:
        """Refuse while the disk is full."""
        if self.is_full:
            raise BrokenProblem("full", "full")


async def test_what_was_not_saved_is_not_confirmed_and_may_come_again() -> None:
    """The shop calls again; the journal holds the order once."""
    sink = Full()
    async with running(PLUGIN, SETTINGS, sink) as feed:
        url = await listening(feed, sink)
        refused = await post(url, ORDER)
        sink.is_full = False
        taken = [await post(url, ORDER), await post(url, ORDER)]

    assert 503 == refused
    assert [200, 200] == taken
    assert 1 == len(sink.of(OrderPaid))


async def test_a_restart_does_not_double_what_the_journal_holds() -> None:
    """Shopify calls again for hours after a crash."""
    first, second = Collector(), Collector()
    async with running(PLUGIN, SETTINGS, first) as feed:
        await post(await listening(feed, first), ORDER)
    heard: Sequence[FeedEvent] = first.of(OrderPaid)
    again = PLUGIN.open(Opening("test", SETTINGS, now_ms, heard=lambda: heard))
    task = asyncio.create_task(again.run(second))

    assert 200 == await post(await listening(again, second), ORDER)

    task.cancel()
    await asyncio.wait([task])

    assert [] == second.of(OrderPaid)


async def test_recordings_hold_no_more_than_is_kept() -> None:
    """A mail address in a body stays out of the recording."""
    sink, recorded = Collector(), list[bytes]()
    feed = PLUGIN.open(Opening("test", SETTINGS, now_ms, recorded.append))
    task = asyncio.create_task(feed.run(sink))
    await post(await listening(feed, sink), {**ORDER, "email": "jo@example.com"})
    task.cancel()
    await asyncio.wait([task])

    assert 1 == len(recorded)
    assert b"orders/paid" in recorded[0]
    assert b"jo@" not in recorded[0]


def test_a_quiet_hour_is_no_stall() -> None:
    """Orders come when they come: the figures must not take quiet for a loss."""
    sink = Collector()
    intake = Intake(FeedStatus("f", "orders"), lambda _f, _a: (), sink.take, OrdersSettings(secret="x"))
    intake.connected(0)
    intake.tick(6 * 3_600_000)

    assert [] == sink.of(FeedStalled)


async def test_shopify_without_a_secret_is_refused_at_once() -> None:
    """So is an open port without a guard, and a secret that is not in the environment."""
    for settings in (
        OrdersSettings(),
        OrdersSettings(secret="${NOPE_NOT_SET}"),
        OrdersSettings(host="0.0.0.0", json=JsonOrders()),
    ):
        with pytest.raises(UserProblem):
            PLUGIN.open(Opening("test", settings, now_ms))


async def test_the_port_is_looked_at() -> None:
    """The probe says where calls can be sent, and that they must be signed."""
    assert PLUGIN.probe is not None

    found = await PLUGIN.probe(OrdersSettings(secret="x", port=0))

    assert 2 == len(found)
