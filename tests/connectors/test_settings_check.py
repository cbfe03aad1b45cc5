"""Wrong values of feeds' settings are told without connecting, all in one go."""

import json
from pathlib import Path
from typing import Any

import pytest

from connectors.contract import Plugin
from connectors.demo import PLUGIN as DEMO
from connectors.demo.settings import DemoSettings
from connectors.framelog import FrameLog
from connectors.generic import PLUGIN as GENERIC
from connectors.generic.settings import GenericSettings
from connectors.oba import PLUGIN as OBA
from connectors.oba.settings import ObaSettings
from connectors.replay import PLUGIN as REPLAY
from connectors.replay.settings import ReplaySettings

HEADER = '{"kind":"broadcast","schema":1,"id":"b1","room":"main","title":"x","started_at":1700000000000}\n'


def wrong(plugin: Plugin, settings: Any) -> dict[str, str]:
    """Return what the feed says of its settings: key to sentence."""
    return {key: problem.sentence for key, problem in plugin.check(settings)}


def test_everything_wrong_with_a_mapping_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Address, variables, template and kinds: each with its own key."""
    monkeypatch.delenv("NOPE", raising=False)
    told = wrong(
        GENERIC,
        GenericSettings(
            url="http://x",
            headers={"X-Fine": "1", "X-Token": "${NOPE}"},
            subscribe="${NOPE}",
            reply='{"send": "hello"}',
            kinds={"chat": "coment", "paid": "order.paid"},
        ),
    )

    assert ["url", "headers.X-Token", "subscribe", "reply", "kinds.chat"] == list(told)
    assert "http://x" in told["url"]
    assert "NOPE" in told["headers.X-Token"]


def test_sound_settings_have_nothing_wrong(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What would open is told ready."""
    monkeypatch.setenv("TOKEN", "s3cret")
    export = tmp_path / "b1.jsonl"
    export.write_text(HEADER, encoding="utf-8")

    assert {} == wrong(
        GENERIC, GenericSettings(url="wss://x/${TOKEN}", reply='["{text}"]', kinds={"c": "comment"})
    )
    assert {} == wrong(OBA, ObaSettings())
    assert {} == wrong(DEMO, DemoSettings())
    assert {} == wrong(REPLAY, ReplaySettings(file=str(export)))


def test_a_wrong_address_does_not_show_the_secret_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The address is told as it is written, not as it is dialled."""
    monkeypatch.setenv("TOKEN", "s3cret")
    told = wrong(GENERIC, GenericSettings(url="http://x/${TOKEN}"))

    assert "${TOKEN}" in told["url"]
    assert "s3cret" not in told["url"]


def test_a_tool_without_an_address_is_told() -> None:
    """The one address of oba is checked like any other."""
    assert ["url"] == list(wrong(OBA, ObaSettings(url="nonsense")))


@pytest.mark.parametrize("content", [None, b"", b"name,text\n"], ids=["missing", "empty", "foreign"])
def test_a_recording_that_cannot_be_played_is_told(tmp_path: Path, content: bytes | None) -> None:
    """It is looked at before the broadcast, not when the room is open."""
    file = tmp_path / "night.jsonl"
    if content is not None:
        file.write_bytes(content)
    told = wrong(REPLAY, ReplaySettings(file=str(file)))

    assert ["file"] == list(told)
    assert str(file) in told["file"]


@pytest.mark.parametrize(
    ("connector", "settings", "key"),
    [("not-here", {}, "file"), ("oba", {"adress": "ws://x"}, "settings"), ("oba", {}, None)],
)
def test_frames_that_cannot_be_read_are_told(
    tmp_path: Path, connector: str, settings: dict[str, Any], key: str | None
) -> None:
    """The feed that recorded them must be installed, and take the settings given for it."""
    file = tmp_path / "frames.jsonl"
    with FrameLog(file, feed="main", connector=connector, now=lambda: 0) as log:
        log(json.dumps({"msg_type": "comment"}).encode())

    assert ([] if key is None else [key]) == list(
        wrong(REPLAY, ReplaySettings(file=str(file), settings=settings))
    )


def test_a_mapping_tells_of_orders_only_where_it_names_them() -> None:
    """Without a kind that is an order their number is unknown, never zero."""
    reads = GENERIC.reads_orders
    assert reads is not None

    assert not reads(GenericSettings(url="ws://x"))
    assert not reads(GenericSettings(url="ws://x", kinds={"chat": "comment"}))
    assert reads(GenericSettings(url="ws://x", kinds={"chat": "comment", "paid": "order.paid"}))
    assert OBA.reads_orders is None
