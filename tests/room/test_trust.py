"""A broadcast with bait and floods in it, from the settings to the journal."""

from pathlib import Path

from connectors.events import CommentReceived
from console.journal import Reader
from console.model.events import CommentClassified
from console.opening import Request, open_room
from console.settings.load import Loaded
from console.settings.paths import JOURNAL_NAME
from console.settings.schema import RoomSettings, Settings

SETTINGS = Settings(rooms={"shop": RoomSettings(feeds=[{"feed": "demo", "name": "演示"}])})


def comment(number: int, text: str, viewer: str) -> CommentReceived:
    """Return a comment, one second after the last."""
    return CommentReceived(
        at=1_760_000_000_000 + number * 1000,
        feed="演示",
        id=f"c{number}",
        text=text,
        viewer=f"demo:{viewer}",
        name=viewer,
        platform="demo",
    )


async def test_marks_stand_in_the_journal_and_the_queue_is_served_as_ever(tmp_path: Path) -> None:
    """The room looks for the shipped words: bait opens no case, a marked question does."""
    room = open_room(Loaded(SETTINGS, None), Request(room="shop", data=tmp_path))
    said = [
        ("➕微❤信 kk889900", "bait"),
        *[("什么时候发货", "impatient")] * 6,
        ("怎么加客服微信", "honest"),
    ]
    room.deliver([comment(number, text, viewer) for number, (text, viewer) in enumerate(said)])
    await room.stop("quit")

    with Reader(tmp_path / JOURNAL_NAME) as reader:
        events = list(reader.events(room.broadcast))
    read = [event for event in events if isinstance(event, CommentClassified)]
    marks = [(event.viewer, mark.kind) for event in read for mark in event.marks]
    assert [("demo:bait", "contact_bait"), ("demo:impatient", "flood"), ("demo:impatient", "flood")] == marks
    assert "spam" == read[0].intent
    assert ["什么时候发货", "怎么加客服微信"] == [case.text for case in room.state.cases.values()]
    assert ["flood"] == [mark.kind for mark in room.state.cases["1"].marks]
    assert () == room.state.cases["2"].marks
