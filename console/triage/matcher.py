"""One pass over a text finds every word of every list."""

from collections.abc import Iterable, Mapping

import msgspec
from ahocorasick_rs import AhoCorasick, Implementation

from console.triage.patterns import Cue
from console.triage.spans import Chain, Edges, Span

_Cue = tuple[int, str, float, Edges | None, Chain | None, int]
"""What a literal may stand for: layer, name, weight, edges, chain, step."""


class Hit(msgspec.Struct, frozen=True, gc=False):
    """A list's word at start:end of the folded text; `tail` is where the last of several literals begins."""

    start: int
    end: int
    name: str
    weight: float
    tail: int

    @property
    def is_loose(self) -> bool:
        """Whether there is room between its literals."""
        return self.tail != self.start


class Matcher:
    """Finds the words of several layers at once."""

    def __init__(self, layers: Mapping[str, Iterable[tuple[str, Cue]]]) -> None:
        self._layers = range(len(layers))
        meanings: dict[str, tuple[_Cue, ...]] = {}
        # Tens of thousands of spellings share a few thousand meanings; each is kept once.
        once: dict[tuple[_Cue, ...], tuple[_Cue, ...]] = {}
        for layer, cues in enumerate(layers.values()):
            for name, (literal, weight, edges, chain, step) in cues:
                cue = (layer, name, weight, edges, chain, step)
                there = meanings.get(literal, ())
                if cue not in there:
                    meaning = (*there, cue)
                    meanings[literal] = once.setdefault(meaning, meaning)
        self._meanings = list(meanings.values())
        automaton = AhoCorasick(meanings, implementation=Implementation.ContiguousNFA, store_patterns=False)
        self._find = automaton.find_matches_as_indexes

    def find(self, text: str) -> list[list[Hit]]:
        """Return the hits of each layer in the order given. A longer hit silences those it covers.

        One with a gap silences only what begins or ends with it: 还…呢 takes the 呢, and not what is said between.
        """
        layers: list[list[Hit]] = [[] for _ in self._layers]
        meanings = self._meanings
        seen: dict[Chain, list[list[Span]]] = {}
        for index, start, end in self._find(text, overlapping=True):
            for layer, name, weight, edges, chain, step in meanings[index]:
                if (step and chain not in seen) or (edges is not None and not edges.hold(text, start, end)):
                    continue
                if chain is None:
                    layers[layer].append(Hit(start, end, name, weight, start))
                elif (span := chain.advance(text, (start, end), step, seen)) is not None:
                    layers[layer].append(Hit(span[0], span[1], name, weight, start))
        for layer, hits in enumerate(layers):
            if len(hits) > 1:
                layers[layer] = _outermost(hits)
        return layers


def _outermost(hits: list[Hit]) -> list[Hit]:
    hits.sort(key=_longest_first)
    kept: list[Hit] = []
    widest_start, widest_end = 0, 0
    begun: dict[int, int] = {}  # where loose hits begin, and the furthest they go
    ended: dict[int, int] = {}  # where they end, and the furthest back they began
    for hit in hits:
        start, end, tail = hit.start, hit.end, hit.tail
        if end <= widest_end and (start != widest_start or end != widest_end):
            continue
        kept.append(hit)  # two lists may claim the very same characters
        if tail != start:
            begun.setdefault(start, end)
            ended.setdefault(end, start)
        else:
            widest_start, widest_end = start, end
    if not begun:
        return kept
    return [
        hit
        for hit in kept
        if hit.is_loose or (begun.get(hit.start, 0) <= hit.end and ended.get(hit.end, hit.start) >= hit.start)
    ]


def _longest_first(hit: Hit) -> tuple[int, int]:
    return hit.start, -hit.end
