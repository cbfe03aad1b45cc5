"""Settings are read whole, and everything wrong with them is told in one go."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from connectors import language
from connectors.problem import UserProblem
from console.settings import paths
from console.settings.feeds import feed_setups
from console.settings.load import Loaded, load, read
from console.settings.schema import RoomSettings, Settings

GOOD = """
language = "zh"
[rooms.shop]
title = "晴天女装"
[[rooms.shop.feeds]]
feed = "oba"
url = "ws://127.0.0.1:12354"
"""


def written(tmp_path: Path, text: str) -> Path:
    """Write a settings file."""
    file = tmp_path / "livedesk.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_room_and_its_feeds_are_read(tmp_path: Path) -> None:
    """A feed table keeps that feed's own keys for the feed to check."""
    room = load(written(tmp_path, GOOD)).room("shop")

    assert "晴天女装" == room.title
    assert [{"feed": "oba", "url": "ws://127.0.0.1:12354"}] == room.feeds


def test_everything_wrong_is_told_in_one_go(tmp_path: Path) -> None:
    """An unknown key, a wrong type and a value out of range make three findings, each with its key."""
    file = written(
        tmp_path, '[desk]\nquestion_amber_s = "soon"\n[screen]\nframes_per_second = 900\n[jornal]\n'
    )
    loaded, findings = read(file)

    assert loaded is not None
    assert 30 == loaded.settings.desk.question_amber_s
    assert {"desk.question_amber_s", "screen.frames_per_second", "jornal"} == {
        found.key for found in findings
    }


def test_an_unknown_key_comes_with_the_closest_known_one(tmp_path: Path) -> None:
    """A slip is pointed out with what was probably meant."""
    _, findings = read(written(tmp_path, "[journal]\ncommit_evry_ms = 50\n"))

    assert "commit_every_ms" in findings[0].remedy


def test_a_broken_file_names_its_line(tmp_path: Path) -> None:
    """A TOML slip is told with the place."""
    _, findings = read(written(tmp_path, 'language = "zh"\nagent = "小李\n'))

    assert "line 2" in findings[0].sentence


@pytest.fixture
def _chinese() -> Iterator[None]:
    before = language.in_use()
    language.use("zh")
    yield
    language.use(before)


@pytest.mark.usefixtures("_chinese")
def test_quotes_of_chinese_keyboards_are_thought_of(tmp_path: Path) -> None:
    """The place comes in Chinese, and the remedy names what is typed wrong most often."""
    _, findings = read(written(tmp_path, "[rooms.main]\ntitle = “直播”\n"))

    assert findings[0].sentence.startswith("第 2 行第 9 列不是有效的 TOML")
    assert "英文半角" in findings[0].remedy


@pytest.mark.usefixtures("_chinese")
def test_a_range_is_told_with_both_its_ends(tmp_path: Path) -> None:
    """Whoever wrote a value outside it sees what would fit."""
    _, findings = read(written(tmp_path, "[screen]\nframes_per_second = 900\n"))

    assert findings[0].remedy.startswith("需要：整数，≥ ")
    assert "，≤ " in findings[0].remedy


def test_a_missing_file_is_told_in_words(tmp_path: Path) -> None:
    """A wrong --config is the person's to mend."""
    with pytest.raises(UserProblem, match=r"not exist|不存在"):
        load(tmp_path / "nowhere.toml")


def test_an_unknown_room_names_the_known_ones(tmp_path: Path) -> None:
    """A misspelt room says which there are."""
    with pytest.raises(UserProblem, match="shop"):
        load(written(tmp_path, GOOD)).room("shpo")


def test_the_shipped_example_is_valid_and_says_the_defaults() -> None:
    """The example settings file is the defaults, written out."""
    loaded = load(paths.defaults() / "default.toml")

    assert Settings() == msgspec.structs.replace(loaded.settings, rooms={})


def test_a_feeds_own_keys_are_checked(tmp_path: Path) -> None:
    """An unknown key of a feed is found with its place in the file."""
    room = RoomSettings(feeds=[{"feed": "oba", "ulr": "ws://127.0.0.1:1"}])
    setups, findings = feed_setups(room, "livedesk.toml", "shop")

    assert [] == setups
    assert "rooms.shop.feeds[0].ulr" == findings[0].key
    assert "url" in findings[0].remedy


def test_an_unknown_feed_is_one_finding_and_the_others_go_on() -> None:
    """One wrong table does not hide the next one's mistakes."""
    room = RoomSettings(feeds=[{"feed": "obba"}, {"url": "x"}, {"feed": "demo"}])
    setups, findings = feed_setups(room, "livedesk.toml", "shop")

    assert ["demo"] == [setup.name for setup in setups]
    assert ["rooms.shop.feeds[0].feed", "rooms.shop.feeds[1].feed"] == [found.key for found in findings]


def test_two_feeds_of_one_kind_get_names_of_their_own() -> None:
    """A name is taken from the table, or numbered."""
    room = RoomSettings(feeds=[{"feed": "demo"}, {"feed": "demo"}, {"feed": "demo", "name": "side"}])
    setups, _ = feed_setups(room, "livedesk.toml", "shop")

    assert ["demo", "demo-2", "side"] == [setup.name for setup in setups]


def test_folders_are_relative_to_the_settings_file(tmp_path: Path) -> None:
    """A shop's own scripts lie beside its settings, wherever the command is run."""
    loaded = Loaded(Settings(), tmp_path / "livedesk.toml")

    assert (tmp_path / "话术").resolve() == loaded.folder("话术")
    assert loaded.folder("") is None
