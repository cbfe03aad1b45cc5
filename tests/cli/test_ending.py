"""However a broadcast ends, the journal is whole."""

import json
import signal
import sys
from functools import partial
from pathlib import Path

import pytest

from connectors.events import CommentReceived, FeedGap
from console.model.events import CaseMerged, SessionStarted, SessionStopped
from tests.cli.programs import journalled, livedesk, wait_until
from tests.servers.starting import started

pytestmark = pytest.mark.process
DEMO = ("demo", "--headless", "--rate", "6000", "--minutes", "10")
SIGNALS = [
    pytest.param(
        name, marks=pytest.mark.skipif(not hasattr(signal, name), reason=f"no {name} on this system")
    )
    for name in ("SIGINT", "SIGTERM", "SIGHUP")
]


def comments(folder: Path) -> int:
    """Return how many comments are journalled."""
    return sum(isinstance(event, CommentReceived) for event in journalled(folder))


def has_comment(folder: Path, wanted: str) -> bool:
    """Return whether a comment is journalled."""
    return any(isinstance(event, CommentReceived) and event.id == wanted for event in journalled(folder))


@pytest.mark.skipif(sys.platform == "win32", reason="signals end a process at once there")
@pytest.mark.parametrize("name", SIGNALS)
def test_a_signal_ends_the_broadcast_cleanly(tmp_path: Path, name: str) -> None:
    """Ctrl+C, SIGTERM and a closed terminal commit everything, write the end, and leave with code 0."""
    with livedesk(tmp_path, *DEMO) as program:
        wait_until(lambda: comments(tmp_path) > 20, "comments in the journal")
        program.send_signal(getattr(signal, name))
        _, err = program.communicate(timeout=30)

    assert 0 == program.returncode, err
    assert "Traceback" not in err
    assert not (tmp_path / "livedesk.db-wal").exists()
    last = journalled(tmp_path)[-1]
    assert isinstance(last, SessionStopped)
    assert "signal" == last.cause


def test_a_run_ends_by_itself_when_its_time_is_over(tmp_path: Path) -> None:
    """`--for` ends the broadcast with its cause."""
    with livedesk(tmp_path, *DEMO, "--for", "1500ms") as program:
        out, err = program.communicate(timeout=60)

    assert (0, "") == (program.returncode, out), err
    last = journalled(tmp_path)[-1]
    assert isinstance(last, SessionStopped)
    assert "time" == last.cause


def test_a_run_ends_with_the_stream(tmp_path: Path) -> None:
    """When the platform says it is over, a headless run is over too."""
    with livedesk(tmp_path, "demo", "--headless", "--minutes", "1", "--speed", "0") as program:
        _, err = program.communicate(timeout=60)

    assert 0 == program.returncode, err
    last = journalled(tmp_path)[-1]
    assert isinstance(last, SessionStopped)
    assert "ended" == last.cause


def test_a_second_writer_is_told_who_is_there(tmp_path: Path) -> None:
    """One writer a journal: the second one gets a clear refusal, and the first goes on."""
    with livedesk(tmp_path, *DEMO) as first:
        wait_until(lambda: comments(tmp_path) > 0, "comments in the journal")
        with livedesk(tmp_path, *DEMO) as second:
            _, err = second.communicate(timeout=30)

        assert 2 == second.returncode
        assert str(first.pid) in err
        assert "demo" in err
        assert first.poll() is None


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
def test_a_killed_room_goes_on_where_it_was(tmp_path: Path) -> None:
    """After a crash the same room takes up its broadcast; the time in between is a recorded gap."""
    settings = tmp_path / "livedesk.toml"
    settings.write_text('[[rooms.shop.feeds]]\nfeed = "demo"\nrate = 6000\n', encoding="utf-8")
    with livedesk(tmp_path, "run", "shop", "--headless") as program:
        wait_until(lambda: comments(tmp_path) > 20, "comments in the journal")
        program.kill()
    before = journalled(tmp_path)
    with livedesk(tmp_path, "run", "shop", "--headless", "--for", "1s") as program:
        _, err = program.communicate(timeout=60)

    assert 0 == program.returncode, err
    events = journalled(tmp_path)
    assert before == events[: len(before)]
    resumed = events[len(before)]
    assert isinstance(resumed, SessionStarted)
    assert resumed.resumed
    gap = events[len(before) + 1]
    assert isinstance(gap, FeedGap)
    assert (before[-1].at, resumed.at) == (gap.since, gap.until)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGTERM ends a process at once there")
def test_a_backlog_that_is_sent_again_after_a_restart_is_no_news(tmp_path: Path) -> None:
    """Each event stands once in the journal, also across restarts, and nobody is nudged by an echo."""
    scenario = tmp_path / "scenario.jsonl"
    for texts in (("有没有小码", "会不会掉色", "666"), ("有没有小码", "会不会掉色", "666", "求链接")):
        steps = [
            {
                "send": {
                    "msg_type": "comment",
                    "msg_id": f"c{number}",
                    "nick_name": f"观众{number}",
                    "content": text,
                }
            }
            for number, text in enumerate(texts)
        ]
        scenario.write_text("\n".join(map(json.dumps, steps)), encoding="utf-8")
        with started("oba_server.py", scenario) as server:
            (tmp_path / "livedesk.toml").write_text(
                f'[[rooms.shop.feeds]]\nfeed = "oba"\nurl = "{server.url}"\n', encoding="utf-8"
            )
            with livedesk(tmp_path, "run", "shop", "--headless") as program:
                last = f"c{len(texts) - 1}"
                wait_until(partial(has_comment, tmp_path, last), f"comment {last}")
                program.send_signal(signal.SIGTERM)
                _, err = program.communicate(timeout=30)
                assert 0 == program.returncode, err

    events = journalled(tmp_path)
    ids = [event.id for event in events if isinstance(event, CommentReceived)]
    assert ["c0", "c1", "c2", "c3"] == ids
    assert not any(isinstance(event, CaseMerged) for event in events)
    assert any(isinstance(event, SessionStarted) and event.resumed for event in events)
