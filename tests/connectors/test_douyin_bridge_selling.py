"""Selling in dialect C of Douyin bridges: on air, on the shelf, on offer. The frames are made up."""

from typing import Any

import pytest

from connectors.contract import BadFrameError
from connectors.douyin.bridge.protocol import decoder
from connectors.events import CouponIssued, ExplainStarted, ExplainStopped, FeedEvent, ProductExposed
from tests.connectors.douyin_frames import AT, ID, in_c


def read(method: str, **fields: Any) -> list[FeedEvent]:
    """Return the events of a message of the web client's."""
    return list(decoder("main")(in_c(method, **fields), AT))


def started(product: str, title: str = "") -> list[FeedEvent]:
    """Return the beginning of an explanation."""
    return [ExplainStarted(at=AT, feed="main", product=product, product_title=title)]


def stopped(product: str | None) -> list[FeedEvent]:
    """Return the end of one."""
    return [ExplainStopped(at=AT, feed="main", product=product)]


def test_a_product_is_set_on_air_and_taken_off() -> None:
    """By `msgType`; where no product is named, what was on air is over; other types are nothing."""
    shopping = "WebcastLiveShoppingMessage"
    titled = {"updatedProductInfo": {"title": "真丝衬衫"}}

    assert started("35", "真丝衬衫") == read(shopping, msgType=2, promotionId="35", **titled)
    assert stopped("35") == read(shopping, msg_type="3", promotion_id=35)
    assert stopped(None) == read(shopping, msgType=3)
    assert stopped(None) == read(shopping, msgType=3, promotionId="0")
    assert [] == read(shopping, msgType=7, promotionId="35")
    assert [] == read(shopping)


def test_a_product_is_explained_and_no_longer() -> None:
    """`active` says so, and is left out where it is false."""
    explain = "WebcastAwemeShopExplainMessage"

    assert started("35") == read(explain, extra={"promotionId": "35", "active": True})
    assert stopped("35") == read(explain, extra={"promotionId": "35", "active": False})
    assert stopped("35") == read(explain, extra={"promotion_id": 35})
    assert stopped(None) == read(explain)


@pytest.mark.parametrize(
    ("method", "fields"),
    [
        ("WebcastLiveShoppingMessage", {"msgType": 2}),
        ("WebcastAwemeShopExplainMessage", {"extra": {"active": True}}),
    ],
)
def test_an_explanation_of_nothing_is_recorded_as_unreadable(method: str, fields: dict[str, Any]) -> None:
    """Something is on air, and nobody says what."""
    with pytest.raises(BadFrameError):
        read(method, **fields)


def test_the_shelf_lists_products() -> None:
    """Under the name that the published description has, and the one that collections have; without an id a row is none."""
    rows = [{"promotionId": "35", "explainType": "1"}, {"index": 2}, {"promotion_id": 36}]
    shelves = (
        read("WebcastProductChangeMessage", **{name: rows}) for name in ("updateProductInfo", "products")
    )

    for shelf in shelves:
        assert ["35", "36"] == [event.product for event in shelf if isinstance(event, ProductExposed)]


def test_a_coupon_that_is_shown_is_offered() -> None:
    """Under its name, or its id where it has none; how many are buying is no order."""
    ecom = "WebcastLiveEcomMessage"
    named = {"couponMeta": {"couponName": "满百减十", "couponMetaId": "9"}}

    def offered(coupon: str) -> list[FeedEvent]:
        return [CouponIssued(at=AT, feed="main", platform="douyin", id=str(ID), coupon=coupon)]

    assert offered("满百减十") == read(ecom, msgType=2, **named)
    assert offered("9") == read(ecom, coupon_meta={"coupon_meta_id": 9})
    assert offered("8") == read(ecom, metaIdStr="8", couponMeta={"credit": "500"})
    assert [] == read(ecom, msgType=1, nickName="小鱼", purchaseCnt="12", text="正在购买")
