"""What a key says in the dialog of a correction, and what goes with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.model.labels import Labels
from console.screens.dialogs.correction import CHOICES, FLAGS, pressed

KEYS = [key for column in (FLAGS, *CHOICES) for key in column.keys]
CHAT = Labels()
QUESTION = Labels(question=True, intent="product")
COMPLAINT = Labels(complaint=True, intent="complaint", emotion="angry")


def test_no_key_says_two_things() -> None:
    """And none is the one that notes or cancels."""
    assert len(KEYS) == len(set(KEYS))
    assert {"enter", "escape"}.isdisjoint(KEYS)


@pytest.mark.parametrize(
    ("labels", "keys", "then"),
    [
        (CHAT, "q", QUESTION),
        (CHAT, "q2", Labels(question=True, intent="price")),
        (CHAT, "q9", Labels(question=True, intent="chat")),
        (CHAT, "qq9", CHAT),
        (CHAT, "c", Labels(complaint=True, intent="complaint", emotion="negative")),
        (CHAT, "ca", COMPLAINT),
        (QUESTION, "c", Labels(question=True, complaint=True, intent="product", emotion="negative")),
        (QUESTION, "q9", CHAT),
        (COMPLAINT, "cn", CHAT),
        (COMPLAINT, "qcn", QUESTION),
        (Labels(complaint=True, intent="logistics"), "c", Labels(intent="logistics")),
        (QUESTION, "0", Labels(intent="spam")),
        (COMPLAINT, "p", Labels(complaint=True, intent="complaint", emotion="positive")),
        (QUESTION, "zy", QUESTION),
    ],
)
def test_what_a_key_says(labels: Labels, keys: str, then: Labels) -> None:
    """What goes with the answer in most cases stands beside it; what is said last holds."""
    for key in keys:
        labels = pressed(labels, key)

    assert then == labels


@given(st.lists(st.sampled_from(KEYS)))
def test_every_answer_can_be_given(keys: list[str]) -> None:
    """Whatever was pressed before: intent, then emotion; the flags by their own keys."""
    labels = CHAT
    for key in keys:
        labels = pressed(labels, key)

    for column in CHOICES:
        for key, value in column.keys.items():
            assert value == getattr(pressed(labels, key), column.job)
    for key, flag in FLAGS.keys.items():
        assert getattr(labels, flag) is not getattr(pressed(labels, key), flag)
