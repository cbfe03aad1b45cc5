"""What the columns of an export are called, platform by platform, and which of our fields each is.

The names are those of the consoles' own exports as programs that read them know them; Kuaishou's are not verified
against a file. Exports change: every field has the names it went by, the first that a file has counts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta, timezone, tzinfo

from connectors.language import Words, say
from connectors.problem import UserProblem, closest

FIELDS: Mapping[str, Words] = {
    "order": Words("订单号", "the order's number"),
    "created": Words("下单时间", "when it was placed"),
    "paid": Words("付款时间", "when it was paid"),
    "cancelled": Words("取消时间", "when it was cancelled"),
    "refunded": Words("退款时间", "when money was given back"),
    "status": Words("订单状态", "the order's state in words"),
    "aftersale": Words("售后状态", "the state of a refund in words"),
    "amount": Words("这一行的实付金额", "what this row costs"),
    "refund": Words("这一行的退款金额", "what was given back of this row"),
    "order_amount": Words("整单实付金额", "what the whole order costs"),
    "order_refund": Words("整单退款金额", "what was given back of the whole order"),
    "quantity": Words("件数", "how many pieces"),
    "product": Words("商品编号", "the product's id"),
    "product_title": Words("商品名称", "the product's title"),
    "name": Words("买家昵称", "the buyer's display name"),
    "currency": Words("币种", "the currency, ISO 4217"),
}
"""What a column may be. Nothing else of a file is kept: no address, no telephone."""

CHINA = timezone(timedelta(hours=8))
Columns = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Layout:
    """How to read one kind of table.

    A table is of this kind when it has a column for each of `marks`, each given by its possible names. `zone` is that of
    times that name none, None for this machine's own; `currency` that of amounts that name none.
    """

    platform: str
    title: Words
    columns: Columns
    marks: Sequence[Sequence[str]] = field(default=())
    zone: tzinfo | None = CHINA
    currency: str = "CNY"

    def fits(self, header: Iterable[str]) -> bool:
        """Say whether a header is one of this kind."""
        names = {folded(name) for name in header}
        return all(names.intersection(map(folded, mark)) for mark in self.marks)

    def places(self, header: Sequence[str]) -> dict[str, int]:
        """Return at which place of a row each field stands, where the header has it."""
        names = [folded(name) for name in header]
        found: dict[str, int] = {}
        for each, known in self.columns.items():
            place = next((names.index(folded(name)) for name in known if folded(name) in names), None)
            if place is not None:
                found[each] = place
        return found


def folded(name: str) -> str:
    """Return a column's name as names are compared: exports differ in brackets, spaces and capitals."""
    return name.replace("（", "(").replace("）", ")").replace(" ", "").casefold()


DOUYIN = Layout(
    "douyin",
    Words("抖店", "Douyin shop"),
    {
        "order": ["主订单编号"],
        "created": ["订单提交时间", "下单时间"],
        "paid": ["支付完成时间", "支付时间"],
        "status": ["订单状态"],
        "aftersale": ["售后状态"],
        "amount": ["订单应付金额", "实付金额"],
        "refund": ["退款金额"],
        "quantity": ["商品数量", "数量"],
        "product": ["商品ID"],
        "product_title": ["选购商品", "商品名称"],
    },
    marks=[["主订单编号"], ["订单应付金额", "选购商品"]],
)
TAOBAO_ORDERS = Layout(
    "taobao",
    Words("千牛 · 订单报表", "Taobao orders"),
    {
        "order": ["订单编号"],
        "created": ["订单创建时间", "买家下单时间"],
        "paid": ["订单付款时间", "买家付款时间"],
        "status": ["订单状态"],
        "aftersale": ["订单关闭原因", "退款状态"],
        "order_amount": ["买家实际支付金额", "买家实付金额", "总金额"],
        "order_refund": ["退款金额"],
        "quantity": ["宝贝总数量"],
        "product_title": ["宝贝标题"],
        "name": ["买家会员名", "买家昵称"],
    },
    marks=[["订单编号"], ["买家应付货款", "买家实际支付金额", "买家实付金额"]],
)
TAOBAO_ITEMS = Layout(
    "taobao",
    Words("千牛 · 宝贝报表", "Taobao items"),
    {
        "order": ["主订单编号"],
        "created": ["订单创建时间"],
        "paid": ["订单付款时间"],
        "status": ["订单状态"],
        "aftersale": ["退款状态"],
        "amount": ["买家实际支付金额", "买家应付货款"],
        "refund": ["退款金额"],
        "quantity": ["购买数量"],
        "product": ["宝贝ID", "商品ID"],
        "product_title": ["标题", "宝贝标题"],
    },
    marks=[["主订单编号"], ["子订单编号"], ["买家应付货款", "买家实际支付金额"]],
)
WECHAT = Layout(
    "wechat-channels",
    Words("微信小店", "WeChat shop"),
    {
        "order": ["订单号"],
        "created": ["订单下单时间", "下单时间"],
        "paid": ["支付时间", "订单支付时间"],
        "status": ["订单状态"],
        "aftersale": ["商品售后"],
        "order_amount": ["订单实际支付金额"],
        "refund": ["商品已退款金额"],
        "quantity": ["商品数量"],
        "product": ["商品编码(平台)"],
        "product_title": ["商品名称"],
    },
    marks=[["订单号"], ["订单实际支付金额"], ["商品编码(平台)", "商品已退款金额"]],
)
KUAISHOU = Layout(
    "kuaishou",
    Words("快手小店", "Kuaishou shop"),
    {
        "order": ["订单号", "订单编号"],
        "created": ["订单创建时间", "下单时间"],
        "paid": ["订单支付时间", "支付时间"],
        "status": ["订单状态"],
        "aftersale": ["退款状态", "售后状态"],
        "order_amount": ["实付款", "订单实付金额", "实付金额"],
        "order_refund": ["退款金额"],
        "quantity": ["成交数量", "商品数量", "数量"],
        "product": ["商品ID", "商品编号"],
        "product_title": ["商品名称"],
        "name": ["买家昵称", "用户昵称"],
    },
    marks=[["订单号", "订单编号"], ["订单创建时间"], ["实付款", "订单实付金额"], ["商品ID", "商品名称"]],
)
SHOPIFY = Layout(
    "shopify",
    Words("Shopify", "Shopify"),
    {
        "order": ["Id", "Name"],
        "created": ["Created at"],
        "paid": ["Paid at"],
        "cancelled": ["Cancelled at"],
        "status": ["Financial Status"],
        "order_amount": ["Total"],
        "order_refund": ["Refunded Amount"],
        "quantity": ["Lineitem quantity"],
        "product_title": ["Lineitem name"],
        "currency": ["Currency"],
    },
    marks=[["Name"], ["Financial Status"], ["Lineitem quantity"]],
    zone=None,
    currency="USD",
)
LAYOUTS = (DOUYIN, TAOBAO_ITEMS, TAOBAO_ORDERS, WECHAT, KUAISHOU, SHOPIFY)
"""The exports that are known, the more particular before the more general."""


def own_layout(mapping: Mapping[str, str], *, platform: str, currency: str) -> Layout:
    """Return the layout of a table of the shop's own: `mapping` is column to field.

    Raises `UserProblem` for a field that does not exist, and where nothing says which order it is, when, and whether it
    was paid.
    """
    for column, name in mapping.items():
        if name not in FIELDS:
            raise _no_field(column, name)
    named = set(mapping.values())
    if "order" not in named or not named & {"created", "paid"} or not named & {"paid", "status"}:
        raise UserProblem(
            say("对照还不够", "The mapping is not whole"),
            say(
                "至少要说明订单号（order）、时间（created 或 paid），以及是否付款（paid 或 status）。",
                "It must name at least order, a time (created or paid), and what tells whether it was paid (paid or status).",
            ),
            say("例如 --map 单号=order --map 付款时间=paid。", "For example --map No=order --map Paid=paid."),
        )
    columns = {name: [column for column, each in mapping.items() if each == name] for name in sorted(named)}
    marks = [[column] for column in mapping]
    title = Words("按对照读的表", "a table of your own")
    return Layout(platform, title, columns, marks, zone=None, currency=currency)


def _no_field(column: str, name: str) -> UserProblem:
    near = closest(name, FIELDS)
    known = ", ".join(FIELDS)
    return UserProblem(
        say("没有这个字段", "No such field"),
        say(
            f"“{column}”对应到“{name}”，没有这个字段。",
            f"“{column}” is mapped to “{name}”, which is no field.",
        ),
        say(f"是不是想写 {near}？", f"Did you mean {near}?")
        if near
        else say(f"可用的有：{known}。", f"There are: {known}."),
    )
