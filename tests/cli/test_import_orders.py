"""`livedesk import-orders`: what a person sees, and what is written."""

from collections.abc import Callable
from pathlib import Path

import pytest

from connectors import language
from connectors.events import OrderEvent
from console.cli.app import run
from console.journal import Broadcast, Reader, open_journal
from console.model.events import SessionStarted, SessionStopped

START = 1_786_104_000_000  # 2026-08-07 20:00 in China
Livedesk = Callable[..., tuple[int, str, str]]

DOUYIN = """\
主订单编号,选购商品,商品数量,商品ID,订单应付金额,收件人,收件手机号,订单提交时间,支付完成时间,订单状态,售后状态
'69001,蓝色水壶,2,35,"1,234.50",张三,13800138000,2026-08-07 20:01:00,2026-08-07 20:02:00,待发货,-
'69002,茶杯,1,36,49.00,李四,13800138001,2026-08-07 20:04:00,2026-08-07 20:05:00,已关闭,退款成功
'69003,茶杯,1,36,49.00,王五,13800138002,2026-08-07 09:00:00,2026-08-07 09:01:00,已发货,-
6.9E+05,茶杯,1,36,49.00,赵六,13800138003,2026-08-07 20:06:00,2026-08-07 20:07:00,已发货,-
'69002,茶杯,1,36,49.00,李四,13800138001,2026-08-07 20:04:00,2026-08-07 20:05:00,已关闭,退款成功
"""


@pytest.fixture
def livedesk(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> Livedesk:
    """Return a function that runs one command line in a folder with one broadcast and a file: exit code, stdout, stderr."""
    monkeypatch.setenv("LIVEDESK_DATA", str(tmp_path))
    monkeypatch.setenv("LIVEDESK_LANG", "en")
    monkeypatch.chdir(tmp_path)
    language.use("en")
    journal = open_journal(tmp_path / "livedesk.db", label="test")
    journal.begin(Broadcast(id="evening", room="main", title="x", started_at=START))
    started = SessionStarted(at=START, broadcast="evening", room="main", title="x")
    journal.append("evening", [started, SessionStopped(at=START + 7_200_000, cause="ended")])
    journal.close_blocking()
    (tmp_path / "orders.csv").write_bytes(DOUYIN.encode("gb18030"))

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(["import-orders", *arguments])
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return call


def stored(folder: Path) -> list[OrderEvent]:
    """Return the orders' events in the journal."""
    with Reader(folder / "livedesk.db") as reader:
        return [event for event in reader.events("evening") if isinstance(event, OrderEvent)]


def test_a_dry_run_shows_every_line_and_writes_nothing(livedesk: Livedesk, tmp_path: Path) -> None:
    """What would be added, left out, repeated or unreadable, with its line number."""
    code, out, err = livedesk("orders.csv", "--dry-run")
    lines = out.splitlines()

    assert (0, "") == (code, err)
    assert ["2", "3", "4", "5", "6"] == [line.split()[0] for line in lines[:5]]
    assert "CNY 1,234.50" in lines[0]
    assert lines[0].endswith("added")
    assert "refunded CNY 49.00" in lines[1]
    assert lines[2].endswith("outside the broadcast")
    assert "6.9E+05" in lines[3]
    assert "earlier line" in lines[4]
    assert "added 2" in out
    assert "nothing was written" in lines[-1]
    assert [] == stored(tmp_path)


def test_an_import_says_what_it_did_and_doing_it_again_adds_nothing(
    livedesk: Livedesk, tmp_path: Path
) -> None:
    """Only what was left out is listed."""
    code, out, _ = livedesk("orders.csv", "--broadcast", "evening")

    assert 0 == code
    assert "added 2" in out
    assert "69001" not in out
    assert "69003" in out
    assert 5 == len(stored(tmp_path))

    code, out, _ = livedesk("orders.csv")

    assert 0 == code
    assert "added 0" in out
    assert 5 == len(stored(tmp_path))


def test_nothing_of_a_buyer_is_kept(livedesk: Livedesk, tmp_path: Path) -> None:
    """No name of a receiver, no telephone."""
    livedesk("orders.csv", "--all")
    with Reader(tmp_path / "livedesk.db") as reader:
        bodies = b"".join(body for _, body in reader.rows("evening"))

    assert 7 == len(stored(tmp_path))
    assert b"13800138000" not in bodies
    assert "张三".encode() not in bodies


def test_a_table_of_ones_own(livedesk: Livedesk, tmp_path: Path) -> None:
    """Columns by name, in a currency and on a platform that the person names."""
    text = "Order no.,Sum,When (paid)\nA1,$10.00,2026-08-07 20:05 +08:00\n"
    (tmp_path / "own.csv").write_text(text, encoding="utf-8-sig")
    code, out, _ = livedesk(
        "own.csv", "--map", "Order no.=order", "--map", "Sum=amount", "--map", "When (paid)=paid",
        "--platform", "myshop", "--currency", "usd",
    )  # fmt: skip

    assert 0 == code
    assert "added 1" in out
    assert [("myshop", 1_000, "USD")] * 2 == [
        (event.platform, event.amount, event.currency) for event in stored(tmp_path)
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nothing.csv"], "nothing.csv"),
        (["orders.csv", "--broadcast", "morning"], "evening"),
        (["orders.csv", "--map", "order"], "COLUMN=FIELD"),
        (["orders.csv", "--map", "a=ordr"], "order"),
        (["orders.csv", "--map", "a=order", "--map", "b=paid"], "--map"),
        (["livedesk.db"], "CSV"),
    ],
)
def test_a_persons_mistake_ends_with_code_2_and_words(
    livedesk: Livedesk, tmp_path: Path, arguments: list[str], words: str
) -> None:
    """Nothing is written."""
    code, out, err = livedesk(*arguments)

    assert (2, "") == (code, out)
    assert words in err
    assert [] == stored(tmp_path)


def test_an_open_desk_refuses_the_import_but_not_a_look(livedesk: Livedesk, tmp_path: Path) -> None:
    """Who holds the journal is named."""
    desk = open_journal(tmp_path / "livedesk.db", label="main room")
    try:
        refused, _, err = livedesk("orders.csv")
        looked, _, _ = livedesk("orders.csv", "--dry-run")
    finally:
        desk.close_blocking()

    assert (2, 0) == (refused, looked)
    assert "main room" in err


def test_what_a_file_holds_cannot_act_on_the_terminal(livedesk: Livedesk, tmp_path: Path) -> None:
    """Escape sequences and markup in cells are shown harmless."""
    text = "no,sum,paid\n\x1b[31m[red]1,10,2026-08-07 20:05 +08:00\n2,\x1b]0;x\x07,2026-08-07 20:05 +08:00\n"
    (tmp_path / "own.csv").write_text(text, encoding="utf-8")
    _, out, _ = livedesk(
        "own.csv", "--dry-run", "--map", "no=order", "--map", "sum=amount", "--map", "paid=paid"
    )

    assert "\x1b" not in out
    assert "\x07" not in out
    assert "[red]1" in out


def test_chinese(livedesk: Livedesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same in 中文."""
    monkeypatch.setenv("LIVEDESK_LANG", "zh")
    language.use("zh")
    try:
        code, out, _ = livedesk("orders.csv", "--dry-run")
    finally:
        language.use("en")

    assert 0 == code
    assert "抖店：3 单" in out
    assert "什么都没有写入" in out
