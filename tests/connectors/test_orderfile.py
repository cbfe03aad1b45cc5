"""Files of orders as consoles export them. Every order in them is made up."""

from contextlib import suppress
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.events import OrderCancelled, OrderCreated, OrderEvent, OrderPaid, OrderRefunded
from connectors.orderfile import LAYOUTS, OrderFile, own_layout, read_orders
from connectors.orderfile.states import State, states_of
from connectors.orderfile.table import plain
from connectors.problem import UserProblem

START = 1_786_104_000_000  # 2026-08-07 20:00 in China
MINUTE = 60_000

DOUYIN = """\
主订单编号,子订单编号,选购商品,商品数量,商品ID,订单应付金额,收件人,收件手机号,订单提交时间,支付完成时间,订单状态,售后状态
'6920000000000000001\t,'1\t,蓝色水壶,2,350001,"1,234.50",张*,138****0000,2026-08-07 20:01:00,2026-08-07 20:02:00,待发货,-
'6920000000000000002\t,'2\t,蓝色水壶,1,350001,￥617.25,李*,139****0000,2026/8/7 20:03,,已关闭,-
'6920000000000000003\t,'3\t,茶杯,1,350002,￥49.00,王*,137****0000,2026-08-07 20:04:00,2026-08-07 20:05:00,已关闭,退款成功
'6920000000000000004\t,'4\t,茶杯,1,350002,49,赵*,136****0000,2026-08-07 20:06:00,-,待支付,-
'6920000000000000005\t,'5\t,茶杯,1,350002,49,钱*,136****0000,2026-08-07 20:06:00,2026-08-07 20:06:30,已关闭,售后关闭
"""


def kinds(found: OrderFile) -> list[list[type[OrderEvent]]]:
    """Return what happened to each order."""
    return [[type(event) for event in sale.events] for sale in found.sales]


def only(text: str, **mapping: str) -> list[OrderEvent]:
    """Return the events of the one order of a file of the shop's own."""
    own = own_layout(mapping, platform="shop", currency="CNY") if mapping else None
    (sale,) = read_orders(text.encode(), own).sales
    return list(sale.events)


def test_a_douyin_export() -> None:
    """Paid, closed unpaid, refunded, waiting, cancelled after paying; numbers and money as the console writes them."""
    found = read_orders(DOUYIN.encode())

    assert "douyin" == found.layout.platform
    assert [] == found.unreadable
    assert [
        [OrderCreated, OrderPaid],
        [OrderCreated, OrderCancelled],
        [OrderCreated, OrderPaid, OrderRefunded],
        [OrderCreated],
        [OrderCreated, OrderPaid, OrderCancelled],
    ] == kinds(found)
    assert (
        OrderPaid(
            at=START + 2 * MINUTE,
            feed="import-orders",
            id="6920000000000000001",
            platform="douyin",
            product="350001",
            product_title="蓝色水壶",
            quantity=2,
            amount=123_450,
            currency="CNY",
            placed_at=START + MINUTE,
        )
        == found.sales[0].events[1]
    )
    refund = found.sales[2].events[2]
    assert (4_900, START + 5 * MINUTE) == (refund.amount, refund.at)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_encodings(encoding: str) -> None:
    """What spreadsheets and consoles write."""
    assert read_orders(DOUYIN.encode()).sales == read_orders(DOUYIN.encode(encoding)).sales


@pytest.mark.parametrize("separator", ["\t", ";"])
def test_separators_and_titles_above_the_names_of_the_columns(separator: str) -> None:
    """The header is looked for among the first rows; an order's line is the file's own."""
    plain_text = DOUYIN.replace('"1,234.50"', "1234.50").replace("\t", "")
    found = read_orders(
        ("订单报表\r\n\r\n" + plain_text.replace(",", separator).replace("\n", "\r\n")).encode()
    )

    assert read_orders(plain_text.encode()).sales[0].events == found.sales[0].events
    assert (4,) == found.sales[0].lines


def test_a_taobao_export_keeps_names_that_are_names() -> None:
    """A buyer known by name can be linked to what was asked; a starred name could be anybody's."""
    found = read_orders(
        """\
订单编号,买家会员名,买家应付货款,买家实际支付金额,订单状态,收货人姓名,联系手机,订单创建时间,订单付款时间,宝贝标题,宝贝总数量,订单关闭原因,退款金额
="3700000000000000001",小鱼,99.00,99.00,交易成功,张三,'13800138000,2026-08-07 20:01:00,2026-08-07 20:02:00,茶杯,1,订单未关闭,0
="3700000000000000002",t**1,99.00,0,交易关闭,李四,'13800138001,2026-08-07 20:03:00,,茶杯,1,买家未付款,0
="3700000000000000003",阿强,99.00,99.00,"买家已付款，等待卖家发货",王五,'13800138002,2026-08-07 20:04:00,2026-08-07 20:05:00,茶杯,2,订单未关闭,30.00
=3700000000000000004,阿花,99.00,99.00,交易关闭,赵六,'13800138003,2026-08-07 20:06:00,2026-08-07 20:07:00,茶杯,1,退款,99.00
""".encode("gbk")
    )

    assert ["taobao:@小鱼", None, "taobao:@阿强", "taobao:@阿花"] == [
        sale.events[0].viewer for sale in found.sales
    ]
    assert [
        [OrderCreated, OrderPaid],
        [OrderCreated, OrderCancelled],
        [OrderCreated, OrderPaid, OrderRefunded],
        [OrderCreated, OrderPaid, OrderRefunded],
    ] == kinds(found)
    assert [3_000, 9_900] == [sale.events[-1].amount for sale in found.sales[2:]]
    assert ["3700000000000000001", "3700000000000000004"] == [
        found.sales[0].order,
        found.sales[3].order,
    ]


def test_taobao_items_are_told_by_product() -> None:
    """One order of two items is two sets of events of one order."""
    found = read_orders(
        """\
子订单编号,主订单编号,标题,购买数量,买家应付货款,买家实际支付金额,订单状态,退款状态,退款金额,订单创建时间,订单付款时间,商品ID
1,37001,茶杯,1,50,50,交易成功,没有申请退款,无退款申请,2026-08-07 20:01:00,2026-08-07 20:02:00,a
2,37001,水壶,2,100,100,交易成功,退款成功,100,2026-08-07 20:01:00,2026-08-07 20:02:00,b
""".encode()
    )

    assert [] == found.unreadable
    assert [[OrderCreated, OrderPaid, OrderCreated, OrderPaid, OrderRefunded]] == kinds(found)
    assert ["a", "a", "b", "b", "b"] == [event.product for event in found.sales[0].events]
    assert 10_000 == found.sales[0].events[-1].amount


def test_a_wechat_export_repeats_the_orders_amount_on_each_row() -> None:
    """The same total on every row is the order's, not each row's."""
    found = read_orders(
        """\
订单号,订单下单时间,订单状态,订单实际支付金额,支付时间,商品名称,商品编码(平台),商品数量,商品售后,商品已退款金额
37200001,2026-08-07 20:01:00,已发货,150.00,2026-08-07 20:02:00,茶杯,p1,1,,0
37200001,2026-08-07 20:01:00,已发货,150.00,2026-08-07 20:02:00,水壶,p2,2,退款完成,100.00
37200002,2026-08-07 20:03:00,待付款,20.00,,茶杯,p1,1,,0
""".encode()
    )
    order = found.sales[0]
    created, paid, refund = order.events

    assert "wechat-channels" == found.layout.platform
    assert (15_000, 3, None) == (paid.amount, paid.quantity, paid.product)
    assert 15_000 == created.amount
    assert 10_000 == refund.amount
    assert [OrderCreated] == kinds(found)[1]
    assert "p1" == found.sales[1].events[0].product


def test_a_kuaishou_export() -> None:
    """One row an order, with the buyer's name."""
    (sale,) = read_orders(
        """\
订单号,订单创建时间,订单支付时间,订单状态,实付款,退款状态,商品ID,商品名称,成交数量,买家昵称
2300001,2026-08-07 20:01:00,2026-08-07 20:02:00,已完成,¥88.00,,k1,茶杯,1,石榴
""".encode()
    ).sales

    assert ["kuaishou:@石榴"] * 2 == [event.viewer for event in sale.events]
    assert [8_800, 8_800] == [event.amount for event in sale.events]


def test_a_shopify_export_says_the_order_on_its_first_row_only() -> None:
    """Further rows are further lines of the same order; times bear their zone, money its currency."""
    (sale, voided) = read_orders(
        b"""\
Name,Email,Financial Status,Paid at,Currency,Total,Created at,Lineitem quantity,Lineitem name,Cancelled at,Refunded Amount,Id
#1001,jo@example.com,partially_refunded,2026-08-07 20:02:00 +0800,USD,"1,250.00",2026-08-07 20:01:00 +0800,1,Cup,,25.50,5001
#1001,jo@example.com,,,,,,2,Kettle,,,5001
#1002,jo@example.com,voided,,USD,10.00,2026-08-07 12:03:00 UTC,1,Cup,2026-08-07 12:30:00 UTC,0.00,5002
"""
    ).sales
    created, paid, refund = sale.events

    assert ("5001", START + MINUTE, (2, 3)) == (sale.order, sale.placed_at, sale.lines)
    assert (125_000, "USD", 3) == (paid.amount, paid.currency, paid.quantity)
    assert created.viewer is None
    assert 2_550 == refund.amount
    assert [OrderCreated, OrderCancelled] == [type(event) for event in voided.events]
    assert START + 30 * MINUTE == voided.events[1].at


def test_a_table_of_ones_own_by_a_mapping() -> None:
    """Columns are named by the shop; times without a zone are this machine's own."""
    events = only(
        "单号,实付,付款,买家\nA-1,99元,2026-08-07 20:02,小鱼\n",
        单号="order",
        实付="amount",
        付款="paid",
        买家="name",
    )

    assert [OrderCreated, OrderPaid] == [type(event) for event in events]
    assert (9_900, "CNY", "shop:@小鱼") == (events[1].amount, events[1].currency, events[1].viewer)
    assert round(datetime(2026, 8, 7, 20, 2).astimezone().timestamp() * 1000) == events[1].at


def test_rows_of_one_product_are_one_event() -> None:
    """Two variants of a product in one order are summed up, or the second would pass for a repeat."""
    created, paid = only(
        "no,id,amount,n,paid\n1,p,10,1,2026-08-07 20:00\n1,p,15,2,2026-08-07 20:00\n",
        no="order",
        id="product",
        amount="amount",
        n="quantity",
        paid="paid",
    )

    assert [(2_500, 3), (2_500, 3)] == [(created.amount, created.quantity), (paid.amount, paid.quantity)]


def test_a_line_that_is_there_twice_counts_once() -> None:
    """Exports put together overlap, and repeat the names of the columns."""
    found = read_orders((DOUYIN + DOUYIN).encode())

    assert read_orders(DOUYIN.encode()).sales == found.sales
    assert [8, 9, 10, 11, 12] == found.repeated


@pytest.mark.parametrize(
    ("row", "word"),
    [
        ("6.92E+18,10,2026-08-07 20:00,已发货", "6.92E+18"),
        (",10,2026-08-07 20:00,已发货", ""),
        ("1,ten,2026-08-07 20:00,已发货", "ten"),
        ("1,10,08/07/2026 8pm,已发货", "8pm"),
        ("1,10,2026-13-41 20:00,已发货", "2026-13-41"),
        ("1,10,2026-08-07,已发货", "2026-08-07"),
        ("1,10,,已发货", ""),
        ("1,10,2026-08-07 20:00,在路上吗", "在路上吗"),
        ("1,10,2026-08-07 20:00,已发货,备注里,有逗号", ""),
        ("1,10,2026-08-07 20:00 +9900,已发货", "+9900"),
    ],
)
def test_a_row_that_cannot_be_read_is_told_with_its_line(row: str, word: str) -> None:
    """The rows around it count."""
    own = own_layout(
        {"no": "order", "amount": "amount", "at": "created", "state": "status"}, platform="s", currency="CNY"
    )
    text = f"no,amount,at,state\n8,10,2026-08-07 20:00,已发货\n{row}\n9,10,2026-08-07 20:00,已发货\n"
    found = read_orders(text.encode(), own)
    (bad,) = found.unreadable

    assert 3 == bad.line
    assert word in bad.reason
    assert ["8", "9"] == [sale.order for sale in found.sales]


def test_a_quote_that_is_never_closed_is_told() -> None:
    """It would otherwise swallow every order behind it in silence."""
    rows = "".join(f"{n},10,2026-08-07 20:00\n" for n in range(2, 200))
    own = own_layout({"no": "order", "amount": "amount", "at": "paid"}, platform="s", currency="CNY")
    found = read_orders(f'no,amount,at\n1,10,2026-08-07 20:00\n"{rows}'.encode(), own)

    assert [3] == [one.line for one in found.unreadable]
    assert "201" in found.unreadable[0].reason or "200" in found.unreadable[0].reason


def test_a_refund_of_a_part_that_nobody_tells_is_left_out_and_told() -> None:
    """The sale counts; what was given back is not made up."""
    own = own_layout(
        {"no": "order", "amount": "amount", "at": "paid", "s": "aftersale"}, platform="s", currency="CNY"
    )
    found = read_orders("no,amount,at,s\n1,10,2026-08-07 20:00,部分退款\n".encode(), own)

    assert [[OrderCreated, OrderPaid]] == kinds(found)
    assert [2] == [one.line for one in found.unreadable]


def test_formulas_are_text() -> None:
    """A cell that begins like a formula is what a buyer typed; nothing is computed, and what is a number stays one."""
    created, _ = only(
        'no,at,buyer,title\n=1+1,2026-08-07 20:00,"=HYPERLINK(""http://x"")",@SUM(A1)\n',
        no="order",
        at="paid",
        buyer="name",
        title="product_title",
    )

    assert ("1+1", '=HYPERLINK("http://x")', "@SUM(A1)") == (created.id, created.name, created.product_title)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('="0012"', "0012"),
        ("'0012", "0012"),
        ("0012\t", "0012"),
        ("\ufeff a ", "a"),
        ("=1+1", "=1+1"),
        ('="', '="'),
    ],
)
def test_what_spreadsheets_put_around_text_is_taken_off(cell: str, text: str) -> None:
    """So that long numbers stay whole."""
    assert text == plain(cell)


@pytest.mark.parametrize(
    ("status", "aftersale", "states"),
    [
        ("待支付", "", {State.UNPAID}),
        ("等待买家付款", "", {State.UNPAID}),
        ("买家已付款，等待卖家发货", "", {State.PAID}),
        ("卖家已发货，等待买家确认", "退款中", {State.PAID}),
        ("交易成功", "退款关闭", {State.PAID}),
        ("交易关闭", "退款", {State.CLOSED, State.REFUNDED}),
        ("交易关闭", "买家未付款", {State.CLOSED}),
        ("已完成", "售后关闭", {State.PAID}),
        ("已发货", "部分退款成功", {State.PAID, State.PARTLY_REFUNDED}),
        ("已全额退款", "", {State.REFUNDED}),
        ("refunded", "", {State.REFUNDED}),
        ("partially_refunded", "", {State.PARTLY_REFUNDED}),
        ("voided", "", {State.CLOSED}),
        ("pending", "", {State.UNPAID}),
        ("?", "", set()),
    ],
)
def test_the_words_for_states(status: str, aftersale: str, states: set[State]) -> None:
    """Only the order's own words close it; a refund that is asked for is none yet."""
    assert states == states_of(status, aftersale)


@pytest.mark.parametrize(
    "data", [b"", b"\x00", b"PK\x03\x04rest", b"\xd0\xcf\x11\xe0rest", b"a,b\n1,2\n", b"\xff\x81\x00"]
)
def test_what_is_no_table_of_orders_is_told_in_words(data: bytes) -> None:
    """With what to do about it."""
    with pytest.raises(UserProblem) as problem:
        read_orders(data)

    assert problem.value.next_step


@pytest.mark.parametrize(
    "mapping", [{"a": "ordr"}, {"a": "order"}, {"a": "order", "b": "created"}, {"b": "paid"}]
)
def test_a_mapping_that_is_not_whole_is_told(mapping: dict[str, str]) -> None:
    """Which order, when, and whether it was paid must be known."""
    with pytest.raises(UserProblem):
        own_layout(mapping, platform="s", currency="CNY")


def test_no_layout_hides_another() -> None:
    """Each is recognised by its own columns."""
    for layout in LAYOUTS:
        header = [names[0] for names in layout.columns.values()] + [mark[0] for mark in layout.marks]

        assert layout is next(each for each in LAYOUTS if each.fits(header))


@given(st.binary(max_size=400))
def test_nothing_but_problems_comes_of_garbage(data: bytes) -> None:
    """Whatever the bytes, the reader returns or tells what is wrong."""
    header = "主订单编号,选购商品,订单提交时间,支付完成时间,订单应付金额,商品数量\n".encode()
    for whole in (data, header + data):
        with suppress(UserProblem):
            assert isinstance(read_orders(whole), OrderFile)


_CELL = st.sampled_from(
    [
        "",
        "-",
        "1",
        "2",
        "10",
        "¥1,000.00",
        "2026-08-07 20:00",
        "2026-08-07 20:05",
        "待发货",
        "已关闭",
        "退款成功",
        "x",
        '"',
        "=",
    ]
)


@given(st.lists(st.lists(_CELL, min_size=6, max_size=6), max_size=12))
def test_every_line_is_accounted_for(rows: list[list[str]]) -> None:
    """Each row that says anything is a sale's, a repeat, or unreadable: none is lost in silence."""
    head = "主订单编号,选购商品,订单提交时间,支付完成时间,订单应付金额,订单状态"
    body = "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in rows)
    found = read_orders(f"{head}\n{body}".encode())
    told = {line for sale in found.sales for line in sale.lines}
    told |= {one.line for one in found.unreadable} | set(found.repeated)

    assert {number for number, row in enumerate(rows, 2) if any(plain(cell) for cell in row)} == told


def test_a_currency_is_three_letters_or_its_row_cannot_be_read() -> None:
    """What else stands there says nothing of how many decimals an amount has; the right one does."""
    own = own_layout(
        {"no": "order", "at": "paid", "sum": "amount", "in": "currency"}, platform="p", currency="CNY"
    )
    found = read_orders(
        b"no,at,sum,in\n1,2026-08-07 20:00,500,jpy\n2,2026-08-07 20:00,5.250,KWD\n3,2026-08-07 20:00,5,$\x1b[31m\n",
        own,
    )

    assert [(500, "JPY"), (5_250, "KWD")] == [
        (one.events[1].amount, one.events[1].currency) for one in found.sales
    ]
    assert [4] == [row.line for row in found.unreadable]
    assert "\x1b" not in found.unreadable[0].reason
