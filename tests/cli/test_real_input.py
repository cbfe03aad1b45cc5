"""The main job on real input: a server in another process, a real socket, and `livedesk run --headless` against it."""

import json
import signal
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from connectors.events import (
    CommentReceived,
    FeedGap,
    FeedResumed,
    FeedSampled,
    OrderCreated,
    OrderPaid,
    Unparsed,
)
from console.model.events import CaseMerged, CaseOpened, CommentClassified, SessionStopped
from tests.cli.programs import journalled, livedesk, wait_until
from tests.servers.starting import started

pytestmark = pytest.mark.process


def comment(number: int, text: str, name: str | None = None) -> dict[str, Any]:
    """Return the step that sends a comment of oba's shape."""
    who = name or f"观众{number}"
    return {"send": {"msg_type": "comment", "msg_id": f"c{number}", "nick_name": who, "content": text}}


def order(number: int, status: str, code: int) -> dict[str, Any]:
    """Return the step that sends an order of oba's shape."""
    return {
        "send": {
            "msg_type": "live_order",
            "msg_id": f"69000{number}#{code}",
            "nick_name": "观众1",
            "user_id": "u1",
            "order_status": status,
            "order_ts": 1_760_000_000_000,
            "product_id": "p7",
            "product_title": "羊绒开衫",
        }
    }


BEFORE = [
    comment(1, "有没有小码"),
    comment(2, "哈哈哈哈"),
    comment(3, "怎么还不发货"),
    comment(4, "M码还有吗"),
    order(1, "已下单", 1),
    comment(5, "L码还有吗"),
    {"raw": "这不是 JSON {"},
    {"raw": '{"msg_type":"comment","msg_id":12'},
    {"raw": '{"msg_type":"comment","msg_id":"c6","nick_name":"\\ud83d","content":"会不会掉色\\ud83d"}'},
]
AFTER = [
    comment(4, "M码还有吗"),
    comment(5, "L码还有吗"),
    order(1, "已下单", 1),
    comment(7, "小码有吗"),
    order(1, "已付款", 3),
    comment(8, "\x1b[31m\u202e求链接", "[red]坏人"),
    comment(9, "666"),
]


def played(folder: Path) -> tuple[list[Any], str]:
    """Run a room against the scenario until its last comment is journalled; returns the journal and stderr."""
    scenario = folder / "scenario.jsonl"
    steps = [*BEFORE, {"pause": 0.3}, {"drop": True}, *AFTER]
    scenario.write_text("\n".join(json.dumps(step, ensure_ascii=True) for step in steps), encoding="utf-8")
    with started("oba_server.py", scenario) as server:
        (folder / "livedesk.toml").write_text(
            f'[rooms.shop]\ntitle = "晴天女装"\n[[rooms.shop.feeds]]\nfeed = "oba"\nurl = "{server.url}"\n',
            encoding="utf-8",
        )
        with livedesk(folder, "run", "shop", "--headless", "--for", "60s") as program:
            wait_until(
                lambda: any(
                    isinstance(event, CommentReceived) and event.id == "c9" for event in journalled(folder)
                ),
                "the scenario's last comment",
            )
            program.send_signal(signal.SIGTERM)
            _, err = program.communicate(timeout=30)
    assert 0 == program.returncode, err
    return journalled(folder), err


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="SIGTERM ends a process at once on this system")
def test_a_dropped_line_duplicates_and_garbage_leave_a_right_journal(tmp_path: Path) -> None:
    """Each event once, the gap recorded, the cases right, the garbage kept as such, everything said in the totals."""
    events, err = played(tmp_path)
    comments = [event for event in events if isinstance(event, CommentReceived)]

    assert [f"c{number}" for number in range(1, 10)] == sorted(event.id for event in comments)
    assert ["69000" + "1"] == [event.id for event in events if isinstance(event, OrderCreated)]
    assert ["羊绒开衫"] == [event.product_title for event in events if isinstance(event, OrderPaid)]
    assert 2 == sum(isinstance(event, Unparsed) for event in events)

    gaps = [event for event in events if isinstance(event, FeedGap)]
    assert 1 == len(gaps)
    assert gaps[0].since < gaps[0].until
    assert any(isinstance(event, FeedResumed) for event in events)
    totals = [event for event in events if isinstance(event, FeedSampled)][-1]
    assert (3, 2) == (totals.duplicates, totals.unparsed)

    opened = {event.case: event for event in events if isinstance(event, CaseOpened)}
    texts = {event.text for event in opened.values()}
    assert {"有没有小码", "怎么还不发货", "M码还有吗", "L码还有吗"} <= texts
    assert not texts & {"哈哈哈哈", "666"}
    merged = [event for event in events if isinstance(event, CaseMerged)]
    assert [("小码有吗", "有没有小码")] == [(event.text, opened[event.case].text) for event in merged]
    lanes = Counter(event.lane for event in opened.values())
    assert 1 == lanes["complaint"]
    assert any(event.complaint and event.question for event in events if isinstance(event, CommentClassified))

    hostile = next(event for event in comments if event.id == "c8")
    assert ("[31m求链接", "[red]坏人") == (hostile.text, hostile.name)
    assert "会不会掉色" == next(event for event in comments if event.id == "c6").text.rstrip("\ufffd")
    assert isinstance(events[-1], SessionStopped)
    assert "Traceback" not in err


def test_a_port_where_something_else_answers_is_said_in_words(tmp_path: Path) -> None:
    """A server that is no feed leaves the room open and trying; what is wrong is said, and the journal is whole."""
    with started("refusing_server.py", "404") as server:
        (tmp_path / "livedesk.toml").write_text(
            f'[[rooms.shop.feeds]]\nfeed = "oba"\nurl = "{server.url}"\n', encoding="utf-8"
        )
        with livedesk(tmp_path, "run", "shop", "--headless", "--for", "1500ms") as program:
            _, err = program.communicate(timeout=60)

    assert 2 == program.returncode, err
    assert "No feed ever connected" in err
    assert "Traceback" not in err
    gap = next(event for event in journalled(tmp_path) if isinstance(event, FeedGap))
    assert "404" in gap.cause


def test_a_feed_that_refuses_the_door_ends_as_the_persons_to_mend(tmp_path: Path) -> None:
    """Without a right to read there is nothing to run: exit code 2 with the next step, and the room may go on later."""
    with started("refusing_server.py", "403") as server:
        (tmp_path / "livedesk.toml").write_text(
            f'[[rooms.shop.feeds]]\nfeed = "oba"\nurl = "{server.url}"\n', encoding="utf-8"
        )
        with livedesk(tmp_path, "run", "shop", "--headless", "--for", "20s") as program:
            _, err = program.communicate(timeout=60)

    assert 2 == program.returncode, err
    assert "→" in err
    last = journalled(tmp_path)[-1]
    assert isinstance(last, SessionStopped)
    assert "failed" == last.cause


def test_a_recorded_broadcast_is_replayed_into_the_same_cases(tmp_path: Path) -> None:
    """`export` then `replay`: the same comments make the same cases again."""
    with livedesk(tmp_path, "demo", "--headless", "--minutes", "2", "--speed", "0") as program:
        program.communicate(timeout=60)
    before = journalled(tmp_path)
    with livedesk(tmp_path, "export", "last") as program:
        out, err = program.communicate(timeout=60)
    assert 0 == program.returncode, err
    recording = tmp_path / "night.jsonl"
    recording.write_text(out, encoding="utf-8")
    with livedesk(tmp_path, "replay", "night.jsonl", "--headless", "--speed", "0") as program:
        _, err = program.communicate(timeout=60)

    assert 0 == program.returncode, err
    after = journalled(tmp_path)
    for kind in (CommentReceived, OrderPaid, CaseOpened, CaseMerged):
        assert sum(isinstance(event, kind) for event in before) == sum(
            isinstance(event, kind) for event in after
        )
