"""When a viewer asks again what they have asked before, in the same words or in others."""

import re
from typing import NamedTuple

from msgspec.structs import replace

from console.model.verdict import Verdict
from console.triage.lately import Lately

_KEEP_MS = 5 * 60_000
_MOST_ASKERS = 10_000
_MOST_ASKS = 3  # of one viewer; older ones are forgotten
_ALIKE = 0.6  # shared words of content over all of them (Jaccard index)

# Words that carry the asking, not what is asked about.
_EMPTY = re.compile(
    r"[的了吗嘛么呢啊呀吧哦啦哈噢喔哎不没有无是能可以会要想我你他它这那个就都也还又再怎什谁哪几多少请问主播亲在]"
    r"|\b(?:an?|the|is|are|do|does|did|can|could|will|would|i|you|it|this|that|any|have|has|pls|plz|please|hi|hey|hello|host"
    r"|to|of|for|in|on|and)\b"
)
_WORDS = re.compile(r"[a-z0-9']+|[^\W_]")


class _Ask(NamedTuple):
    at: int
    verdict: Verdict


class Repeats:
    """Remembers what each viewer has asked in the last five minutes. Times are ms."""

    def __init__(self) -> None:
        self._asks: Lately[tuple[_Ask, ...]] = Lately(_KEEP_MS, _MOST_ASKERS)

    def hear(self, at: int, viewer: str, verdict: Verdict) -> Verdict:
        """Take a question or complaint; one that repeats an earlier one comes back as that one, and marked.

        It then bears the earlier one's subject and folded text, so that the desk finds the case in which its viewer waits.
        """
        asks = self._asks.get(viewer, at)
        if asks is None:
            self._asks.note(viewer, at, (_Ask(at, verdict),))
            return verdict
        for ask in reversed(asks):
            if 0 <= at - ask.at < _KEEP_MS and _is_same(ask.verdict, verdict):
                first = ask.verdict
                verdict = replace(
                    verdict,
                    folded=first.folded,
                    intent=first.intent,
                    topic=first.topic,
                    product=first.product,
                    slots=first.slots,
                    context="repeat",
                )
                asks = tuple(other for other in asks if other is not ask)
                break
        self._asks.note(viewer, at, (*asks[1 - _MOST_ASKS :], _Ask(at, verdict)))
        return verdict


def content_of(folded: str) -> frozenset[str]:
    """Return what a folded text is about: its words and Chinese characters, without those that only ask."""
    return frozenset(_WORDS.findall(_EMPTY.sub(" ", folded)))


def _is_same(before: Verdict, now: Verdict) -> bool:
    if before.complaint != now.complaint or before.product != now.product:  # another lane, another thing
        return False
    if before.folded == now.folded:
        return True
    if before.slots != now.slots or (now.topic and before.topic != now.topic):
        return False
    one, other = content_of(before.folded), content_of(now.folded)
    return bool(one) and len(one & other) >= _ALIKE * len(one | other)
