"""Precision, recall, F1 and macro-F1, against counts done by hand and against their definitions."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.triage.scoring import Score, confusion, macro_f1, score, scores

FLAGS = st.lists(st.tuples(st.booleans(), st.booleans()))
KINDS = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")))


def test_a_yes_or_no_answer_is_scored() -> None:
    """Three are so, four were said to be, two of them rightly."""
    found = score([(True, True)] * 2 + [(True, False)] + [(False, True)] * 2 + [(False, False)] * 5)

    assert Score(n=10, true=3, said=4, both=2) == found
    assert 0.5 == found.precision
    assert pytest.approx(2 / 3) == found.recall
    assert pytest.approx(4 / 7) == found.f1


def test_where_nothing_is_to_be_told_everything_is_zero() -> None:
    """Never a division by zero."""
    for pairs in ([], [(False, False)]):
        found = score(pairs)

        assert [0.0, 0.0, 0.0] == [found.precision, found.recall, found.f1]
    assert 0.0 == macro_f1({})


def test_kinds_are_scored_one_by_one_and_count_the_same() -> None:
    """A kind that is only ever said wrongly has no score of its own, but costs the others."""
    found = scores([("price", "price")] * 3 + [("chat", "chat"), ("chat", "spam")])

    assert ["price", "chat"] == list(found)
    assert [1.0, pytest.approx(2 / 3)] == [each.f1 for each in found.values()]
    assert pytest.approx(5 / 6) == macro_f1(found)


def test_confusions_are_counted() -> None:
    """What it is comes first."""
    assert Counter({("a", "b"): 2, ("b", "b"): 1}) == confusion([("a", "b"), ("b", "b"), ("a", "b")])


@given(FLAGS)
def test_f1_is_the_harmonic_mean_of_precision_and_recall(pairs: list[tuple[bool, bool]]) -> None:
    """Whatever the counts."""
    found = score(pairs)
    either = found.precision + found.recall

    assert pytest.approx(2 * found.precision * found.recall / either if either else 0.0) == found.f1


@given(KINDS)
def test_each_kind_is_scored_as_a_yes_or_no_answer_of_its_own(pairs: list[tuple[str, str]]) -> None:
    """Only kinds that occur; the order of the pairs does not matter."""
    found = scores(pairs)

    assert {really for really, _ in pairs} == set(found)
    for kind, each in found.items():
        assert score([(really == kind, said == kind) for really, said in pairs]) == each
    assert found == scores(reversed(pairs))
