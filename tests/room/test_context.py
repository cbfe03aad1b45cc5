"""Comments that are read in the light of others, as the desk serves them and the journal keeps them."""

from typing import Any

from connectors.events import CommentReceived
from console.journal import Reader
from console.model.events import CommentClassified
from tests.room.conftest import HandFeed, OpenRoom


def journalled(open_room: OpenRoom, kind: type[Any]) -> list[Any]:
    """Return the events of a kind in the journal file."""
    with Reader(open_room.file) as reader:
        return [event for event in reader.events("b1") if isinstance(event, kind)]


async def test_a_question_in_two_halves_is_served_whole(open_room: OpenRoom) -> None:
    """The case bears both halves, and the journal says that they were read together."""
    open_room.comment("3号链接")
    open_room.comment("多少钱")
    case = open_room.room.state.cases["1"]
    await open_room.finish()

    assert ("3号链接 多少钱", "3", "price.how_much") == (case.text, case.product, case.topic)
    assert ("joined", "3号链接 多少钱") == (
        (last := journalled(open_room, CommentClassified)[-1]).context,
        last.said,
    )


async def test_an_answer_to_the_hosts_prompt_opens_no_case(open_room: OpenRoom) -> None:
    """It is kept with the reason why it is no question."""
    staff = CommentReceived(
        at=open_room.clock.now(),
        feed="main",
        id="s",
        text="想要的打“有优惠吗”",
        viewer="demo:host",
        name="场控",
        platform="demo",
        staff=True,
    )
    open_room.feeds[0].say(staff)
    for viewer in range(20):
        open_room.comment("有优惠吗", f"v{viewer}")
    await open_room.finish()

    assert {} == open_room.room.state.cases
    assert {(False, "echo")} == {
        (event.question, event.context) for event in journalled(open_room, CommentClassified)
    }


async def test_the_same_question_in_other_words_is_a_nudge(open_room: OpenRoom) -> None:
    """One case, one wait: the viewer is impatient, not curious about something else."""
    open_room.comment("能投屏吗")
    open_room.comment("可以投屏不")
    await open_room.finish()

    assert ["1"] == list(open_room.room.state.cases)
    assert 1 == open_room.room.state.cases["1"].waiting["demo:a"].nudges
    assert "repeat" == journalled(open_room, CommentClassified)[-1].context


async def test_a_restart_between_the_halves_changes_nothing(open_room: OpenRoom, triage: Any) -> None:
    """What was said just before is heard again."""
    open_room.comment("红色的")
    await open_room.finish("signal")

    again = OpenRoom(open_room.file, triage, [HandFeed()])
    with Reader(open_room.file) as reader:
        again.room.restore(reader.events("b1"), "控制台关闭期间")
    await again.start()
    again.comment("有没有")
    case = again.room.state.cases["1"]
    await again.finish()

    assert ("红色的 有没有", (("colour", "红色"),)) == (case.text, case.slots)
