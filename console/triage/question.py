"""Tells a question from other comments, with or without a question mark."""

import re

import msgspec

from console.triage.matcher import Hit
from console.triage.slots import Slots
from console.triage.spans import Span

# 掉不掉色, 发没发: a character, a negation, the same character.
_ECHO = re.compile(r"([\u4e00-\u9fff])(?<![不没了是的一])[不没]\1")
# 能开发票, 支持分期, 孕妇可以用: a short comment that says “can” and names a topic wants to know. Not so 我能用, 都可以退.
_CAN = re.compile(
    r"(?:[^,.!]{0,6}(?<![都也就才不只还我他她说没真很])(?:能|可以|可|会)|(?:\d{1,3}号?(?:链接)?|主播|亲)?(?:支持|接受|有|带|送|包(?!装)))"
    r"(?![的了不是点你我人])[^,.!]{1,8}(?<![了啦的哦呀好棒赞])"
)
# Passing on what one knows: 有运费险的放心, 包邮的 我刚问过.
_TELLS = re.compile(
    r"放心|[问看说讲查买拍试]过|我[也都]?是?(?:刚|已经)|^(?:有|包|是|能|可以)[^,.!?]{1,6}的(?:$|亲|姐|宝|[ ,.])"
)
_LONGEST_UNMARKED = 48  # characters; who asks at such length marks it, or ends with it
_TAIL = 16
_LONGEST_BARE = 16  # characters; height and weight and little else ask for a size
_TO_KNOW = ("product.", "price.", "order.", "logistics.", "payment.", "after_sales.")


class Finding(msgspec.Struct, frozen=True, gc=False):
    """Whether it holds, how sure that is (0 to 1), and where the words stand that decided."""

    holds: bool
    confidence: float
    spans: tuple[Span, ...] = ()


NOTHING = Finding(holds=False, confidence=0.95)


def find_question(text: str, hits: list[Hit], *, abused: bool, topical: bool) -> Finding:
    """Judge a folded text by the hits of the layer `questions`.

    `abused` says that it insults somebody, `topical` that it has a topic: abuse without one asks nothing.
    """
    marked = "?" in text
    if not hits and not marked and "不" not in text and "没" not in text:
        return NOTHING
    asking = [(hit.start, hit.end) for hit in hits if hit.name != "not_asking"]
    asking += (echo.span() for echo in _ECHO.finditer(text) if not _covered(echo.span(), hits))
    if asking:
        if abused and not topical:
            return Finding(holds=False, confidence=0.7)
        if not marked and len(text) > _LONGEST_UNMARKED and max(end for _, end in asking) < len(text) - _TAIL:
            return Finding(holds=False, confidence=0.7)  # a tale in which a “what” or “how” occurs
        longest = max(end - start for start, end in asking)
        return Finding(holds=True, confidence=0.9 if marked or longest > 2 else 0.85, spans=tuple(asking))
    if marked and not hits and not abused and any(map(str.isalnum, text)):
        mark = text.index("?")
        return Finding(holds=True, confidence=0.75, spans=((mark, mark + 1),))
    return Finding(holds=False, confidence=0.85) if hits or marked else NOTHING


def wants_to_know(text: str, topic: str, slots: Slots) -> Finding:
    """Judge a folded text that has a topic, no complaint and no word of asking."""
    measured = any(slot == "measures" and " " in value for slot, value in slots)
    if topic.startswith(_TO_KNOW) and (
        (measured and len(text) <= _LONGEST_BARE) or (_CAN.fullmatch(text) and _TELLS.search(text) is None)
    ):
        return Finding(holds=True, confidence=0.6, spans=((0, len(text)),))
    return NOTHING


def asks_whether(text: str, hits: list[Hit]) -> bool:
    """Whether a question is answered by yes or no: then a fault in it is asked about, not reported."""
    return any(hit.name == "whether" for hit in hits) or _ECHO.search(text) is not None


def _covered(span: Span, hits: list[Hit]) -> bool:
    return any(hit.start <= span[0] and span[1] <= hit.end for hit in hits)
