"""Orders of a file into a broadcast: what is new, what stays, and what the figures make of it."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.events import CommentReceived, OrderEvent, OrderPaid, OrderRefunded
from connectors.orderfile import OrderFile, read_orders
from connectors.problem import UserProblem
from console.importing import Known, Outcome, carry_out, look
from console.journal import Broadcast, Reader, open_journal
from console.model.events import AnyEvent, CaseOpened, ReplySent, SessionStarted, SessionStopped
from console.review import open_review

START = 1_786_104_000_000  # 2026-08-07 20:00 in China
MINUTE, HOUR = 60_000, 3_600_000
EVENING = Broadcast(id="evening", room="main", title="上新", started_at=START)
HEADER = "订单编号,买家会员名,买家实际支付金额,订单状态,订单创建时间,订单付款时间,宝贝总数量,退款金额\n"


def row(order: int, time: str, *, name: str = "小鱼", amount: str = "99.00", refund: str = "0") -> str:
    """Return a row of Taobao's export: an order placed and paid at `time`."""
    when = f"2026-08-{time}"
    return f"{order},{name},{amount},交易成功,{when},{when},1,{refund}\n"


def orders(*rows: str) -> OrderFile:
    """Return what a file of these rows holds."""
    return read_orders((HEADER + "".join(rows)).encode())


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """Return the journal of a shop whose evening ran from eight to ten and had one question, answered."""
    path = tmp_path / "livedesk.db"
    write(
        path,
        SessionStarted(at=START, broadcast="evening", room="main", title="上新", reads_orders=False),
        CommentReceived(
            at=START + MINUTE, feed="oba", id="c1", text="多少钱", viewer="taobao:@小鱼", name="小鱼", platform="taobao"
        ),
        CaseOpened(
            at=START + MINUTE, case="k1", lane="question", intent="price", comment="c1", viewer="taobao:@小鱼",
            name="小鱼", text="多少钱", asked_at=START + MINUTE, platform="taobao", feed="oba",
        ),
        ReplySent(
            at=START + 2 * MINUTE, by="an", reply="r1", case="k1", feed="oba", text="99", channel="chat",
            type="human", viewers=("taobao:@小鱼",),
        ),
        SessionStopped(at=START + 2 * HOUR, cause="ended"),
    )  # fmt: skip
    return path


def write(path: Path, *events: AnyEvent) -> None:
    """Append events to the evening."""
    journal = open_journal(path, label="test")
    journal.begin(EVENING)
    journal.append(EVENING.id, events)
    journal.close_blocking()


def stored(path: Path) -> list[OrderEvent]:
    """Return the orders' events that the journal holds."""
    with Reader(path) as reader:
        return [event for event in reader.events("evening") if isinstance(event, OrderEvent)]


def figures(path: Path) -> dict[str, object]:
    """Return the values of the figures about orders."""
    found = open_review(path.parent, "evening").figures
    return {key: found[key].value for key in ("C1", "C10", "C13")}


def test_the_review_takes_imported_orders_in(journal: Path) -> None:
    """Before: dashes. After: money, orders, and the asker who bought; the broadcast is as long as it was."""
    before = open_review(journal.parent, "evening")

    assert {"C1": None, "C10": None, "C13": None} == figures(journal)

    done = carry_out(journal, "last", orders(row(1, "07 20:30:00"), row(2, "07 20:40:00", name="阿强")))
    after = open_review(journal.parent, "evening")

    assert 2 == done.count(Outcome.ADDED)
    assert {"C1": 19_800, "C10": 2, "C13": 1.0} == figures(journal)
    assert "ended" == after.stop_cause
    assert len(before.timeline()) == len(after.timeline())
    assert before.as_of == after.as_of


def test_importing_twice_adds_nothing(journal: Path) -> None:
    """Nor does a file that overlaps; refunds are not given back twice."""
    first = orders(row(1, "07 20:30:00", refund="30.00"))
    carry_out(journal, "last", first)
    held, told = stored(journal), figures(journal)
    again = carry_out(journal, "last", first)
    carry_out(journal, "last", orders(row(1, "07 20:30:00", refund="30.00"), row(2, "07 20:31:00")))

    assert 1 == again.count(Outcome.KNOWN)
    assert [] == again.events
    assert 3 == len(held)
    assert 5 == len(stored(journal))
    assert 9_900 == told["C1"]
    assert ["1", "1", "1", "2", "2"] == [event.id for event in stored(journal)]


def test_a_later_file_brings_what_has_happened_since(journal: Path) -> None:
    """A refund that grew is added by what it grew."""
    carry_out(journal, "last", orders(row(1, "07 20:30:00", refund="30.00")))
    carry_out(journal, "last", orders(row(1, "07 20:30:00", refund="99.00")))

    assert [3_000, 6_900] == [event.amount for event in stored(journal) if isinstance(event, OrderRefunded)]
    assert {"C1": 9_900, "C10": 1, "C13": 1.0} == figures(journal)
    detail = open_review(journal.parent, "evening").figures["C1"].detail
    assert {"CNY": 9_900} == detail["refunded"]


def test_what_the_feed_told_is_not_doubled(journal: Path) -> None:
    """An order that was seen live without its amount gets it; one with another amount keeps its own, and that is told."""
    seen = {"at": START + 30 * MINUTE, "feed": "oba", "platform": "taobao", "viewer": "taobao:@小鱼"}
    write(journal, OrderPaid(id="1", **seen), OrderPaid(id="2", amount=5_000, currency="CNY", **seen))  # type: ignore[arg-type]  # texts and a time
    done = carry_out(journal, "last", orders(row(1, "07 20:30:00"), row(2, "07 20:30:00")))

    assert 2 == figures(journal)["C10"]
    assert 9_900 + 5_000 == figures(journal)["C1"]
    assert [Outcome.ADDED, Outcome.ADDED] == [decision.outcome for decision in done.decisions]

    again = look(journal, "last", orders(row(2, "07 20:30:00")))

    assert [Outcome.DIFFERENT] == [decision.outcome for decision in again.decisions]


def test_orders_of_other_times_stay_out_unless_wanted(journal: Path) -> None:
    """Placed a minute before the start, at both ends, and after the stop."""
    file = orders(row(1, "07 19:59:00"), row(2, "07 20:00:00"), row(3, "07 22:00:00"), row(4, "08 09:00:00"))
    found = look(journal, "last", file)

    assert [Outcome.OUTSIDE, Outcome.ADDED, Outcome.ADDED, Outcome.OUTSIDE] == [
        decision.outcome for decision in found.decisions
    ]
    assert 8 == len(look(journal, "last", file, outside_too=True).events)


def test_orders_after_the_stream_do_not_stretch_it(journal: Path) -> None:
    """They count, and move on only up to when the figures are known; the broadcast ends where it ended."""
    before = open_review(journal.parent, "evening")
    carry_out(journal, "last", orders(row(1, "09 09:00:00")), outside_too=True)
    after = open_review(journal.parent, "evening")
    with Reader(journal) as reader:
        recording = reader.find("last")

    assert START + 2 * HOUR == recording.last_at
    assert "ended" == recording.stop_cause
    assert len(before.timeline()) == len(after.timeline())
    assert after.figures["D1"].value == before.figures["D1"].value
    assert after.as_of > before.as_of
    assert 1.0 == after.figures["C13"].value


def test_a_broadcast_that_broke_off_is_ended_first(tmp_path: Path) -> None:
    """Its length is what was recorded, whatever came to it later."""
    path = tmp_path / "livedesk.db"
    last = START + HOUR
    write(
        path,
        SessionStarted(at=START, broadcast="evening", room="main", title="上新"),
        CommentReceived(at=last, feed="f", id="c", text="1", viewer="p:1", name="a", platform="p"),
    )
    carry_out(path, "last", orders(row(1, "09 09:00:00")), outside_too=True)
    review = open_review(path.parent, "evening")
    minutes = review.timeline()

    assert "failed" == review.stop_cause
    assert 60 <= len(minutes) <= 61


def test_looking_changes_nothing(journal: Path) -> None:
    """A dry run may be made while a desk is open."""
    before = journal.read_bytes()
    desk = open_journal(journal, label="main")
    try:
        found = look(journal, "last", orders(row(1, "07 20:30:00")))
    finally:
        desk.close_blocking()

    assert 2 == len(found.events)
    assert [] == stored(journal)
    assert before == journal.read_bytes()


def test_an_open_desk_is_not_written_behind(journal: Path) -> None:
    """The import is refused, naming the room, and nothing is changed."""
    desk = open_journal(journal, label="直播间一")
    try:
        with pytest.raises(UserProblem) as refused:
            carry_out(journal, "last", orders(row(1, "07 20:30:00")))
    finally:
        desk.close_blocking()

    assert "直播间一" in refused.value.sentence
    assert [] == stored(journal)


def test_a_broadcast_that_does_not_exist_changes_nothing(tmp_path: Path, journal: Path) -> None:
    """Neither does a journal that does not: none is made."""
    nowhere = tmp_path / "nowhere" / "livedesk.db"
    for path, name in ((journal, "morning"), (nowhere, "last")):
        with pytest.raises(UserProblem):
            carry_out(path, name, orders(row(1, "07 20:30:00")))

    assert not nowhere.parent.exists()


_REFUNDS = st.lists(st.integers(1, 9_900), min_size=1, max_size=6)


@given(_REFUNDS)
def test_refunds_of_a_file_are_totals(amounts: list[int]) -> None:
    """However often a file is read while its refund grows, what is written adds up to the largest that it said."""
    held: list[OrderEvent] = []
    for cents in amounts:
        told = orders(row(1, "07 20:30:00", refund=f"{cents / 100:.2f}"))
        held += Known(held).news(told.sales[0]).events

        assert () == Known(held).news(told.sales[0]).events

    assert max(amounts) == _given_back(held)


def _given_back(events: Iterable[OrderEvent]) -> int:
    return sum(event.amount or 0 for event in events if isinstance(event, OrderRefunded))
