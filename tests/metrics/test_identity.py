"""Who of those who asked can be the buyer of an order."""

from typing import Any

from connectors.events import CommentReceived


def comment(story: Any, viewer: str, second: float, platform: str = "p") -> None:
    """Let a viewer be seen under a key."""
    at = story.ms(second)
    story.add(
        CommentReceived(at=at, feed="f", id=f"{at}", text="…", viewer=viewer, name="", platform=platform)
    )


def serve(story: Any, *viewers: str) -> None:
    """Let viewers comment, ask, and be answered at 30 s."""
    for second, viewer in enumerate(viewers, 1):
        comment(story, viewer, second)
        story.ask(viewer, second)
        story.reply(viewer, 30)


def test_names_and_ids_cannot_be_linked(story: Any) -> None:
    """Comments give names, orders only ids: no conversion, not none converted, and no order is matched."""
    serve(story, "p:@ann", "p:@bob")
    story.pay("1", 40, "p:77")
    figures = story.figures(100)
    inquiry = figures["C13"]
    assert inquiry.value is None
    assert "cannot be linked" in inquiry.reason.en
    assert {"unlinkable": 2} == inquiry.excluded
    assert (0, 0, 1) == (figures["D7"].value, figures["D7"].numerator, figures["D7"].denominator)


def test_an_order_that_carries_a_name_is_linked_by_it(story: Any) -> None:
    """Where askers are known by name only, an order's name finds them, and the figures say that it did."""
    serve(story, "p:@ann", "p:@bob")
    story.pay("1", 40, "p:77", name=" ann")
    figures = story.figures(100)
    assert (0.5, 1, 2) == (figures["C13"].value, figures["C13"].numerator, figures["C13"].denominator)
    assert 1 == figures["C13"].detail["by_name"]
    assert (1, 1) == (figures["D7"].value, figures["D7"].detail["by_name"])


def test_ids_are_linked_without_names(story: Any) -> None:
    """A name that somebody else bears does not matter where both sides have ids."""
    serve(story, "p:1", "p:2")
    story.pay("1", 40, "p:1", name="bob")
    figures = story.figures(100)
    assert (0.5, 0) == (figures["C13"].value, figures["C13"].detail["by_name"])
    assert (1, 0) == (figures["D7"].value, figures["D7"].detail["by_name"])


def test_a_name_on_another_platform_is_somebody_else(story: Any) -> None:
    """Neither ids nor names are compared across platforms."""
    serve(story, "p:@ann")
    story.pay("1", 40, "q:77", name="ann")
    story.events[-1].platform = "q"
    figures = story.figures(100)
    assert figures["C13"].value is None
    assert 0 == figures["D7"].value


def test_only_linkable_askers_are_judged(story: Any) -> None:
    """With two kinds of askers those who could not be seen to buy stay out of both sides, the unanswered too."""
    serve(story, "p:1", "p:@ann")
    story.ask("p:2", 50)
    story.ask("p:@bob", 51)
    story.pay("1", 60, "p:1")
    inquiry = story.figures(100)["C13"]
    assert (1, 1, {"unlinkable": 1}) == (inquiry.value, inquiry.denominator, inquiry.excluded)
    assert (1, 1) == (inquiry.detail["unanswered_askers"], inquiry.detail["unanswered_unlinkable"])


def test_nobody_seen_means_nothing_to_match(story: Any) -> None:
    """Orders before the first comment have no identity match yet."""
    story.pay("1", 1, "p:1")
    match = story.figures(10)["D7"]
    assert match.value is None
    assert "no viewer to match" in match.reason.en


def test_a_feed_without_ids_links_by_name_and_says_so(story: Any) -> None:
    """Where neither side has ids the match is by name throughout."""
    serve(story, "p:@ann")
    story.pay("1", 40, "p:@ann", name="ann")
    figures = story.figures(100)
    assert (1, 1) == (figures["C13"].value, figures["C13"].detail["by_name"])
    assert (1, 1) == (figures["D7"].value, figures["D7"].detail["by_name"])


def test_strangers_are_linked_to_nobody(story: Any) -> None:
    """Whoever has neither id nor name could be anybody: no buyer, no asker who might be seen to buy, no match."""
    serve(story, "p:@#1", "p:@ann")
    story.pay("1", 40, "p:@#2")
    story.pay("2", 50, "p:@ann")
    figures = story.figures(100)
    inquiry, match, orders = figures["C13"], figures["D7"], figures["C10"]
    assert (1, 1, {"unlinkable": 1}) == (inquiry.value, inquiry.denominator, inquiry.excluded)
    assert (1, 2) == (match.numerator, match.denominator)
    assert (1, 1) == (orders.detail["buyers"], orders.detail["orders_without_buyer"])


def test_a_room_of_strangers_matches_no_order(story: Any) -> None:
    """Comments of strangers are no reason to take a buyer's name for one of them."""
    comment(story, "p:@#1", 1)
    story.pay("1", 2, "p:@ann")
    assert story.figures(100)["D7"].value is None
