"""Corrections leave the journal as lines of a labelled file."""

from pathlib import Path

import msgspec
import pytest

from connectors.events import CommentReceived
from connectors.problem import UserProblem
from console.journal import Broadcast, Reader, open_journal
from console.journal.corrections import training_lines
from console.model.events import AnyEvent, CommentCorrected
from console.model.labels import Labels
from console.triage.labelled import Labelled, read_labelled


def corrected(comment: str, text: str, **now: object) -> CommentCorrected:
    """Return a correction of plain chat."""
    return CommentCorrected(
        at=9, by="小李", id=comment, viewer="p:1", text=text, was=Labels(), now=msgspec.convert(now, Labels)
    )


def write(path: Path, broadcast: Broadcast, *events: AnyEvent) -> None:
    """Write a broadcast."""
    journal = open_journal(path, label="main")
    journal.begin(broadcast)
    journal.append(broadcast.id, events)
    journal.close_blocking()


def lines(path: Path, wanted: str) -> list[bytes]:
    """Return the training lines of a journal."""
    with Reader(path) as reader:
        return list(training_lines(reader, wanted))


def test_a_correction_is_a_labelled_line(path: Path, evening: Broadcast) -> None:
    """Every job is labelled, and the source is told."""
    write(path, evening, corrected("c1", "小个子", question=True, intent="product", emotion="anxious"))

    (line,) = lines(path, "last")

    assert {
        "text": "小个子",
        "question": True,
        "complaint": False,
        "intent": "product",
        "emotion": "anxious",
        "source": "correction",
    } == msgspec.json.decode(line)
    assert line.endswith(b"\n")
    assert [
        Labelled(text="小个子", question=True, complaint=False, intent="product", emotion="anxious")
    ] == list(read_labelled([line]))


def test_the_last_correction_of_a_comment_counts(path: Path, evening: Broadcast) -> None:
    """In the place of the first; other comments with the same words stand for themselves."""
    write(
        path,
        evening,
        corrected("c1", "蹲", question=True),
        corrected("c2", "蹲", intent="purchase"),
        corrected("c1", "蹲", intent="purchase", emotion="positive"),
    )

    told = [msgspec.json.decode(line) for line in lines(path, evening.id)]

    assert [(False, "positive"), (False, "neutral")] == [(line["question"], line["emotion"]) for line in told]


def test_nobody_is_named(path: Path, evening: Broadcast) -> None:
    """As in a masked export: numbers, mentions, and the names of those who were there."""
    write(
        path,
        evening,
        CommentReceived(at=1, feed="f", id="c0", text="在", viewer="p:2", name="豆豆龙", platform="p"),
        corrected("c1", "@阿强 豆豆龙说打 13800138000 有用吗", question=True),
    )

    text = msgspec.json.decode(lines(path, "last")[0])["text"]

    assert "有用吗" in text
    assert not [word for word in ("阿强", "豆豆龙", "13800138000") if word in text]


def test_one_broadcast_or_all_of_them(path: Path, evening: Broadcast) -> None:
    """The oldest first; a broadcast without corrections has no lines."""
    write(path, evening, corrected("c1", "早"))
    later = Broadcast(id="later", room="shop", title="t", started_at=evening.started_at + 1)
    write(path, later, corrected("c1", "晚"))
    empty = Broadcast(id="empty", room="shop", title="t", started_at=evening.started_at + 2)
    write(path, empty)

    def texts(wanted: str) -> list[str]:
        return [msgspec.json.decode(line)["text"] for line in lines(path, wanted)]

    assert [["早", "晚"], ["晚"], []] == [texts(wanted) for wanted in ("all", "later", "last")]
    with pytest.raises(UserProblem):
        lines(path, "nothing")
