"""How much was advertised, baited, flooded: the comments that bear marks of low trust, by mark."""

from collections.abc import Callable
from typing import Any

import msgspec

from console.model.events import CommentClassified
from console.model.marks import MarkKind


class Doubt(msgspec.Struct, kw_only=True):
    """One mark: how many `comments` of how many `viewers` bore it, and how many of those asked or complained all the same."""

    mark: MarkKind
    comments: int = 0
    viewers: int = 0
    served: int = 0


class DoubtList:
    """Counts marks. A comment with two of them counts under both."""

    def __init__(self) -> None:
        self._found: dict[MarkKind, Doubt] = {}
        self._viewers: dict[MarkKind, set[str]] = {}

    def handlers(self) -> dict[type, Callable[[Any], None]]:
        """Return what to call for which event."""
        return {CommentClassified: self._classified}

    def _classified(self, event: CommentClassified) -> None:
        for mark in event.marks:
            doubt = self._found.setdefault(mark.kind, Doubt(mark=mark.kind))
            doubt.comments += 1
            doubt.served += event.question or event.complaint
            viewers = self._viewers.setdefault(mark.kind, set())
            viewers.add(event.viewer)
            doubt.viewers = len(viewers)

    def all(self) -> list[Doubt]:
        """Return the marks that were borne, the most frequent first."""
        return sorted(self._found.values(), key=lambda doubt: (-doubt.comments, doubt.mark))
