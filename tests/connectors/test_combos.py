"""One gift a combo, whatever the platform tells of it while it grows. Every time is given."""

from hypothesis import given
from hypothesis import strategies as st

from connectors.events import FeedEvent, Followed, Gifted
from connectors.intake.combos import QUIET_MS, Combos

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


def test_a_combo_that_grows_on_after_a_pause_loses_nothing() -> None:
    """Closed at five, told of again as eight: three more were given, however long they took."""
    combos = Combos()
    combos.take([gift(5)])
    first = combos.due(START + QUIET_MS)
    combos.take([gift(7, at=START + QUIET_MS + 3_000), gift(8, at=START + QUIET_MS + 9_000)])
    rest = combos.due(START + 2 * QUIET_MS + 5_000) + combos.due(START + 3 * QUIET_MS)

    assert [(5, 500), (3, 300)] == [(whole.count, whole.amount) for whole in first + rest]


def test_a_new_combo_of_the_same_name_is_a_gift_of_its_own() -> None:
    """Some platforms name a combo by nothing but viewer and gift."""
    combos = Combos()
    first = combos.take([gift(5, growing=False)])
    combos.take([gift(1, at=START + 2_000), gift(2, at=START + 3_000)])

    assert [5, 2] == counts(first + list(combos.rest()))


@given(
    told=st.lists(
        st.tuples(st.sampled_from("abc"), st.integers(1, 50), st.booleans(), st.integers(0, 900)), max_size=60
    )
)
def test_all_of_a_combo_is_handed_on_and_no_more(told: list[tuple[str, int, bool, int]]) -> None:
    """In any order of messages, repeated and late ones too: together as much as the most that was told."""
    combos = Combos()
    handed: list[Gifted] = []
    for number, (combo, count, growing, later) in enumerate(told):
        at = START + number * 10 + later // 100
        kept = combos.take([gift(count, combo=combo, growing=growing, at=at)])
        handed += [event for event in kept if isinstance(event, Gifted)]
    handed += combos.rest()

    for combo in {combo for combo, *_ in told}:
        most = max(count for name, count, *_ in told if name == combo)
        assert most == sum(event.count for event in handed if event.combo == combo)
    assert all(event.count > 0 for event in handed)
