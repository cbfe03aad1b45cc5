"""Labelled files: what is read, what is refused, and what is scored."""

import pytest

from console.model.verdict import Intent, Verdict
from console.triage.labelled import Labelled, quality, read_labelled


def verdict(*, question: bool, intent: Intent = "chat") -> Verdict:
    """Return a verdict that says so."""
    return Verdict(
        question=question, complaint=False, intent=intent, emotion="neutral", confidence=1.0, folded=""
    )


def test_a_line_says_what_it_knows() -> None:
    """A null and a missing key both mean that nobody labelled it; other keys, empty lines and a byte order mark do not matter."""
    lines = [
        b'\xef\xbb\xbf{"text": "a", "question": true, "complaint": null, "lang": "zh", "label_by": "hand"}',
        b"",
        '{"text": "多少钱", "intent": "price", "emotion": "angry"}\r'.encode(),
    ]

    assert [
        Labelled(text="a", question=True),
        Labelled(text="多少钱", intent="price", emotion="angry"),
    ] == list(read_labelled(lines))


@pytest.mark.parametrize(
    "line",
    [
        b"x",
        b"{}",
        b'{"text": 1}',
        b'{"text": "a", "question": "yes"}',
        b'{"text": "a", "intent": "weather"}',
        b'{"text": "a", "emotion": "bored"}',
        b'{"text": "\xff"}',
        b'{"text": "\\ud83d"}',
        b"[" * 100_000,
    ],
)
def test_what_is_no_labelled_comment_is_refused_with_its_line(line: bytes) -> None:
    """Counted from 1, empty lines too."""
    with pytest.raises(ValueError, match=r"^3: "):
        list(read_labelled([b'{"text": "a"}', b"", line]))


def test_each_job_is_scored_over_what_is_labelled_for_it() -> None:
    """A line without a label for a job does not count there."""
    found = quality(
        [
            (Labelled(text="a", question=True, intent="price"), verdict(question=True, intent="price")),
            (Labelled(text="b", question=False), verdict(question=True)),
            (Labelled(text="c", intent="chat"), verdict(question=True)),
        ]
    )

    assert (2, 1, 2, 1) == found.question
    assert 0 == found.complaint.n
    assert {"price": 1.0, "chat": 1.0} == {kind: each.f1 for kind, each in found.intent.items()}
    assert {} == found.emotion
