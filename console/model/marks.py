"""Marks of low trust on a comment: what it seems to be besides what it says, and what gave it away.

A mark hides nothing and answers nothing: a question with a mark is still a question, in its lane, with its clock.
"""

from typing import Literal

import msgspec

from connectors.language import Words, say

MarkKind = Literal["advert", "contact_bait", "flood", "shill", "abuse", "fake_notice"]

MARK_NAMES: dict[MarkKind, Words] = {
    "advert": Words("广告", "advert"),
    "contact_bait": Words("引流", "contact bait"),
    "flood": Words("刷屏", "flood"),
    "shill": Words("疑似水军", "shill"),
    "abuse": Words("辱骂", "abuse"),
    "fake_notice": Words("冒充通知", "fake notice"),
}


class Mark(msgspec.Struct, kw_only=True, frozen=True, omit_defaults=True, gc=False):
    """One mark and its reason, as data, so that it can be told in any language.

    `words` are those that gave it away, never an account or a number; "" where it was a number. A flood tells by `count` how many comments made it
    one, a shill how many viewers: of the `same` words, else too fast, or word for word in the same order.
    """

    kind: MarkKind
    words: str = ""
    count: int = 0
    same: bool = False

    @property
    def reason(self) -> str:
        """Why it stands there, in the language in use."""
        match self.kind, self.same:
            case "flood", True:
                return say(f"同样的话发了 {self.count} 遍", f"the same words {self.count} times")
            case "flood", False:
                return say(f"连发 {self.count} 条，太快", f"{self.count} comments, far too fast")
            case "shill", True:
                return say(f"{self.count} 个账号说同样的话", f"{self.count} accounts say the same")
            case "shill", False:
                return say(f"{self.count} 个账号照同一顺序说", f"{self.count} accounts follow one script")
            case _ if not self.words:
                return say("拆开或变形的号码", "a number in disguise")
            case _:
                return f"“{self.words}”"


def mark_names(marks: tuple[Mark, ...]) -> str:
    """Return what the marks are called, in the language in use."""
    return say("、", ", ").join(str(MARK_NAMES[mark.kind]) for mark in marks)
