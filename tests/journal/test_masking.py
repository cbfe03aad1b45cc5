"""Exports without people in them."""

from pathlib import Path
from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.events import CommentReceived, Gifted, OrderPaid, OrderRefunded, Unparsed
from console.journal import Broadcast, Reader, UnknownEvent, export_lines, open_journal
from console.journal.masking import DROPPED, TEXTS, Masking, masked_text
from console.model.events import AnyEvent, CommentClassified, ReplySent

PEOPLE = {"viewer", "viewers", "name", "refund", "combo"}
HARMLESS = {
    *("feed", "platform", "by", "room", "title", "feeds", "broadcast", "run"),  # the shop's own names
    *("case", "comment", "reply", "channel", "type", "lane", "intent", "emotion", "topic"),  # ids and labels
    *(
        "product",
        "product_title",
        "gift",
        "coupon",
        "currency",
        "script",
        "slots",
    ),  # goods and word lists
    *("was", "now"),  # labels
    "id",  # an order's is replaced; a comment's ties its events together
}


def test_people_leave_and_figures_stay(path: Path, evening: Broadcast) -> None:
    """The same viewer gets the same stand-in throughout; texts keep their sense; prices and times stay."""
    events: list[AnyEvent] = [
        CommentReceived(at=1, feed="f", id="c1", text="手机 13800138000", viewer="p:42", name="小美", platform="p"),
        CommentReceived(at=2, feed="f", id="c2", text="199 能便宜吗", viewer="p:@阿强", name="阿强", platform="p"),
        ReplySent(
            at=3, by="an", reply="r", case="k", feed="f", text="@阿强 可以的", channel="chat", type="human",
            viewers=("p:@阿强", "p:42"),
        ),
        OrderPaid(at=4, feed="f", id="20260807123", platform="p", viewer="p:42", name="小美", amount=19900),
        Unparsed(at=5, feed="f", reason="bad", sample='{"nick":"小美"}'),
    ]  # fmt: skip
    journal = open_journal(path, label="main")
    journal.begin(evening)
    journal.append(evening.id, events)
    journal.close_blocking()

    with Reader(path) as reader:
        _, first, second, reply, order, unparsed = (
            msgspec.json.decode(line) for line in export_lines(reader, "last", masked=True)
        )

    assert ("p:viewer-1", "name-1", "手机 *********00") == (first["viewer"], first["name"], first["text"])
    assert ("p:@viewer-2", "name-2", "199 能便宜吗") == (second["viewer"], second["name"], second["text"])
    assert (["p:@viewer-2", "p:viewer-1"], "@*** 可以的") == (reply["viewers"], reply["text"])
    assert ("order-1", "p:viewer-1", 19900) == (order["id"], order["viewer"], order["amount"])
    assert {"kind": "feed.unparsed", "at": 5, "feed": "f", "reason": "bad"} == unparsed


def test_orders_refunds_and_combos_get_stand_ins() -> None:
    """Their ids lead to a buyer; the same one stays recognisable within the export."""
    masking = Masking()
    refunds: list[AnyEvent] = [
        OrderRefunded(at=1, feed="f", id="6920001", platform="douyin", refund=refund)
        for refund in ("r-77", "", "r-77")
    ]
    gift = Gifted(at=2, feed="f", viewer="p:42", name="小美", platform="p", gift="玫瑰", combo="42-9-1")
    first, unnamed, again, given = (msgspec.json.decode(masking.body(event)) for event in [*refunds, gift])

    assert ("order-1", "refund-1") == (first["id"], first["refund"])
    assert first == again
    assert "refund" not in unnamed
    assert "combo-1" == given["combo"]


def test_names_are_taken_out_of_what_was_said(path: Path, evening: Broadcast) -> None:
    """A script that greets by name, a viewer who calls another: whoever is known by name is named no more."""
    asked = CommentReceived(at=1, feed="f", id="c1", text="发货吗", viewer="p:1", name="石榴🌸", platform="p")
    called = CommentReceived(
        at=2, feed="f", id="c2", text="Sunny_96 说得对", viewer="p:2", name="豆豆", platform="p"
    )
    third = CommentReceived(
        at=3, feed="f", id="c3", text="豆豆龙好看", viewer="p:3", name="Sunny_96", platform="p"
    )
    sent = ReplySent(
        at=4, by="an", reply="r", case="k", feed="f", text="石榴🌸、豆豆，今天发", channel="chat", type="broadcast",
        viewers=("p:1", "p:2"),
    )  # fmt: skip
    journal = open_journal(path, label="main")
    journal.begin(evening)
    journal.append(evening.id, [asked, called, third, sent])
    journal.close_blocking()
    with Reader(path) as reader:
        _, *lines = export_lines(reader, evening.id, masked=True)
    texts = [msgspec.json.decode(line)["text"] for line in lines]

    assert ["发货吗", "name-2 说得对", "豆豆龙好看", "name-1、name-3，今天发"] == texts


def test_a_kind_this_version_does_not_know_is_emptied() -> None:
    """Nobody can tell who is in it, so only its kind and time leave."""
    event = UnknownEvent(kind="new", at=7, viewer="p:1", body=b'{"kind":"new","at":7,"phone":"13800138000"}')

    assert b'{"kind":"new","at":7}' == Masking().body(event)


@pytest.mark.parametrize("event_type", get_args(AnyEvent))
def test_every_field_has_been_thought_about(event_type: type[msgspec.Struct]) -> None:
    """A new field of text is masked, dropped or declared harmless before it can leave the shop."""
    texts = {
        field.name
        for field in msgspec.structs.fields(event_type)
        if "str" in str(field.type) or "Any" in str(field.type)
    }

    assert set() == texts - PEOPLE - TEXTS - DROPPED - HARMLESS


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("加我 138 0013 8000", "加我 *** **** **00"),
        ("单号４６０１２３４５６７８９０", "单号***********９０"),
        ("身高165体重110，199元2件", "身高165体重110，199元2件"),
        ("@小美，在吗 @阿强:好", "@***，在吗 @***:好"),
        ("发a@b.com，订单尾号1234", "发***@***，订单尾号**34"),
    ],
)
def test_masked_text(text: str, masked: str) -> None:
    """What is personal and mentions go; sizes, prices and words stay."""
    assert masked == masked_text(text)


@given(st.text(st.characters(codec="utf-8")))
def test_masking_twice_is_masking_once(text: str) -> None:
    """A masked text holds nothing that would be masked again."""
    once = masked_text(text)

    assert once == masked_text(once)


def test_the_words_that_decided_are_masked_as_well() -> None:
    """A learned model may name a number as its reason."""
    event = CommentClassified(
        at=1, id="c1", viewer="p:1", question=True, complaint=False, intent="order", emotion="neutral",
        confidence=0.9, reasons=("发货", "订单尾号1234"),
    )  # fmt: skip

    assert ["发货", "订单尾号**34"] == msgspec.json.decode(Masking().body(event))["reasons"]
