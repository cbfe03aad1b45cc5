"""Tells a complaint from other comments."""

import re

from console.triage.matcher import Hit
from console.triage.question import NOTHING, Finding

# A negation right before a word: 不掉色, 没有什么色差, never disappointed, not a scam.
_NEGATED = re.compile(
    r"(?:不|没|没有|无|未|零|别|不会|不是|不算|不怎么|毫无|从不|绝不|从来没|(?:\b(?:not|no|never|without|isn't|wasn't|doesn't|didn't|don't|nothing)\s))"
    r"(?:很|太|什么|任何|那么|这么|特别|再|有|是|被|让|会|(?:(?:a|an|any|so|very|too|that|at all|really)\s))?$"
)
_REACH = 14  # characters before a word that are looked at for a negation


def find_complaint(text: str, hits: list[Hit], *, whether: bool) -> Finding:
    """Judge a folded text by the hits of the layer `tone`; `whether` says that it asks for a yes or no."""
    if not hits:
        return NOTHING
    fine = [hit for hit in hits if hit.name == "fine"]
    spans = []
    confidence = 0.0
    for hit in hits:
        if hit.name == "fine" or (hit.name == "faults" and whether):
            continue
        if hit.name != "insults" and _taken_back(text, hit, fine):
            continue
        spans.append((hit.start, hit.end))
        confidence = max(confidence, 0.7 if hit.name == "faults" else 0.8 if hit.end - hit.start < 3 else 0.9)
    if spans:
        return Finding(holds=True, confidence=confidence, spans=tuple(spans))
    return Finding(holds=False, confidence=0.8)


def _taken_back(text: str, hit: Hit, fine: list[Hit]) -> bool:
    if any(hit.start < other.start < hit.end < other.end for other in fine):
        return True  # its last characters belong to another word: 太卡通了
    return _negated(text, hit.start) or (hit.is_loose and _negated(text, hit.tail))


def _negated(text: str, start: int) -> bool:
    if _NEGATED.search(text[max(0, start - _REACH) : start]) is not None:
        return True
    return (
        0 < start < len(text) - 1 and text[start] in "不没" and text[start - 1] == text[start + 1]
    )  # 行不行
