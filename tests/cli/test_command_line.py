"""The command line: verbs, exit codes, words for slips."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from connectors import language
from console.cli.app import app, run

Livedesk = Callable[..., tuple[int, str, str]]


@pytest.fixture
def livedesk(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> Livedesk:
    """Return a function that runs one command line on a data folder of its own: exit code, stdout, stderr."""
    monkeypatch.setenv("LIVEDESK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("LIVEDESK_LANG", "en")
    monkeypatch.chdir(tmp_path)
    language.use("en")

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(list(arguments))
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return call


def test_the_version_is_said(livedesk: Livedesk) -> None:
    """`--version` names the program and its version."""
    code, out, _ = livedesk("--version")

    assert 0 == code
    assert out.startswith("livedesk ")


def test_help_names_every_verb_with_a_line_about_it(livedesk: Livedesk) -> None:
    """`--help` teaches: what livedesk is, and every verb."""
    code, out, _ = livedesk("--help")

    assert 0 == code
    for verb, command in app.commands.items():
        assert f"  {verb}" in out
        assert command.get_short_help_str()


@pytest.mark.parametrize("verb", list(app.commands))
def test_every_verb_explains_itself_and_takes_the_common_options(livedesk: Livedesk, verb: str) -> None:
    """Every verb takes --config and --data."""
    code, out, _ = livedesk(verb, "--help")

    assert 0 == code
    assert "--config FILE" in out
    assert "--data DIR" in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["reveiw"], "review"),
        (["nosuchroom"], "livedesk demo"),
        (["review", "--jsn"], "livedesk review --help"),
        (["run"], "livedesk run --help"),
        (["demo", "--for", "soon"], "60s"),
        (["demo", "--for", "5s"], "--headless"),
        (["replay", "nothing.jsonl"], "export"),
        (["decode", "obba", "x"], "oba"),
        (["decode", "oba", "nothing.bin"], "nothing.bin"),
        (["import", "nothing.jsonl"], "nothing.jsonl"),
        (["review"], "livedesk demo"),
        (["export", "last"], "livedesk demo"),
        (["check", "--config", "nothing.toml"], "nothing.toml"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_persons_mistake_ends_with_code_2_and_words_on_stderr(
    livedesk: Livedesk, arguments: list[str], words: str
) -> None:
    """Title, sentence and next step go to stderr; stdout stays clean for pipes; there is no traceback."""
    code, out, err = livedesk(*arguments)

    assert 2 == code
    assert words in out + err
    assert "Traceback" not in err
    assert 2 <= len(err.strip().splitlines())


def test_what_came_from_elsewhere_cannot_act_on_the_terminal(livedesk: Livedesk, tmp_path: Path) -> None:
    """Escape sequences in an imported file's names, or quoted by an error, are printed without their teeth."""
    header = {
        "kind": "broadcast",
        "schema": 1,
        "id": "x\x1b]0;a",
        "room": "r",
        "title": "t\x1b[2J",
        "started_at": 1,
    }
    stop = {"kind": "session.stop", "at": 2, "cause": "c\x1b[2J"}
    (tmp_path / "x.jsonl").write_text(f"{json.dumps(header)}\n{json.dumps(stop)}\n", encoding="utf-8")
    (tmp_path / "y.jsonl").write_text('{"kind":"\\u001b]0;pwn"}\n', encoding="utf-8")
    printed = [
        livedesk(*arguments)
        for arguments in (
            ("import", "x.jsonl"),
            ("broadcasts",),
            ("decode", "demo", "y.jsonl"),
            ("review", "n\x1b[2J"),
        )
    ]

    assert not any("\x1b" in out + err for _, out, err in printed)


def test_a_broadcast_that_is_there_already_can_be_kept_twice(livedesk: Livedesk, tmp_path: Path) -> None:
    """The refusal's advice can be followed: `--new-id` imports it beside the first."""
    header = {"kind": "broadcast", "schema": 1, "id": "x", "room": "r", "title": "t", "started_at": 1}
    (tmp_path / "x.jsonl").write_text(json.dumps(header) + "\n", encoding="utf-8")
    livedesk("import", "x.jsonl")
    code, _, err = livedesk("import", "x.jsonl")
    assert 2 == code
    assert "--new-id" in err

    assert 0 == livedesk("import", "x.jsonl", "--new-id")[0]
    assert 2 == len(livedesk("broadcasts")[1].splitlines())


def test_errors_speak_the_settings_language(livedesk: Livedesk, tmp_path: Path) -> None:
    """Once the settings are read, their language is spoken."""
    (tmp_path / "livedesk.toml").write_text('language = "zh"\n', encoding="utf-8")
    _, _, err = livedesk("run", "nosuchroom")

    assert "没有这个直播间" in err


@pytest.mark.parametrize("arguments", [["shop"], ["--config", "livedesk.toml", "shop"]])
def test_a_rooms_name_alone_means_run(livedesk: Livedesk, tmp_path: Path, arguments: list[str]) -> None:
    """`run` is the default verb, also with options before the room."""
    (tmp_path / "livedesk.toml").write_text('[rooms.shop]\ntitle = "x"\n', encoding="utf-8")
    code, _, err = livedesk(*arguments)

    assert 2 == code
    assert "rooms.shop" in err


def test_check_lists_everything_wrong_in_one_go(livedesk: Livedesk, tmp_path: Path) -> None:
    """A wrong setting, a wrong feed, wrong scripts and wrong word lists are all there, each with file and key."""
    scripts, words = tmp_path / "mine", tmp_path / "words"
    scripts.mkdir()
    words.mkdir()
    (words / "tone.yaml").write_text("fine: [(好|]\nfein: [行]\n", encoding="utf-8")
    (words / "produkt.yaml").write_text("size: [大]\n", encoding="utf-8")
    (scripts / "a.yaml").write_text("- id: x\n  versoin: 1\n", encoding="utf-8")
    (tmp_path / "livedesk.toml").write_text(
        'playbook = "mine"\nlexicon = "words"\n[rooms.shop]\ntitle = "x"\n[[rooms.shop.feeds]]\nfeed = "obba"\n'
        '[[rooms.shop.feeds]]\nfeed = "oba"\nulr = "ws://127.0.0.1:1"\n',
        encoding="utf-8",
    )
    code, out, _ = livedesk("check")

    assert 2 == code
    for place in (
        "rooms.shop.feeds[0].feed",
        "rooms.shop.feeds[1].ulr",
        "a.yaml:2",
        "tone.yaml:1",
        "tone.yaml:2",
        "produkt.yaml",
    ):
        assert place in out


@pytest.mark.parametrize(
    "slip",
    [
        ("feeds", "x"),
        ("demo", "--rate", "0"),
        ("demo", "--seed", "x"),
        ("demo", "--speed", "-1"),
        ("demo", "--speed", "x"),
        ("feeds", "--config"),
        ("check", "--confg"),
        ("run",),
        ("decode", "oba", "nowhere"),
        ("decode", "oba", "."),
        ("import-orders", "nowhere"),
        ("import", "nowhere"),
    ],
)
def test_a_slip_is_told_in_chinese(
    livedesk: Livedesk, monkeypatch: pytest.MonkeyPatch, slip: tuple[str, ...]
) -> None:
    """Where the system speaks Chinese no sentence is left in English: only names of commands and files are."""
    monkeypatch.setenv("LIVEDESK_LANG", "zh")
    language.use("zh")

    code, _, err = livedesk(*slip)

    assert 2 == code
    title, sentence, step = err.splitlines()
    for told in (title, sentence, step):
        assert re.search("[\u4e00-\u9fff]", told)
        assert not re.search("[A-Za-z]{2,} [a-z]{2,} [a-z]", told)


def test_help_pages_are_chinese(livedesk: Livedesk) -> None:
    """The words that click puts into usage lines and options are translated too."""
    language.use("zh")

    _, out, _ = livedesk("import-orders", "--help")

    assert "用法：livedesk import-orders [选项] FILE" in out
    assert "[默认：last]" in out


def test_check_speaks_the_settings_language(livedesk: Livedesk, tmp_path: Path) -> None:
    """What check says is in the language that the settings name, whatever the system's."""
    (tmp_path / "livedesk.toml").write_text('language = "zh"\n')

    _, out, _ = livedesk("check", "--offline")

    assert "词表：正常" in out
    assert "Word lists" not in out


def test_check_looks_at_the_lists_of_products(livedesk: Livedesk, tmp_path: Path) -> None:
    """The shop's and each room's own, with the lines that need a look."""
    (tmp_path / "products.yaml").write_text("1: 保温杯\n2: [空气炸锅, 锅]\n", encoding="utf-8")
    (tmp_path / "livedesk.toml").write_text('language = "en"\nproducts = "products.yaml"\n', encoding="utf-8")
    code, out, _ = livedesk("check", "--offline")
    assert 2 == code
    assert "products.yaml:2" in out
    (tmp_path / "products.yaml").write_text("1: 保温杯\n2: [空气炸锅]\n", encoding="utf-8")
    assert "2 products" in livedesk("check", "--offline")[1]


def test_check_finds_feeds_that_would_listen_on_one_port(livedesk: Livedesk, tmp_path: Path) -> None:
    """Two feeds of a room at one port cannot both work; in two rooms they can, one room at a time."""
    feeds = "".join(f'[[rooms.{room}.feeds]]\nfeed = "luoxi"\nport = 5001\n' for room in ("a", "b", "b"))
    (tmp_path / "livedesk.toml").write_text(feeds)

    code, out, _ = livedesk("check", "--offline")

    assert 2 == code
    assert 1 == out.count("listens on port 5001 already")
    assert "b · luoxi-2 · luoxi of the same room" in out


def test_check_says_where_nothing_can_be_sent(livedesk: Livedesk, tmp_path: Path) -> None:
    """A room set to send through feeds that only read would copy without a word."""
    settings = tmp_path / "livedesk.toml"
    room = '[rooms.a]\nsending = "{}"\n[[rooms.a.feeds]]\nfeed = "oba"\n'
    settings.write_text(room.format("send"))
    code, told, _ = livedesk("check", "--offline")
    settings.write_text(room.format("copy"))
    _, silent, _ = livedesk("check", "--offline")

    assert 0 == code
    assert "none of its feeds takes replies" in told
    assert "takes replies" not in silent


def test_check_knows_the_topics_and_variables_of_the_shop(livedesk: Livedesk, tmp_path: Path) -> None:
    """A script may name the shop's own variable; a topic that no word list knows is told."""
    (tmp_path / "mine").mkdir()
    text = "- id: x\n  title: t\n  text: '{{hotline}}'\n  topics: product.fadding\n"
    (tmp_path / "mine" / "a.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "livedesk.toml").write_text(
        'playbook = "mine"\n[variables]\nhotline = "12345"\n', encoding="utf-8"
    )
    code, out, _ = livedesk("check")

    assert 2 == code
    assert "a.yaml:4" in out
    assert "a.yaml:3" not in out


def test_check_is_content_with_the_defaults(livedesk: Livedesk) -> None:
    """A fresh installation is ready."""
    code, out, _ = livedesk("check")

    assert 0 == code, out


def test_feeds_lists_what_is_installed(livedesk: Livedesk) -> None:
    """Every feed is named with what it can do."""
    code, out, _ = livedesk("feeds")

    assert 0 == code
    for feed in ("oba", "generic", "replay", "demo"):
        assert feed in out


def test_schema_describes_the_settings_and_every_event(livedesk: Livedesk) -> None:
    """The schema is JSON made from the types."""
    code, out, _ = livedesk("schema")
    schema = json.loads(out)

    assert 0 == code
    assert "rooms" in json.dumps(schema["settings"])
    assert "url" in json.dumps(schema["feeds"]["oba"])
    for kind in ("comment.received", "order.paid", "case.opened", "reply.sent", "feed.gap"):
        assert kind in json.dumps(schema["events"])


def test_locate_names_the_places(livedesk: Livedesk, tmp_path: Path) -> None:
    """Nobody has to guess where the journal is."""
    code, out, _ = livedesk("locate")

    assert 0 == code
    assert str(tmp_path / "data" / "livedesk.db") in out


def test_one_bad_frame_is_one_line_and_stops_nothing(livedesk: Livedesk, tmp_path: Path) -> None:
    """Decoding goes on after garbage; events are JSON lines with the comment's fields at the top."""
    good = {"msg_type": "comment", "msg_id": "1", "nick_name": "小雨", "content": "有没有小码", "time": 1}
    frames = tmp_path / "frames.jsonl"
    frames.write_text(
        f"{json.dumps(good)}\nnot json\n{json.dumps({**good, 'msg_id': '2'})}\n", encoding="utf-8"
    )
    code, out, err = livedesk("decode", "oba", str(frames))
    events = [json.loads(line) for line in out.splitlines()]

    assert 0 == code
    assert ["1", "2"] == [event["id"] for event in events]
    assert {"comment.received"} == {event["kind"] for event in events}
    assert "有没有小码" == events[0]["text"]
    assert "小雨" in events[0]["viewer"]
    assert 1 == len(err.strip().splitlines())
    assert "frames.jsonl:2" in err


@pytest.mark.parametrize(
    ("feed", "message"),
    [
        ("oba", {"msg_type": "comment", "msg_id": "1", "nick_name": "小雨", "content": "包邮吗", "time": 1}),
        ("luoxi", {"type": "comment", "username": "小雨", "content": "包邮吗"}),
        ("generic", {"id": "1", "text": "包邮吗", "user": {"id": "7", "name": "小雨"}}),
    ],
)
def test_a_message_may_stand_on_many_lines(
    livedesk: Livedesk, tmp_path: Path, feed: str, message: dict[str, object]
) -> None:
    """As an editor or a browser shows it."""
    frames = tmp_path / "shown.json"
    frames.write_text(json.dumps(message, indent=2), encoding="utf-8")

    _, out, err = livedesk("decode", feed, str(frames))

    assert "包邮吗" == json.loads(out)["text"]
    assert not err


def test_a_file_without_any_event_is_told(livedesk: Livedesk, tmp_path: Path) -> None:
    """Silence would leave it open whether the file was read at all."""
    frames = tmp_path / "other.json"
    frames.write_text("[]", encoding="utf-8")

    _, out, err = livedesk("decode", "generic", str(frames))

    assert not out
    assert "other.json: no event was found" in err
