"""Rows of the panes: pieces of text in strips of exactly so many cells."""

from collections.abc import Sequence
from itertools import chain

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from console.cells import cut, safe

Piece = tuple[str, Style]


def row(pieces: Sequence[Piece], width: int, base: Style | None = None) -> Strip:
    """Return a strip of exactly `width` cells: the pieces one after the other, cut where they no longer fit.

    `base` is the style of the whole row, under the styles of its pieces.
    """
    segments: list[Segment] = []
    left = width
    for text, style in pieces:
        drawn = cut(text, left)
        if drawn:
            segments.append(Segment(drawn, style if base is None else base + style))
            left -= cell_len(drawn)
        if left <= 0:
            break
    if left > 0:
        segments.append(Segment(" " * left, base))
    return Strip(segments, max(0, width))


def span(pieces: Sequence[Piece]) -> int:
    """Return how many cells the pieces take uncut."""
    return sum(cell_len(safe(text)) for text, _ in pieces)


def ends(left: Sequence[Piece], right: Sequence[Piece], width: int, base: Style | None = None) -> Strip:
    """Return a strip of exactly `width` cells with `right` at its right end; `left` gives way where both do not fit."""
    tail = row(right, min(span(right), width), base)
    head = row(left, width - tail.cell_length, base)
    return Strip(chain(head, tail), width)
