"""`livedesk check` asks the feeds themselves: what they say, what they fail to say, and how long they may take."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest

from connectors import language
from connectors.contract import Plugin
from connectors.oba import PLUGIN as OBA
from connectors.oba.settings import ObaSettings
from connectors.problem import UserProblem
from console.cli.app import run
from console.cli.probing import Probed, probe_all
from console.settings.feeds import FeedSetup
from tests.servers.starting import started

Says = Callable[[ObaSettings], Awaitable[Sequence[str]]]


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("LIVEDESK_LANG", "en")
    before = language.in_use()
    language.use("en")
    yield
    language.use(before)


def setup(probe: Says | None, url: str = "ws://127.0.0.1:1") -> FeedSetup:
    """Return a feed that says so when it is probed."""
    plugin = Plugin(settings=ObaSettings, open=OBA.open, probe=probe)
    return FeedSetup("main", "oba", plugin, ObaSettings(url=url))


async def fine(_: ObaSettings) -> Sequence[str]:
    """Say that all is well, in words that try to act on the terminal."""
    return ["reachable", "authorised \x1b[2J"]


async def refused(_: ObaSettings) -> Sequence[str]:
    """Tell a person what to do."""
    raise UserProblem("Refused", "The token is not valid.", "Ask for a new one.")


async def broken(_: ObaSettings) -> Sequence[str]:
    """Fail, as foreign code may."""
    raise KeyError("user")


async def silent(_: ObaSettings) -> Sequence[str]:
    """Never answer."""
    await asyncio.Future()
    return ()


def sentence(probed: Probed) -> str:
    """Return what is wrong."""
    assert probed.problem is not None
    return probed.problem.sentence


def test_every_feed_has_its_say() -> None:
    """Fine, refused, broken, silent or without a word: none keeps another from being heard."""
    setups = [setup(says, f"ws://h:{n}") for n, says in enumerate((fine, refused, broken, silent, None), 1)]
    good, bad, bug, mute, none = probe_all(setups, within_s=0.2)

    assert ("reachable", "authorised [2J") == good.found
    assert "The token is not valid." == sentence(bad)
    assert "KeyError" in sentence(bug)
    assert "answer" in sentence(mute)
    assert Probed() == none


def test_feeds_are_probed_at_the_same_time() -> None:
    """Ten that never answer take no longer than one."""
    began = time.monotonic()
    probe_all([setup(silent, f"ws://h:{n}") for n in range(1, 11)], within_s=0.2)

    assert time.monotonic() - began < 1


def test_a_feed_that_two_rooms_share_is_probed_once() -> None:
    """Its port is free for one of them only."""
    asked: list[str] = []

    async def count(settings: ObaSettings) -> Sequence[str]:
        asked.append(settings.url)
        return ["here"]

    assert [("here",)] * 3 == [probed.found for probed in probe_all([setup(count)] * 3)]
    assert 1 == len(asked)


def test_nothing_to_ask_is_fine() -> None:
    """A shop without rooms has no feeds."""
    assert [] == probe_all([])


def check(folder: Path, tables: list[dict[str, Any]], *options: str) -> int:
    """Run `livedesk check` on one room with these feeds."""
    lines = [
        f"{key} = {msgspec.json.encode(value).decode()}" for table in tables for key, value in table.items()
    ]
    (folder / "livedesk.toml").write_text("[[rooms.shop.feeds]]\n" + "\n".join(lines), encoding="utf-8")
    return run(["check", "--config", str(folder / "livedesk.toml"), "--data", str(folder / "data"), *options])


@pytest.mark.process
@pytest.mark.parametrize("feed", ["oba", "generic"])
def test_a_feed_that_is_there_is_told_of(
    feed: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Reachable, and under which address."""
    with started("echo_server.py") as server:
        code = check(tmp_path, [{"feed": feed, "url": server.url}])

    assert 0 == code
    assert f"{server.url.removeprefix('ws://')} answers" in capfd.readouterr().out


@pytest.mark.process
@pytest.mark.parametrize("feed", ["oba", "generic"])
def test_a_feed_that_refuses_us_is_told_with_a_remedy(
    feed: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Not ready: which room, which feed, what to look at."""
    with started("refusing_server.py", "401") as server:
        code = check(tmp_path, [{"feed": feed, "url": server.url}])
    out = capfd.readouterr().out

    assert 2 == code
    assert f"shop · {feed}" in out
    assert "HTTP 401" in out
    assert "token" in out


@pytest.mark.parametrize("feed", ["oba", "generic"])
def test_a_feed_that_is_not_there_fails_the_check_unless_offline(
    feed: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """`--offline` looks at files alone."""
    tables: list[dict[str, Any]] = [{"feed": feed, "url": "ws://127.0.0.1:1"}]

    assert 2 == check(tmp_path, tables)
    assert f"shop · {feed} · nothing is listening at 127.0.0.1:1. · " in capfd.readouterr().out
    assert 0 == check(tmp_path, tables, "--offline")


def test_what_a_feed_says_is_one_line_of_sound_sentences(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Phrases are divided by semicolons."""
    monkeypatch.setenv("SHOP_SECRET", "s3cret")

    assert 0 == check(tmp_path, [{"feed": "orders", "port": 0, "secret": "${SHOP_SECRET}"}])
    assert "from outside; only calls with a true signature are taken" in capfd.readouterr().out
