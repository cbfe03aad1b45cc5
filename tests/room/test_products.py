"""Products in a running room: those of its list, and those its feeds show."""

from pathlib import Path

import pytest

from connectors.events import ExplainStarted
from connectors.problem import UserProblem
from console.journal import Reader
from console.opening import load_catalogue
from console.settings import load
from console.triage import Triage
from tests.room.conftest import HandFeed, OpenRoom


async def test_a_product_shown_is_known_by_name_also_after_a_restart(
    open_room: OpenRoom, triage: Triage
) -> None:
    """What a feed has shown stands in the journal, and is learned from it again."""
    shown = [("P9", "小炊 4.5L可视空气炸锅"), ("P8", "山雀 直筒牛仔裤")]
    at = open_room.clock.now()
    open_room.feeds[0].say(
        *(ExplainStarted(at=at, feed="main", product=code, product_title=title) for code, title in shown)
    )
    open_room.comment("空气炸锅保修多久")
    await open_room.finish("signal")

    again = OpenRoom(open_room.file, triage, [HandFeed()])
    with Reader(open_room.file) as reader:
        again.room.restore(reader.events("b1"), "控制台关闭期间")
    await again.start()
    again.comment("空气炸锅多少钱", viewer="b")
    products = [case.product for case in again.room.state.cases.values()]
    await again.finish()

    assert ["P9", "P9"] == products
    assert dict(shown) == again.room.catalogue.titles


def test_a_room_may_have_a_list_of_its_own(tmp_path: Path) -> None:
    """It stands in the place of the shop's; a fault in it is the person's to mend."""
    (tmp_path / "shop.yaml").write_text("1: 保温杯\n", encoding="utf-8")
    (tmp_path / "night.yaml").write_text("1: 空气炸锅\n", encoding="utf-8")
    settings = tmp_path / "livedesk.toml"
    settings.write_text(
        'products = "shop.yaml"\n[rooms.day]\n[rooms.night]\nproducts = "night.yaml"\n', encoding="utf-8"
    )
    loaded = load.load(settings)
    assert {"1": "保温杯"} == load_catalogue(loaded, "day").titles
    assert {"1": "空气炸锅"} == load_catalogue(loaded, "night").titles
    (tmp_path / "night.yaml").write_text("1: 锅\n", encoding="utf-8")
    with pytest.raises(UserProblem, match="night"):
        load_catalogue(loaded, "night")
