"""A row of small bars: how a count went over the broadcast, on one line."""

from collections.abc import Sequence

_BARS = " ▁▂▃▄▅▆▇█"
_WIDEST_BAR = 3  # cells a minute may take in a short broadcast
UNKNOWN = "░"
"""Stands where the feeds could not deliver."""


def gathered(counts: Sequence[int | None], columns: int) -> list[float | None]:
    """Lay counts out on at most `columns` columns.

    Several share a column where there are too many: their mean, of those known, else None. Few are drawn wider.
    """
    step = max(1, -(-len(counts) // columns))
    wide = max(1, min(_WIDEST_BAR, columns // max(1, len(counts))))
    found: list[float | None] = []
    for first in range(0, len(counts), step):
        known = [count for count in counts[first : first + step] if count is not None]
        found += [sum(known) / len(known) if known else None] * wide
    return found


def bars(values: Sequence[float | None]) -> str:
    """Return one sign a value: a bar of up to eight eighths of the highest. What is not nothing is never drawn as nothing."""
    highest = max((value for value in values if value is not None), default=0)
    return "".join(UNKNOWN if value is None else _BARS[_eighths(value, highest)] for value in values)


def _eighths(value: float, highest: float) -> int:
    return -int(-8 * value // highest) if value else 0
