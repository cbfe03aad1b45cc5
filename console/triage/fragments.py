"""When two comments of one viewer are one: “那个” + “红色的有没有”, “3号链接” + “多少钱”, “有没有” + “小码”.

Nothing is joined that says enough by itself. A part that only names something (a colour, a size, a link, a body) is read
with the question next to it; a question without a subject is read with what gives it one.
"""

import re

from console.model.verdict import Verdict

LONGEST = 30
"""Characters in a part; who writes more says it all at once."""

_SURE = 0.6  # confidence; half a sentence is easily misread, and what it was read as with less than that may be wrong
_SUBJECT = 12  # characters of the half that an opening lacks
_NOUN = 4  # characters of what may be a product's name
_CALL = "chat.call"  # 在吗: who goes on at once has only knocked
_ENDINGS = frozenset({"吗", "么", "嘛", "没", "不", "没有", "了吗", "了没", "不呢", "没呢"})
_NO_SUBJECT = ("chat.", "purchase.", "spam.")
# The beginning of a question, without what is asked about.
_OPENING = re.compile(
    r"(?:主播|亲|老板|客服|你好|那个?)?(?:请?问一?下?|想问一?下?|有没有?|能不能|可不可以|是不是|会不会|要不要|多少|几[号天点]?|多久|什么时候|啥时候|怎么|为什么|哪[个款里]?)"
    r"|(?:hi |hey |hello )?(?:can (?:i|you|it)|do(?:es)? (?:you|it)(?: have)?|is (?:it|this|there)|are (?:they|these|there)|will (?:it|you)"
    r"|how (?:long|many|much)|what (?:is|about|size|colou?r)|when|where|how|what|which)"
)
# A part that points at something …
_POINTS = re.compile(
    r"(?:主播|亲|请问|就|我?要|我?想要)?(?:[这那]|第[一二三四五1-9])[个款件双条种套瓶盒包](?:.{0,3}[的色款码])?|(?:the|that|this) (?:[a-z]+ )?ones?"
)
# … or names it: 红色的, 黑色m码, 3号链接, 我160斤, 165 110, size m, i am 165cm.
_NAMES = re.compile(
    r"(?:主播|亲|请问|那么?|就是?|我|我?想?要|想问)?"
    r"(?:.{0,8}(?:的|色|码|号|款)|[1-9一二三四五六七八九十]\d?号?链接|[1-9]?.?\d{1,3}(?:号|ml)|(?:体重)?\d{2,3}(?:斤|kg|公斤)"
    r"|(?:身高)?1\d\d(?:cm|厘米)?[\s,/]?(?:(?:体重)?\d{2,3}(?:斤|kg|公斤)?)?)[的呢呀啊]?"
    r"|[a-z]{1,10} ones?|(?:link|item|number|no|size)[ .#]?[a-z0-9]{1,4}"
    r"|(?:i am |i'm |im )?1\d\d ?cm(?:[ ,/]+(?:and )?\d{2,3} ?kg)?"
)
# Nothing is asked, done or liked in a name.
_SAYS = re.compile(
    r"什么|多[大少久]|怎|[不几哪谁吗没有能穿买拍下收到发退换说讲送爱喜美丑贵冲抢付尾看]|好[看用美]"
)


def names_something(folded: str) -> bool:
    """Whether a folded text does nothing but name something, or point at it."""
    if _POINTS.fullmatch(folded) is not None:
        return True
    return _NAMES.fullmatch(folded) is not None and _SAYS.search(folded) is None


def may_belong(earlier: Verdict, later: Verdict) -> bool:
    """Whether it is worth reading two comments as one. Cheap; `as_one` decides once they have been read."""
    before, after = earlier.folded, later.folded
    if before.isdecimal() or after.isdecimal():
        return False  # a bare number answers a prompt
    if (earlier.complaint and _is_sure(earlier)) or (later.complaint and _is_sure(later)):
        return False  # a complaint needs no other half
    if len(before) > LONGEST or len(after) > LONGEST:
        return False
    if _opens(earlier):
        return later.question or (len(after) <= _SUBJECT and earlier.topic != _CALL)
    if after in _ENDINGS:
        return True
    if not (earlier.question or later.question):
        return False
    if not later.question or names_something(after):
        return earlier.question and names_something(after)
    if earlier.question and _is_sure(earlier):
        return names_something(before)
    return names_something(before) or (len(before) <= _NOUN and _SAYS.search(before) is None)


def as_one(earlier: Verdict, later: Verdict, joined: Verdict) -> Verdict | None:
    """Return the verdict about two comments, `joined` being that about both texts as one; None where they are two."""
    if earlier.topic != _CALL and _says_more(earlier, later, joined):
        return joined
    if later.question and later.topic and (_opens(earlier) or _POINTS.fullmatch(earlier.folded)):
        return later
    return None


def _says_more(earlier: Verdict, later: Verdict, joined: Verdict) -> bool:
    if not joined.question or not joined.topic or joined.topic.startswith(_NO_SUBJECT):
        return False
    if joined.complaint and not later.complaint:
        return False
    if _opens(earlier) or later.folded in _ENDINGS:
        return True
    if not later.question or names_something(later.folded):
        return _adds(joined, earlier)
    if names_something(earlier.folded):
        return not later.topic or _adds(joined, later)
    if not later.topic and joined.topic == earlier.topic and not joined.slots:
        return True  # 孕妇 + 能用吗
    return any(kind in {"item", "place"} for kind, _ in set(joined.slots) - set(later.slots))


def _is_sure(verdict: Verdict) -> bool:
    return verdict.confidence >= _SURE


def _opens(verdict: Verdict) -> bool:
    if verdict.topic:
        return verdict.question and verdict.topic == _CALL
    return _OPENING.fullmatch(verdict.folded) is not None


def _adds(joined: Verdict, alone: Verdict) -> bool:
    return joined.product != alone.product or len(joined.slots) > len(alone.slots)
