"""What a foreign decoder may return, and what of it the desk gets to see."""

from collections.abc import Sequence
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.contract import BadFrameError, FeedStatus
from connectors.events import (
    CommentReceived,
    FeedEvent,
    Gifted,
    OrderPaid,
    OrderRefunded,
    StreamEnded,
    Truth,
    Unparsed,
    ViewerEntered,
)
from connectors.intake.intake import Intake
from connectors.intake.soundness import sound
from connectors.reading.scalars import LARGEST
from connectors.text import LONGEST_TEXT, clean
from tests.connectors.collecting import Collector

AT = 1_760_000_000_000
EVIL = "\x1b[31m\u202e\ud83dx\n"
TAME = "[31mx "


def comment(**more: Any) -> CommentReceived:
    """Return a comment; its parts may be anything."""
    parts = {"id": "1", "text": "包邮吗", "viewer": "x:1", "name": "小鱼", "platform": "x"}
    return CommentReceived(**{"at": AT, "feed": "f", **parts, **more})


def test_a_sound_event_is_passed_on_as_it_is() -> None:
    """Nothing is copied where nothing is wrong."""
    usual, old = (
        comment(sent_at=AT - 40),
        comment(text="👨‍👩‍👧 这件", history=True, product="p1", truth=Truth(question=True)),
    )

    assert sound(usual, "f", AT) is usual
    assert sound(old, "f", AT) == old


@pytest.mark.parametrize(
    "event",
    [
        comment(id=EVIL, text=EVIL, viewer=EVIL, name=EVIL, platform=EVIL, product=EVIL, feed=EVIL),
        comment(truth=Truth(intent=EVIL, product=EVIL, slot=EVIL)),
        ViewerEntered(at=AT, feed=EVIL, viewer=EVIL, name=EVIL, platform=EVIL),
        Gifted(at=AT, feed=EVIL, viewer=EVIL, name=EVIL, platform=EVIL, gift=EVIL),
        OrderPaid(at=AT, feed=EVIL, id=EVIL, platform=EVIL, product_title=EVIL, currency=EVIL),
        Unparsed(at=AT, feed=EVIL, reason=EVIL, sample=EVIL),
    ],
    ids=lambda event: type(event).__name__,
)
def test_every_text_of_every_event_is_cleaned(event: FeedEvent) -> None:
    """No escape sequence gets to a terminal and no half character to the journal; the feed is the one that speaks."""
    written = msgspec.json.encode(sound(event, "f", AT))

    assert clean(written.decode()) == written.decode()
    assert TAME in written.decode()
    assert "f" == msgspec.json.decode(written)["feed"]


def test_a_text_beyond_all_bounds_is_cut() -> None:
    """A megabyte is no comment, and no name."""
    huge = sound(comment(text="长" * 1_000_000, name="n" * 1_000_000), "f", AT)

    assert isinstance(huge, CommentReceived)
    assert (LONGEST_TEXT, LONGEST_TEXT) == (len(huge.text), len(huge.name))


@pytest.mark.parametrize(
    "event",
    [
        None,
        "text",
        {"kind": "comment.received"},
        FeedEvent(at=AT, feed="f"),
        comment(text=None),
        comment(id=7),
        comment(at=-1),
        comment(at=LARGEST + 1),
        comment(at=1.5),
        comment(at="now"),
        comment(sent_at="now"),
        comment(sent_at=2**70),
        comment(history="no"),
        comment(truth="none"),
        comment(product=object()),
        OrderRefunded(at=AT, feed="f", id="o", platform="x", amount=2**64),
        OrderRefunded(at=AT, feed="f", id="o", platform="x", quantity=None),  # type: ignore[arg-type]  # foreign
    ],
)
def test_what_cannot_be_written_down_is_refused(event: object) -> None:
    """The reason is in words; what type checkers would have said is said at run time."""
    with pytest.raises(BadFrameError) as refusal:
        sound(event, "f", AT)

    assert str(refusal.value)


anything = (
    st.none() | st.text() | st.integers() | st.floats() | st.booleans() | st.binary() | st.just(object())
)


@given(parts=st.dictionaries(st.sampled_from(CommentReceived.__struct_fields__), anything))
def test_whatever_passes_can_be_written_and_read_again(parts: dict[str, Any]) -> None:
    """Any value in any field: refused, or the journal gets back what it was given."""
    try:
        passed = sound(comment(**parts), "f", AT)
    except BadFrameError:
        return

    assert passed == msgspec.json.decode(msgspec.json.encode(passed), type=CommentReceived)


def test_one_event_that_cannot_be_costs_itself_alone() -> None:
    """The rest of the frame arrives; the bad part is recorded with the frame's beginning, and the feed goes on."""
    returned: list[Any] = [comment(), "no event", comment(id="2", text=EVIL), StreamEnded(at=AT, feed="f")]

    def decode(frame: bytes, at: int) -> Sequence[FeedEvent]:
        return returned

    sink = Collector()
    intake = Intake(FeedStatus("f", "foreign"), decode, sink.take)
    intake.take_frame(b"frame", AT)

    assert ["包邮吗", TAME] == sink.texts
    assert ["frame"] == [record.sample for record in sink.of(Unparsed)]
    assert 1 == intake.status.unparsed
    assert intake.ended


def test_a_decoder_that_trips_while_its_events_are_read_costs_one_frame() -> None:
    """A generator fails late; it fails inside the frame all the same."""

    def decode(frame: bytes, at: int) -> Any:
        yield comment()
        raise KeyError("user")

    sink = Collector()
    Intake(FeedStatus("f", "foreign"), decode, sink.take).take_frame(b"frame", AT)

    assert "KeyError" in sink.of(Unparsed)[0].reason
