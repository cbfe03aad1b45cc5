"""The waits between tries to connect."""

from hypothesis import given
from hypothesis import strategies as st

from connectors.links.retry import Retry

attempts = st.integers(1, 10_000)
luck = st.floats(0, 1, exclude_max=True)
policies = st.builds(Retry, first_s=st.floats(0.1, 5), cap_s=st.floats(5, 600), at_once=st.booleans())


@given(policies, attempts, luck)
def test_no_wait_is_negative_or_beyond_the_cap(policy: Retry, attempt: int, drawn: float) -> None:
    """However long a platform is away, the next try is at most the cap away."""
    assert 0 <= policy.wait_s(attempt, drawn) <= policy.cap_s


@given(policies, attempts)
def test_the_ceiling_never_falls_while_trying_goes_on(policy: Retry, attempt: int) -> None:
    """The longer it fails, the longer we may wait."""
    assert policy.ceiling_s(attempt) <= policy.ceiling_s(attempt + 1)


@given(attempts, st.tuples(luck, luck))
def test_the_whole_span_below_the_ceiling_is_used(attempt: int, drawn: tuple[float, float]) -> None:
    """Full jitter: more luck is a longer wait, from nothing up, so that desks do not knock in step."""
    policy = Retry()
    shorter, longer = sorted(drawn)

    assert 0 == policy.wait_s(attempt, 0)
    assert policy.wait_s(attempt, shorter) <= policy.wait_s(attempt, longer)


def test_the_first_try_comes_fast_and_the_ceiling_doubles_to_the_cap() -> None:
    """Most losses are a blink; a long one is met with half a minute."""
    policy = Retry()

    assert [0.5, 1, 2, 4, 8, 16, 30, 30] == [policy.ceiling_s(attempt) for attempt in range(1, 9)]


@given(attempts, st.floats(0, 1e6))
def test_a_minute_of_health_wipes_the_slate(attempt: int, lived_s: float) -> None:
    """A connection that held starts the count anew; one that broke at once does not."""
    expected = 1 if lived_s >= 60 else attempt + 1

    assert expected == Retry().next_attempt(attempt, lived_s)


def test_a_tool_on_this_machine_is_dialled_again_at_once() -> None:
    """Then the waits grow as ever."""
    policy = Retry(at_once=True, cap_s=5)

    assert [0, 0.5, 1, 2, 4, 5] == [policy.ceiling_s(attempt) for attempt in range(1, 7)]
