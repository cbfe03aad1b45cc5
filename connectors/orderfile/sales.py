"""From the rows of a file to what happened to each order. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from connectors.events import (
    IMPORTED,
    OrderCancelled,
    OrderCreated,
    OrderEvent,
    OrderPaid,
    OrderRefunded,
    viewer_key,
)
from connectors.orderfile.lines import Line
from connectors.orderfile.states import State

_GIVEN_BACK = {State.REFUNDED, State.PARTLY_REFUNDED}


@dataclass(frozen=True, slots=True)
class Sale:
    """One order of a file: its number, the lines it stands on, when it was placed (UTC ms), and what happened to it.

    Events bear the times at which the platform says they happened: nobody received them then. A refund's amount is
    all that the file says was given back. `vague_refund` says that a part was, and not how much: it is no event.
    """

    order: str
    lines: tuple[int, ...]
    placed_at: int
    events: tuple[OrderEvent, ...]
    vague_refund: bool = False


def sale(rows: Sequence[Line], platform: str) -> Sale | None:
    """Return what happened to the order that `rows`, at least one, speak of; None where no row says when."""
    first = next((row for row in rows if row.says_when), rows[0])
    rows = [row if row.says_when else _as(first, row) for row in rows]
    times = [time for row in rows for time in (row.created, row.paid) if time is not None]
    if not times:
        return None
    placed_at = min(times)
    events: list[OrderEvent] = []
    is_vague = False
    for part in _parts(rows):
        events += _happened(part, platform, placed_at)
        is_vague |= part.refund.is_vague
    return Sale(
        order=rows[0].order,
        lines=tuple(row.line for row in rows),
        placed_at=placed_at,
        events=tuple(events),
        vague_refund=is_vague,
    )


def _as(first: Line, row: Line) -> Line:
    """Return a row that tells no time and no state with those of its order."""
    return replace(
        row,
        created=first.created,
        paid=first.paid,
        cancelled=first.cancelled,
        refunded=first.refunded,
        states=first.states,
    )


@dataclass(frozen=True, slots=True)
class _Refund:
    """What was given back: `amount` is None where nobody says how much of it, `is_whole` where it was everything."""

    amount: int | None = None
    is_whole: bool = False
    is_vague: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    """What one set of events is about: a product's rows, or the whole order. Amounts None where nobody says."""

    rows: Sequence[Line]
    product: str
    amount: int | None
    paid_amount: int | None
    refund: _Refund


def _parts(rows: Sequence[Line]) -> list[_Part]:
    totals = [row.order_amount for row in rows if row.order_amount is not None]
    refunds = [row.order_refund for row in rows if row.order_refund is not None]
    products = {row.product for row in rows}
    if totals or refunds:
        # The same total on each row is the order's; totals that differ are the rows' own, whatever their name says.
        amount = sum(totals) if len(set(totals)) > 1 else totals[0] if totals else _sum(rows)
        refund = _Refund(refunds[0]) if refunds else _refund(rows, amount)
        return [_Part(rows, next(iter(products)) if len(products) == 1 else "", amount, amount, refund)]
    parts: list[_Part] = []
    for product in dict.fromkeys(row.product for row in rows):
        own = [row for row in rows if row.product == product]
        paid = [row for row in own if _is_paid(row)]
        parts.append(_Part(own, product, _sum(own), _sum(paid), _refund(own, _sum(own))))
    return parts


def _refund(rows: Sequence[Line], total: int | None) -> _Refund:
    """Return what was given back of the rows, which cost `total`.

    A row that was refunded, and does not say how much, gave back what it cost.
    """
    said = sum(row.refund for row in rows if row.refund is not None)
    unsaid = [row for row in rows if row.refund is None and State.REFUNDED in row.states]
    if not unsaid:
        is_vague = not said and any(State.PARTLY_REFUNDED in row.states for row in rows)
        return _Refund(said or None, is_vague=is_vague)
    costs = [row.amount for row in unsaid if row.amount is not None]
    if len(costs) == len(unsaid):
        return _Refund(said + sum(costs))
    if len(unsaid) == len(rows):
        return _Refund(total, is_whole=True)
    return _Refund(said or None, is_vague=True)


def _happened(part: _Part, platform: str, placed_at: int) -> list[OrderEvent]:
    """Return a part's events in the order in which things happen to an order."""
    rows = part.rows
    named = next((row for row in rows if row.name), rows[0])
    titles = {row.product_title for row in rows}
    paid = [row for row in rows if _is_paid(row)]
    created_at = min((row.created for row in rows if row.created is not None), default=placed_at)
    paid_at = min((row.paid for row in rows if row.paid is not None), default=created_at)
    after = max(created_at, paid_at)

    def event(kind: type[OrderEvent], at: int, amount: int | None, quantity: int) -> OrderEvent:
        return kind(
            at=at,
            feed=IMPORTED,
            id=rows[0].order,
            platform=platform,
            viewer=viewer_key(platform, None, named.name) if named.name else None,
            name=named.name or None,
            product=part.product or None,
            product_title=next(iter(titles)) or None if len(titles) == 1 else None,
            quantity=quantity,
            amount=amount,
            currency=rows[0].currency if amount is not None else None,
            placed_at=placed_at,
        )

    pieces = sum(row.quantity for row in rows)
    found = [event(OrderCreated, created_at, part.amount, pieces)]
    if paid:
        found.append(event(OrderPaid, paid_at, part.paid_amount, sum(row.quantity for row in paid)))
    if part.refund.amount is not None or part.refund.is_whole:
        at = max((row.refunded for row in rows if row.refunded is not None), default=after)
        found.append(event(OrderRefunded, at, part.refund.amount, 1))
    elif all(_is_cancelled(row) for row in rows) and not part.refund.is_vague:
        at = max((row.cancelled for row in rows if row.cancelled is not None), default=after)
        found.append(event(OrderCancelled, at, None, 1))
    return found


def _is_paid(row: Line) -> bool:
    if row.paid is not None or row.refund or row.order_refund:
        return True
    return State.UNPAID not in row.states and bool(row.states & {State.PAID, *_GIVEN_BACK})


def _is_cancelled(row: Line) -> bool:
    return row.cancelled is not None or State.CLOSED in row.states


def _sum(rows: Sequence[Line]) -> int | None:
    known = [row.amount for row in rows if row.amount is not None]
    return sum(known) if known else None
