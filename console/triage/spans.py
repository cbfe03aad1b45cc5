"""What must hold around a literal that was seen, and between several of them."""

import re
from collections.abc import Sequence
from typing import NamedTuple

# What may stand between the beginning of a clause and what it says: an address, a greeting, a filler, a product.
# Atomic throughout: a text made of such words must not make the search try every way to cut it up.
_LEAD_IN = re.compile(
    r"(?:^|[^\w\s'])\s*+(?:(?>(?:hi|hey|hello|ok|okay|so|and|but|or|well|um|pls|please|sorry|excuse me|guys|host|sis|dear|sir|lol|yes"
    r"|no)\b|亲亲?|主播|老板娘?|客服|小姐姐|姐姐?|哥哥?|宝宝?|你好|您好|请问|那么?|所以|但是?|然后|还有|就是|麻烦|[哎诶欸喂嗨]|哈喽"
    r"|链接\d{1,3}|\d{1,3}号?(?:链接)?)[\s,]*+)*+$"
)
# What may follow the end of what is said without a sign between: 有货没主播, 掉色不亲.
_AFTERTHOUGHTS = ("主播", "亲", "姐", "哥", "老板", "客服", "宝", "家人", "谢谢", "急", "在线等", "求")
_LEAD_REACH = 40  # characters before a word that are looked at for a lead-in
_CLAUSE_MARKS = frozenset(",.!?;")
_LONGEST_NUMBER = 8

Span = tuple[int, int]


class Edges(NamedTuple):
    """Whether a literal begins or ends a clause, and whether its Latin edges must be those of a word."""

    at_start: bool
    at_end: bool
    whole_left: bool
    whole_right: bool

    def needed(self) -> "Edges | None":
        """Return these edges, None where they ask for nothing."""
        return self if any(self) else None

    def hold(self, text: str, start: int, end: int) -> bool:
        """Whether they hold for the literal at start:end of a folded text."""
        at_start, at_end, whole_left, whole_right = self
        if (whole_right or at_end) and end < len(text):
            follower = text[end]
            if follower.isalnum() and (
                (whole_right and follower.isascii()) or (at_end and not text.startswith(_AFTERTHOUGHTS, end))
            ):
                return False
        if not start:
            return True
        return not (whole_left and is_latin(text[start - 1])) and not (
            at_start and not _opens_clause(text, start)
        )


class Chain:
    """Literals that follow one another: `…` between two leaves room for up to `reach` characters, `#` is a number."""

    __slots__ = ("_at_start", "_between", "_number_after", "_number_before", "_reach")

    def __init__(
        self, between: Sequence[str], reach: int, *, at_start: bool, number_before: bool, number_after: bool
    ) -> None:
        self._between = tuple(between)
        self._at_start = at_start
        self._reach = reach
        self._number_before = number_before
        self._number_after = number_after

    def advance(self, text: str, span: Span, step: int, seen: dict["Chain", list[list[Span]]]) -> Span | None:
        """Take the step-th literal at `span`; return where the whole stands once it is complete.

        `seen` remembers, for one text, what each chain has come across, step by step. Literals come in order of their ends.
        """
        start, end = span
        if step:
            begin = self._begin(text, start, step, seen)
        else:
            begin = _digits_before(text, start) if self._number_before else start
            if begin and self._at_start and not _opens_clause(text, begin):
                return None
        if begin is None:
            return None
        if step < len(self._between):
            if (steps := seen.get(self)) is None:
                seen[self] = steps = [[] for _ in self._between]
            steps[step].append((begin, end))
            return None
        if self._number_after:
            after = _digits_after(text, end)
            return None if after is None else (begin, after)
        return begin, end

    def _begin(self, text: str, start: int, step: int, seen: dict["Chain", list[list[Span]]]) -> int | None:
        number = self._between[step - 1] == "#"
        for begin, end in reversed(seen[self][step - 1]):
            if end > start:
                continue
            if start - end > self._reach:
                return None
            between = text[end:start]
            if (between.isdecimal() and between.isascii()) if number else _CLAUSE_MARKS.isdisjoint(between):
                return begin
        return None


def is_latin(character: str) -> bool:
    """Whether a character is an ASCII letter or digit; false for none at all."""
    return character.isascii() and character.isalnum()


def _opens_clause(text: str, start: int) -> bool:
    before = text[:start] if start <= _LEAD_REACH else "_" + text[start - _LEAD_REACH : start]
    return _LEAD_IN.search(before) is not None


def _digits_before(text: str, start: int) -> int | None:
    begin = start
    while begin and start - begin < _LONGEST_NUMBER and text[begin - 1] in "0123456789.":
        begin -= 1
    return begin if begin < start else None


def _digits_after(text: str, end: int) -> int | None:
    after = end
    while after < len(text) and after - end < _LONGEST_NUMBER and text[after] in "0123456789.":
        after += 1
    return after if after > end else None
