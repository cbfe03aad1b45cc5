"""One gift a combo, whatever the platform tells of it while it grows. Every time is given."""

from hypothesis import given
from hypothesis import strategies as st

from connectors.combos import QUIET_MS, Combos
from connectors.events import FeedEvent, Followed, Gifted

START = 1_760_000_000_000


def gift(
    count: int, *, combo: str | None = "c1", growing: bool = True, at: int = START, platform: str = "x"
) -> Gifted:
    """Return what a platform tells of a gift: so many up to now, worth a yuan each."""
    return Gifted(
        at=at,
        feed="f",
        viewer="x:1",
        name="甲",
        platform=platform,
        gift="小花",
        count=count,
        amount=100 * count,
        currency="CNY",
        combo=combo,
        growing=growing,
    )


def counts(events: list[FeedEvent] | list[Gifted]) -> list[int]:
    """Return how many each gift is."""
    return [event.count for event in events if isinstance(event, Gifted)]


def test_a_combo_is_one_gift_of_its_last_count() -> None:
    """Told three times while it grows: handed on once, whole, no longer growing."""
    combos = Combos()

    assert [] == combos.take([gift(1), gift(2)])

    (whole,) = combos.take([gift(5, growing=False)])

    assert isinstance(whole, Gifted)
    assert (5, 500, False) == (whole.count, whole.amount, whole.growing)
    assert [] == combos.rest()


def test_what_is_no_combo_passes_in_order() -> None:
    """Gifts without a combo, and everything else, wait for nothing."""
    followed = Followed(at=START, feed="f", viewer="x:2", name="乙", platform="x")
    single = gift(3, combo=None, growing=False)

    assert [followed, single] == Combos().take([gift(1), followed, single])


def test_a_combo_that_grows_no_more_is_over_after_a_while() -> None:
    """Not before: ten seconds are counted from the last time it grew."""
    combos = Combos()
    combos.take([gift(1), gift(2, at=START + 4_000)])

    assert [] == combos.due(START + 4_000 + QUIET_MS - 1)
    assert [2] == counts(combos.due(START + 4_000 + QUIET_MS))


def test_an_end_told_late_or_twice_is_no_second_gift() -> None:
    """Platforms repeat the last message, and say that a combo is over after we have closed it."""
    combos = Combos()
    told = combos.take([gift(2, growing=False), gift(2, growing=False), gift(2)])
    closed = combos.take([gift(7, combo="c2")]) + combos.due(START + QUIET_MS)
    combos.due(START + QUIET_MS + 1_000)
    late = combos.take([gift(7, combo="c2", growing=False, at=START + QUIET_MS + 2_000)])

    assert [2] == counts(told)
    assert [7] == counts(closed)
    assert [] == late


def test_counts_out_of_order_never_shrink_a_combo() -> None:
    """A smaller count that comes later is an older message."""
    (whole,) = (combos := Combos()).take([gift(9), gift(4, growing=False)])

    assert isinstance(whole, Gifted)
    assert (9, 900) == (whole.count, whole.amount)
    assert [] == combos.rest()


def test_combos_of_one_id_on_two_platforms_are_two() -> None:
    """A feed may bring several platforms, each with ids of its own."""
    combos = Combos()
    combos.take([gift(1), gift(2, platform="y")])

    assert [1, 2] == sorted(counts(combos.rest()))


def test_what_still_grows_is_not_lost_when_the_feed_goes() -> None:
    """The rest is handed on at the end, once."""
    combos = Combos()
    combos.take([gift(3), gift(1, combo="c2")])

    assert [3, 1] == counts(combos.rest())
    assert [] == combos.rest()


@given(
    told=st.lists(
        st.tuples(st.sampled_from("abc"), st.integers(1, 50), st.booleans(), st.integers(0, 900)), max_size=60
    )
)
def test_every_combo_is_handed_on_exactly_once(told: list[tuple[str, int, bool, int]]) -> None:
    """In any order of messages within a combo's time: one gift a combo, of no count that was not told."""
    combos = Combos()
    handed: list[Gifted] = []
    for number, (combo, count, growing, later) in enumerate(told):
        at = START + number * 100 + later // 10
        kept = combos.take([gift(count, combo=combo, growing=growing, at=at)])
        handed += [event for event in kept if isinstance(event, Gifted)]
    handed += combos.rest()
    names = [event.combo for event in handed]

    assert sorted({combo for combo, *_ in told}) == sorted(name for name in names if name)
    for event in handed:
        assert event.count in {count for combo, count, *_ in told if combo == event.combo}
