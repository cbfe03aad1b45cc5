"""What the desk takes for the product on air."""

import pytest

from connectors.events import ExplainStarted, ExplainStopped
from tests.desk.acting import ActingDesk


def begin(desk: ActingDesk, product: str, title: str = "", feed: str = "main") -> None:
    """Let a feed say that a product is explained."""
    desk.hear(ExplainStarted(at=0, feed=feed, product=product, product_title=title))


@pytest.mark.parametrize(
    ("feed", "product", "left"),
    [
        ("main", "35", None),
        ("main", "36", "35"),
        ("main", None, None),
        ("other", None, "35"),
        ("other", "35", None),
    ],
)
def test_a_stop_ends_what_it_names_or_what_its_feed_put_on_air(
    desk: ActingDesk, feed: str, product: str | None, left: str | None
) -> None:
    """A stop of another product is late; one that names none speaks of its own feed's."""
    begin(desk, "35", "真丝衬衫")
    desk.hear(ExplainStopped(at=1, feed=feed, product=product))

    assert (left, "真丝衬衫" if left else "") == (desk.state.product, desk.state.product_title)


def test_a_title_once_told_is_kept_while_the_product_is_on_air(desk: ActingDesk) -> None:
    """Platforms tell of the same product again without its title; another product has none of it."""
    begin(desk, "35", "真丝衬衫")
    begin(desk, "35")

    assert "真丝衬衫" == desk.state.product_title

    begin(desk, "36")

    assert ("36", "") == (desk.state.product, desk.state.product_title)
