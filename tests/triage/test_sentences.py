"""What the shipped word lists make of comments as viewers write them."""

from pathlib import Path

import pytest

from console.triage import Triage

SENTENCES = [
    tuple(line.split(" ", 2))
    for line in Path(__file__).with_name("sentences.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("# ")
]


@pytest.mark.parametrize(("kind", "subject", "text"), SENTENCES)
def test_a_comment_is_read_as_a_person_reads_it(triage: Triage, kind: str, subject: str, text: str) -> None:
    """Question and complaint, and the topic (the intent where no topic is expected)."""
    verdict = triage.read(text)
    read = ("Q" if verdict.question else "") + ("C" if verdict.complaint else "") or "-"
    assert kind == read
    assert subject == (verdict.topic if "." in subject else verdict.intent)


def test_there_are_enough_of_them() -> None:
    """The table is a description of the job, not a sample of it."""
    assert 150 <= len({text for _, _, text in SENTENCES})
