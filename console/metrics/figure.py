"""A figure: a value that never travels without what it was counted from."""

from dataclasses import dataclass
from typing import Any

import msgspec

from connectors.language import Words
from console.metrics.catalogue import CATALOGUE

Number = int | float


class Figure(msgspec.Struct, kw_only=True, frozen=True):
    """One figure of one broadcast. As JSON it always carries every field: a reader never has to guess what is missing.

    `version` is that of the rule. `value` None means that there are no data, and `reason` says why; it is never 0 in that
    case. Shares run from 0 to 1, durations are seconds, money is minor units. `n` is how many items the value rests on.
    `pending` items are too young to be judged, `censored` ones ended without an answer, `excluded` ones were left out, by
    reason. `calendar` says how time was counted (`elapsed`: all of it). `window` is [from, to) and `as_of` the moment of
    counting, in UTC ms. `coverage` is the share of the window in which the feeds are known to have delivered. `detail`
    holds further values under names of their own.
    """

    id: str
    name: Words
    rule: Words
    unit: str
    version: int
    value: Number | None
    reason: Words | None = None
    numerator: Number | None = None
    denominator: Number | None = None
    n: int
    pending: int = 0
    censored: int = 0
    excluded: dict[str, int] = {}
    clock: str
    calendar: str
    window: tuple[int, int] | None
    filters: dict[str, str | int] = {}
    coverage: float | None
    as_of: int
    detail: dict[str, Any] = {}

    def __post_init__(self) -> None:
        if (self.value is None) == (self.reason is None):
            raise ValueError(f"{self.id}: exactly one of value and reason must be given")


@dataclass(frozen=True, slots=True)
class Frame:
    """What the figures of one counting share. `end` is where open waits are cut: the stop, or `as_of` while live.

    `stopped` says that it is the stop.
    """

    as_of: int
    end: int
    window: tuple[int, int] | None
    coverage: float | None
    stopped: bool = False

    def figure(
        self, figure_id: str, value: Number | None, *, n: int, why_none: Words | None = None, **fields: Any
    ) -> Figure:
        """Build the figure `figure_id` of the catalogue; `why_none` is its reason where `value` is None."""
        definition = CATALOGUE[figure_id]
        return Figure(
            id=figure_id,
            name=definition.name,
            rule=definition.rule,
            unit=fields.pop("unit", definition.unit),
            version=definition.version,
            value=value,
            reason=why_none if value is None else None,
            n=n,
            clock=definition.clock,
            calendar="elapsed",
            window=self.window,
            coverage=self.coverage,
            as_of=self.as_of,
            **fields,
        )

    def share(self, figure_id: str, part: Number, whole: Number, *, why_none: Words, **fields: Any) -> Figure:
        """Build a share: numerator, denominator and their ratio, None where the denominator is empty."""
        value = part / whole if whole else None
        fields.setdefault("n", whole)
        return self.figure(figure_id, value, why_none=why_none, numerator=part, denominator=whole, **fields)


def seconds(ms: Number | None) -> float | None:
    """Return milliseconds as seconds; None stays None."""
    return None if ms is None else ms / 1000
