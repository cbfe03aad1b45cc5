"""The little language of the word lists: what a shop may write, and what is looked for.

掉色            the word, anywhere
(什么|啥)时候    one of several; (能|) may also be missing
<很>差          any spelling of a group that the lists share
怎么…发货        up to `REACH` characters of the same clause between, `LATIN_REACH` in Latin script
满#减           # is a number
^价格$           at the beginning, at the end of a clause
refund, refund*  a Latin word as a whole; with any ending
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import product
from math import prod
from typing import NamedTuple

from connectors.problem import closest
from console.triage.fold import fold
from console.triage.simplified import SIMPLIFIED
from console.triage.spans import Chain, Edges, is_latin

REACH = 8
LATIN_REACH = 24
_MOST_FORMS = 4_000  # spellings of one line; more is a slip of the pen
_CHOICE = re.compile(r"\(([^()]*)\)|(<[^<>()|]+>)")

_SIGN = re.compile(r"[$^*]")
_LATIN = re.compile("[a-z0-9]+")
_PLAIN = re.compile(r"(?!.*(.)\1\1)[\u4e00-\u9fff]+")  # Chinese characters, none thrice in a row


class PatternError(ValueError):
    """A line of a word list cannot be read; `zh` and `en` say why."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


class Cue(NamedTuple):
    """A literal to look for, and what must hold around it (None: nothing).

    With a `chain` it is the step-th of several that must follow one another. `weight` says how telling the whole is.
    """

    literal: str
    weight: float
    edges: Edges | None = None
    chain: Chain | None = None
    step: int = 0


def read_pattern(line: str, groups: Mapping[str, Sequence[str]] | None = None) -> list[Cue]:
    """Return what to look for to find a line of a word list. Raises `PatternError`."""
    line = line.replace("...", "…")
    bare = line.removeprefix("^")
    at_start = bare != line
    parts = re.split("([…#])", bare)
    signs = parts[1::2]
    segments = [[_literal(spelling) for spelling in _spellings(part, groups or {})] for part in parts[::2]]
    before, after = segments[0] == [_NOTHING], segments[-1] == [_NOTHING]
    if (before and signs[:1] == ["…"]) or (after and signs[-1:] == ["…"]):
        raise PatternError("… 要在两个词之间", "… stands between two words")
    solid = segments[before : len(segments) - after]
    if not solid or any(not literal for segment in solid for literal, *_ in segment):
        raise PatternError("除了符号和表情，没有可找的字", "nothing to look for but signs and pictures")
    chain = None
    weight = 0.0
    if signs:
        latin = all(literal.isascii() for segment in solid for literal, *_ in segment)
        between = signs[before : len(signs) - after]
        reach = LATIN_REACH if latin else REACH
        chain = Chain(between, reach, at_start=at_start, number_before=before, number_after=after)
        weight = 1 + sum(min(_weight(literal) for literal, *_ in segment) for segment in solid)
        at_start = False  # which the chain sees to
    return [
        Cue(literal, weight or _weight(literal), _edges(at_start, *sides), chain, step)
        for step, segment in enumerate(solid)
        for literal, *sides in segment
    ]


def _spellings(segment: str, groups: Mapping[str, Sequence[str]]) -> list[str]:
    choices: list[Sequence[str]] = []
    end = 0
    for choice in _CHOICE.finditer(segment):
        choices += [segment[end : choice.start()]], _alternatives(choice[choice.lastindex or 0], groups)
        end = choice.end()
    choices.append([segment[end:]])
    if any(sign in part for (part, *_) in choices[::2] for sign in "()<>|"):
        raise PatternError("括号或竖线不成对", "brackets or bars do not match")
    forms = prod(map(len, choices))
    if forms > _MOST_FORMS:
        zh, en = (
            f"一行有 {forms} 种说法，最多 {_MOST_FORMS} 种",
            f"{forms} spellings in one line, at most {_MOST_FORMS}",
        )
        raise PatternError(zh, en)
    return list(dict.fromkeys(map("".join, product(*choices))))


def _alternatives(choice: str, groups: Mapping[str, Sequence[str]]) -> Sequence[str]:
    found: list[str] = []
    for word in choice.split("|"):
        if "<" not in word and ">" not in word:
            found.append(word)
        elif word[0] != "<" or word[-1] != ">":
            raise PatternError(
                "括号里的 <组> 要单独作一项", "in brackets a <group> stands alone between bars"
            )
        elif word[1:-1] in groups:
            found += groups[word[1:-1]]
        else:
            near = closest(word[1:-1], groups)
            zh, en = (f"，是不是 <{near}>", f", is it <{near}>") if near else ("", "")
            raise PatternError(f"没有 {word} 这一组{zh}", f"there is no group {word}{en}")
    return found


def _literal(spelling: str) -> tuple[str, bool, bool, bool]:
    """Return what to look for; whether it ends a clause; whether its left and its right edge are those of a word."""
    if _PLAIN.fullmatch(spelling) is not None and spelling.translate(SIMPLIFIED) == spelling:
        return (
            spelling,
            False,
            False,
            False,
        )  # as most are: there are tens of thousands, and folding takes its time
    rest = spelling.removesuffix("$")
    word = rest.removesuffix("*")
    if _SIGN.search(word) is not None:
        raise PatternError("^ 只能在开头，$ 和 * 只能在结尾", "^ stands first, $ and * stand last")
    folded = fold(word)
    return folded, rest != spelling, is_latin(folded[:1]), is_latin(folded[-1:]) and word == rest


_NOTHING = _literal("")


@cache
def _edges(at_start: bool, at_end: bool, whole_left: bool, whole_right: bool) -> Edges | None:  # noqa: FBT001 - in the order of Edges
    return Edges(
        at_start, at_end, whole_left, whole_right
    ).needed()  # one for all: there are tens of thousands


def _weight(word: str) -> float:
    """Return how telling a word is: one a Chinese character, one and a half a Latin word or number."""
    if _PLAIN.fullmatch(word) is not None:
        return len(word)
    latin = _LATIN.findall(word)
    return len(word) - sum(map(len, latin)) - word.count(" ") + 1.5 * len(latin)
