"""Orders, money and inquiries."""

from typing import Any

import pytest

from connectors.events import OrderCancelled, OrderCreated, OrderRefunded

DAY = 86_400


def order(story: Any, kind: Any, order_id: str, second: float, **fields: Any) -> None:
    """Put in an order event other than a payment."""
    story.add(kind(at=story.ms(second), feed="f", id=order_id, platform="p", **fields))


def test_gmv_keeps_every_state_apart(story: Any) -> None:
    """Paid orders count with what was later cancelled or refunded; nothing is netted in silence."""
    for number, amount in enumerate((100, 200, 300)):
        order(story, OrderCreated, str(number), 1, amount=amount, currency="CNY")
    story.pay("0", 2, amount=100, currency="CNY", viewer="a", quantity=2)
    story.pay("1", 3, currency="CNY", viewer="a")
    order(story, OrderCancelled, "0", 4)
    order(story, OrderRefunded, "1", 5, amount=50, currency="CNY")
    figures = story.figures(10)
    gmv = figures["C1"]
    assert (300, "minor CNY", 2) == (gmv.value, gmv.unit, gmv.n)
    assert {
        "created": {"CNY": 600},
        "paid": {"CNY": 300},
        "paid_excluding_cancelled": {"CNY": 200},
        "refunded": {"CNY": 50},
        "net_of_refunds": {"CNY": 250},
    } == gmv.detail
    orders = figures["C10"]
    assert (2, 3) == (orders.value, orders.n)
    assert (3, 1) == (orders.detail["units"], orders.detail["buyers"])
    assert (1, 1) == (orders.detail["cancelled"], orders.detail["refunded"])


def test_an_order_told_twice_counts_once(story: Any) -> None:
    """A repeated payment changes nothing; a refund without an amount gives everything back, never more."""
    story.pay("0", 2, amount=100, currency="CNY")
    story.pay("0", 3, amount=100, currency="CNY")
    order(story, OrderRefunded, "0", 4)
    order(story, OrderRefunded, "0", 5, amount=70)
    story.pay("1", 6, amount=10, currency="CNY")
    order(story, OrderRefunded, "1", 7, amount=70)
    gmv = story.figures(10)["C1"]
    assert (110, 2) == (gmv.value, gmv.n)
    assert {"CNY": 0} == gmv.detail["net_of_refunds"]


def test_an_order_of_several_products_is_one_order(story: Any) -> None:
    """Feeds tell of each product by itself: one id, its pieces and amounts added up; what comes again changes nothing."""
    for _ in range(2):
        order(story, OrderCreated, "0", 1, product="cup", quantity=2, amount=100, currency="CNY")
        order(story, OrderCreated, "0", 1, product="pot", quantity=1, amount=300, currency="CNY")
        story.pay("0", 2, product="cup", quantity=2, amount=90, currency="CNY")
        story.pay("0", 2, product="pot", amount=300, currency="CNY")
    figures = story.figures(10)
    assert (1, 1, 3) == (figures["C10"].value, figures["C10"].n, figures["C10"].detail["units"])
    assert (390, 1) == (figures["C1"].value, figures["C1"].n)
    assert {"CNY": 400} == figures["C1"].detail["created"]


@pytest.mark.parametrize("product", ["cup", None])
def test_a_payment_that_says_less_takes_nothing_back(story: Any, product: str | None) -> None:
    """Pieces and amount of the placed order stand where the payment names neither, nor even the product."""
    order(story, OrderCreated, "0", 1, product="cup", quantity=3, amount=300, currency="CNY")
    story.pay("0", 2, product=product)
    figures = story.figures(10)
    assert (300, {}) == (figures["C1"].value, figures["C1"].excluded)
    assert 3 == figures["C10"].detail["units"]


def test_a_payment_may_name_products_of_an_order_placed_as_a_whole(story: Any) -> None:
    """The whole order's amount and pieces stand as long as its products say nothing of their own."""
    order(story, OrderCreated, "0", 1, quantity=3, amount=300, currency="CNY")
    story.pay("0", 2, product="cup")
    story.pay("0", 2, product="pot")
    figures = story.figures(10)
    assert (300, {}) == (figures["C1"].value, figures["C1"].excluded)
    assert 3 == figures["C10"].detail["units"]


def test_one_product_of_an_order_is_cancelled_and_another_refunded(story: Any) -> None:
    """Each takes back its own part; a product that was never paid takes back nothing."""
    for product, amount in (("cup", 100), ("pot", 300), ("lid", 50)):
        story.pay("0", 2, product=product, amount=amount, currency="CNY")
    order(story, OrderCreated, "0", 1, product="tea", amount=70, currency="CNY")
    for product in ("cup", "tea"):
        order(story, OrderCancelled, "0", 3, product=product)
    order(story, OrderRefunded, "0", 4, product="pot")
    order(story, OrderRefunded, "0", 5, product="lid", amount=20)
    figures = story.figures(10)
    detail = figures["C1"].detail
    assert ({"CNY": 450}, {"CNY": 350}) == (detail["paid"], detail["paid_excluding_cancelled"])
    assert ({"CNY": 320}, {"CNY": 130}) == (detail["refunded"], detail["net_of_refunds"])
    assert (1, 1) == (figures["C10"].detail["cancelled"], figures["C10"].detail["refunded"])


def test_a_product_without_an_amount_is_told(story: Any) -> None:
    """The order counts with what is known, and the piece of it that is missing stands beside the sum."""
    story.pay("0", 2, product="cup", amount=100, currency="CNY")
    story.pay("0", 2, product="gift")
    gmv = story.figures(10)["C1"]
    assert (100, {"no_amount": 1}) == (gmv.value, gmv.excluded)


def test_no_sum_over_currencies(story: Any) -> None:
    """Two currencies give no single amount, each stands in the detail."""
    story.pay("0", 2, amount=100, currency="CNY")
    story.pay("1", 2, amount=900, currency="THB")
    gmv = story.figures(10)["C1"]
    assert gmv.value is None
    assert {"CNY": 100, "THB": 900} == gmv.detail["paid"]


def test_orders_without_amounts_have_no_gmv(story: Any) -> None:
    """The orders count, their value is unknown and says so."""
    story.comment("a", 1)
    story.pay("0", 2)
    figures = story.figures(10)
    assert figures["C1"].value is None
    assert {"no_amount": 1} == figures["C1"].excluded
    assert 1 == figures["C10"].value
    assert figures["C10"].detail["buyers"] is None
    assert 0 == figures["D7"].value


def test_inquiry_conversion(story: Any) -> None:
    """Of those answered before they ordered, one paid within three days; later and earlier orders do not count."""
    story.pay("before", 1, "d")
    for second, viewer in enumerate(["a", "b", "c", "d", "e"], 10):
        story.ask(viewer, second)
    for viewer in ("a", "b", "c", "d"):
        story.reply(viewer, 30)
    story.pay("1", 40, "a")
    story.pay("2", 3 * DAY + 30, "b")
    story.pay("3", 50, "e")
    inquiry = story.figures(3 * DAY + 30)["C13"]
    assert (1 / 3, 1, 3, 0) == (inquiry.value, inquiry.numerator, inquiry.denominator, inquiry.pending)
    assert {"ordered_before_asking": 1} == inquiry.excluded
    assert (1, 1) == (inquiry.detail["unanswered_askers"], inquiry.detail["unanswered_buyers"])


def test_inquiry_conversion_before_the_days_have_passed(story: Any) -> None:
    """The evening itself gives a reading so far, and names who is still open."""
    story.ask("a", 0)
    story.reply("a", 10)
    story.pay("1", 20, "a")
    inquiry = story.figures(100)["C13"]
    assert (1, 1) == (inquiry.value, inquiry.pending)
    assert "so far" == inquiry.filters["reading"]


def test_after_sales_and_complaints_are_no_inquiries(story: Any) -> None:
    """Only what is asked before a purchase can lead to it."""
    story.ask("a", 0, intent="after_sales")
    story.ask("b", 0, lane="complaint", intent="complaint")
    story.reply("a", 1)
    story.reply("b", 1)
    story.pay("1", 2, "a")
    inquiry = story.figures(10)["C13"]
    assert inquiry.value is None
    assert inquiry.reason is not None


def test_unlinkable_orders_give_no_conversion(story: Any) -> None:
    """Orders that name no viewer are no proof that nobody bought."""
    story.ask("a", 0)
    story.reply("a", 1)
    story.pay("1", 2)
    inquiry = story.figures(10)["C13"]
    assert inquiry.value is None
    assert inquiry.detail["unanswered_buyers"] is None


def test_a_sum_beyond_every_machine_word_is_kept(story: Any) -> None:
    """Python's whole numbers have no bounds, and neither has what a hostile refund may add up to."""
    huge = 2**62
    story.pay("1", 2, amount=9 * huge, currency="CNY")
    for second in range(3, 8):
        order(story, OrderRefunded, "1", second, amount=huge, currency="CNY")
    assert {"CNY": 4 * huge} == story.figures(10)["C1"].detail["net_of_refunds"]
