"""How far to trust a comment: marks for adverts, contact bait, floods, shills, insults and false notices.

A mark never takes a question or complaint out of its lane. Driven by the comments and their times alone: the same
comments in the same order always get the same marks. What is remembered is bounded in number.
"""

from functools import lru_cache
from pathlib import Path

from msgspec.structs import replace

from connectors.events import STRANGER, CommentReceived
from console.model.marks import Mark
from console.model.verdict import Verdict
from console.triage.floods import Floods
from console.triage.fold import fold
from console.triage.lures import NOTHING, Lures, Said
from console.triage.shills import LONG, Shills

_REMEMBERED = 4_096  # texts; a live room repeats itself
_LONGEST_REMEMBERED = 64  # characters
_SPAM = frozenset({"advert", "contact_bait", "fake_notice"})


class Trust:
    """Marks the comments of one broadcast; give it every comment once, in order. Without `lures` no word is looked for."""

    def __init__(self, lures: Lures | None = None) -> None:
        self._floods = Floods()
        self._shills = Shills()
        self._read = _nothing if lures is None else lures.read
        self._remember = lru_cache(_REMEMBERED)(self._read)

    @classmethod
    def load(cls, lexicon_dir: Path, shop_dir: Path | None = None) -> "Trust":
        """Read the word lists, then a shop's changes to them. Raises `UserProblem` with all that is wrong in them."""
        return cls(Lures.load(lexicon_dir, shop_dir))

    def judge(self, comment: CommentReceived, verdict: Verdict) -> Verdict:
        """Return the verdict with the comment's marks. What needs no answer and baits or advertises becomes spam.

        Backlog came all at once and the host's own side may say what it likes: neither bears a mark.
        """
        if comment.history:
            return verdict
        folded = verdict.folded
        if comment.staff:
            self._shills.prompt(folded)
            return verdict
        laned = verdict.question or verdict.complaint
        text = comment.text
        written = fold(text) if verdict.context == "repeat" else folded  # a repeat bears its first wording
        read = self._remember if len(text) <= _LONGEST_REMEMBERED else self._read
        said = read(text, written)
        marks = said.sure if laned else said.marks
        if STRANGER not in comment.viewer:  # of whom nobody knows whether they are one or many
            if (said.praises or len(folded) >= LONG) and not (laned or said.prompted):
                marks += self._shill(comment, folded, praises=said.praises)
            flood = self._floods.hear(comment.at, comment.viewer, folded, laned=laned)
            if flood is not None:
                marks += (flood,)
        if not marks:
            return verdict
        if not laned and verdict.intent == "chat" and any(mark.kind in _SPAM for mark in marks):
            return replace(verdict, intent="spam", marks=marks)
        return replace(verdict, marks=marks)

    def _shill(self, comment: CommentReceived, folded: str, *, praises: bool) -> tuple[Mark, ...]:
        """Return the mark of what others have said as well; never of what asks or complains: that is a popular question."""
        at, viewer = comment.at, comment.viewer
        shill = self._shills.hear(at, viewer, folded, praises=praises)
        if shill is None and praises and (before := self._floods.last(viewer)):
            shill = self._shills.follow(at, viewer, before, folded)
        return () if shill is None else (shill,)


def _nothing(_text: str, _folded: str) -> Said:
    return NOTHING
