"""The synthetic broadcast: deterministic, lively, plausible, and true to what it says of itself."""

import itertools
import time
import tracemalloc
from collections import Counter
from collections.abc import Iterable

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.demo.broadcast import Timed, broadcast
from connectors.events import (
    AudienceSampled,
    CommentDeleted,
    CommentReceived,
    ExplainStarted,
    ExplainStopped,
    FeedEvent,
    Followed,
    Liked,
    OrderCancelled,
    OrderCreated,
    OrderEvent,
    OrderPaid,
    OrderRefunded,
    StreamEnded,
    ViewerEntered,
)
from connectors.text import clean, clean_name


@pytest.fixture(scope="module")
def evening() -> list[Timed]:
    """Half an hour as a newcomer sees it."""
    return list(broadcast())


def comments(events: Iterable[Timed]) -> list[CommentReceived]:
    """Return the comments among events."""
    return [event for _, event in events if isinstance(event, CommentReceived)]


def of(events: Iterable[Timed], kind: type[FeedEvent]) -> list[FeedEvent]:
    """Return the events of one kind."""
    return [event for _, event in events if isinstance(event, kind)]


def test_the_same_seed_gives_the_same_bytes(evening: list[Timed]) -> None:
    """A broadcast can be repeated exactly, so tests and trainees can rely on it."""
    assert msgspec.json.encode(evening) == msgspec.json.encode(list(broadcast()))


def test_another_seed_gives_another_broadcast(evening: list[Timed]) -> None:
    """Two seeds share the opening and the goods, but not the crowd."""
    other = comments(broadcast(seed=12))

    assert [comment.text for comment in comments(evening)] != [comment.text for comment in other]


def test_a_start_moves_every_time_and_nothing_else() -> None:
    """`started_at` turns offsets into UTC ms."""
    start = 1_700_000_000_000

    for (offset, plain), (same_offset, dated) in zip(
        broadcast(minutes=1), broadcast(minutes=1, started_at=start), strict=True
    ):
        assert offset == same_offset == plain.at == dated.at - start
        if isinstance(plain, CommentReceived) and isinstance(dated, CommentReceived):
            assert (plain.text, plain.viewer, (plain.sent_at or 0) + start) == (
                dated.text,
                dated.viewer,
                dated.sent_at,
            )


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(),
    minutes=st.floats(min_value=0.02, max_value=3),
    rate=st.floats(min_value=0.1, max_value=2_000),
)
def test_any_broadcast_runs_in_order_and_ends_on_time(seed: int, minutes: float, rate: float) -> None:
    """Whatever the arguments, time never runs back and the last event is the end, at the end."""
    events = list(broadcast(seed, minutes, rate))
    offsets = [offset for offset, _ in events]

    assert offsets == sorted(offsets)
    assert (round(minutes * 60_000), StreamEnded) == (offsets[-1], type(events[-1][1]))
    assert 1 == len(of(events, StreamEnded))


@pytest.mark.parametrize("rate", [1, 180, 3_000])
def test_a_newcomer_sees_life_at_once(rate: float) -> None:
    """Within twenty seconds there are several questions, a repeated one among them, and a complaint."""
    early = [
        comment.truth
        for comment in comments(itertools.takewhile(lambda timed: timed[0] < 20_000, broadcast(rate=rate)))
        if comment.truth
    ]
    asked = Counter((truth.product, truth.slot) for truth in early if truth.question and truth.slot)

    assert sum(truth.question for truth in early) >= 3
    assert sum(truth.complaint for truth in early) >= 1
    assert max(asked.values()) >= 2


def test_every_comment_says_what_it_is(evening: list[Timed]) -> None:
    """Truth is there, and its intents are those the desk knows."""
    intents = {comment.truth.intent for comment in comments(evening) if comment.truth}

    assert all(comment.truth for comment in comments(evening))
    assert {
        "product",
        "price",
        "order",
        "logistics",
        "payment",
        "after_sales",
        "complaint",
        "purchase",
        "chat",
        "spam",
    } == intents


def test_the_room_is_mostly_noise_with_questions_and_few_complaints(evening: list[Timed]) -> None:
    """Shares are those of a busy shopping room, not of a test set."""
    truths = [comment.truth for comment in comments(evening) if comment.truth]
    count = len(truths)

    assert 0.15 < sum(truth.question for truth in truths) / count < 0.30
    assert 0.02 < sum(truth.complaint for truth in truths) / count < 0.06
    assert 0.45 < sum(truth.intent == "chat" for truth in truths) / count < 0.70
    assert 0.002 < sum(truth.intent == "spam" for truth in truths) / count < 0.03


@pytest.mark.parametrize("rate", [30, 180, 3_000])
def test_the_average_rate_is_the_one_asked_for(rate: float) -> None:
    """Bursts and ebbs cancel out over ten minutes."""
    assert 10 * rate == pytest.approx(len(comments(broadcast(minutes=10, rate=rate))), rel=0.12)


def test_the_flood_ebbs_and_bursts(evening: list[Timed]) -> None:
    """The busiest seconds are a lottery's, when nearly everybody types 1."""
    a_second = Counter(comment.at // 1_000 for comment in comments(evening))
    mean = sum(a_second.values()) / (30 * 60)
    busiest = a_second.most_common(10)
    during = [comment for comment in comments(evening) if comment.at // 1_000 in dict(busiest)]

    assert busiest[-1][1] > 3 * mean
    assert sum(set(comment.text) <= set("1扣 ！１️⃣") for comment in during) > len(during) / 2
    assert sum(a_second[second] < mean / 2 for second in range(30 * 60)) > 100


def test_people_do_more_than_talk(evening: list[Timed]) -> None:
    """Signals come in plausible proportion to comments, and the head count moves."""
    count = len(comments(evening))
    heads = [event.count for event in of(evening, AudienceSampled) if isinstance(event, AudienceSampled)]

    assert 0.4 < len(of(evening, ViewerEntered)) / count < 1.2
    assert 0.3 < len(of(evening, Liked)) / count < 0.9
    assert 0.02 < len(of(evening, Followed)) / count < 0.1
    assert 360 == len(heads)
    assert heads[0] < max(heads) > heads[-1]


def test_viewers_come_back(evening: list[Timed]) -> None:
    """A few speak often, most once or twice, and a viewer keeps the name."""
    said = Counter(comment.viewer for comment in comments(evening))
    names: dict[str, set[str]] = {}
    for comment in comments(evening):
        names.setdefault(comment.viewer, set()).add(comment.name)

    assert 20 < said.most_common(1)[0][1] < len(comments(evening)) / 50
    assert sum(times <= 2 for times in said.values()) > len(said) / 2
    assert {1} == {len(known) for known in names.values()}


def test_products_are_explained_one_after_another(evening: list[Timed]) -> None:
    """Eight products, each with a title, each stopped before the next starts."""
    turns = [event for _, event in evening if isinstance(event, ExplainStarted | ExplainStopped)]

    assert [ExplainStarted, ExplainStopped] * 8 == [type(event) for event in turns]
    assert all(start.product == stop.product for start, stop in zip(turns[::2], turns[1::2], strict=True))


def test_ids_are_unique(evening: list[Timed]) -> None:
    """The room itself repeats nothing; only the line to it stutters."""
    ids = [comment.id for comment in comments(evening)]
    deleted = [event.id for event in of(evening, CommentDeleted) if isinstance(event, CommentDeleted)]

    assert len(ids) == len(set(ids))
    assert deleted
    assert set(deleted) <= set(ids)


def test_orders_go_through_their_states(evening: list[Timed]) -> None:
    """An order is created first, then paid or cancelled, refunded only when paid; always the same order."""
    states: dict[str, list[OrderEvent]] = {}
    for _, event in evening:
        if isinstance(event, OrderEvent):
            states.setdefault(event.id, []).append(event)
    lives = {tuple(type(state) for state in life) for life in states.values()}

    assert {
        (OrderCreated,),
        (OrderCreated, OrderPaid),
        (OrderCreated, OrderCancelled),
        (OrderCreated, OrderPaid, OrderRefunded),
    } == lives
    for life in states.values():
        assert 1 == len({(state.viewer, state.product, state.amount, state.currency) for state in life})
        assert isinstance(life[0].amount, int)
        assert "CNY" == life[0].currency


def test_some_askers_buy_what_they_asked_about(evening: list[Timed]) -> None:
    """Inquiry conversion has data: orders whose buyer asked about that product before."""
    asked: set[tuple[str | None, str | None]] = set()
    linked = 0
    for _, event in evening:
        if isinstance(event, CommentReceived) and event.truth and event.truth.question:
            asked.add((event.viewer, event.truth.product))
        elif isinstance(event, OrderCreated):
            linked += (event.viewer, event.product) in asked

    assert 40 < linked < len(of(evening, OrderCreated)) / 2


def test_the_promotion_takes_something_off() -> None:
    """While the promotion runs, an order above the threshold costs 40 less for every 300."""
    orders = [event for event in of(broadcast(rate=2_000), OrderCreated) if isinstance(event, OrderCreated)]
    two_fryers = {event.amount for event in orders if event.product == "P5" and event.quantity == 2}

    assert {43_800, 39_800} == two_fryers


def test_the_same_question_comes_in_many_wordings_and_slots(evening: list[Timed]) -> None:
    """There is something to merge (wordings) and something never to merge (slots)."""
    sizes: dict[str, set[str]] = {}
    for comment in comments(evening):
        if comment.truth and comment.truth.question and comment.truth.product == "P1" and comment.truth.slot:
            sizes.setdefault(comment.truth.slot, set()).add(comment.text)

    assert {"S", "M", "L", "160斤"} <= set(sizes)
    assert len(sizes["M"]) >= 4
    assert len(sizes["160斤"]) >= 4


def test_questions_often_bear_no_question_mark(evening: list[Timed]) -> None:
    """A console that looks for question marks misses most of them."""
    asked = [comment for comment in comments(evening) if comment.truth and comment.truth.question]

    assert sum("?" not in one.text and "？" not in one.text for one in asked) > len(asked) / 2


def test_the_impatient_stop_nudging_once_answered() -> None:
    """Nudges and repeated questions fall away for viewers who were answered; nothing else changes."""

    class Everybody:
        def __contains__(self, viewer: object) -> bool:
            return True

    impatient = {comment.id: comment for comment in comments(broadcast(minutes=10))}
    served = {comment.id for comment in comments(broadcast(minutes=10, answered=Everybody()))}
    fallen_away = [comment.truth for id_, comment in impatient.items() if id_ not in served]

    assert served < impatient.keys()
    assert sum(truth.question for truth in fallen_away if truth) > 10
    assert sum(truth.complaint for truth in fallen_away if truth) > 3


def test_everything_foreign_is_clean(evening: list[Timed]) -> None:
    """Hostile lines and names are among the comments, but no control, bidi or zero-width character is."""
    texts = {comment.text for comment in comments(evening)}
    names = {comment.name for comment in comments(evening)}

    assert all(text == clean(text) for text in texts)
    assert all(name == clean_name(name) for name in names)
    assert any("[/red]" in text or "[bold red]" in text for text in texts)
    assert any(name.startswith("[bold]") for name in names)


def test_a_long_flood_is_made_lazily() -> None:
    """An hour at 12,000 a minute is never in memory: half a minute of it costs a few MB at most."""
    tracemalloc.start()
    try:
        flood = broadcast(minutes=60, rate=12_000)
        for _ in itertools.islice(flood, 15_000):
            pass
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert peak < 12_000_000


def test_making_it_is_cheap() -> None:
    """A comment costs microseconds (some ten, measured); the bound is loose, for slow machines."""

    def cost_us() -> float:
        start = time.process_time()
        count = len(comments(broadcast(minutes=2, rate=6_000)))
        return (time.process_time() - start) / count * 1e6

    assert min(cost_us() for _ in range(3)) < 45
