"""One row of a file, read: cells become what they mean, or a sentence about why they cannot."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from connectors.language import say
from connectors.mapping.values import count_of, id_of, minor_units, name_of, title_of
from connectors.orderfile.layouts import Layout
from connectors.orderfile.states import State, states_of

_NOTHING = frozenset({"", "-", "--", "—", "——", "/", "无", "null", "none", "nan", "n/a"})
_ROUNDED = re.compile(r"[0-9](\.[0-9]+)?[eE]\+?[0-9]+")
_CURRENCY = re.compile("[A-Za-z]{3}")
_TIME = re.compile(
    r"(?P<year>20[0-9]{2})[-/.年](?P<month>[0-9]{1,2})[-/.月](?P<day>[0-9]{1,2})日?[T\s]*"
    r"(?P<hour>[0-9]{1,2})[:：](?P<minute>[0-9]{2})([:：](?P<second>[0-9]{2})(\.[0-9]+)?)?\s*"
    r"(?P<zone>Z|UTC|(?P<sign>[-+])(?P<ahead>[0-9]{2}):?(?P<minutes>[0-9]{2}))?"
)


class UnreadableError(Exception):
    """A row cannot be taken; the reason is for a person."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one row says. Times are UTC ms, amounts minor units; None and "" where it does not say."""

    line: int
    order: str
    created: int | None
    paid: int | None
    cancelled: int | None
    refunded: int | None
    states: frozenset[State]
    amount: int | None
    refund: int | None
    order_amount: int | None
    order_refund: int | None
    currency: str
    quantity: int
    product: str
    product_title: str
    name: str

    @property
    def says_when(self) -> bool:
        """Whether it tells of a time or a state: some exports do so on an order's first row only."""
        return bool(self.states) or any((self.created, self.paid, self.cancelled, self.refunded))


Reader = Callable[[int, Sequence[str]], Line]
"""Takes a row's line number and cells; raises `UnreadableError`."""


def line_reader(layout: Layout, places: Mapping[str, int]) -> Reader:
    """Return the reader of a table's rows; `places` is where in a row each field stands."""

    def read(number: int, cells: Sequence[str]) -> Line:
        def cell(field: str) -> str:
            place = places.get(field)
            text = cells[place] if place is not None and place < len(cells) else ""
            return "" if text.casefold() in _NOTHING else text

        currency = _currency(cell("currency")) or layout.currency

        def money(field: str) -> int | None:
            return _money(cell(field), currency)

        def time(field: str) -> int | None:
            return _time(cell(field), layout.zone)

        status, aftersale = cell("status"), cell("aftersale")
        return Line(
            line=number,
            order=_order(cell("order")),
            created=time("created"),
            paid=time("paid"),
            cancelled=time("cancelled"),
            refunded=time("refunded"),
            states=_states(status, aftersale, has_time=bool(cell("paid") or cell("cancelled"))),
            amount=money("amount"),
            refund=_given_back(money("refund")),
            order_amount=money("order_amount"),
            order_refund=_given_back(money("order_refund")),
            currency=currency,
            quantity=_quantity(cell("quantity")),
            product=_product(cell("product")),
            product_title=title_of(cell("product_title")),
            name=_name(cell("name")),
        )

    return read


def _order(text: str) -> str:
    text = text.removeprefix("=").strip()
    if not text:
        raise UnreadableError(say("没有订单号", "no order number"))
    if _ROUNDED.fullmatch(text):
        raise UnreadableError(
            say(
                f"订单号 {text} 被表格软件改成了科学计数",
                f"a spreadsheet has rounded the order number to {text}",
            )
        )
    return id_of(text)


def _currency(text: str) -> str:
    if text and _CURRENCY.fullmatch(text) is None:
        raise UnreadableError(
            say(f"币种“{text}”不是三个字母", f"the currency “{text}” is not three letters, like CNY")
        )
    return text.upper()


def _product(text: str) -> str:
    text = text.removeprefix("=").strip()
    return "" if _ROUNDED.fullmatch(text) else id_of(text)


def _name(text: str) -> str:
    """Return a display name; one with stars in it could be anybody's."""
    return "" if "*" in text else name_of(text)


def _quantity(text: str) -> int:
    if not text:
        return 1
    found = count_of(text.removesuffix(".0").removesuffix("件"))
    if found is None:
        raise UnreadableError(say(f"件数“{text}”不是数", f"the quantity “{text}” is no number"))
    return found


def _money(text: str, currency: str) -> int | None:
    if not text or text.startswith("无"):  # 无退款申请 stands where a refund's amount would
        return None
    found = minor_units(text, currency, in_major=True)
    if found is None:
        raise UnreadableError(say(f"金额“{text}”不是数", f"the amount “{text}” is no number"))
    return found


def _given_back(amount: int | None) -> int | None:
    """Return what a refund came to: some consoles write it as a negative number, and 0 for none."""
    return abs(amount) or None if amount is not None else None


def _states(status: str, aftersale: str, *, has_time: bool) -> frozenset[State]:
    found = states_of(status, aftersale)
    if status and not found and not has_time:
        raise UnreadableError(say(f"状态“{status}”不明", f"the state “{status}” is not known"))
    return found


def _time(text: str, zone: tzinfo | None) -> int | None:
    if not text:
        return None
    written = _TIME.fullmatch(text)
    if written is None:
        raise UnreadableError(
            say(
                f"时间“{text}”看不懂，要像 2026-08-07 20:15",
                f"the time “{text}” cannot be read; it should be like 2026-08-07 20:15",
            )
        )
    year, month, day, hour, minute, second = (
        int(written[part] or 0) for part in ("year", "month", "day", "hour", "minute", "second")
    )
    try:
        moment = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - the zone follows below
    except ValueError as error:
        raise UnreadableError(say(f"没有“{text}”这个时间", f"there is no such time as “{text}”")) from error
    if written["zone"] in {"Z", "UTC"}:
        zone = UTC
    elif written["zone"]:
        ahead = timedelta(hours=int(written["ahead"]), minutes=int(written["minutes"]))
        if ahead >= timedelta(days=1):
            raise UnreadableError(say(f"没有“{text}”这个时间", f"there is no such time as “{text}”"))
        zone = timezone(-ahead if written["sign"] == "-" else ahead)
    moment = moment.astimezone() if zone is None else moment.replace(tzinfo=zone)
    return round(moment.timestamp() * 1000)
