"""Tells the answer to a host's prompt (想要的打“想要”, a draw's password) from a question of the viewer's own.

Two signs: somebody of the host's own side has just asked for exactly these words, or many people type the same words
within seconds. The second one alone never takes a real question for an echo: at the end of a sale hundreds ask 多少钱.
"""

import re

from console.triage.lately import Lately

ENOUGH = 6
"""So many different viewers with the same words within fifteen seconds answer what was said to all of them …"""

ENOUGH_ASKING = 12
"""… and so many even where the words ask, if they are too long for so many to have hit on them."""

LONGEST = 40
"""Characters; nobody is asked to type more."""

_TOGETHER_MS = 15_000
_KEEP_MS = 2 * 60_000  # after its last use an echo is forgotten
_MOST_ECHOES = 500
_MOST_TEXTS = 10_000

# Signs of asking, taken widely: what bears one is a question, however many type it.
_ASKS = re.compile(
    r"[?吗么嘛呢啥咋几哪谁怎]|多少|多[久大长高重]|有没|是不是|([\u4e00-\u9fff])[不没]\1"
    r"|\b(?:how|what|when|where|which|who|why|can|could|does|do|is|are|any|price|size)\b"
)
_UNITS = re.compile(r"[a-z0-9']+|[^\W_]")
_GIVEN = 9  # words, or Chinese characters: so many are the same only where they were given, or copied
# What the host's side asks to be typed: 想要的打“想要”, 扣1, 口令: 双十一快乐, type 1, comment SOLD.
_PROMPT = re.compile(
    r"(?:扣|打|刷|敲|输入|评论|回复|口令[是为]?|公屏上?发|\b(?:type|comment|drop|say)\b)\s?:?\s?"
    r"(?:[\"'「『【](?P<quoted>[^\"'」』】]{1,40})|(?P<bare>[^\s,.!?:;\"'~「『【]{1,20}))"
)


class Echoes:
    """Remembers what many have typed in the last seconds, and what the host's side asked for. Times are ms."""

    def __init__(self) -> None:
        self._sayers: Lately[dict[str, int]] = Lately(_TOGETHER_MS, _MOST_TEXTS)
        self._echoes: Lately[str] = Lately(_KEEP_MS, _MOST_ECHOES)

    def prompt(self, at: int, folded: str) -> None:
        """Take what the host's own side says: it may ask viewers to type something."""
        for match in _PROMPT.finditer(folded):
            self._echoes.note((match["quoted"] or match["bare"]).strip(), at, "prompt")

    def hear(self, at: int, viewer: str, folded: str) -> bool:
        """Take a viewer's comment; return whether it echoes a crowd or the host's side, and asks nothing of its own."""
        if len(folded) > LONGEST:
            return False
        sayers = self._sayers.get(folded, at)
        if sayers is None:
            self._sayers.note(folded, at, {viewer: at})
            return self._is_known(at, folded)
        sayers[viewer] = at
        self._sayers.note(folded, at, sayers)
        if len(sayers) >= ENOUGH and self._are_enough(at, folded, sayers):
            self._echoes.note(folded, at, self._echoes.get(folded, at) or "crowd")
            return True
        return self._is_known(at, folded)

    def _is_known(self, at: int, folded: str) -> bool:
        known = self._echoes.get(folded, at)
        if known == "crowd":
            self._echoes.note(folded, at, known)
        return known is not None

    @staticmethod
    def _are_enough(at: int, folded: str, sayers: dict[str, int]) -> bool:
        for viewer in [viewer for viewer, when in sayers.items() if at - when >= _TOGETHER_MS]:
            del sayers[viewer]
        while len(sayers) > ENOUGH_ASKING:
            del sayers[next(iter(sayers))]
        if len(sayers) < ENOUGH or _ASKS.search(folded) is None:
            return len(sayers) >= ENOUGH
        return len(sayers) >= ENOUGH_ASKING and len(_UNITS.findall(folded)) >= _GIVEN
